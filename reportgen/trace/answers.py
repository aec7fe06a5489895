"""Where an amount comes from. In: what was asked, records and workbooks. Out: cells and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from reportgen.provenance import CellRecord, Record, cell_record, find_cell, find_sheet
from reportgen.trace.questions import Asked, read_question
from reportgen.workbook import Cell, Workbook

MOST = 20  # cells of a workbook that are named; who asks for £0 has many


@dataclass(frozen=True, slots=True)
class Origin:
    """A cell that an amount comes from, with the words of its line and how it came by its value.

    `formula` is "" for a number that was typed; so it is where the workbook is not at hand.
    """

    cell: CellRecord
    label: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An amount with the cells it comes from, and all places that print it."""

    value: Decimal
    origins: tuple[Origin, ...]
    records: tuple[Record, ...]


def answers(
    text: str, records: tuple[Record, ...], workbooks: tuple[Workbook, ...]
) -> tuple[Answer, ...]:
    """Return the printed amounts that a text asks for: as printed, or by what they round to."""
    asked = read_question(text)
    found = [record for record in records if _is_printed(text, asked, record)]
    if not found and asked:
        found = [record for record in records if asked.is_size_of(record.value, loosely=True)]
    groups: dict[tuple[Decimal, tuple[CellRecord, ...]], list[Record]] = {}
    for record in found:
        groups.setdefault((record.value, record.cells), []).append(record)
    return tuple(
        Answer(value, tuple(_origin(cell, workbooks) for cell in cells), tuple(group))
        for (value, cells), group in groups.items()
    )


def unprinted(text: str, workbooks: tuple[Workbook, ...]) -> tuple[Origin, ...]:
    """Return the first cells of the workbooks that hold what a text asks for."""
    asked = read_question(text)
    books = tuple({book.source.path: book for book in workbooks}.values())
    if asked is None:
        return ()
    for loosely in (False, True):
        found = [
            _origin(cell_record(cell), books)
            for book in books
            for sheet in book.sheets
            for cell in sheet.cells()
            if isinstance(cell.value, Decimal) and asked.is_size_of(cell.value, loosely=loosely)
        ]
        if found:
            return tuple(found[:MOST])
    return ()


def nearest(text: str, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return the three printed amounts that are nearest to what a text asks for."""
    asked = read_question(text)
    if asked is None:
        return ()
    finite = (record for record in records if record.value.is_finite())
    ordered = sorted(finite, key=lambda record: abs(abs(record.value) - asked.size))
    return tuple({record.text: record for record in reversed(ordered)}.values())[::-1][:3]


def _is_printed(text: str, asked: Asked | None, record: Record) -> bool:
    if _plain(text) == _plain(record.text):
        return True
    if asked is None:
        return False
    printed = read_question(record.text)
    same = printed is not None and (printed.size, printed.step) == (asked.size, asked.step)
    return asked.is_size_of(record.value) or (same and _agree(asked, printed))


def _agree(asked: Asked, printed: Asked | None) -> bool:
    """Tell whether the signs of two amounts of a size go together: no sign goes with any."""
    return asked.is_negative is None or (printed and printed.is_negative) == asked.is_negative


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _origin(place: CellRecord, workbooks: tuple[Workbook, ...]) -> Origin:
    cell = find_cell(workbooks, place)
    if cell is None:
        return Origin(place)
    book = next(book for book in workbooks if book.source.path == place.path)
    return Origin(place, ", ".join(_words(cell, book)), cell.formula)


def _words(cell: Cell, book: Workbook) -> Iterator[str]:
    """Yield the label of a cell's line, and the heading where the line has several amounts."""
    sheet = find_sheet(book, cell.source.sheet)
    rows = () if sheet is None else sheet.rows
    row = next((row for row in rows if row[0].row == cell.row), ())
    yield from islice((str(item.value) for item in row if isinstance(item.value, str)), 1)
    if sum(item.is_number for item in row) > 1:
        above = (
            str(item.value)
            for other in reversed(rows)
            if other[0].row < cell.row
            for item in other
            if item.column == cell.column and isinstance(item.value, str)
        )
        yield from islice(above, 1)
