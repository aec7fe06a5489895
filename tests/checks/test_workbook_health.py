"""Workbook health: links to other workbooks, and what is hidden or no number behind an amount."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import health_workbooks
import pytest
from typed_papers import Shown, fund, paper, said, sheet

from reportgen.budget import find_budget
from reportgen.checks.external_links import amounts_come_from_this_workbook
from reportgen.checks.unprinted_sheets import sheets_behind_the_paper_are_sound
from reportgen.model import Paper
from reportgen.readers.workbook import read_workbook
from reportgen.workbook import Sheet

# --- other workbooks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("=[1]Prices!$B$4*12", "prices 2022.xlsx"),
        ("='[2]Day rates'!B4", "rates.xlsx"),
        ("=[1]!vat_rate", "prices 2022.xlsx"),
        ("='F:\\Finance\\[old.xlsx]Prices'!B4", "old.xlsx"),
        ("='F:\\Finance\\old.xlsx'!vat_rate", "old.xlsx"),
        ("='Bob''s [old.xlsx]Prices'!B4+1", "old.xlsx"),
        ("=[7]Prices!B4", "the workbook [7]"),
    ],
)
def test_a_formula_that_reads_another_workbook_is_named_with_it(formula: str, name: str) -> None:
    """The file's own name is said, not where it is; it is never opened."""
    links = ("file:///F:\\Finance\\prices%202022.xlsx", "https://council.example/rates.xlsx")
    budget = paper(fund("Fund", ("Mentoring", Shown(5, formula))), links=links)
    assert said(amounts_come_from_this_workbook(budget)) == [
        ("Fund!B2", f"the formula reads another workbook, {name}")
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(Grants[Paid])",
        "=Grants[@Paid]*2",
        "=Grants[[#This Row],[Paid]]",
        '=IF(A2="[1]Prices!B4",1,0)',
        "=[0]!vat_rate",
        "='Community Safety'!B17",
        "=INDIRECT(\"'[1]x'!A1\")",
    ],
)
def test_a_formula_within_the_workbook_is_no_link(formula: str) -> None:
    """Columns of tables stand in square brackets too, and a text is no reference."""
    budget = paper(fund("Fund", ("Mentoring", Shown(5, formula))), links=("prices.xlsx",))
    assert amounts_come_from_this_workbook(budget) == ()


def test_many_links_of_a_sheet_are_counted() -> None:
    """A few are shown, and the others said in one line."""
    lines = [(f"Line {row}", Shown(5, f"=[1]Prices!B{row}")) for row in range(2, 14)]
    found = amounts_come_from_this_workbook(paper(fund("Fund", *lines), links=("p.xlsx",)))
    assert [item.source.cell for item in found] == ["B2", "B3", "B4", "B5", "B6", "B7"]
    assert found[-1].message == "7 more formulas of this sheet read other workbooks: p.xlsx"


def test_links_on_a_sheet_that_no_paper_uses_are_finances_own_business() -> None:
    """What no paper rests on is not looked at."""
    linked = fund("Other", ("Mentoring", Shown(5, "=[1]Prices!B4")))
    used = fund("Fund", ("Mentoring", 5))
    assert amounts_come_from_this_workbook(paper(used, linked, prints=["Fund"])) == ()


def test_the_reader_knows_the_linked_files_by_their_numbers(tmp_path: Path) -> None:
    """[1] and [2] of formulas, in order, as the package has them."""
    path = tmp_path / "linked.xlsx"
    path.write_bytes(health_workbooks.MAKERS["a workbook that reads two others"]())
    book, problems = read_workbook(path, "budget", "linked.xlsx")
    assert problems == ()
    assert book is not None
    assert book.links == (
        "file:///F:\\Finance\\prices%202022.xlsx",
        "https://council.example/Rates.xlsx",
    )


# --- sheets behind the printed ones ---------------------------------------------------------


def worked_out(*workings: Any, formula: str = "=SUM(Workings!B2:B4)", **more: Any) -> Paper:
    """Return a paper that prints one line, worked out from the sheet Workings."""
    printed = fund("Fund", ("Mentoring", Shown(120_000, formula)), ("Wardens", 5_000))
    return paper(printed, fund("Workings", *workings, heading="Fee", **more), prints=["Fund"])


FEES = (("North", 45_000), ("South", 40_000), ("East", 35_000))


def test_sound_workings_are_left_alone() -> None:
    assert sheets_behind_the_paper_are_sound(worked_out(*FEES)) == ()


def test_a_hidden_sheet_that_an_amount_is_worked_out_from_is_reported_at_the_amount() -> None:
    """Nobody who follows the amount would find where it comes from."""
    assert said(sheets_behind_the_paper_are_sound(worked_out(*FEES, hidden=True))) == [
        ("Fund!B2", 'this is worked out from the sheet "Workings", which is hidden in Excel')
    ]


def test_a_hidden_sheet_that_nothing_uses_is_left_alone() -> None:
    """Lists for drop-down menus are kept on hidden sheets, errors and all."""
    lists = sheet("Lists", ("Cost centre", "n"), ("C1", "#N/A"), ("C2", "5"), hidden=True)
    assert (
        sheets_behind_the_paper_are_sound(paper(fund("Fund", ("A", 5)), lists, prints=["Fund"]))
        == ()
    )


def test_hidden_rows_and_columns_are_reported_with_what_a_total_counts_of_them() -> None:
    """The total's cell is named, and the amount that nobody sees."""
    rows = sheets_behind_the_paper_are_sound(worked_out(*FEES, hidden_rows=(3, 4)))
    assert said(rows) == [
        (
            "Fund!B2",
            'rows 3, 4 of the sheet "Workings" are hidden in Excel, '
            "though this total counts their £75,000",
        )
    ]
    months = [("North", 1_000, 2_000, 3_000, Shown(6_000, "=SUM(B2:D2)"))]
    columns = worked_out(*months, formula="=Workings!E2", hidden_columns=(3,))
    assert said(sheets_behind_the_paper_are_sound(columns)) == [
        ("Workings!E2", "column C is hidden in Excel, though this total counts its £2,000")
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUBTOTAL(109,Workings!B2:B4)",
        '=SUMIF(Workings!A2:A4,"North",Workings!B2:B4)',
        "=Workings!B2",
    ],
)
def test_hidden_rows_that_no_sum_surely_counts_are_left_alone(formula: str) -> None:
    """SUBTOTAL may leave hidden rows out; a register may be left filtered, and SUMIF picks."""
    found = sheets_behind_the_paper_are_sound(worked_out(*FEES, formula=formula, hidden_rows=(3,)))
    assert found == ()


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("=SUM(Workings!B2:B4)", ["B3"]),
        ("=SUMIF(Workings!A:A,A2,Workings!B:B)", ["B3"]),
        ("=Workings!B2+Workings!B3", []),
        ("=VLOOKUP(A2,Workings!A2:B4,2,0)", []),
    ],
)
def test_a_number_stored_as_text_is_reported_where_a_sum_passes_it_over(
    formula: str, cells: list[str]
) -> None:
    """A plus counts it, and a lookup does not add."""
    fees = (("North", 45_000), ("South", "£40,000"), ("East", 35_000))
    found = sheets_behind_the_paper_are_sound(worked_out(*fees, formula=formula))
    assert [item.source.cell for item in found] == cells


def test_a_column_of_codes_is_no_column_of_amounts() -> None:
    """Cost centres are digits stored as text, and a sum over all columns is right to skip them."""
    fees = (("40215", 45_000), ("40216", 40_000), ("40217", 35_000))
    assert sheets_behind_the_paper_are_sound(worked_out(*fees, formula="=SUM(Workings!A:B)")) == ()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("#REF!", "the cell shows #REF!, and Fund!B2 is worked out from it"),
        (
            Shown(None, "=Fees!B4"),
            "the formula =Fees!B4 was never calculated, and Fund!B2 is worked out from it",
        ),
    ],
)
def test_a_cell_without_a_value_behind_an_amount_is_reported(value: Any, message: str) -> None:
    """IFERROR takes it for nothing, and the paper prints an amount that is too low."""
    fees = (("North", 45_000), ("South", value), ("East", 35_000))
    formula = "=IFERROR(Workings!B3,0)+Workings!B2"
    found = sheets_behind_the_paper_are_sound(worked_out(*fees, formula=formula))
    assert said(found) == [("Workings!B3", message)]


def test_many_faults_of_a_sheet_are_counted() -> None:
    """Five are shown, and the last of them says how many more there are."""
    fees = [(f"Line {row}", "#N/A") for row in range(2, 14)]
    found = sheets_behind_the_paper_are_sound(worked_out(*fees, formula="=SUM(Workings!B:B)"))
    assert len(found) == 5
    assert found[-1].message.endswith("(and 7 more on this sheet)")


# --- rows hidden in a printed table ---------------------------------------------------------


def hidden_rows(budget: Sheet) -> list[tuple[str, str]]:
    book = paper(budget).workbooks[0]
    _, problems = find_budget(book, budget.title)
    return said(problems)


def test_a_printed_table_says_what_its_total_counts_of_hidden_rows() -> None:
    """The reader could not make the printed lines add up."""
    lines = [("Mentoring", 120_000), ("Wardens", 45_000)]
    budget = fund("Fund", *lines, ("Total", Shown(165_000, "=SUM(B2:B3)")), hidden_rows=(3,))
    message = "row 3 is hidden in Excel and not printed, though the total in B4 counts its £45,000"
    assert hidden_rows(budget) == [("Fund!B4", message)]


def test_a_total_that_may_leave_hidden_rows_out_is_not_accused() -> None:
    """SUBTOTAL leaves filtered rows out, and a blank hidden row adds nothing to anything."""
    lines = [("Mentoring", 120_000), ("Wardens", 45_000)]
    subtotal = ("Total", Shown(120_000, "=SUBTOTAL(109,B2:B3)"))
    unsure = hidden_rows(fund("Fund", *lines, subtotal, hidden_rows=(3,)))
    caption = hidden_rows(fund("Fund", lines[0], ("Spare",), lines[1], hidden_rows=(3,)))
    assert [message for _, message in unsure] == [
        "row 3 is hidden in Excel and not printed, though totals may count it"
    ]
    assert [message for _, message in caption] == ["row 3 is hidden in Excel and not printed"]
