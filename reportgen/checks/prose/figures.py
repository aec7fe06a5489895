"""Amounts of money as people type them: a text comes in, amounts with their values go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.patterns import regex

POWERS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "million": 6, "bn": 9, "billion": 9}
_UNIT = r"[ \xa0]?(?i:(?P<unit>k|thousand|mn?|mln|million|bn|billion)\b)"
_AMOUNT = regex(
    rf"""(?<![\w.,£$€#])
    (?P<minus>(?<![)%])[-−–])?
    (?P<pound>(?:£|GBP)[ \xa0]?)?
    (?P<inner_minus>(?<=£)[-−])?
    (?P<figures>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,9}})?|\d{{1,15}}(?:\.\d{{1,9}})?)
    (?!\d|[.,]\d|[ \xa0]?%)
    (?:{_UNIT})?""",
    re.X,
)
_THOUSANDS = regex(r",\d\d\d")
# £5-10 million: the unit behind the second figure holds for the first one too.
_RANGE = regex(rf"[ \xa0]?(?:[-–—][ \xa0]?£?|to )(?P<figures>\d+(?:\.\d+)?){_UNIT}")


class TypedAmount(Struct, frozen=True):
    """An amount as it stands in a text from `start` to `end`.

    `value` is in pounds and never negative; `step` is what it was rounded to, as far as its form
    tells (100,000 for £4.2m). `unit` is the power of ten of a word such as "million", else 0. One
    without a `pound` sign is a figure with thousands separators.
    """

    written: str
    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: int
    pound: bool
    negative: bool
    bracketed: bool


def may_hold_amounts(text: str) -> bool:
    """Tell whether there can be amounts of money in a text, by what a few of all texts have."""
    return "£" in text or "GBP" in text or _THOUSANDS.search(text) is not None


def typed_amounts(text: str) -> Iterator[TypedAmount]:
    """Yield the amounts of money in a text: £271,410, £4.2m, -£150,050, (£1.50), and 271,410.

    £0 is left out: of nothing there is no source.
    """
    for found in _AMOUNT.finditer(text):
        amount = _amount(found, text)
        if amount.value and (amount.pound or ("," in found["figures"] and not amount.unit)):
            yield amount


def _amount(found: re.Match[str], text: str) -> TypedAmount:
    figures = found["figures"].replace(",", "")
    word = found["unit"] or ""
    if not word and found["pound"]:
        word = _unit_of_range(figures, text, found.end())
    unit = POWERS.get(word.lower(), 0)
    places = len(figures.partition(".")[2])
    start, end = found.span()
    return TypedAmount(
        written=found.group(),
        start=start,
        end=end,
        value=Decimal(figures).scaleb(unit),
        step=Decimal(1).scaleb(unit - places),
        unit=unit,
        pound=bool(found["pound"]),
        negative=bool(found["minus"] or found["inner_minus"]),
        bracketed=text[start - 1 : start] == "(" and text[end : end + 1] == ")",
    )


def _unit_of_range(figures: str, text: str, place: int) -> str:
    second = _RANGE.match(text, place)
    return second["unit"] if second and Decimal(figures) < Decimal(second["figures"]) else ""
