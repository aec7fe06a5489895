"""The text as blocks. In: the body of a Word file, or of a note. Out: blocks, as a section has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from reportgen.model import (
    Block,
    BlockQuote,
    Blocks,
    Heading,
    Paragraph,
    TableCell,
    Text,
)
from reportgen.readers.word.captions import with_captions
from reportgen.readers.word.lists import read_list
from reportgen.readers.word.pieces import Line, Piece, read_pieces
from reportgen.readers.word.remarks import OldNumber
from reportgen.readers.word.story import Story
from reportgen.readers.word.styles import Role
from reportgen.readers.word.xml import Element
from reportgen.walk import each, plain

TOP_LEVEL = 2  # below the heading of the appendix


def read_body(parent: Element, story: Story) -> Blocks:
    """Return the blocks of a text. Its highest heading has level 2, the others what is below."""
    pieces, cut = with_captions(list(read_pieces(parent, story)))
    headings = [item.level for item in pieces if isinstance(item, Line) and _is_heading(item)]
    top = min(headings, default=0)
    blocks: list[Block] = []
    for kind, group in groupby(_runs(pieces), key=lambda run: run[0]):
        run = [piece for _, piece in group]
        blocks.extend(MAKERS[kind](run, story, top))
    _report_numbers(cut, blocks, story)
    return tuple(blocks)


def _is_heading(line: Line) -> bool:
    return line.role is Role.HEADING


def _runs(pieces: list[Piece]) -> Iterator[tuple[str, Piece]]:
    """Yield each piece with what it is part of: a list takes what is indented below its items."""
    in_list = False
    for piece in pieces:
        kind = _kind(piece, in_list=in_list)
        in_list = kind == "list"
        yield kind, piece


def _kind(piece: Piece, *, in_list: bool) -> str:
    if not isinstance(piece, Line):
        return "block"
    if piece.role in (Role.HEADING, Role.CAPTION):
        return "heading" if piece.role is Role.HEADING else "text"
    if piece.label is not None and (piece.label.shown or in_list):
        return "list"
    goes_on = piece.role is Role.CONTINUED or (piece.indented and piece.role is Role.TEXT)
    if in_list and goes_on:
        return "list"
    return "quote" if piece.role is Role.QUOTE else "text"


def _headings(run: list[Piece], story: Story, top: int) -> Iterator[Block]:
    for line in _lines(run):
        content = line.content
        if line.label is not None and line.label.text:
            content = (Text(f"{line.label.text} "), *content)
        yield Heading(line.level - top + TOP_LEVEL, content, story.source)


def _lists(run: list[Piece], story: Story, _: int) -> Iterator[Block]:
    yield from read_list(list(_lines(run)), story.source)


def _quotes(run: list[Piece], story: Story, _: int) -> Iterator[Block]:
    yield BlockQuote(tuple(_paragraphs(run, story)), story.source)


def _paragraphs(run: list[Piece], story: Story, _: int = 0) -> Iterator[Block]:
    yield from (Paragraph(line.content, story.source) for line in _lines(run))


def _blocks(run: list[Piece], _: Story, __: int) -> Iterator[Block]:
    yield from (piece for piece in run if not isinstance(piece, Line))


def _lines(run: list[Piece]) -> Iterator[Line]:
    yield from (piece for piece in run if isinstance(piece, Line))


MAKERS: dict[str, Callable[[list[Piece], Story, int], Iterator[Block]]] = {
    "heading": _headings,
    "list": _lists,
    "quote": _quotes,
    "text": _paragraphs,
    "block": _blocks,
}


def _report_numbers(cut: tuple[str, ...], blocks: list[Block], story: Story) -> None:
    """Say which captions the text names by a number that they no longer have."""
    texts = [plain(node.content) for block in blocks for node in each(block, Paragraph)]
    texts += [plain(node.content) for block in blocks for node in each(block, TableCell)]
    named = "\n".join(texts)
    for label in cut:
        if re.search(rf"\b{re.escape(label)}\b(?!\.\d)", named):
            story.remarks.note(OldNumber.CAPTION, label)
