"""What each total of a budget is taken to add up, and which totals do not cast."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_cells import PATH, Bold, Shown, Sum, typed_cell

from reportgen.budget import Budget, find_budget
from reportgen.budget.casting import Casting, Verdict, cast
from reportgen.budget.casting.entries import (
    ASIDE,
    ASIDE_IN_BRACKETS,
    ASIDE_SIGNS,
    CARRIED,
    CARRIED_SIGNS,
    LESS,
    LESS_SIGNS,
)
from reportgen.diagnostics import Diagnostics
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.workbook import Sheet, Workbook

Recognised = Callable[..., tuple[Budget, Diagnostics]]
Rows = Sequence[Sequence[Any]]
HEADINGS = ("Project area", "Funding")

THOUSANDS = "#,##0,"
NO_FAULT = (Verdict.CASTS, Verdict.UNJUDGED)


def faults(budget: Budget) -> list[Casting]:
    return [casting for casting in cast(budget) if casting.verdict not in NO_FAULT]


def addresses(castings: Sequence[Casting]) -> list[str]:
    return [casting.cell.source.cell for casting in castings]


# --- what is no fault -----------------------------------------------------------------------

# Each shape is a sheet: its headings, then its rows. Typed totals unless they are a Sum.
SOUND: dict[str, Rows] = {
    "lines and a typed total": [HEADINGS, ("Roads", 5), ("Rail", 6), ("Total", 11)],
    "typed sub-totals of groups, and a total of all lines": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", 11),
        ("Places",),
        ("Parks", 7),
        ("Sub-total", 7),
        ("Total", 18),
    ],
    "groups that close with a total of their own, and a grand total": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Rail", 6),
        ("Total transport", 11),
        ("Places",),
        ("Parks", 7),
        ("Total places", 7),
        ("Grand total", 18),
    ],
    "groups divided by blank rows alone": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Transport total", 11),
        (),
        ("Parks", 7),
        ("Squares", 8),
        ("Places total", 15),
        (),
        ("Total", 26),
    ],
    "captions without sub-totals": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Places",),
        ("Parks", 7),
        ("Total", 12),
    ],
    "a running total: what is allocated, passed on and available": [
        HEADINGS,
        ("Roads", 5),
        ("Total allocated", 5),
        ("To fund the victims budget", 2),
        ("Funding available", 7),
    ],
    "a running total under a sub-total": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", Sum("=SUM(B3:B4)", 11)),
        ("Places",),
        ("Parks", 7),
        ("Total allocated", Sum("=B5+B7", 18)),
        ("To fund the victims budget", 2),
        ("Funding available", Sum("=B8+B9", 20)),
    ],
    "a total with a carry-forward in brackets": [
        HEADINGS,
        ("Roads", 50),
        ("Total allocated", 50),
        ("C/fwd 21-22", -10),
        ("Total funding available", 40),
    ],
    "a total that sums the last total and the carry-forward as a range": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 20),
        ("Total allocated", Sum("=SUM(B2:B3)", 70)),
        ("C/fwd 21-22", -10),
        ("Total funding available", Sum("=SUM(B4:B5)", 60)),
    ],
    "what is brought forward is added": [
        HEADINGS,
        ("Roads", 50),
        ("Total", 50),
        ("Police grant", 40),
        ("Brought forward", 10),
        ("Total funding", 50),
    ],
    "a total of funding that is not the total of lines": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 7),
        ("Total", 57),
        ("Police grant", 40),
        ("Reserve", 10),
        ("Total funding", 50),
    ],
    "a total of one part and a line of the next, beside its funding": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 7),
        ("Total allocated to projects", 57),
        ("Grant", 30),
        ("Allocation from another fund", 27),
        ("Total funding available", 57),
        ("Advisers", 16),
        ("Allocation for advisers", 16),
        ("Total victims", 73),
    ],
    "the same by formulas": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 7),
        ("Total allocated to projects", Sum("=SUM(B2:B3)", 57)),
        ("Grant", 30),
        ("Allocation from another fund", 27),
        ("Total funding available", Sum("=B5+B6", 57)),
        ("Advisers", 16),
        ("Allocation for advisers", 16),
        ("Total victims", Sum("=B4+B8", 73)),
    ],
    "spending and what pays for it, under captions": [
        HEADINGS,
        ("Roads", 50),
        ("Total expenditure", 50),
        ("Funded by",),
        ("Council tax", 30),
        ("Government", 20),
        ("Total funding", 50),
    ],
    "full pounds typed to the nearest thousand": [
        HEADINGS,
        ("Active Citizens", Shown(400_000, THOUSANDS)),
        ("Community Safety", Shown(3_863_303, THOUSANDS)),
        ("External Commissioning", Shown(1_687_000, THOUSANDS)),
        ("Victims Services", Shown(5_341_050, THOUSANDS)),
        ("Total", Shown(11_291_000, THOUSANDS)),
    ],
    "a total typed from the rows as they are printed": [
        HEADINGS,
        ("Roads", Shown(1_400, THOUSANDS)),
        ("Rail", Shown(1_400, THOUSANDS)),
        ("Total", Shown(2_000, THOUSANDS)),
    ],
    "a total in millions over lines in pounds": [
        HEADINGS,
        ("Roads", 1_240_000),
        ("Rail", 1_240_000),
        ("Total", Shown(2_500_000, '£0.0,,"m"')),
    ],
    "pence that the total does not show": [
        HEADINGS,
        ("Roads", Shown(1.25, "£#,##0.00")),
        ("Rail", Shown(1.5, "£#,##0.00")),
        ("Total", 3),
    ],
    "a budget of nothing yet": [HEADINGS, ("Roads", 0), ("Rail", 0), ("Total", 0)],
    "lines not yet filled in under a typed total": [
        HEADINGS,
        ("Roads", ""),
        ("Rail", ""),
        ("Total", 900),
    ],
    "a dash for nothing": [HEADINGS, ("Roads", 5), ("Rail", "-"), ("Parks", 6), ("Total", 11)],
    "a line to be confirmed": [HEADINGS, ("Roads", 5), ("Rail", "tbc"), ("Total", 11)],
    "a line of an error value": [HEADINGS, ("Roads", 5), ("Rail", "#REF!"), ("Total", 11)],
    "a line never calculated": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", Sum("=C3*2", None)),
        ("Total", 11),
    ],
    "an amount stored as text": [HEADINGS, ("Roads", 5), ("Rail", "£6"), ("Total", 11)],
    "the total on top": [HEADINGS, ("Total", 11), ("Roads", 5), ("Rail", 6)],
    "totals on top of their groups": [
        HEADINGS,
        ("Total transport", 11),
        ("Roads", 5),
        ("Rail", 6),
        ("Total places", 7),
        ("Parks", 7),
        ("Grand total", 18),
    ],
    "what there is to spend on top, and the balance below": [
        HEADINGS,
        ("Total budget", 100),
        ("Roads", 50),
        ("Rail", 30),
        (Bold("Balance unallocated"), Bold(20)),
    ],
    "memorandum rows among the lines": [
        HEADINGS,
        ("Staff", 50),
        ("of which agency", 20),
        ("Supplies", 5),
        ("Total", 55),
    ],
    "a caption of which, and its lines": [
        HEADINGS,
        ("Staff", 50),
        ("Supplies", 5),
        ("Of which:",),
        ("Ring-fenced", 20),
        ("Match funding", 10),
        ("Total", 55),
    ],
    "a memorandum row below a sum that leaves it out": [
        HEADINGS,
        ("Staff", 50),
        ("Supplies", 5),
        ("Including VAT", 9),
        ("Total", Sum("=SUM(B2:B3)", 55)),
    ],
    "an average below the lines": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 60),
        ("Typical scheme", Sum("=AVERAGE(B2:B3)", 55)),
        ("Total", Sum("=SUM(B2:B3)", 110)),
    ],
    "spare rows in the range, and the caption above it": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Rail", 6),
        ("", ""),
        ("Total", Sum("=SUM(B2:B5)", 11)),
    ],
    "a spare row of nothing after the range": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Spare", 0),
        ("Total", Sum("=SUM(B2:B3)", 11)),
    ],
    "SUBTOTAL throughout, as filters need it": [
        HEADINGS,
        ("Transport",),
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", Sum("=SUBTOTAL(9,B3:B4)", 11)),
        ("Places",),
        ("Parks", 7),
        ("Sub-total", Sum("=SUBTOTAL(109,B7:B7)", 7)),
        ("Total", Sum("=SUBTOTAL(9,B2:B8)", 18)),
    ],
    "AGGREGATE throughout": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", Sum("=AGGREGATE(9,3,B2:B3)", 11)),
        ("Total", Sum("=AGGREGATE(9,3,B2:B4)", 11)),
    ],
    "an Excel table's own total": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Total", Sum("=SUBTOTAL(109,[Funding])", 11)),
    ],
    "a sum of everything, halved": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", Sum("=SUM(B2:B3)", 11)),
        ("Parks", 7),
        ("Sub-total", Sum("=SUM(B5:B5)", 7)),
        ("Total", Sum("=SUM(B2:B6)/2", 18)),
    ],
    "a total of two sub-totals, and a grand total of it and a third": [
        HEADINGS,
        ("Roads", 5),
        ("Sub-total A", Sum("=SUM(B2:B2)", 5)),
        ("Rail", 6),
        ("Sub-total B", Sum("=SUM(B4:B4)", 6)),
        ("Parks", 7),
        ("Sub-total C", Sum("=SUM(B6:B6)", 7)),
        ("Total A and B", Sum("=B3+B5", 11)),
        ("Grand total", Sum("=B7+B8", 18)),
    ],
    "a total that says what it leaves out": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Contingency", 3),
        ("Total excluding contingency", Sum("=SUM(B2:B3)", 11)),
        ("Parks", 1),
    ],
    "a total that leaves a line to the next one": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Contingency", 3),
        ("Total of schemes", Sum("=SUM(B2:B3)", 11)),
        ("Total", Sum("=B5+B4", 14)),
    ],
    "totals that pick their lines from a mixture": [
        HEADINGS,
        ("Staff, north", 5),
        ("Supplies, north", 6),
        ("Staff, south", 7),
        ("Supplies, south", 8),
        ("Total staff", Sum("=B2+B4", 12)),
        ("Total supplies", Sum("=B3+B5", 14)),
        ("Total", Sum("=B6+B7", 26)),
    ],
    "a second part with a total of its own": [
        HEADINGS,
        ("Revenue",),
        ("Roads", 5),
        ("Total revenue", Sum("=SUM(B3:B3)", 5)),
        ("Capital",),
        ("Bridges", 9),
        ("Tunnels", 8),
        ("Total capital", Sum("=SUM(B6:B7)", 17)),
    ],
    "Less: an amount in brackets": [
        HEADINGS,
        ("Wardens", 45),
        ("Less: contribution of councils", -12),
        ("Total", 33),
    ],
    "Less: a positive amount that a typed total takes off": [
        HEADINGS,
        ("Wardens", 45),
        ("Less: contribution of councils", 12),
        ("Total", 33),
    ],
    "Less: a positive amount that a formula takes off": [
        HEADINGS,
        ("Wardens", 45),
        ("Gangs", 5),
        ("Less: carried forward", 12),
        ("Total", Sum("=SUM(B2:B3)-B4", 38)),
    ],
    "gross, income and net": [
        HEADINGS,
        ("Gross expenditure", 45),
        ("Grant income", 12),
        ("Net total", 33),
    ],
    "a requirement net of what is carried forward": [
        HEADINGS,
        ("Roads", 45),
        ("Total requirement", 45),
        ("Carried forward", 12),
        ("Net requirement", Sum("=B3-B4", 33)),
    ],
    "a balance that was typed and rests on more than the sheet shows": [
        HEADINGS,
        ("Roads", 45),
        ("Total", 45),
        (Bold("Balance of the reserve"), Bold(8)),
    ],
    "a line with the word total in its name, in a sum": [
        HEADINGS,
        ("Roads", 5),
        ("Total Place programme", 6),
        ("Rail", 7),
        ("Total", Sum("=SUM(B2:B4)", 18)),
    ],
    "several years": [
        ("Area", "2021/22", "2022/23", "2023/24"),
        ("Roads", 5, 6, 7),
        ("Rail", 1, 2, 3),
        ("Total", 6, Sum("=SUM(C2:C3)", 8), 10),
    ],
    "a column of shares and one of changes": [
        ("Area", "2021/22", "2022/23", "Change", "Share of total"),
        ("Roads", 50, 60, Shown(0.2, "0%"), Shown(0.75, "0%")),
        ("Rail", 40, 20, Shown(-0.5, "0%"), Shown(0.25, "0%")),
        ("Total", 90, 80, Shown(-0.11, "0%"), Shown(1, "0%")),
    ],
    "rates, posts and reference numbers": [
        ("Team", "Ref", "Posts", "Rate", "Cost"),
        ("North", Shown(101, "0"), Shown(2.5, "0.0"), 40, 100),
        ("South", Shown(102, "0"), Shown(3.5, "0.0"), 50, 175),
        ("Total", Shown(103, "0"), Shown(6, "0.0"), 45, 275),
    ],
    "a row of posts among the money": [
        HEADINGS,
        ("Pay", 90),
        ("Posts", Shown(2.5, '0.0" posts"')),
        ("Supplies", 10),
        ("Total", 100),
    ],
    "years typed as headings in mid-table": [
        ("Area", Shown(2022, "General"), Shown(2023, "General")),
        ("Roads", 5, 6),
        ("Total", 5, 6),
        ("Area", Shown(2024, "General"), Shown(2025, "General")),
        ("Roads", 7, 8),
        ("Total", 7, 8),
    ],
    "the same, typed": [
        HEADINGS,
        ("Staff, north", 5),
        ("Supplies, north", 6),
        ("Staff, south", 7),
        ("Supplies, south", 8),
        ("Total staff", 12),
        ("Total supplies", 14),
        ("Total", 26),
    ],
    "the totals of both parts at the end": [
        HEADINGS,
        ("Revenue",),
        ("Roads", 5),
        ("Rail", 6),
        ("Capital",),
        ("Bridges", 9),
        ("Tunnels", 8),
        ("Total spent from day to day", 11),
        ("Total capital", 17),
        ("Grand total", 28),
    ],
    "the totals of both parts at the end, one by formula": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Bridges", 9),
        ("Tunnels", 8),
        ("Total revenue", Sum("=SUM(B2:B3)", 11)),
        ("Total capital", 17),
        ("Grand total", Sum("=B6+B7", 28)),
    ],
    "what is available on top, and its total below": [
        HEADINGS,
        ("Funding available", 11),
        ("Roads", 5),
        ("Rail", 6),
        ("Total", 11),
    ],
    "a sum that takes its sub-total off again": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Sub-total", Sum("=SUM(B2:B3)", 11)),
        ("Parks", 7),
        ("Total", Sum("=SUM(B2:B5)-B4", 18)),
    ],
    "net, tax and gross": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 50),
        ("Total net of VAT", 100),
        ("VAT", Sum("=B4*0.2", 20)),
        ("Total", 120),
    ],
    "last year's total below this year's": [
        HEADINGS,
        ("Roads", 50),
        ("Rail", 50),
        ("Total", 100),
        ("Total last year", 90),
    ],
    "a total that only repeats the one above it": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Total", 11),
        ("Total as approved", 11),
    ],
    "a total linked from another sheet": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Total", Sum("=Other!B9", 12)),
    ],
    "a total by a formula that is no sum": [
        HEADINGS,
        ("Roads", 5),
        ("Rail", 6),
        ("Total", Sum('=SUMIF(C2:C3,"x",B2:B3)', 5)),
    ],
    "thirds that show as whole pounds": [
        HEADINGS,
        ("A", Sum("=C2/3", 33.3333333333333)),
        ("B", Sum("=C2/3", 33.3333333333333)),
        ("C", Sum("=C2/3", 33.3333333333333)),
        ("Total", 100),
    ],
}


@pytest.mark.parametrize("shape", SOUND)
def test_a_budget_in_good_order_is_not_reported(recognised: Recognised, shape: str) -> None:
    """An accountant would let it pass, and so do we."""
    budget, _ = recognised(SOUND[shape])
    assert [(c.cell.source.cell, c.verdict) for c in faults(budget)] == []


def test_most_of_these_totals_are_judged(recognised: Recognised) -> None:
    """To pass them by would be no judgement: nearly all of them cast by a reading of theirs."""
    verdicts = [c.verdict for rows in SOUND.values() for c in cast(recognised(rows)[0])]
    assert verdicts.count(Verdict.CASTS) > 4 * verdicts.count(Verdict.UNJUDGED)


def test_every_total_of_the_sample_workbook_casts(repository: Path) -> None:
    """Nine totals on four sheets."""
    path = repository / "budgets" / "commissioning-2022-23.xlsx"
    workbook, _ = read_workbook(path, "budget", "budgets/commissioning-2022-23.xlsx")
    assert workbook is not None
    budgets = [find_budget(workbook, sheet.title)[0] for sheet in workbook.sheets]
    verdicts = [casting.verdict for budget in budgets if budget for casting in cast(budget)]
    assert verdicts == [Verdict.CASTS] * 9


# --- what is a fault ------------------------------------------------------------------------

# The cell of the total, what is wrong with it, what it should be, and the cells of the culprits.
Fault = tuple[Rows, str, Verdict, float, list[str]]

FAULTY: dict[str, Fault] = {
    "a typed total that is too low": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Total", 10)],
        "B4", Verdict.DIFFERS, 11, [],
    ),
    "a total of plain numbers typed as a formula": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Total", Sum("=5+5", 10))],
        "B4", Verdict.DIFFERS, 11, [],
    ),
    "a sum with a number typed into it": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Total", Sum("=SUM(B2:B3)+4", 15))],
        "B4", Verdict.DIFFERS, 11, [],
    ),
    "a typed total of what there is on top": (
        [HEADINGS, ("Funding available", 11), ("Roads", 5), ("Rail", 6), ("Total", 12)],
        "B5", Verdict.DIFFERS, 11, [],
    ),
    "a total on top of its group, where another is right": (
        [HEADINGS, ("Total transport", 11), ("Roads", 5), ("Rail", 6), ("Total places", 8),
         ("Parks", 7)],
        "B5", Verdict.DIFFERS, 7, [],
    ),
    "a total of funding that equals the total of the lines, as it should": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Total", 50),
            ("Grant", 30),
            ("Reserve", 10),
            ("Total funding", 50),
        ],
        "B6", Verdict.DIFFERS, 40, [],
    ),
    "a typed sub-total, on which a typed total rests": (
        [
            HEADINGS,
            ("Transport",),
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", 12),
            ("Places",),
            ("Parks", 7),
            ("Sub-total", 7),
            ("Total", 19),
        ],
        "B5", Verdict.DIFFERS, 11, [],
    ),
    "a typed sub-total under a total that is right": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", 12),
            ("Parks", 7),
            ("Total", 18),
        ],
        "B4", Verdict.DIFFERS, 11, [],
    ),
    "a typed total that a running total takes for granted": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Total", 12),
            ("To fund another budget", 3),
            ("Funding available", 15),
        ],
        "B4", Verdict.DIFFERS, 11, [],
    ),
    "a difference of a thousand, shown in thousands": (
        [HEADINGS, ("A", Shown(5_000, THOUSANDS)), ("B", Shown(6_400, THOUSANDS)),
         ("Total", Shown(12_000, THOUSANDS))],
        "B4", Verdict.DIFFERS, 11_400, [],
    ),
    "a total of funding": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Total", 50),
            ("Grant", 30),
            ("Reserve", 10),
            ("Total funding", 42),
        ],
        "B6", Verdict.DIFFERS, 40, [],
    ),
    "one of several years": (
        [("Area", "2021/22", "2022/23"), ("Roads", 5, 6), ("Rail", 7, 8), ("Total", 12, 13)],
        "C4", Verdict.DIFFERS, 14, [],
    ),
    "posts": (
        [("Team", "Posts"), ("A", Shown(2.5, "0.0")), ("B", Shown(3, "0.0")),
         ("Total", Shown(6, "0.0"))],
        "B4", Verdict.DIFFERS, 5.5, [],
    ),
    "a carry-forward that a typed total takes off": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Total allocated", Sum("=SUM(B2:B2)", 50)),
            ("C/fwd 21-22 External Fund", 10),
            ("Total funding available", 40),
        ],
        "B5", Verdict.SIGN, 40, ["B4"],
    ),
    "a carry-forward that a formula takes off": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Rail", 5),
            ("Total allocated", Sum("=SUM(B2:B3)", 55)),
            ("Carried forward from 2021/22", 10),
            ("Total funding available", Sum("=B4-B5", 45)),
        ],
        "B6", Verdict.SIGN, 45, ["B5"],
    ),
    "what is brought forward in brackets, and added": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Total", 50),
            ("Grant", 40),
            ("B/fwd", -10),
            ("Total funding", 50),
        ],
        "B6", Verdict.SIGN, 50, ["B5"],
    ),
    "a sum without its last line": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Parks", 7), ("Total", Sum("=SUM(B2:B3)", 11))],
        "B5", Verdict.MISSES, 18, ["B4"],
    ),
    "a sum without its first line": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Parks", 7), ("Total", Sum("=SUM(B3:B4)", 13))],
        "B5", Verdict.MISSES, 18, ["B2"],
    ),
    "a list without one of its lines": (
        [HEADINGS, ("Roads", 5), ("Rail", 6), ("Parks", 7), ("Total", Sum("=B2+B4", 12))],
        "B5", Verdict.MISSES, 18, ["B3"],
    ),
    "a total of sub-totals without one of them": (
        [
            HEADINGS,
            ("Transport",),
            ("Roads", 5),
            ("Sub-total", Sum("=SUM(B3:B3)", 5)),
            ("Places",),
            ("Parks", 7),
            ("Sub-total", Sum("=SUM(B6:B6)", 7)),
            ("Health",),
            ("Drugs", 9),
            ("Sub-total", Sum("=SUM(B9:B9)", 9)),
            ("Total", Sum("=B4+B7", 12)),
        ],
        "B11", Verdict.MISSES, 21, ["B10"],
    ),
    "a sub-total without a line, under SUBTOTALs": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", Sum("=SUBTOTAL(9,B2:B2)", 5)),
            ("Parks", 7),
            ("Total", Sum("=SUBTOTAL(9,B2:B5)", 18)),
        ],
        "B4", Verdict.MISSES, 11, ["B3"],
    ),
    "a sum of funding without one source": (
        [
            HEADINGS,
            ("Roads", 50),
            ("Total", 50),
            ("Grant", 30),
            ("Reserve", 20),
            ("Contribution", 5),
            ("Total funding", Sum("=SUM(B4:B5)", 50)),
        ],
        "B7", Verdict.MISSES, 55, ["B6"],
    ),
    "a sum over lines and their sub-total": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", Sum("=SUM(B2:B3)", 11)),
            ("Parks", 7),
            ("Total", Sum("=SUM(B2:B5)", 29)),
        ],
        "B6", Verdict.DOUBLES, 18, ["B4"],
    ),
    "a sum over lines and a typed sub-total": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", 11),
            ("Parks", 7),
            ("Total", Sum("=SUM(B2:B5)", 29)),
        ],
        "B6", Verdict.DOUBLES, 18, ["B4"],
    ),
    "a sub-total and one of its lines": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", Sum("=SUM(B2:B3)", 11)),
            ("Parks", 7),
            ("Total", Sum("=B3+B4+B5", 24)),
        ],
        "B6", Verdict.DOUBLES, 18, ["B3"],
    ),
    "a sub-total that runs up into the group above": (
        [
            HEADINGS,
            ("Transport",),
            ("Roads", 5),
            ("Rail", 6),
            ("Sub-total", Sum("=SUM(B3:B4)", 11)),
            ("Places",),
            ("Parks", 7),
            ("Sub-total", Sum("=SUM(B4:B7)", 24)),
            ("Total", Sum("=B5+B8", 35)),
        ],
        "B8", Verdict.RUNS_ON, 7, ["B4", "B5"],
    ),
    "a sub-total that runs up into a group without one": (
        [
            HEADINGS,
            ("Transport",),
            ("Roads", 5),
            ("Rail", 6),
            ("Places",),
            ("Parks", 7),
            ("Squares", 8),
            ("Sub-total places", Sum("=SUM(B4:B7)", 21)),
        ],
        "B8", Verdict.RUNS_ON, 15, ["B4"],
    ),
    "a total of funding that begins among the lines": (
        [
            HEADINGS,
            ("Roads", 5),
            ("Rail", 6),
            ("Total", Sum("=SUM(B2:B3)", 11)),
            ("Grant", 7),
            ("Reserve", 4),
            ("Total funding", Sum("=SUM(B3:B6)", 28)),
        ],
        "B7", Verdict.RUNS_ON, 22, ["B3"],
    ),
    "a sum over a row of headings": (
        [
            ("Area", Shown(2022, "General")),
            ("Roads", 5),
            ("Area", Shown(2023, "General")),
            ("Rail", 6),
            ("Total", Sum("=SUM(B2:B4)", 2034)),
        ],
        "B5", Verdict.RUNS_ON, 11, ["B3"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_total_that_does_not_cast_is_found(recognised: Recognised, name: str) -> None:
    """Once, at its cell, with what it should be and the rows that make the difference."""
    rows, cell, verdict, expected, culprits = FAULTY[name]
    budget, _ = recognised(rows)
    (casting,) = faults(budget)
    assert (casting.cell.source.cell, casting.verdict) == (cell, verdict)
    assert casting.expected == Decimal(str(expected))
    assert [part.cell.source.cell for part in casting.culprits] == culprits


@pytest.mark.parametrize("name", FAULTY)
def test_the_formula_offered_adds_up_to_what_is_expected(recognised: Recognised, name: str) -> None:
    """Whoever types it into the cell has mended the total."""
    rows, _, _, expected, _ = FAULTY[name]
    (casting,) = faults(recognised(rows)[0])
    turned = -1 if casting.verdict is Verdict.SIGN else 1
    culprits = {part.cell.source for part in casting.culprits}
    values = [
        part.sign * (turned if part.cell.source in culprits else 1) * Decimal(str(part.cell.value))
        for part in casting.parts
    ]
    assert sum(values) == Decimal(str(expected))
    assert casting.formula.startswith("=")


def test_the_formula_offered_names_blocks_of_rows(recognised: Recognised) -> None:
    """Captions and sub-totals between the parts are left out of the ranges."""
    rows, *_ = FAULTY["a sum over lines and their sub-total"]
    assert faults(recognised(rows)[0])[0].formula == "=SUM(B2:B3)+B5"
    rows, *_ = FAULTY["a total of sub-totals without one of them"]
    assert faults(recognised(rows)[0])[0].formula == "=B4+B7+B10"


def test_two_wrong_totals_are_two_faults(recognised: Recognised) -> None:
    """Each is held against its own lines."""
    rows = [HEADINGS, ("Roads", 5), ("Sub-total", 6), ("Parks", 7), ("Sub-total", 9), ("Total", 12)]
    assert addresses(faults(recognised(rows)[0])) == ["B3", "B5"]


def test_thousands_of_wrong_totals_are_no_trouble(recognised: Recognised) -> None:
    """The work for one column has an end: what is left over is not judged."""
    rows: list[Sequence[Any]] = [HEADINGS]
    for number in range(2_000):
        rows += [(f"Grant {number}", 1_000), ("Total so far", 77)]
    castings = cast(recognised(rows)[0])
    assert len(castings) == 2_000
    assert [castings[0].verdict, castings[-1].verdict] == [Verdict.DIFFERS, Verdict.UNJUDGED]


def test_thousands_of_groups_are_all_judged(recognised: Recognised) -> None:
    """A long budget in good order costs little."""
    rows: list[Sequence[Any]] = [HEADINGS]
    for number in range(3_000):
        rows += [(f"Grant {number}", 1_000), (f"Match {number}", 500), ("Sub-total", 1_500)]
    rows.append(("Total", 4_500_001))
    castings = cast(recognised(rows)[0])
    assert [c.cell.source.cell for c in castings if c.verdict is not Verdict.CASTS] == ["B9002"]


# --- any budget -----------------------------------------------------------------------------

# Amounts in thousands, so that no slip of a few pounds can make another reading fit.
amounts = st.integers(1, 5_000).map(lambda thousands: thousands * 1_000)
groups = st.lists(st.lists(amounts, min_size=1, max_size=6), min_size=1, max_size=5)


def sheet_of(
    lines: list[list[int]], typed: list[bool], captions: bool, slip: tuple[int, int] | None
) -> tuple[Budget, list[str]]:
    """Return a budget of groups with their sub-totals and a total, and the cells of typed totals.

    The typed total whose turn it is by `slip` is off by so much, and formulas add up what is there.
    """
    rows: list[tuple[Any, ...]] = [HEADINGS]
    subtotals: list[tuple[int, int]] = []
    totals: list[str] = []
    turns = iter(typed)

    def total(label: str, formula: str, value: int) -> int:
        if next(turns):
            totals.append(f"B{len(rows) + 1}")
            value += slip[1] if slip and slip[0] == len(totals) - 1 else 0
            rows.append((label, value))
        else:
            rows.append((label, Sum(formula, value)))
        return value

    for number, group in enumerate(lines):
        rows += [(f"Group {number}",)] if captions else []
        first = len(rows) + 1
        rows += [(f"Line {number}.{at}", amount) for at, amount in enumerate(group)]
        value = total("Sub-total", f"=SUM(B{first}:B{len(rows)})", sum(group))
        subtotals.append((len(rows), value))
    formula = "=" + "+".join(f"B{row}" for row, _ in subtotals)
    total("Total", formula, sum(value for _, value in subtotals))
    cells = [
        tuple(typed_cell(v, row, column, "Fund", "£#,##0") for column, v in enumerate(values, 1))
        for row, values in enumerate(rows, 1)
    ]
    source = Source(PATH, sheet="Fund")
    workbook = Workbook("budget", Source(PATH), (Sheet("Fund", source, tuple(cells)),))
    budget, _ = find_budget(workbook, "Fund")
    assert budget is not None
    return budget, totals


@given(lines=groups, typed=st.lists(st.booleans(), min_size=6, max_size=6), captions=st.booleans())
def test_a_budget_that_adds_up_is_never_reported(
    lines: list[list[int]], typed: list[bool], captions: bool
) -> None:
    """Whatever its amounts and groups are, and whichever of its totals are typed."""
    budget, _ = sheet_of(lines, typed, captions, None)
    assert faults(budget) == []


@given(
    lines=groups,
    typed=st.lists(st.booleans(), min_size=6, max_size=6),
    captions=st.booleans(),
    turn=st.integers(0, 5),
    slip=st.sampled_from([-999, -12, -1, 1, 7, 350, 50_000_001]),
)
def test_one_wrong_total_is_one_fault_at_its_cell(
    lines: list[list[int]], typed: list[bool], captions: bool, turn: int, slip: int
) -> None:
    """By however much it is wrong: totals that take it for granted are not reported besides."""
    budget, totals = sheet_of(lines, typed, captions, (turn, slip))
    expected = [totals[turn]] if turn < len(totals) else []
    assert addresses(faults(budget)) == expected


@given(lines=groups, captions=st.booleans(), turn=st.integers(0, 4))
def test_a_wrong_subtotal_under_a_right_total_is_one_fault(
    lines: list[list[int]], captions: bool, turn: int
) -> None:
    """The total was typed from the lines, and agrees with them."""
    budget, totals = sheet_of(lines, [True] * 6, captions, None)
    wrong = totals[min(turn, len(lines) - 1)]
    altered = [
        line if line.cells[1] is None or line.cells[1].source.cell != wrong
        else type(line)(line.kind, line.label, (line.cells[0], _slipped(line.cells[1])), line.row)
        for line in budget.lines
    ]  # fmt: skip
    slipped = Budget(budget.title, budget.sheet, budget.origin, budget.columns, tuple(altered))
    assert addresses(faults(slipped)) == [wrong]


def _slipped(cell: Any) -> Any:
    return typed_cell(int(cell.value) + 7, cell.row, cell.column, "Fund", "£#,##0")


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (LESS, LESS_SIGNS),
        (ASIDE, ASIDE_SIGNS),
        (ASIDE_IN_BRACKETS, ASIDE_SIGNS),
        (CARRIED, CARRIED_SIGNS),
    ],
)
@given(data=st.data())
def test_what_a_label_says_is_not_passed_over(
    pattern: re.Pattern[str], signs: tuple[str, ...], data: st.DataObject
) -> None:
    """Where no label has one of the signs, no label is looked at more closely."""
    letters = st.characters(exclude_characters="ıİſK")  # other letters for i, s and k
    label = data.draw(st.from_regex(pattern.pattern, alphabet=letters))
    found = pattern.search(label)
    assert found
    assert any(sign in label.casefold() for sign in signs)
