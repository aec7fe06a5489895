"""The note under a table whose rounded rows do not add up to its rounded total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_tables import printed, set_table
from typed_cells import Shown, Sum

from reportgen.diagnostics import Diagnostics, Severity
from reportgen.model import RowKind, Table
from reportgen.workbook import Workbook

Make = Callable[..., Workbook]
HEADINGS = ("Area", "2022/23")
# Three lines that are rounded down by 400 each: a total of 1,200 more.
LINES = [("Roads", 120_400), ("Rail", 80_400), ("Parks", 25_400)]
FUND = [HEADINGS, *LINES, ("Total", Sum("=SUM(B2:B4)", 226_200))]


def notes(table: Table) -> list[str]:
    rows = zip(table.rows, printed(table), strict=True)
    return [texts[0] for row, texts in rows if row.kind is RowKind.NOTE]


def said(problems: Diagnostics) -> list[str]:
    return [item.message for item in problems if item.code == "rounding-note"]


def test_a_table_in_thousands_says_that_it_is_rounded(workbook: Make) -> None:
    """In a row of its own under the table; what was done is said at the total's cell."""
    table, (problem,) = set_table("Fund", workbook(FUND), unit="£000s")
    note = "Amounts are rounded to the nearest £1,000, so lines may not add up to their totals."
    assert [texts[-1] for texts in printed(table)][1:5] == ["120", "80", "25", "226"]
    assert (table.rows[-1].kind, printed(table)[-1]) == (RowKind.NOTE, [note, ""])
    assert (problem.severity, problem.source.cell) == (Severity.NOTE, "B5")
    assert problem.message == (
        "3 lines print as 225 in £000s and their total as 226; "
        "a note under the table says that amounts are rounded"
    )


@pytest.mark.parametrize(
    ("number_format", "amounts", "step"),
    [
        ("#,##0,", (1_400, 1_400), "£1,000"),
        ('£0.0,,"m"', (1_240_000, 1_240_000), "£0.1 million"),
        ('£0.00,,"m"', (1_244_000, 1_244_000), "£0.01 million"),
        ('£0,,"m"', (1_400_000, 1_400_000), "£1 million"),
        ("£#,##0", (1.4, 1.4), "£1"),
        ("£#,##0.00", (1.004, 1.004), "penny"),
        ('0.0" posts"', (1.24, 1.24), "0.1"),
    ],
)
def test_the_note_names_what_amounts_are_rounded_to(
    workbook: Make, number_format: str, amounts: tuple[float, float], step: str
) -> None:
    """By the number format, where the table has no unit."""
    lines = [("A", Shown(amounts[0], number_format)), ("B", Shown(amounts[1], number_format))]
    total = ("Total", Shown(Sum("=SUM(B2:B3)", sum(amounts)), number_format))
    table, _ = set_table("Fund", workbook([HEADINGS, *lines, total]))
    (note,) = notes(table)
    assert (
        note
        == f"Amounts are rounded to the nearest {step}, so lines may not add up to their totals."
    )


def test_amounts_typed_in_thousands_are_rounded_to_pounds_of_their_unit(workbook: Make) -> None:
    """1.4 under £000s is £1,400, and printed to the nearest thousand."""
    lines = [("A", Shown(1.4, "#,##0")), ("B", Shown(1.4, "#,##0"))]
    total = ("Total", Shown(Sum("=SUM(B2:B3)", 2.8), "#,##0"))
    table, _ = set_table("Fund", workbook([("Area", "£000s"), *lines, total]))
    assert "to the nearest £1,000," in notes(table)[0]


def test_columns_that_are_rounded_differently_are_named_by_none(workbook: Make) -> None:
    """The note holds for both of them."""
    rows = [
        ("Area", "Money", "Posts"),
        ("A", 1.4, Shown(1.24, "0.0")),
        ("B", 1.4, Shown(1.24, "0.0")),
        ("Total", Sum("=SUM(B2:B3)", 2.8), Shown(Sum("=SUM(C2:C3)", 2.48), "0.0")),
    ]
    table, problems = set_table("Fund", workbook(rows))
    assert notes(table) == ["Amounts are rounded, so lines may not add up to their totals."]
    assert len(said(problems)) == 1


NO_NOTE: dict[str, tuple[list[Any], dict[str, str]]] = {
    "the table prints in full": (FUND, {}),
    "the rows as printed add up": (
        [HEADINGS, ("A", 1_400), ("B", 1_000), ("Total", Sum("=SUM(B2:B3)", 2_400))],
        {"unit": "£000s"},
    ),
    "a note of the sheet says so": (
        [*FUND, ("Note: figures are rounded.",)],
        {"unit": "£000s"},
    ),
    "a line of the total is not printed": (FUND, {"unit": "£000s", "rows": "Roads; Rail; Total"}),
    "the total is not printed": (FUND, {"unit": "£000s", "rows": "lines"}),
    "a typed total is wrong in earnest": (
        [HEADINGS, *LINES, ("Total", 231_200)],
        {"unit": "£000s"},
    ),
    "the column is one of shares": (
        [
            ("Area", "Share"),
            ("A", Shown(0.333, "0%")),
            ("B", Shown(0.333, "0%")),
            ("C", Shown(0.334, "0%")),
            ("Total", Shown(Sum("=SUM(B2:B4)", 1), "0%")),
        ],
        {},
    ),
    "a total without pence stands over lines with pence": (
        [
            HEADINGS,
            ("A", Shown(1.4, "£0.00")),
            ("B", Shown(1.4, "£0.00")),
            ("Total", Sum("=SUM(B2:B3)", 2.8)),
        ],
        {},
    ),
}


@pytest.mark.parametrize("reason", NO_NOTE)
def test_there_is_no_note_without_need(workbook: Make, reason: str) -> None:
    """Where nothing looks wrong, or something is."""
    rows, options = NO_NOTE[reason]
    table, problems = set_table("Fund", workbook(rows), **options)
    assert [note for note in notes(table) if "may not add up" in note] == []
    assert said(problems) == []


def test_a_column_that_is_not_printed_needs_no_note(workbook: Make) -> None:
    """What is said holds for what can be seen."""
    rows = [("Area", "2021/22", "2022/23"), ("A", 1_000, 1_400), ("B", 1_000, 1_400),
            ("Total", Sum("=SUM(B2:B3)", 2_000), Sum("=SUM(C2:C3)", 2_800))]  # fmt: skip
    book = workbook(rows)
    assert notes(set_table("Fund", book, unit="£000s", columns="2021/22")[0]) == []
    assert len(notes(set_table("Fund", book, unit="£000s", columns="2022/23")[0])) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.integers(-9_999_999, 9_999_999), min_size=1, max_size=8))
def test_there_is_a_note_exactly_where_printed_rows_do_not_add_up(
    workbook: Make, amounts: list[int]
) -> None:
    """Whoever adds the column up finds the total, or the note."""
    lines = [(f"Line {at}", amount) for at, amount in enumerate(amounts)]
    total = ("Total", Sum(f"=SUM(B2:B{len(amounts) + 1})", sum(amounts)))
    table, _ = set_table("Fund", workbook([HEADINGS, *lines, total]), unit="£000s")
    column = [number(texts[1]) for texts in printed(table)[1 : len(amounts) + 2]]
    assert bool(notes(table)) == (sum(column[:-1]) != column[-1])


def number(text: str) -> int:
    digits = int(text.strip("()").replace(",", ""))
    return -digits if text.startswith("(") else digits
