"""Rules on tables: a header row that repeats, rows that hold together, no merged or empty cells."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.gate.document import Cell, Document, Row, Table
from reportgen.gate.regions import table_regions
from reportgen.readers.word.xml import child, get, number, switch, value

HEADER_HINT = (
    "in Word, click into the first row, then Table Layout, Repeat Header Rows; the first row says "
    "what stands in each column"
)
SPLIT_HINT = (
    "in Word, select the table, then Table Layout, Properties, Row, and clear "
    "Allow row to break across pages"
)
MERGED_HINT = (
    "in Word, Table Layout, Split Cells; a caption inside a table becomes a column of its own, or "
    "the table becomes two"
)
NESTED_HINT = "in Word, put the inner table below the outer one, or its text into the cell"
EMPTY_HINT = 'in Word, type what belongs there: a dash or "nil" where there is nothing to say'


def tables_have_headers(document: Document) -> Diagnostics:
    """Report tables whose first row is not marked as a header that repeats (WCAG 1.3.1).

    A table of one row or one column needs none, and one with a column of headers has its own.
    """
    return tuple(
        error(
            "header-row-missing",
            f"{table.place}{_named(table)} has no header row",
            document.source,
            HEADER_HINT,
        )
        for table in document.tables
        if len(table.rows) > 1 and _width(table) > 1 and not _has_header(table)
    )


def rows_hold_together(document: Document) -> Diagnostics:
    """Report tables with rows that may split over two pages."""
    return tuple(
        warning("row-splits", _some(table, rows, "may split over two pages"), document.source,
                SPLIT_HINT)
        for table in document.tables
        if len(table.rows) > 1
        and (rows := [r for r in table.rows if not switch(r.node, "w:trPr", "w:cantSplit")])
    )  # fmt: skip


def cells_are_not_merged(document: Document) -> Diagnostics:
    """Report tables with merged cells: a screen reader then says the wrong header (WCAG 1.3.1)."""
    return tuple(
        error("cell-merged", _many(table, merged, "merged"), document.source, MERGED_HINT)
        for table in document.tables
        if (merged := [cell for cell in _cells(table) if _is_merged(cell)])
    )


def tables_stand_alone(document: Document) -> Diagnostics:
    """Report tables inside tables, in which people who cannot see them lose their place."""
    return tuple(
        error(
            "table-nested",
            f"there is a table inside {table.within.table.place}, row {table.within.row}",
            document.source,
            NESTED_HINT,
        )
        for table in document.tables
        if table.within
    )


def cells_are_filled(document: Document) -> Diagnostics:
    """Report empty cells, rows and columns: a listener takes them for the end of the table."""
    return tuple(problem for table in document.tables for problem in _gaps(table, document))


def _gaps(table: Table, document: Document) -> Iterator[Diagnostic]:
    empty = [cell for cell in _cells(table) if cell in table.empty and not _is_merged(cell)]
    if not empty:
        return
    rows = [row.number for row in table.rows if row.cells and table.empty.issuperset(row.cells)]
    columns = _empty_columns(table)
    if len(table.rows) > 1 and rows:
        message = f"row {rows[0]} of {table.place}{_named(table)} is empty"
    elif columns:
        message = f"column {columns[0]} of {table.place}{_named(table)} is empty"
    else:
        message = _many(table, empty, "empty")
    yield error("cell-empty", message, document.source, EMPTY_HINT)


def _empty_columns(table: Table) -> list[int]:
    filled = {cell.column for cell in _cells(table) if cell not in table.empty}
    return sorted({cell.column for cell in table.empty} - filled)


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def _is_merged(cell: Cell) -> bool:
    properties = child(cell.node, "w:tcPr")
    if properties is None:
        return False
    spans = number(value(properties, "w:gridSpan"), 1) > 1
    return spans or any(child(properties, tag) is not None for tag in ("w:vMerge", "w:hMerge"))


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _has_header(table: Table) -> bool:
    if switch(table.rows[0].node, "w:trPr", "w:tblHeader"):
        return True
    regions = table_regions(table.node)
    return regions.first_column and not regions.first_row


def _named(table: Table) -> str:
    """Return the table's title as its properties have it, "" for most."""
    title = get(child(table.node, "w:tblPr", "w:tblCaption")).strip()
    return f' ("{title[:60]}")' if title else ""


def _some(table: Table, rows: list[Row], what: str) -> str:
    where = f"row {rows[0].number} of {table.place}{_named(table)}"
    if len(rows) == len(table.rows):
        return f"the rows of {table.place}{_named(table)} {what}"
    return f"{where} {what}" if len(rows) == 1 else f"{where} and {len(rows) - 1} more {what}"


def _many(table: Table, cells: list[Cell], what: str) -> str:
    first = f"row {cells[0].row}, column {cells[0].column}"
    if len(cells) == 1:
        return f"{table.place}{_named(table)} has a cell that is {what}, in {first}"
    return (
        f"{table.place}{_named(table)} has {len(cells)} cells that are {what}, the first in {first}"
    )
