"""Expressions over a workbook: what they print, and what they refuse."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import has_errors
from reportgen.expressions import Expressions
from reportgen.model import AmountText, Text
from reportgen.source import Source
from reportgen.workbook import Cell, CellRange, NamedRange, Sheet, Workbook

HERE = Source("content/paper/budget.md", 7)
POUNDS = "£#,##0"


def cell(place: str, value: object, **more: object) -> Cell:
    column, row = ord(place[0]) - ord("A") + 1, int(place[1:])
    value = Decimal(value) if isinstance(value, int) else value
    return Cell(row, column, value, Source("b.xlsx", sheet="Fund", cell=place), **more)  # type: ignore[arg-type]


SHEET = Sheet(
    "Fund",
    Source("b.xlsx", sheet="Fund"),
    (
        (cell("A1", "Project area"), cell("B1", "2021/22"), cell("C1", "2022/23"),
         cell("D1", "By")),
        (cell("A2", "Youth"), cell("B2", 100, number_format=POUNDS),
         cell("C2", 250, number_format=POUNDS), cell("D2", "Council")),
        (cell("A3", "Roads"), cell("B3", 0, number_format=POUNDS),
         cell("C3", None, formula="=B3*2"), cell("D3", None, formula="=X", error="#REF!")),
        (cell("A4", "Total"), cell("B4", 100, number_format=POUNDS),
         cell("C4", 250, number_format=POUNDS)),
    ),
)  # fmt: skip
NAMES = (
    NamedRange("grand_total", "Fund", CellRange(4, 3, 4, 3)),
    NamedRange("block", "Fund", CellRange(2, 2, 4, 3)),
)
BOOK = Workbook("budget", Source("b.xlsx"), (SHEET,), NAMES)


def printed(expression: str) -> str:
    text, problems = Expressions((BOOK,)).print_text(expression, HERE)
    assert not has_errors(problems), problems
    assert text is not None
    return text.text


def problem(expression: str) -> str:
    text, problems = Expressions((BOOK,)).print_text(expression, HERE)
    assert text is None
    return str(problems[0])


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('budget["Fund"]["Youth", "2022/23"]', "£250"),
        ('budget.fund.youth["2021/22"]', "£100"),
        ('budget.Fund["youth"]["2022/23"]', "£250"),
        ("budget.grand_total", "£250"),
        ("budget.GRAND_TOTAL", "£250"),
        ('budget["Fund"]["Youth", "By"]', "Council"),
        ("budget.grand_total * 2 + 0.5 | gbp(2)", "£500.50"),
        ("-budget.grand_total | gbp", "−£250"),
        ("(budget.grand_total - 50) / budget.grand_total | percent", "80%"),
        ("budget[“Fund”][“Youth”, “2022/23”]", "£250"),
        ("1 + 2", "3"),
    ],
)
def test_what_an_expression_prints(expression: str, text: str) -> None:
    """Paths by label, slug and defined name; arithmetic; filters; curly quotation marks."""
    assert printed(expression) == text


def test_an_amount_remembers_every_cell_it_came_from() -> None:
    """The sources of the operands are kept through the arithmetic."""
    text, _ = Expressions((BOOK,)).print_text(
        'budget.grand_total - budget.fund.youth["2021/22"]', HERE
    )
    assert isinstance(text, AmountText)
    assert [source.cell for source in text.amount.cells] == ["C4", "B2"]


def test_a_cell_of_words_prints_its_words() -> None:
    """The text of a cell can stand in a sentence."""
    text, _ = Expressions((BOOK,)).print_text('budget.fund.youth["By"]', HERE)
    assert text == Text("Council")


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("", "bad-expression"),
        ("budget", "bad-expression"),
        ("budget.block", "bad-expression"),
        ("budget.fund.youth +", "bad-expression"),
        ("1e999", "bad-expression"),
        ("True", "bad-expression"),
        ("x" * 501, "bad-expression"),
        ("__import__('os').system('ls')", "bad-expression"),
        ("budget.grand_total.__class__", "bad-expression"),
        ("[x for x in budget]", "bad-expression"),
        ("budget.grand_total ** 9", "bad-expression"),
        ("budget.grand_total | gbp(places=2)", "bad-expression"),
        ("budget.grand_total | gbp(99)", "bad-expression"),
        ("budget.grand_total | gbp(1, 2)", "bad-expression"),
        ("budgte.grand_total", "unknown-workbook"),
        ("budget.grand_totl", "unknown-name"),
        ("budget.fnd.youth", "unknown-sheet"),
        ('budget.fund["Yuoth", "2022/23"]', "amount-not-found"),
        ('budget.fund["Youth", "2023/24"]', "amount-not-found"),
        ("budget.fund.youth", "amount-not-found"),
        ("budget.grand_total | pounds", "unknown-filter"),
        ("budget.grand_total / 0", "division-by-zero"),
        ('budget.fund.youth["By"] + 1', "not-a-number"),
        ('budget.fund["Roads", "2022/23"]', "cell-uncalculated"),
        ('budget.fund["Roads", "By"]', "cell-error"),
    ],
)
def test_what_an_expression_refuses(expression: str, code: str) -> None:
    """Each fault has its own code; all but names, numbers, + - * / and filters is refused."""
    assert f"[{code}]" in problem(expression)


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("budget.grand_totl", 'did you mean "grand_total"?'),
        ("budget.fnd.youth", 'did you mean "Fund"?'),
        ('budget.fund["Yuoth", "2022/23"]', 'did you mean "Youth"?'),
        ("budget.grand_total | thousand", 'did you mean "thousands"?'),
    ],
)
def test_a_wrong_name_is_met_with_the_nearest_one(expression: str, hint: str) -> None:
    """A name that does not exist is an error with a suggestion."""
    assert hint in problem(expression)


@given(st.text())
def test_any_text_at_all_is_an_answer_or_a_problem(expression: str) -> None:
    """No expression, however odd, ends in anything but a text or a diagnostic."""
    text, problems = Expressions((BOOK,)).print_text(expression, HERE)
    assert (text is None) == has_errors(problems)
