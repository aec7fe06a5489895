"""Check that amounts agree which finance declares to be equal (`reconcile:` in the manifest)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen import amounts
from reportgen.amounts import RECKONING, Amount
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.expressions import Expressions
from reportgen.model import Paper, Reconciliation

# What is lost when Excel, which reckons in binary, adds pence up: no sum of money.
NOISE = Decimal("1E-6")
PENNY = Decimal("0.01")
LONGEST_SHOWN = 80
HINT = (
    "find out in the workbook which of the two is right; a small difference that is known can be "
    "allowed: within, and a sum in pounds"
)


def declared_amounts_agree(paper: Paper) -> Diagnostics:
    """Report two amounts that are further apart than declared, and any that cannot be worked out.

    A difference of exactly the tolerance is allowed.
    """
    if not paper.reconciliations:
        return ()
    expressions = Expressions(paper.workbooks)
    return tuple(
        problem for item in paper.reconciliations for problem in _problems(item, expressions)
    )


def _problems(item: Reconciliation, expressions: Expressions) -> Iterator[Diagnostic]:
    left, in_left = expressions.amount(item.left, item.source)
    right, in_right = expressions.amount(item.right, item.source)
    yield from in_left + in_right
    if left is not None and right is not None:
        apart = RECKONING.subtract(left.value, right.value).copy_abs()
        # Not written the other way round: what is too large to reckon with equals nothing.
        if not (apart.is_finite() and apart <= item.tolerance + NOISE):
            yield _does_not_reconcile(item, left, right, apart)


def _does_not_reconcile(
    item: Reconciliation, left: Amount, right: Amount, apart: Decimal
) -> Diagnostic:
    is_money = amounts.is_money(left) and amounts.is_money(right) and apart >= PENNY
    shown = amounts.exact if is_money else amounts.plainly
    name = f"{item.name}: " if item.name else ""
    allowed = f", where {shown(Amount(item.tolerance))} is allowed" if item.tolerance else ""
    message = (
        f"{name}{_side(item.left, 'left')} is {shown(left)} and {_side(item.right, 'right')} is "
        f"{shown(right)}: a difference of {shown(Amount(apart))}{allowed}"
    )
    return error("does-not-reconcile", message, item.source, HINT)


def _side(expression: str, side: str) -> str:
    return expression if len(expression) <= LONGEST_SHOWN else f"the amount on the {side}"
