"""Amount: a number and the cells it came from, and the ways to print one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.source import Source


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from a workbook; money in pounds unless its number format says otherwise.

    `cells` are the cells it was read or worked out from, in the order they were named.
    """

    value: Decimal
    number_format: str = "General"
    cells: tuple[Source, ...] = ()
