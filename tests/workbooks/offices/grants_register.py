"""A grants register: an Excel table of awards, and a summary that picks them out by theme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from offices.page import Page, page

POUNDS = "£#,##0;(£#,##0)"
PENCE = "£#,##0.00"
RATE = "0.0%"
DAY = "dd/mm/yyyy"

THEMES = ("Young people", "Safer streets", "Recovery from harm")
GRANTS: tuple[tuple[str, str, str, date, int, int], ...] = (
    (
        "Eastmere Youth Boxing Club",
        THEMES[0],
        "Coaching on three evenings a week",
        date(2023, 5, 3),
        24_000,
        24_000,
    ),
    (
        "Cranwick Street Pastors",
        THEMES[1],
        "Patrols on Friday and Saturday nights",
        date(2023, 5, 3),
        18_500,
        13_875,
    ),
    (
        "Hollowbridge Women’s Refuge",
        THEMES[2],
        "Two advice workers",
        date(2023, 5, 17),
        96_200,
        72_150,
    ),
    (
        "Port Ansel Community Trust",
        THEMES[0],
        "Detached youth work by the harbour",
        date(2023, 6, 7),
        41_750,
        20_875,
    ),
    (
        "Wealdshire Neighbourhood Watch",
        THEMES[1],
        "Property marking in 4,000 homes",
        date(2023, 6, 7),
        9_980.5,
        9_980.5,
    ),
    ("Eastmere Mediation", THEMES[2], "Restorative meetings", date(2023, 7, 12), 37_000, 18_500),
    (
        "Cranwick Arts Collective",
        THEMES[0],
        "Murals with a pupil referral unit",
        date(2023, 7, 12),
        7_500,
        7_500,
    ),
    (
        "Hollowbridge Town Council",
        THEMES[1],
        "Lighting of the riverside path",
        date(2023, 9, 20),
        62_300,
        0,
    ),
    (
        "Port Ansel Anglers",
        THEMES[0],
        "Fishing days for young carers",
        date(2023, 9, 20),
        3_200,
        1_600,
    ),
    (
        "Wealdshire Survivors’ Network",
        THEMES[2],
        "Peer support groups",
        date(2023, 11, 8),
        54_600,
        13_650,
    ),
    ("Cranwick Parish Council", THEMES[1], "Moveable speed sign", date(2023, 11, 8), 4_150, 4_150),
    (
        "Eastmere Citizens’ Forum",
        THEMES[1],
        "Ring-fenced: CCTV at the bus station",
        date(2024, 1, 10),
        28_000,
        0,
    ),
)
TOP = 5  # the first row of the table below its headings


def grants_register(book: Any) -> None:
    """Grants as an Excel table with its totals, and a summary that picks them out by theme."""
    summary = page(book, "Summary", (30, 12, 14, 14, 14, 12))
    register = page(book, "Register", (8, 34, 22, 40, 12, 14, 14, 14))
    _register(book, register)
    _summary(summary, register)
    notes = page(book, "Notes", (24, 90))
    notes.title("Notes to the register")
    notes.headings(3, ("Subject", "Note"))
    notes.sheet.write_row("A4", ("Payment", "In quarters, in arrears, on receipt of a report."))
    notes.sheet.write_row("A5", ("Outstanding", "What is awarded and not yet paid."))
    notes.sheet.write_row("A6", ("G-008", "Payable when the path is open; the lease is signed."))
    book.define_name("awarded_total", "=Summary!$C$8")
    book.define_name("outstanding_total", "=Summary!$E$8")


def _register(book: Any, sheet: Page) -> None:
    sheet.title("Register of crime prevention grants, 2023/24", "Awards made by 31 January 2024")
    last = TOP + len(GRANTS) - 1
    pounds, day = (book.add_format({"num_format": look}) for look in (PENCE, DAY))
    awarded, paid = (sum(grant[at] for grant in GRANTS) for at in (4, 5))
    totals = (("Awarded", awarded), ("Paid", paid), ("Outstanding", awarded - paid))
    columns = [
        {"header": "Ref", "total_string": "Total"},
        {"header": "Recipient"},
        {"header": "Theme"},
        {"header": "Purpose"},
        {"header": "Awarded on", "format": day},
        *({"header": text, "format": pounds, "total_function": "sum"} for text, _ in totals),
    ]
    options = {"name": "Grants", "total_row": True, "columns": columns}
    sheet.sheet.add_table(f"A4:H{last + 1}", options)
    for letter, (text, total) in zip("FGH", totals, strict=True):
        # Excel saves the formula of a total with the table's name.
        sheet.formula(f"{letter}{last + 1}", f"=SUBTOTAL(109,Grants[{text}])", total, PENCE)
    for row, (recipient, theme, purpose, when, awarded, paid) in enumerate(GRANTS, TOP):
        sheet.sheet.write_row(f"A{row}", (f"G-{row - TOP + 1:03}", recipient, theme, purpose))
        sheet.sheet.write_datetime(f"E{row}", datetime(when.year, when.month, when.day), day)
        sheet.number(f"F{row}", awarded, PENCE)
        sheet.number(f"G{row}", paid, PENCE)
        sheet.formula(
            f"H{row}",
            "=Grants[[#This Row],[Awarded]]-Grants[[#This Row],[Paid]]",
            awarded - paid,
            PENCE,
        )


def _summary(sheet: Page, register: Page) -> None:
    sheet.title("Crime prevention grants by theme, 2023/24")
    sheet.headings(4, ("Theme", "Grants", "Awarded", "Paid", "Outstanding", "Paid, %"))
    for row, theme in enumerate(THEMES, TOP):
        sheet.text(f"A{row}", theme)
        rows = [at for at, grant in enumerate(GRANTS, TOP) if grant[1] == theme]
        sheet.formula(f"B{row}", f"=COUNTIF(Grants[Theme],A{row})", len(rows), "0")
        for letter, source, heading in (("C", "F", "Awarded"), ("D", "G", "Paid")):
            value = sum(register.at(f"{source}{at}") for at in rows)
            sheet.formula(
                f"{letter}{row}", f"=SUMIF(Grants[Theme],$A{row},Grants[{heading}])", value, POUNDS
            )
        _paid(sheet, row)
    sheet.across(
        8, "Total", "SUM({0}5:{0}7)", lambda at, _: sheet.sum(at, 5, 7), "BCD", POUNDS, bold=True
    )
    sheet.formula("B8", "=SUM(B5:B7)", sheet.sum("B", 5, 7), "0", bold=True)
    _paid(sheet, 8)
    sheet.text("A10", "Note: the register closes on 31 March 2024.")


def _paid(sheet: Page, row: int) -> None:
    awarded, paid = sheet.at(f"C{row}"), sheet.at(f"D{row}")
    sheet.formula(f"E{row}", f"=C{row}-D{row}", awarded - paid, POUNDS, bold=row == 8)
    sheet.formula(f"F{row}", f"=D{row}/C{row}", paid / awarded, RATE, bold=row == 8)
