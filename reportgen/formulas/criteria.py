"""The conditions of SUMIF: a value or a text such as `>=100` comes in, a test of cells goes out."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from reportgen.formulas.values import PLAIN_NUMBER, Unknown, Value, compare
from reportgen.patterns import regex

WRITTEN = regex(r"(<>|<=|>=|<|>|=)?(.*)", re.DOTALL)
WILDCARD = regex(r"[*?~]")


class Criterion(Struct, frozen=True):
    """A comparison with a number or a text."""

    sign: str
    wanted: Decimal | str

    def holds(self, value: Value) -> bool | None:
        """Tell whether a cell meets the condition, None where that is not known.

        Only a cell of the same type can meet one; any other, and a blank one, only meets `<>`.
        """
        if isinstance(value, Unknown):
            return None
        if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value):
            return None  # Excel takes it for a number in some comparisons and not in others
        if not isinstance(value, Decimal | str | bool | None):
            return None
        if isinstance(value, bool | None) or isinstance(value, str) != isinstance(self.wanted, str):
            return self.sign == "<>"
        found = compare(self.sign, value, self.wanted)
        return None if isinstance(found, Unknown) else found


def read_criterion(value: Value) -> Criterion | None:
    """Read a condition; None for one with wildcards, and for a blank, a date or a truth value."""
    if isinstance(value, Decimal):
        return Criterion("=", value)
    if not isinstance(value, str):
        return None
    found = WRITTEN.fullmatch(value)
    if found is None or not found[2].strip() or WILDCARD.search(found[2]):
        return None
    sign, wanted = found[1] or "=", found[2]
    if PLAIN_NUMBER.fullmatch(wanted):
        return Criterion(sign, Decimal(wanted.strip()))
    looks_odd = any(letter.isdigit() for letter in wanted) and not any(map(str.isalpha, wanted))
    return None if looks_odd else Criterion(sign, wanted)
