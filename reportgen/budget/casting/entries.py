"""The amounts of one column as casting sees them: a budget comes in, entries go out.

An entry is a row with something in the column: what it counts for in a total, whether it begins a
group, and what its label says of its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen import number_formats
from reportgen.amounts import GENERAL, Amount, is_money
from reportgen.budget.columns import BudgetColumn
from reportgen.budget.rows import (
    BOLD_TOTAL_WORDS,
    FUNDING_WORDS,
    SUBTOTAL_WORDS,
    TOTAL_WORDS,
)
from reportgen.labels import fold
from reportgen.model import RowKind
from reportgen.number_formats import SectionKind
from reportgen.patterns import regex
from reportgen.workbook import Cell

if TYPE_CHECKING:
    from reportgen.budget import Budget, BudgetLine

TOTALS = (RowKind.SUBTOTAL, RowKind.TOTAL)

LESS = regex(r"\W*(less|minus|deduct(ed|ions?)?)\b\s*(?!than\b)(:|\s|$)", re.IGNORECASE)
CARRIED = regex(
    r"\b(((carried|carry|brought|rolled)[\s–-]?(forward|f/?w?d)|[bc][/'’]?fw?d|[bc]/f)\b)",
    re.IGNORECASE,
)
# Rows that stand among the lines and are not added to them.
ASIDE = regex(
    r"\W*(of which|includ(ing|es|ed)|incl|memo(randum)?|for information|made up of|comprising"
    r"|average|mean|median|count|check|variance|difference|percentage|per ?cent)\b",
    re.IGNORECASE,
)
ASIDE_IN_BRACKETS = regex(
    r"\((memo|not included|included (above|in)|for information|already (counted|included))",
    re.IGNORECASE,
)
# Totals that take one thing from another, and totals that leave something out or are not of now.
NET = regex(
    r"\b(net|balance|shortfall|surplus|deficit|variance|difference|gap|remain(s|ing|der)?"
    r"|unallocated|uncommitted|headroom|over|under|after|change|movement|saving)s?\b",
    re.IGNORECASE,
)
PARTIAL = regex(
    r"\b(excl(ud(ing|es?|ed))?|before|without|other than|except|outside|of which"
    r"|(last|prior|previous) year)\b",
    re.IGNORECASE,
)
# Columns of numbers that nobody adds up.
RATES = regex(
    r"\b(rate|average|avg|mean|median|per|price|ratio|index|percentage|share|unit costs?)\b"
    r"|^(no|nr|number|ref(erence)?|code|item|row|line|account|cost cent(re|er)|year|rank|weeks?"
    r"|months?|days?)\b\W*(no|number|code)?\W*$",
    re.IGNORECASE,
)
NOTHING = ("", "-", "nil", "none", "0")
# One of these stands in each label that the patterns of their name find.
LESS_SIGNS = ("less", "minus", "deduct")
CARRIED_SIGNS = ("forward", "fwd", "fd", "f/", "/f")
ASIDE_SIGNS = (
    "which", "incl", "memo", "for information", "made up of", "comprising", "average", "mean",
    "median", "count", "check", "variance", "difference", "percentage", "per cent", "percent",
    "already",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Entry(Struct, frozen=True, gc=False):
    """One row of a column. `value` is None for what cannot be added: an error, or words.

    `begins` is true for the first row under a caption or a heading, `after_gap` for one under a
    blank row. `is_aside` rows (`of which`, averages, headings in mid-table) belong to no total.
    `is_less` rows are taken off, as their label says.
    """

    line: BudgetLine
    cell: Cell
    value: Decimal | None
    sort: str
    begins: bool
    after_gap: bool
    is_heading: bool
    is_aside: bool
    is_total: bool
    is_less: bool

    @property
    def is_amount(self) -> bool:
        """True for a number that may be a sum: rates and shares are worked out in other ways."""
        return self.value is not None and self.sort != "rate"

    @property
    def is_carried(self) -> bool:
        return not self.is_total and CARRIED.search(self.line.label) is not None

    @property
    def is_income(self) -> bool:
        return FUNDING_WORDS.search(self.line.label) is not None

    @property
    def is_net(self) -> bool:
        return NET.search(self.line.label) is not None or self.is_less

    @property
    def is_partial(self) -> bool:
        return PARTIAL.search(self.line.label) is not None

    @property
    def is_weak_total(self) -> bool:
        """True where words that a line may have, too, made a total of the row."""
        label = self.line.label
        says_total = TOTAL_WORDS.search(label) or SUBTOTAL_WORDS.search(label)
        return not says_total and (self.is_net or BOLD_TOTAL_WORDS.search(label) is not None)


class Said(Struct, frozen=True):
    """Whether any label may say a thing: of thousands of lines, most often not one does."""

    less: bool
    aside: bool

    @classmethod
    def of(cls, lines: Sequence[BudgetLine]) -> Said:
        return cls(may_say(lines, LESS_SIGNS), may_say(lines, ASIDE_SIGNS))


def may_say(lines: Iterable[BudgetLine], signs: Sequence[str]) -> bool:
    """Tell whether one of some signs stands in any label."""
    text = "\n".join([line.label for line in lines]).casefold()
    return any(sign in text for sign in signs)


def is_added_up(column: BudgetColumn) -> bool:
    """Tell a column of amounts from one of rates, shares or reference numbers."""
    return column.is_amount and column.unit != "%" and not RATES.search(column.heading)


def read_entries(budget: Budget, column: int) -> tuple[Entry, ...]:
    """Return the entries of a column, from the top."""
    return tuple(_entries(budget, column))


def _entries(budget: Budget, column: int) -> Iterator[Entry]:
    begins, last_row, under_aside = True, 0, False
    said = Said.of(budget.lines)
    for line in budget.lines:
        cell = line.cells[column]
        if line.kind is RowKind.GROUP:
            begins, under_aside = True, said.aside and _is_aside(line)
        elif line.kind is not RowKind.NOTE and cell is not None and not _is_nothing(cell):
            gap = 0 < last_row < line.row - 1
            entry = _entry(budget, line, cell, said, begins, gap, under_aside)
            yield entry
            begins, under_aside = entry.is_heading, under_aside and not entry.is_total
        last_row = line.row


def _entry(
    budget: Budget,
    line: BudgetLine,
    cell: Cell,
    said: Said,
    begins: bool,
    gap: bool,
    under_aside: bool,
) -> Entry:
    is_total = line.kind in TOTALS
    heading = not is_total and _is_heading(budget, line, cell)
    words = under_aside or not line.label or (said.aside and _is_aside(line))
    aside = heading or (not is_total and words)
    value = cell.value if isinstance(cell.value, Decimal) else None
    is_less = said.less and LESS.match(line.label) is not None
    sort = sort_of(cell.number_format)
    return Entry(line, cell, value, sort, begins, gap, heading, aside, is_total, is_less)


@lru_cache(maxsize=256)
def sort_of(number_format: str) -> str:
    """Return what a number counts: only money is added to money, and posts to posts."""
    if number_formats.kind_of(number_format) is SectionKind.PERCENT:
        return "rate"
    if is_money(Amount(Decimal(0), number_format)):
        return "money"
    return number_formats.currency_of(number_format) or "number"


def _is_nothing(cell: Cell) -> bool:
    """Tell a blank cell, and a dash or `nil` in the place of a zero."""
    value = cell.value
    if isinstance(value, str):
        return fold(value) in NOTHING
    return value is None and not cell.error and not cell.uncalculated


def _is_aside(line: BudgetLine) -> bool:
    label = line.label
    return bool(ASIDE.match(label) or ("(" in label and ASIDE_IN_BRACKETS.search(label)))


def _is_heading(budget: Budget, line: BudgetLine, cell: Cell) -> bool:
    """Tell a row of headings in mid-table, with years typed as numbers, from a line."""
    if not _year(cell):
        return False
    cells = zip(budget.columns, line.cells, strict=True)
    years = [_year(other) for item, other in cells if other and item.is_amount]
    like_heading = fold(line.label) in ("", "year", fold(budget.columns[0].heading))
    one_by_one = all(after == before + 1 for before, after in pairwise(years))
    return like_heading or (len(years) > 1 and one_by_one)


def _year(cell: Cell) -> int:
    """Return the year that a cell holds, 0 for an amount."""
    value = cell.value
    if not isinstance(value, Decimal) or cell.formula or cell.number_format not in (GENERAL, "0"):
        return 0
    return int(value) if FIRST_YEAR <= value <= LAST_YEAR and value == int(value) else 0
