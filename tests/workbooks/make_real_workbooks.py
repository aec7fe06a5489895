"""Make three workbooks of kinds that finance offices keep, for the promise of no false alarms.

Nothing comes in; the place, the bodies and the figures are made up. Out go a medium-term plan, a
grants register and a monitoring report, in tests/workbooks/. Run
`python tests/workbooks/make_real_workbooks.py`; two runs write the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from offices.grants_register import grants_register
from offices.medium_term_plan import medium_term_plan
from offices.revenue_monitoring import revenue_monitoring

HERE = Path(__file__).resolve().parent
CREATED = datetime(2024, 1, 15)

WORKBOOKS: dict[str, Callable[[Any], None]] = {
    "medium-term-plan.xlsx": medium_term_plan,
    "grants-register.xlsx": grants_register,
    "revenue-monitoring.xlsx": revenue_monitoring,
}


def main() -> None:
    """Write the three workbooks."""
    for name, fill in WORKBOOKS.items():
        write_workbook(HERE / name, fill)


def write_workbook(path: Path, fill: Callable[[Any], None]) -> None:
    """Write one workbook; the saved date is fixed, so that bytes repeat."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "author": ""})
        fill(book)


if __name__ == "__main__":
    main()
