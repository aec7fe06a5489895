"""Excel's formulas: text in, a tree out; a workbook in, what its formulas come to out.

Simple formulas are worked out to Excel's rules: + - * / ^ % and comparisons, references to cells,
blocks, sheets, names and tables, and the functions in `functions.FUNCTIONS`. What is not simple
is UNKNOWN, never a guess. docs/architecture.md says why this is no library.
"""

from __future__ import annotations

from reportgen.formulas.parsing import parse
from reportgen.formulas.precedents import Precedent, Precedents
from reportgen.formulas.recalculation import Recalculation
from reportgen.formulas.values import UNKNOWN, Unknown, Value, agree

__all__ = [
    "UNKNOWN",
    "Precedent",
    "Precedents",
    "Recalculation",
    "Unknown",
    "Value",
    "agree",
    "parse",
]
