"""Saved values that their own formulas contradict. In: a paper. Out: its stale cells.

What a paper prints is what Excel saved. Where the workbook was changed by a program that does not
calculate, or with calculation switched off, that is not what the formulas come to.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.amounts import Amount, shown
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.formulas import UNKNOWN, Recalculation, Value, agree
from reportgen.model import Paper
from reportgen.usage import sheets_used
from reportgen.workbook import Cell, Workbook

LONGEST_SHOWN = 60
RECALCULATE = (
    "open the workbook in Excel, choose Formulas, Calculation Options, Automatic, "
    "press F9 and save it"
)


def values_are_fresh(paper: Paper) -> Diagnostics:
    """Report each formula that does not come to its saved value, on the values it was given.

    A cell that is stale only because it rests on a stale one is not reported besides. Formulas
    that are not simple are passed over; see `reportgen.recalculate`.
    """
    books: dict[str, Recalculation] = {}
    return tuple(
        stale_value(cell, value)
        for book, sheet in sheets_used(paper)
        for cell, value in _stale(_recalculation(books, book), sheet.title, sheet.cells())
    )


def stale_value(cell: Cell, value: Value) -> Diagnostic:
    """Return the finding for a cell whose formula comes to another value than the saved one."""
    formula = cell.formula if len(cell.formula) <= LONGEST_SHOWN else "its formula"
    message = f"the saved value {_contrast(cell, value, formula)}"
    return error("stale-value", message, cell.source, RECALCULATE)


def _recalculation(books: dict[str, Recalculation], book: Workbook) -> Recalculation:
    if book.source.path not in books:
        books[book.source.path] = Recalculation(book)
    return books[book.source.path]


def _stale(book: Recalculation, sheet: str, cells: Iterator[Cell]) -> Iterator[tuple[Cell, Value]]:
    for cell in cells:
        if cell.formula and cell.value is not None:
            place = (sheet, cell.row, cell.column)
            given = book.value_on_saved(*place)
            if agree(cell.value, given) is False:
                worked_out = book.value(*place)
                if agree(cell.value, worked_out) is not True:
                    yield cell, given if worked_out is UNKNOWN else worked_out


def _contrast(cell: Cell, value: Value, formula: str) -> str:
    saved = cell.value
    if not isinstance(saved, Decimal) or not isinstance(value, Decimal):
        return f"is {_quoted(saved)}, but {formula} comes to {_quoted(value)}"
    more = "more" if value > saved else "less"
    first, second, difference = _texts(saved, value, cell.number_format)
    return f"is {first}, but {formula} comes to {second}: {difference} {more}"


def _texts(saved: Decimal, value: Decimal, number_format: str) -> tuple[str, str, str]:
    """Return both numbers and their difference as the cell shows them.

    Where that hides the difference, the numbers are printed as they are.
    """
    numbers = (saved, value, abs(value - saved))
    nothing = shown(Amount(Decimal(0), number_format))
    texts = tuple(shown(Amount(number, number_format)) for number in numbers)
    if None in texts or texts[0] == texts[1] or texts[2] == nothing:
        return _plain(saved), _plain(value), _plain(abs(value - saved))
    return str(texts[0]), str(texts[1]), str(texts[2])


def _plain(number: Decimal) -> str:
    rounded = f"{number:,.6f}" if abs(number) >= Decimal("0.001") else f"{number:,.15f}"
    return rounded.rstrip("0").rstrip(".")


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).upper()
