"""Amounts: what reckoning keeps, and how an amount prints in a sentence or a column."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.amounts import FILTERS, UNITS, Amount, in_unit, is_money, shown
from reportgen.source import Source

SUMMARY = Source("budgets/commissioning.xlsx", sheet="Summary", cell="C9")
HELPLINE = Source("budgets/commissioning.xlsx", sheet="Victims", cell="C4")

POUNDS = "£#,##0"
BRACKETS = "£#,##0;(£#,##0)"

# Amounts of money to the penny, as large as any budget and within the digits that Excel keeps.
MONEY = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2
)


def pounds(value: str | Decimal, number_format: str = POUNDS, *cells: Source) -> Amount:
    return Amount(Decimal(value), number_format, cells)


def filtered(name: str, value: str | Decimal, *places: int, number_format: str = POUNDS) -> str:
    return FILTERS[name](pounds(value, number_format), *places)


def read_back(text: str) -> Decimal:
    figures = re.sub(r"[^\d.]", "", text)
    return -Decimal(figures) if "−" in text or "(" in text else Decimal(figures)


# --- as the cell shows it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("652108", POUNDS, "£652,108"),
        ("-150050", BRACKETS, "(£150,050)"),
        ("-150050", "£#,##0;[Red]-£#,##0", "−£150,050"),
        ("0", '_-£* #,##0_-;-£* #,##0_-;_-£* "-"??_-;_-@_-', "£-"),
        ("1234.5", '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-', "£1,234.50"),
        ("-3863", "#,##0;[Red]#,##0", None),
        ("0.5", "# ?/?", None),
    ],
)
def test_an_amount_prints_as_its_cell_shows_it(
    value: str, number_format: str, text: str | None
) -> None:
    """Without a filter, the paper has what the workbook shows, but with a true minus."""
    assert shown(pounds(value, number_format)) == text


# --- reckoning ------------------------------------------------------------------------------


def test_a_sum_knows_all_its_cells_once_and_in_order() -> None:
    """An amount worked out from others can be traced to every cell, each named once."""
    total = pounds("400", POUNDS, SUMMARY) + pounds("3863", POUNDS, HELPLINE)
    assert total == Amount(Decimal(4263), POUNDS, (SUMMARY, HELPLINE))
    assert (total - pounds("400", POUNDS, SUMMARY)).cells == (SUMMARY, HELPLINE)


def test_amounts_reckon_with_plain_numbers_on_either_side() -> None:
    """Half of a total, twice a total, a total less a thousand: all stay money of that total."""
    total = pounds("1000", POUNDS, SUMMARY)
    assert total / 2 == Amount(Decimal(500), POUNDS, (SUMMARY,))
    assert 2 * total == total * Decimal(2) == Amount(Decimal(2000), POUNDS, (SUMMARY,))
    assert 1 + total - 1 == total
    assert (1500 - total).value == 500
    assert (5 / pounds("2")).value == Decimal("2.5")
    assert -total == Amount(Decimal(-1000), POUNDS, (SUMMARY,))
    assert sum([total, total]).value == 2000


def test_the_first_number_format_that_says_anything_is_kept() -> None:
    """A plain cell takes the number format of the cell it is added to."""
    plain = Amount(Decimal(5))
    assert (plain + pounds("5")).number_format == POUNDS
    assert (pounds("5", BRACKETS) + pounds("5")).number_format == BRACKETS
    assert (plain + plain).number_format == "General"


def test_a_rate_of_a_sum_of_money_is_money() -> None:
    """Two per cent of £1,000 is £20, whichever is named first, and never 2000%."""
    rate, total = pounds("0.02", "0%"), pounds("1000")
    assert shown(rate * total) == shown(total * rate) == "£20"


def test_one_sum_of_money_divided_by_another_is_a_ratio() -> None:
    """A share of a total has no pound sign."""
    share = pounds("400", POUNDS, SUMMARY) / pounds("1600", POUNDS, HELPLINE)
    assert share == Amount(Decimal("0.25"), "General", (SUMMARY, HELPLINE))
    assert FILTERS["percent"](share) == "25%"


def test_a_plain_cell_divided_by_a_number_of_the_author_stays_as_it_is() -> None:
    """The 12 of a monthly share is no sum of money."""
    assert (pounds("1200", POUNDS, SUMMARY) / Amount(Decimal(12))).number_format == POUNDS


@pytest.mark.parametrize("nothing", [0, Decimal("0.00"), Amount(Decimal(0)), Amount(Decimal("-0"))])
def test_dividing_by_nothing_is_an_error(nothing: Amount | Decimal | int) -> None:
    """A share of an empty total is a fault to report, not a number."""
    with pytest.raises(ZeroDivisionError):
        pounds("0") / nothing


@given(st.decimals(), st.decimals())
def test_reckoning_never_stops_on_a_number(left: Decimal, right: Decimal) -> None:
    """However large or odd two numbers are, only dividing by nothing is refused."""
    first, second = Amount(left), Amount(right)
    for result in (first + second, first - second, first * second, -first):
        assert isinstance(result, Amount)
    if not right.is_zero():
        assert isinstance(first / second, Amount)


@given(MONEY, MONEY)
def test_what_is_added_can_be_taken_away(left: Decimal, right: Decimal) -> None:
    """Reckoning is exact to the penny."""
    assert (pounds(left) + pounds(right) - pounds(right)).value == left


# --- money ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number_format", "money"),
    [
        ("General", True),
        ("#,##0", True),
        ("#,##0.00;(#,##0.00)", True),
        ("£#,##0", True),
        ("[$£-809]#,##0.00", True),
        ('£0.0,,"m"', True),
        ('#,##0.0,,"m"', True),
        ("[$€-2] #,##0", False),
        ('"$"#,##0', False),
        ("0%", False),
        ("dd/mm/yyyy", False),
        ("0.0E+00", False),
        ('0" posts"', False),
        ("# ?/?", False),
    ],
)
def test_the_number_format_says_whether_an_amount_is_money(number_format: str, money: bool) -> None:
    """Money in pounds, unless the cell's format says per cent, a date, euros or a count."""
    assert is_money(pounds("1", number_format)) is money


# --- filters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "places", "text"),
    [
        ("gbp", "652108", (), "£652,108"),
        ("gbp", "652107.5", (), "£652,108"),
        ("gbp", "75", (), "£75"),
        ("gbp", "1234.5", (2,), "£1,234.50"),
        ("gbp", "-150050", (), "−£150,050"),
        ("gbp", "-0.4", (), "£0"),
        ("gbp", "652108.49999999999999", (), "£652,109"),
        ("thousands", "11291353", (), "£11,291,000"),
        ("thousands", "11291500", (), "£11,292,000"),
        ("thousands", "-150500", (), "−£151,000"),
        ("thousands", "499", (), "£0"),
        ("millions", "11291353", (), "£11.3\u00a0million"),
        ("millions", "12000000", (), "£12\u00a0million"),
        ("millions", "11950000", (), "£12\u00a0million"),
        ("millions", "11291353", (2,), "£11.29\u00a0million"),
        ("millions", "12000000", (1,), "£12.0\u00a0million"),
        ("millions", "-4250000", (), "−£4.3\u00a0million"),
        ("percent", "0.125", (), "12.5%"),
        ("percent", "0.25", (), "25%"),
        ("percent", "0.03125", (), "3.1%"),
        ("percent", "0.03125", (2,), "3.13%"),
        ("percent", "0.25", (1,), "25.0%"),
        ("percent", "-0.031", (), "−3.1%"),
        ("percent", "-0.0001", (), "0%"),
        ("number", "11291353", (), "11,291,353"),
        ("number", "12.5", (1,), "12.5"),
        ("number", "-3863", (), "−3,863"),
        ("words", "12000", (), "twelve thousand pounds"),
        ("words", "1", (), "one pound"),
        ("words", "7.5", (), "seven pounds and fifty pence"),
        ("words", "0.01", (), "one penny"),
        ("words", "-12000", (), "minus twelve thousand pounds"),
        ("words", "0", (), "zero pounds"),
        ("words", "1E+15", (), "£1,000,000,000,000,000"),
    ],
)
def test_a_filter_prints_an_amount_as_the_style_guide_has_it(
    name: str, value: str, places: tuple[int, ...], text: str
) -> None:
    """£652,108; £11.3 million with a space that does not break; a true minus; 12.5%."""
    assert filtered(name, value, *places) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("7", "General", "seven"),
        ("21", "0", "twenty-one"),
        ("108", "#,##0", "one hundred and eight"),
        ("12.5", '0.0" FTE"', "twelve point five"),
        ("0.125", "0.0%", "twelve point five per cent"),
    ],
)
def test_words_say_pounds_only_where_the_cell_does(
    value: str, number_format: str, text: str
) -> None:
    """Seven posts are not seven pounds."""
    assert filtered("words", value, number_format=number_format) == text


def test_the_sign_of_a_loss_in_a_sentence_is_a_minus_even_where_the_cell_has_brackets() -> None:
    """Brackets belong to tables: a filter prints −£150,050, the cell's own format (£150,050)."""
    assert filtered("gbp", "-150050", number_format=BRACKETS) == "−£150,050"


@given(MONEY)
def test_thousands_are_never_more_than_five_hundred_pounds_out(value: Decimal) -> None:
    """What prints as £11,291,000 is between £11,290,500 and £11,291,500."""
    printed = read_back(filtered("thousands", value))
    assert printed % 1000 == 0
    assert abs(printed - value) <= 500


@given(MONEY)
def test_pounds_read_back_as_the_amount_to_the_nearest_pound(value: Decimal) -> None:
    """What is printed to the pound is within fifty pence, and to the penny is the amount itself."""
    assert abs(read_back(filtered("gbp", value)) - value) <= Decimal("0.5")
    assert read_back(filtered("gbp", value, 2)) == value


@given(MONEY)
def test_millions_are_never_more_than_fifty_thousand_pounds_out(value: Decimal) -> None:
    """One decimal of a million is a hundred thousand pounds."""
    printed = read_back(filtered("millions", value)) * 1_000_000
    assert abs(printed - value) <= 50_000


@given(MONEY)
def test_a_filter_and_the_cell_never_disagree(value: Decimal) -> None:
    """A sentence and a table print the same pounds for the same cell."""
    cell = shown(pounds(value, "£#,##0;-£#,##0"))
    assert cell is not None
    assert read_back(cell.replace("-", "−")) == read_back(filtered("gbp", value))


@given(st.decimals(), st.sampled_from(["General", POUNDS, "0%", "# ?/?"]))
def test_every_filter_and_unit_prints_something(value: Decimal, number_format: str) -> None:
    """However odd a number is, a filter prints it and does not break off."""
    amount = Amount(value, number_format)
    for printed in FILTERS.values():
        assert printed(amount)
    for unit in UNITS:
        assert in_unit(amount, unit)


# --- columns --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("11291353", "£000s", "11,291"),
        ("11291500", "£000s", "11,292"),
        ("-150050", "£000s", "(150)"),
        ("499", "£000s", "0"),
        ("-499", "£000s", "0"),
        ("0", "£000s", "0"),
        ("11291353", "£m", "11.3"),
        ("11291353.5", "£", "11,291,354"),
        ("-150050", "£", "(150,050)"),
        ("0.125", "%", "12.5"),
    ],
)
def test_a_column_has_figures_alone(value: str, unit: str, text: str) -> None:
    """The heading has the unit, so the column has figures, with losses in brackets."""
    assert in_unit(pounds(value), unit) == text


def test_a_column_may_have_more_decimals() -> None:
    """Two decimals of a million where the column asks for them."""
    assert in_unit(pounds("11291353"), "£m", 2) == "11.29"


def test_an_unknown_unit_is_refused() -> None:
    """A unit that reportgen does not know is not guessed at."""
    with pytest.raises(KeyError):
        in_unit(pounds("1"), "£bn")
