"""Tables for a spreadsheet. In: a head and rows. Out: CSV in which no text can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@")

Row = Sequence[str | int]


def csv_file(head: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as Excel opens them at a double click: UTF-8 with a byte order mark."""
    return as_csv(head, rows).encode("utf-8-sig")


def as_csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV, in which no text can be a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(head)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return target.getvalue()


class Number(str):
    """A number as a spreadsheet reads it. It may begin with a minus, and stays as it is."""

    __slots__ = ()


def _harmless(value: str | int) -> str | int:
    if not isinstance(value, str) or isinstance(value, Number):
        return value
    text = "".join(sign if sign.isprintable() else " " for sign in value)
    return f"'{text}" if text.startswith(FORMULA) else text
