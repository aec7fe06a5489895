"""How a line of a budget is found by its label, as expressions do it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_cells import Sum

from reportgen.budget import Budget, cell_problem, lookup, slug
from reportgen.diagnostics import Diagnostics
from reportgen.source import NOWHERE

EMPTY = Budget("", "", NOWHERE, (), ())
Recognised = Callable[..., tuple[Budget, Diagnostics]]

ROWS = [
    ("Project area", "2021/22 £000s", "2022/23 £000s", "Lead"),
    ("Roads",),
    ("Women’s aid – Roads", 5, 6, "Police"),
    ("Costs", 1, 2, "Police"),
    ("Costs", 3, 4, "Courts"),
    ("Reserve", "", 9, "Courts"),
    ("Sub-total", 9, 21, ""),
]


@pytest.fixture
def budget(recognised: Recognised) -> Budget:
    return recognised(ROWS)[0]


@pytest.mark.parametrize(
    "label", ["Women’s aid – Roads", "women's  AID - roads", "women_s_aid_roads"]
)
def test_a_row_is_found_by_its_label_or_slug(budget: Budget, label: str) -> None:
    """Case, spacing and the form of quotes and dashes are forgiven."""
    cell, _ = lookup(budget, label, "2022/23 £000s")
    assert cell is not None
    assert cell.value == Decimal(6)


@pytest.mark.parametrize("column", ["2022/23 £000s", "2022/23", "2022_23_000s", "C", "c"])
def test_a_column_is_found_by_heading_or_letter(budget: Budget, column: str) -> None:
    """The unit may be left out of the heading."""
    cell, _ = lookup(budget, "Sub-total", column)
    assert cell is not None
    assert cell.source.cell == "C7"


def test_a_single_amount_column_need_not_be_named(recognised: Recognised) -> None:
    """The usual sheet has one."""
    budget, _ = recognised([("Area", "Lead", "Funding"), ("Roads", "Police", 5)])
    cell, message = lookup(budget, "Roads")
    assert cell is not None
    assert (cell.value, message) == (Decimal(5), "")


def test_several_amount_columns_have_to_be_told_apart(budget: Budget) -> None:
    """The message lists them."""
    cell, message = lookup(budget, "Sub-total")
    assert cell is None
    assert '"2021/22 £000s", "2022/23 £000s"' in message


def test_a_label_of_several_rows_is_ambiguous(budget: Budget) -> None:
    """The message names the cells and the way out: a defined name."""
    cell, message = lookup(budget, "Costs", "2022/23")
    assert cell is None
    assert "A4, A5" in message
    assert "Define Name" in message


def test_an_unknown_row_or_column_is_named_with_the_nearest(budget: Budget) -> None:
    """A slip is easy to see."""
    assert 'did you mean "Reserve"?' in lookup(budget, "Reserv", "2022/23")[1]
    assert 'did you mean "Lead"?' in lookup(budget, "Reserve", "Leed")[1]


def test_an_empty_cell_is_no_amount(budget: Budget) -> None:
    """Nothing is not nought."""
    cell, message = lookup(budget, "Reserve", "2021/22")
    assert cell is None
    assert "B6" in message
    assert "empty" in message


def test_a_table_of_words_gives_the_words_beside_the_label(recognised: Recognised) -> None:
    """A sheet of notes may be quoted, too."""
    budget, _ = recognised([("Subject", "Note"), ("Grant", "Not yet agreed")])
    cell, _ = lookup(budget, "grant")
    assert cell is not None
    assert cell.value == "Not yet agreed"


@pytest.mark.parametrize(
    ("value", "code"),
    [("#REF!", "cell-error"), (Sum("=B1+B2", None), "cell-uncalculated"), (5, None), ("tbc", None)],
)
def test_a_cell_that_cannot_be_printed_says_why(
    recognised: Recognised, value: object, code: str | None
) -> None:
    """The problem stands at the cell itself, since there it has to be mended."""
    budget, _ = recognised([("Area", "Funding"), ("Roads", 5), ("Rail", value)])
    cell, _ = lookup(budget, "Rail")
    assert cell is not None
    problem = cell_problem(cell)
    assert (problem.code if problem else None) == code
    assert problem is None or str(problem.source) == "budgets/test.xlsx!Fund!B3"


@given(st.text())
def test_a_slug_is_stable(text: str) -> None:
    """The slug of a slug is itself, and it has no spaces or marks."""
    assert slug(slug(text)) == slug(text)
    assert all(letter.isalnum() or letter == "_" for letter in slug(text))


@given(st.text(), st.text())
def test_any_text_is_looked_up_without_a_fault(label: str, column: str) -> None:
    """There is a cell or a message, never both and never neither."""
    cell, message = lookup(EMPTY, label, column)
    assert cell is None
    assert message
