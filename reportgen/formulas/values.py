"""Values and what operators make of them, as Excel does; what Excel might see otherwise is UNKNOWN.

Reckoning is in Decimal with 28 digits. Excel reckons in binary with about 16 and compares and
rounds by 15 of them, so that two numbers that differ in no more than Excel's own error are taken
for equal, and a step (=, <, ROUNDDOWN) that such an error could tip has no known result.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Any, Final

from reportgen.patterns import regex
from reportgen.workbook import CellValue


class Unknown(Enum):
    """The one value that stands for: this cannot be worked out here."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
Value = CellValue | Unknown

RECKONING = Context(prec=28, rounding=ROUND_HALF_UP, traps=[])
EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP, traps=[])
# Binary numbers have 53 bits: a step of reckoning loses 10^-16 of its result, so that thousands of
# steps lose less than 10^-12 of it, which is a ten-thousandth of a penny in a million pounds.
# Where large amounts cancel out, what they lost is left: 10^-7 for a thousand million pounds.
RELATIVE = Decimal("1E-12")
ABSOLUTE = Decimal("1E-6")
PLAIN_NUMBER = regex(r"\s*[+-]?[0-9]+(\.[0-9]+)?\s*")
LARGEST = Decimal("1E308")
MOST_PLACES = 15
MOST_FIGURES = 15  # of a whole number that is exact in Excel
LONG = Context(prec=60, rounding=ROUND_HALF_UP, traps=[])


def agree(first: Value, second: Value) -> bool | None:
    """Tell whether two values are the same to within Excel's own error; None where nobody knows.

    A blank is worth as much as 0, and dates are compared with dates alone.
    """
    first, second = (Decimal(0) if value is None else value for value in (first, second))
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return None
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return is_near(first, second)
    if _is_moment(first) or _is_moment(second):
        return True if first == second else None
    return type(first) is type(second) and first == second


def is_near(first: Decimal, second: Decimal) -> bool:
    """Tell whether two numbers are equal to within Excel's own error."""
    largest = max(abs(first), abs(second))
    return abs(RECKONING.subtract(first, second)) <= max(ABSOLUTE, largest * RELATIVE)


def leaf(value: CellValue) -> CellValue:
    """Return a saved value with the decimals it needs: how many a result has tells what it is of.

    Amounts of pounds and whole thousands are exact in Excel too, and may be compared.
    """
    if isinstance(value, Decimal) and _has_few_figures(value):
        return value
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**15:
        return value.quantize(Decimal(1))
    return value


def _has_few_figures(value: Decimal) -> bool:
    """Tell a whole number that is written as one, as most are: it has the decimals it needs."""
    text = str(value)
    return len(text) <= MOST_FIGURES and text.isdecimal()


def number(value: Value) -> Decimal | Unknown:
    """Return what a value counts as where Excel wants a number."""
    match value:
        case None:
            return Decimal(0)
        case bool():
            return Decimal(int(value))
        case Decimal():
            return value
        case str() if PLAIN_NUMBER.fullmatch(value) and len(value) <= 30:
            return Decimal(value.strip())
        case _:
            return UNKNOWN


def finite(value: Decimal) -> Decimal | Unknown:
    """Return a result, unknown where Excel has an error: beyond all numbers, or divided by 0."""
    return value if value.is_finite() and abs(value) < LARGEST else UNKNOWN


def operate(sign: str, left: Value, right: Value) -> Value:
    """Return what one operator makes of two values."""
    if sign in COMPARISONS:
        return compare(sign, left, right)
    if sign == "&":
        texts = isinstance(left, str | None) and isinstance(right, str | None)
        return f"{left or ''}{right or ''}" if texts else UNKNOWN
    first, second = number(left), number(right)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return UNKNOWN
    return finite(ARITHMETIC[sign](first, second))


def compare(sign: str, left: Value, right: Value) -> bool | Unknown:
    """Compare as Excel does: capitals do not matter, and a blank is like the other's nothing."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return UNKNOWN
    left, right = _filled(left, right), _filled(right, left)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _compare_numbers(sign, left, right)
    if isinstance(left, str) and isinstance(right, str):
        same = left.casefold() == right.casefold()
        # How Excel sorts two texts depends on the language it runs in.
        return UNKNOWN if sign not in ("=", "<>") else same == (sign == "=")
    if _is_moment(left) or _is_moment(right):
        return UNKNOWN
    return COMPARISONS[sign](_in_order(left), _in_order(right))


def round_half_up(value: Decimal, places: int) -> Decimal | Unknown:
    """Round half away from nothing, to decimals or with negative `places` to tens and hundreds."""
    return _quantized(EXCEL_DIGITS.plus(value), places, ROUND_HALF_UP)


def round_one_way(value: Decimal, places: int, rounding: str) -> Decimal | Unknown:
    """Round down or up. Where the last binary digit would decide the step, nobody knows it."""
    nearest = round_half_up(value, places)
    if isinstance(nearest, Unknown) or (_is_inexact(value) and is_near(nearest, value)):
        return UNKNOWN
    return _quantized(value, places, rounding)


def _quantized(value: Decimal, places: int, rounding: str) -> Decimal | Unknown:
    if abs(places) > MOST_PLACES or value.adjusted() > MOST_PLACES:
        return UNKNOWN
    made = value.quantize(Decimal(1).scaleb(-places), rounding, LONG)
    return made if places > 0 else made.quantize(Decimal(1), context=LONG)


def _compare_numbers(sign: str, left: Decimal, right: Decimal) -> bool | Unknown:
    """Compare two numbers; those that only Excel's binary error may tell apart are not known."""
    if is_near(left, right) and (_is_inexact(left) or _is_inexact(right)):
        return UNKNOWN
    return COMPARISONS[sign](left, right)


def _is_inexact(value: Decimal) -> bool:
    """Tell whether a number has decimals or was made of numbers with decimals."""
    exponent = value.as_tuple().exponent
    return not isinstance(exponent, int) or exponent < 0


def _filled(value: CellValue, other: CellValue) -> CellValue:
    if value is not None:
        return value
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else Decimal(0)


def _in_order(value: CellValue) -> tuple[int, object]:
    """Return what sorts numbers before texts before truth values, as Excel does."""
    return (2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0), value


def _is_moment(value: object) -> bool:
    return isinstance(value, date | datetime | time)


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": RECKONING.add,
    "-": RECKONING.subtract,
    "*": RECKONING.multiply,
    "/": RECKONING.divide,
    "^": RECKONING.power,
}
