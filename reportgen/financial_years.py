"""Financial years in a text, and the style each is written in. A text comes in, years go out.

A year is financial when the one beside it follows it: 2022/23, but not 2021 to 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from reportgen.patterns import regex

# A year stands alone, or in a range of years: 2022/23-2024/25. Beside other figures, hyphens and
# strokes it is a date (2011-12-05), a label (tbl-2022-23), a file's name or an address.
_YEARS = regex(
    r"""(?:(?<![\w£$€/@#.,–-])|(?<=\d[/–-]\d\d[–-]))
    (?P<prefix>FY[ ]?)?
    (?P<first>(?:19|20)\d\d|(?<=FY)\d\d|(?<=FY[ ])\d\d)
    (?P<between>[ ]?[/–-][ ]?|[ ]to[ ])
    (?P<second>\d{4}|\d\d)
    (?![\w@]|[/–-]\d{1,2}(?!\d)|\.\w)""",
    re.X,
)
# The beginning of any such year, for a quick look: two patterns, since a long text is gone through
# fastest for what begins with fixed signs.
_GOES_ON = r"\d\d[ \xa0]?(?:[/–-]|to[ \xa0])"
_LAST_CENTURY, _THIS_CENTURY = regex(f"19{_GOES_ON}"), regex(f"20{_GOES_ON}")
# What has the form of a financial year and is none: "from 2022 to 2023", SI 2011/2012.
_FROM = regex(r"\b(?:from|between)\s$", re.I)
_NUMBER = regex(r"\b(?:S\.?I\.?|Nos?\.?|pages?|pp?\.)\s$", re.I)
_NEAR = 10


class YearStyle(Struct, frozen=True):
    """How a financial year is written: `FY` or nothing, 2 or 4 figures, what is between, 2 or 4."""

    prefix: str
    first: int
    between: str
    second: int

    def write(self, first_year: int) -> str:
        """Return the financial year that begins in `first_year`."""
        first, second = str(first_year)[-self.first :], str(first_year + 1)[-self.second :]
        return f"{self.prefix}{first}{self.between}{second}"


class FinancialYear(Struct, frozen=True):
    """One financial year as written, from `start` of its text; it begins in `first_year`."""

    written: str
    start: int
    first_year: int
    style: YearStyle


def may_hold_years(text: str) -> bool:
    """Tell whether there can be financial years in a text, as there are in few."""
    return bool(
        "FY" in text
        or ("20" in text and _THIS_CENTURY.search(text))
        or ("19" in text and _LAST_CENTURY.search(text))
    )


def financial_years(text: str) -> Iterator[FinancialYear]:
    """Yield the financial years in a text. No-break spaces count as spaces."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    for found in _YEARS.finditer(plain):
        other = _FROM if found["between"] == " to " else _NUMBER
        if not other.search(plain, max(found.start() - _NEAR, 0), found.start()):
            yield from _year(found)


def year_style(example: str) -> YearStyle | None:
    """Return the style of an example such as `2022/23`, None when it is not just one year."""
    found = next(financial_years(example), None)
    return found.style if found and found.written == example else None


def _year(found: re.Match[str]) -> Iterator[FinancialYear]:
    first, second = found["first"], found["second"]
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if str(year + 1)[-len(second) :] == second:
        style = YearStyle(found["prefix"] or "", len(first), found["between"], len(second))
        yield FinancialYear(found.group(), found.start(), year, style)
