"""The short way to show a number is the long way, only shorter."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.number_formats import as_shown, fewest_places, show
from reportgen.number_formats.codes import compiled
from reportgen.number_formats.digits import show_digits

PARTS = ("£", '"about "', "-", "(", "#", "0", "#,##0", ".", "0", "00", "%", ",", ")", "_)", '" m"')
CODES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join)
NUMBERS = st.decimals(0, 10**12, places=4).map(lambda number: number.normalize())


def test_the_formats_of_money_are_shown_the_short_way() -> None:
    """Else thousands of amounts would take the long one."""
    for code in ("0", "#,##0", "£#,##0.00", "£#,##0;-£#,##0", "(#,##0)", "#,##0,", "0.0%"):
        parsed = compiled(code)
        assert parsed is not None
        assert all(section.plain for section in parsed.numbers), code


@given(CODES, NUMBERS)
def test_both_ways_show_the_same(code: str, number: Decimal) -> None:
    """Whatever words, figures and scales a format has."""
    parsed = compiled(code)
    for section in parsed.numbers if parsed else ():
        if section.plain:
            assert show_digits(section, number) == show_digits(replace(section, plain=None), number)


SECTIONS = st.sampled_from(("", ";-0", ";(0)", ";-0;-", ';;"nil"', ";;;@"))
CONDITIONS = st.sampled_from(("", "", "[>=0]", "[>5]", "[<5]", "[=3]", "[Red]", "[>-5]"))


@given(CONDITIONS, CODES, SECTIONS, st.integers(0, 10**16))
def test_a_whole_number_shows_as_with_a_decimal_of_nothing(
    condition: str, code: str, rest: str, figures: int
) -> None:
    """5 takes the shortest way of all, which 5.0 is kept from."""
    code = condition + code + rest
    assert show(Decimal(figures), code) == show(Decimal(f"{figures}.0"), code)


@given(CODES, st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_number_of_few_decimals_is_shown_in_full(code: str, figures: int, places: int) -> None:
    """Rounding it to the decimals that its format shows would change nothing."""
    number = Decimal(figures).scaleb(-places)
    if places <= fewest_places(code):
        assert as_shown(number, code) in (None, number)
