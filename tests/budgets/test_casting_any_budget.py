"""Whatever a budget has for amounts, groups and labels, only totals that are wrong are faults."""

from __future__ import annotations

import re
from typing import Any

import pytest
from castings import addresses, faults
from hypothesis import given
from hypothesis import strategies as st
from typed_cells import HEADINGS, PATH, Sum, typed_cell

from reportgen.budget import Budget, find_budget
from reportgen.budget.casting.entries import (
    ASIDE,
    ASIDE_IN_BRACKETS,
    ASIDE_SIGNS,
    CARRIED,
    CARRIED_SIGNS,
    LESS,
    LESS_SIGNS,
)
from reportgen.source import Source
from reportgen.workbook import Sheet, Workbook

# Amounts in thousands, so that no slip of a few pounds can make another reading fit.
amounts = st.integers(1, 5_000).map(lambda thousands: thousands * 1_000)
groups = st.lists(st.lists(amounts, min_size=1, max_size=6), min_size=1, max_size=5)


def sheet_of(
    lines: list[list[int]], typed: list[bool], captions: bool, slip: tuple[int, int] | None
) -> tuple[Budget, list[str]]:
    """Return a budget of groups with their sub-totals and a total, and the cells of typed totals.

    The typed total whose turn it is by `slip` is off by so much, and formulas add up what is there.
    """
    rows: list[tuple[Any, ...]] = [HEADINGS]
    subtotals: list[tuple[int, int]] = []
    totals: list[str] = []
    turns = iter(typed)

    def total(label: str, formula: str, value: int) -> int:
        if next(turns):
            totals.append(f"B{len(rows) + 1}")
            value += slip[1] if slip and slip[0] == len(totals) - 1 else 0
            rows.append((label, value))
        else:
            rows.append((label, Sum(formula, value)))
        return value

    for number, group in enumerate(lines):
        rows += [(f"Group {number}",)] if captions else []
        first = len(rows) + 1
        rows += [(f"Line {number}.{at}", amount) for at, amount in enumerate(group)]
        value = total("Sub-total", f"=SUM(B{first}:B{len(rows)})", sum(group))
        subtotals.append((len(rows), value))
    formula = "=" + "+".join(f"B{row}" for row, _ in subtotals)
    total("Total", formula, sum(value for _, value in subtotals))
    cells = [
        tuple(typed_cell(v, row, column, "Fund", "£#,##0") for column, v in enumerate(values, 1))
        for row, values in enumerate(rows, 1)
    ]
    source = Source(PATH, sheet="Fund")
    workbook = Workbook("budget", Source(PATH), (Sheet("Fund", source, tuple(cells)),))
    budget, _ = find_budget(workbook, "Fund")
    assert budget is not None
    return budget, totals


@given(lines=groups, typed=st.lists(st.booleans(), min_size=6, max_size=6), captions=st.booleans())
def test_a_budget_that_adds_up_is_never_reported(
    lines: list[list[int]], typed: list[bool], captions: bool
) -> None:
    """Whatever its amounts and groups are, and whichever of its totals are typed."""
    budget, _ = sheet_of(lines, typed, captions, None)
    assert faults(budget) == []


@given(
    lines=groups,
    typed=st.lists(st.booleans(), min_size=6, max_size=6),
    captions=st.booleans(),
    turn=st.integers(0, 5),
    slip=st.sampled_from([-999, -12, -1, 1, 7, 350, 50_000_001]),
)
def test_one_wrong_total_is_one_fault_at_its_cell(
    lines: list[list[int]], typed: list[bool], captions: bool, turn: int, slip: int
) -> None:
    """By however much it is wrong: totals that take it for granted are not reported besides."""
    budget, totals = sheet_of(lines, typed, captions, (turn, slip))
    expected = [totals[turn]] if turn < len(totals) else []
    assert addresses(faults(budget)) == expected


@given(lines=groups, captions=st.booleans(), turn=st.integers(0, 4))
def test_a_wrong_subtotal_under_a_right_total_is_one_fault(
    lines: list[list[int]], captions: bool, turn: int
) -> None:
    """The total was typed from the lines, and agrees with them."""
    budget, totals = sheet_of(lines, [True] * 6, captions, None)
    wrong = totals[min(turn, len(lines) - 1)]
    altered = [
        line if line.cells[1] is None or line.cells[1].source.cell != wrong
        else type(line)(line.kind, line.label, (line.cells[0], _slipped(line.cells[1])), line.row)
        for line in budget.lines
    ]  # fmt: skip
    slipped = Budget(budget.title, budget.sheet, budget.origin, budget.columns, tuple(altered))
    assert addresses(faults(slipped)) == [wrong]


def _slipped(cell: Any) -> Any:
    return typed_cell(int(cell.value) + 7, cell.row, cell.column, "Fund", "£#,##0")


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (LESS, LESS_SIGNS),
        (ASIDE, ASIDE_SIGNS),
        (ASIDE_IN_BRACKETS, ASIDE_SIGNS),
        (CARRIED, CARRIED_SIGNS),
    ],
)
@given(data=st.data())
def test_what_a_label_says_is_not_passed_over(
    pattern: re.Pattern[str], signs: tuple[str, ...], data: st.DataObject
) -> None:
    """Where no label has one of the signs, no label is looked at more closely."""
    letters = st.characters(exclude_characters="ıİſK")  # other letters for i, s and k
    label = data.draw(st.from_regex(pattern.pattern, alphabet=letters))
    found = pattern.search(label)
    assert found
    assert any(sign in label.casefold() for sign in signs)
