"""Check that a line which two funds share has one amount: one of the two may be out of date."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.budget import Budget, BudgetColumn, BudgetLine
from reportgen.budget.columns import without_unit
from reportgen.budget.units import in_pounds, typed_scale
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.labels import fold
from reportgen.model import Paper, RowKind
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.usage import budgets_used, sheets_named

# A label of such words alone stands in many funds for good reason.
GENERIC_WORDS = (
    "a all and for from in less new non of on other our the to with without activities activity"
    " additional adjustment adjustments admin administration agency allocation allowance audit"
    " balance bank base budget building buildings capital charges commissioned commissioning"
    " committed communications community contingency contract contracts contribution"
    " contributions core corporate cost costs delivery development direct employee employees"
    " equipment evaluation events existing expenditure expenses external fees financing fund"
    " funding general grant grants ict income indirect inflation infrastructure insurance"
    " interest internal investment it legal local management marketing miscellaneous net office"
    " operating operational overheads pay payments pensions posts premises printing professional"
    " programme programmes project projects publicity rates receipts recharge recharges"
    " recruitment rent research reserve reserves revenue running salaries savings service"
    " services specialist spend staff staffing sundry supplies supplier support system systems"
    " third-party total training transfer transfers transport travel unallocated uncommitted"
    " underspend utilities vacancies vat volunteer volunteers wages"
)
GENERIC = frozenset(GENERIC_WORDS.split())
WORD = regex(r"[^\W\d_]+")
# Words that tell one sheet of a fund from another of the same fund.
STATES = regex(
    r"\b(budgets?|original|revised|forecast|outturn|actuals?|draft|final|proposed|approved"
    r"|current|previous|prior|last|next|this|old|new|version|v\d+|years?|fy|period|month|quarter"
    r"|p\d+|q\d|jan\w*|feb\w*|mar(ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*"
    r"|dec\w*)\b"
)
# What an amount column measures. Without such a word it is a budget.
MEASURES = regex(
    r"\b(actual|spen[dt]|paid|forecast|outturn|variance|movement|change|difference|remaining"
    r"|outstanding|balance|previous|prior|last|original|revised|claimed|committed|date|profile)"
)
YEAR = regex(r"(?<!\d)(?:20)?(\d\d) ?(?:[-/]|to) ?(?:20)?\d\d(?!\d)|(?<!\d)(?:20|fy)(\d\d)(?!\d)")
HINT = (
    "say in each label what tells the two apart; if both are right, put a note on the cell in "
    "Excel: reportgen: off same-label: and the reason"
)


class _Entry(Struct, frozen=True):
    """A line's amount in one column: in pounds, and the `step` that it is typed in."""

    label: str
    budget: Budget
    column: BudgetColumn
    value: Decimal
    step: Decimal
    source: Source
    is_only_column: bool

    @property
    def sheet(self) -> tuple[str, str]:
        return self.source.path, self.source.sheet


def shared_lines_have_one_amount(paper: Paper) -> Diagnostics:
    """Report a line that stands in two sheets with different amounts, both typed there.

    Left alone are labels of general words (Other staff costs) and of three sheets or more, sheets
    that are one fund at two times, and two sheets of one form, which share most of their lines.
    """
    found = tuple(_disagreeing(_entries(paper)))
    shared = Counter((here.sheet, there.sheet) for here, there in found)
    return tuple(
        _problem(here, there)
        for here, there in found
        if not _is_form(here, there, shared[here.sheet, there.sheet])
    )


def _entries(paper: Paper) -> Iterator[_Entry]:
    """Yield the typed amounts of all lines; one that comes from another sheet is no second one."""
    budgets = [budget for _, budget in budgets_used(paper)]
    if len({(budget.origin.path, budget.sheet) for budget in budgets}) < 2:
        return
    for budget in budgets:
        money = [at for at, column in enumerate(budget.columns) if _is_money(budget, at, column)]
        for line in budget.lines:
            if line.kind is RowKind.LINE and not _is_generic(line.label):
                for at in money:
                    entry = _entry(budget, line, at, is_only=len(money) == 1)
                    if entry:
                        yield entry


def _is_money(budget: Budget, at: int, column: BudgetColumn) -> bool:
    return column.is_amount and any(in_pounds(line.cells[at], column) for line in budget.lines)


def _is_generic(label: str) -> bool:
    return GENERIC.issuperset(WORD.findall(fold(label)))


def _entry(budget: Budget, line: BudgetLine, at: int, *, is_only: bool) -> _Entry | None:
    cell, column = line.cells[at], budget.columns[at]
    amount = in_pounds(cell, column)
    if cell is None or amount is None or not amount.value or sheets_named(cell.formula):
        return None
    return _Entry(
        label=line.label,
        budget=budget,
        column=column,
        value=amount.value,
        step=Decimal(1).scaleb(typed_scale(cell, column)),
        source=cell.source,
        is_only_column=is_only,
    )


def _disagreeing(entries: Iterator[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield for each label of two sheets the first two amounts that should be one."""
    by_label: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_label[fold(entry.label)].append(entry)
    for same in by_label.values():
        sheets = list(dict.fromkeys(entry.sheet for entry in same))
        if len(sheets) == 2:
            first, second = ([item for item in same if item.sheet == sheet] for sheet in sheets)
            if _is_one_line(first) and _is_one_line(second):
                pairs = ((here, there) for here in first for there in second)
                yield from [pair for pair in pairs if _differ(*pair)][:1]


def _is_one_line(entries: list[_Entry]) -> bool:
    return len({entry.source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for entry in entries}) == 1


def _differ(here: _Entry, there: _Entry) -> bool:
    one_sign = (here.value < 0) == (there.value < 0)
    far = abs(here.value - there.value) >= max(here.step, there.step)
    return one_sign and far and _are_comparable(here, there)


def _are_comparable(here: _Entry, there: _Entry) -> bool:
    """Tell amounts of one kind: under one heading, or alone on their sheets; of one year."""
    headings = [fold(without_unit(entry.column.heading)) for entry in (here, there)]
    is_one_heading = headings[0] == headings[1]
    is_one_measure = len({frozenset(MEASURES.findall(heading)) for heading in headings}) == 1
    alone = here.is_only_column and there.is_only_column and is_one_measure
    years = [_years(entry) for entry in (here, there)]
    is_one_year = not all(years) or bool(years[0] & years[1])
    is_one_fund = _fund(here.source.sheet) == _fund(there.source.sheet)
    return (is_one_heading or alone) and is_one_year and not is_one_fund


def _years(entry: _Entry) -> set[str]:
    """Return the years of a column, or else those that its sheet names."""
    texts = (entry.column.heading, f"{entry.source.sheet} {entry.budget.title}")
    found = ({one or two for one, two in YEAR.findall(fold(text))} for text in texts)
    return next((years for years in found if years), set())


def _fund(sheet: str) -> str:
    """Return what a sheet's title says beside years, months and states of a budget."""
    return re.sub(r"[\W\d_]+", " ", STATES.sub("", YEAR.sub("", fold(sheet)))).strip()


def _is_form(here: _Entry, there: _Entry, shared: int) -> bool:
    """Tell two sheets of one form, an area each, say: they share many lines."""
    lines = [
        sum(line.kind is RowKind.LINE for line in entry.budget.lines) for entry in (here, there)
    ]
    return shared > 2 or (shared == 2 and 2 * shared >= min(lines))


def _problem(here: _Entry, there: _Entry) -> Diagnostic:
    is_near = here.source.path == there.source.path
    where = f"{there.source.sheet} ({there.source.cell})" if is_near else str(there.source)
    message = (
        f'"{here.label}" is {_pounds(here.value)} here and {_pounds(there.value)} in {where}: '
        f"{_pounds(abs(here.value - there.value))} apart"
    )
    return warning("same-label", message, here.source, HINT)


def _pounds(value: Decimal) -> str:
    return amounts.exact(Amount(value))
