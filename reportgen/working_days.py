"""Working days under the Freedom of Information Act. In: dates. Out: dates, and numbers of days.

A working day is any day but a Saturday, a Sunday, Christmas Day, Good Friday and a bank holiday in
any part of the United Kingdom (Freedom of Information Act 2000, s.10(6); the Environmental
Information Regulations 2004, reg. 2(1), take the same meaning). So 2 January, 17 March, 12 July,
the first Monday in August and 30 November are none in England either.

`more` are bank holidays besides those of the calendars, appointed since these were saved.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# Bank holidays appointed after the calendars were saved. 2026: in Scotland, for the men's World
# Cup (Royal Proclamation of 3 February 2026 under the Banking and Financial Dealings Act 1971).
_APPOINTED_SINCE = frozenset({date(2026, 6, 15)})

_NONE: frozenset[date] = frozenset()
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class DaysUnknownError(Exception):
    """The calendars of bank holidays do not go as far as `day`."""

    def __init__(self, day: date) -> None:
        super().__init__(f"the bank holidays of {day.year} are not known")
        self.day = day


def is_working_day(day: date, more: frozenset[date] = _NONE) -> bool:
    """Say whether a day is a working day. Raises `DaysUnknownError`."""
    _require_known(day)
    return day.weekday() < _SATURDAY and day not in _bank_holidays() and day not in more


def working_day_after(start: date, count: int, more: frozenset[date] = _NONE) -> date:
    """Return the `count`-th working day following a day, which is day 0, working day or not.

    Raises `DaysUnknownError`.
    """
    _require_known(start)
    day = start
    while count > 0:
        day += _ONE_DAY
        count -= is_working_day(day, more)
    return day


def working_days_from(start: date, end: date, more: frozenset[date] = _NONE) -> int:
    """Count the working days after `start`, up to and including `end`: 0 when that is no later.

    Raises `DaysUnknownError`.
    """
    _require_known(start)
    _require_known(end)
    days = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=number), more) for number in days)


@cache
def first_day() -> date:
    """Return the first day of which it is known whether it is a working day."""
    return date(max(min(calendar).year for calendar in _calendars()), 1, 1)


@cache
def last_day() -> date:
    """Return the last such day. The calendars hold whole years."""
    return date(min(max(calendar).year for calendar in _calendars()), 12, 31)


def _require_known(day: date) -> None:
    if not first_day() <= day <= last_day():
        raise DaysUnknownError(day)


@cache
def _bank_holidays() -> frozenset[date]:
    return _APPOINTED_SINCE.union(*_calendars())


@cache
def _calendars() -> tuple[frozenset[date], ...]:
    """Return the days of England and Wales, of Scotland, and of Northern Ireland.

    They list Christmas Day and Good Friday, too. The file is read here, because the library's own
    way to it loads what it would call GOV.UK with: 0.1 s, for what no build may do.
    """
    import json  # slow to import, and few papers ask for it
    from importlib.resources import files

    import govuk_bank_holidays

    saved = files(govuk_bank_holidays).joinpath("bank-holidays.json").read_text(encoding="utf-8")
    return tuple(
        frozenset(date.fromisoformat(event["date"]) for event in calendar["events"])
        for calendar in json.loads(saved).values()
    )
