"""Lines that stand for the total of another sheet. In: a paper. Out: those that disagree with it.

A summary that is typed instead of linked keeps its old amounts when a fund changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import number_formats
from reportgen.amounts import RECKONING
from reportgen.budget import Budget, BudgetColumn, BudgetLine
from reportgen.budget.casting.entries import is_added_up, sort_of
from reportgen.budget.casting.readings import same_shown
from reportgen.budget.casting.sums import is_typed
from reportgen.checks.totals.statement import difference, style_of
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.labels import fold, slug
from reportgen.model import Paper, RowKind
from reportgen.patterns import regex
from reportgen.usage import budgets_used
from reportgen.workbook import Cell

YEAR = regex(r"(?:19|20)?(\d\d)\s?(?:[/–-]|to)\s?(?:19|20)?(\d\d)\b|\b(?:19|20)(\d\d)\b")
BRACKET = regex(r"[(:\[]")
POWERS = {"£000s": 3, "£m": 6}


class _Total(Struct, frozen=True):
    """A total of a sheet, in pounds."""

    cell: Cell
    value: Decimal


def sheets_agree(paper: Paper) -> Diagnostics:
    """Report a typed line named like another sheet whose amount is none of that sheet's totals."""
    used = budgets_used(paper)
    books = {book.source.path: book for book, _ in used}
    found = []
    for book in books.values():
        budgets = [budget for other, budget in used if other is book]
        titles = _by_title(budgets)
        found += [item for budget in budgets for item in _disagreements(budget, titles)]
    return tuple(dict.fromkeys(found))


def _by_title(budgets: list[Budget]) -> dict[str, Budget]:
    """Return the budgets by the forms of their sheets' titles.

    A sheet that prints several tables has no total of its own.
    """
    count = Counter(budget.sheet for budget in budgets)
    alone = [budget for budget in budgets if count[budget.sheet] == 1]
    found = {form(budget.sheet): budget for form in (slug, fold) for budget in alone}
    found.pop("", None)
    return found


def _disagreements(budget: Budget, titles: dict[str, Budget]) -> Iterator[Diagnostic]:
    if all(other.sheet == budget.sheet for other in titles.values()):
        return
    for line in budget.lines:
        other = _named(line.label, titles) if line.kind is RowKind.LINE else None
        if other is not None and other.sheet != budget.sheet:
            for column, cell in _typed(budget, line):
                totals = _totals(other, _matching(budget, column, other))
                item = _disagreement(line, cell, column, other, totals)
                if item:
                    yield item


def _named(label: str, titles: dict[str, Budget]) -> Budget | None:
    """Return the sheet whose title a label is, or begins with: `Active Citizens (POCA)`."""
    head = BRACKET.split(label, maxsplit=1)[0]
    for text in (label,) if head == label else (label, head):
        found = titles.get(fold(text)) or titles.get(slug(text))
        if found:
            return found
    return None


def _typed(budget: Budget, line: BudgetLine) -> Iterator[tuple[BudgetColumn, Cell]]:
    for column, cell in zip(budget.columns, line.cells, strict=True):
        if (
            cell
            and is_added_up(column)
            and is_typed(cell)
            and sort_of(cell.number_format) != "rate"
        ):
            yield column, cell


def _matching(budget: Budget, column: BudgetColumn, other: Budget) -> list[int]:
    """Return the columns of the other sheet that a column speaks of: by heading, or by year.

    A column without a year speaks of the other's only column of amounts, if it is alone as well.
    """
    there = [at for at, item in enumerate(other.columns) if at and is_added_up(item)]
    here = [item for item in budget.columns[1:] if is_added_up(item)]
    same = [at for at in there if fold(other.columns[at].heading) == fold(column.heading)]
    if same:
        return same
    years = _years(column.heading)
    if len(there) > 1 or (len(here) > 1 and not years):
        return []
    clash = [at for at in there if years and _years(other.columns[at].heading) - years]
    return [] if clash else there


def _years(heading: str) -> set[tuple[str, ...]]:
    return {tuple(part for part in found if part) for found in YEAR.findall(heading)}


def _totals(budget: Budget, columns: list[int]) -> list[_Total]:
    """Return the totals of a sheet, or the only line of one that has none."""
    totals = (RowKind.TOTAL, RowKind.SUBTOTAL)
    lines = [line for line in budget.lines if line.kind in totals]
    if not lines:
        lines = [line for line in budget.lines if line.kind is RowKind.LINE]
        lines = lines if len(lines) == 1 else []
    return [
        _Total(cell, _in_pounds(cell, budget.columns[at]))
        for line in lines
        for at in columns
        if (cell := line.cells[at]) and cell.is_number
    ]


def _in_pounds(cell: Cell, column: BudgetColumn) -> Decimal:
    """Return what a cell holds in pounds, whether it was typed in thousands or in full."""
    value = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    return RECKONING.scaleb(value, _power(cell, column))


def _power(cell: Cell, column: BudgetColumn) -> int:
    scaled = number_formats.as_shown(Decimal(1), cell.number_format) == 0
    return 0 if scaled else POWERS.get(column.unit, 0)


def _disagreement(
    line: BudgetLine, cell: Cell, column: BudgetColumn, other: Budget, totals: list[_Total]
) -> Diagnostic | None:
    value = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    there = {RECKONING.scaleb(item.value, -_power(cell, column)): item for item in totals}
    if not there or any(same_shown(value, item, cell.number_format) for item in there):
        return None
    expected = min(there, key=lambda item: abs(item - value))
    total, style = there[expected].cell, style_of(cell, column)
    where = f'{total.source.cell} of sheet "{other.sheet}"'
    message = (
        f'"{line.label}" is typed as {style.text(value)}, but the total in {where} is '
        f"{style.text(expected)}: {difference(style, value, expected)}"
    )
    quoted = other.sheet.replace("'", "''")
    hint = f"link it, so that it always agrees: ='{quoted}'!{total.source.cell}"
    if _power(cell, column):
        hint += f"/{10 ** _power(cell, column)}"
    return error("cross-sheet-total", message, cell.source, hint)
