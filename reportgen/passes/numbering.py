"""Give every heading, paragraph, table, figure, footnote and appendix its number.

The numbers are those that Word will work out itself from the template's multilevel lists. They
are worked out here as well so that references are right in the file as it is stored, and so
that every other form of the paper (outline, HTML) prints the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import (
    Appendix,
    AppendixLabels,
    Block,
    BlockQuote,
    Blocks,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    ListStyle,
    Numbering,
    Paper,
    Paragraph,
    Scheme,
    Section,
    Series,
    Table,
)
from reportgen.walk import Node, rebuild

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip

Part = TypeVar("Part", Section, Appendix)

RECOMMENDATIONS = ("recommendation", "recommendations")
UNNUMBERED = "unnumbered"


def number_paper(paper: Paper) -> Paper:
    """Return the paper with all its numbers in place."""
    numbers = _Numbers(paper.numbering)
    sections = tuple(numbers.section(part) for part in paper.sections)
    appendices = tuple(
        numbers.appendix(part, index) for index, part in enumerate(paper.appendices, start=1)
    )
    return replace(paper, sections=sections, appendices=appendices)


def letters(number: int) -> str:
    """Return Word's lower-letter form of a number: a ... z, aa, bb ... zz, aaa."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """Return the lower-case Roman form of a number."""
    text = ""
    for value, letter in ROMAN:
        text += letter * (number // value)
        number %= value
    return text


class _Run(Struct, frozen=True):
    """A run of numbers: `prefix` and a count, such as 4, 2.3, R1 or A2."""

    series: Series
    counter: Iterator[int]
    prefix: str = ""

    def next(self) -> str:
        return f"{self.prefix}{next(self.counter)}"


class _Numbers:
    """The runs of numbers that go on from section to section."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._running = _Run(Series.RUNNING, count(1))
        self._recommendations = _Run(Series.RECOMMENDATION, count(1), "R")
        self._headings = count(1)
        self._notes = count(1)
        self._captions = _Captions("", self._notes)

    def section(self, section: Section) -> Section:
        """Number a section: its heading in the decimal scheme, paragraphs, tables and figures."""
        blocks, run = section.blocks, None
        if self._numbering.paragraphs is Scheme.RUNNING:
            run = self._running
        elif self._numbering.paragraphs is Scheme.DECIMAL:
            blocks, run = self._decimal(blocks)
        if self._numbering.own_recommendations and section.name in RECOMMENDATIONS:
            blocks = self._recommended(blocks, run)
        else:
            blocks = tuple(_numbered(blocks, run))
        return _captioned(replace(section, blocks=blocks), self._captions)

    def appendix(self, appendix: Appendix, index: int) -> Appendix:
        """Letter an appendix and, where the paper says so, number its paragraphs."""
        in_letters = self._numbering.appendices is AppendixLabels.LETTERS
        label = letters(index).upper() if in_letters else str(index)
        prefix = label if in_letters else f"{label}."
        blocks = appendix.blocks
        if self._numbering.appendix_paragraphs:
            blocks = tuple(_numbered(blocks, _Run(Series.APPENDIX, count(1), prefix)))
        numbered = replace(appendix, number=label, blocks=blocks)
        return _captioned(numbered, _Captions(prefix, self._notes))

    def _decimal(self, blocks: Blocks) -> tuple[Blocks, _Run | None]:
        """Number the heading a section begins with, and return the run of its paragraphs.

        Below a heading without a number paragraphs have none either.
        """
        heading = blocks[0] if blocks else None
        if not isinstance(heading, Heading) or heading.word:
            return blocks, None
        if UNNUMBERED in heading.attributes.classes:
            return blocks, None
        number = str(next(self._headings))
        heading = replace(heading, number=number, series=Series.DECIMAL)
        return (heading, *blocks[1:]), _Run(Series.DECIMAL, count(1), f"{number}.")

    def _recommended(self, blocks: Blocks, run: _Run | None) -> Blocks:
        """Number recommendations: the items of ordered lists, or without such the paragraphs."""
        if not any(_is_ordered(block) for block in blocks):
            return tuple(_numbered(blocks, self._recommendations))
        others = _numbered(tuple(block for block in blocks if not _is_ordered(block)), run)
        return tuple(
            _main_items(block, self._recommendations)
            if isinstance(block, List) and _is_ordered(block)
            else next(others)
            for block in blocks
        )


def _is_ordered(block: Block) -> bool:
    return isinstance(block, List) and block.style is ListStyle.NUMBER


def _numbered(blocks: Blocks, run: _Run | None) -> Iterator[Block]:
    """Number paragraphs, and the ordered lists below each as its sub-paragraphs.

    A heading ends what belongs to a paragraph: a list directly below it is numbered by itself.
    """
    number = ""
    first_list = True
    for block in blocks:
        if run and isinstance(block, Paragraph) and UNNUMBERED not in block.attributes.classes:
            number, first_list = run.next(), True
            yield replace(block, number=number, series=run.series)
        elif run and number and isinstance(block, List) and block.style is ListStyle.NUMBER:
            below = _Below(run.series, number, 1)
            yield below.list(block, restarts=not first_list)
            first_list = False
        else:
            number = "" if isinstance(block, Heading) else number
            yield block


def _main_items(block: List, run: _Run) -> List:
    """Turn an ordered list into paragraphs of a series, such as R1 and R2."""
    items = []
    for item in block.items:
        number = run.next()
        blocks = _Below(run.series, number, 1).lists_in(item.blocks)
        items.append(replace(item, number=number, blocks=blocks))
    return replace(
        block,
        style=ListStyle.PARAGRAPH,
        items=tuple(items),
        start=1,
        restarts=False,
        series=run.series,
        depth=0,
    )


class _Below(Struct, frozen=True):
    """The sub-paragraphs of a numbered paragraph: (a) at depth 1, (i) at depth 2."""

    series: Series
    parent: str
    depth: int

    def list(self, block: List, *, restarts: bool) -> List:
        """Turn an ordered list into sub-paragraphs."""
        form = letters if self.depth == 1 else roman
        start = max(block.start, 1)
        items = tuple(
            self._item(item, f"{self.parent}({form(number)})")
            for number, item in enumerate(block.items, start=start)
        )
        return replace(
            block,
            style=ListStyle.PARAGRAPH,
            items=items,
            start=start,
            restarts=restarts or start > 1,
            series=self.series,
            depth=self.depth,
        )

    def lists_in(self, blocks: Blocks) -> Blocks:
        """Turn the ordered lists of an item into sub-paragraphs of this depth."""
        made: list[Block] = []
        first_list = True
        for block in blocks:
            if isinstance(block, List) and block.style is ListStyle.NUMBER:
                made.append(self.list(block, restarts=not first_list))
                first_list = False
            else:
                made.append(block)
        return tuple(made)

    def _item(self, item: ListItem, number: str) -> ListItem:
        below = replace(self, parent=number, depth=self.depth + 1)
        # Word's lists of a paper end at (i): what lies deeper is a list by itself.
        blocks = below.lists_in(item.blocks) if below.depth < 3 else item.blocks
        return replace(item, number=number, blocks=blocks)


class _Captions:
    """The numbers of captioned tables and figures, behind the prefix of their appendix.

    `notes` are the numbers of footnotes, which go on through the paper.
    """

    def __init__(self, prefix: str, notes: Iterator[int]) -> None:
        self._tables = _Run(Series.NONE, count(1), prefix)
        self._figures = _Run(Series.NONE, count(1), prefix)
        self._notes = notes

    def change(self, node: Node) -> tuple[Node, ...]:
        match node:
            case Table() if node.caption:
                return (replace(node, number=self._tables.next()),)
            case Figure() if node.caption:
                return (replace(node, number=self._figures.next()),)
            case Footnote():
                blocks = _own_lists(node.blocks, 0)
                return (replace(node, blocks=blocks, number=next(self._notes)),)
            case _:
                return (node,)


def _captioned(part: Part, captions: _Captions) -> Part:
    """Number what stands anywhere in a part of the paper, and the lists that stand by themselves.

    Captions and footnotes are numbered in the order they are read.
    """
    part = rebuild(part, captions.change, Table, Figure, Footnote)
    return replace(part, blocks=_own_lists(part.blocks, 0))


def _own_lists(blocks: Blocks, depth: int) -> Blocks:
    """Number the lists that stand by themselves as the template does: 1, in it (a), in it (i)."""
    return tuple(_own_list(block, depth) for block in blocks)


def _own_list(block: Block, depth: int) -> Block:
    match block:
        case BlockQuote():
            return replace(block, blocks=_own_lists(block.blocks, depth))
        case List():
            items = tuple(
                _own_item(item, block, number, depth)
                for number, item in enumerate(block.items, start=block.start)
            )
            return replace(block, items=items)
        case _:
            return block


def _own_item(item: ListItem, block: List, number: int, depth: int) -> ListItem:
    item = replace(item, blocks=_own_lists(item.blocks, depth + 1))
    if block.style is not ListStyle.NUMBER:
        return item
    if depth == 0 or number < 1:
        return replace(item, number=str(number))
    form = letters if depth == 1 else roman
    return replace(item, number=f"({form(number)})")
