"""Units: a column of a budget is in pounds or in thousands, and in one currency."""

from __future__ import annotations

from typing import Any

import pytest
from typed_papers import Shown, fund, paper, said

from reportgen.checks.units import columns_have_one_unit

THOUSANDS = "#,##0,"


def shown_in_thousands(value: int) -> Shown:
    return Shown(value, number_format=THOUSANDS)


def test_a_cell_in_full_among_thousands_is_reported() -> None:
    """354,000 under 652 in one column: a reader takes it for £354 million."""
    found = columns_have_one_unit(
        paper(
            fund(
                "Fund",
                ("Youth Offending", shown_in_thousands(652_108)),
                ("MARAC", 354_000),
                ("New Chance", shown_in_thousands(270_000)),
                ("Total", Shown(1_276_108, "=SUM(B2:B4)", THOUSANDS)),
                heading="2022/23 £000s",
            )
        )
    )
    assert said(found) == [
        (
            "Fund!B3",
            '"MARAC" shows £354,000 in full, but "Youth Offending" shows £652,108 as 652: '
            'two units in "2022/23 £000s"',
        )
    ]


def test_a_total_in_full_over_thousands_is_reported() -> None:
    """The total is added up from the lines, and stands in their column."""
    lines = [(f"Line {row}", shown_in_thousands(5_000 * row)) for row in range(1, 4)]
    found = columns_have_one_unit(
        paper(fund("Fund", *lines, ("Total", Shown(30_000, "=SUM(B2:B4)"))))
    )
    assert [item.source.cell for item in found] == ["B5"]


@pytest.mark.parametrize(
    "line",
    [
        ("Share of the grant", Shown(0.42, number_format="0.0%")),
        ("Posts", Shown(12.5, number_format='0.0" posts"')),
        ("Council tax base", Shown(88_964.1, number_format="#,##0.0")),
        ("Band D precept, £", Shown(268.5, number_format="£#,##0.00")),
        ("Number of grants", Shown(14, number_format="0")),
        ("Nothing this year", 0),
        ("Largest single award", Shown(5_300_000, number_format='£0.0,,"m"')),
    ],
)
def test_a_line_that_says_its_own_unit_is_left_alone(line: tuple[str, Any]) -> None:
    """Rates, posts and the tax base stand in many columns of money."""
    lines = [(f"Line {row}", shown_in_thousands(5_000 * row)) for row in range(1, 4)]
    budget = fund("Fund", *lines, line, heading="2022/23 £000s")
    assert columns_have_one_unit(paper(budget)) == ()


def test_a_memorandum_below_the_total_is_no_part_of_the_column() -> None:
    """Only what is added up together has to be in one unit."""
    lines = [(f"Line {row}", shown_in_thousands(5_000 * row)) for row in range(1, 4)]
    total = ("Total", Shown(30_000, "=SUM(B2:B4)", THOUSANDS))
    budget = fund("Fund", *lines, total, ("Memo: value of volunteers’ hours", 84_000))
    assert columns_have_one_unit(paper(budget)) == ()


def test_how_amounts_are_shown_matters_where_they_are_printed() -> None:
    """On a sheet that is only reckoned with, full pounds are right however they look."""
    workings = fund("Workings", ("North", shown_in_thousands(45_000)), ("South", 40_000))
    printed = fund("Fund", ("Mentoring", Shown(85_000, "=SUM(Workings!B2:B3)")))
    assert columns_have_one_unit(paper(printed, workings, prints=["Fund"])) == ()
    assert len(columns_have_one_unit(paper(printed, workings))) == 1


def test_a_table_that_is_printed_in_a_unit_has_one() -> None:
    """With `:unit:` each amount is put into it, however its cell shows it."""
    budget = fund("Fund", ("North", shown_in_thousands(45_000)), ("South", 40_000))
    assert len(columns_have_one_unit(paper(budget))) == 1
    assert columns_have_one_unit(paper(budget, unit="£000s")) == ()


@pytest.mark.parametrize(
    ("amounts", "cells"),
    [
        ((400, 3_863, 1_687, 5_341_050), ["B5"]),
        ((0.4, 3.9, 1.7, 5_341.1), []),
        ((712_345, 600, 450, 1_200), []),  # a force's own budget, in thousands
        ((400, 3_863, 1_687, 5_341), []),
        ((1_500_000, 2_000), []),
    ],
)
def test_full_pounds_under_thousands_are_reported_when_it_is_sure(
    amounts: tuple[float, ...], cells: list[str]
) -> None:
    """Over a billion pounds, and a thousand times what is usual in the column."""
    lines = [(f"Line {row}", Shown(value, "", "#,##0")) for row, value in enumerate(amounts)]
    found = columns_have_one_unit(paper(fund("Fund", *lines, heading="2022/23 £000s")))
    assert [item.source.cell for item in found] == cells


def test_one_amount_in_euros_among_pounds_is_reported() -> None:
    """A sum of two currencies is no sum of money."""
    lines = [("Mentoring", 5_000), ("Exchange visits", Shown(800, "", "[$€-2] #,##0"))]
    total = ("Total", Shown(5_800, "=SUM(B2:B3)"))
    found = columns_have_one_unit(paper(fund("Fund", *lines, total)))
    assert said(found) == [
        (
            "Fund!B3",
            '"Exchange visits" is in €, but "Mentoring" in £: two currencies in "Funding 2022/23"',
        )
    ]
