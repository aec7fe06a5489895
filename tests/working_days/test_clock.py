"""What the clock of a kind says of a paper with given dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.clock import Timing, timing
from reportgen.model import Clock

CLOCK = Clock(("clarified", "received"), "responded", 20, "extended_to")
RECEIVED = date(2013, 10, 7)
DUE = date(2013, 11, 4)


def asked(**dates: date) -> Timing:
    found = timing(CLOCK, {"received": RECEIVED, **dates})
    assert found is not None
    return found


def test_the_published_response_was_one_working_day_late() -> None:
    """Received 7 October 2013, due 4 November, sent 5 November on working day 21."""
    sent = date(2013, 11, 5)
    assert asked(responded=sent) == Timing(RECEIVED, DUE, sent, 21, 1)
    assert asked(responded=sent).timeliness == "one working day late"


def test_a_bank_holiday_that_the_project_knows_of_moves_the_last_day() -> None:
    """As one would that was appointed after the calendars were saved; of a Saturday nothing comes,
    nor of one that is known."""
    sent = date(2013, 11, 5)
    days = (date(2013, 10, 14), date(2013, 10, 19), date(2013, 12, 25))
    clock = replace(CLOCK, bank_holidays=days)
    found = timing(clock, {"received": RECEIVED, "responded": sent})
    assert found == Timing(RECEIVED, date(2013, 11, 5), sent, 20, 0)


@pytest.mark.parametrize(
    ("responded", "words"),
    [
        (date(2013, 10, 7), "on time"),
        (date(2013, 11, 4), "on time"),
        (date(2013, 11, 6), "2 working days late"),
        (date(2013, 11, 10), "4 working days late"),
        (date(2013, 12, 3), "20 working days late"),
    ],
)
def test_lateness_is_told_in_words(responded: date, words: str) -> None:
    """The last day is in time; working days after it are counted, without 2 December 2013."""
    assert asked(responded=responded).timeliness == words


def test_an_answer_on_the_saturday_after_is_late() -> None:
    """Due on Friday, sent on Saturday: late, though no working day has passed."""
    found = asked(received=date(2013, 10, 4), responded=date(2013, 11, 2))
    assert (found.due, found.is_late, found.days_late) == (date(2013, 11, 1), True, 0)
    assert found.timeliness == "less than one working day late"


def test_clarification_restarts_the_clock() -> None:
    """When a request is made clearer, the day on which that arrives is day 0."""
    found = asked(clarified=date(2013, 10, 21), responded=date(2013, 11, 18))
    assert (found.started, found.due) == (date(2013, 10, 21), date(2013, 11, 18))
    assert (found.working_days, found.timeliness) == (20, "on time")


def test_an_extension_moves_the_last_day_on() -> None:
    """An answer by the extended day is in time; its working days count from receipt."""
    found = asked(extended_to=date(2013, 12, 3), responded=date(2013, 12, 3))
    assert (found.due, found.working_days, found.timeliness) == (date(2013, 12, 3), 40, "on time")


def test_an_extension_never_shortens_the_time() -> None:
    """An earlier day in the field of the extension changes nothing."""
    assert asked(extended_to=date(2013, 10, 14)).due == DUE


def test_an_unanswered_request_is_due_and_no_more() -> None:
    """While the clock runs there is a last day, and nothing is said of lateness."""
    assert asked() == Timing(RECEIVED, DUE)
    assert (asked().timeliness, asked().is_late) == ("", False)


def test_without_a_first_day_there_is_no_timing() -> None:
    """Where nobody knows when a request arrived, nothing is made up."""
    assert timing(CLOCK, {"responded": DUE}) is None


def test_a_kind_without_extensions_has_none() -> None:
    """A clock that names no field for extensions looks for none."""
    plain = Clock(("received",), "responded", 20)
    dates = {"received": RECEIVED, "extended_to": date(2013, 12, 3)}
    assert timing(plain, dates) == Timing(RECEIVED, DUE)


@pytest.mark.parametrize(
    "dates",
    [
        {"received": date(2004, 12, 1), "responded": date(2005, 1, 20)},
        {"received": date(2028, 12, 20)},
        {"received": date(2028, 11, 1), "responded": date(2029, 1, 5)},
    ],
)
def test_dates_beyond_the_calendars_have_no_last_day(dates: dict[str, date]) -> None:
    """Where the bank holidays are not known, it is left open when an answer was due."""
    found = asked(**dates)
    assert (found.started, found.due, found.timeliness) == (dates["received"], None, "")


@given(
    st.dates(date(2012, 1, 1), date(2027, 12, 31)),
    st.integers(0, 150),
    st.none() | st.integers(0, 90),
)
def test_days_late_and_words_agree(received: date, took: int, extended: int | None) -> None:
    """An answer is on time exactly when it comes by the last day."""
    responded = received + timedelta(days=took)
    dates = {"received": received, "responded": responded}
    if extended is not None:
        dates["extended_to"] = received + timedelta(days=extended)
    found = timing(CLOCK, dates)
    assert found is not None
    assert found.due is not None
    assert (found.timeliness == "on time") == (responded <= found.due) == (not found.is_late)
    assert found.days_late == 0 or found.is_late
    if extended is None and found.working_days is not None:
        assert found.days_late == max(found.working_days - 20, 0)
