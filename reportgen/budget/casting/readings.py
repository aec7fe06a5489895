"""What a total may be meant to add up: a ledger and a total come in, readings go out.

A sub-total closes the lines of its group; a total all lines, or the sub-totals with the lines
since, or the last total and the lines after it; a total of funding the funding alone. So a
reading is the rows from some boundary down to the total: all of them, or those of one side.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from reportgen import number_formats
from reportgen.amounts import RECKONING
from reportgen.budget.casting.entries import Entry
from reportgen.budget.casting.ledger import Ledger
from reportgen.labels import fold
from reportgen.patterns import regex

Sign = Callable[[Ledger, int], int]


class Reading(Struct, frozen=True):
    """Rows that a total may add, each with its sign, from the place `first` down.

    `typed` is what they come to; `proper` with earlier totals put right; `shown` with each row
    as its number format shows it. `is_group` readings begin at a caption or at a total.
    """

    first: int
    sign: Sign
    typed: Decimal
    proper: Decimal
    shown: Decimal
    rows: int
    is_group: bool

    def fits(self, total: Entry) -> bool:
        """Tell whether a total shows what the rows come to."""
        return any(shows(total, value) for value in (self.typed, self.proper, self.shown))

    def parts(self, ledger: Ledger, total: int) -> tuple[tuple[int, int], ...]:
        """Return the places of the rows, each with its sign."""
        sort = ledger.entries[total].sort
        rows = itertools.takewhile(lambda at: at >= self.first, reversed(ledger.open))
        signed = ((at, self.sign(ledger, at)) for at in rows if ledger.entries[at].sort == sort)
        return tuple(part for part in signed if part[1])[::-1]


def shows(total: Entry, value: Decimal) -> bool:
    """Tell whether the total's cell would show a value as it shows its own."""
    if total.value is None:
        return False
    number_format = total.cell.number_format
    is_far = abs(total.value - value) > _reach(total.value, number_format)
    return not is_far and same_shown(total.value, value, number_format)


def same_shown(value: Decimal, other: Decimal, number_format: str) -> bool:
    first = number_formats.as_shown(value, number_format)
    second = number_formats.as_shown(other, number_format)
    return value == other if first is None or second is None else first == second


@lru_cache(maxsize=256)
def _reach(value: Decimal, number_format: str) -> Decimal:
    """Return how far apart two amounts may be that show the same, to look no closer at others."""
    places = number_formats.places_shown(value, number_format)
    return Decimal(0) if places is None else Decimal(2).scaleb(-places)


# --- the sides ------------------------------------------------------------------------------


def all_rows(_: Ledger, __: int) -> int:
    return 1


def counted(ledger: Ledger, at: int) -> int:
    """Leave out what stands aside; take off what a label says is taken off (`Less: income`)."""
    entry = ledger.entries[at]
    if entry.is_aside:
        return 0
    return -1 if entry.is_less and not entry.is_total and ledger.value(at) > 0 else 1


def spending(ledger: Ledger, at: int) -> int:
    return 0 if ledger.is_funding(at) else counted(ledger, at)


def funding(ledger: Ledger, at: int) -> int:
    return counted(ledger, at) if ledger.is_funding(at) else 0


def less_funding(ledger: Ledger, at: int) -> int:
    return -counted(ledger, at) if ledger.is_funding(at) else counted(ledger, at)


def less_income(ledger: Ledger, at: int) -> int:
    entry = ledger.entries[at]
    is_income = entry.is_income and not entry.is_total and ledger.value(at) > 0
    return -1 if is_income else counted(ledger, at)


SIDES = (counted, spending, funding)
USUAL = (*SIDES, all_rows)
OF_NET = (less_funding, less_income)


# --- the readings ---------------------------------------------------------------------------


def readings(ledger: Ledger, total: int, sides: tuple[Sign, ...] = USUAL) -> Iterator[Reading]:
    """Yield what a total may add, the nearest rows first. Stops at a row of unknown amount."""
    sums = [_Sums(side) for side in sides]
    for at, above in _upwards(ledger):
        entry = ledger.entries[at]
        if entry.sort == ledger.entries[total].sort:
            if entry.value is None and not entry.is_aside:
                return
            for item in sums:
                item.add(ledger, at)
        ends_group = entry.begins or entry.is_total or above is None
        ends_group = ends_group or ledger.entries[above or 0].is_total
        if ends_group or entry.after_gap:
            for item in sums:
                yield from item.reading(at, ends_group)


def readings_of_net(ledger: Ledger, total: int) -> Iterator[Reading]:
    """Yield what a net amount or a balance may be: one thing less others, either way round."""
    for reading in readings(ledger, total, OF_NET):
        yield from (reading, _turned(reading))
    for reading in readings(ledger, total, (counted,)):
        others = _less_first(ledger, reading)
        yield from (others, _turned(others))


def readings_of_parts(ledger: Ledger, total: int) -> Iterator[Reading]:
    """Yield the groups further up by themselves, and the lines that a total has in its name.

    So it is where the totals of all groups stand together at the end: `Total revenue` and `Total
    capital`, or `Total staff` of the staff in each team.
    """
    last = None
    for reading in readings(ledger, total, (counted,)):
        if reading.is_group and last and not ledger.entries[reading.first].is_total:
            yield _between(reading, last)
        last = reading if reading.is_group else last
    words = NAME_WORDS.findall(TOTAL_WORDS.sub(" ", fold(ledger.entries[total].line.label)))
    if words:
        yield from readings(ledger, total, (_named_by(words),))


NAME_WORDS = regex(r"[^\W\d]{3,}")
TOTAL_WORDS = regex(r"\b(sub-?|grand |overall )?totals?\b|\b(of|for|the|and|all)\b")


def is_unknown(ledger: Ledger, total: int) -> bool:
    """Tell whether a row that the total may add has no amount, or a sum that was not read."""
    sort = ledger.entries[total].sort
    for at, _ in _upwards(ledger):
        entry = ledger.entries[at]
        blank = entry.value is None and not entry.is_aside and entry.sort in (sort, "money")
        if blank or at in ledger.unknown:
            return True
    return not ledger.look()


def _upwards(ledger: Ledger) -> Iterator[tuple[int, int | None]]:
    """Yield the open rows from the last up, each with the one above it."""
    last = None
    for at in reversed(ledger.open):
        if last is not None:
            yield last, at
        last = at
        if not ledger.look():
            return
    if last is not None:
        yield last, None


class _Sums:
    """The running sums of one side."""

    def __init__(self, sign: Sign) -> None:
        self._sign = sign
        self._typed = self._proper = self._shown = Decimal(0)
        self._rows = self._given = 0

    def add(self, ledger: Ledger, at: int) -> None:
        sign = self._sign(ledger, at)
        if not sign:
            return
        self._rows += 1
        self._typed = RECKONING.add(self._typed, sign * ledger.value(at))
        self._proper = RECKONING.add(self._proper, sign * ledger.should_be(at))
        self._shown = RECKONING.add(self._shown, sign * ledger.shown(at))

    def reading(self, first: int, is_group: bool) -> Iterator[Reading]:
        if self._rows > self._given:
            self._given = self._rows
            sums = (self._typed, self._proper, self._shown)
            yield Reading(first, self._sign, *sums, self._rows, is_group)


def _between(reading: Reading, lower: Reading) -> Reading:
    """Return the rows of a reading above those of another one."""

    def sign(ledger: Ledger, at: int) -> int:
        return reading.sign(ledger, at) if at < lower.first else 0

    sums = (
        RECKONING.subtract(reading.typed, lower.typed),
        RECKONING.subtract(reading.proper, lower.proper),
        RECKONING.subtract(reading.shown, lower.shown),
    )
    return Reading(reading.first, sign, *sums, reading.rows - lower.rows, is_group=False)


def _named_by(words: list[str]) -> Sign:
    def sign(ledger: Ledger, at: int) -> int:
        label = fold(ledger.entries[at].line.label)
        return counted(ledger, at) if all(word in label for word in words) else 0

    return sign


def _turned(reading: Reading) -> Reading:
    def sign(ledger: Ledger, at: int) -> int:
        return -reading.sign(ledger, at)

    sums = (-reading.typed, -reading.proper, -reading.shown)
    return Reading(reading.first, sign, *sums, reading.rows, reading.is_group)


def _less_first(ledger: Ledger, reading: Reading) -> Reading:
    """Return the reading with all rows but its first taken off."""

    def sign(ledger: Ledger, at: int) -> int:
        return 1 if at == reading.first else -reading.sign(ledger, at)

    twice = 2 * ledger.value(reading.first)
    sums = (twice - reading.typed, twice - reading.proper, twice - reading.shown)
    return Reading(reading.first, sign, *sums, reading.rows, reading.is_group)
