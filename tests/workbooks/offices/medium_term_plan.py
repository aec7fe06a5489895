"""A medium-term financial plan over five years, typed in £m."""

from __future__ import annotations

from typing import Any

from offices.page import Page, page

MILLIONS = "#,##0.0;(#,##0.0);-"
RATE = "0.0%"
SIGNED_RATE = "0.0%;(0.0%)"

YEARS = (2025, 2026, 2027, 2028, 2029)
FIRST, LATER = "B", "CDEF"
ALL = FIRST + LATER
PAY, PRICES, BASE, BAND_D, GRANT = range(4, 9)
ASSUMPTIONS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("Pay award", (0.025, 0.025, 0.02, 0.02, 0.02)),
    ("General inflation", (0.03, 0.025, 0.02, 0.02, 0.02)),
    ("Growth of the council tax base", (0.012, 0.011, 0.01, 0.01, 0.01)),
    ("Increase of the Band D precept", (0.0299, 0.0199, 0.0199, 0.0199, 0.0199)),
    ("Increase of the core grant", (0.018, 0.01, 0.01, 0.01, 0.01)),
)
PRECEPT = f"{{1}}24*(1+Assumptions!{{0}}{BASE})*(1+Assumptions!{{0}}{BAND_D})"
COSTS: tuple[tuple[str, float, int], ...] = (
    ("Police officer pay", 118.4, PAY),
    ("Police staff pay", 47.9, PAY),
    ("Other employee costs", 3.1, PAY),
    ("Premises", 9.6, PRICES),
    ("Transport", 4.7, PRICES),
    ("Supplies and services", 21.3, PRICES),
    ("Third-party payments", 12.8, PRICES),
)
SAVINGS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("Estate: two stations closed", (0, -0.4, -0.9, -0.9, -0.9)),
    ("Procurement", (-0.6, -1.1, -1.4, -1.6, -1.6)),
    ("Shared back office", (-0.3, -0.8, -1.5, -1.5, -1.5)),
)


def medium_term_plan(book: Any) -> None:
    """Five years in £m: growth by assumptions, savings as negatives, sub-totals by SUBTOTAL."""
    plan = page(book, "Plan", (38, 10, 10, 10, 10, 10))
    reserves = page(book, "Reserves", (38, 10, 10, 10, 10, 10))
    assumptions = page(book, "Assumptions", (38, 10, 10, 10, 10, 10))
    _assumptions(assumptions)
    _spending(plan, assumptions)
    _funding(plan, assumptions)
    _reserves(reserves, plan)
    book.define_name("budget_requirement", "=Plan!$B$21")
    book.define_name("gap_2029", "=Plan!$F$28")
    book.define_name("general_reserve_2029", "=Reserves!$F$8")


def _assumptions(sheet: Page) -> None:
    sheet.title("Assumptions of the plan")
    sheet.headings(3, ("Year to 31 March", *YEARS))
    for row, (label, rates) in enumerate(ASSUMPTIONS, PAY):
        sheet.row(row, label, rates, "0.00%" if row == BAND_D else RATE)
    sheet.text("A10", "Note: the pay award of later years is not yet agreed nationally.")


def _spending(sheet: Page, rates: Page) -> None:
    sheet.title("Wealdshire: medium-term financial plan", "All amounts in £m")
    sheet.headings(4, ("Year to 31 March", *YEARS))
    sheet.text("A5", "Expenditure", bold=True)
    for row, (label, first, kind) in enumerate(COSTS, 6):
        sheet.row(row, label, (first,), MILLIONS)
        _grown(sheet, row, label, rates, kind)
    sheet.row(13, "Capital financing", (5.2, 5.9, 6.4, 6.8, 7.1), MILLIONS)
    sheet.across(14, "Sub-total expenditure", "SUBTOTAL(9,{0}6:{0}13)",
                 lambda at, _: sheet.sum(at, 6, 13), ALL, MILLIONS, bold=True)  # fmt: skip
    sheet.text("A15", "Savings", bold=True)
    for row, (label, amounts) in enumerate(SAVINGS, 16):
        sheet.row(row, label, amounts, MILLIONS)
    sheet.across(19, "Sub-total savings", "SUBTOTAL(9,{0}16:{0}18)",
                 lambda at, _: sheet.sum(at, 16, 18), ALL, MILLIONS, bold=True)  # fmt: skip
    sheet.across(21, "Net budget requirement", "SUBTOTAL(9,{0}6:{0}19)",
                 lambda at, _: sheet.sum(at, 6, 13) + sheet.sum(at, 16, 18),
                 ALL, MILLIONS, bold=True)  # fmt: skip


def _grown(sheet: Page, row: int, label: str, rates: Page, kind: int) -> None:
    """Let a line grow from year to year by a rate of the assumptions."""
    formula = f"{{1}}{row}*(1+Assumptions!{{0}}{kind})"
    sheet.across(row, label, formula,
                 lambda at, last: sheet.at(f"{last}{row}") * (1 + rates.at(f"{at}{kind}")),
                 LATER, MILLIONS)  # fmt: skip


def _funding(sheet: Page, rates: Page) -> None:
    sheet.text("A22", "Funded by", bold=True)
    sheet.row(23, "Core grant", (-128.2,), MILLIONS)
    _grown(sheet, 23, "Core grant", rates, GRANT)
    sheet.row(24, "Council tax precept", (-92.6,), MILLIONS)
    sheet.across(24, "Council tax precept", PRECEPT,
                 lambda at, last: sheet.at(f"{last}24") * (1 + rates.at(f"{at}{BASE}"))
                 * (1 + rates.at(f"{at}{BAND_D}")), LATER, MILLIONS)  # fmt: skip
    sheet.row(25, "Surplus of the collection fund", (-0.8, -0.3, 0, 0, 0), MILLIONS)
    sheet.across(26, "Total funding", "SUM({0}23:{0}25)", lambda at, _: sheet.sum(at, 23, 25),
                 ALL, MILLIONS, bold=True)  # fmt: skip
    sheet.across(28, "Gap before use of reserves", "{0}21+{0}26",
                 lambda at, _: sheet.at(f"{at}21") + sheet.at(f"{at}26"),
                 ALL, MILLIONS, bold=True)  # fmt: skip
    sheet.across(29, "Gap as a share of the budget", "{0}28/{0}21",
                 lambda at, _: sheet.at(f"{at}28") / sheet.at(f"{at}21"),
                 ALL, SIGNED_RATE)  # fmt: skip
    sheet.text("A31", "Note: income stands as a negative amount.")


def _reserves(sheet: Page, plan: Page) -> None:
    """A reserve from year to year: what is brought forward is what was carried forward."""
    sheet.title("Wealdshire: general reserve", "All amounts in £m")
    sheet.headings(4, ("Year to 31 March", *YEARS))
    sheet.row(5, "Balance brought forward", (26.4,), MILLIONS)
    for letter in ALL:
        last = chr(ord(letter) - 1)
        if letter != FIRST:
            sheet.formula(f"{letter}5", f"={last}8", sheet.at(f"{last}8"), MILLIONS)
        gap = plan.at(f"{letter}28")
        sheet.formula(f"{letter}6", f"=-Plan!{letter}28", -gap, MILLIONS)
        sheet.number(f"{letter}7", 0.5 if letter in "DEF" else 0, MILLIONS)
        sheet.formula(
            f"{letter}8", f"=SUM({letter}5:{letter}7)", sheet.sum(letter, 5, 7), MILLIONS, bold=True
        )
    sheet.text("A6", "Used to close the gap")
    sheet.text("A7", "Released from earmarked reserves")
    sheet.text("A8", "Balance carried forward", bold=True)
