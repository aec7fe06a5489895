"""The register of amounts: in comes a finished paper, out a table for a spreadsheet (CSV).

A row for each amount that the paper prints from its workbooks, in the order they are read, and for
each that its author says to have from somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model import Paper
from reportgen.provenance import Record, StatedAmount, records_and_stated
from reportgen.spreadsheets import Number, Row, csv_file

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


def write_register(paper: Paper) -> bytes:
    """Return the register as Excel opens it at a double click: UTF-8 with a byte order mark."""
    return csv_file(HEAD, _rows(paper))


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
