"""The log of a paper as a table for a spreadsheet (CSV): in comes the log, out goes the file.

A row for each request, in the order of the log. Days are written as year-month-day, and what is
not known is empty.
"""

from __future__ import annotations

from datetime import date

from reportgen.model import Entry, Log
from reportgen.spreadsheets import Row, csv_file

HEAD = (
    "reference",
    "title",
    "category",
    "received",
    "due",
    "responded",
    "published",
    "working_days",
    "on_time",
    "outcome",
    "exemptions",
    "questions",
    "document",
)


def write_log(log: Log) -> bytes:
    """Return the log as Excel opens it at a double click: UTF-8 with a byte order mark."""
    return csv_file(HEAD, map(_row, log.entries))


def _row(entry: Entry) -> Row:
    return (
        entry.reference,
        entry.title,
        entry.category,
        _day(entry.received),
        _day(entry.due),
        _day(entry.responded),
        _day(entry.published),
        "" if entry.working_days is None else entry.working_days,
        "" if entry.on_time is None else "yes" if entry.on_time else "no",
        entry.outcome,
        "; ".join(entry.exemptions),
        entry.questions,
        entry.document,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
