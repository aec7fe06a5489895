"""The door to mistune: Markdown text goes in, tokens that know their line come out.

mistune's own tokens have no lines. Here every state of its block parser knows the line that its
text begins on: the text of a block quote or a list item has line for line the lines of the text
around it, so a place in it is a line of the file.
"""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown
from mistune.helpers import unescape_char
from mistune.plugins import Plugin
from mistune.plugins.footnotes import INLINE_FOOTNOTE, REF_FOOTNOTE
from mistune.plugins.formatting import strikethrough
from mistune.plugins.table import table, table_in_list, table_in_quote
from mistune.util import unikey

from reportgen.readers.markdown.characters import LITERAL, NO_EMPHASIS, PIPE
from reportgen.readers.markdown.marks import expression_end

Token = dict[str, Any]

DEPTH = 20  # how deep quotes and lists, and emphasis and links, may stand in each other
_EMPHASES = 2_000  # so many asterisks and underscores of one paragraph are read
_BROKEN_TABLES = 50  # so many are tried in one text, for each is read to its end

_LABEL = r"(?:par|sec|tbl|fig|app|rec)-[^\W_](?:[\w-]*[^\W_])?"
_REFERENCE = rf"@(?P<reference_label>{_LABEL})"
_NUMBER_ONLY = rf"\[-@(?P<number_label>{_LABEL})\]"
_BEFORE_REFERENCE = re.compile(r"[^\W_]|[/@=&%+]")  # a word, an e-mail or a web address
DIVIDER = re.compile(r"^(?=[^\n]*-)(?=[^\n]*\|)[-:| \t]+$", re.M)  # below a table's heading row
_BARE_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]*$")
_CONTAINER = re.compile(r"^ {0,3}(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])", re.M)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's text as written. `goes_on` is the line of text that follows without indent."""

    key: str
    label: str
    text: str
    line: int
    goes_on: int = 0


class Parser:
    """The parser of one file: what links and footnotes it defines holds for all of its text."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.too_deep: list[int] = []
        self.too_many: list[int] = []
        self._env: dict[str, Any] = {
            "ref_links": {},
            "notes": self.notes,
            "too_deep": self.too_deep,
        }
        self._block, self._inline = _BlockParser(max_nested_level=DEPTH), _inline_parser()
        plugins: list[Plugin] = [
            table,
            table_in_quote,
            table_in_list,
            strikethrough,
            _footnote_texts,
        ]
        Markdown(block=self._block, inline=self._inline, plugins=plugins)

    def blocks(self, text: str, line: int) -> list[Token]:
        """Return the block tokens of a text that begins on `line`; each has its own `line`."""
        state = _BlockState()
        state.env, state.first_line = self._env, line
        state.process(text if text.endswith("\n") else text + "\n")
        self._block.parse(state)
        return state.tokens

    def inlines(self, text: str, line: int) -> list[Token]:
        """Return the inline tokens of a block's text, footnote marks and references among them."""
        state = _InlineState(self._env)
        if text.count("*") + text.count("_") > _EMPHASES:
            text = text.translate(NO_EMPHASIS)
            self.too_many.append(line)
        state.src, state.first_line = text, line
        return self._inline.render(state)


def text_of(token: Token) -> str:
    """Return the Markdown text of a paragraph, heading or table cell."""
    text = "".join(token["pieces"]) if "pieces" in token else str(token["text"])
    return text.translate(PIPE).strip(" \r\n\t\f")


def key_of(label: str) -> str:
    """Return the form in which two spellings of one footnote's name are the same."""
    return unikey(label)


class _Lines:
    """Which line a place in a text is on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def before(self, place: int) -> int:
        """Count the lines before the one that `place` is on."""
        return bisect_left(self._ends, place)

    def line(self, number: int) -> str:
        """Return a line's text, the first is 0."""
        start = self._ends[number - 1] + 1 if number else 0
        end = self._ends[number] if number < len(self._ends) else len(self.text)
        return self.text[start:end]


# --- blocks ---------------------------------------------------------------------------------


class _BlockState(BlockState):
    def __init__(self, parent: _BlockState | None = None) -> None:
        super().__init__(parent)
        self.first_line = 1
        self.child_line = 0  # where the quote or the list item begins whose text comes next
        self.in_quote = self.in_list = False  # while the lines that belong to it are gathered
        self.broken_tables = 0
        self._lines: _Lines | None = None
        self._paragraph_end = -1

    def line_at(self, place: int) -> int:
        return self.first_line + self._index().before(place)

    def _index(self) -> _Lines:
        if self._lines is None or self._lines.text is not self.src:
            self._lines = _Lines(self.src)
        return self._lines

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> _BlockState:
        """Make the state of a quote or a list item; its first token tells the line of its mark."""
        child = _BlockState(self)
        child.process(src)
        child.lazy_line_starts = lazy_line_starts or set()
        child.first_line = line = self.child_line
        if self.in_list:
            child.first_line += self._is_bare_item(line)
            # The cursor stands behind the first line of the item that comes next.
            self.child_line = self.line_at(max(self.cursor - 1, 0))
        child.tokens.append({"type": "place", "line": line})
        return child

    def _is_bare_item(self, line: int) -> bool:
        """True for an item whose text begins on the line below its bullet."""
        return bool(_BARE_ITEM.match(self._index().line(line - self.first_line)))

    def append_token(self, token: Token) -> None:
        if token["type"] == "block_code":  # indented code comes without parse_method
            token["line"] = self.line_at(self.cursor)
        super().append_token(token)

    def prepend_token(self, token: Token) -> None:
        """Add a quote: what it was to stand before has been put off until after it."""
        self.tokens.append(token)

    def add_paragraph(self, text: str) -> None:
        if not self._goes_on():
            self.tokens.append(
                {"type": "paragraph", "pieces": [], "line": self.line_at(self.cursor)}
            )
        self.tokens[-1]["pieces"].append(text)
        self._paragraph_end = self.cursor + len(text)

    def append_paragraph(self) -> int | None:
        if not self._goes_on():
            return None
        end = self.find_line_end()
        self.add_paragraph(self.get_text(end))
        return end

    def _goes_on(self) -> bool:
        """True when the text at the cursor stands directly below a paragraph."""
        last = self.last_token()
        is_paragraph = bool(last) and last["type"] == "paragraph"
        return is_paragraph and self._paragraph_end == self.cursor


class _BlockParser(BlockParser):
    state_cls = _BlockState

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        super().parse(state, rules)
        if rules is not None and "list" not in rules:
            self._report_depth(state)

    def _report_depth(self, state: BlockState) -> None:
        for token in state.tokens:
            if "pieces" in token and _CONTAINER.search("".join(token["pieces"])):
                state.env["too_deep"].append(token["line"])

    def parse_method(self, m: re.Match[str], state: BlockState) -> int | None:
        """Read what begins at the cursor; what ends a quote or a list is read after that is done.

        mistune would read it at once and put it in front of, or join it to, what comes before.
        """
        assert isinstance(state, _BlockState)  # noqa: S101 - for mypy; mistune makes no other
        if state.in_quote or state.in_list:
            return state.cursor
        if m.lastgroup in ("table", "nptable") and state.broken_tables > _BROKEN_TABLES:
            return None
        line, known = state.line_at(state.cursor), len(state.tokens)
        end = super().parse_method(m, state)
        for token in state.tokens[known:]:
            token.setdefault("line", line)
        if end is None and m.lastgroup == "nptable" and DIVIDER.match(state.get_line(m.end())):
            state.broken_tables += 1
        return end

    def extract_block_quote(
        self, m: re.Match[str], state: BlockState
    ) -> tuple[str, int | None, set[int]]:
        assert isinstance(state, _BlockState)  # noqa: S101
        state.child_line, state.in_quote = state.line_at(state.cursor), True
        extracted = super().extract_block_quote(m, state)
        state.in_quote = False
        return extracted

    def parse_list(self, m: re.Match[str], state: BlockState) -> int:
        assert isinstance(state, _BlockState)  # noqa: S101
        state.child_line, state.in_list = state.line_at(state.cursor), True
        end = super().parse_list(m, state)
        state.in_list = False
        return end


def _footnote_texts(md: Markdown) -> None:
    """Read footnotes everywhere, also in quotes and lists, each with its line."""
    block = md.block
    block.register("ref_footnote", REF_FOOTNOTE, _footnote_text, before="ref_link")
    for rules in (block.block_quote_rules, block.list_rules):
        block.insert_rule(rules, "ref_footnote", before="ref_link")


def _footnote_text(_: BlockParser, m: re.Match[str], state: BlockState) -> int:
    assert isinstance(state, _BlockState)  # noqa: S101
    written = m.group("footnote_text")
    first, _newline, rest = written.partition("\n")
    note = Note(
        key=unikey(m.group("footnote_key")),
        label=m.group("footnote_key"),
        text=f"{first.strip()}\n{textwrap.dedent(rest)}",
        line=state.line_at(m.start("footnote_text")),
        goes_on=_unindented_line(written, m.end(), state),
    )
    state.env["notes"].append(note)
    return m.end()


def _unindented_line(written: str, end: int, state: _BlockState) -> int:
    below = state.get_line(end).strip()
    belongs = not written.endswith("\n\n") and below and not below.startswith("[")
    return state.line_at(end) if belongs else 0


# --- inlines --------------------------------------------------------------------------------


class _InlineState(InlineState):
    first_line = 1
    cursor = 0  # where the mark stands that is being read
    no_expressions = False  # when no further expression is closed
    _lines: _Lines | None = None

    def line_at(self, place: int) -> int:
        if self._lines is None or self._lines.text is not self.src:
            self._lines = _Lines(self.src)
        return self.first_line + self._lines.before(place)

    def copy(self) -> _InlineState:
        state = super().copy()
        assert isinstance(state, _InlineState)  # noqa: S101
        state.first_line = self.line_at(self.cursor)
        return state

    def append_token(self, token: Token) -> None:
        token.setdefault("line", self.line_at(self.cursor))
        for child in token["children"] if "_autolink" in token else ():
            child["raw"] = child["raw"].translate(LITERAL)
        super().append_token(token)


class _InlineParser(InlineParser):
    state_cls = _InlineState

    def parse_method(self, m: re.Match[str], state: InlineState) -> int | None:
        assert isinstance(state, _InlineState)  # noqa: S101
        state.cursor = m.start()
        return super().parse_method(m, state)

    def parse_escape(self, m: re.Match[str], state: InlineState) -> int:
        text = unescape_char(m.group(0)).translate(LITERAL)
        self.process_text(text, state, parse_emphasis=False)
        return m.end()


def _inline_parser() -> InlineParser:
    inline = _InlineParser(max_nested_level=DEPTH)
    inline.register("footnote", INLINE_FOOTNOTE + r"(?!\()", _mark, before="link", start_chars="[")
    inline.register("number_only", _NUMBER_ONLY, _number_only, before="link", start_chars="[")
    inline.register("reference", _REFERENCE, _reference, start_chars="@")
    inline.register("expression", r"\{\{", _expression, start_chars="{")
    return inline


def _mark(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    label = m.group("footnote_key")
    state.append_token({"type": "mark", "label": label, "raw": m.group(0)})
    return m.end()


def _number_only(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    label = m.group("number_label")
    state.append_token({"type": "reference", "label": label, "number_only": True})
    return m.end()


def _reference(_: InlineParser, m: re.Match[str], state: InlineState) -> int | None:
    if m.start() and _BEFORE_REFERENCE.match(state.src[m.start() - 1]):
        return None
    label = m.group("reference_label")
    state.append_token({"type": "reference", "label": label, "number_only": False})
    return m.end()


def _expression(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    assert isinstance(state, _InlineState)  # noqa: S101
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
