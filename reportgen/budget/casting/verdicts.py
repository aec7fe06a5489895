"""What is to be said of a total, and of which rows: the words that casting uses."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """CASTS and UNJUDGED are no fault; DIFFERS is a typed total that its lines do not come to."""

    CASTS = "casts"
    UNJUDGED = "unjudged"
    DIFFERS = "differs"
    SIGN = "sign"
    MISSES = "misses"
    RUNS_ON = "runs on"
    DOUBLES = "doubles"


class Outcome(Struct, frozen=True):
    """A verdict on the total at some place of a ledger.

    `parts` are the places of the rows that it should add, each with its sign, and `expected` what
    they come to. `culprits` are the places of the rows that are left out, too many, or of the
    wrong sign. From here on the total stands for the rows in `closes`, or for those below that it
    `takes`; a wrong one counts as `should_be`.
    """

    verdict: Verdict
    parts: tuple[tuple[int, int], ...] = ()
    expected: Decimal = Decimal(0)
    culprits: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    should_be: Decimal | None = None
    takes: tuple[int, ...] = ()

    @property
    def is_fault(self) -> bool:
        return self.verdict not in (Verdict.CASTS, Verdict.UNJUDGED)


UNJUDGED = Outcome(Verdict.UNJUDGED)
