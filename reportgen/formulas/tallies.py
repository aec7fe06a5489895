"""Count and add up blocks of cells, so that running totals down a long sheet cost little."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from reportgen.formulas.grid import Block, Grid, Place
from reportgen.formulas.values import RECKONING, UNKNOWN, Value

# The most cells that the formulas of one workbook may look at, each as often as it is looked at.
MOST_LOOKS = 2_000_000


class Tally(Struct, frozen=True):
    """What the numbers of some cells come to. `known` is False when one of them is not known."""

    count: int = 0
    total: Decimal = Decimal(0)
    least: Decimal | None = None
    most: Decimal | None = None
    known: bool = True


class Without(Struct, frozen=True):
    """What a tally leaves out: rows that are hidden, and cells that are sub-totals themselves."""

    hidden: bool = False
    subtotals: bool = False


EVERYTHING = Without()
NOTHING_KNOWN = Tally(known=False)


class Tallies:
    """Tallies of blocks, each column continued from the longest one with the same first row."""

    def __init__(
        self,
        grid: Grid,
        look: Callable[[Place], Value],
        is_subtotal: Callable[[Place], bool | None],
    ) -> None:
        self.grid = grid
        self.look = look
        self.is_subtotal = is_subtotal
        self.looks_left = MOST_LOOKS
        self._runs: dict[tuple[int, int, int, Without], tuple[list[int], list[Tally]]] = {}

    def tally(self, block: Block, without: Without = EVERYTHING) -> Tally:
        """Return what the numbers in a block come to. Text and truth values do not count."""
        made = Tally()
        for column in self.grid.columns_of(block):
            made = joined(made, self._column(block, column, without))
        return made

    def _column(self, block: Block, column: int, without: Without) -> Tally:
        first, last = block.range.first_row, block.range.last_row
        ends, tallies = self._runs.setdefault((block.sheet, column, first, without), ([], []))
        at = bisect_right(ends, last)
        known_to, made = (ends[at - 1], tallies[at - 1]) if at else (first - 1, Tally())
        if known_to < last:
            rows = self.grid.rows(block.sheet, column, known_to + 1, last)
            made = joined(made, self._added(block.sheet, column, rows, without))
            ends.insert(at, last)
            tallies.insert(at, made)
        return made

    def _added(self, sheet: int, column: int, rows: list[int], without: Without) -> Tally:
        if not self.spend(len(rows)):
            return NOTHING_KNOWN
        numbers = []
        for row in rows:
            place = Place(sheet, row, column)
            left_out = without is not EVERYTHING and self._is_left_out(place, without)
            value = self.look(place)
            if left_out is None or (value is UNKNOWN and not left_out):
                return NOTHING_KNOWN
            if isinstance(value, Decimal) and not left_out:
                numbers.append(value)
            elif not left_out and not isinstance(value, str | bool | None):
                return NOTHING_KNOWN  # a date: it counts as a number, but of which calendar?
        return _of(numbers)

    def spend(self, looks: int) -> bool:
        """Take some looks from those left; False when that is too many."""
        self.looks_left -= looks
        return self.looks_left >= 0

    def _is_left_out(self, place: Place, without: Without) -> bool | None:
        if without.hidden and place.row in self.grid.hidden_rows[place.sheet]:
            return True
        return self.is_subtotal(place) if without.subtotals else False


def joined(first: Tally, second: Tally) -> Tally:
    """Return what the cells of two tallies come to together."""
    if not (first.known and second.known):
        return NOTHING_KNOWN
    if not first.count or not second.count:
        return first if first.count else second
    return Tally(
        first.count + second.count,
        RECKONING.add(first.total, second.total),
        min(item for item in (first.least, second.least) if item is not None),
        max(item for item in (first.most, second.most) if item is not None),
    )


def _of(numbers: list[Decimal]) -> Tally:
    if not numbers:
        return Tally()
    total = Decimal(0)
    for item in numbers:
        total = RECKONING.add(total, item)
    return Tally(len(numbers), total, min(numbers), max(numbers))
