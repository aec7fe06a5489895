"""A second opinion: LibreOffice works the same formulas out, and comes to the same values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.formulas import UNKNOWN, Recalculation, agree
from reportgen.libreoffice import convert, find_libreoffice
from reportgen.readers.workbook import parse_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

Cells = dict[str, Any]
ADDRESSES = [f"{column}{row}" for row in range(1, 7) for column in "ABC"]
FORMULAS = [f"{column}{row}" for row in range(1, 7) for column in "DE"]

# No truth values: SUM leaves them out in Excel and counts them in LibreOffice.
typed = st.one_of(
    st.integers(-10_000, 10_000_000),
    st.decimals(-1_000, 1_000, places=2).map(float),
    st.sampled_from(["", "x", "n/a", "12"]),
    st.none(),
)
cell = st.sampled_from(ADDRESSES)
block = st.sampled_from(["A1:A6", "B1:B6", "A1:C6", "$B$2:C$5", "C3", "B:C"])
column = st.sampled_from(["A1:A6", "B1:B6", "C1:C6"])
constant = st.one_of(st.integers(0, 100).map(str), st.sampled_from(["0.5", "12.25", "5%", '"x"']))
COLUMN = "A1:A6"


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return formulas one step longer than those given."""
    pair = st.tuples(inner, inner)
    places = st.integers(-2, 3)
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map("".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        pair.map(lambda two: f"IF({two[0]}>{two[1]},{two[0]},{two[1]})"),
        st.tuples(inner, places).map(lambda two: f"ROUND({two[0]},{two[1]})"),
        inner.map("ABS({})".format),
        pair.map(lambda two: f"MAX({two[0]},{two[1]})"),
    )


total = st.tuples(
    st.sampled_from(["SUM", "MIN", "MAX", "AVERAGE", "COUNT", "SUBTOTAL(9,", "SUBTOTAL(2,"]), block
).map(lambda two: f"{two[0]}{'' if '(' in two[0] else '('}{two[1]})")
conditional = st.tuples(
    column, st.sampled_from(['"x"', '">10"', '"<>x"', "12", '"<=0"']), column
).map(lambda three: f"SUMIF({','.join(three)})")
product = st.tuples(column, column).map(lambda two: f"SUMPRODUCT({','.join(two)})")
formula = st.recursive(st.one_of(cell, constant, total, conditional, product), deeper, max_leaves=5)


@st.composite
def sheets(draw: st.DrawFn) -> Cells:
    """Return a sheet of typed cells and formulas, some of which rest on other formulas."""
    cells: Cells = {address: draw(typed) for address in ADDRESSES}
    for at, address in enumerate(FORMULAS):
        earlier = draw(st.sampled_from(["", *(f"+{name}" for name in FORMULAS[:at])]))
        cells[address] = f"={draw(formula)}{earlier}"
    return cells


def test_libreoffice_comes_to_the_same_values() -> None:
    """Random sheets of simple formulas: what has a value here has that value there."""
    drawn: list[Cells] = []

    @settings(max_examples=60, database=None, suppress_health_check=list(HealthCheck))
    @given(sheets())
    def draw(cells: Cells) -> None:
        drawn.append(cells)

    draw()
    theirs = read(convert(written(drawn), "xlsx", "xlsx", find_libreoffice()))
    differing, known = compared(theirs)
    assert differing == []
    assert known > len(drawn) * len(FORMULAS) / 2


def written(drawn: list[Cells]) -> bytes:
    """Return one workbook with all the sheets; its formulas have no true saved values."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for cells in drawn:
            sheet = book.add_worksheet()
            for address, value in cells.items():
                sheet.write(address, value)
    return target.getvalue()


def read(data: bytes) -> Workbook:
    book, problems = parse_workbook(data, "budget", Source("budgets/test.xlsx"))
    assert problems == ()
    assert book is not None
    return book


def compared(book: Workbook) -> tuple[list[str], int]:
    """Return where LibreOffice's values are others than ours, and how many of ours are known."""
    ours = Recalculation(book)
    differing: list[str] = []
    known = 0
    for cell, value in _values(book, ours):
        known += value is not UNKNOWN
        if value is not UNKNOWN and agree(cell.value, value) is not True:
            differing.append(f"{cell.source.sheet}!{cell.source.cell}: {cell.formula} {value!r}, "
                             f"not {cell.error or cell.value!r}")  # fmt: skip
    return differing, known


def _values(book: Workbook, ours: Recalculation) -> Iterator[tuple[Any, Any]]:
    for sheet in book.sheets:
        for cell in sheet.cells():
            if cell.formula:
                yield cell, ours.value(sheet.title, cell.row, cell.column)


def test_the_comparison_finds_a_difference() -> None:
    """A saved value that is wrong is told from a right one."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", "=1+2", None, 2)
    differing, known = compared(read(target.getvalue()))
    assert differing == [f"Sheet1!A2: =1+2 {Decimal(3)!r}, not {Decimal(2)!r}"]
    assert known == 2
