"""Workbooks whose totals do not cast, for the pages of problems. Bytes come out.

Their formulas have the saved values that Excel would leave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

POUNDS = "£#,##0;(£#,##0)"
THOUSANDS = "#,##0,"
HEADINGS = ("Project area", "Funding 2022/23")

Rows = Sequence[Sequence[Any]]


def saved(*sheets: tuple[str, Rows], number_format: str = POUNDS) -> bytes:
    """Return a workbook of these sheets: a formula is a pair of itself and its value."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        style = book.add_format({"num_format": number_format})
        for title, rows in sheets:
            sheet = book.add_worksheet(title)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, tuple):
                        sheet.write_formula(row, column, value[0], style, value[1])
                    elif value != "":
                        sheet.write(row, column, value, style)
    return target.getvalue()


TYPED_TOTAL: Rows = (
    ("Programme", "2022/23 £000s"),
    ("Active Citizens", 400_000),
    ("Community Safety", 3_863_303),
    ("External Commissioning", 1_687_000),
    ("Victims Services", 5_341_050),
    ("Total", 11_279_000),
)

ACROSS: Rows = (
    ("Team", "Staff", "Supplies", "Total"),
    ("Wardens", 45_000, 5_000, 50_000),
    ("Mentoring", 80_000, 12_000, 91_000),
    ("Detached youth work", 60_000, 3_000, 63_000),
)

CARRIED: Rows = (
    HEADINGS,
    ("Mentoring", 120_000),
    ("Detached youth work", 80_000),
    ("Total allocated", ("=SUM(B2:B3)", 200_000)),
    ("Carry-forward 2021/22", 15_000),
    ("Total funding available", ("=B4-B5", 185_000)),
)

SHORT: Rows = (
    HEADINGS,
    ("Mentoring", 120_000),
    ("Detached youth work", 80_000),
    ("Summer camps", 25_000),
    ("Total", ("=SUM(B2:B3)", 200_000)),
)

LONG: Rows = (
    HEADINGS,
    ("Young people",),
    ("Mentoring", 120_000),
    ("Detached youth work", 80_000),
    ("Sub-total", ("=SUM(B3:B4)", 200_000)),
    ("Neighbourhoods",),
    ("Wardens", 45_000),
    ("Sub-total", ("=SUM(B4:B7)", 325_000)),
    ("Total", ("=B5+B8", 525_000)),
)

OVER: Rows = (
    HEADINGS,
    ("Mentoring", 120_000),
    ("Detached youth work", 80_000),
    ("Sub-total", ("=SUM(B2:B3)", 200_000)),
    ("Wardens", 45_000),
    ("Total", ("=SUM(B2:B5)", 445_000)),
)

YOUTH: Rows = (HEADINGS, ("Mentoring", 120_000), ("Total", ("=SUM(B2:B2)", 120_000)))
SUMMARY: Rows = (
    ("Programme", "Funding 2022/23"),
    ("Youth fund (grant)", 118_000),
    ("Wardens", 45_000),
    ("Total", ("=SUM(B2:B3)", 163_000)),
)

ROUNDED: Rows = (
    HEADINGS,
    ("Mentoring", 120_400),
    ("Detached youth work", 80_400),
    ("Summer camps", 25_400),
    ("Total", ("=SUM(B2:B4)", 226_200)),
)

MAKERS: dict[str, Callable[[], bytes]] = {
    "a summary with a typed total": lambda: saved(
        ("Summary", TYPED_TOTAL), number_format=THOUSANDS
    ),
    "a table with a typed column of totals": lambda: saved(("Youth fund", ACROSS)),
    "a carry-forward without its minus": lambda: saved(("Youth fund", CARRIED)),
    "a sum without its last line": lambda: saved(("Youth fund", SHORT)),
    "a sub-total that runs into another group": lambda: saved(("Youth fund", LONG)),
    "a sum over lines and their sub-total": lambda: saved(("Youth fund", OVER)),
    "a summary that a fund does not agree with": lambda: saved(
        ("Summary", SUMMARY), ("Youth fund", YOUTH)
    ),
    "lines that round down": lambda: saved(("Youth fund", ROUNDED)),
}
