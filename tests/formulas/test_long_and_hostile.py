"""Workbooks that are long, go round in circles, or were made to do harm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_sheets import Saved, workbook

from reportgen.formulas import UNKNOWN, Recalculation, parse, tallies
from reportgen.formulas.tokens import LONGEST

ROWS = 30_000


def test_a_running_balance_down_a_long_sheet_is_worked_out() -> None:
    """Each row adds to the one above it: the chain is far longer than Python's own recursion."""
    cells = {"B1": 100} | {f"B{row}": f"=B{row - 1}+C{row}" for row in range(2, ROWS + 1)}
    cells |= {f"C{row}": 2 for row in range(2, ROWS + 1)}
    assert Recalculation(workbook({"Fund": cells})).value("Fund", ROWS, 2) == 100 + 2 * (ROWS - 1)


def test_running_totals_of_formulas_cost_no_more_than_their_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SUM(B$1:B5) is continued by SUM(B$1:B6): each cell of column B is looked at once."""
    monkeypatch.setattr(tallies, "MOST_LOOKS", 5_000)
    cells = {f"B{row}": f"=C{row}*2" for row in range(1, 5_001)}
    cells |= {f"C{row}": 3 for row in range(1, 5_001)}
    cells |= {f"D{row}": f"=SUM(B$1:B{row})" for row in range(1, 5_001)}
    book = Recalculation(workbook({"Fund": cells}))
    assert [book.value("Fund", row, 4) for row in range(1, 5_001)] == [
        6 * row for row in range(1, 5_001)
    ]


def test_what_would_take_too_long_has_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook's formulas look at so many cells and no more; what was found before stays."""
    monkeypatch.setattr(tallies, "MOST_LOOKS", 10_000)
    cells: dict[str, object] = {f"B{row}": 1 for row in range(1, 1_001)}
    cells |= {f"C{row}": f"=SUM(B{row}:B1000)" for row in range(1, 1_001)}
    book = Recalculation(workbook({"Fund": cells}))
    assert book.value("Fund", 1, 3) == 1_000
    assert [book.value("Fund", row, 3) for row in range(2, 1_001)][-1] is UNKNOWN


@pytest.mark.parametrize(
    "cells",
    [
        {"A1": "=A1"},
        {"A1": "=A1+1"},
        {"A1": "=B1", "B1": "=C1+1", "C1": "=A1"},
        {"A1": "=SUM(A1:A5)", "A2": 5},
        {"A1": "=SUM(B1:B3)", "B1": 1, "B2": "=A1/2", "B3": 2},
        {"A1": "=IF(B1>0,1,2)", "B1": "=A1"},
    ],
    ids=lambda cells: " ".join(map(str, cells.values())),
)
def test_a_circular_reference_has_no_value(cells: dict[str, object]) -> None:
    """Nor has what rests on one; it does not matter which cell is asked for first."""
    sheet = cells | {"Z1": "=A1+1", "Z2": "=1+1"}
    assert Recalculation(workbook({"Fund": sheet})).value("Fund", 1, 26) is UNKNOWN
    book = Recalculation(workbook({"Fund": sheet}))
    assert book.value("Fund", 1, 1) is UNKNOWN
    assert book.value("Fund", 1, 26) is UNKNOWN
    assert book.value("Fund", 2, 26) == 2


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("(" * 64 + "1" + ")" * 64, 1),
        ("(" * 65 + "1" + ")" * 65, UNKNOWN),
        ("SUM(" * 64 + "1" + ")" * 64, 1),
        ("SUM(" * 1_500 + "1" + ")" * 1_500, UNKNOWN),
        ("(" * 8_000, UNKNOWN),
        ("-" * 8_000 + "1", 1),
        ("-" * 7_999 + "1", -1),
        ("1" + "+1" * 4_000, 4_001),
        ("1" + "^1" * 4_000, 1),
        ("1" + "%" * 8_000, UNKNOWN),
        ("IF(1=1," * 60 + "7" + ")" * 60, 7),
        ("9" + "^9" * 4_000, UNKNOWN),
        ("1" * 8_000, UNKNOWN),
        ("SUM(A1:XFD1048576)", UNKNOWN),
        ("+".join(["SUM(B:XFD)"] * 700), 0),
        ("1" + " " * LONGEST, UNKNOWN),
    ],
    ids=lambda item: str(item)[:20],
)
def test_nesting_and_length_have_an_end(formula: str, result: object) -> None:
    """Excel nests 64 deep and takes 8,192 characters; more is not worked out, and does no harm."""
    book = workbook({"Fund": {"A1": f"={formula}"}})
    assert Recalculation(book).value("Fund", 1, 1) == result


@given(st.text(alphabet="=+-*/^&%<>(){}[],:;!'\"#@$. AB1Z9e_xé\\?", max_size=40))
def test_any_text_is_taken_apart_or_not_understood(text: str) -> None:
    """A formula may be anything: it is never an error to ask."""
    book = workbook({"Fund": {"A1": Saved(f"={text}", 1), "B1": 2}})
    recalculation = Recalculation(book)
    found = recalculation.value("Fund", 1, 1)
    assert found is UNKNOWN or isinstance(found, Decimal | str | bool)
    assert parse(f"={text}") is not None or found is UNKNOWN
