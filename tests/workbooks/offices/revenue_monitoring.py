"""A monitoring report: budget, actual to date, forecast and variance, in full pounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from offices.page import Page, page

THOUSANDS = "#,##0,;(#,##0,);-"
PENCE = "£#,##0.00"
SIGNED_RATE = "0.0%;(0.0%)"
COUNT = "#,##0.0"

STAFF: tuple[tuple[str, float | str, int, int, int], ...] = (
    ("Chief executive’s team", 11.6, 842_300, 619_450, 826_100),
    ("Commissioning team", 8.4, 468_900, 349_220, 471_350),
    ("Communications and engagement", 5, 261_400, 188_905, 255_000),
    ("Complaints review", 2.5, 118_750, 90_310, 121_400),
)
RUNNING: tuple[tuple[str, float | str, int, int, int], ...] = (
    ("Premises", "n/a", 96_000, 74_160, 98_900),
    ("Travel", "n/a", 21_500, 12_084, 17_000),
    ("External audit", "n/a", 47_800, 0, 47_800),
    ("Custody visiting", 0.6, 32_450, 25_101, 33_600),
    ("Misconduct hearings", "n/a", 0, 18_260, 24_500),
)
FUNDS: tuple[tuple[str, int, int, int], ...] = (
    ("Core grant", -1_210_000, -907_500, -1_210_000),
    ("Council tax precept", -644_100, -483_075, -644_100),
    ("Interest and fees", -35_000, -29_770, -38_400),
)
LINES = "CDE"


def revenue_monitoring(book: Any) -> None:
    """Month 9: full pounds shown in thousands, posts, n/a, memorandum lines, a hidden list."""
    report = page(book, "Monitoring", (40, 10, 14, 14, 14, 14, 12))
    _monitored(report)
    lists = page(book, "Lists", (20, 12))
    lists.headings(1, ("Cost centre", "Officer"))
    for row, centre in enumerate(("C1001", "C1002", "C1004"), 2):
        lists.sheet.write_row(f"A{row}", (centre, "Team lead"))
    lists.formula("C2", "=COUNTA(A2:A4)", 3)
    lists.formula("D2", "=NA()", "#N/A")
    lists.sheet.hide()
    book.define_name("forecast_variance", "=Monitoring!$F$19")
    book.define_name("net_budget", "=Monitoring!$C$19")
    book.define_name("tax_base", "=Monitoring!$C$30")


def _monitored(sheet: Page) -> None:
    sheet.title("Office of the Commissioner: revenue monitoring", "April to December 2023")
    sheet.headings(4, ("", "Posts", "Budget", "Actual to date", "Forecast", "Variance", "Variance"))
    sheet.headings(5, ("", "FTE", "£000s", "£000s", "£000s", "£000s", "%"))
    sheet.sheet.write("A4", "Service", sheet.book.add_format({"bold": True}))
    _group(sheet, 6, "Staff", STAFF, "Sub-total staff")
    _group(sheet, 12, "Running costs", RUNNING, "Sub-total running costs")
    sheet.text("A19", "Net expenditure", bold=True)
    for letter, look in (("B", COUNT), *((letter, THOUSANDS) for letter in LINES)):
        value = sheet.at(f"{letter}11") + sheet.at(f"{letter}18")
        sheet.formula(f"{letter}19", f"={letter}11+{letter}18", value, look, bold=True)
    _variance(sheet, 19)
    sheet.text("A20", "Funded by", bold=True)
    for row, (label, *amounts) in enumerate(FUNDS, 21):
        sheet.row(row, label, ("", *amounts), THOUSANDS)
        _variance(sheet, row)
    sheet.across(24, "Total funding", "SUM({0}21:{0}23)", lambda at, _: sheet.sum(at, 21, 23),
                 LINES, THOUSANDS, bold=True)  # fmt: skip
    _variance(sheet, 24)
    sheet.across(25, "Net position", "{0}19+{0}24",
                 lambda at, _: sheet.at(f"{at}19") + sheet.at(f"{at}24"),
                 LINES, THOUSANDS, bold=True)  # fmt: skip
    sheet.text("A27", "Memorandum", bold=True)
    sheet.row(
        28,
        "Memo: capital charges, reversed below the line",
        ("", 212_400, 159_300, 212_400),
        THOUSANDS,
    )
    sheet.row(29, "Memo: Band D precept, £", ("", 7.24), PENCE)
    sheet.row(30, "Memo: council tax base, Band D equivalents", ("", 88_964.1), COUNT)
    sheet.text("A32", "Note: n/a means that no posts belong to the line.")


def _group(
    sheet: Page, row: int, caption: str, lines: Sequence[tuple[Any, ...]], closing: str
) -> None:
    sheet.text(f"A{row}", caption, bold=True)
    end = row + len(lines)
    for at, (label, posts, *amounts) in enumerate(lines, row + 1):
        sheet.row(at, label, ("", *amounts), THOUSANDS)
        if isinstance(posts, str):
            sheet.text(f"B{at}", posts)
        else:
            sheet.number(f"B{at}", posts, COUNT)
        _variance(sheet, at)
    sheet.across(end + 1, closing, f"SUM({{0}}{row + 1}:{{0}}{end})",
                 lambda at, _: sheet.sum(at, row + 1, end),
                 LINES, THOUSANDS, bold=True)  # fmt: skip
    sheet.formula(
        f"B{end + 1}", f"=SUM(B{row + 1}:B{end})", sheet.sum("B", row + 1, end), COUNT, bold=True
    )
    _variance(sheet, end + 1)


def _variance(sheet: Page, row: int) -> None:
    """Write forecast less budget, and its share of the budget where there is one."""
    budget, forecast = sheet.at(f"C{row}"), sheet.at(f"E{row}")
    sheet.formula(f"F{row}", f"=E{row}-C{row}", forecast - budget, THOUSANDS)
    share = (forecast - budget) / budget if budget else "n/a"
    sheet.formula(f"G{row}", f'=IF(C{row}=0,"n/a",F{row}/C{row})', share, SIGNED_RATE)
