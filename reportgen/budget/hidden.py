"""Tell what Excel hides of a budget: a block of cells comes in, what is not printed goes out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from reportgen import amounts
from reportgen.amounts import RECKONING, Amount
from reportgen.budget.blocks import Block
from reportgen.budget.rows import GridRow, added_ranges
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.workbook import Cell, column_letters

# Sums that leave hidden rows out, or take rows off.
UNSURE = regex(r"\b(SUBTOTAL|AGGREGATE)\(|-", re.IGNORECASE)
MOST_SHOWN = 10
ZERO = Decimal(0)


def hidden_parts(block: Block, place: Source) -> Diagnostics:
    """Report what Excel hides of the block: a total may count rows that no reader sees."""
    return tuple(
        problem
        for problem in (_hidden_rows(block, place), *_hidden_others(block, place))
        if problem
    )


def _hidden_rows(block: Block, place: Source) -> Diagnostic | None:
    unseen = frozenset(block.sheet.hidden_rows)
    hidden = [row for row in block.rows if row.number in unseen]
    if not hidden:
        return None
    numbers = [str(row.number) for row in hidden]
    shown = ", ".join(numbers[:MOST_SHOWN]) + (", ..." if len(numbers) > MOST_SHOWN else "")
    what = f"row {shown} is" if len(hidden) == 1 else f"rows {shown} are"
    counted, where = _counted(block, hidden, place)
    message = f"{what} hidden in Excel and not printed{counted}"
    return warning("hidden-row", message, where, "show the rows, or delete them")


def _counted(block: Block, hidden: list[GridRow], place: Source) -> tuple[str, Source]:
    """Say which total counts hidden rows, and how much that is; return the total's cell, too."""
    totals = list(_totals(block, hidden))
    its, it = ("its", "it") if len(hidden) == 1 else ("their", "them")
    if totals:
        total, value = totals[0]
        amount = Amount(value, total.number_format)
        shown = amounts.shown(amount) or amounts.number(amount)
        others = f" (and {len(totals) - 1} more of its totals)" if len(totals) > 1 else ""
        return (
            f", though the total in {total.source.cell}{others} counts {its} {shown}",
            total.source,
        )
    has_numbers = any(cell.is_number for row in hidden for cell in row.cells.values())
    return (f", though totals may count {it}" if has_numbers else ""), place


def _totals(block: Block, hidden: list[GridRow]) -> Iterator[tuple[Cell, Decimal]]:
    """Yield the totals that surely count hidden rows, with what those add to each."""
    columns = {position: _Running(position, hidden) for position in block.positions}
    unseen = {row.number for row in hidden}
    for row in block.rows:
        if row.number not in unseen:
            for position, cell in row.cells.items():
                blocks = () if UNSURE.search(cell.formula) else added_ranges(cell)
                value = sum((columns[position].between(*ends) for ends in blocks), ZERO)
                if value:
                    yield cell, value


class _Running:
    """The running sum of a column's hidden cells, so that any number of totals costs little."""

    def __init__(self, position: int, hidden: list[GridRow]) -> None:
        cells = (row.cells[position] for row in hidden if position in row.cells)
        numbers = [(cell.row, cell.value) for cell in cells if isinstance(cell.value, Decimal)]
        self._rows = [row for row, _ in numbers]
        self._sums = [*accumulate((value for _, value in numbers), RECKONING.add, initial=ZERO)]

    def between(self, first: int, last: int) -> Decimal:
        """Return the sum of the hidden cells from row `first` to row `last`."""
        top, bottom = bisect_left(self._rows, first), bisect_right(self._rows, last)
        return RECKONING.subtract(self._sums[bottom], self._sums[top])


def _hidden_others(block: Block, place: Source) -> Iterator[Diagnostic]:
    sheet = block.sheet
    columns = [column_letters(at) for at in block.positions if at in sheet.hidden_columns]
    if columns:
        named = ", ".join(columns)
        what = f"column {named} is" if len(columns) == 1 else f"columns {named} are"
        message = f"{what} hidden in Excel and not printed"
        hint = "show the columns, or leave them out of the table with :range:"
        yield warning("hidden-column", message, place, hint)
    if sheet.hidden:
        message = f'the sheet "{sheet.title}" is hidden in Excel but printed in the paper'
        hint = "show the sheet in Excel, if all may see it"
        yield warning("hidden-sheet", message, place, hint)
