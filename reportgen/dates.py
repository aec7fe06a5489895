"""Dates as a paper prints them. In: a date. Out: `22 March 2022`, in whatever locale."""

from __future__ import annotations

from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip


def long_date(value: date | str) -> str:
    """Return `22 March 2022`, with a no-break space so that the day keeps its month."""
    if not isinstance(value, date):
        return value
    return f"{value.day}\u00a0{MONTHS[value.month - 1]} {value.year}"
