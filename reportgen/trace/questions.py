"""Amounts as people ask for them. In: `£4.2m`, `(150,050)`, `11,291 in £000s`. Out: a range."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from msgspec import Struct

from reportgen.patterns import regex

# The words for a power of ten, as people write them behind a number.
SCALES = {
    "k": 3, "th": 3, "thousand": 3, "thousands": 3, "£000": 3, "£000s": 3, "000s": 3,
    "m": 6, "mn": 6, "million": 6, "millions": 6, "£m": 6,
    "b": 9, "bn": 9, "billion": 9, "billions": 9, "£bn": 9,
    "%": -2, "percent": -2, "per cent": -2, "": 0,
}  # fmt: skip
ASKED = regex(
    r"(?P<open>\()?(?P<sign>[-−–+])?\s?£?\s?(?P<sign_behind>[-−–])?"
    r"(?P<whole>\d[\dx]*(?:,[\dx]{3})*|\d[\d,x]*)?(?:\.(?P<part>[\dx]+))?"
    r"(?P<close>\))?\s?(?:in\s)?(?P<scale>£?[a-z0%£ ]*)",
    re.I,
)
LONGEST = 40
THOUSANDS = 3  # fewer noughts at the end are no rounding


class Asked(Struct, frozen=True):
    """An amount that is asked for: its size, and the last place that it is exact to.

    In `£4.2m` the size is 4200000 and the step 100000. `zeros` is how many more places are nought,
    so that they may be rounded. `is_negative` is None where no sign says either.
    """

    size: Decimal
    step: int
    zeros: int = 0
    is_negative: bool | None = None
    cut: bool = False

    def is_size_of(self, value: Decimal, *, loosely: bool = False) -> bool:
        """Tell whether a value is this amount, to as many places as it was asked for.

        `loosely` takes noughts at the end for rounding: £4,200,000 is £4,150,001 then.
        """
        if not value.is_finite() or value.adjusted() > LONGEST:
            return False
        if self.is_negative is not None and value and (value < 0) is not self.is_negative:
            return False
        if self.cut:
            return self.size <= abs(value) < self.size + Decimal(1).scaleb(self.step)
        step = self.step + self.zeros if loosely else self.step
        return _rounded(abs(value), step) == _rounded(self.size, step)


def read_question(text: str) -> Asked | None:
    """Return the amount that a text asks for, None when it is none.

    £4,2xx,xxx asks for all that begins with 4.2 million.
    """
    found = ASKED.fullmatch(" ".join(text[: LONGEST + 1].split()))
    if found is None or not (found["whole"] or found["part"]) or len(text) > LONGEST:
        return None
    scale = SCALES.get(found["scale"].strip().casefold())
    digits = f"{found['whole'] or '0'}".replace(",", "") + (found["part"] or "")
    places = len(found["part"] or "")
    unknown = len(digits) - len(re.sub(r"x+$", "", digits, flags=re.I))
    known = digits[: len(digits) - unknown]
    if scale is None or "x" in known.lower():
        return None
    size = Decimal(known).scaleb(unknown + scale - places)
    zeros = 0 if unknown or places else len(known) - len(known.rstrip("0"))
    zeros = zeros if zeros >= THOUSANDS else 0
    step = unknown + scale - places
    return Asked(size, step, zeros, _is_negative(found), cut=bool(unknown))


def _is_negative(found: re.Match[str]) -> bool | None:
    if found["open"] and found["close"]:
        return True
    sign = found["sign"] or found["sign_behind"]
    return None if not sign else sign != "+"


def _rounded(value: Decimal, step: int) -> Decimal:
    try:
        return value.quantize(Decimal(1).scaleb(step), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than a number of a workbook has
        return value
