"""Which days are working days, over all the years that the calendars know."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from bank_holidays_by_law import FIRST_YEAR, LAST_YEAR, bank_holidays
from hypothesis import given
from hypothesis import strategies as st

from reportgen.working_days import (
    DaysUnknownError,
    first_day,
    is_working_day,
    last_day,
    working_day_after,
    working_days_from,
)

ONE_DAY = timedelta(days=1)
# Forty working days after each are known, too.
starts = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 9, 30))
counts = st.integers(0, 40)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_the_holidays_of_a_year_are_those_of_the_law(year: int) -> None:
    """Weekdays that are no working days are just those that the Acts and proclamations name."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    weekdays = {day for day in days if day.year == year and day.weekday() < 5}
    assert {day for day in weekdays if not is_working_day(day)} == bank_holidays(year)


@pytest.mark.parametrize(
    ("day", "where"),
    [
        (date(2014, 1, 2), "Scotland"),
        (date(2014, 3, 17), "Northern Ireland"),
        (date(2014, 4, 18), "everywhere: Good Friday"),
        (date(2014, 4, 21), "not Scotland: Easter Monday"),
        (date(2016, 7, 12), "Northern Ireland"),
        (date(2014, 8, 4), "Scotland: first Monday in August"),
        (date(2014, 8, 25), "not Scotland: last Monday in August"),
        (date(2015, 11, 30), "Scotland"),
        (date(2014, 12, 25), "everywhere: Christmas Day"),
        (date(2026, 6, 15), "Scotland: World Cup"),
    ],
)
def test_a_bank_holiday_in_one_part_counts_in_all(day: date, where: str) -> None:
    """A day that is a bank holiday in any part of the United Kingdom is a working day in none."""
    assert not is_working_day(day), where


@pytest.mark.parametrize("day", [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)])
def test_a_day_whose_holiday_was_moved_is_a_working_day(day: date) -> None:
    """Where a bank holiday moves for a jubilee, its usual Monday is a working day."""
    assert is_working_day(day)


@given(starts, st.integers(1, 40))
def test_the_time_ends_on_a_working_day(start: date, count: int) -> None:
    """Nothing is ever due on a weekend or a bank holiday."""
    assert is_working_day(working_day_after(start, count))


@given(starts, counts)
def test_just_so_many_working_days_lie_between(start: date, count: int) -> None:
    """From receipt, not counted, to the last day, counted, are as many working days as asked."""
    end = working_day_after(start, count)
    days = [start + number * ONE_DAY for number in range(1, (end - start).days + 1)]
    assert len([day for day in days if is_working_day(day)]) == count
    assert working_days_from(start, end) == count


@given(starts, starts, counts)
def test_what_comes_later_is_due_no_earlier(first: date, second: date, count: int) -> None:
    """Of two requests, that which came later is never due before the other."""
    first, second = sorted((first, second))
    assert working_day_after(first, count) <= working_day_after(second, count)


@given(starts.filter(lambda day: day.year > FIRST_YEAR), st.integers(1, 40))
def test_a_day_off_counts_as_the_day_before(start: date, count: int) -> None:
    """What arrives on a weekend or holiday is due with what came on the day before, else later."""
    same = working_day_after(start, count) == working_day_after(start - ONE_DAY, count)
    assert same != is_working_day(start)


@given(starts, starts)
def test_nothing_lies_between_a_day_and_an_earlier_one(start: date, end: date) -> None:
    """Working days are counted forwards only."""
    later, earlier = max(start, end), min(start, end)
    assert working_days_from(later, earlier) == 0


def test_years_that_nobody_knows_are_said_to_be_unknown() -> None:
    """Outside the calendars no day is guessed: the first day beyond is named."""
    assert (first_day(), last_day()) == (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    with pytest.raises(DaysUnknownError, match="bank holidays of 2029") as beyond:
        working_day_after(date(2028, 12, 20), 20)
    assert beyond.value.day == date(2029, 1, 1)
    for outside in (date.min, date(2011, 12, 31), date.max):
        with pytest.raises(DaysUnknownError):
            working_day_after(outside, 1)
        with pytest.raises(DaysUnknownError):
            working_days_from(date(2020, 1, 1), outside)


def test_the_calendars_are_read_without_what_calls_other_computers() -> None:
    """Asking for a working day loads neither the library that fetches nor any socket."""
    code = (
        "import sys; from datetime import date; from reportgen.working_days import is_working_day;"
        "assert is_working_day(date(2013, 10, 7));"
        "print(*{'requests', 'urllib3', 'socket', 'govuk_bank_holidays'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["govuk_bank_holidays"]
