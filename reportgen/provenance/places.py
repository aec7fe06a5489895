"""Where amounts stand. In: a finished paper. Out: its linked amounts in the order they are read.

Each has an id, which is the same as long as the paper's amounts are, and the words for its place.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from reportgen.model import (
    AmountText,
    Appendix,
    Block,
    BlockQuote,
    Blocks,
    Chart,
    Figure,
    Footnote,
    Heading,
    Inlines,
    List,
    ListItem,
    Paper,
    Paragraph,
    Row,
    Series,
    Stated,
    Table,
    Text,
)
from reportgen.provenance.records import PREFIX, StatedAmount
from reportgen.walk import heading_text, plain


class LinkedText(Struct, frozen=True):
    """An amount in a sentence, as it is in the paper's tree.

    In a table whose columns have a unit, that is what it is put into.
    """

    id: str
    node: AmountText
    place: str
    unit: str = ""


class LinkedTable(Struct, frozen=True):
    """A table that was read from a sheet, as it is in the paper's tree."""

    id: str
    node: Table
    place: str


class LinkedChart(Struct, frozen=True):
    """A chart, as it is in the paper's tree."""

    id: str
    node: Chart
    place: str


Linked = LinkedText | LinkedTable | LinkedChart
Places = list[Linked | StatedAmount]


def places(paper: Paper) -> Places:
    """Return the amounts in sentences, linked and stated, the tables of budgets and the charts."""
    reading = _Reading(paper.name)
    for section in paper.sections:
        reading.part(section.blocks)
    for appendix in paper.appendices:
        reading.appendix(appendix)
    return reading.found


def row_label(row: Row) -> str:
    """Return the words that a row begins with."""
    content = row.cells[0].content if row.cells else ()
    if len(content) == 1 and isinstance(content[0], Text):
        return " ".join(content[0].text.split())  # as in nearly all of thousands of rows
    return " ".join(plain(content).split())


class _Reading:
    """Goes through a paper and knows where it is; counts the amounts and the tables."""

    def __init__(self, name: str) -> None:
        # The paper's own: what is copied into it from another one is not taken for its amounts.
        self._key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        self._texts = self._tables = self._charts = 0
        self._part = self._above = ""
        self.found: Places = []

    def part(self, blocks: Blocks, name: str = "") -> None:
        self._part = self._above = name
        self._blocks(blocks)

    def appendix(self, node: Appendix) -> None:
        name = f"Appendix {node.number}"
        self._content(node.title, f"title of {name}")
        self.part(node.blocks, name)

    def _blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._above = _numbered(block.number, block.series) or self._above
                self._content(block.content, self._above)
            case Heading():
                self._heading(block)
            case List():
                for item in block.items:
                    self._item(item, block.series)
            case BlockQuote():
                self._blocks(block.blocks)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case _:
                pass

    def _heading(self, node: Heading) -> None:
        words = " ".join(heading_text(node).split())
        self._above = ", ".join(part for part in (self._part, f'under "{words}"') if part)
        self._content(node.content, f'heading "{words}"')

    def _item(self, item: ListItem, series: Series) -> None:
        above = self._above
        self._above = _numbered(item.number, series) or above
        self._blocks(item.blocks)
        self._above = above

    def _table(self, table: Table) -> None:
        name = f"Table {table.number}" if table.number else f"table, {self._above}"
        self._content(table.caption, f"caption of {name}")
        if table.origin:
            self._tables += 1
            self.found.append(LinkedTable(f"{PREFIX}{self._key}-t{self._tables}", table, name))
            return
        for row in table.rows:
            place = f"{name}, {row_label(row)}".rstrip(", ")
            for cell, column in zip(row.cells, table.columns, strict=True):
                self._content(cell.content, place, column.unit)

    def _figure(self, figure: Figure) -> None:
        name = f"Figure {figure.number}" if figure.number else self._above
        of = f"caption of {name}" if figure.number else name
        self._content(figure.caption, of)
        if isinstance(figure.picture, Chart):
            self._charts += 1
            place = name if figure.number else f"chart, {self._above}"
            found = LinkedChart(f"{PREFIX}{self._key}-c{self._charts}", figure.picture, place)
            self.found.append(found)

    def _content(self, content: Inlines, place: str, unit: str = "") -> None:
        for node in content:
            if isinstance(node, Text):
                continue
            if isinstance(node, AmountText):
                if node.amount.cells:
                    self._texts += 1
                    name = f"{PREFIX}{self._key}-{self._texts}"
                    self.found.append(LinkedText(name, node, place, unit))
            elif isinstance(node, Footnote):
                self._footnote(node)
            else:
                if isinstance(node, Stated):
                    words = plain(node.children)
                    self.found.append(StatedAmount(words, node.said_by, place, node.source))
                if children := getattr(node, "children", ()):
                    self._content(children, place, unit)

    def _footnote(self, note: Footnote) -> None:
        above, self._above = self._above, f"note {note.number}"
        self._blocks(note.blocks)
        self._above = above


def _numbered(number: str, series: Series) -> str:
    """Return what a reader calls a paragraph with a number, "" for one without."""
    if not number:
        return ""
    return f"{'recommendation' if series is Series.RECOMMENDATION else 'paragraph'} {number}"
