"""Where the amounts of a paper come from. In: a finished paper. Out: a record of each.

A linked amount is one that was read, or worked out, from cells of a workbook. It stands in a
sentence, in a table that was read from a sheet, or in a chart. What a record says changes only
when the paper or its workbooks do, and it names files from the project's root, never by where they
are on a disk.

    places    where amounts stand in a paper, in the order they are read
    records   what is kept of each
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.model import AmountText, Chart, Paper, Row, RowKind, Table
from reportgen.provenance.places import (
    Linked,
    LinkedChart,
    LinkedTable,
    LinkedText,
    places,
    row_label,
)
from reportgen.provenance.records import (
    LONGEST_NAME,
    PREFIX,
    CellRecord,
    Found,
    IssuedPaper,
    Record,
    StatedAmount,
    WorkbookRecord,
    cell_id,
    cell_place,
    plain_number,
    quoted_label,
    title,
)
from reportgen.source import Source
from reportgen.walk import plain
from reportgen.workbook import Cell, Sheet, Workbook, read_range

__all__ = [
    "LONGEST_NAME",
    "PREFIX",
    "CellRecord",
    "Found",
    "IssuedPaper",
    "Linked",
    "LinkedChart",
    "LinkedTable",
    "LinkedText",
    "Record",
    "StatedAmount",
    "WorkbookRecord",
    "amounts_of",
    "cell_id",
    "cell_place",
    "cell_record",
    "cell_records",
    "find_cell",
    "find_sheet",
    "headings",
    "is_line",
    "linked",
    "plain_number",
    "quoted_label",
    "records",
    "records_and_stated",
    "row_label",
    "title",
    "workbook_records",
]


def records(paper: Paper) -> tuple[Record, ...]:
    """Return the linked amounts of a paper in the order they are read."""
    return tuple(item for item in records_and_stated(paper) if isinstance(item, Record))


def records_and_stated(paper: Paper) -> Iterator[Record | StatedAmount]:
    """Yield the linked amounts, and among them what its author has from somewhere else."""
    for item in places(paper):
        if isinstance(item, StatedAmount):
            yield item
        else:
            yield from _records(item, paper.workbooks)


def linked(paper: Paper) -> tuple[Linked, ...]:
    """Return the amounts in sentences, the tables of budgets and the charts, as they are read."""
    return tuple(item for item in places(paper) if not isinstance(item, StatedAmount))


def workbook_records(workbooks: Iterable[Workbook]) -> tuple[WorkbookRecord, ...]:
    """Return the workbooks that could be read, as they are recorded."""
    return tuple(
        WorkbookRecord(book.name, book.source.path, book.digest)
        for book in workbooks
        if book.sheets
    )


def cell_records(
    cells: Iterable[Source], workbooks: tuple[Workbook, ...]
) -> tuple[CellRecord, ...]:
    """Return cells with their raw values; no number at all (NaN) for a cell that is not there."""
    return tuple(
        CellRecord(place.path, place.sheet, place.cell, _value(find_cell(workbooks, place)))
        for place in cells
    )


def cell_record(cell: Cell) -> CellRecord:
    """Return a cell as it is recorded."""
    place = cell.source
    return CellRecord(place.path, place.sheet, place.cell, _value(cell))


def find_cell(workbooks: Iterable[Workbook], place: Source | CellRecord) -> Cell | None:
    """Return the cell at a place of a workbook, None where there is nothing."""
    block = read_range(place.cell)
    book = next((book for book in workbooks if book.source.path == place.path), None)
    sheet = find_sheet(book, place.sheet) if book else None
    if sheet is None or block is None:
        return None
    return sheet.cell(block.first_row, block.first_column)


def find_sheet(book: Workbook, name: str) -> Sheet | None:
    """Return the sheet with a title; Excel takes capitals for small letters there."""
    folded = name.casefold()
    return next((sheet for sheet in book.sheets if sheet.title.casefold() == folded), None)


def headings(table: Table) -> tuple[str, ...]:
    """Return the words above each column of a table."""
    row = next((row for row in table.rows if row.kind is RowKind.HEADING), None)
    if row is None:
        return ("",) * len(table.columns)
    return tuple(plain(cell.content) for cell in row.cells)


def amounts_of(row: Row) -> list[tuple[int, AmountText]]:
    """Return the amounts of a budget's row, each with the place of its column, from 0."""
    return [
        (column, content[0])
        for column, cell in enumerate(row.cells)
        if (content := cell.content) and isinstance(content[0], AmountText)
    ]


def is_line(row: Row) -> bool:
    """Tell a line of a table from its headings, and from captions and notes that stand alone."""
    if row.kind in (RowKind.GROUP, RowKind.NOTE):
        return any(cell.content for cell in row.cells[1:])
    return row.kind is not RowKind.HEADING


def _records(item: Linked, workbooks: tuple[Workbook, ...]) -> Iterator[Record]:
    if isinstance(item, LinkedTable):
        yield from _table_records(item.id, item.node, item.place)
        return
    if isinstance(item, LinkedChart):
        yield from _chart_records(item.id, item.node, item.place)
        return
    node = item.node
    yield Record(
        item.id,
        node.text,
        node.amount.value,
        node.amount.number_format,
        node.expression,
        cell_records(node.amount.cells, workbooks),
        item.place,
        node.source,
        unit=item.unit,
    )


def _table_records(name: str, table: Table, place: str) -> Iterator[Record]:
    words = headings(table)
    for at, row in enumerate(table.rows):
        for column, node in amounts_of(row):
            unit = table.columns[column].unit
            line = _Line(name, place, row_label(row), words[column], unit)
            yield _cell_record(node, cell_id(name, at, column), line)


def _chart_records(name: str, chart: Chart, place: str) -> Iterator[Record]:
    for row, category in enumerate(chart.categories):
        for column, item in enumerate(chart.series, start=1):
            node = item.amounts[row]
            if node is None:
                continue
            line = _Line(name, place, category, item.heading, chart.unit)
            yield _cell_record(node, cell_id(name, row, column), line)


class _Line(Struct, frozen=True):
    """Where in a table or a chart an amount stands, in the words of both its headings."""

    table: str
    place: str
    row: str
    column: str
    unit: str


def _cell_record(node: AmountText, name: str, line: _Line) -> Record:
    """Return the record of an amount that is a cell's own: nothing was reckoned."""
    cell, value = node.amount.cells[0], node.amount.value
    return Record(
        name,
        node.text,
        value,
        node.amount.number_format,
        node.expression,
        (CellRecord(cell.path, cell.sheet, cell.cell, value),),
        line.place,
        node.source,
        line.table,
        line.row,
        line.column,
        line.unit,
    )


def _value(cell: Cell | None) -> Decimal:
    return cell.value if cell and isinstance(cell.value, Decimal) else Decimal("NaN")
