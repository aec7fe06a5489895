"""Check the days of a request: when it arrived, when the answer was due, when it was sent."""

from __future__ import annotations

from datetime import date

from reportgen.clock import Timing, dates_in, timing
from reportgen.dates import long_date
from reportgen.diagnostics import Diagnostics, note, warning
from reportgen.model import Paper
from reportgen.source import Source


def receipt_is_known(paper: Paper) -> Diagnostics:
    """Report a paper that does not say when the request arrived: nothing can be due without.

    A day that is given, but cannot be read, has been reported.
    """
    name = paper.kind.clock.starts[0] if paper.kind.clock else ""
    if not name or _place(paper, name).line:
        return ()
    message = f'"{name}" does not say on which day the request arrived'
    hint = (
        f"add the day to paper.yaml, such as {name}: 2013-10-07; by it, the last day is worked out"
    )
    return (warning("receipt-missing", message, paper.source, hint),)


def answer_is_in_time(paper: Paper) -> Diagnostics:
    """Report an answer that was sent after it was due (FOIA section 10, EIR reg. 5(2))."""
    told, clock = _timing(paper), paper.kind.clock
    if clock is None or told is None or not told.is_late or told.due is None:
        return ()
    message = (
        f"the answer was due on {_day(told.due)} and was sent on {_day(told.stopped)}, "
        f"{told.timeliness}"
    )
    hint = f'say in the answer that it is late, and why; or correct "{clock.stops}"'
    if clock.extended:
        hint += f', or, if the time was extended, add "{clock.extended}"'
    return (warning("response-late", message, _place(paper, clock.stops), hint),)


def answer_is_sent(paper: Paper) -> Diagnostics:
    """Say by when an answer is due that has not been sent."""
    clock = paper.kind.clock
    if clock is None or clock.stops in dates_in(paper.fields):
        return ()
    told = _timing(paper)
    if told is None:
        return ()
    due = f": it is due by {_day(told.due)}" if told.due else ""
    began = [field.source for field in paper.fields if field.value == told.started]
    hint = f'add "{clock.stops}" to paper.yaml on the day on which you send it'
    place = began[0] if began else paper.source
    return (note("response-open", f"the answer has not been sent yet{due}", place, hint),)


def _timing(paper: Paper) -> Timing | None:
    return timing(paper.kind.clock, dates_in(paper.fields)) if paper.kind.clock else None


def _day(day: date | None) -> str:
    return long_date(day or "").replace("\u00a0", " ")


def _place(paper: Paper, name: str) -> Source:
    return next(field.source for field in paper.fields if field.name == name)
