"""The amounts of a paper's workbooks by their value: cells come in, those that fit go out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from msgspec import Struct

from reportgen import amounts, number_formats
from reportgen.amounts import Amount
from reportgen.budget import find_budget
from reportgen.budget.columns import UNITS
from reportgen.budget.units import TYPED, typed_scale
from reportgen.checks.prose.figures import TypedAmount
from reportgen.workbook import Cell, Sheet, Workbook

EXACT = Decimal("0.000001")  # pounds; a spreadsheet's arithmetic is off by less
NEAR = Decimal("0.01")
SMALLEST_NEAR = 1_000  # pounds
TELLING = 4  # figures before the noughts at the end: with fewer, two amounts are alike by chance
SMALL = 100  # pounds; below it, most numbers of a workbook are no amounts
PLAIN_FORMATS = ("General", "0", "@")
YEARS = (1900, 2100)

MOST_VALUES = 20  # so many on either side are looked at
LONGEST_SHEET = 5_000  # rows; a longer one is a ledger, and no budget is looked for in it
HEADING_ROWS = 30


class HeldAmount(Struct, frozen=True):
    """A sum of money that a cell holds; `scale` is 3 for one that is typed in thousands."""

    workbook: Workbook
    sheet: Sheet
    cell: Cell
    scale: int = 0

    @property
    def pounds(self) -> Decimal:
        assert isinstance(self.cell.value, Decimal)  # noqa: S101 - no other cells are looked at
        return self.cell.value.scaleb(self.scale)


Place = tuple[Workbook, Sheet, Cell, int]  # a HeldAmount before anybody asks for it
Same = tuple[HeldAmount, ...]  # cells of one value, but for the sign


class WorkbookAmounts:
    """All sums of money of some workbooks; to look one up takes no longer in a large workbook."""

    def __init__(self, workbooks: tuple[Workbook, ...]) -> None:
        self._cells: dict[Decimal, list[Place]] = {}
        for value, place in _places(workbooks):
            self._cells.setdefault(value, []).append(place)
        self._values = sorted(self._cells)

    def equal_to(self, typed: TypedAmount) -> tuple[Same, ...]:
        """Return the cells that an amount may stand for, value by value, the nearest first.

        They are equal to it at the precision that it is typed with. Signs do not count: what is
        "an underspend of £5,000" in the text may be -5,000 in the workbook.
        """
        values = [value for value in self._around(typed.value) if _is_rounded(value, typed)]
        found = (tuple(h for h in self._held(v) if _is_comparable(h, typed)) for v in values)
        return tuple(same for same in found if same)

    def near_to(self, typed: TypedAmount) -> Same:
        """Return the cells of the nearest value that nearly equals an amount of £1,000 or more.

        It is within 1 per cent of it, or has two figures swapped, or one that is another.
        """
        if not typed.pound or typed.value < SMALLEST_NEAR:
            return ()
        reach = typed.value * NEAR
        close = [value for value in self._around(typed.value) if abs(value - typed.value) <= reach]
        slips = [value for pounds in _slips(typed) for value in self._of_pounds(pounds)]
        for value in _nearest_first((*close, *slips), typed.value):
            same = tuple(h for h in self._held(value) if _has_format(h.cell))
            if same:
                return same
        return ()

    def _held(self, value: Decimal) -> Iterator[HeldAmount]:
        for place in self._cells[value]:
            yield HeldAmount(*place)

    def _of_pounds(self, pounds: int) -> list[Decimal]:
        """Return the values that are so many pounds, their pence left out."""
        first = bisect_left(self._values, Decimal(pounds))
        return self._values[first : bisect_left(self._values, Decimal(pounds + 1), first)][:1]

    def _around(self, middle: Decimal) -> list[Decimal]:
        at = bisect_left(self._values, middle)
        around = self._values[max(at - MOST_VALUES, 0) : at + MOST_VALUES]
        return _nearest_first(tuple(around), middle)


def _nearest_first(values: tuple[Decimal, ...], middle: Decimal) -> list[Decimal]:
    return sorted(values, key=lambda value: (abs(value - middle), value))


# --- what a typed amount may stand for --------------------------------------------------------


def _is_rounded(value: Decimal, typed: TypedAmount) -> bool:
    """Tell whether an amount is typed for a value, exactly or rounded.

    What was rounded is within 1 per cent, or "million" or "k" says so and two figures are left
    (£4.2m): £4 million is 3,990,000, but not 3,600,000, and £5,000 is not 4,600.
    """
    off = abs(value - typed.value)
    if off <= EXACT or not typed.pound:
        return off <= EXACT
    if not any(_rounds_to(value, typed, step) for step in _steps(typed)):
        return False
    if off <= typed.value * NEAR:
        return True
    in_tenths = typed.step / 10
    two_left = typed.value >= 10 * typed.step or _rounds_to(value, typed, in_tenths)
    return bool(typed.unit) and two_left


def _steps(typed: TypedAmount) -> tuple[Decimal, ...]:
    """Return what an amount may have been rounded to: £11,291,000 to pounds or to thousands."""
    thousands = typed.step == 1 and not typed.value % 1000
    return (typed.step, Decimal(1000)) if thousands else (typed.step,)


def _rounds_to(value: Decimal, typed: TypedAmount, step: Decimal) -> bool:
    return number_formats.rounded(value, -step.adjusted()) == typed.value


def _is_comparable(held: HeldAmount, typed: TypedAmount) -> bool:
    """Tell whether the two can be compared: £5 is not the 5 in a column of numbers.

    Nor is £40,000 the rounded code 40125 of a cost centre.
    """
    if abs(held.pounds.copy_abs() - typed.value) >= 1 and not _has_format(held.cell):
        return False
    if typed.value >= SMALL or typed.step < 1:
        return True
    return number_formats.currency_of(held.cell.number_format) in amounts.POUNDS


def _has_format(cell: Cell) -> bool:
    """Tell an amount that is formatted as one from a code or a count, near which means nothing."""
    return cell.number_format not in PLAIN_FORMATS


def _slips(typed: TypedAmount) -> set[int]:
    """Return the amounts that two figures swapped, or one that is another, could have made."""
    figures = str(typed.value.to_integral_value())
    if typed.unit or typed.step < 1 or len(figures.rstrip("0")) < TELLING:
        return set()
    made = {
        figures[:at] + other + figures[at + 1 :]
        for at in range(len(figures))
        for other in "0123456789"
    }
    for first, second in combinations(range(len(figures)), 2):
        swapped = list(figures)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        made.add("".join(swapped))
    return {int(item) for item in made if not item.startswith("0")}


# --- what the cells hold ----------------------------------------------------------------------


def _places(workbooks: tuple[Workbook, ...]) -> Iterator[tuple[Decimal, Place]]:
    """Yield each amount without its sign, and where it is."""
    for book in {book.source.path: book for book in reversed(workbooks)}.values():
        for sheet in book.sheets:
            scales = _scales(book, sheet)
            for cell in sheet.cells():
                if isinstance(cell.value, Decimal) and _is_amount(cell.value, cell.number_format):
                    scale = scales.get((cell.row, cell.column), 0) if scales else 0
                    pounds = cell.value.scaleb(scale) if scale else cell.value
                    yield pounds.copy_abs(), (book, sheet, cell, scale)


def _is_amount(value: Decimal, number_format: str) -> bool:
    """Tell a sum of money from a rate, a number of posts or a year."""
    is_year = number_format in PLAIN_FORMATS and YEARS[0] <= value <= YEARS[1]
    return bool(value) and not is_year and _is_money(number_format) and value.is_finite()


@lru_cache(maxsize=512)
def _is_money(number_format: str) -> bool:
    return amounts.is_money(Amount(Decimal(1), number_format))


def _scales(book: Workbook, sheet: Sheet) -> dict[tuple[int, int], int]:
    """Return the scale of each cell, by row and column, that is typed in thousands or millions."""
    if len(sheet.rows) > LONGEST_SHEET or not _speaks_of_units(sheet):
        return {}
    budget, _ = find_budget(book, sheet.title)
    if budget is None:
        return {}
    return {
        (cell.row, cell.column): typed_scale(cell, column)
        for line in budget.lines
        for cell, column in zip(line.cells, budget.columns, strict=True)
        if cell
    }


def _speaks_of_units(sheet: Sheet) -> bool:
    patterns = [pattern for unit, pattern in UNITS if unit in TYPED]
    words = (cell.value for row in sheet.rows[:HEADING_ROWS] for cell in row)
    return any(p.search(text) for text in words if isinstance(text, str) for p in patterns)
