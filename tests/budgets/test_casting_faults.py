"""Which totals of a budget do not cast: what each should be, and the rows that are to blame."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from castings import Recognised, addresses, faults
from typed_cells import HEADINGS, THOUSANDS, Rows, Shown, Sum

from reportgen.budget.casting import Verdict, cast

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
