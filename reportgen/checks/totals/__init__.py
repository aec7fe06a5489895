"""Checks that lines add up to their totals. In: a paper. Out: what does not cast, and by how much.

    totals_cast       typed totals, totals by formula, rows carried forward with the wrong sign
    rows_cross_cast   a typed column headed Total beside the columns that it adds
    sheets_agree      a typed line that stands for the total of another sheet

Sheets that no paper rests on are not looked at (`usage`).
"""

from reportgen.checks.totals.across import rows_cross_cast
from reportgen.checks.totals.castings import totals_cast
from reportgen.checks.totals.sheets import sheets_agree

__all__ = ["rows_cross_cast", "sheets_agree", "totals_cast"]
