"""Check that the dates of a paper follow each other as its kind says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from reportgen.clock import dates_in
from reportgen.dates import long_date
from reportgen.diagnostics import Diagnostics, error
from reportgen.model import Paper

HINT = "correct one of the two dates in paper.yaml"


def dates_follow_each_other(paper: Paper) -> Diagnostics:
    """Report each date that comes before the one that it has to follow, as a reply before receipt.

    Two dates on one day are in order; those that are left out are passed over.
    """
    fields = {field.name: field for field in paper.fields}
    filled = dates_in(paper.fields)
    names = [name for name in paper.kind.in_order if name in filled]
    return tuple(
        error(
            "date-order",
            _message(before, filled[before], name, filled[name]),
            fields[name].source,
            HINT,
        )
        for before, name in pairwise(names)
        if filled[name] < filled[before]
    )


def _message(before: str, first: date, after: str, then: date) -> str:
    return f'"{after}" is {_day(then)}, and must not be before "{before}", {_day(first)}'


def _day(day: date) -> str:
    return long_date(day).replace("\u00a0", " ")
