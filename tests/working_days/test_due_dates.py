"""When answers were due: `due_dates.md` was worked out by hand, and a second way has to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from bank_holidays_by_law import bank_holidays

from reportgen.dates import MONTHS
from reportgen.working_days import working_day_after, working_days_from

TABLE = Path(__file__).with_name("due_dates.md")
GUIDE = Path(__file__).parents[2] / "docs" / "foi-responses.md"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROW = re.compile(
    r"\| (?P<received>\w+ \d+ \w+ \d{4}) \| (?P<due>\w+ \d+ \w+ \d{4}) \| (?P<over>[^|]+) "
    r"\| (?P<why>[^|]+) \|"
)


@dataclass(frozen=True)
class Case:
    received: date
    due: date
    passed_over: frozenset[date]


def cases(page: Path) -> list[Case]:
    lines = page.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith(tuple(f"| {name} " for name in WEEKDAYS))]
    found = [ROW.fullmatch(line) for line in rows]
    assert all(found), [row for row, match in zip(rows, found, strict=True) if not match]
    return [case_of(match) for match in found if match]


def case_of(row: re.Match[str]) -> Case:
    received, due = day_of(row["received"]), day_of(row["due"])
    over = [] if row["over"] == "none" else row["over"].split(", ")
    years = (due.year if text.endswith("January") else received.year for text in over)
    days = (day_of(f"{text} {year}") for text, year in zip(over, years, strict=True))
    return Case(received, due, frozenset(days))


def day_of(text: str) -> date:
    """Return the day; its weekday has to be right where it is written."""
    *weekday, number, month, year = text.split()
    day = date(int(year), MONTHS.index(month) + 1, int(number))
    assert weekday in ([], [WEEKDAYS[day.weekday()]]), text
    return day


CASES = cases(TABLE)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.received.isoformat())


@every_case
def test_a_request_is_due_on_the_day_worked_out_by_hand(case: Case) -> None:
    """The twentieth working day after each receipt is the one in the table."""
    assert working_day_after(case.received, 20) == case.due
    assert working_days_from(case.received, case.due) == 20


@every_case
def test_the_table_adds_up_without_the_tool(case: Case) -> None:
    """Counting weekdays off, without the days named in the row, ends on the twentieth as well."""
    span = (case.due - case.received).days
    days = [case.received + timedelta(days=number) for number in range(1, span + 1)]
    weekdays = {day for day in days if day.weekday() < 5}
    assert len(weekdays - case.passed_over) == 20
    assert case.due in weekdays - case.passed_over
    by_law = bank_holidays(case.received.year) | bank_holidays(case.due.year)
    assert case.passed_over == weekdays & by_law


def test_the_table_holds_all_sorts_of_days() -> None:
    """Receipts lie in every year of 2012 to 2027, and on working days, weekends and holidays."""
    assert len(CASES) >= 60
    assert {case.received.year for case in CASES} == set(range(2012, 2028))
    received = {case.received for case in CASES}
    assert len(received) == len(CASES)
    assert len({day for day in received if day.weekday() > 4}) >= 8
    assert len({day for day in received if day in bank_holidays(day.year)}) >= 8


def test_the_guide_shows_some_of_the_table() -> None:
    """What docs/foi-responses.md says of due dates has been worked out by hand as well."""
    shown = cases(GUIDE)
    assert len(shown) >= 4
    assert set(shown) <= set(CASES)


def test_the_published_response_came_one_working_day_late() -> None:
    """Received 7 October 2013, sent 5 November: working day 21."""
    assert working_days_from(date(2013, 10, 7), date(2013, 11, 5)) == 21
