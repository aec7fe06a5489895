"""What amounts would print as today. In: records, and the workbooks as they are. Out: texts.

An amount of a sentence is worked out again as it was written. An amount of a table is the cell in
its line and column: rows may have been put in above it since, so the line is known by its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.budget import cell_problem
from reportgen.budget.columns import without_unit
from reportgen.expressions import Expressions
from reportgen.labels import fold
from reportgen.provenance import CellRecord, Record, find_sheet
from reportgen.trace.workbooks import Recorded
from reportgen.workbook import Cell, Sheet, Workbook, read_range


class Current(Struct, frozen=True):
    """What an amount prints as today; "" with the `reason` where it cannot be printed any more."""

    text: str
    reason: str = ""


def current_texts(
    records: tuple[Record, ...], workbooks: tuple[Recorded, ...]
) -> dict[str, Current]:
    """Return what each amount would print as, by its id.

    None for an amount whose workbook was not found. One whose workbooks are what they were
    prints as it did.
    """
    moved = {item.record.path for item in workbooks if item.moved}
    books = {item.record.path: item.workbook for item in workbooks if item.workbook}
    unmoved = {item.record.path for item in workbooks} - moved
    found = {}
    tables: dict[str, list[Record]] = defaultdict(list)
    expressions = Expressions(tuple(item.workbook for item in workbooks if item.workbook))
    for record in records:
        paths = {cell.path for cell in record.cells}
        if paths <= unmoved:
            found[record.id] = Current(record.text)
        elif paths <= books.keys():
            if record.table:
                tables[record.table].append(record)
            else:
                found[record.id] = _worked_out(record, expressions)
    for lines in tables.values():
        cell = lines[0].cells[0]
        found.update(_table_texts(lines, cell, books[cell.path]))
    return found


def _worked_out(record: Record, expressions: Expressions) -> Current:
    if record.unit:
        amount, problems = expressions.amount(record.expression, record.source)
        shown = None if amount is None else _in_table(amount, record.unit)
    else:
        text, problems = expressions.print_text(record.expression, record.source)
        shown = None if text is None else text.text
    reason = next((item.message for item in problems), "it cannot be worked out")
    return Current("", reason) if shown is None else Current(shown)


def _in_table(amount: Amount, unit: str) -> str:
    text = amounts.in_table(amount, unit)
    return amounts.plainly(amount) if text is None else text


# --- tables ---------------------------------------------------------------------------------


def _table_texts(
    records: list[Record], first: CellRecord, book: Workbook
) -> Iterator[tuple[str, Current]]:
    """Yield what the amounts of a table print as. They are in the order of their rows."""
    sheet = find_sheet(book, first.sheet)
    if sheet is None:
        reason = f'there is no sheet "{first.sheet}"'
        yield from ((record.id, Current("", reason)) for record in records)
        return
    places = _Places(sheet)
    for record in records:
        row, column = places.of(record)
        yield record.id, _printed(places.cell(row, column), record)


def _printed(cell: Cell | None, record: Record) -> Current:
    if cell is None or cell.is_blank:
        return Current("", "its cell is empty")
    problem = cell_problem(cell)
    if problem:
        return Current(cell.error, problem.message)
    if not isinstance(cell.value, Decimal):
        return Current(str(cell.value))
    amount = Amount(cell.value, cell.number_format, (cell.source,))
    return Current(_in_table(amount, record.unit))


class _Places:
    """Where the lines and columns of a table are today: where they were, or where they went.

    Rows that were put in or taken out move all that is below them, so that a line is looked for
    first where the one above it went.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._cells = {(cell.row, cell.column): cell for cell in sheet.cells()}
        self._rows: dict[str, list[int]] = defaultdict(list)
        self._columns: dict[str, set[int]] = defaultdict(set)
        with_amounts = {cell.row for cell in sheet.cells() if not isinstance(cell.value, str)}
        for cell in sheet.cells():
            words = "" if cell.value is None else str(cell.value)
            self._columns[_heading(words)].add(cell.column)
            if cell.row in with_amounts:
                self._rows[fold(words)].append(cell.row)
        self._moved = 0

    def cell(self, row: int, column: int) -> Cell | None:
        return self._cells.get((row, column))

    def of(self, record: Record) -> tuple[int, int]:
        """Return row and column of an amount."""
        block = read_range(record.cells[0].cell)
        if block is None:
            return 0, 0
        return self._row(block.first_row, record), self._column(block.first_column, record)

    def _row(self, recorded: int, record: Record) -> int:
        expected = recorded + self._moved
        rows = self._rows.get(fold(record.row), []) if record.row else []
        # A line without words, or with others than before, is where the lines round it are.
        row = _nearest(expected, rows)
        self._moved = row - recorded
        return row

    def _column(self, recorded: int, record: Record) -> int:
        columns = self._columns.get(_heading(record.column), set())
        is_elsewhere = recorded not in columns and len(columns) == 1 and _heading(record.column)
        return next(iter(columns)) if is_elsewhere else recorded


def _nearest(row: int, rows: list[int]) -> int:
    """Return the nearest of some rows, which are in order; the row itself when there is none."""
    at = bisect_left(rows, row)
    return min(rows[max(at - 1, 0) : at + 1], key=lambda other: abs(other - row), default=row)


def _heading(text: str) -> str:
    return fold(without_unit(text))
