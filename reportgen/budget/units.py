"""Tell what the amounts of a budget are in: a cell and its column come in, pounds go out."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen import amounts, number_formats
from reportgen.amounts import RECKONING, Amount
from reportgen.budget.columns import BudgetColumn
from reportgen.patterns import regex
from reportgen.workbook import Cell

# What an amount that is typed in a unit is multiplied by, as a power of ten.
TYPED = {"£000s": 3, "£m": 6}
COUNTS = regex(
    r"\b(ftes?|posts?|headcount|staff|number|no|nos|count|codes?|centres?|refs?|references?|ids?"
    r"|accounts?|hours|days|cases|people|victims|places|units|share|rate|weighting)\b",
    re.IGNORECASE,
)


def typed_scale(cell: Cell, column: BudgetColumn) -> int:
    """Return the power of ten that a cell's amount is typed in: 3 for 400 under `£000s`.

    Where the number format shows thousands (`#,##0,`), full pounds are typed.
    """
    return 0 if number_formats.scale_of(cell.number_format) else TYPED.get(column.unit, 0)


def is_counted(column: BudgetColumn) -> bool:
    """Tell a column of numbers that are no money: posts, cost centres, how many."""
    return column.unit == "%" or (not column.unit and COUNTS.search(column.heading) is not None)


def in_pounds(cell: Cell | None, column: BudgetColumn) -> Amount | None:
    """Return a cell's sum of money in full pounds; None for all that is not money in pounds."""
    if cell is None or not isinstance(cell.value, Decimal):
        return None
    if is_counted(column) or not amounts.is_money_format(cell.number_format):
        return None
    value = RECKONING.scaleb(cell.value, typed_scale(cell, column))
    return Amount(value, cell.number_format, (cell.source,))
