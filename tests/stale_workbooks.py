"""Workbooks whose saved values are not what their formulas come to. Bytes come out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import xlsxwriter

POUNDS = "£#,##0;(£#,##0)"
THOUSANDS = "#,##0,"


def stale_total(book: Any) -> None:
    """A line was changed by a program that does not calculate; the summary rests on its total."""
    money = book.add_format({"num_format": POUNDS})
    summary, fund = book.add_worksheet("Summary"), book.add_worksheet("Youth fund")
    summary.write_row("A1", ["Fund", "2022/23"])
    summary.write("A2", "Youth fund")
    summary.write_formula("B2", "='Youth fund'!B4", money, 160_000)
    summary.write("A3", "Victims fund")
    summary.write("B3", 90_000, money)
    summary.write("A4", "Total")
    summary.write_formula("B4", "=SUM(B2:B3)", money, 250_000)
    fund.write_row("A1", ["Project area", "2022/23"])
    fund.write_column("A2", ["Mentoring", "Sports clubs", "Total"])
    fund.write("B2", 112_000, money)
    fund.write("B3", 60_000, money)
    fund.write_formula("B4", "=SUM(B2:B3)", money, 160_000)


def hidden_difference(book: Any) -> None:
    """A total in thousands is stale by less than a cell shows."""
    money = book.add_format({"num_format": THOUSANDS})
    fund = book.add_worksheet("Youth fund")
    fund.write_row("A1", ["Project area", "2022/23 £000s"])
    fund.write_column("A2", ["Mentoring", "Sports clubs", "Total"])
    fund.write("B2", 100_150, money)
    fund.write("B3", 60_000, money)
    fund.write_formula("B4", "=SUM(B2:B3)", money, 160_000)


def looked_up(book: Any) -> None:
    """A price was changed without calculating: only a spreadsheet works VLOOKUP out."""
    money = book.add_format({"num_format": POUNDS})
    fund, prices = book.add_worksheet("Youth fund"), book.add_worksheet("Prices")
    fund.write_row("A1", ["Project area", "2022/23"])
    fund.write_column("A2", ["Mentoring", "Sports clubs", "Total"])
    fund.write_formula("B2", "=VLOOKUP(A2,Prices!A2:B3,2,FALSE)", money, 100_000)
    fund.write_formula("B3", "=VLOOKUP(A3,Prices!A2:B3,2,FALSE)", money, 60_000)
    fund.write_formula("B4", "=SUM(B2:B3)", money, 160_000)
    prices.write_row("A1", ["Project area", "Price"])
    prices.write_row("A2", ["Mentoring", 112_000])
    prices.write_row("A3", ["Sports clubs", 60_000])


def made(fill: Callable[[Any], None]) -> bytes:
    """Return the bytes of the workbook that a function fills."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        fill(book)
    return target.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "a workbook with a stale total": lambda: made(stale_total),
    "a workbook that is stale by less than it shows": lambda: made(hidden_difference),
    "a workbook with a stale look-up": lambda: made(looked_up),
}
