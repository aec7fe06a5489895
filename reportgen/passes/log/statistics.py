"""The line of statistics above a log. In: the log. Out: a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from reportgen.model import Entry, Log


def statistics(log: Log) -> str:
    """Return how many requests came in, were answered, and were answered within the time limit.

    Of the share, those count whose days are known; where that is not all of them, the line says so.
    Percentages are whole, and round half away from zero. An answer in a time that was extended by
    law is not within the limit, and is named beside it.
    """
    answered = [entry for entry in log.entries if entry.answered]
    timed = [entry for entry in answered if entry.within_limit is not None]
    if not log.entries:
        return "No requests."
    counted = f"{_requests(len(log.entries))} received, {len(answered) or 'none'} answered"
    if not answered or not log.working_days:
        return f"{counted}."
    limit = f"within {_days(log.working_days)}"
    if not timed:
        whether = "whether" if len(answered) == 1 else "how many of them"
        return f"{counted}; {whether} {limit} is not known."
    if len(timed) == len(answered):
        joint = ", " if len(timed) == 1 else "; "
        return f"{counted}{joint}{_share(timed, limit)}."
    return f"{counted}. {_of_the_known(timed, limit)}."


def _requests(number: int) -> str:
    return "1 request" if number == 1 else f"{number} requests"


def _days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"


def _share(timed: Sequence[Entry], limit: str) -> str:
    """Return `10 of the 11 (91%) within 20 working days`."""
    if len(timed) == 1:
        return _one(timed[0], limit)
    within, extended = _within(timed), _extended(timed)
    share = f"{within or 'none'} of the {len(timed)} ({percent(within, len(timed))}%) {limit}"
    return share + (f", and {extended} in an extended time" if extended else "")


def _of_the_known(timed: Sequence[Entry], limit: str) -> str:
    """Return the share of those whose days are known, as a sentence of its own."""
    if len(timed) == 1:
        said = _one(timed[0], limit).removeprefix("but ")
        verb = "was not" if said.startswith("not ") else "was"
        return f"The one whose dates are known {verb} answered {said.removeprefix('not ')}"
    within, extended = _within(timed), _extended(timed)
    share = f"{within or 'none'} ({percent(within, len(timed))}%)"
    verb = "was" if within == 1 else "were"
    more = f", and {extended} in an extended time" if extended else ""
    return f"Of the {len(timed)} whose dates are known, {share} {verb} answered {limit}{more}"


def _one(entry: Entry, limit: str) -> str:
    if entry.within_limit:
        return limit
    return "in an extended time" if entry.on_time else f"but not {limit}"


def _within(timed: Sequence[Entry]) -> int:
    return sum(bool(entry.within_limit) for entry in timed)


def _extended(timed: Sequence[Entry]) -> int:
    """Count the answers that were in time only because the time was extended."""
    return sum(bool(entry.on_time and not entry.within_limit) for entry in timed)


def percent(part: int, whole: int) -> int:
    """Return a share in whole per cent, rounded half away from zero."""
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))
