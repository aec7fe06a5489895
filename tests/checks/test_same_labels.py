"""Same labels: a line that stands in two funds has one amount."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_papers import Shown, fund, paper, said

from reportgen.checks.same_labels import shared_lines_have_one_amount
from reportgen.model import Paper


def two_funds(
    here: tuple[Any, ...],
    there: tuple[Any, ...],
    *titles: str,
    headings: tuple[str, str] = ("", ""),
) -> Paper:
    """Return a paper that prints two funds of three lines, one of them given for each."""
    first, second = titles or ("Community Safety", "External Commissioning")
    one, two = headings if all(headings) else ("Funding 2022/23", "Funding 2022/23")
    return paper(
        fund(first, ("New Chance", 270_000), here, ("Op Hercules", 42_000), heading=one),
        fund(second, ("Catch 22", 43_250), ("Weapon Bins", 100_000), there, heading=two),
    )


def test_a_line_with_two_amounts_is_reported_with_both_and_the_difference() -> None:
    """The published paper had Arrest Referral at £500,000 and at £503,000."""
    found = shared_lines_have_one_amount(
        two_funds(("Arrest Referral", 500_000), ("Arrest  referral", 503_000))
    )
    assert said(found) == [
        (
            "Community Safety!B3",
            '"Arrest Referral" is £500,000 here and £503,000 in External Commissioning (B4): '
            "£3,000 apart",
        )
    ]


@pytest.mark.parametrize(
    "label", ["Staffing", "Other costs", "Premises", "Management and administration", "Travel"]
)
def test_general_labels_stand_in_many_funds(label: str) -> None:
    """Each fund has its own staff and its own travel."""
    assert shared_lines_have_one_amount(two_funds((label, 500_000), (label, 503_000))) == ()


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (500_000, 500_000),
        (500_000, -500_000),
        (500_000, 0),
        (500_000, "n/a"),
        (500_000, Shown(503_000, "='Community Safety'!B3+3000")),
        (Shown(0.5, number_format="0%"), Shown(0.6, number_format="0%")),
        (Shown(5, number_format='0" posts"'), Shown(6, number_format='0" posts"')),
    ],
)
def test_amounts_that_need_not_be_equal(here: Any, there: Any) -> None:
    """A transfer out and in, an amount taken from the other sheet, rates and posts."""
    found = shared_lines_have_one_amount(
        two_funds(("Arrest Referral", here), ("Arrest Referral", there))
    )
    assert found == ()


@pytest.mark.parametrize(
    "titles",
    [
        ("2021-22", "2022-23"),
        ("Youth 2021/22", "Youth 2022/23"),
        ("Original budget", "Revised budget"),
        ("April", "May"),
        ("Q1", "Q2"),
        ("Period 6", "Period 7"),
    ],
)
def test_one_fund_at_two_times_is_not_two_funds(titles: tuple[str, str]) -> None:
    """Sheets that years, months or states of a budget tell apart may well differ."""
    headings = ("Amount", "Amount")
    found = two_funds(
        ("Arrest Referral", 500_000), ("Arrest Referral", 503_000), *titles, headings=headings
    )
    assert shared_lines_have_one_amount(found) == ()


@pytest.mark.parametrize(
    ("headings", "count"),
    [
        (("Funding 2022/23", "Allocation"), 1),
        (("Funding 2022/23", "Funding 2022-23 (£)"), 1),
        (("Funding 2021/22", "Funding 2022/23"), 0),
        (("Budget", "Actual to date"), 0),
        (("Budget", "Forecast"), 0),
        (("Cost centre", "Cost centre"), 0),
        (("Posts", "Posts"), 0),
    ],
)
def test_only_amounts_of_one_kind_are_compared(headings: tuple[str, str], count: int) -> None:
    """What was spent is not what was planned, nor one year another."""
    found = two_funds(("Arrest Referral", 500_000), ("Arrest Referral", 503_000), headings=headings)
    assert len(shared_lines_have_one_amount(found)) == count


def test_thousands_and_pounds_are_compared_in_pounds() -> None:
    """500 typed under £000s is 500,400 pounds to the nearest thousand, and is not 503,000."""
    headings = ("Funding £000s", "Funding £")
    here = ("Arrest Referral", Shown(500, "", "#,##0"))
    same = two_funds(here, ("Arrest Referral", 500_400), headings=headings)
    other = two_funds(here, ("Arrest Referral", 503_000), headings=headings)
    assert shared_lines_have_one_amount(same) == ()
    assert "is £500,000 here and £503,000 in" in shared_lines_have_one_amount(other)[0].message


def test_a_label_of_three_sheets_and_sheets_of_one_form_are_left_alone() -> None:
    """Each of three areas has its wardens; two areas share the lines of one form."""
    three = [fund(title, ("Wardens", at), ("Other", at)) for at, title in enumerate("ABC", 5)]
    form = ("Wardens", "Mentoring", "CCTV", "Street lights")
    two = [
        fund(title, *((label, at) for label in form))
        for at, title in enumerate(("East", "West"), 5)
    ]
    assert shared_lines_have_one_amount(paper(*three)) == ()
    assert shared_lines_have_one_amount(paper(*two)) == ()


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_a_line_is_reported_when_its_two_amounts_differ(here: int, there: int) -> None:
    """Of two amounts of one sign, any that differ by a pound; never two equal ones."""
    found = shared_lines_have_one_amount(two_funds(("Mentoring", here), ("Mentoring", there)))
    assert bool(found) == (here != there and here * there > 0)
