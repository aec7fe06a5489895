"""A workbook as finance keeps it: sheets of cells, each with value, formula and number format."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.source import Source

CellValue = Decimal | str | bool | datetime | date | time | None


class Cell(Struct, frozen=True, gc=False):
    """One used cell. `row` and `column` count from 1.

    `formula` begins with `=` or is `""`. `value` is the saved value: `None` when the cell is
    empty, when a formula was never calculated, or when the saved value is an error, which is
    then in `error` (`#REF!`).
    """

    row: int
    column: int
    value: CellValue
    source: Source
    formula: str = ""
    number_format: str = "General"
    error: str = ""
    bold: bool = False
    comment: str = ""

    @property
    def uncalculated(self) -> bool:
        """True when no result was ever saved for the formula: to print it would print nothing."""
        return bool(self.formula) and self.value is None and not self.error

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Decimal)

    @property
    def is_blank(self) -> bool:
        return not self.formula and not self.error and self.value in (None, "")


class CellRange(Struct, frozen=True):
    """A block of cells, both ends included, all counted from 1. It prints as `A4:B17`."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = f"{column_letters(self.first_column)}{self.first_row}"
        last = f"{column_letters(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"


class NamedRange(Struct, frozen=True):
    """A defined name or an Excel table (ListObject): a name for a block of one sheet.

    A table has so many rows of headings and of totals. A name is `ambiguous` when it means
    other cells in some places: on a sheet with such a name of its own, or relative to each cell.
    """

    name: str
    sheet: str
    range: CellRange
    is_table: bool = False
    header_rows: int = 1
    total_rows: int = 0
    ambiguous: bool = False


class Sheet(Struct, frozen=True):
    """One sheet. `rows` hold used cells only: rows from the top, cells from the left."""

    title: str
    source: Source
    rows: tuple[tuple[Cell, ...], ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, None where nothing is; a large sheet is not searched."""
        at = bisect_left(self.rows, row, key=lambda cells: cells[0].row)
        cells = self.rows[at] if at < len(self.rows) else ()
        place = (row, column)
        return next((cell for cell in cells if (cell.row, cell.column) == place), None)


class Workbook(Struct, frozen=True):
    """One workbook under the name that the manifest gives it.

    One without sheets could not be read. What is wrong with it has been reported; that nothing
    is found in it need not be. `digest` is the SHA-256 of the file, in hexadecimal; `links` are
    the names of other workbooks that formulas call `[1]`, `[2]`, in that order. With
    `as_displayed` Excel reckons with the numbers that its cells show, not with those they hold.
    """

    name: str
    source: Source
    sheets: tuple[Sheet, ...] = ()
    names: tuple[NamedRange, ...] = ()
    digest: str = ""
    links: tuple[str, ...] = ()
    as_displayed: bool = False


# Sheets end at column XFD and row 1,048,576 (Excel's specifications and limits).
LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
RANGE = regex(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_range(text: str) -> CellRange | None:
    """Read `A4:C19`, `$A$4:$C$19` or `C9`, corners in any order; None for anything else."""
    found = RANGE.fullmatch(text.strip())
    if found is None:
        return None
    columns = sorted(column_number(found[at] or found[1]) for at in (1, 3))
    rows = sorted(int(found[at] or found[2]) for at in (2, 4))
    if rows[0] < 1 or rows[1] > LAST_ROW or columns[1] > LAST_COLUMN:
        return None
    return CellRange(rows[0], columns[0], rows[1], columns[1])
