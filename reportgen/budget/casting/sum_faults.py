"""Judge a total by formula: what its sum leaves out, runs into or adds twice.

In: a ledger, what the formulas of its column add, and the place of a total. Out: a verdict. Blank
and caption rows in a range are good practice, as are totals of sub-totals. What another total adds,
or what a label says is left out, is left out for a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.amounts import RECKONING
from reportgen.budget.casting.column_sums import Added, Sums
from reportgen.budget.casting.ledger import Ledger
from reportgen.budget.casting.readings import shows
from reportgen.budget.casting.sums import is_typed
from reportgen.budget.casting.verdicts import Outcome, Verdict
from reportgen.model import RowKind
from reportgen.workbook import column_letters


def judge_sum(ledger: Ledger, sums: Sums, at: int) -> Outcome | None:
    """Return what is to be said of a total by formula; None where its formula is no plain sum."""
    added = sums.of(at)
    if added is None or not ledger.entries[at].is_amount:
        return None
    places = {place for place in added.signs if ledger.entries[place].value is not None}
    if not places:
        return None
    turned = _turned(ledger, at, added)
    if turned:
        return _outcome(ledger, at, added, Verdict.SIGN, turned)
    if not added.only_adds or added.constant:
        return _with_number(ledger, at, added)
    verdict, culprits = _too_many(ledger, at, added, places)
    if not culprits:
        verdict, culprits = Verdict.MISSES, _missed(ledger, sums, at, added, places)
    return _outcome(ledger, at, added, verdict, culprits)


def _outcome(
    ledger: Ledger, at: int, added: Added, verdict: Verdict, culprits: tuple[int, ...]
) -> Outcome:
    """Return a verdict, unless the total would show the same without the fault."""
    signs = dict(added.signs)
    if verdict is Verdict.SIGN:
        signs |= dict.fromkeys(culprits, 1)
        expected = ledger.value(at)
    elif verdict is Verdict.MISSES:
        signs |= dict.fromkeys(culprits, 1)
        expected = RECKONING.add(ledger.value(at), _sum(ledger, culprits))
    else:
        signs = {place: sign for place, sign in signs.items() if place not in culprits}
        expected = RECKONING.subtract(ledger.value(at), _sum(ledger, culprits))
    if not culprits or (verdict is not Verdict.SIGN and shows(ledger.entries[at], expected)):
        return _casts(ledger, at, added)
    parts = _ordered(signs)
    closes = tuple(place for place, _ in parts)
    return Outcome(verdict, parts, expected, culprits, closes, expected)


def _casts(ledger: Ledger, at: int, added: Added) -> Outcome:
    parts = _ordered(added.signs)
    closes = tuple(place for place, _ in parts)
    return Outcome(Verdict.CASTS, parts, ledger.value(at), closes=closes)


def _with_number(ledger: Ledger, at: int, added: Added) -> Outcome:
    """Judge a sum that takes something off, or that adds a typed number to its rows."""
    expected = RECKONING.subtract(ledger.value(at), added.constant)
    if len(added.signs) < 2 or shows(ledger.entries[at], expected):
        return _casts(ledger, at, added)
    parts = _ordered(added.signs)
    closes = tuple(place for place, _ in parts)
    return Outcome(Verdict.DIFFERS, parts, expected, (), closes, expected)


def _ordered(signs: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((place, sign) for place, sign in signs.items() if sign))


def _sum(ledger: Ledger, places: Iterable[int]) -> Decimal:
    total = Decimal(0)
    for place in places:
        total = RECKONING.add(total, ledger.value(place))
    return total


# --- a row of the wrong sign ----------------------------------------------------------------


def _turned(ledger: Ledger, at: int, added: Added) -> tuple[int, ...]:
    """Return what is carried forward and taken off, though it is printed as if it were added."""
    if ledger.entries[at].is_net:
        return ()
    taken_off = (place for place, sign in added.signs.items() if sign < 0)
    return tuple(
        place
        for place in taken_off
        if ledger.value(place) and ledger.entries[place].is_carried
        if not ledger.entries[place].is_less
    )


# --- rows too many --------------------------------------------------------------------------


def _too_many(
    ledger: Ledger, at: int, added: Added, places: set[int]
) -> tuple[Verdict, tuple[int, ...]]:
    """Return the rows that a sum should not add: of another group, headings, or counted twice."""
    headings = [place for place in places if ledger.entries[place].is_heading]
    if headings:
        return Verdict.RUNS_ON, tuple(sorted(headings))
    twice = _twice(ledger, places)
    before = _before_own_group(ledger, at, places)
    if before and (any(total in before for total in twice) or _is_part(ledger, before)):
        return Verdict.RUNS_ON, before
    if not twice:
        return Verdict.CASTS, ()
    again = sorted(place for rows in twice.values() for place in rows)
    if all(_is_whole(ledger, total, places) for total in twice):
        return Verdict.DOUBLES, tuple(sorted(twice))
    lines = tuple(place for place in again if place not in twice)
    return (Verdict.RUNS_ON if added.has_range else Verdict.DOUBLES), lines or tuple(sorted(twice))


def _twice(ledger: Ledger, places: set[int]) -> dict[int, list[int]]:
    """Return the totals that are added although rows of theirs are added, too, with those rows."""
    found: dict[int, list[int]] = {}
    for place in places:
        owner = next((owner for owner in ledger.owners(place) if owner in places), None)
        if owner is not None:
            found.setdefault(owner, []).append(place)
    return found


def _is_whole(ledger: Ledger, total: int, places: set[int]) -> bool:
    return all(place in places or not ledger.value(place) for place in ledger.inside(total))


def _before_own_group(ledger: Ledger, at: int, places: set[int]) -> tuple[int, ...]:
    """Return what a sub-total adds that stands above the caption of its own group."""
    if ledger.entries[at].line.kind is not RowKind.SUBTOTAL:
        return ()
    start = _own_start(ledger, at)
    return tuple(sorted(place for place in places if place < start))


def _own_start(ledger: Ledger, at: int) -> int:
    """Return the place of the first row under the caption over a total, 0 where there is none."""
    for place in range(at - 1, -1, -1):
        entry = ledger.entries[place]
        if entry.is_total or not ledger.look():
            return 0
        if entry.begins:
            return place
    return 0


def _is_part(ledger: Ledger, before: tuple[int, ...]) -> bool:
    """Tell whether rows are the end of a group that begins above them."""
    entries = ledger.entries
    if any(entries[at].is_total for at in before):
        return False
    return next(_up_group(ledger, before[0]), None) is not None


# --- rows left out --------------------------------------------------------------------------


def _missed(ledger: Ledger, sums: Sums, at: int, added: Added, places: set[int]) -> tuple[int, ...]:
    total = ledger.entries[at]
    if added.is_link or total.is_partial or total.is_net:
        return ()
    first = min(places)
    only_totals = all(ledger.entries[place].is_total for place in places)
    above = _subtotals_above(ledger, first) if only_totals else _up_group(ledger, first)
    around = [*above, *(place for place in range(first, at) if place not in places)]
    missed = tuple(
        place
        for place in sorted(around)
        if ledger.look()
        if _belongs(ledger, at, place, places, only_totals)
        if not sums.is_added_beside(place, at)
    )
    return () if _is_typed_below(ledger, at, _sum(ledger, missed)) else missed


def _is_typed_below(ledger: Ledger, at: int, value: Decimal) -> bool:
    """Tell whether one of the totals just below was typed for the rows that this one leaves out."""
    below = (entry for entry in ledger.entries[at + 1 : at + 1 + MOST_BELOW] if entry.is_total)
    return any(is_typed(entry.cell) and shows(entry, value) for entry in below)


MOST_BELOW = 5


def _up_group(ledger: Ledger, first: int) -> Iterator[int]:
    """Yield the rows above in the same group: up to a caption, a blank row or a total."""
    entries = ledger.entries
    for place in range(first, 0, -1):
        entry, above = entries[place], entries[place - 1]
        if entry.begins or entry.after_gap or entry.is_total or above.is_total:
            return
        if not ledger.look():
            return
        yield place - 1


def _subtotals_above(ledger: Ledger, first: int) -> Iterator[int]:
    """Yield the sub-totals above that no total has closed, up to the total of another part."""
    for place in reversed(ledger.open):
        kind = ledger.entries[place].line.kind
        if not ledger.look() or (place < first and kind is RowKind.TOTAL):
            return
        if place < first and kind is RowKind.SUBTOTAL:
            yield place


def _belongs(ledger: Ledger, at: int, place: int, places: set[int], only_totals: bool) -> bool:
    """Tell whether a row is of the kind that the total adds, and is in no total yet."""
    entry = ledger.entries[place]
    if entry.value is None or not entry.value or entry.is_aside or place not in ledger.open:
        return False
    if entry.sort != ledger.entries[at].sort or _refers_to_column(ledger, place):
        return False
    if entry.is_total and (not only_totals or places & {*ledger.inside(place)}):
        return False
    return any(ledger.is_funding(place) == ledger.is_funding(other) for other in places)


def _refers_to_column(ledger: Ledger, place: int) -> bool:
    """Tell a line that is worked out from the others, such as an average or a share."""
    entry = ledger.entries[place]
    if entry.is_total or not entry.cell.formula:
        return False
    letters = column_letters(entry.cell.column)
    own = rf"(?<![A-Z!']){letters}\d"
    return re.search(own, entry.cell.formula.upper().replace("$", "")) is not None
