"""mistune's inline parser with references, expressions, footnote marks, spans, and lines."""

from __future__ import annotations

import re
from typing import Any

from mistune import InlineParser, InlineState
from mistune.helpers import unescape_char
from mistune.plugins.footnotes import INLINE_FOOTNOTE

from reportgen.patterns import regex
from reportgen.readers.markdown.attributes import read_stated
from reportgen.readers.markdown.characters import LITERAL
from reportgen.readers.markdown.lines import Lines
from reportgen.readers.markdown.marks import expression_end

Token = dict[str, Any]

PREFIXES = ("par", "sec", "tbl", "fig", "app", "rec")
_BRACKETS = regex(r"\]+")
BEFORE_REFERENCE = regex(r"[^\W_]|[/@=&%+]")  # a word, an e-mail or a web address


def inline_parser(depth: int, prefixes: tuple[str, ...] = ()) -> InlineParser:
    """Return a parser that reads emphasis and links up to `depth` within each other.

    Labels may begin with `prefixes` as well as with the usual ones.
    """
    label = label_form(prefixes)
    reference = rf"@(?P<reference_label>{label})"
    number_only = rf"\[-@(?P<number_label>{label})\]"
    group = rf"\[(?P<group_labels>-?@{label}(?:\s*[;,]\s*-?@{label})+)\s*\]"
    inline = LinedInlineParser(max_nested_level=depth)
    inline.register("footnote", INLINE_FOOTNOTE + r"(?!\()", _mark, before="link", start_chars="[")
    inline.register("number_only", number_only, _number_only, before="link", start_chars="[")
    inline.register("group", group, _group, before="link", start_chars="[")
    inline.register("reference", reference, _reference, start_chars="@")
    inline.register("expression", r"\{\{", _expression, start_chars="{")
    return inline


def label_form(prefixes: tuple[str, ...]) -> str:
    """Return what a label looks like that can be referred to, as a regular expression."""
    begins = "|".join(map(re.escape, (*PREFIXES, *prefixes)))
    return rf"(?:{begins})-[^\W_](?:[\w-]*[^\W_])?"


class LinedInlineState(InlineState):
    """The text of one block while it is read."""

    first_line = 1
    cursor = 0  # where the mark stands that is being read
    no_expressions = False  # when no further expression is closed
    _lines: Lines | None = None

    def line_at(self, place: int) -> int:
        if self._lines is None or self._lines.text is not self.src:
            self._lines = Lines(self.src)
        return self.first_line + self._lines.before(place)

    def copy(self) -> LinedInlineState:
        state = super().copy()
        assert isinstance(state, LinedInlineState)  # noqa: S101
        state.first_line = self.line_at(self.cursor)
        return state

    def append_token(self, token: Token) -> None:
        token.setdefault("line", self.line_at(self.cursor))
        for child in token["children"] if "_autolink" in token else ():
            child["raw"] = child["raw"].translate(LITERAL)
        super().append_token(token)


class LinedInlineParser(InlineParser):
    """Notes the place of each mark, and keeps what is written with a backslash as it is."""

    state_cls = LinedInlineState

    def parse_method(self, m: re.Match[str], state: InlineState) -> int | None:
        assert isinstance(state, LinedInlineState)  # noqa: S101
        state.cursor = m.start()
        end = super().parse_method(m, state)
        if end and state.tokens:
            state.tokens[-1]["last_line"] = state.line_at(end)
        return end

    def parse_link_close(self, m: re.Match[str], state: InlineState) -> int:
        """Close links, and with the last bracket a span: `[£5,000]{.stated source="letter"}`."""
        stated = read_stated(state.src, m.end())
        if stated is None:
            return super().parse_link_close(m, state)
        before = _BRACKETS.match(state.src, m.start(), m.end() - 1)
        if before:
            super().parse_link_close(before, state)
        said_by, end = stated
        if not self._close_span(said_by, state):
            self.process_text("]", state)
            return m.end()
        return end

    def _close_span(self, said_by: str, state: InlineState) -> bool:
        """Make a span of what stands behind the last open bracket; False where none can be."""
        assert isinstance(state, LinedInlineState)  # noqa: S101
        opener = state.brackets[-1] if state.brackets else None
        too_deep = opener and state.depth + opener.child_depth >= self.max_nested_level
        if opener is None or opener.image or too_deep:
            return False
        state.brackets.pop()
        state.last_link = opener.previous_link
        inside = self.finalize_tokens(state.tokens[opener.token_index + 1 :], state.depth + 1)
        del state.tokens[opener.token_index :]
        line = state.line_at(opener.start)
        state.append_token({"type": "stated", "children": inside, "said_by": said_by, "line": line})
        return True

    def parse_escape(self, m: re.Match[str], state: InlineState) -> int:
        text = unescape_char(m.group(0)).translate(LITERAL)
        self.process_text(text, state, parse_emphasis=False)
        return m.end()


def _mark(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    label = m.group("footnote_key")
    state.append_token({"type": "mark", "label": label, "raw": m.group(0)})
    return m.end()


def _number_only(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    label = m.group("number_label")
    state.append_token({"type": "reference", "label": label, "number_only": True})
    return m.end()


def _group(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    """Read `[@par-a; @par-b]`: several references that print together."""
    written = re.split(r"\s*[;,]\s*", m.group("group_labels"))
    labels = [label.lstrip("-@") for label in written]
    number_only = all(label.startswith("-") for label in written)
    state.append_token({"type": "group", "labels": labels, "number_only": number_only})
    return m.end()


def _reference(_: InlineParser, m: re.Match[str], state: InlineState) -> int | None:
    if m.start() and BEFORE_REFERENCE.match(state.src[m.start() - 1]):
        return None
    label = m.group("reference_label")
    state.append_token({"type": "reference", "label": label, "number_only": False})
    return m.end()


def _expression(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    assert isinstance(state, LinedInlineState)  # noqa: S101
    end = None if state.no_expressions else expression_end(state.src, m.start())
    if end is not None:
        text = state.src[m.end() : end - 2]
        state.append_token({"type": "expression", "raw": text})
        return end
    if not state.no_expressions:
        state.append_token({"type": "unclosed"})
        state.no_expressions = True
    state.append_token({"type": "text", "raw": m.group(0)})
    return m.end()
