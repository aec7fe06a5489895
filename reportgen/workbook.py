"""A workbook as finance keeps it: sheets of cells, each with value, formula and number format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from reportgen.source import Source

CellValue = Decimal | str | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Cell:
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


@dataclass(frozen=True, slots=True)
class CellRange:
    """A block of cells, both ends included, all counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class NamedRange:
    """A defined name or an Excel table (ListObject): a name for a block of one sheet."""

    name: str
    sheet: str
    range: CellRange
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
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


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook under the name that the manifest gives it."""

    name: str
    source: Source
    sheets: tuple[Sheet, ...] = ()
    names: tuple[NamedRange, ...] = ()
