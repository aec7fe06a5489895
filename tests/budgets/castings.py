"""What became of the totals of a budget, as tests of castings ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.budget import Budget
from reportgen.budget.casting import Casting, Verdict, cast
from reportgen.diagnostics import Diagnostics

Recognised = Callable[..., tuple[Budget, Diagnostics]]
NO_FAULT = (Verdict.CASTS, Verdict.UNJUDGED)


def faults(budget: Budget) -> list[Casting]:
    return [casting for casting in cast(budget) if casting.verdict not in NO_FAULT]


def addresses(castings: Sequence[Casting]) -> list[str]:
    return [casting.cell.source.cell for casting in castings]
