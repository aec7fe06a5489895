"""The note under a table whose rounded rows do not add up to its rounded totals.

In: a budget, the part of it that is printed, and the unit of each column. Out: a row with the
note, and what is said of it. No row of the table is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import amounts, number_formats
from reportgen.amounts import RECKONING, UNITS, Amount
from reportgen.budget import Budget, BudgetColumn
from reportgen.budget.casting import Casting, Verdict, cast
from reportgen.budget.casting.entries import sort_of
from reportgen.diagnostics import Diagnostic, Diagnostics, note
from reportgen.model import Row, RowKind, TableCell, Text
from reportgen.number_formats import rounded
from reportgen.patterns import regex
from reportgen.workbook import Cell

SAYS_SO = regex(r"\bround(ed|ing|s)?\b", re.IGNORECASE)
POWERS = {"£000s": 3, "£m": 6}
# Below a billion, a number of so many decimals has no more than the 15 digits that Excel keeps.
LARGEST_SURE, SURE_DIGITS, MOST_PLACES = Decimal(1_000_000_000), 9, 6


def rounding_note(
    whole: Budget, printed: Budget, units: list[str]
) -> tuple[tuple[Row, ...], Diagnostics]:
    """Return the row to put under a table, and a note on the first total that needs it.

    Nothing is returned where the rows as printed add up, or where a note of the sheet speaks of
    rounding already.
    """
    notes = (line.label for line in printed.lines if line.kind is RowKind.NOTE)
    if any(SAYS_SO.search(label) for label in notes):
        return (), ()
    rows = {line.row for line in printed.lines}
    found = [item for item in _rounded(whole, printed, units) if item.is_all_in(rows)]
    found = [item for item in found if item.is_off]
    if not found:
        return (), ()
    text = f"Amounts are rounded{_nearest(found)}, so lines may not add up to their totals."
    cells = (TableCell((Text(text),)), *(TableCell(()) for _ in printed.columns[1:]))
    return (Row(RowKind.NOTE, cells),), (_said(found[0]),)


class _Rounded(Struct, frozen=True):
    """A total in a column that is printed in `unit`, `""` for each cell's own number format."""

    casting: Casting
    column: BudgetColumn
    unit: str

    def is_all_in(self, rows: set[int]) -> bool:
        parts = {part.line.row for part in self.casting.parts}
        return self.casting.line.row in rows and parts <= rows

    @property
    def is_off(self) -> bool:
        """True where the exact amounts add up to the total and the printed ones do not."""
        cell, parts = self.casting.cell, self.casting.parts
        if not parts or not all(part.cell.is_number for part in parts):
            return False
        if all(self._is_printed_whole(_value(part.cell), part.cell) for part in parts):
            return False  # then the printed sum is the exact one
        exact = _sum((part.sign, _value(part.cell)) for part in parts)
        total = self.printed(_value(cell), cell)
        return self.printed(exact, cell) == total != self.printed(self.printed_sum, cell)

    @property
    def printed_sum(self) -> Decimal:
        return _sum((p.sign, self.printed(_value(p.cell), p.cell)) for p in self.casting.parts)

    @property
    def is_money(self) -> bool:
        return sort_of(self.casting.cell.number_format) == "money"

    def printed(self, value: Decimal, cell: Cell) -> Decimal:
        """Return the number that is printed for a value, in full."""
        if self._is_printed_whole(value, cell):
            return value
        places = self.places(value, cell)
        return value if places is None else rounded(value, places)

    def _is_printed_whole(self, value: Decimal, cell: Cell) -> bool:
        """Tell a value of a few digits and no more decimals than are printed, as most are."""
        if self.unit:
            return False
        places, text = number_formats.fewest_places(cell.number_format), str(value)
        if places >= 0 and len(text) <= SURE_DIGITS and text.isdecimal():
            return True
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or not -LARGEST_SURE < value < LARGEST_SURE:
            return False
        return -min(places, MOST_PLACES) <= exponent

    def places(self, value: Decimal, cell: Cell) -> int | None:
        if self.unit and self.is_money:
            return sum(UNITS[self.unit])
        return number_formats.places_shown(value, cell.number_format)

    def text(self, value: Decimal) -> str:
        amount = Amount(value, self.casting.cell.number_format)
        if self.unit and self.is_money:
            return amounts.in_unit(amount, self.unit)
        return amounts.shown(amount) or amounts.number(amount)


def _rounded(whole: Budget, printed: Budget, units: list[str]) -> Iterator[_Rounded]:
    columns = {
        column.position: (column, unit) for column, unit in zip(printed.columns, units, strict=True)
    }
    for casting in cast(whole):
        if casting.verdict is Verdict.CASTS and casting.cell.column in columns:
            yield _Rounded(casting, *columns[casting.cell.column])


def _value(cell: Cell) -> Decimal:
    return cell.value if isinstance(cell.value, Decimal) else Decimal(0)


def _sum(signed: Iterator[tuple[int, Decimal]]) -> Decimal:
    total = Decimal(0)
    for sign, value in signed:
        total = RECKONING.add(total, value if sign == 1 else sign * value)
    return total


# --- words ----------------------------------------------------------------------------------


def _nearest(found: list[_Rounded]) -> str:
    """Return ` to the nearest £1,000`, or nothing where the columns are rounded differently."""
    steps = {_step(item) for item in found}
    return f" to the nearest {steps.pop()}" if len(steps) == 1 else ""


def _step(item: _Rounded) -> str:
    cell = item.casting.cell
    places = item.places(_value(cell), cell) or 0
    if not item.is_money:
        return f"{Decimal(1).scaleb(-places):,f}"
    if not item.unit and places >= 0:
        places -= POWERS.get(item.column.unit, 0)
    if places <= -4:
        return f"£{Decimal(1).scaleb(-places - 6):f} million"
    return "penny" if places == 2 else f"£{Decimal(1).scaleb(-places):,f}"


def _said(item: _Rounded) -> Diagnostic:
    casting = item.casting
    unit = item.unit or item.column.unit
    where = f" in {unit}" if unit in POWERS else ""
    has_totals = any(part.line.kind in (RowKind.SUBTOTAL, RowKind.TOTAL) for part in casting.parts)
    message = (
        f"{len(casting.parts)} {'rows' if has_totals else 'lines'} print as "
        f"{item.text(item.printed_sum)}{where} and their {casting.line.kind.value} as "
        f"{item.text(_value(casting.cell))}; a note under the table says that amounts are rounded"
    )
    hint = "print the table in £ if every line has to add up: no row is changed to make it so"
    return note("rounding-note", message, casting.cell.source, hint)
