"""The line of statistics above a log counts right, and reads well whatever there is to count."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Entry, Log
from reportgen.passes.log.statistics import percent, statistics
from reportgen.source import NOWHERE

DAY = date(2013, 10, 7)
OPEN = Entry("1", "Open", "open.docx", NOWHERE, received=DAY)
UNTIMED = Entry("2", "Untimed", "untimed.docx", NOWHERE, published=DAY)


def timed(*, within: bool, on_time: bool) -> Entry:
    return Entry(
        "3", "Timed", "t.docx", NOWHERE, received=DAY, responded=DAY + timedelta(days=21),
        working_days=15 if within else 25, on_time=on_time, within_limit=within,
    )  # fmt: skip


IN_TIME = timed(within=True, on_time=True)
EXTENDED = timed(within=False, on_time=True)
LATE = timed(within=False, on_time=False)


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ([], "No requests."),
        ([OPEN], "1 request received, none answered."),
        ([OPEN] * 3, "3 requests received, none answered."),
        ([IN_TIME], "1 request received, 1 answered, within 20 working days."),
        ([LATE], "1 request received, 1 answered, but not within 20 working days."),
        ([EXTENDED], "1 request received, 1 answered, in an extended time."),
        ([IN_TIME, OPEN], "2 requests received, 1 answered, within 20 working days."),
        (
            [UNTIMED],
            "1 request received, 1 answered; whether within 20 working days is not known.",
        ),
        (
            [UNTIMED] * 2,
            "2 requests received, 2 answered; how many of them within 20 working days is not "
            "known.",
        ),
        (
            [IN_TIME] * 10 + [LATE, OPEN],
            "12 requests received, 11 answered; 10 of the 11 (91%) within 20 working days.",
        ),
        (
            [LATE] * 2,
            "2 requests received, 2 answered; none of the 2 (0%) within 20 working days.",
        ),
        (
            [IN_TIME, LATE, EXTENDED],
            "3 requests received, 3 answered; 1 of the 3 (33%) within 20 working days, and 1 in "
            "an extended time.",
        ),
        (
            [UNTIMED, LATE],
            "2 requests received, 2 answered. The one whose dates are known was not answered "
            "within 20 working days.",
        ),
        (
            [UNTIMED, EXTENDED],
            "2 requests received, 2 answered. The one whose dates are known was answered in an "
            "extended time.",
        ),
        (
            [UNTIMED, IN_TIME, LATE],
            "3 requests received, 3 answered. Of the 2 whose dates are known, 1 (50%) was "
            "answered within 20 working days.",
        ),
        (
            [UNTIMED, LATE, EXTENDED],
            "3 requests received, 3 answered. Of the 2 whose dates are known, none (0%) were "
            "answered within 20 working days, and 1 in an extended time.",
        ),
    ],
)
def test_the_line_reads_well(entries: list[Entry], line: str) -> None:
    """Nothing, one and many are said as people say them."""
    assert statistics(Log(tuple(entries), 20)) == line


def test_the_limit_is_that_of_the_kind() -> None:
    """Another kind has another time limit, or none at all."""
    assert statistics(Log((LATE,), 1)).endswith("1 answered, but not within 1 working day.")
    assert statistics(Log((UNTIMED, OPEN))) == "2 requests received, 1 answered."


@given(st.lists(st.sampled_from([OPEN, UNTIMED, IN_TIME, EXTENDED, LATE]), min_size=1))
def test_the_line_counts_every_request_once(entries: list[Entry]) -> None:
    """All are received; answered are those that are; the share is of those whose days are known."""
    line = statistics(Log(tuple(entries), 20))
    answered = len(entries) - entries.count(OPEN)
    assert re.match(rf"{len(entries)} requests? received, {answered or 'none'} answered\b", line)
    known = answered - entries.count(UNTIMED)
    within = entries.count(IN_TIME)
    if known > 1:
        assert f"{percent(within, known)}%" in line
        assert re.search(rf"\b[Oo]f the {known}\b|\bof the {known} \(", line)
        assert ("in an extended time" in line) == (EXTENDED in entries)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_percentages_round_half_away_from_zero(share: tuple[int, int]) -> None:
    """As Excel does, and a person: 12.5% is 13%."""
    part, whole = share
    off = percent(part, whole) - Fraction(100 * part, whole)
    assert Fraction(-1, 2) < off <= Fraction(1, 2)
    assert percent(1, 8) == 13
