"""Where an amount comes from. In: what was asked, records and workbooks. Out: cells and places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, error
from reportgen.provenance import CellRecord, Record, cell_record, find_cell, find_sheet
from reportgen.source import NOWHERE
from reportgen.trace.questions import Asked, read_question
from reportgen.workbook import Cell, Workbook

MOST = 20  # cells of a workbook that are named; who asks for £0 has many


class Origin(Struct, frozen=True):
    """A cell that an amount comes from, with the words of its line and how it came by its value.

    `formula` is "" for a number that was typed. Neither is known (`is_known`) where the workbook
    is not at hand.
    """

    cell: CellRecord
    label: str = ""
    formula: str = ""
    is_known: bool = False


class Answer(Struct, frozen=True):
    """An amount with the cells it comes from, and all places that print it."""

    value: Decimal
    origins: tuple[Origin, ...]
    records: tuple[Record, ...]


def answers(
    text: str, records: tuple[Record, ...], workbooks: tuple[Workbook, ...]
) -> tuple[Answer, ...]:
    """Return the printed amounts that a text asks for: as printed, or by what they round to.

    Each has all its places with it, also those that print it in another way.
    """
    asked = read_question(text)
    found = [record for record in records if _is_printed(text, asked, record)]
    if not found and asked:
        found = [record for record in records if asked.is_size_of(record.value, loosely=True)]
    groups: dict[tuple[Decimal, tuple[CellRecord, ...]], list[Record]] = {}
    meant = {(record.value, record.cells) for record in found}
    for record in records:
        if (record.value, record.cells) in meant:
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


def unknown(text: str, records: tuple[Record, ...]) -> Diagnostic:
    """Return the error for an amount that is nowhere, or for what is none."""
    asked = read_question(text)
    if asked is None:
        message, hint = f'"{text}" is not an amount', "write it as in £271,410, £4.2m or (150,050)"
        return error("bad-amount", message, NOWHERE, hint)
    shown = ", ".join(f"{record.text} ({record.where})" for record in _nearest(asked, records))
    message = f"{text} is neither printed in the paper nor in its workbooks"
    hint = f"the nearest: {shown}" if shown else "the paper prints no amount from a workbook"
    return error("amount-nowhere", message, NOWHERE, hint)


def _nearest(asked: Asked, records: tuple[Record, ...]) -> list[Record]:
    """Return the three printed amounts that are nearest in size, each once."""
    finite = (record for record in records if record.value.is_finite())
    ordered = sorted(finite, key=lambda record: abs(abs(record.value) - asked.size))
    unique: dict[str, Record] = {}
    for record in ordered:
        unique.setdefault(record.text, record)
    return list(unique.values())[:3]


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
    return Origin(place, ", ".join(_words(cell, book)), cell.formula, is_known=True)


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
