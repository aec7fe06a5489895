"""Saved values that their formulas contradict: which cells are reported, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from carried_kinds import carried
from typed_sheets import PATH, Saved, workbook

from reportgen.checks.recalculation import values_are_fresh
from reportgen.formulas import UNKNOWN, Recalculation
from reportgen.model import Paper, Section, Table
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

TESTS = Path(__file__).parent.parent
SAMPLES = (
    TESTS.parent / "budgets" / "commissioning-2022-23.xlsx",
    TESTS / "workbooks" / "published-errors.xlsx",
)


def paper(book: Workbook, sheet: str = "Fund") -> Paper:
    """Return a paper that prints a table of one sheet."""
    here = Source("content/paper/budget.md", 1)
    table = Table((), (), here, origin=f"{PATH}!{sheet}!A1:B9")
    section = Section("budget", here, (table,))
    return Paper("paper", carried("paper"), here, workbooks=(book,), sections=(section,))


def stale(book: Workbook, sheet: str = "Fund") -> list[str]:
    """Return the cells that are reported."""
    found = values_are_fresh(paper(book, sheet))
    assert all(item.code == "stale-value" for item in found)
    return [f"{item.source.sheet}!{item.source.cell}" for item in found]


def message(book: Workbook) -> str:
    (found,) = values_are_fresh(paper(book))
    return found.message


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_sample_workbooks_are_worked_out_completely(path: Path) -> None:
    """Every formula in them is simple, and comes to its saved value."""
    book, _ = read_workbook(path, "budget", path.name)
    assert book is not None
    ours = Recalculation(book)
    cells = [cell for sheet in book.sheets for cell in sheet.cells() if cell.formula]
    values = [ours.value(cell.source.sheet, cell.row, cell.column) for cell in cells]
    assert len(cells) > 10
    assert UNKNOWN not in values
    assert values == [cell.value for cell in cells]


def test_only_where_a_difference_begins_is_reported() -> None:
    """What rests on a stale cell comes right with it."""
    summary = {"B1": Saved("=Fund!B3", 30), "B2": 5, "B3": Saved("=SUM(B1:B2)", 35)}
    fund = {"B1": 10, "B2": 22, "B3": Saved("=SUM(B1:B2)", 30)}
    assert stale(workbook({"Summary": summary, "Fund": fund}), "Summary") == ["Fund!B3"]


def test_two_causes_are_both_reported() -> None:
    """The second one contradicts even what it was given, and is not excused by the first."""
    fund = {"B1": 10, "B2": Saved("=B1*2", 30), "B3": Saved("=B2+1", 99)}
    assert stale(workbook({"Fund": fund})) == ["Fund!B2", "Fund!B3"]


def test_a_cell_that_is_right_is_not_reported_for_what_it_rests_on() -> None:
    """It was calculated after the cell above it had been set by hand to something else."""
    fund = {"B1": 10, "B2": Saved("=B1*2", 30), "B3": Saved("=B2+1", 21)}
    assert stale(workbook({"Fund": fund})) == ["Fund!B2"]


def test_sheets_that_no_paper_rests_on_are_left_alone() -> None:
    """They are finance's own business."""
    sheets = {"Fund": {"B1": 10}, "Drafts": {"B1": 10, "B2": Saved("=B1*2", 30)}}
    assert stale(workbook(sheets)) == []
    assert stale(workbook(sheets), "Drafts") == ["Drafts!B2"]


def test_a_formula_that_was_never_calculated_is_not_reported_twice() -> None:
    """It has a code of its own; what was saved above it is held against what it comes to."""
    fund = {"B1": 10, "B2": "=B1*2", "B3": Saved("=B2+1", 21), "B4": Saved("=B2+1", 1)}
    assert stale(workbook({"Fund": fund})) == ["Fund!B4"]


def test_what_rests_on_a_look_up_is_held_against_its_saved_value() -> None:
    """VLOOKUP is not worked out here, but the sum over it has to agree with what it shows."""
    fund = {
        "A1": "Wardens",
        "B1": Saved('=VLOOKUP("Wardens",A1:C1,3,FALSE)', 50),
        "B2": 10,
        "B3": Saved("=B1+B2", 60),
        "B4": Saved("=B1-B2", 60),
    }
    assert stale(workbook({"Fund": fund})) == ["Fund!B4"]


def test_what_excel_loses_in_its_last_binary_digits_is_no_difference() -> None:
    """0.1 + 0.2 is 0.30000000000000004 there, and 43.1 - 43.2 + 1 is 0.899999999999999."""
    fund = {
        "B1": Saved("=0.1+0.2", 0.30000000000000004),
        "B2": Saved("=43.1-43.2+1", 0.899999999999999),
        "B3": Saved("=1/3", 0.333333333333333),
        "B4": Saved("=1234567890.12-1234567890", 0.119999885559082),
    }
    assert stale(workbook({"Fund": fund})) == []


def test_a_penny_in_ten_million_pounds_is_a_difference() -> None:
    """Nothing that is real money passes for a matter of digits."""
    fund = {"B1": 11_291_353.07, "B2": Saved("=B1*1", 11_291_353.06)}
    assert stale(workbook({"Fund": fund})) == ["Fund!B2"]


def test_a_workbook_that_reckons_with_what_it_shows_is_left_alone() -> None:
    """With "precision as displayed" a third of 100 may be 33."""
    fund = {"B1": 100, "B2": Saved("=B1/3", 33)}
    assert stale(workbook({"Fund": fund}, as_displayed=True)) == []
    assert stale(workbook({"Fund": fund})) == ["Fund!B2"]


def test_the_message_says_both_and_the_difference() -> None:
    """For words there is no difference to state; a formula that is long is not repeated."""
    words = {"B1": 5, "B2": Saved('=IF(B1>3,"over","under")', "under")}
    assert message(workbook({"Fund": words})) == (
        'the saved value is "under", but =IF(B1>3,"over","under") comes to "over"'
    )
    switch = {"B1": 5, "B2": Saved("=B1=4", True)}
    assert message(workbook({"Fund": switch})) == (
        "the saved value is TRUE, but =B1=4 comes to FALSE"
    )
    number = {"B1": 1234.5, "B2": Saved("=B1+" + "+".join(["0"] * 40), 1234.75)}
    assert message(workbook({"Fund": number})) == (
        "the saved value is 1234.75, but its formula comes to 1234.5: 0.25 less"
    )
