"""Casting: totals against their lines, rows against their columns, a sheet against another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from typed_papers import Shown, fund, paper, said, sheet

from reportgen.checks.totals import rows_cross_cast, sheets_agree, totals_cast

THOUSANDS = "#,##0,"


def thousands(value: int) -> Shown:
    return Shown(value, number_format=THOUSANDS)


def posts(value: float) -> Shown:
    return Shown(value, number_format="0.0")


# --- what is said of a total ----------------------------------------------------------------


def test_both_numbers_are_stated_as_the_cell_shows_them_and_in_full() -> None:
    """The total of the published paper, which was 12 too low in thousands."""
    amounts = (400_000, 3_863_303, 1_687_000, 5_341_050)
    lines = [(f"Fund {number}", thousands(amount)) for number, amount in enumerate(amounts)]
    (found,) = totals_cast(paper(fund("Summary", *lines, ("Total", thousands(11_279_000)))))
    assert (found.code, found.source.cell) == ("total-mismatch", "B6")
    assert found.message == (
        '"Total" is typed as 11,279, but its lines add up to 11,291: 12 too low '
        "(£11,279,000 against £11,291,353: £12,353)"
    )
    assert "=SUM(B2:B5)" in found.hint


def test_where_the_cell_shows_everything_it_is_said_once() -> None:
    """And the direction of the difference is its own."""
    found = totals_cast(paper(fund("Fund", ("Roads", 5), ("Rail", 6), ("Total", 12))))
    assert said(found) == [
        ("Fund!B4", '"Total" is typed as £12, but its lines add up to £11: £1 too high')
    ]


def test_the_difference_is_that_of_the_numbers_as_shown() -> None:
    """11,279.4 and 11,291.5 show as 11,279 and 11,292: 13 apart, whatever is hidden."""
    rows = [("Roads", thousands(11_291_500)), ("Total", thousands(11_279_400))]
    ((_, message),) = said(totals_cast(paper(fund("Fund", *rows))))
    assert "as 11,279, but its lines add up to 11,292: 13 too low (£11,279,400" in message


def test_amounts_typed_in_thousands_are_not_taken_for_pounds() -> None:
    """400.4 under £000s is £400,400: its figures are said without a pound sign."""
    rows = [
        ("Roads", Shown(400.4, number_format="#,##0")),
        ("Total", Shown(390, number_format="#,##0")),
    ]
    ((_, message),) = said(totals_cast(paper(fund("Fund", *rows, heading="2022/23 £000s"))))
    assert message == (
        '"Total" is typed as 390, but its lines add up to 400: 10 too low '
        "(390 against 400.40: 10.40)"
    )


def test_pence_are_said_where_there_are_any() -> None:
    """A total that hides its pence may be wrong by them and a pound besides."""
    rows = [("Roads", Shown(1.75, number_format="£0.00")), ("Total", 4)]
    ((_, message),) = said(totals_cast(paper(fund("Fund", *rows))))
    assert message.endswith("£2 too high (£4 against £1.75: £2.25)")


def test_a_number_typed_into_a_sum_is_told_from_a_typed_total() -> None:
    """The lines add up; the formula adds 4 that stand nowhere."""
    rows = [("Roads", 5), ("Rail", 6), ("Total", Shown(15, "=SUM(B2:B3)+4"))]
    ((_, message),) = said(totals_cast(paper(fund("Fund", *rows))))
    assert message == (
        '"Total" is =SUM(B2:B3)+4, which comes to £15, but its lines add up to £11: £4 too high'
    )


def test_a_carry_forward_is_reported_and_its_total_is_not() -> None:
    """The published External Commissioning: the column adds up to £300,100 more than its total."""
    rows = [
        ("Projects", 1_837_050),
        ("Total allocated", Shown(1_837_050, "=SUM(B2:B2)")),
        ("C/fwd 21-22 External Fund", 150_050),
        ("Total funding available", 1_687_000),
    ]
    (found,) = totals_cast(paper(fund("External", *rows)))
    assert (found.code, found.source.cell) == ("carry-forward-sign", "B4")
    for part in ("£150,050", "−£150,050", "£1,687,000", "£1,987,100", "£300,100"):
        assert part in found.message
    assert "make B4 −£150,050 and B5 =SUM(B3:B4)" in found.hint


def test_the_rows_that_a_sum_leaves_out_are_named() -> None:
    """With what the total shows, what it should be and how far it is out."""
    rows = [
        ("Roads", 5),
        ("Rail", 6),
        *((f"New scheme {number}", 10) for number in range(5)),
        ("Total", Shown(11, "=SUM(B2:B3)")),
    ]
    (found,) = totals_cast(paper(fund("Fund", *rows)))
    assert (found.code, found.source.cell) == ("sum-misses-line", "B9")
    assert found.message == (
        '"Total" leaves out "New scheme 0" (B4), "New scheme 1" (B5), "New scheme 2" (B6) and '
        "2 more, down to B8: it shows £11 and should be £61, £50 too low"
    )
    assert found.hint.endswith("=SUM(B2:B8)")


def test_a_sum_that_runs_on_and_one_that_doubles_have_their_own_codes() -> None:
    """The one adds what is not its own, the other what it has already."""
    group = [("Roads", 5), ("Rail", 6), ("Sub-total", Shown(11, "=SUM(B2:B3)"))]
    running = [*group, ("Places", ""), ("Parks", 7), ("Sub-total", Shown(24, "=SUM(B3:B6)"))]
    doubling = [*group, ("Parks", 7), ("Total", Shown(29, "=SUM(B2:B5)"))]
    (long,) = totals_cast(paper(fund("Fund", *running)))
    (over,) = totals_cast(paper(fund("Fund", *doubling)))
    assert (long.code, over.code) == ("sum-too-long", "sum-over-subtotal")
    assert 'runs on into "Rail" (B3) and "Sub-total" (B4)' in long.message
    assert "it shows £24 and should be £7, £17 too high" in long.message
    assert 'adds "Sub-total" (B4) and the lines that are in it' in over.message
    assert "it shows £29 and should be £18, £11 too high" in over.message


def test_a_total_that_counts_hidden_rows_is_no_mismatch() -> None:
    """That rows are hidden is reported by itself."""
    rows = [("Roads", 5), ("Rail", 6), ("Total", 11)]
    assert totals_cast(paper(fund("Fund", *rows, hidden_rows=(3,)))) == ()
    assert len(totals_cast(paper(fund("Fund", *rows[:2], ("Total", 12), hidden_rows=(3,))))) == 1


def test_a_sum_over_hidden_spare_rows_is_none_either() -> None:
    """Nor is one that leaves a hidden row out."""
    rows = [("Roads", 5), ("Spare", 6), ("Total", Shown(5, "=SUM(B2:B2)"))]
    assert totals_cast(paper(fund("Fund", *rows, hidden_rows=(3,)))) == ()


def test_sheets_that_no_paper_uses_are_not_cast() -> None:
    """They are finance's own business."""
    wrong = fund("Old", ("Roads", 5), ("Total", 12))
    right = fund("Fund", ("Roads", 5), ("Total", 5))
    assert totals_cast(paper(right, wrong, prints=["Fund"])) == ()
    assert len(totals_cast(paper(right, wrong))) == 1


# --- across ---------------------------------------------------------------------------------

ACROSS = ("Team", "Staff", "Supplies", "Total")


def test_a_row_that_its_total_does_not_fit_is_reported() -> None:
    """The column of totals is wrong there, and the total below it is not reported besides."""
    rows = [("North", 5, 6, 11), ("South", 7, 8, 16), ("East", 1, 1, 2), ("Total", 13, 15, 28)]
    used = paper(sheet("Fund", ACROSS, *rows))
    assert said(rows_cross_cast(used)) == [
        (
            "Fund!D3",
            '"South" is typed as £16 under "Total", but its row adds up to £15: £1 too high',
        )
    ]
    assert totals_cast(used) == ()
    assert "=B3+C3" in rows_cross_cast(used)[0].hint


CROSS_CASTING: dict[str, Sequence[Sequence[Any]]] = {
    "all rows cast": [ACROSS, ("North", 5, 6, 11), ("South", 7, 8, 15), ("Total", 12, 14, 26)],
    "the column is a total of something else": [
        ACROSS, ("North", 5, 6, 100), ("South", 7, 8, 200), ("East", 1, 1, 2)
    ],
    "one row alone shows nothing": [ACROSS, ("North", 5, 6, 12)],
    "one column before it": [("Team", "Staff", "Total"), ("North", 5, 6), ("South", 7, 8)],
    "by formula": [
        ACROSS, ("North", 5, 6, 11), ("South", 7, 8, Shown(16, "=C3*2")), ("East", 1, 1, 2)
    ],
    "posts beside the money": [
        ("Team", "Posts", "Staff", "Supplies", "Total"),
        ("North", posts(2), 5, 6, 11),
        ("South", posts(3), 7, 8, 15),
    ],
    "quarters, halves and a year": [
        ("Team", "Q1", "Q2", "Total half year", "Q3", "Q4", "Total second half"),
        ("North", 1, 2, 3, 4, 5, 9),
        ("South", 2, 2, 4, 1, 5, 6),
    ],
    "an amount to be confirmed": [
        ACROSS, ("North", 5, 6, 11), ("South", 7, "tbc", 15), ("East", 1, 1, 2)
    ],
    "budget and actual, with a total budget first": [
        ("Team", "Total budget", "Actual", "Forecast"),
        ("North", 5, 6, 7),
        ("South", 7, 8, 9),
    ],
}  # fmt: skip


@pytest.mark.parametrize("shape", CROSS_CASTING)
def test_a_column_headed_total_is_left_alone(shape: str) -> None:
    """Unless most of its rows show that it adds the others up."""
    assert rows_cross_cast(paper(sheet("Fund", *CROSS_CASTING[shape]))) == ()


# --- from sheet to sheet --------------------------------------------------------------------

YOUTH = fund(
    "Youth fund",
    ("Mentoring", 100_000),
    ("Camps", 20_400),
    ("Total", Shown(120_400, "=SUM(B2:B3)")),
)


@pytest.mark.parametrize("label", ["Youth fund", "YOUTH FUND", "Youth Fund (Home Office grant)"])
def test_a_line_that_a_sheet_does_not_agree_with_is_reported(label: str) -> None:
    """It was typed, and the fund has changed since."""
    summary = fund("Summary", (label, 118_400), ("Wardens", 45_000), ("Total", 163_400))
    (found,) = sheets_agree(paper(summary, YOUTH))
    assert (found.code, found.source.cell) == ("cross-sheet-total", "B2")
    assert found.message == (
        f'"{label}" is typed as £118,400, but the total in B4 of sheet "Youth fund" '
        "is £120,400: £2,000 too low"
    )
    assert "='Youth fund'!B4" in found.hint


def test_thousands_are_held_against_pounds() -> None:
    """Typed in thousands under £000s, a line has to show what the fund comes to."""
    youth = fund("Youth fund", ("Mentoring", 652_108))
    for typed, agrees in ((652, True), (625, False)):
        line = ("Youth fund", Shown(typed, number_format="#,##0"))
        summary = fund("Summary", line, heading="2022/23 £000s")
        found = sheets_agree(paper(summary, youth))
        assert (found == ()) == agrees
    assert "is typed as 625, but the total in B2" in found[0].message
    assert found[0].hint.endswith("='Youth fund'!B2/1000")


AGREEING = {
    "it is linked": ("Youth fund", Shown(118_400, "='Youth fund'!B4")),
    "it agrees": ("Youth fund", 120_400),
    "it shows the same": ("Youth fund", thousands(119_900)),
    "its name only begins like it": ("Youth fund reserve", 7),
    "it has no amount": ("Youth fund", "tbc"),
    "it is a share": ("Youth fund", Shown(0.4, number_format="0%")),
}


@pytest.mark.parametrize("reason", AGREEING)
def test_a_line_named_like_a_sheet_is_left_alone(reason: str) -> None:
    """Where it is linked, agrees as shown, or is of something else."""
    summary = fund("Summary", AGREEING[reason], ("Wardens", 45))
    assert sheets_agree(paper(summary, YOUTH)) == ()


def test_the_columns_of_other_years_are_left_alone() -> None:
    """Last year's amount need not be this year's total."""
    summary = sheet(
        "Summary",
        ("Programme", "2021/22", "2022/23"),
        ("Youth fund", 90_000, 120_400),
        ("Wardens", 4, 5),
    )
    assert sheets_agree(paper(summary, YOUTH)) == ()


def test_a_sheet_without_a_total_of_its_own_is_left_alone() -> None:
    """Several lines and no total: there is nothing to agree with."""
    youth = fund("Youth fund", ("Mentoring", 100), ("Camps", 20))
    summary = fund("Summary", ("Youth fund", 118), ("Wardens", 45))
    assert sheets_agree(paper(summary, youth)) == ()
