"""Amount: a number and the cells it came from; how to reckon with one and how to print one.

In: values of cells with their number formats. Out: other amounts, or text. The filters at the
end of an expression are in FILTERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

from reportgen import number_formats
from reportgen.number_formats import SectionKind
from reportgen.patterns import regex
from reportgen.source import Source

GENERAL = "General"
MINUS = "\N{MINUS SIGN}"
LEADING_HYPHEN = regex(r"(?<!\w)-(?=\D*\d)")  # of -£5, £-5 and -5, not of 1E-05
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# 28 digits, and no exceptions: what is too large becomes infinite.
RECKONING = Context(prec=28, rounding=ROUND_HALF_UP, traps=[])


class Amount(Struct, frozen=True, gc=False):
    """A number from a workbook; money in pounds unless its number format says otherwise.

    `cells` are the cells it was read or worked out from, in the order they were named.
    Amounts add, subtract, multiply and divide with each other and with plain numbers. A result
    keeps the cells of both; its number format is that of the first operand that has one, where
    a rate gives way to what it is a rate of. One sum of money divided by another is a ratio and
    has none. Dividing by nothing raises `ZeroDivisionError`.
    """

    value: Decimal
    number_format: str = GENERAL
    cells: tuple[Source, ...] = ()

    def __add__(self, other: Number) -> Amount:
        return _joined(self, other, RECKONING.add)

    def __radd__(self, other: Decimal | int) -> Amount:
        return _joined(other, self, RECKONING.add)

    def __sub__(self, other: Number) -> Amount:
        return _joined(self, other, RECKONING.subtract)

    def __rsub__(self, other: Decimal | int) -> Amount:
        return _joined(other, self, RECKONING.subtract)

    def __mul__(self, other: Number) -> Amount:
        return _joined(self, other, RECKONING.multiply, _scaled_format)

    def __rmul__(self, other: Decimal | int) -> Amount:
        return _joined(other, self, RECKONING.multiply, _scaled_format)

    def __truediv__(self, other: Number) -> Amount:
        return _joined(self, other, _divided, _quotient_format)

    def __rtruediv__(self, other: Decimal | int) -> Amount:
        return _joined(other, self, _divided, _quotient_format)

    def __neg__(self) -> Amount:
        return Amount(RECKONING.minus(self.value), self.number_format, self.cells)


Number = Amount | Decimal | int


def shown(amount: Amount) -> str | None:
    """Return an amount as Excel shows it by its own number format, `None` where that is unknown.

    Print has a true minus where a screen has a hyphen.
    """
    text = number_formats.show(amount.value, amount.number_format)
    if text is None:
        return None
    return LEADING_HYPHEN.sub(MINUS, text.strip(), count=1) if amount.value < 0 else text.strip()


def is_money(amount: Amount) -> bool:
    """Return whether an amount is money in pounds.

    It is where its format prints a pound sign, or neither another currency nor words nor a
    per cent sign, a date or an exponent.
    """
    return is_money_format(amount.number_format)


@lru_cache(maxsize=1024)
def is_money_format(number_format: str) -> bool:
    """Return whether a number of a format is money in pounds, as `is_money` tells it."""
    currency = number_formats.currency_of(number_format)
    if currency:
        return currency in POUNDS
    kind = number_formats.kind_of(number_format)
    return kind in (SectionKind.GENERAL, SectionKind.NUMBER) and not _counts(number_format)


POUNDS = ("£", "GBP")


def gbp(amount: Amount, places: int = 0) -> str:
    """£652,108: pounds, to the nearest pound or to `places` decimals."""
    return _signed(amount.value, places, "£")


def exact(amount: Amount) -> str:
    """£652,108, or £1,234.50 where there are pence: as messages state an amount in pounds."""
    if not number_formats.is_printable(amount.value):
        return gbp(amount)
    is_whole = number_formats.rounded(amount.value, 2) == number_formats.rounded(amount.value, 0)
    return gbp(amount, 0 if is_whole else 2)


def thousands(amount: Amount) -> str:
    """£11,291,000: pounds, to the nearest thousand. £499 is £0."""
    return _signed(amount.value, -3, "£")


def millions(amount: Amount, places: int | None = None) -> str:
    """£11.3 million: to one decimal, which is left out when it is nothing (£12 million).

    With `places`, exactly so many decimals. The space is one that no line breaks at.
    """
    value = RECKONING.scaleb(amount.value, -6)
    return f"{_trimmed(value, places, '£')}{NO_BREAK_SPACE}million"


def percent(amount: Amount, places: int | None = None) -> str:
    """12.5%, from the fraction 0.125: to one decimal, which is left out when it is nothing."""
    return f"{_trimmed(RECKONING.scaleb(amount.value, 2), places)}%"


def number(amount: Amount, places: int = 0) -> str:
    """11,291,353: to the nearest whole number or to `places` decimals, without a sign for money."""
    return _signed(amount.value, places)


def words(amount: Amount) -> str:
    """Seven, or twelve thousand pounds where the number format has a pound sign.

    Money is to the nearest penny ("seven pounds and fifty pence"), a rate in "per cent". A
    number too long to read in words prints in figures.
    """
    value = amount.value
    if not number_formats.is_printable(value) or value.copy_abs() >= LONGEST_IN_WORDS:
        return _signed(value, 0, "£" if _has_pound_sign(amount) else "")
    if _has_pound_sign(amount):
        return _money_in_words(value)
    if number_formats.kind_of(amount.number_format) is SectionKind.PERCENT:
        return f"{_in_words(RECKONING.scaleb(value, 2))} per cent"
    return _in_words(value)


LONGEST_IN_WORDS = Decimal("1E+15")

# The filters of an expression, `{{ budget.summary.total | thousands }}`. Each rounds half away
# from zero and prints a negative amount with a true minus. A value that is not a number (a
# quotient of infinities) prints as what it is, so that nobody takes it for an amount.
FILTERS: dict[str, Callable[..., str]] = {
    "gbp": gbp,
    "thousands": thousands,
    "millions": millions,
    "percent": percent,
    "number": number,
    "words": words,
}

# How a column's unit scales a number (a power of ten) and how many decimals it then has.
UNITS: dict[str, tuple[int, int]] = {
    "£": (0, 0),
    "£000s": (-3, 0),
    "£m": (-6, 1),
    "%": (2, 1),
}


def in_unit(amount: Amount, unit: str, places: int | None = None) -> str:
    """Return the figures of an amount for a column headed with its unit (one of UNITS).

    11,291 of £000s; a negative amount in brackets, (150), as the tables of accounts have it;
    nothing, and what rounds to nothing, as 0 (0.0 of £m). An unknown unit raises `KeyError`.
    """
    power, usual = UNITS[unit]
    value = RECKONING.scaleb(amount.value, power)
    text = _signed(value, usual if places is None else places)
    return f"({text[1:]})" if text.startswith(MINUS) else text


def in_table(amount: Amount, unit: str) -> str | None:
    """Return an amount as a budget's table prints it: money in the column's unit, if it has one.

    Anything else prints by its own number format; `None` where that cannot be shown.
    """
    return in_unit(amount, unit) if unit and is_money(amount) else shown(amount)


def plainly(amount: Amount) -> str:
    """Return an amount with the decimals it has, up to MOST_PLACES, whatever its format is."""
    exponent = amount.value.as_tuple().exponent
    places = min(-exponent, MOST_PLACES) if isinstance(exponent, int) and exponent < 0 else 0
    return number(amount, places)


MOST_PLACES = 6


def _joined(
    left: Number,
    right: Number,
    reckon: Callable[[Decimal, Decimal], Decimal],
    format_of: Callable[[Amount, Amount], str] | None = None,
) -> Amount:
    first, second = _amount(left), _amount(right)
    number_format = (format_of or _first_format)(first, second)
    cells = tuple(dict.fromkeys((*first.cells, *second.cells)))
    return Amount(reckon(first.value, second.value), number_format, cells)


def _amount(item: Number) -> Amount:
    return item if isinstance(item, Amount) else Amount(Decimal(item))


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right.is_zero():
        raise ZeroDivisionError
    return RECKONING.divide(left, right)


def _first_format(*operands: Amount) -> str:
    formats = (operand.number_format for operand in operands)
    return next((item for item in formats if item != GENERAL), GENERAL)


def _scaled_format(left: Amount, right: Amount) -> str:
    """A rate of a sum of money is money, whichever of the two is named first."""
    rated = number_formats.kind_of(left.number_format) is SectionKind.PERCENT
    if rated and right.number_format != GENERAL:
        return right.number_format
    return _first_format(left, right)


def _quotient_format(left: Amount, right: Amount) -> str:
    if all(is_money(item) and not _is_plain(item) for item in (left, right)):
        return GENERAL
    return _scaled_format(left, right)


def _is_plain(amount: Amount) -> bool:
    """Return whether an amount is a number that the author wrote, not one of a workbook."""
    return not amount.cells and amount.number_format == GENERAL


def _has_pound_sign(amount: Amount) -> bool:
    return number_formats.currency_of(amount.number_format) in POUNDS


def _counts(number_format: str) -> bool:
    """Return whether a format names what it counts: `0" posts"`, but not the `"m"` of millions."""
    quoted = re.findall(r'"([^"]*)"', number_format)
    named = {word.casefold() for text in quoted for word in re.findall(r"[^\W\d_]+", text)}
    return bool(named - SCALE_WORDS)


SCALE_WORDS = {"k", "m", "bn", "mn", "th", "thousand", "million", "billion", "cr", "dr", "nil"}


def _signed(value: Decimal, places: int, sign: str = "") -> str:
    """Print with thousands separators: minus first, then the sign for money, then the figures."""
    if not number_formats.is_printable(value):
        return str(value)
    rounded = number_formats.rounded(value, places)
    minus = MINUS if rounded < 0 else ""
    return f"{minus}{sign}{rounded.copy_abs():,.{max(places, 0)}f}"


def _trimmed(value: Decimal, places: int | None, sign: str = "") -> str:
    if places is not None:
        return _signed(value, places, sign)
    return _signed(value, 1, sign).removesuffix(".0")


def _money_in_words(value: Decimal) -> str:
    pence = int(number_formats.rounded(value.copy_abs(), 2).scaleb(2))
    minus = "minus " if value < 0 and pence else ""
    pounds, pence = divmod(pence, 100)
    parts = [f"{_in_words(Decimal(pounds))} {'pound' if pounds == 1 else 'pounds'}"]
    if pence:
        pence_words = f"{_in_words(Decimal(pence))} {'penny' if pence == 1 else 'pence'}"
        parts = [pence_words] if not pounds else [*parts, pence_words]
    return minus + " and ".join(parts)


def _in_words(value: Decimal) -> str:
    from num2words import num2words  # slow to import, and few papers ask for it

    plain = number_formats.rounded(value, 10).normalize()
    whole = plain == plain.to_integral_value()
    return str(num2words(int(plain) if whole else plain, lang="en_GB"))
