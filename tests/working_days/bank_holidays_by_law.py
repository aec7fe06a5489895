"""The bank holidays of the United Kingdom by rule: no list that anybody publishes is used.

Schedule 1 to the Banking and Financial Dealings Act 1971 names most of them, the St Andrew's Day
Bank Holiday (Scotland) Act 2007 one; the others are proclaimed under section 1 of the 1971 Act,
some every year, some once. What falls on a weekend is held on the next weekday that is not taken.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2012, 2028

EASTER_SUNDAYS = (
    date(2012, 4, 8), date(2013, 3, 31), date(2014, 4, 20), date(2015, 4, 5), date(2016, 3, 27),
    date(2017, 4, 16), date(2018, 4, 1), date(2019, 4, 21), date(2020, 4, 12), date(2021, 4, 4),
    date(2022, 4, 17), date(2023, 4, 9), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5),
    date(2027, 3, 28), date(2028, 4, 16),
)  # fmt: skip

# New Year (2 January: Scotland), St Patrick (Northern Ireland), the Boyne (Northern Ireland),
# St Andrew (Scotland), Christmas.
FIXED = ((1, 1), (1, 2), (3, 17), (7, 12), (11, 30), (12, 25), (12, 26))

MOVED = {
    date(2012, 5, 28): date(2012, 6, 4),  # for the Diamond Jubilee
    date(2020, 5, 4): date(2020, 5, 8),  # VE Day, 75 years on
    date(2022, 5, 30): date(2022, 6, 2),  # for the Platinum Jubilee
}
ONCE = {
    date(2012, 6, 5),  # the Diamond Jubilee of Queen Elizabeth II
    date(2022, 6, 3),  # her Platinum Jubilee
    date(2022, 9, 19),  # her State Funeral
    date(2023, 5, 8),  # the Coronation of King Charles III
    date(2026, 6, 15),  # Scotland at the men's World Cup; in Scotland
}


def bank_holidays(year: int) -> set[date]:
    """Return the days of a year, Good Friday and Christmas Day among them, in any part."""
    easter = next(sunday for sunday in EASTER_SUNDAYS if sunday.year == year)
    regular = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        first_monday(year, 5),  # proclaimed outside Scotland
        last_monday(year, 5),  # proclaimed in Scotland
        first_monday(year, 8),  # Scotland
        last_monday(year, 8),  # elsewhere
    }
    days = {MOVED.get(day, day) for day in regular} | {day for day in ONCE if day.year == year}
    for month, day in FIXED:
        days.add(held(date(year, month, day), days))
    return days


def held(day: date, taken: set[date]) -> date:
    """Return the day itself, or the next weekday that is free where it is at a weekend or taken."""
    while day.weekday() > 4 or day in taken:
        day += timedelta(days=1)
    return day


def first_monday(year: int, month: int) -> date:
    return next(day for day in (date(year, month, n) for n in range(1, 8)) if day.weekday() == 0)


def last_monday(year: int, month: int) -> date:
    return next(
        day for day in (date(year, month, n) for n in range(31, 24, -1)) if not day.weekday()
    )
