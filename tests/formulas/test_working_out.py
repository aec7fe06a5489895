"""What a simple formula comes to, to Excel's rules; what is not simple has no value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from typed_sheets import workbook

from reportgen.formulas import UNKNOWN, Recalculation
from reportgen.workbook import CellRange, NamedRange

FUND = {
    "A1": "Project", "B1": "Amount", "C1": "Share",
    "A2": "Mentoring", "B2": 120_000, "C2": 0.5,
    "A3": "Wardens", "B3": 80_000, "C3": 0.25,
    "A4": "mentoring", "B4": -12_500, "C4": "n/a",
    "A5": "Blank", "C5": True,
    "A6": "As text", "B6": "5000",
    "A7": "Total", "B7": "=SUBTOTAL(9,B2:B6)",
    "A8": "Pence", "B8": 10.1, "C8": 10.2,
    "A9": "Ready on", "B9": date(2022, 3, 22), "C9": "#N/A",
}  # fmt: skip
OTHER = {"A1": "Project", "B1": "Amount", "A2": "Grants", "B2": 7, "A3": "Fees", "B3": 8, "B4": 15}
NAMES = (
    NamedRange("grant", "Other fund", CellRange(2, 2, 2, 2)),
    NamedRange("lines", "Other fund", CellRange(2, 2, 3, 2)),
    NamedRange("doubtful", "Other fund", CellRange(2, 2, 2, 2), ambiguous=True),
    NamedRange("Plan", "Other fund", CellRange(1, 1, 4, 2), is_table=True, total_rows=1),
)


def worked_out(formula: str, **options: Any) -> Any:
    """Return what a formula in Fund!F1 comes to."""
    book = workbook({"Fund": FUND | {"F1": formula}, "Other fund": OTHER}, *NAMES, **options)
    return Recalculation(book).value("Fund", 1, 6)


KNOWN: tuple[tuple[str, Any], ...] = (
    # references
    ("=B2", 120_000),
    ("=$B$2", 120_000),
    ("=B5", 0),
    ("=A2", "Mentoring"),
    ("='Other fund'!B2", 7),
    ("=fund!B3", 80_000),
    ("=grant", 7),
    ("=SUM(LINES)", 15),
    ("=B9", date(2022, 3, 22)),
    # tables
    ("=SUM(Plan[Amount])", 15),
    ("=Plan[[#Totals],[Amount]]", 15),
    ("=SUM(Plan[[#All],[Amount]])", 30),
    ("=SUM(Plan[[Project]:[Amount]])", 15),
    ("=SUM(Plan)", UNKNOWN),
    # arithmetic
    ("=1+2*3", 7),
    ("=(1+2)*3", 9),
    ("=-2^2", 4),
    ("=2^3^2", 64),
    ("=2^-1", Decimal("0.5")),
    ("=10%", Decimal("0.1")),
    ("=B2*5%", 6_000),
    ("=200%%", Decimal("0.02")),
    ("=--5", 5),
    ("=10-2-3", 5),
    ("=8/4/2", 1),
    ("=+B2-B3", 40_000),
    ("=B2+B5", 120_000),
    ("=B2+B6", 125_000),
    ("=C5+1", 2),
    ("=1E3+.5", Decimal("1000.5")),
    ("= B2 +\n B3", 200_000),
    ('="a"&"b"', "ab"),
    # comparison
    ("=B2>B3", True),
    ("=B2<>120000", False),
    ('=A2="MENTORING"', True),
    ('=B5=""', True),
    ("=B5=0", True),
    ('=5<"a"', True),
    ('="a"<TRUE', True),
    # functions of many numbers
    ("=SUM(B2:B4)", 187_500),
    ("=SUM(B2:B6)", 187_500),
    ("=SUM(B2:B3,B4,1)", 187_501),
    ("=SUM(B:B)", UNKNOWN),  # a date stands in the column
    ("=SUM(C2:C5)", Decimal("0.75")),
    ("=SUM(2:2)", Decimal("120000.5")),
    ("=SUM($B$4:$B$2)", 187_500),
    ("=SUM(E1:E5)", 0),
    ("=MIN(B2:B4)", -12_500),
    ("=MAX(B2:B4,1)", 120_000),
    ("=MAX(E1:E5)", 0),
    ("=AVERAGE(B2:B3)", 100_000),
    ("=COUNT(B2:B6)", 3),
    ("=SUBTOTAL(9,B2:B7)", 187_500),
    ("=SUM(B2:B7)", 375_000),
    ("=SUBTOTAL(109,B2:B4)", 187_500),
    ("=SUBTOTAL(1,B2:B3)", 100_000),
    ("=AGGREGATE(9,0,B2:B7)", 187_500),
    ("=AGGREGATE(9,4,B2:B7)", 375_000),
    # rounding
    ("=ROUND(2.5,0)", 3),
    ("=ROUND(-2.5,0)", -3),
    ("=ROUND(1.005,2)", Decimal("1.01")),
    ("=ROUND(B2,-5)", 100_000),
    ("=ROUND(1/3,4)", Decimal("0.3333")),
    ("=ROUND(4.5/3*3,0)", 5),
    ("=ROUNDUP(2.1,0)", 3),
    ("=ROUNDUP(-2.1,0)", -3),
    ("=ROUNDDOWN(2.9,0)", 2),
    ("=ROUNDDOWN(B3,-5)", 0),
    ("=ABS(B4)", 12_500),
    # choices
    ("=IF(B2>B3,1,2)", 1),
    ("=IF(B2<B3,1)", False),
    ("=IF(B2>B3,,2)", 0),
    ("=IF(TRUE,1,NOSUCH(B2))", 1),
    ("=IF(B5,1,2)", 2),
    ("=IF(AND(B2>0,B3>0),1,0)", 1),
    ("=IF(OR(B2<0,NOT(B3>0)),1,0)", 0),
    ("=IFERROR(B2/B3,0)", Decimal("1.5")),
    # conditional sums
    ('=SUMIF(A2:A4,"mentoring",B2:B4)', 107_500),
    ("=SUMIF(A2:A4,A3,B2:B4)", 80_000),
    ('=SUMIF(B2:B4,">0")', 200_000),
    ('=SUMIF(B2:B4,"<>80000")', 107_500),
    ('=SUMIF(A2:A4,"<>Wardens",B2:B4)', 107_500),
    ("=SUMPRODUCT(B2:B4,C2:C4)", 80_000),
    ("=SUMPRODUCT(B2:B4)", 187_500),
)


@pytest.mark.parametrize(("formula", "result"), KNOWN, ids=lambda item: str(item))
def test_a_simple_formula_is_worked_out_as_in_excel(formula: str, result: Any) -> None:
    """Reckoning, comparing, adding up and rounding follow Excel's rules."""
    found = worked_out(formula)
    assert found == result
    assert isinstance(found, bool) == isinstance(result, bool)


@pytest.mark.parametrize(
    "formula",
    [
        '=VLOOKUP("x",A1:B9,2,FALSE)', "=TODAY()", "=NOSUCH(1)", "=OFFSET(B2,1,0)",  # functions
        "=[1]Prices!B4", "='F:\\Finance\\[2]Day rates'!C9", "=[1]!rate",  # other workbooks
        "=1/0", "=0^0", "=C9", "=B2+C9", "=SUM(C2:C9)", "=#REF!", "=Gone!B2", "=Fund!#REF!",
        "=A2+1", '=B2+""', "=B9+1", "=SUM(B8:B9)",  # words and dates are no numbers
        "=B2:B3", "=B2:B3*2", "=SUM(B2:B3*2)", "=SUM({1,2})", "=Jan:Dec!B5", "=B2:B3 B3:B4",
        "=SUM((B2,B3))", "=B2:INDEX(B:B,3)", "=doubtful", "=nosuchname", "=Plan[Nothing]",
        "=Plan[[#This Row],[Amount]]", "=Nosuch[Amount]",
        '=SUMIF(A2:A4,"men*",B2:B4)', '=SUMIF(A2:A4,"x",B2)', "=SUMIF(A2:A4,B5,B2:B4)",
        "=SUMPRODUCT(B2:B4,C2:C3)", "=SUMPRODUCT(B2:B4*2)", "=SUM()", "=ROUND(1)", "=IF()",
        "=SUBTOTAL(9)", "=SUBTOTAL(3,B2:B4)", "=AGGREGATE(14,6,B2:B4,1)", '="a"<"b"',
        "=9^9^9^9", "=1E300*1E300", "=AVERAGE(E1:E5)", "=F1", "=F1+1",
        "=", "=1+", "=(1", "=1)", "=SUM(1", '="a', "='Fund!B2", "=B0", "=XFE1048577", "=1;2",
        "=@B2", "=$$B2", "=B2 B3", "=1 2", "=[", "={", "=Plan[[Amount]", "=Plan[[#No],[Amount]]",
    ],
)  # fmt: skip
def test_what_is_not_simple_has_no_value(formula: str) -> None:
    """Nothing is guessed, and nothing that can be written as a formula raises an error."""
    assert worked_out(formula) is UNKNOWN


@pytest.mark.parametrize(
    "formula",
    [
        "=B8+C8=20.3", "=IF(B8*3=30.3,1,0)", "=ROUNDDOWN(B8*10,0)", "=ROUNDUP((0.1+0.7)*10,0)",
    ],
)  # fmt: skip
def test_what_the_last_binary_digit_decides_has_no_value(formula: str) -> None:
    """20.3 is 10.1 + 10.2 for people, but not always for Excel, which reckons in binary."""
    assert worked_out(formula) is UNKNOWN


def test_whole_numbers_are_compared_exactly() -> None:
    """Whole pounds are exact in Excel too, also where they come of thousands of millions."""
    assert worked_out("=5000000001=5000000000") is False
    assert worked_out("=SUM(B2:B4)=187500") is True


def test_rows_that_excel_hides_leave_a_subtotal_in_doubt() -> None:
    """SUBTOTAL(9) counts a hidden row unless a filter hides it; SUBTOTAL(109) never does."""
    assert worked_out("=SUBTOTAL(9,B2:B4)", hidden_rows=(3,)) is UNKNOWN
    assert worked_out("=SUBTOTAL(109,B2:B4)", hidden_rows=(3,)) == 107_500
    assert worked_out("=SUBTOTAL(9,B2:B4)", hidden_rows=(8,)) == 187_500


def test_a_subtotal_that_is_part_of_a_formula_leaves_those_over_it_in_doubt() -> None:
    """SUBTOTAL leaves out other sub-totals; whether it does here is documented nowhere."""
    lines = {"B2": 1, "B3": "=SUBTOTAL(9,B2:B2)+1", "B4": "=SUBTOTAL(9,B2:B3)"}
    assert Recalculation(workbook({"Fund": lines})).value("Fund", 4, 2) is UNKNOWN


def test_the_row_of_a_table_is_the_one_the_formula_stands_in() -> None:
    """`[@Amount]` is saved as `Plan[[#This Row],[Amount]]`."""
    cells = {"A1": "Amount", "B1": "Double", "A2": 4, "A3": 6}
    cells |= {"B2": "=Plan[[#This Row],[Amount]]*2", "B3": "=[Amount]"}
    plan = NamedRange("Plan", "Fund", CellRange(1, 1, 3, 2), is_table=True)
    book = Recalculation(workbook({"Fund": cells}, plan))
    assert book.value("Fund", 2, 2) == 8
    assert book.value("Fund", 3, 2) is UNKNOWN  # a column of two cells is no single value


def test_precision_as_displayed_is_left_alone() -> None:
    """Excel then rounds every cell to what it shows, which a budget may rely on."""
    assert worked_out("=B2+B3", as_displayed=True) is UNKNOWN


def test_a_formula_of_another_sheet_is_worked_out_first() -> None:
    """It does not matter in which order formulas stand, nor on which sheet."""
    sheets = {"Summary": {"A1": "=Fund!A1*2"}, "Fund": {"A1": "=A9+1", "A9": "=3"}}
    assert Recalculation(workbook(sheets)).value("Summary", 1, 1) == 8


def test_a_sheet_that_is_not_there_is_an_error_of_the_caller() -> None:
    """Only cells of the workbook have values."""
    with pytest.raises(KeyError):
        Recalculation(workbook({"Fund": {"A1": 1}})).value("Found", 1, 1)
