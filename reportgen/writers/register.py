"""The register of amounts: in comes a finished paper, out a table for a spreadsheet (CSV).

A row for each amount that the paper prints from its workbooks, in the order they are read, and for
each that its author says to have from somewhere else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from reportgen.model import Paper
from reportgen.provenance import Record, StatedAmount, records_and_stated

HEAD = (
    "No.",
    "Printed",
    "Where in the paper",
    "Line of the table",
    "Column of the table",
    "Raw value",
    "Unit",
    "Workbook",
    "Cells",
    "Values of the cells",
    "Expression",
    "Stated source",
    "Written in",
)
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@")

Row = Sequence[str | int]


def write_register(paper: Paper) -> bytes:
    """Return the register as Excel opens it at a double click: UTF-8 with a byte order mark."""
    return as_csv(HEAD, _rows(paper)).encode("utf-8-sig")


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


def _rows(paper: Paper) -> Iterator[Row]:
    for number, item in enumerate(records_and_stated(paper), start=1):
        yield (number, *(_stated(item) if isinstance(item, StatedAmount) else _linked(item)))


def _linked(item: Record) -> Row:
    return (
        item.text,
        item.place,
        item.row,
        item.column,
        Number(f"{item.value:f}"),
        item.unit,
        "; ".join(dict.fromkeys(cell.path for cell in item.cells)),
        "; ".join(str(cell) for cell in item.cells),
        "; ".join(f"{cell.value:f}" for cell in item.cells)
        if len(item.cells) > 1
        else Number(f"{item.cells[0].value:f}"),
        item.expression,
        "",
        str(item.source),
    )


def _stated(item: StatedAmount) -> Row:
    blank = ("",) * 8
    return item.text, item.place, *blank, item.said_by or "not said", str(item.source)
