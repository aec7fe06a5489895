"""Where a budget is found on a sheet, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from typed_cells import Sum

from reportgen.budget import Budget, find_budget
from reportgen.diagnostics import Diagnostics
from reportgen.readers.workbook import read_workbook
from reportgen.workbook import CellRange, NamedRange, Sheet, Workbook

Recognised = Callable[..., tuple[Budget, Diagnostics]]
Make = Callable[..., Workbook]
MakeSheet = Callable[..., Sheet]


def headings(budget: Budget) -> list[str]:
    return [column.heading for column in budget.columns]


def labels(budget: Budget) -> list[str]:
    return [line.label for line in budget.lines]


# --- by its place ---------------------------------------------------------------------------


def test_titles_above_the_headings_are_skipped(recognised: Recognised) -> None:
    """One sheet per fund: title on top, a blank row, headings in row 3 to 5."""
    budget, problems = recognised(
        [("Victims Services",), ("All figures in pounds",), (), ("Area", "2022/23"), ("Roads", 5)]
    )
    assert budget.title == "Victims Services"
    assert (headings(budget), labels(budget)) == (["Area", "2022/23"], ["Roads"])
    assert str(budget.origin) == "budgets/test.xlsx!Fund!A4:B5"
    assert problems == ()


def test_particulars_above_the_headings_are_not_taken_for_headings(recognised: Recognised) -> None:
    """`Prepared by | Finance` has two words as well, but a gap divides it from the table."""
    budget, _ = recognised(
        [("Version", 3), ("Prepared by", "Finance"), (), ("Area", "Funding"), ("Roads", 5)]
    )
    assert headings(budget) == ["Area", "Funding"]


def test_years_and_dates_typed_as_numbers_are_headings(recognised: Recognised) -> None:
    """2023 over a column is a heading; £2,023 is an amount."""
    budget, _ = recognised([("Area", 2022, 2023), ("Roads", 1990, 2_100)], number_format="General")
    assert headings(budget) == ["Area", "2022", "2023"]
    budget, _ = recognised([("Area", "Funding"), ("Roads", 2_023)])
    assert labels(budget) == ["Roads"]


def test_a_second_row_of_headings_is_joined_to_the_first(recognised: Recognised) -> None:
    """Units often stand in a row of their own."""
    budget, _ = recognised(
        [("Area", "2022/23", "2023/24"), ("", "£000s", "£000s"), ("Roads", 5, 6)]
    )
    assert headings(budget) == ["Area", "2022/23 £000s", "2023/24 £000s"]
    assert [column.unit for column in budget.columns] == ["", "£000s", "£000s"]


def test_one_heading_over_the_amounts_is_enough_but_reported(recognised: Recognised) -> None:
    """A blank heading over the labels: the table is found, and the cell to fill is named."""
    budget, (problem,) = recognised([("Fund",), (), ("", "2022/23"), ("Active Citizens", 400_000)])
    assert headings(budget) == ["", "2022/23"]
    assert (problem.code, str(problem.source)) == ("blank-heading", "budgets/test.xlsx!Fund!A3")


def test_a_table_of_words_needs_no_amounts(recognised: Recognised) -> None:
    """A sheet of notes is printed like a budget."""
    budget, _ = recognised([("Notes",), (), ("Subject", "Note"), ("Grant", "Not yet agreed")])
    assert headings(budget) == ["Subject", "Note"]
    assert [line.kind.value for line in budget.lines] == ["line"]


def test_small_gaps_are_kept_and_a_wide_one_ends_the_table(recognised: Recognised) -> None:
    """Two blank rows are air, three are the end; what is below is not dropped in silence."""
    rows = [("Area", "Funding"), ("Roads", 5), (), (), ("Rail", 6)]
    budget, problems = recognised(rows)
    assert (labels(budget), problems) == (["Roads", "Rail"], ())
    budget, (problem,) = recognised([*rows, (), (), (), ("Workings", 7)])
    assert labels(budget) == ["Roads", "Rail"]
    assert problem.code == "not-printed"
    assert "rows from 9" in problem.message


def test_a_blank_column_between_columns_is_left_out(recognised: Recognised) -> None:
    """Finance uses narrow blank columns as air."""
    budget, _ = recognised([("Area", "", "2022/23", "", "2023/24"), ("Roads", "", 5, "", 6)])
    assert headings(budget) == ["Area", "2022/23", "2023/24"]


def test_two_blank_columns_end_the_table(recognised: Recognised) -> None:
    """A second table beside the first is another table."""
    budget, _ = recognised([("Area", "Funding", "", "", "Rate"), ("Roads", 5, "", "", 7)])
    assert headings(budget) == ["Area", "Funding"]


def test_a_column_without_heading_beside_the_table_is_reported(recognised: Recognised) -> None:
    """It is not printed, and the writer of the paper has to know."""
    budget, (problem,) = recognised([("Area", "Funding"), ("Roads", 5, "see minutes")])
    assert headings(budget) == ["Area", "Funding"]
    assert problem.code == "not-printed"
    assert "column C" in problem.message


def test_headings_typed_again_for_a_second_page_are_no_line(recognised: Recognised) -> None:
    """Word repeats the headings by itself."""
    budget, _ = recognised([("Area", "Funding"), ("Roads", 5), ("Area", "Funding"), ("Rail", 6)])
    assert labels(budget) == ["Roads", "Rail"]


# --- by name --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Active Citizens", "ACTIVE  citizens", "active_citizens"])
def test_a_sheet_is_found_by_title_or_slug(sheet: MakeSheet, workbook: Make, name: str) -> None:
    """Case and spacing are forgiven; expressions use the slug."""
    fund = sheet([("Area", "Funding"), ("Roads", 5)], title="Active Citizens")
    budget, _ = find_budget(workbook((), fund), name)
    assert budget is not None
    assert budget.sheet == "Active Citizens"


def test_of_sheets_that_are_called_alike_the_first_is_meant(
    sheet: MakeSheet, workbook: Make
) -> None:
    """A sheet goes before a defined name, and a title before a slug."""
    titles = ["Roads_2022", "Roads  2022", "roads 2022"]
    sheets = [sheet([("Area", "Funding"), (title, 5)], title=title) for title in titles]
    named = NamedRange("Roads 2022", "Roads_2022", CellRange(1, 1, 2, 2))
    book = replace(workbook((), *sheets), names=(named,))
    found = [find_budget(book, name)[0] for name in ("Roads 2022", "roads_2022", "roads-2022")]
    assert [budget and budget.sheet for budget in found] == [
        "Roads  2022", "Roads_2022", "Roads_2022"
    ]  # fmt: skip


def test_an_unknown_sheet_is_named_with_the_nearest_one(workbook: Make) -> None:
    """All sheets are known, so a slip is easy to see."""
    budget, (problem,) = find_budget(workbook([("Area", "Funding"), ("Roads", 5)]), "Found")
    assert budget is None
    assert (problem.code, problem.hint) == ("unknown-sheet", 'did you mean "Fund"?')


@pytest.mark.parametrize("is_table", [True, False])
def test_a_table_or_a_defined_name_means_its_block(workbook: Make, is_table: bool) -> None:
    """A sheet may hold several tables when each has a name."""
    rows = [("Area", "Funding"), ("Roads", 5), ("Total", 5), ("Grant", "Sum"), ("Home Office", 9)]
    named = NamedRange("Grants", "Fund", CellRange(4, 1, 5, 2), is_table)
    budget, _ = find_budget(replace(workbook(rows), names=(named,)), "grants")
    assert budget is not None
    assert (headings(budget), labels(budget)) == (["Grant", "Sum"], ["Home Office"])


def test_a_range_without_headings_takes_those_above_it(recognised: Recognised) -> None:
    """A part of a table is still under the headings of the table."""
    rows = [("Area", "Funding"), ("Group",), ("Roads", 5), ("Rail", 6), ("Air", 7)]
    budget, problems = recognised(rows, within="A4:B5")
    assert (headings(budget), labels(budget)) == (["Area", "Funding"], ["Rail", "Air"])
    assert problems == ()


@pytest.mark.parametrize(
    ("within", "code"), [("Rows 4 to 9", "bad-range"), ("D1:F9", "budget-not-found")]
)
def test_a_range_that_holds_no_table_is_reported(workbook: Make, within: str, code: str) -> None:
    """Whether it is no range, or a range of nothing."""
    book = workbook([("Area", "Funding"), ("Roads", 5)])
    budget, (problem,) = find_budget(book, "Fund", within)
    assert budget is None
    assert problem.code == code
    assert "A4:C19" in problem.hint


@pytest.mark.parametrize(
    "rows", [(), [("A single text",)], [("Area", "Funding")], [(1, 2), (3, 4)]]
)
def test_a_sheet_without_a_table_is_reported(
    workbook: Make, rows: list[tuple[object, ...]]
) -> None:
    """The hint says what a table needs."""
    budget, (problem,) = find_budget(workbook(rows), "Fund")
    assert budget is None
    assert problem.code == "budget-not-found"
    assert '"Fund"' in problem.message


# --- what is odd about it -------------------------------------------------------------------


def test_hidden_rows_and_columns_are_left_out_and_reported(recognised: Recognised) -> None:
    """A total may count a row that no reader sees."""
    rows = [("Area", "Code", "Funding"), ("Roads", "R", 5), ("Rail", "L", 6), ("Total", "", 11)]
    budget, problems = recognised(rows, hidden_rows=(3,), hidden_columns=(2,))
    assert (headings(budget), labels(budget)) == (["Area", "Funding"], ["Roads", "Total"])
    assert [problem.code for problem in problems] == ["hidden-row", "hidden-column"]
    assert "row 3" in problems[0].message
    assert "column B" in problems[1].message


def test_a_hidden_sheet_is_printed_with_a_warning(recognised: Recognised) -> None:
    """Whoever hid it may not have meant it for the public."""
    budget, (problem,) = recognised([("Area", "Funding"), ("Roads", 5)], hidden=True)
    assert labels(budget) == ["Roads"]
    assert problem.code == "hidden-sheet"


@pytest.mark.parametrize("text", ["45,000", "£45,000", " (1,200)", "-5", "3.5%", "− £7"])
def test_a_number_stored_as_text_is_reported(recognised: Recognised, text: str) -> None:
    """SUM passes over it, so the total is too small."""
    _, (problem,) = recognised([("Area", "Funding"), ("Roads", 5), ("Rail", text)])
    assert (problem.code, str(problem.source)) == ("number-as-text", "budgets/test.xlsx!Fund!B3")


@pytest.mark.parametrize("text", ["tbc", "n/a", "–", "2022/23", "Phase 2", "1 of 7"])
def test_words_in_an_amount_column_are_words(recognised: Recognised, text: str) -> None:
    """`tbc` is no amount, and nothing is wrong with it."""
    _, problems = recognised([("Area", "Funding"), ("Roads", 5), ("Rail", text)])
    assert problems == ()


def test_the_sample_workbook_is_recognised_without_a_word(repository: Path) -> None:
    """A tidy workbook gets no warnings, whichever of its sheets is asked for."""
    path = repository / "budgets" / "commissioning-2022-23.xlsx"
    workbook, _ = read_workbook(path, "budget", "budgets/commissioning-2022-23.xlsx")
    assert workbook is not None
    found = [find_budget(workbook, sheet.title) for sheet in workbook.sheets]
    assert [problems for _, problems in found] == [()] * 6
    assert [len(budget.lines) for budget, _ in found if budget] == [5, 1, 14, 23, 23, 4]


def test_ten_thousand_rows_are_no_trouble(recognised: Recognised) -> None:
    """Every line of a long sheet is there, and the sum over all of them is a total."""
    rows = [(f"Grant {number}", number) for number in range(10_000)]
    total = ("All", Sum("=SUM(B2:B10001)", 5))
    budget, _ = recognised([("Grant", "Sum"), *rows, total])
    assert [line.kind.value for line in budget.lines] == ["line"] * 10_000 + ["total"]


def test_digits_stored_as_text_are_codes_unless_something_says_amounts(
    recognised: Recognised,
) -> None:
    """A column of cost centres is no column of amounts; one of exported amounts is."""
    codes, problems = recognised(
        [("Area", "Cost centre", "Budget"), ("Roads", "40215", 500), ("Remedi", "40216", 700)]
    )
    assert [column.is_amount for column in codes.columns] == [False, False, True]
    assert problems == ()
    exported, problems = recognised([("Area", "Budget £"), ("Roads", "500"), ("Remedi", "700")])
    assert [column.is_amount for column in exported.columns] == [False, True]
    assert [item.code for item in problems] == ["number-as-text", "number-as-text"]
