"""What a `{budget}` block prints, what its options do, and what is said of its faults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from carried_kinds import carried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from typed_cells import Sum

from reportgen.diagnostics import Diagnostics, has_errors
from reportgen.expressions import Expressions
from reportgen.model import (
    Align,
    AmountText,
    BudgetDirective,
    LineBreak,
    List,
    ListItem,
    ListStyle,
    Paper,
    Section,
    Table,
    Text,
)
from reportgen.passes.budgets import set_budgets
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.walk import each, plain
from reportgen.workbook import Sheet, Workbook

HERE = Source("content/paper/budget.md", 9)
Make = Callable[..., Workbook]
MakeSheet = Callable[..., Sheet]

FUND = [
    ("Area", "2021/22", "2022/23", "Lead"),
    ("Force-wide",),
    ("Roads", 450_000, 652_108, "Police"),
    ("Rail, north", 1_000, 2_000, "Courts"),
    ("Total", Sum("=SUM(B3:B4)", 451_000), Sum("=SUM(C3:C4)", 654_108), ""),
    ("Home Office grant", 451_000, 654_108, ""),
]


def set_table(directive: str, *books: Workbook, **options: str) -> tuple[Table, Diagnostics]:
    """Set one directive in a paper; its options stand in the lines below it."""
    written = tuple(
        (name, text, Source(HERE.path, 10 + at)) for at, (name, text) in enumerate(options.items())
    )
    caption = tuple(Text(text) for name, text, _ in written if name == "caption")
    block = BudgetDirective(directive, written, HERE, caption)
    section = Section("budget", HERE, (block,))
    paper, problems = set_budgets(
        Paper("paper", carried("board-report"), HERE, workbooks=books, sections=(section,))
    )
    (table,) = paper.sections[0].blocks
    assert isinstance(table, Table)
    return table, problems


def printed(table: Table) -> list[list[str]]:
    return [[plain(cell.content) for cell in row.cells] for row in table.rows]


@pytest.fixture
def fund(workbook: Make) -> Workbook:
    return workbook(FUND)


@pytest.fixture
def sample(repository: Path) -> Workbook:
    path = "budgets/commissioning-2022-23.xlsx"
    book, _ = read_workbook(repository / path, "budget", path)
    assert book is not None
    return book


# --- what is printed ------------------------------------------------------------------------


def test_the_sample_summary_prints_as_excel_shows_it(sample: Workbook) -> None:
    """Full pounds in the cells, thousands on paper, by the number format `#,##0,`."""
    table, problems = set_table("Summary", sample)
    assert problems == ()
    assert [row[-1] for row in printed(table)] == [
        "2022/23 £000s", "400", "3,863", "1,687", "5,341", "11,291",
    ]  # fmt: skip
    assert [row.kind.value for row in table.rows] == ["heading", *["line"] * 4, "total"]
    assert table.origin == "budgets/commissioning-2022-23.xlsx!Summary!A4:C9"


def test_a_negative_amount_prints_in_the_brackets_of_its_format(sample: Workbook) -> None:
    """The carry-forward is taken off, and everyone can see it."""
    table, _ = set_table("External Commissioning", sample)
    assert printed(table)[-2:] == [
        ["Carry-forward 2021/22, External Fund", "(£150,050)"],
        ["Total funding available 2022/23", "£1,687,000"],
    ]


def test_amounts_stand_right_and_words_left(fund: Workbook) -> None:
    """Figures line up under each other."""
    table, _ = set_table("Fund", fund)
    assert [(column.align, column.is_amount) for column in table.columns] == [
        (Align.LEFT, False), (Align.RIGHT, True), (Align.RIGHT, True), (Align.LEFT, False),
    ]  # fmt: skip


def test_every_row_has_a_cell_for_every_column(fund: Workbook) -> None:
    """A caption has its text in the first."""
    table, _ = set_table("Fund", fund)
    assert {len(row.cells) for row in table.rows} == {4}
    assert printed(table)[1] == ["Force-wide", "", "", ""]


def test_every_amount_remembers_its_cell_and_the_expression_for_it(sample: Workbook) -> None:
    """What the table prints can be said again in a sentence, and is the same amount."""
    for sheet in sample.sheets[:-1]:
        table, _ = set_table(sheet.title, sample)
        found = list(each(table, AmountText))
        assert found
        for amount in found:
            said, problems = Expressions((sample,)).print_text(amount.expression, HERE)
            assert not has_errors(problems)
            assert isinstance(said, AmountText)
            assert (said.text, said.amount.cells) == (amount.text, amount.amount.cells)


def test_with_several_amount_columns_the_expression_names_the_column(fund: Workbook) -> None:
    """So that it means one cell."""
    table, _ = set_table("Fund", fund)
    first = next(each(table, AmountText))
    assert first.expression == 'budget["Fund"]["Roads", "2021/22"]'
    assert str(first.amount.cells[0]) == "budgets/test.xlsx!Fund!B3"


@pytest.mark.parametrize("text", ["Smith & Sons <Ltd> {{x}}", "*not* _Markdown_ [@par-x]", "1. a"])
def test_text_of_a_cell_is_plain_text(workbook: Make, text: str) -> None:
    """Nothing in a cell is Markdown, an expression or XML."""
    table, _ = set_table("Fund", workbook([("Area", "Funding"), (text, 5)]))
    assert table.rows[1].cells[0].content == (Text(text),)


def test_line_breaks_in_a_cell_are_kept_and_control_characters_dropped(workbook: Make) -> None:
    """Alt+Enter makes a line; a stray control character would spoil the Word file."""
    table, _ = set_table("Fund", workbook([("Area", "Funding"), ("Ro\x07ads\r\nand rail\x00", 5)]))
    assert table.rows[1].cells[0].content == (Text("Roads"), LineBreak(), Text("and rail"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1))
def test_no_text_of_a_cell_can_spoil_the_xml(workbook: Make, text: str) -> None:
    """Whatever is in a label, Word gets characters that XML can hold."""
    table, _ = set_table("Fund", workbook([("Area", "Funding"), ("x" + text, 5)]))
    allowed = {"\t"}
    for node in each(table, Text):
        assert not [c for c in node.text if ord(c) < 32 and c not in allowed]
        assert not [c for c in node.text if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff"]


def test_dates_print_by_their_own_format(workbook: Make) -> None:
    """As Excel shows them."""
    book = workbook([("Area", "Agreed", "Funding"), ("Roads", datetime(2022, 3, 22), 5)])
    (sheet,) = book.sheets
    heading, (label, day, amount) = sheet.rows
    rows = (heading, (label, replace(day, number_format="d mmmm yyyy"), amount))
    table, _ = set_table("Fund", replace(book, sheets=(replace(sheet, rows=rows),)))
    assert printed(table)[1][1] == "22 March 2022"


def test_a_format_that_cannot_be_shown_prints_plainly_with_a_warning(workbook: Make) -> None:
    """No amount is lost for a format as odd as fractions."""
    book = workbook([("Area", "Funding"), ("Roads", 1234.56)], number_format="# ?/?")
    table, (problem,) = set_table("Fund", book)
    assert printed(table)[1] == ["Roads", "1,234.56"]
    assert str(problem.source) == "budgets/test.xlsx!Fund!B2"


@pytest.mark.parametrize(("value", "code"), [("#REF!", "cell-error"), (None, "cell-uncalculated")])
def test_a_cell_that_would_print_wrong_or_empty_is_an_error(
    workbook: Make, value: str | None, code: str
) -> None:
    """With the address of the cell, since it has to be mended in Excel."""
    cell: Any = value or Sum("=B1+B2", None)
    _, (problem,) = set_table("Fund", workbook([("Area", "Funding"), ("Roads", 5), ("Rail", cell)]))
    assert (problem.severity, problem.code) == ("error", code)
    assert str(problem.source) == "budgets/test.xlsx!Fund!B3"


def test_a_fault_in_a_column_that_is_not_printed_is_no_fault_of_the_paper(workbook: Make) -> None:
    """Finance may have workings beside the amounts."""
    book = workbook([("Area", "Funding", "Check"), ("Roads", 5, "#N/A")])
    assert set_table("Fund", book)[1]
    assert set_table("Fund", book, columns="Funding")[1] == ()


def test_directives_in_lists_are_set_too(fund: Workbook) -> None:
    """A table may stand under a sub-paragraph."""
    item = ListItem((BudgetDirective("Fund", (), HERE),), HERE)
    section = Section("s", HERE, (List(ListStyle.PARAGRAPH, (item,), HERE),))
    done, _ = set_budgets(
        Paper("p", carried("paper"), HERE, workbooks=(fund,), sections=(section,))
    )
    assert len(list(each(done, Table))) == 1


# --- options --------------------------------------------------------------------------------


def test_caption_and_label_are_those_of_the_table(fund: Workbook) -> None:
    """A label makes it a target for references."""
    table, _ = set_table("Fund", fund, caption="Spending, *2022/23*", label="tbl-fund")
    assert table.caption == (Text("Spending, *2022/23*"),)
    assert table.attributes.label == "tbl-fund"


@pytest.mark.parametrize("columns", ["2022/23", "C", "Area, 2022/23", "2022/23; Area"])
def test_columns_are_chosen_by_heading_or_letter(fund: Workbook, columns: str) -> None:
    """The labels always come first, or nobody could tell the rows."""
    table, problems = set_table("Fund", fund, columns=columns)
    assert printed(table)[2] == ["Roads", "£652,108"]
    assert problems == ()


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ("totals", ["Total"]),
        ("lines, total", ["Roads", "Rail, north", "Total"]),
        ("group; funding", ["Force-wide", "Home Office grant"]),
        ("Rail, north", ["Rail, north"]),
        ("Total; roads", ["Roads", "Total"]),
    ],
)
def test_rows_are_chosen_by_kind_or_label(fund: Workbook, rows: str, labels: list[str]) -> None:
    """They keep the order of the sheet."""
    table, problems = set_table("Fund", fund, rows=rows)
    assert [row[0] for row in printed(table)[1:]] == labels
    assert problems == ()


def test_a_range_takes_a_part_of_the_sheet(fund: Workbook) -> None:
    """With the headings above it."""
    table, _ = set_table("Fund", fund, range="A3:B4")
    assert printed(table) == [
        ["Area", "2021/22"], ["Roads", "£450,000"], ["Rail, north", "£1,000"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "heading", "amount"),
    [
        ("£000s", "2022/23 £000s", "1,687"),
        ("£m", "2022/23 £m", "1.7"),
        ("£", "2022/23 £", "1,687,000"),
    ],
)
def test_a_unit_is_said_once_in_the_heading(
    sample: Workbook, unit: str, heading: str, amount: str
) -> None:
    """It takes the place of the unit that the sheet's heading had."""
    table, problems = set_table("Summary", sample, unit=unit)
    assert problems == ()
    assert (printed(table)[0][2], printed(table)[3][2]) == (heading, amount)


def test_a_unit_leaves_rates_and_words_alone(workbook: Make, sheet: MakeSheet) -> None:
    """12% in thousands would be nonsense."""
    fund = sheet([("Area", "Funding", "Share %", "Lead"), ("Roads", 5_000, 0.12, "Police")])
    heading, (label, amount, share, lead) = fund.rows
    rows = (heading, (label, amount, replace(share, number_format="0%"), lead))
    table, _ = set_table("Fund", workbook((), replace(fund, rows=rows)), unit="£000s")
    assert printed(table) == [
        ["Area", "Funding £000s", "Share %", "Lead"], ["Roads", "5", "12%", "Police"],
    ]  # fmt: skip


def test_amounts_typed_in_thousands_cannot_be_put_into_millions(workbook: Make) -> None:
    """400 under £000s is £400,000: to divide it again would be wrong by a thousand."""
    book = workbook([("Area", "2022/23 £000s"), ("Roads", 400)], number_format="#,##0")
    _, (problem,) = set_table("Fund", book, unit="£m")
    assert problem.code == "unit-clash"
    table, problems = set_table("Fund", book, unit="£000s")
    assert (printed(table)[1], problems) == (["Roads", "400"], ())


def test_thousands_under_a_heading_without_a_unit_are_reported(workbook: Make) -> None:
    """400 for £400,000 is right only where the reader is told."""
    book = workbook([("Area", "2022/23"), ("Roads", 400_000)], number_format="#,##0,")
    table, (problem,) = set_table("Fund", book)
    assert printed(table)[1] == ["Roads", "400"]
    assert (problem.severity, problem.code) == ("warning", "hidden-scale")
    assert set_table("Fund", book, unit="£000s")[1] == ()


@pytest.mark.parametrize(
    ("options", "code", "hint"),
    [
        ({"colums": "C"}, "unknown-option", 'did you mean "columns"?'),
        ({"caption": ""}, "bad-option", "give it a value, or take the line out"),
        ({"unit": "pounds"}, "bad-option", "units: £000s, £m, £"),
        ({"columns": "2023/23"}, "unknown-column", 'did you mean "2022/23"?'),
        ({"rows": "Rods"}, "unknown-row", 'did you mean "Roads"?'),
        ({"range": "A4-C9"}, "bad-range", "write the first and the last cell, such as A4:C19"),
    ],
)
def test_a_faulty_option_is_reported_at_its_line(
    fund: Workbook, options: dict[str, str], code: str, hint: str
) -> None:
    """One error for each, and a hint that says what to write."""
    _, (problem,) = set_table("Fund", fund, **options)
    assert (problem.severity, problem.code, problem.hint) == ("error", code, hint)
    assert str(problem.source) == "content/paper/budget.md:10"


def test_all_faults_are_found_in_one_run(fund: Workbook) -> None:
    """Nobody wants to hear of them one by one."""
    _, problems = set_table("Fund", fund, colums="C", unit="pounds", rows="Rods; Ral")
    assert [problem.source.line for problem in problems] == [10, 11, 12, 12]


# --- which sheet ----------------------------------------------------------------------------


def test_a_sheet_may_be_named_with_its_workbook(workbook: Make, sheet: MakeSheet) -> None:
    """Where two workbooks have a sheet of that name, it has to be."""
    old = workbook((), sheet([("Area", "Funding"), ("Roads", 4)]), name="last_year")
    new = workbook((), sheet([("Area", "Funding"), ("Roads", 5)]), name="this_year")
    table, problems = set_table("this_year: Fund", old, new)
    assert (printed(table)[1], problems) == (["Roads", "£5"], ())
    _, (problem,) = set_table("Fund", old, new)
    assert problem.code == "ambiguous-sheet"
    assert problem.hint == "say which one: last_year: Fund or this_year: Fund"


def test_a_sheet_of_only_one_workbook_needs_no_workbook_named(
    workbook: Make, sheet: MakeSheet
) -> None:
    """There is no doubt which is meant."""
    one = workbook((), sheet([("Area", "Funding"), ("Roads", 4)], title="Roads"), name="one")
    two = workbook((), sheet([("Area", "Funding"), ("Rail", 5)], title="Rail"), name="two")
    table, problems = set_table("Rail", one, two)
    assert (printed(table)[1], problems) == (["Rail", "£5"], ())


@pytest.mark.parametrize(
    ("directive", "code", "hint"),
    [
        ("Fnd", "unknown-sheet", 'did you mean "Fund"?'),
        ("", "unknown-sheet", "known here: Fund"),
        ("budgt: Fund", "unknown-workbook", 'did you mean "budget"?'),
    ],
)
def test_an_unknown_sheet_or_workbook_is_named_with_the_nearest(
    fund: Workbook, directive: str, code: str, hint: str
) -> None:
    """At the line of the directive."""
    _, (problem,) = set_table(directive, fund)
    assert (problem.code, problem.hint, problem.source) == (code, hint, HERE)


def test_without_any_workbook_the_hint_says_how_to_name_one() -> None:
    """The first thing to go wrong in a new paper."""
    _, (problem,) = set_table("Fund")
    assert problem.code == "no-workbook"
    assert "paper.yaml" in problem.hint
    assert "workbooks:" in problem.hint


def test_a_directive_that_fails_keeps_its_label(fund: Workbook) -> None:
    """Or each reference to it would be reported as well."""
    table, _ = set_table("Fnd", fund, label="tbl-fund")
    assert table.attributes.label == "tbl-fund"


def test_a_problem_of_the_workbook_is_said_once(workbook: Make) -> None:
    """However often the sheet is printed."""
    book = workbook([("Area", "Funding"), ("Roads", 5), ("Rail", "45,000")])
    blocks = (BudgetDirective("Fund", (), HERE), BudgetDirective("fund", (), HERE))
    section = Section("s", HERE, blocks)
    _, problems = set_budgets(
        Paper("p", carried("paper"), HERE, workbooks=(book,), sections=(section,))
    )
    assert [problem.code for problem in problems] == ["number-as-text"]
