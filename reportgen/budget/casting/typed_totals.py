"""Judge a total that was typed in, or worked out by a formula that is no plain sum.

In: a ledger and the place of a total. Out: a verdict. A total casts when any reading of it does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from decimal import Decimal

from reportgen.amounts import RECKONING
from reportgen.budget.casting.ledger import Ledger
from reportgen.budget.casting.readings import (
    SIDES,
    Reading,
    counted,
    is_unknown,
    readings,
    readings_of_net,
    readings_of_parts,
    shows,
)
from reportgen.budget.casting.sums import is_typed
from reportgen.budget.casting.verdicts import UNJUDGED, Outcome, Verdict
from reportgen.model import RowKind

Places = tuple[int, ...]
Parts = tuple[tuple[int, int], ...]


def judge_typed(ledger: Ledger, at: int) -> Outcome:
    """Return whether a total casts and, where it was typed and does not, what it should be."""
    if not ledger.entries[at].is_amount:
        return UNJUDGED
    reading = _fitting(ledger, at)
    if reading is not None:
        parts = reading.parts(ledger, at)
        return Outcome(Verdict.CASTS, parts, reading.typed, closes=_places(parts))
    below = () if _since_last_total(ledger, at) else _fitting_below(ledger, at)
    if below:
        return Outcome(Verdict.CASTS, _added(below), _sum(ledger, _added(below)), takes=below)
    if is_unknown(ledger, at) or not is_typed(ledger.entries[at].cell):
        return _unjudged(ledger, at)
    return _turned(ledger, at) or _wrong(ledger, at)


def _unjudged(ledger: Ledger, at: int) -> Outcome:
    ledger.unknown.add(at)
    return UNJUDGED


def _places(parts: Iterable[tuple[int, int]]) -> Places:
    return tuple(place for place, _ in parts)


def _added(places: Iterable[int]) -> Parts:
    return tuple((place, 1) for place in places)


def _sum(ledger: Ledger, parts: Iterable[tuple[int, int]]) -> Decimal:
    total = Decimal(0)
    for place, sign in parts:
        total = RECKONING.add(total, sign * ledger.value(place))
    return total


def _fitting(ledger: Ledger, at: int) -> Reading | None:
    """Return the first reading that comes to the total.

    To repeat the last total is one of them only where no lines stand between the two: a total of
    funding has to be the sum of the funding, though it ought to equal the total of the lines.
    """
    entry = ledger.entries[at]
    may_repeat = not _since_last_total(ledger, at)
    for reading in readings(ledger, at):
        if reading.fits(entry) and (may_repeat or not _only_repeats(ledger, reading)):
            return reading
    others = readings_of_net(ledger, at) if entry.is_net else iter(())
    others = itertools.chain(others, readings_of_parts(ledger, at))
    return next((reading for reading in others if reading.fits(entry)), None)


# --- totals on top of their lines -----------------------------------------------------------


def _fitting_below(ledger: Ledger, at: int) -> Places:
    """Return the lines under a total on top of them, when they come to it."""
    total = ledger.entries[at]
    below = (_lines_below(ledger, at, is_group) for is_group in (True, False))
    return next((rows for rows in below if rows and shows(total, _sum(ledger, _added(rows)))), ())


def _lines_below(ledger: Ledger, at: int, is_group: bool) -> Places:
    """Return the lines below a total, or with `is_group` those down to the next total."""
    total = ledger.entries[at]
    found: list[int] = []
    for place in range(at + 1, len(ledger.entries)):
        entry = ledger.entries[place]
        if not ledger.look() or (entry.is_total and is_group and found):
            break
        if not entry.is_total and entry.sort == total.sort and not entry.is_aside:
            found.append(place)
    return tuple(found)


# --- a row of the wrong sign ----------------------------------------------------------------


def _turned(ledger: Ledger, at: int) -> Outcome | None:
    """Look for a row carried forward with whose sign turned round the total casts."""
    total = ledger.entries[at]
    carried = tuple(place for place in ledger.carried(at) if not ledger.entries[place].is_less)
    for reading in readings(ledger, at, SIDES) if carried else ():
        signed = [(p, reading.sign(ledger, p)) for p in carried if p >= reading.first]
        for some in (*([part] for part in signed), signed):
            turned = 2 * _sum(ledger, some)
            expected = RECKONING.subtract(reading.typed, turned)
            if turned and shows(total, expected):
                parts = reading.parts(ledger, at)
                return Outcome(Verdict.SIGN, parts, expected, _places(some), _places(parts))
    return None


# --- a total that is wrong ------------------------------------------------------------------


def _wrong(ledger: Ledger, at: int) -> Outcome:
    """Return what the total should be: by the reading that comes nearest to what was typed.

    It closes the lines since the last total alone, so that a total further down may add up those
    totals as well as this one.
    """
    entry = ledger.entries[at]
    since = _since_last_total(ledger, at)
    below = _lines_below(ledger, at, is_group=True) if ledger.taken and not since else ()
    if below:
        return Outcome(Verdict.DIFFERS, _added(below), _sum(ledger, _added(below)), takes=below)
    nearest = _nearest(ledger, at)
    if nearest is None:
        taken = _taken_above(ledger, at)
        sums = _added(taken), _sum(ledger, _added(taken))
        return Outcome(Verdict.DIFFERS, *sums) if taken else UNJUDGED
    if entry.is_weak_total or entry.is_partial:
        return _unjudged(ledger, at)
    parts = nearest.parts(ledger, at)
    closes = since or parts
    should_be = _sum(ledger, closes)
    return Outcome(Verdict.DIFFERS, parts, nearest.typed, (), _places(closes), should_be)


def _nearest(ledger: Ledger, at: int) -> Reading | None:
    """Return the reading that comes nearest to what was typed.

    A total that follows another one directly may be that of another year, or of another budget.
    """
    value = ledger.value(at)
    found = [
        reading
        for reading in readings(ledger, at, SIDES)
        if reading.is_group and not _only_repeats(ledger, reading, RowKind.TOTAL)
    ]
    sums = [item for item in found if not _only_repeats(ledger, item)] or found
    return min(sums, key=lambda reading: abs(reading.typed - value), default=None)


def _only_repeats(ledger: Ledger, reading: Reading, kind: RowKind | None = None) -> bool:
    """Tell a reading that is a single total, of some kind."""
    entry = ledger.entries[reading.first]
    return reading.rows == 1 and entry.is_total and kind in (None, entry.line.kind)


def _taken_above(ledger: Ledger, at: int) -> Places:
    """Return the lines just above that the total on top of them has taken already."""
    above = range(at - 1, -1, -1)
    taken = itertools.takewhile(lambda place: place in ledger.taken and ledger.look(), above)
    return tuple(taken)[::-1]


def _since_last_total(ledger: Ledger, at: int) -> Parts:
    """Return the open lines between the last total and this one, each with its sign."""
    since: list[tuple[int, int]] = []
    for place in reversed(ledger.open):
        if ledger.entries[place].is_total or not ledger.look():
            break
        sign = counted(ledger, place)
        if sign and ledger.entries[place].sort == ledger.entries[at].sort:
            since.append((place, sign))
    return tuple(reversed(since))
