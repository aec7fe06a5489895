"""Tables. In: a `w:tbl`. Out: the model's table, each row with a cell for every column.

The text of merged cells stands in the first of their columns and rows; the others are empty. A
row that is one cell over all columns is a group's caption, or at the end a note. The first rows
are headings where the file says so: by "Repeat as header row", else by "Header Row" of its look.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from reportgen.model import Align, Column, Inlines, Row, RowKind, Table, TableCell
from reportgen.patterns import regex
from reportgen.readers.word.inlines import without_emphasis
from reportgen.readers.word.story import Story
from reportgen.readers.word.xml import Element, child, get, name, number, switch, value
from reportgen.walk import plain

MOST_COLUMNS = 63  # Word's own limit
FIRST_ROW = 0x0020  # of w:tblLook, 17.4.55
AMOUNT = regex(r"[(\-−–+]?\s*£?\s*\d[\d,]*(\.\d+)?\s*(%|[kmb]n?)?\)?", re.I)
NOTHING = regex(r"|[-–—]|n/?a|nil", re.I)
ALIGNMENTS = {"right": Align.RIGHT, "end": Align.RIGHT, "center": Align.CENTER}

ReadCell = Callable[[Element], Inlines]


class _Cell(Struct, frozen=True):
    content: Inlines
    span: int = 1
    align: str = ""


_Cells = tuple[_Cell, ...]


def read_table(node: Element, story: Story, read_cell: ReadCell) -> Table | None:
    """Return a table, None for one without any text."""
    rows = node.findall(name("w:tr"))
    cells = [_cells(row, read_cell) for row in rows]
    width = min(max((sum(cell.span for cell in row) for row in cells), default=0), MOST_COLUMNS)
    if not any(cell.content for row in cells for cell in row):
        return None
    heads = _headings(node, rows)
    kinds = [_kind(index, cells, width, heads) for index in range(len(cells))]
    made = tuple(_row(kind, row, width) for kind, row in zip(kinds, cells, strict=True))
    body = [row for kind, row in zip(kinds, cells, strict=True) if kind is RowKind.LINE]
    columns = tuple(_column(index, body) for index in range(width))
    return Table(columns, made, story.source)


def _cells(row: Element, read_cell: ReadCell) -> _Cells:
    before = number(value(row, "w:trPr", "w:gridBefore"))
    after = number(value(row, "w:trPr", "w:gridAfter"))
    empty = _Cell(())
    return (
        *[empty] * min(max(before, 0), MOST_COLUMNS),
        *(_cell(cell, read_cell) for cell in row.findall(name("w:tc"))),
        *[empty] * min(max(after, 0), MOST_COLUMNS),
    )


def _cell(node: Element, read_cell: ReadCell) -> _Cell:
    span = number(value(node, "w:tcPr", "w:gridSpan"), 1)
    return _Cell(
        read_cell(node),
        min(max(span, 1), MOST_COLUMNS),
        value(node, "w:p", "w:pPr", "w:jc"),
    )


def _headings(table: Element, rows: list[Element]) -> int:
    """Return how many of the first rows are headings."""
    repeated = 0
    while repeated < len(rows) and switch(rows[repeated], "w:trPr", "w:tblHeader"):
        repeated += 1
    if repeated or len(rows) < 2:
        return repeated if repeated < len(rows) else 1
    look = child(table, "w:tblPr", "w:tblLook")
    said = get(look, "w:firstRow")
    if said:
        return int(said in ("1", "true", "on"))
    return int(bool(_hexadecimal(get(look)) & FIRST_ROW))


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def _kind(index: int, rows: list[_Cells], width: int, heads: int) -> RowKind:
    if index < heads:
        return RowKind.HEADING
    filled = [cell for cell in rows[index] if cell.content]
    if width > 1 and len(filled) == 1 and filled[0].span >= width:
        return RowKind.GROUP if index + 1 < len(rows) else RowKind.NOTE
    return RowKind.LINE


def _row(kind: RowKind, cells: _Cells, width: int) -> Row:
    made: list[TableCell] = []
    for cell in cells:
        plain_look = kind in (RowKind.HEADING, RowKind.GROUP)
        content = without_emphasis(cell.content) if plain_look else cell.content
        made += [TableCell(content), *[TableCell(())] * (cell.span - 1)]
    if len(made) > width:  # more than Word can show: the rest of the text goes into the last cell
        rest = tuple(inline for cell in made[width - 1 :] for inline in cell.content)
        made = [*made[: width - 1], TableCell(rest)]
    return Row(kind, tuple(made + [TableCell(())] * (width - len(made))))


def _column(index: int, rows: list[_Cells]) -> Column:
    """Return how a column is set: amounts to the right, all else as most of its cells are."""
    cells = [cell for row in rows if (cell := _at(row, index)) and cell.content]
    texts = [plain(cell.content).strip() for cell in cells]
    amounts = [text for text in texts if AMOUNT.fullmatch(text)]
    if index and amounts and all(text in amounts or NOTHING.fullmatch(text) for text in texts):
        return Column(Align.RIGHT, is_amount=True)
    aligned = {ALIGNMENTS.get(cell.align, Align.LEFT) for cell in cells}
    return Column(aligned.pop() if len(aligned) == 1 else Align.LEFT)


def _at(row: _Cells, index: int) -> _Cell | None:
    """Return the cell that begins at a column."""
    place = 0
    for cell in row:
        if place == index:
            return cell
        place += cell.span
    return None
