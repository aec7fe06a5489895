"""What is said of totals that do not cast. In: a paper. Out: one problem a total or line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from reportgen.budget import Budget, BudgetColumn, find_budget
from reportgen.budget.casting import Casting, Part, Verdict, cast
from reportgen.budget.casting.sums import is_typed
from reportgen.checks.totals.across import crossed_totals
from reportgen.checks.totals.statement import difference, named, style_of
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.model import Paper
from reportgen.source import Source
from reportgen.usage import budgets_used
from reportgen.workbook import Workbook


def totals_cast(paper: Paper) -> Diagnostics:
    """Report typed totals that are not what their lines add up to, and sums with the wrong rows.

    Where a total casts but for the sign of a row carried forward, that row is reported instead.
    """
    found: dict[tuple[str, Source], Diagnostic] = {}
    for column, casting in _faults(paper):
        for item in _problems(column, casting):
            found.setdefault((item.code, item.source), item)
    return tuple(found.values())


def _faults(paper: Paper) -> Iterator[tuple[BudgetColumn, Casting]]:
    for book, budget in budgets_used(paper):
        columns = {column.position: column for column in budget.columns}
        for casting in _castings(book, budget):
            yield columns[casting.cell.column], casting


def _castings(book: Workbook, budget: Budget) -> Iterator[Casting]:
    """Yield the totals that do not cast, whether hidden rows are counted or not."""
    found = [item for item in cast(budget) if item.verdict not in NO_FAULT]
    whole = _with_hidden_rows(book, budget) if found else None
    if whole:
        also = {(item.cell.source, item.verdict) for item in cast(whole)}
        found = [item for item in found if (item.cell.source, item.verdict) in also]
    crossed = crossed_totals(budget) if found else frozenset()
    return (item for item in found if item.cell.source not in crossed)


NO_FAULT = (Verdict.CASTS, Verdict.UNJUDGED)


def _with_hidden_rows(book: Workbook, budget: Budget) -> Budget | None:
    sheet = next(item for item in book.sheets if item.title == budget.sheet)
    if not sheet.hidden_rows:
        return None
    shown = replace(book, sheets=(replace(sheet, hidden_rows=()),), names=())
    whole, _ = find_budget(shown, budget.sheet, budget.origin.cell)
    return whole


# --- typed totals ---------------------------------------------------------------------------


def _problems(column: BudgetColumn, casting: Casting) -> Iterator[Diagnostic]:
    if casting.verdict is Verdict.DIFFERS:
        yield _mismatch(column, casting)
    elif casting.verdict is Verdict.SIGN:
        for part in casting.culprits:
            yield _wrong_sign(column, casting, part)
    else:
        yield _wrong_rows(column, casting)


def _mismatch(column: BudgetColumn, casting: Casting) -> Diagnostic:
    cell, style = casting.cell, style_of(casting.cell, column)
    value = _number(casting)
    is_said = "is typed as" if is_typed(cell) else f"is {cell.formula}, which comes to"
    message = (
        f'"{casting.line.label}" {is_said} {style.text(value)}, but its lines add up to '
        f"{style.text(casting.expected)}: {difference(style, value, casting.expected)}"
    )
    hint = f"put the formula {casting.formula} there, or mend the line that is wrong"
    return error("total-mismatch", message, cell.source, hint)


def _number(casting: Casting) -> Decimal:
    value = casting.cell.value
    return value if isinstance(value, Decimal) else Decimal(0)


def _wrong_sign(column: BudgetColumn, casting: Casting, part: Part) -> Diagnostic:
    style, of_total = style_of(part.cell, column), style_of(casting.cell, column)
    value = part.cell.value if isinstance(part.cell.value, Decimal) else Decimal(0)
    turned = sum((2 * item.cell.value for item in casting.culprits
                  if isinstance(item.cell.value, Decimal)), Decimal(0))  # fmt: skip
    printed = casting.expected + turned
    total = f'"{casting.line.label}" ({casting.cell.source.cell})'
    message = (
        f'"{part.line.label}" is {style.text(value)}, but {total} counts it as '
        f"{style.text(-value)}: it shows {of_total.text(casting.expected)}, and the rows as they "
        f"stand add up to {of_total.text(printed)}, a difference of {style.text(abs(turned))}"
    )
    hint = (
        f"make {part.cell.source.cell} {style.full(-value)} and {casting.cell.source.cell} "
        f'{casting.formula}, or begin the label with "Less:"'
    )
    return error("carry-forward-sign", message, part.cell.source, hint)


# --- totals by formula ----------------------------------------------------------------------


def _wrong_rows(column: BudgetColumn, casting: Casting) -> Diagnostic:
    label, rows, source = f'"{casting.line.label}"', named(casting.culprits), casting.cell.source
    numbers = _numbers(column, casting)
    if casting.verdict is Verdict.MISSES:
        hint = f"let the formula add every line: {casting.formula}"
        return error("sum-misses-line", f"{label} leaves out {rows}: {numbers}", source, hint)
    if casting.verdict is Verdict.RUNS_ON:
        message = f"{label} runs on into {rows}, which it should not add: {numbers}"
        hint = f"let the formula add its own lines alone: {casting.formula}"
        return error("sum-too-long", message, source, hint)
    message = f"{label} adds {rows} and the lines that are in it as well: {numbers}"
    hint = f"let the formula add each line once: {casting.formula}"
    return error("sum-over-subtotal", message, source, hint)


def _numbers(column: BudgetColumn, casting: Casting) -> str:
    style, value = style_of(casting.cell, column), _number(casting)
    return (
        f"it shows {style.text(value)} and should be {style.text(casting.expected)}, "
        f"{difference(style, value, casting.expected)}"
    )
