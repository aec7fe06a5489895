"""Amounts typed in the text: which are found, and what is proposed in their place."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from carried_kinds import carried
from hypothesis import assume, example, given
from hypothesis import strategies as st
from typed_papers import PATH, Shown, fund, sheet

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.checks import prose
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.expressions import Expressions
from reportgen.model import Appendix, Paper, Paragraph, Section, Text
from reportgen.passes.amounts import set_amounts
from reportgen.readers.markdown import read_markdown
from reportgen.source import NOWHERE, Source
from reportgen.workbook import CellRange, NamedRange, Sheet, Workbook

BRACKETS = "£#,##0;(£#,##0)"
SUMMARY = fund(
    "Summary",
    ("Community Safety", 3_863_303),
    ("Transfer to Victims Services", 271_410),
    ("Carried forward", Shown(-150_050, number_format=BRACKETS)),
    ("Licence", Shown(Decimal("1234.56"), number_format="£#,##0.00")),
    ("Small works", 75),
    ("Posts", Shown(12_345, number_format='#,##0" posts"')),
    ("Cost centre", Shown(40_125, number_format="0")),
    ("Total", Shown(11_291_353, "=SUM(B2:B5)")),
)
NAMES = (
    NamedRange("programme_total", "Summary", CellRange(9, 2, 9, 2)),
    NamedRange("carry_forward", "Summary", CellRange(4, 2, 4, 2)),
)


def paper(text: str, *sheets: Sheet, names: tuple[NamedRange, ...] = NAMES) -> Paper:
    """Return a paper of one Markdown file; without sheets of its own it has SUMMARY."""
    blocks, _ = read_markdown(text, "budget.md")
    book = Workbook("budget", Source(PATH), sheets or (SUMMARY,), names)
    section = Section("budget", Source("budget.md", 1), blocks)
    made = Paper(
        "paper", carried("paper"), Source("paper.yaml"), workbooks=(book,), sections=(section,)
    )
    return set_amounts(made)[0]


def look(text: str, *sheets: Sheet, names: tuple[NamedRange, ...] = NAMES) -> Diagnostics:
    return prose.amounts_are_not_typed(paper(text, *sheets, names=names))


def proposed(found: Diagnostic) -> str:
    """Return the expression that a hint proposes, `""` for none."""
    expression = re.search(r"write \{\{ (.*?) \}\}", found.hint)
    return expression[1] if expression else ""


# --- amounts that a workbook has ----------------------------------------------------------------

HELD = {
    "£271,410": 'budget["Summary"]["Transfer to Victims Services"]',
    "£271,410.00": 'budget["Summary"]["Transfer to Victims Services"] | gbp(2)',
    "271,410": 'budget["Summary"]["Transfer to Victims Services"] | number',
    "£1,234.56": 'budget["Summary"]["Licence"]',
    "£1,235": 'budget["Summary"]["Licence"] | gbp',
    "£75": 'budget["Summary"]["Small works"]',
    "£11,291,353": "budget.programme_total",
    "£11,291,000": "budget.programme_total | thousands",
    "£11.3 million": "budget.programme_total | millions",
    "£11.29 million": "budget.programme_total | millions(2)",
    "£11 million": "budget.programme_total | millions(0)",
    "£3.9 million": 'budget["Summary"]["Community Safety"] | millions',
    "£150,050": "-budget.carry_forward",
    "−£150,050": "budget.carry_forward | gbp",
    "-£150,050": "budget.carry_forward | gbp",
}


@pytest.mark.parametrize("written", HELD)
def test_an_amount_of_the_workbook_is_found_with_the_expression_that_prints_it(
    written: str,
) -> None:
    """What is proposed prints what was typed, in every form that a filter has."""
    (found,) = look(f"It comes to {written} in all.")
    assert (found.code, proposed(found)) == ("typed-amount", HELD[written])
    assert "which prints" not in found.hint


NEAREST = {
    "£11.3m": ("budget.programme_total | millions(1)", "£11.3 million"),
    "£11,291k": ("budget.programme_total | thousands", "£11,291,000"),
    "£11.3 Million": ("budget.programme_total | millions(1)", "£11.3 million"),
    "GBP 11,291,353": ("budget.programme_total | gbp", "£11,291,353"),
    "£11291353": ("budget.programme_total | gbp", "£11,291,353"),
}


@pytest.mark.parametrize("written", NEAREST)
def test_a_form_that_no_filter_has_is_met_with_the_nearest(written: str) -> None:
    """The hint says what the expression prints when it is not what was typed."""
    (found,) = look(f"It comes to {written}.")
    expression, printed = NEAREST[written]
    assert proposed(found) == expression
    assert f"which prints {printed}".replace(" ", "") in found.hint.replace("\xa0", "").replace(
        " ", ""
    )


def test_brackets_that_the_cell_prints_itself_are_not_printed_twice() -> None:
    """(£150,050) as the number format shows it: the expression stands for the brackets too."""
    (found,) = look("The balance (£150,050) is carried forward.")
    assert "write {{ budget.carry_forward }}, which prints (£150,050)" in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "{place}",
        "# A heading of {place}",
        "- an item of {place}",
        "> quoted: {place}",
        "**bold {place}**",
        "[a link of {place}](https://example.org/1)",
        "| Fund | Amount |\n|---|---|\n| Safety | {place} |",
        "| Fund |\n|---|\n| Safety |\n\nTable: all of {place}",
        "A note[^n].\n\n[^n]: It is {place}.",
        '![Map](map.png "A map of {place}")',
    ],
)
def test_amounts_are_found_wherever_text_can_stand(text: str) -> None:
    """In headings, lists, quotations, links, tables, captions and notes; each of them once."""
    found = look(text.format(place="£271,410"))
    assert [item.code for item in found] == ["typed-amount"]


def test_the_line_is_that_of_the_amount_and_not_of_its_paragraph() -> None:
    """A paragraph may have many lines."""
    text = "Of the\n**programme** as\na whole, £271,410 goes\n*to £11,291,353*."
    assert [item.source.line for item in look(text)] == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Printed: {{ budget.programme_total | gbp }}.",
        "Code: `£271,410`.",
        "```\n£271,410\n```",
        "[a link](https://example.org/£271,410)",
        "<https://example.org/£271,410>",
        "271410 has no separators, 12,345 counts posts, $271,410 and €271,410 are not pounds",
        "271,410% and £0 and £000s, version 1.271,410",
        '[£271,410]{.stated source="the grant letter"} and ~~£999~~',
        '*[**£271,410** and £5]{.stated source="the grant letter"}*',
        "3,863,000 is no amount without a pound sign, for it is rounded",
    ],
)
def test_what_is_no_typed_amount_is_left_alone(text: str) -> None:
    """Expressions, code, addresses, other currencies, and what is marked as stated."""
    assert look(text) == ()


def test_text_from_a_workbook_or_a_word_file_was_not_typed() -> None:
    """Only Markdown can take an expression in its place."""
    made = paper("Words: {{ budget.summary.agreed }}", fund("Summary", ("Agreed", "£271,410")))
    assert prose.amounts_are_not_typed(made) == ()
    letter = Source("letter.docx")
    words = Paragraph((Text("£5,000"),), letter)
    appendix = Appendix((Text("Letter about £5,000"),), Source("paper.yaml", 9), (words,))
    with_letter = Paper(
        "paper",
        carried("paper"),
        Source("paper.yaml"),
        workbooks=made.workbooks,
        appendices=(appendix,),
    )
    assert prose.amounts_are_not_typed(with_letter) == ()


def test_a_paper_without_workbooks_types_its_amounts() -> None:
    """There is nothing to compare them with, and nothing to link them to."""
    blocks, _ = read_markdown("It costs £5,000.", "budget.md")
    section = Section("budget", Source("budget.md", 1), blocks)
    alone = Paper("paper", carried("paper"), Source("paper.yaml"), sections=(section,))
    assert prose.amounts_are_not_typed(alone) == ()


# --- which cell -------------------------------------------------------------------------------


def test_a_named_cell_goes_before_a_total_and_a_total_before_a_line() -> None:
    """How many other cells hold the amount is said."""
    lines = (("One", 200_000), ("Total", Shown(200_000, "=SUM(B2:B2)")))
    (total,) = look("It is £200,000.", fund("Fund", *lines))
    assert proposed(total) == 'budget["Fund"]["Total"]'
    assert f"in {PATH}!Fund!B3 and 1 other cell" in total.message
    name = NamedRange("first", "Fund", CellRange(2, 2, 2, 2))
    (named,) = look("It is £200,000.", fund("Fund", *lines), names=(name,))
    assert proposed(named) == "budget.first"


def test_an_amount_that_is_equal_goes_before_one_that_is_rounded() -> None:
    """£500,000 in full is not the 500,400 with a name."""
    name = NamedRange("rounded", "Fund", CellRange(2, 2, 2, 2))
    lines = fund("Fund", ("One", 500_400), ("Two", 500_000))
    (found,) = look("It is £500,000.", lines, names=(name,))
    assert proposed(found) == 'budget["Fund"]["Two"]'


def test_with_several_columns_the_expression_names_the_column() -> None:
    """By its heading, and by its letter where two headings are the same."""
    years = sheet("Plan", ("Fund", "2022/23", "2023/24"), ("Safety", 352_000, 361_000))
    (found,) = look("It is £361,000.", years)
    assert proposed(found) == 'budget["Plan"]["Safety", "2023/24"]'
    twice = sheet("Plan", ("Fund", "Budget", "Budget"), ("Safety", 352_000, 361_000))
    (found,) = look("It is £361,000.", twice)
    assert proposed(found) == 'budget["Plan"]["Safety", "C"]'


def test_a_cell_that_nothing_names_gets_a_name() -> None:
    """With the label twice on the sheet no expression could mean it."""
    (found,) = look("It is £352,000.", fund("Fund", ("Grant", 352_000), ("Grant", 361_000)))
    assert proposed(found) == "budget.that_name"
    assert "give Fund!B2 a name in Excel" in found.hint


def test_amounts_that_are_typed_in_thousands_are_found_in_pounds() -> None:
    """400 under £000s is £400,000, and the expression makes it so."""
    lines = fund("Fund", ("Grant", Shown(400, number_format="#,##0")), heading="£000s")
    (found,) = look("It is £400,000.", lines)
    assert proposed(found) == 'budget["Fund"]["Grant"] * 1000 | gbp'


# --- rounding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("£4.2m", 4_150_000),
        ("£4.2m", 4_249_999),
        ("£4 million", 3_990_000),
        ("£2 million", 2_040_000),
        ("£138 million", 137_600_000),
        ("£5-12 million", 5_040_000),
    ],
)
def test_a_rounded_amount_stands_for_what_rounds_to_it(written: str, held: int) -> None:
    """Half a step up counts, as Excel rounds."""
    found = look(f"It is {written}.", fund("Fund", ("Grant", held)))
    assert found[0].code == "typed-amount"


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("£4.2m", 4_250_000),
        ("£4.2m", 4_149_999),
        ("£4 million", 3_600_000),
        ("£5,000", 4_600),
        ("£75", Shown(75, number_format="General")),
        ("£2,023", Shown(2023, number_format="General")),
        ("£12", Shown(Decimal("0.12"), number_format="0%")),
        ("£40,000", Shown(40_125, number_format="0")),
    ],
)
def test_what_it_might_only_by_chance_be_is_not_said(written: str, held: object) -> None:
    """Rounded to one figure, years, rates, codes, and small numbers of no known kind."""
    found = look(f"It is {written}.", fund("Fund", ("Grant", held), ("Other", 9_999_999)))
    assert [item.code for item in found] == ["unsourced-amount"]


# --- nearly, and not at all ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "£11,279,000",
            "£11,279,000 is typed here; budget.programme_total is £11,291,353: £12,353 more",
        ),
        (
            "£217,410",
            '£217,410 is typed here; budget["Summary"]["Transfer to Victims Services"] is '
            "£271,410: £54,000 more",
        ),
        (
            "£871,410",
            '£871,410 is typed here; budget["Summary"]["Transfer to Victims Services"] is '
            "£271,410: £600,000 less",
        ),
        (
            "£1,234",
            '£1,234 is typed here; budget["Summary"]["Licence"] is £1,234.56: £0.56 more',
        ),
    ],
)
def test_an_amount_that_is_nearly_right_is_said_with_the_difference(
    written: str, message: str
) -> None:
    """Within 1 per cent, two figures swapped, or one figure different."""
    (found,) = look(f"It is {written}.")
    assert (found.code, found.message) == ("near-amount", message)


@pytest.mark.parametrize("written", ["£500", "£5,000", "£30", "£1.9bn", "£5,250,000"])
def test_an_amount_that_no_workbook_has_is_unsourced(written: str) -> None:
    """The hint shows how to say where it comes from."""
    (found,) = look(f"Grants over {written} need consent.")
    assert found.code == "unsourced-amount"
    assert f"[{written}]{{.stated source=" in found.hint


def test_round_amounts_are_not_near_because_one_figure_differs() -> None:
    """£5,000 and £6,000 have nothing to do with each other."""
    (found,) = look("It is £5,000.", fund("Fund", ("Grant", 6_000)))
    assert found.code == "unsourced-amount"


# --- endless inputs -----------------------------------------------------------------------------

FILTERS = ("gbp", "gbp(2)", "thousands", "millions", "millions(2)", "number", "number(2)")
VALUES = st.decimals(
    min_value=100_000, max_value=999_999_999, places=2, allow_nan=False, allow_infinity=False
)


@given(value=VALUES, negative=st.booleans(), name=st.sampled_from(FILTERS))
@example(value=Decimal("150050.50"), negative=True, name="gbp")
@example(value=Decimal("999999.50"), negative=False, name="gbp")
def test_whatever_a_filter_prints_is_found_when_it_is_typed(
    value: Decimal, negative: bool, name: str
) -> None:
    """For any amount and filter: an expression is proposed, and it prints exactly what was typed.

    What is smaller than a million, or typed without a pound sign and rounded, tells too little.
    """
    assume(not name.startswith("millions") or value >= 1_000_000)
    assume(name != "number" or value == value.to_integral_value())
    amount = -value if negative else value
    filter_name, _, places = name.rstrip(")").partition("(")
    arguments = (int(places),) if places else ()
    typed = amounts.FILTERS[filter_name](Amount(amount), *arguments)
    book = fund("Fund", ("Grant", Shown(amount)), ("Other", 77))
    (found,) = look(f"It is {typed} in all.", book, names=())
    assert found.code == "typed-amount"
    held = Workbook("budget", Source(PATH), (book,))
    printed, _ = Expressions((held,)).print_text(proposed(found), NOWHERE)
    assert printed is not None
    assert printed.text == typed


@given(st.text(alphabet="£0123456789.,mk-–() %", max_size=40))
def test_any_run_of_figures_can_be_looked_at(text: str) -> None:
    """Whatever is typed, it is looked at without a fault, and each finding has its line."""
    found = look("Costs: " + text)
    assert all(item.source.line == 1 for item in found)
