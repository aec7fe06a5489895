"""mistune's block parser with lines: text in, block tokens out that know where they begin.

mistune's own tokens have no lines. Here every state knows the line that its text begins on: the
text of a block quote or a list item has line for line the lines of the text around it, so a place
in it is a line of the file.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any

from mistune import BlockParser, BlockState, Markdown
from mistune.plugins.footnotes import REF_FOOTNOTE
from mistune.util import unikey
from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.markdown.lines import Lines

Token = dict[str, Any]

_BROKEN_TABLES = 50  # so many are tried in one text, for each is read to its end

DIVIDER = regex(r"^(?=[^\n]*-)(?=[^\n]*\|)[-:| \t]+$", re.M)  # below a table's heading row
_BARE_ITEM = regex(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]*$")
_OWN_BLOCK = regex(r"[#>|`~\[<=]|[-+*_][-+*_ \t]|\d{1,9}[.)][ \t]")
_CONTAINER = regex(r"^ {0,3}(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])", re.M)
# A paragraph of lines that begin with a letter, with an empty line or nothing behind it; or the
# empty lines before what is not indented. No block can begin in either.
_PLAIN = regex(r"(?P<paragraph>(?:[A-Za-z][^\n|]*+\n)++)(?=\n|\Z)|\n++(?![ \t\v\f])")


class Note(Struct, frozen=True):
    """A footnote's text as written. `goes_on` is the line of text that follows without indent."""

    key: str
    label: str
    text: str
    line: int
    goes_on: int = 0


class LinedState(BlockState):
    """A text, or the text of one quote or list item in it, while its blocks are read."""

    def __init__(self, parent: LinedState | None = None) -> None:
        super().__init__(parent)
        self.first_line = 1
        self.child_line = 0  # where the quote or the list item begins whose text comes next
        self.in_quote = self.in_list = False  # while the lines that belong to it are gathered
        self.broken_tables = 0
        self._lines: Lines | None = None
        self._paragraph_end = -1

    def line_at(self, place: int) -> int:
        return self.first_line + self._index().before(place)

    def _index(self) -> Lines:
        if self._lines is None or self._lines.text is not self.src:
            self._lines = Lines(self.src)
        return self._lines

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> LinedState:
        """Make the state of a quote or a list item; its first token tells the line of its mark."""
        child = LinedState(self)
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


class LinedBlockParser(BlockParser):
    """Reads the blocks of a state; `env` collects footnotes and what is nested too deep."""

    state_cls = LinedState

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
        assert isinstance(state, LinedState)  # noqa: S101 - for mypy; mistune makes no other
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
        return _behind_plain(state, end) if end and state.parent is None else end

    def extract_block_quote(
        self, m: re.Match[str], state: BlockState
    ) -> tuple[str, int | None, set[int]]:
        assert isinstance(state, LinedState)  # noqa: S101
        state.child_line, state.in_quote = state.line_at(state.cursor), True
        extracted = super().extract_block_quote(m, state)
        state.in_quote = False
        return extracted

    def parse_list(self, m: re.Match[str], state: BlockState) -> int:
        assert isinstance(state, LinedState)  # noqa: S101
        state.child_line, state.in_list = state.line_at(state.cursor), True
        end = super().parse_list(m, state)
        state.in_list = False
        return end


def _behind_plain(state: LinedState, start: int) -> int:
    """Read paragraphs that can be nothing else, as mistune would; return the place behind them."""
    state.cursor = start
    while found := _PLAIN.match(state.src, state.cursor):
        if found["paragraph"]:
            state.add_paragraph(found["paragraph"])
        else:
            state.append_token({"type": "blank_line", "line": state.line_at(state.cursor)})
        state.cursor = found.end()
    return state.cursor


def footnote_texts(md: Markdown) -> None:
    """Read footnotes everywhere, also in quotes and lists, each with its line."""
    block = md.block
    block.register("ref_footnote", REF_FOOTNOTE, _footnote_text, before="ref_link")
    for rules in (block.block_quote_rules, block.list_rules):
        block.insert_rule(rules, "ref_footnote", before="ref_link")


def _footnote_text(_: BlockParser, m: re.Match[str], state: BlockState) -> int:
    assert isinstance(state, LinedState)  # noqa: S101
    # With the blank or line end before it, so that it begins on the line of its mark.
    written = m.string[m.start("footnote_text") - 1 : m.end("footnote_text")]
    first, _newline, rest = written.partition("\n")
    note = Note(
        key=unikey(m.group("footnote_key")),
        label=m.group("footnote_key"),
        text=f"{first.strip()}\n{textwrap.dedent(rest)}",
        line=state.line_at(m.start()),
        goes_on=_unindented_line(written, m.end(), state),
    )
    state.env["notes"].append(note)
    return m.end()


def _unindented_line(written: str, end: int, state: LinedState) -> int:
    """Return the line of text that looks as if it went on with a footnote, else 0."""
    below = state.get_line(end).strip()
    looks_so = below and not written.endswith("\n\n") and not _OWN_BLOCK.match(below)
    return state.line_at(end) if looks_so else 0
