"""The columns of a printed log. In: an entry. Out: what stands in each of its cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from reportgen.model import DateText, Entry, Inlines, LineBreak, Log, Text

Columns = tuple[str, ...]


class LogColumn(Struct, frozen=True):
    """A column: its heading, and its cell of an entry among the columns that are printed.

    What is not known leaves a cell empty, which each writer prints in its way.
    """

    heading: str
    content: Callable[[Entry, Columns], Inlines]


ALWAYS: Columns = ("reference", "request")
USUAL: Columns = (
    "reference", "request", "received", "due", "answered", "working days", "outcome",
)  # fmt: skip


def usual_columns(log: Log) -> Columns:
    """Return the columns of a log that asks for none: the usual ones, without those left empty."""
    return tuple(
        name
        for name in USUAL
        if name in ALWAYS or any(COLUMNS[name].content(entry, USUAL) for entry in log.entries)
    )


def _day(day: date | None) -> Inlines:
    return (DateText(day),) if day else ()


def _lines(*parts: Inlines) -> Inlines:
    """Return those parts that say something, each on a line of its own."""
    said = [part for part in parts if part]
    return tuple(
        node for place, part in enumerate(said) for node in ((LineBreak(),) if place else ()) + part
    )


def _text(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _request(entry: Entry, columns: Columns) -> Inlines:
    is_apart = "category" in columns or not entry.category
    return _lines(_text(entry.title), _text("" if is_apart else f"Category: {entry.category}"))


def _received(entry: Entry, _: Columns) -> Inlines:
    """Return the day of receipt, and below it the one that began the time again."""
    again = _day(entry.started) if entry.restarted_by else ()
    return _lines(_day(entry.received), again and (Text(f"{entry.restarted_by} "), *again))


def _answered(entry: Entry, columns: Columns) -> Inlines:
    """Return the day of the answer; where only that is known, the day on which it was published."""
    if entry.responded or "published" in columns:
        return _day(entry.responded)
    published = _day(entry.published)
    return published and (Text("published "), *published)


def _due(entry: Entry, _: Columns) -> Inlines:
    return _lines(_day(entry.due), _text("extended" if entry.extended else ""))


def _working_days(entry: Entry, _: Columns) -> Inlines:
    """Return `21`, and below it `one day late`: the heading says which days."""
    taken = "" if entry.working_days is None else str(entry.working_days)
    late = entry.timeliness.replace("working ", "") if entry.on_time is False else ""
    return _lines(_text(taken), _text(late))


def _outcome(entry: Entry, columns: Columns) -> Inlines:
    exemptions = () if "exemptions" in columns else entry.exemptions
    return _lines(_text(entry.outcome), *map(_text, exemptions))


COLUMNS: dict[str, LogColumn] = {
    "reference": LogColumn("Reference", lambda entry, _: _text(entry.reference)),
    "request": LogColumn("Request", _request),
    "category": LogColumn("Category", lambda entry, _: _text(entry.category)),
    "received": LogColumn("Received", _received),
    "due": LogColumn("Due", _due),
    "answered": LogColumn("Answered", _answered),
    "published": LogColumn("Published", lambda entry, _: _day(entry.published)),
    "working days": LogColumn("Working days", _working_days),
    "outcome": LogColumn("Outcome", _outcome),
    "exemptions": LogColumn("Exemptions", lambda entry, _: _lines(*map(_text, entry.exemptions))),
    "questions": LogColumn("Questions", lambda entry, _: _text(str(entry.questions or ""))),
    "document": LogColumn("Document", lambda entry, _: _text(entry.document)),
}
