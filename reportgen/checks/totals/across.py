"""Casting across: a typed column headed Total against the columns of amounts before it.

In: a paper. Out: the typed cells that are not what their row adds up to. A column is taken for a
total of others only where most of its rows show that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.amounts import RECKONING
from reportgen.budget import Budget, BudgetLine
from reportgen.budget.casting.entries import is_added_up, sort_of
from reportgen.budget.casting.readings import same_shown
from reportgen.budget.casting.sums import is_typed
from reportgen.checks.totals.statement import difference, style_of
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.model import Paper
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.usage import budgets_used
from reportgen.workbook import Cell, column_letters

TOTAL_HEADING = regex(r"^\W*(grand |overall )?total\b", re.IGNORECASE)
FEWEST_ROWS = 2


class _Row(Struct, frozen=True):
    """A row of a column headed Total: its cell, and what the row adds up to."""

    line: BudgetLine
    cell: Cell
    value: Decimal
    expected: Decimal

    @property
    def casts(self) -> bool:
        return same_shown(self.value, self.expected, self.cell.number_format)


def rows_cross_cast(paper: Paper) -> Diagnostics:
    """Report typed cells of a column headed Total that are not what their row adds up to."""
    found = (item for _, budget in budgets_used(paper) for item in _problems(budget))
    return tuple(dict.fromkeys(found))


def crossed_totals(budget: Budget) -> frozenset[Source]:
    """Return the totals that their row adds up to, in columns where another row does not.

    Their column does not cast because of that row, which is reported instead.
    """
    return frozenset(
        row.cell.source
        for at, _ in _total_columns(budget)
        for rows in [_rows(budget, at)]
        if any(_is_wrong(row) for row in rows)
        for row in rows
        if row.casts
    )


def _problems(budget: Budget) -> Iterator[Diagnostic]:
    for at, added in _total_columns(budget):
        for row in _rows(budget, at):
            if _is_wrong(row):
                yield _mismatch(budget, at, added, row)


def _is_wrong(row: _Row) -> bool:
    return not row.casts and is_typed(row.cell)


def _total_columns(budget: Budget) -> Iterator[tuple[int, list[int]]]:
    """Yield each column that adds others up, with those columns: most of its rows show it."""
    for at, column in enumerate(budget.columns):
        if TOTAL_HEADING.search(column.heading) and is_added_up(column):
            casting = [row.casts for row in _rows(budget, at)]
            if casting.count(True) >= FEWEST_ROWS and casting.count(True) * 2 > len(casting):
                yield at, _added(budget, at)


def _added(budget: Budget, total: int) -> list[int]:
    """Return the columns of amounts since the last total, or from the first."""
    added: list[int] = []
    for at in range(total - 1, 0, -1):
        column = budget.columns[at]
        if TOTAL_HEADING.search(column.heading):
            break
        if is_added_up(column) and column.unit == budget.columns[total].unit:
            added.append(at)
    return added[::-1]


def _rows(budget: Budget, total: int) -> list[_Row]:
    added = _added(budget, total)
    rows = (_row(line, line.cells[total], [line.cells[at] for at in added])
            for line in budget.lines if len(added) > 1)  # fmt: skip
    return [row for row in rows if row]


def _row(line: BudgetLine, cell: Cell | None, added: list[Cell | None]) -> _Row | None:
    """Return a row with what it adds up to; None where a cell holds something else than money."""
    if cell is None or not isinstance(cell.value, Decimal):
        return None
    filled = [item for item in added if item is not None and not item.is_blank]
    values = [item.value for item in filled if isinstance(item.value, Decimal)]
    sorts = {sort_of(item.number_format) for item in (cell, *filled)}
    if not values or len(values) != len(filled) or len(sorts) != 1:
        return None
    expected = Decimal(0)
    for value in values:
        expected = RECKONING.add(expected, value)
    return _Row(line, cell, cell.value, expected)


def _mismatch(budget: Budget, at: int, added: list[int], row: _Row) -> Diagnostic:
    column = budget.columns[at]
    style = style_of(row.cell, column)
    message = (
        f'"{row.line.label}" is typed as {style.text(row.value)} under "{column.heading}", but its '
        f"row adds up to {style.text(row.expected)}: {difference(style, row.value, row.expected)}"
    )
    letters = [column_letters(budget.columns[place].position) for place in added]
    cells = "+".join(f"{letter}{row.line.row}" for letter in letters)
    hint = f"put the formula ={cells} there, or mend the amount that is wrong"
    return error("total-mismatch", message, row.cell.source, hint)
