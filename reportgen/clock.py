"""The clock of a kind: the dates of a paper come in, when it was due and how late it was go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import CLOCK_FIELDS, Clock, Field, FieldValue
from reportgen.source import Source
from reportgen.working_days import (
    DaysUnknownError,
    first_day,
    last_day,
    working_day_after,
    working_days_from,
)


class Timing(Struct, frozen=True):
    """How a paper did by its clock.

    `started` is day 0, `due` the last day in time: None when the calendars of bank holidays do not
    go as far. `working_days` is what it took until `stopped`, `days_late` how many of them came
    after `due`; both are empty while the clock runs.
    """

    started: date
    due: date | None = None
    stopped: date | None = None
    working_days: int | None = None
    days_late: int = 0

    @property
    def is_late(self) -> bool:
        """Whether it stopped after it was due, if only on the Saturday."""
        return self.due is not None and self.stopped is not None and self.stopped > self.due

    @property
    def timeliness(self) -> str:
        """Return `on time`, `one working day late`; `""` while the clock runs."""
        if self.working_days is None:
            return ""
        return _late(self.days_late) if self.is_late else "on time"


def timing(clock: Clock, dates: Mapping[str, date]) -> Timing | None:
    """Return the timing of a paper by the dates in its fields; None when nothing has begun.

    The last event that begins the time counts: where a request had to be made clearer, the day on
    which that arrived (Freedom of Information Act 2000, s.10(6)). An extension moves the last day
    on (s.10(3); Environmental Information Regulations 2004, reg. 7), and never back.
    """
    begun = [dates[name] for name in clock.starts if name in dates]
    if not begun:
        return None
    started, stopped = max(begun), dates.get(clock.stops)
    more = frozenset(clock.bank_holidays)
    try:
        due = working_day_after(started, clock.working_days, more)
        due = max(due, dates.get(clock.extended, due))
        if stopped is None:
            return Timing(started, due)
        taken = working_days_from(started, stopped, more)
        late = working_days_from(due, stopped, more)
    except DaysUnknownError:
        return Timing(started, stopped=stopped)
    return Timing(started, due, stopped, taken, late)


def dates_in(fields: Iterable[Field]) -> dict[str, date]:
    """Return the dates that are filled in, by the names of their fields."""
    return {field.name: field.value for field in fields if isinstance(field.value, date)}


def clock_fields(
    clock: Clock | None, fields: tuple[Field, ...], manifest: Source
) -> tuple[tuple[Field, ...], Diagnostics]:
    """Return the fields that the clock fills: `due`, `working_days` and `timeliness`.

    Each has the place of the date that the time began with, and is empty where nothing has begun;
    there are none without a clock. Reported: days of which the bank holidays are not known.
    """
    if clock is None:
        return (), ()
    told = timing(clock, dates_in(fields))
    if told is None:
        return tuple(Field(spec.name, "", manifest) for spec in CLOCK_FIELDS), ()
    source = next(
        field.source
        for field in fields
        if field.name in clock.starts and field.value == told.started
    )
    taken = "" if told.working_days is None else str(told.working_days)
    values: tuple[FieldValue, ...] = (told.due or "", taken, told.timeliness)
    filled = zip(CLOCK_FIELDS, values, strict=True)
    found = () if told.due else (_unknown(source),)
    return tuple(Field(spec.name, value, source) for spec, value in filled), found


def _unknown(source: Source) -> Diagnostic:
    message = (
        "the last day in time cannot be worked out, because the bank holidays are only known "
        f"from {first_day().year} to {last_day().year}"
    )
    hint = "look whether the year is right; if it is, say in the text when the answer was due"
    return warning("working-days-unknown", message, source, hint)


def _late(days: int) -> str:
    if days == 0:
        return "less than one working day late"
    return "one working day late" if days == 1 else f"{days} working days late"
