"""Where the cells of a workbook are, and which of them a reference means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from reportgen.formulas.tree import Area, Name, Reference, TablePart, TableReference
from reportgen.labels import fold
from reportgen.workbook import Cell, CellRange, NamedRange, Sheet, Workbook


class Place(NamedTuple):
    """A cell: the number of its sheet in the workbook, from 0, and its row and column from 1."""

    sheet: int
    row: int
    column: int


class Block(Struct, frozen=True):
    """A block of cells of one sheet."""

    sheet: int
    range: CellRange

    @property
    def only(self) -> Place | None:
        """The cell, where the block is a single one."""
        block = self.range
        corners = (block.first_row, block.first_column), (block.last_row, block.last_column)
        return Place(self.sheet, *corners[0]) if corners[0] == corners[1] else None

    @property
    def shape(self) -> tuple[int, int]:
        block = self.range
        return block.last_row - block.first_row, block.last_column - block.first_column


class Grid:
    """The used cells of a workbook by their places."""

    def __init__(self, workbook: Workbook) -> None:
        self.cells: dict[Place, Cell] = {}
        self.columns: list[dict[int, list[int]]] = []
        self.hidden_rows = [frozenset(sheet.hidden_rows) for sheet in workbook.sheets]
        for number, sheet in enumerate(workbook.sheets):
            self.columns.append(self._add(number, sheet))
        self._sheets = {sheet.title.casefold(): at for at, sheet in enumerate(workbook.sheets)}
        self._names = {name.name.casefold(): name for name in workbook.names}

    def _add(self, number: int, sheet: Sheet) -> dict[int, list[int]]:
        columns: defaultdict[int, list[int]] = defaultdict(list)
        cells = [cell for row in sheet.rows for cell in row]
        places = [(number, cell.row, cell.column) for cell in cells]
        # As Place makes them one by one, which for all cells of a large sheet takes long.
        self.cells.update(zip(map(partial(tuple.__new__, Place), places), cells, strict=True))
        for _, row, column in places:
            columns[column].append(row)
        return dict(columns)

    def place(self, sheet: str, row: int, column: int) -> Place:
        """Return the place of a cell; raises KeyError for a sheet that is not there."""
        return Place(self._sheets[sheet.casefold()], row, column)

    def sheet(self, title: str) -> int | None:
        return self._sheets.get(title.casefold())

    def rows(self, sheet: int, column: int, first: int, last: int) -> list[int]:
        """Return the used rows of a part of a column, from the top."""
        rows = self.columns[sheet].get(column, [])
        return rows[bisect_left(rows, first) : bisect_right(rows, last)]

    def columns_of(self, block: Block) -> Iterator[int]:
        """Yield the columns of a block that hold anything, from the left."""
        first, last = block.range.first_column, block.range.last_column
        used = self.columns[block.sheet]
        if last - first > len(used):
            return (column for column in sorted(used) if first <= column <= last)
        return (column for column in range(first, last + 1) if column in used)

    def block(self, area: Area, home: Place) -> Block | None:
        """Return the block that a reference in the cell at `home` means; None where none is."""
        match area:
            case Reference(sheet=title, range=block):
                sheet = self.sheet(title) if title else home.sheet
                return None if sheet is None else Block(sheet, block)
            case Name(name=name):
                named = self._names.get(name.casefold())
                if named is None or named.ambiguous or named.is_table:
                    return None
                return self._named(named, named.range)
            case TableReference():
                return self._table_block(area, home)

    def _named(self, named: NamedRange, block: CellRange | None) -> Block | None:
        sheet = self.sheet(named.sheet)
        return None if sheet is None or block is None else Block(sheet, block)

    def _table_block(self, area: TableReference, home: Place) -> Block | None:
        table = self._table(area.table, home)
        rows = _rows(table, area.part, home) if table else None
        if table is None or rows is None:
            return None
        if not area.first:
            columns = (table.range.first_column, table.range.last_column)
        else:
            found = [self._column(table, heading) for heading in (area.first, area.last)]
            if 0 in found:
                return None
            columns = (min(found), max(found))
        return self._named(table, CellRange(rows[0], columns[0], rows[1], columns[1]))

    def _table(self, name: str, home: Place) -> NamedRange | None:
        if name:
            named = self._names.get(name.casefold())
            return named if named and named.is_table else None
        tables = (item for item in self._names.values() if item.is_table)
        return next((item for item in tables if self._is_in(home, item)), None)

    def _is_in(self, home: Place, table: NamedRange) -> bool:
        block = table.range
        within = block.first_column <= home.column <= block.last_column
        within = within and block.first_row <= home.row <= block.last_row
        return within and self.sheet(table.sheet) == home.sheet

    def _column(self, table: NamedRange, heading: str) -> int:
        """Return the column of a table under a heading, 0 when it has none such."""
        sheet = self.sheet(table.sheet)
        if sheet is None or table.header_rows != 1:
            return 0
        block = table.range
        for column in range(block.first_column, block.last_column + 1):
            cell = self.cells.get(Place(sheet, block.first_row, column))
            if cell and fold(str(cell.value)) == fold(heading):
                return column
        return 0


def _rows(table: NamedRange, part: str, home: Place) -> tuple[int, int] | None:
    """Return the first and the last row of a part of a table, None where it has no such part."""
    block = table.range
    first = block.first_row + table.header_rows
    last = block.last_row - table.total_rows
    rows = {
        TablePart.DATA: (first, last),
        TablePart.ALL: (block.first_row, block.last_row),
        TablePart.HEADERS: (block.first_row, first - 1),
        TablePart.TOTALS: (last + 1, block.last_row),
        TablePart.THIS_ROW: (home.row, home.row),
    }[part]
    if part == TablePart.THIS_ROW and not first <= home.row <= last:
        return None
    return rows if rows[0] <= rows[1] else None
