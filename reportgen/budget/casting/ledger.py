"""The rows of a column while it is cast: which are still open, and which total closed the others.

In: entries from the top. A total closes the rows that it adds, and stands in their place for the
totals below it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal

from reportgen import number_formats
from reportgen.budget.casting.entries import CARRIED_SIGNS, Entry, may_say
from reportgen.budget.casting.sums import Block
from reportgen.budget.casting.verdicts import Outcome
from reportgen.model import RowKind

# So many looks at a row are enough for any budget; what is made to need more is not judged.
FEWEST_LOOKS = 150_000
LOOKS_A_ROW = 10
MOST_CARRIED = 10


class Ledger:
    """Entries by their place; `open` are those that no total has closed, from the top."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.open: dict[int, None] = {}
        self.taken: set[int] = set()
        self.unknown: set[int] = set()
        self._shown: dict[int, Decimal] = {}
        self._looks_left = FEWEST_LOOKS + LOOKS_A_ROW * len(entries)
        may_be_carried = may_say((entry.line for entry in entries), CARRIED_SIGNS)
        carried = (at for at, entry in enumerate(entries) if entry.is_carried)
        self._carried = list(carried) if may_be_carried else []
        self._rows = [entry.line.row for entry in entries]
        self._owner: dict[int, int] = {}
        self._outermost: dict[int, int] = {}
        self._inside: dict[int, tuple[int, ...]] = {}
        self._should_be: dict[int, Decimal] = {}
        self._funding: set[int] = set()

    def look(self, times: int = 1) -> bool:
        """Count looks at rows; False when there have been too many."""
        self._looks_left -= times
        return self._looks_left > 0

    def enter(self, place: int) -> None:
        """Open a row, unless a total on top of its group has it already."""
        if place not in self.taken:
            self.open[place] = None
        if self.entries[place].line.kind is RowKind.FUNDING:
            self._funding.add(place)

    def _close(self, total: int, parts: tuple[int, ...]) -> None:
        self._inside[total] = parts
        if parts and all(part in self._funding for part in parts):
            self._funding.add(total)
        for part in parts:
            outermost = self.outermost(part)
            self._owner.setdefault(part, total)
            if outermost != total:
                self._outermost[outermost] = total
                self.open.pop(outermost, None)

    def settle(self, total: int, outcome: Outcome) -> None:
        """Let a total stand for what it closes: rows above, or those below that it is on top of."""
        self._close(total, outcome.closes)
        self.taken.update(outcome.takes)
        if outcome.should_be is not None:
            self._should_be[total] = outcome.should_be

    def value(self, place: int) -> Decimal:
        return self.entries[place].value or Decimal(0)

    def shown(self, place: int) -> Decimal:
        """Return the number that a row shows."""
        if place not in self._shown:
            value, number_format = self.value(place), self.entries[place].cell.number_format
            shown = number_formats.as_shown(value, number_format)
            self._shown[place] = value if shown is None else shown
        return self._shown[place]

    def should_be(self, place: int) -> Decimal:
        return self._should_be.get(place, self.value(place))

    def is_funding(self, place: int) -> bool:
        return place in self._funding

    def carried(self, total: int) -> list[int]:
        """Return the open rows above a total that are carried forward, the nearest few."""
        above = self._carried[: bisect_left(self._carried, total)]
        return [at for at in above[-MOST_CARRIED:] if at in self.open]

    def inside(self, total: int) -> tuple[int, ...]:
        return self._inside.get(total, ())

    def owners(self, place: int) -> Iterator[int]:
        """Yield the total that closed a row, the one that closed that, and so on."""
        owner = self._owner.get(place)
        while owner is not None and self.look():
            yield owner
            owner = self._owner.get(owner)

    def outermost(self, place: int) -> int:
        """Return the open total that stands for a row, or the row itself."""
        path = []
        while place in self._outermost:
            path.append(place)
            place = self._outermost[place]
        self._outermost.update(dict.fromkeys(path, place))
        return place

    def in_block(self, block: Block) -> range:
        """Return the places of the entries in a block of rows."""
        return range(bisect_left(self._rows, block.first), bisect_right(self._rows, block.last))
