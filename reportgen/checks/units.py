"""Check that a column of a budget is in one unit: full pounds or thousands, and one currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from reportgen import amounts, number_formats, walk
from reportgen.amounts import POUNDS, Amount
from reportgen.budget import Budget, BudgetColumn
from reportgen.budget.rows import added_ranges
from reportgen.budget.units import TYPED, is_counted, typed_scale
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import Paper, RowKind, Table
from reportgen.patterns import regex
from reportgen.usage import budgets_used
from reportgen.workbook import Cell

# A line that says itself what it is in: posts, a tax base, the council tax of a band.
OWN_UNIT = regex(
    r"[£$€%]|\b(ftes?|posts?|numbers?|headcount|rate|base|band|per|euros?|dollars?|eur|usd)\b",
    re.IGNORECASE,
)
MOST_TOTALS = 50  # of one column; a sheet of running totals has one in each row
BILLION = Decimal(1_000_000_000)
FORMAT_HINT = "give the cells of a column one number format (in Excel: Home, Format Painter)"
TYPED_HINT = "type it in the column's unit, as the other amounts are"


class _Line(Struct, frozen=True):
    label: str
    cell: Cell
    value: Decimal
    is_total: bool


def columns_have_one_unit(paper: Paper) -> Diagnostics:
    """Report amounts that are added up, or listed, together but stand in different units.

    Rates, posts and lines that say their own unit stand in many columns of money, and are left
    alone. How a cell shows its amount matters where it is printed so, in no unit of the table's.
    """
    printed = {
        table.origin.rpartition("!")[0]
        for table in walk.each(paper, Table)
        if not any(column.unit for column in table.columns)
    }
    return tuple(
        item
        for _, budget in budgets_used(paper)
        for at, column in enumerate(budget.columns)
        if column.is_amount and not is_counted(column)
        for item in dict.fromkeys(
            _problems(budget, at, is_printed=str(budget.origin).rpartition("!")[0] in printed)
        )
    )


def _problems(budget: Budget, at: int, *, is_printed: bool) -> Iterator[Diagnostic]:
    column = budget.columns[at]
    if _is_of_one_format(budget, at) and column.unit not in TYPED:
        return  # as most are, also those of thousands of lines
    lines = _lines(budget, at)
    for together in _added_together(lines) or [[line for line in lines if not line.is_total]]:
        if is_printed:
            yield from _two_scales(together, column)
        yield from _two_currencies(together, column)
        yield from _typed_in_full(together, column)


def _lines(budget: Budget, at: int) -> list[_Line]:
    """Return the sums of money of a column, but for those that are nothing."""
    return [
        _Line(line.label, cell, cell.value, line.kind in (RowKind.TOTAL, RowKind.SUBTOTAL))
        for line in budget.lines
        if (cell := line.cells[at]) is not None
        and isinstance(cell.value, Decimal)
        and cell.value
        and _is_money(cell.number_format)
        and not OWN_UNIT.search(line.label)
    ]


def _is_of_one_format(budget: Budget, at: int) -> bool:
    cells = (line.cells[at] for line in budget.lines)
    return len({cell.number_format for cell in cells if cell is not None and cell.is_number}) < 2


def _is_money(number_format: str) -> bool:
    return amounts.is_money_format(number_format) or bool(number_formats.currency_of(number_format))


def _added_together(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the lines that each total of a column adds up, with the total."""
    added = ((line, added_ranges(line.cell)) for line in lines if line.is_total)
    sums = ((line, blocks) for line, blocks in added if blocks)
    return [
        [
            line
            for line in lines
            if line is total or any(top <= line.cell.row <= bottom for top, bottom in blocks)
        ]
        for total, blocks in islice(sums, MOST_TOTALS)
    ]


def _two_scales(lines: Sequence[_Line], column: BudgetColumn) -> Iterator[Diagnostic]:
    """Report 652,108 shown as 652 in a column that shows 354,000 as it is, or the reverse."""
    scaled = [line for line in lines if number_formats.hides_scale(line.cell.number_format)]
    full = [line for line in lines if not number_formats.scale_of(line.cell.number_format)]
    if scaled and full:
        odd, usual = (scaled, full) if len(scaled) < len(full) else (full, scaled)
        message = (
            f'{_shown(odd[0])}, but {_shown(usual[0])}: two units in "{column.heading}"'
            f"{_and_more(odd)}"
        )
        yield warning("mixed-units", message, odd[0].cell.source, FORMAT_HINT)


def _two_currencies(lines: Sequence[_Line], column: BudgetColumn) -> Iterator[Diagnostic]:
    signs = {id(line): number_formats.currency_of(line.cell.number_format) for line in lines}
    pounds = [line for line in lines if signs[id(line)] in POUNDS]
    foreign = [line for line in lines if signs[id(line)] not in (*POUNDS, "")]
    if pounds and foreign:
        odd, usual = (pounds, foreign) if len(pounds) < len(foreign) else (foreign, pounds)
        message = (
            f'"{odd[0].label}" is in {signs[id(odd[0])]}, but "{usual[0].label}" in '
            f'{signs[id(usual[0])]}: two currencies in "{column.heading}"{_and_more(odd)}'
        )
        hint = "turn the amount into the column's currency, or give it a column of its own"
        yield warning("mixed-units", message, odd[0].cell.source, hint)


def _typed_in_full(lines: Sequence[_Line], column: BudgetColumn) -> Iterator[Diagnostic]:
    """Report full pounds typed under £000s: more than a billion, and far from any other line.

    A force's pay may be a thousand times its smallest line, so that nothing less is sure.
    """
    typed = [line for line in lines if not line.is_total and typed_scale(line.cell, column)]
    typed.sort(key=lambda line: abs(line.value))
    if len(typed) < 3:
        return
    *others, largest = typed
    value = abs(largest.value)
    from statistics import median  # few columns are typed in thousands

    usual = median(abs(line.value) for line in others)
    is_far = value >= 1_000 * usual and value >= 100 * abs(others[-1].value)
    if is_far and value.scaleb(typed_scale(largest.cell, column)) >= BILLION:
        message = (
            f'"{largest.label}" is {value:,} under "{column.heading}", where the next largest '
            f"amount is {abs(others[-1].value):,}: it looks like full pounds"
        )
        yield warning("mixed-units", message, largest.cell.source, TYPED_HINT)


def _shown(line: _Line) -> str:
    amount = Amount(line.value, line.cell.number_format)
    is_full = not number_formats.scale_of(line.cell.number_format)
    form = "in full" if is_full else f"as {amounts.shown(amount)}"
    return f'"{line.label}" shows {amounts.exact(amount)} {form}'


def _and_more(odd: Sequence[_Line]) -> str:
    return f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
