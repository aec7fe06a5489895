"""Workbooks of funds that pass money to each other. Rows come in, the bytes of a workbook go out.

A formula is typed with the value that Excel saved for it: ("=SUM(B2:B3)", 500_000).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

Rows = Sequence[tuple[Any, ...]]

HEADINGS = ("Project area", "2022/23")

# Prevention passes £50,000 to Support, where a link shows it.
PREVENTION: Rows = (
    ("Youth work", 300_000),
    ("Wardens", 200_000),
    ("Total for projects", ("=SUM(B2:B3)", 500_000)),
    ("To fund Support", 50_000),
    ("Total funding available", ("=B4+B5", 550_000)),
)
SUPPORT: Rows = (
    ("Helpline", 250_000),
    ("Advice", 150_000),
    ("Total for projects", ("=SUM(B2:B3)", 400_000)),
    ("Ministry of Justice grant", 350_000),
    ("From Prevention", ("=Prevention!B5", 50_000)),
    ("Total funding available", ("=B5+B6", 400_000)),
)
SUMMARY: Rows = (
    ("Prevention", ("=Prevention!B6", 550_000)),
    ("Support", ("=Support!B4", 400_000)),
    ("Total", ("=SUM(B2:B3)", 950_000)),
)
FUNDS: Mapping[str, Rows] = {"Summary": SUMMARY, "Prevention": PREVENTION, "Support": SUPPORT}
NAMES: Mapping[str, str] = {
    "programme_total": "=Summary!$B$4",
    "support_transfer": "=Prevention!$B$5",
}


def workbook(
    sheets: Mapping[str, Rows] = FUNDS,
    names: Mapping[str, str] = NAMES,
    headings: Sequence[str] = HEADINGS,
) -> bytes:
    """Return a workbook with a sheet for each title: headings in row 1, its rows from row 2."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        pounds = book.add_format({"num_format": "£#,##0;(£#,##0)"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.write_row("A1", headings)
            for number, row in enumerate(rows, 1):
                _write_row(sheet, number, row, pounds)
        for name, cell in names.items():
            book.define_name(name, cell)
    return target.getvalue()


def _write_row(sheet: Any, number: int, row: tuple[Any, ...], pounds: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, tuple):
            sheet.write_formula(number, column, value[0], pounds, value[1])
        elif value != "":
            sheet.write(number, column, value, pounds)


def changed(title: str, *rows: tuple[int, tuple[Any, ...]]) -> dict[str, Rows]:
    """Return the funds with some rows of a sheet replaced; they are counted as in Excel."""
    lines = list(FUNDS[title])
    for number, row in rows:
        lines[number - 2 : number - 1] = [row]
    return {**FUNDS, title: tuple(lines)}


def typed(typed_total: int = 950_000) -> dict[str, Rows]:
    """Return the funds with a summary that somebody typed in."""
    rows = (("Prevention", 550_000), ("Support", 400_000), ("Total", typed_total))
    return {**FUNDS, "Summary": rows}


MAKERS: dict[str, Callable[[], bytes]] = {
    "two funds with a transfer": workbook,
    "two funds with a transfer typed in both": lambda: workbook(
        changed("Support", (6, ("From Prevention", 50_000)))
    ),
    "two funds with two amounts for one transfer": lambda: workbook(
        changed(
            "Support",
            (6, ("From Prevention", 45_000)),
            (7, ("Total funding available", ("=B5+B6", 395_000))),
        )
    ),
    "funds with several transfers": lambda: workbook(
        {
            **FUNDS,
            "Events": (
                ("Festival", 80_000),
                ("Less: passed to Prevention", -20_000),
                ("Total", ("=SUM(B2:B3)", 60_000)),
            ),
            "Prevention": (*PREVENTION, ("Passed on by Events", 20_000)),
        },
        {**NAMES, "events_transfer": "=Events!$B$3"},
    ),
}
