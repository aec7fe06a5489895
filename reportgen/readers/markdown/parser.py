"""The parser of one file: Markdown text goes in, tokens that know their line come out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from mistune import InlineParser, Markdown
from mistune.plugins import Plugin
from mistune.plugins.formatting import strikethrough
from mistune.plugins.table import table, table_in_list, table_in_quote
from mistune.util import unikey

from reportgen.readers.markdown.block_parser import (
    LinedBlockParser,
    LinedState,
    Note,
    Token,
    footnote_texts,
)
from reportgen.readers.markdown.characters import NO_EMPHASIS, PIPE
from reportgen.readers.markdown.inline_parser import LinedInlineState, inline_parser
from reportgen.readers.markdown.plain_inlines import PlainInlines

DEPTH = 20  # how deep quotes and lists, and emphasis and links, may stand in each other
_EMPHASES = 2_000  # so many asterisks and underscores of one paragraph are read
_PLUGINS: tuple[Plugin, ...] = (
    table,
    table_in_quote,
    table_in_list,
    strikethrough,
    footnote_texts,
)


class Parser:
    """Reads one file's texts: a link or a footnote defined in one of them holds for all."""

    def __init__(self, prefixes: tuple[str, ...] = ()) -> None:
        self.notes: list[Note] = []
        self.too_deep: list[int] = []
        self.too_many: list[int] = []
        self._env: dict[str, Any] = {
            "ref_links": {},
            "notes": self.notes,
            "too_deep": self.too_deep,
        }
        self._block, self._inline, self._plain = _grammar(prefixes)

    def blocks(self, text: str, line: int) -> list[Token]:
        """Return the block tokens of a text that begins on `line`; each has its own `line`."""
        state = LinedState()
        state.env, state.first_line = self._env, line
        state.process(text if text.endswith("\n") else text + "\n")
        self._block.parse(state)
        return state.tokens

    def inlines(self, text: str, line: int) -> list[Token]:
        """Return the inline tokens of a block's text, footnote marks and references among them."""
        if len(text) > _EMPHASES and text.count("*") + text.count("_") > _EMPHASES:
            text = text.translate(NO_EMPHASIS)
            self.too_many.append(line)
        plain = self._plain.tokens(text, line)
        if plain is not None:
            return plain
        state = LinedInlineState(self._env)
        state.src, state.first_line = text, line
        return self._inline.render(state)


@lru_cache(maxsize=16)
def _grammar(prefixes: tuple[str, ...]) -> tuple[LinedBlockParser, InlineParser, PlainInlines]:
    """Return what reads blocks and what stands in them; to build it takes longer than a file."""
    block, inline = LinedBlockParser(max_nested_level=DEPTH), inline_parser(DEPTH, prefixes)
    Markdown(block=block, inline=inline, plugins=_PLUGINS)
    return block, inline, PlainInlines(prefixes)


def text_of(token: Token) -> str:
    """Return the Markdown text of a paragraph, heading or table cell."""
    text = "".join(token["pieces"]) if "pieces" in token else str(token["text"])
    if not text.isascii():
        text = text.translate(PIPE)
    return text.strip(" \r\n\t\f")


def key_of(label: str) -> str:
    """Return the form in which two spellings of one footnote's name are the same."""
    return unikey(label)
