"""Workbooks as finance keeps them, for the pages of the specification. Bytes come out.

Their formulas have saved values, as Excel leaves them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

POUNDS = "£#,##0;(£#,##0)"
RATE = "0.0%"
ACCOUNTS = '_-£* #,##0_-;-£* #,##0_-;_-£* "-"??_-;_-@_-'

Rows = Sequence[tuple[int, Sequence[Any]]]


def grants(book: Any) -> None:
    """A fund over two years: groups, sub-totals, a total, its funding, notes, and a second table.

    The defined names `grants_total` and `funding_part` are a cell and a block of the sheet.
    """
    sheet = book.add_worksheet("Grants")
    sheet.write("A1", "Crime prevention grants")
    sheet.write_row("A4", ["Project area", "Lead", "2021/22", "2022/23", "Change"])
    _write(book, sheet, GRANTS, (None, None, POUNDS, POUNDS, RATE))
    sheet.write_row("A25", ["Bid", "Amount"])
    sheet.write_row("A26", ["Late bid", 15_000], book.add_format({"num_format": POUNDS}))
    book.define_name("grants_total", "=Grants!$D$13")
    book.define_name("funding_part", "=Grants!$A$14:$E$16")


GRANTS: Rows = (
    (5, ["Young people"]),
    (6, ["Mentoring", "Youth team", 100_000, 120_000, ("=D6/C6-1", 0.2)]),
    (7, ["Detached youth work", "Youth team", 80_000, 80_000, ("=D7/C7-1", 0)]),
    (8, ["Sub-total", "", ("=SUM(C6:C7)", 180_000), ("=SUM(D6:D7)", 200_000)]),
    (9, ["Neighbourhoods"]),
    (10, ["Wardens", "Councils", 60_000, 45_000, ("=D10/C10-1", -0.25)]),
    (11, ["Less: contribution of councils", "Councils", -10_000, -12_500, ("=D11/C11-1", 0.25)]),
    (12, ["Sub-total", "", ("=SUM(C10:C11)", 50_000), ("=SUM(D10:D11)", 32_500)]),
    (13, ["Total", "", ("=C8+C12", 230_000), ("=D8+D12", 232_500), ("=D13/C13-1", 0.0108696)]),
    (14, ["Police grant", "Finance", 200_000, 210_000]),
    (15, ["Brought forward", "Finance", 30_000, 22_500]),
    (16, ["Total funding", "", ("=SUM(C14:C15)", 230_000), ("=SUM(D14:D15)", 232_500)]),
    (18, ["Notes: the wardens of Solihull are paid for by the council."]),
)


def excel_table(book: Any) -> None:
    """An Excel table (Insert, Table) called `PartnershipGrants`, with a total row, beside words."""
    sheet = book.add_worksheet("Partnerships")
    sheet.write("A1", "Prepared by finance on 1 March 2022")
    money = book.add_format({"num_format": "£#,##0"})
    columns = [
        {"header": "Partnership", "total_string": "Total"},
        {"header": "Grant", "format": money, "total_function": "sum", "total_value": 900_000},
    ]
    rows = [["Birmingham", 500_000], ["Coventry", 250_000], ["Dudley", 150_000]]
    options = {"name": "PartnershipGrants", "columns": columns, "data": rows, "total_row": True}
    sheet.add_table("C5:D9", options)


def kinds(book: Any) -> None:
    """A sheet whose Kind column says what each row is, where its words would mislead."""
    sheet = book.add_worksheet("Plan")
    sheet.write_row("A1", ["Project area", "Amount", "Kind"])
    rows: Rows = (
        (2, ["Prevention", "", "group"]),
        (3, ["Total Respect (drama in schools)", 40_000, "line"]),
        (4, ["Wardens", 45_000, "line"]),
        (5, ["Together", 85_000, "Sub-total"]),
        (6, ["Everything", 85_000, "total"]),
        (7, ["From the council", 85_000, "funding"]),
        (8, ["Prices of 2022", "", "note"]),
    )
    _write(book, sheet, rows, (None, "£#,##0", None))


def formats(book: Any) -> None:
    """One amount for each way that finance formats them, and labels that are hard to spell."""
    sheet = book.add_worksheet("Formats & labels")
    sheet.write_row("A1", ["Label", "Value"])
    for row, (label, value, number_format) in enumerate(FORMATS, 2):
        style = book.add_format({"num_format": number_format})
        sheet.write(f"A{row}", label)
        sheet.write(f"B{row}", value, style)


FORMATS: tuple[tuple[str, Any, str], ...] = (
    ("Pounds", 652_108, "£#,##0"),
    ("Pence", 1_234.5, "£#,##0.00"),
    ("Overspend", -150_050, "£#,##0;(£#,##0)"),
    ("Overspend in red", -150_050, "£#,##0;[Red]-£#,##0"),
    ("Overspend by colour alone", -150_050, "£#,##0;[Red]£#,##0"),
    ("Nothing", 0, ACCOUNTS),
    ("Accounts", 1_687_000, ACCOUNTS),
    ("Millions", 11_291_353, '£0.0,,"m"'),
    ("Share", 0.473, "0.0%"),
    ("Whole share", 0.473, "0%"),
    ("Posts", 12.5, '0.0" posts"'),
    ("Euro", 5_000, "[$€-2] #,##0"),
    ("Plain", 1_234.5, "General"),
    ("Ready on", date(2022, 3, 22), "d mmmm yyyy"),
    ("Due", date(2022, 3, 22), "dd/mm/yyyy"),
    ("Status", "to be confirmed", "General"),
    ("Children's centre – R&D (2022/23)", 75, "£#,##0"),
    ('The "Big" fund', 80, "£#,##0"),
    ("Section 9, Act of 2004", 85, "£#,##0"),
)


def _write(book: Any, sheet: Any, rows: Rows, formats: Sequence[str | None]) -> None:
    """Write rows by their numbers, each column in its number format; a formula is a pair."""
    styles = [book.add_format({"num_format": text}) if text else None for text in formats]
    for number, values in rows:
        for column, (value, style) in enumerate(zip(values, styles, strict=False)):
            if isinstance(value, tuple):
                sheet.write_formula(number - 1, column, value[0], style, value[1])
            elif value != "":
                sheet.write(number - 1, column, value, style)


def _saved(fill: Callable[[Any], None]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        fill(book)
    return target.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "grants over two years": lambda: _saved(grants),
    "an Excel table of partnerships": lambda: _saved(excel_table),
    "a plan with a Kind column": lambda: _saved(kinds),
    "amounts in many formats": lambda: _saved(formats),
}
