"""Check on words that stand in for others which nobody has put in yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen import walk
from reportgen.checks.prose.texts import fields_and_texts
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import Paper, Table, Text
from reportgen.patterns import regex
from reportgen.source import Source

# "To be confirmed" is left alone: papers say it in earnest.
_PLACEHOLDER = regex(
    r"""\b(?:TB[ACD]|tb[acd]|TODO|FIXME)\b
    | £[ \xa0]?(?:[Xx]+(?:[.,][Xx]+)*(?:k|m|bn)?\b|\?+)
    | \b(?:19|20)?[Xx]{2,}(?:[/.][Xx]{2,})*\b
    | \bDD/MM/YY(?:YY)?\b
    | [\[<{][ ]?(?i:insert)\b[^\[\]<>{}]{0,200}[\]>}]
    | \[[ ]?(?i:date|name|amount|figure|number|title|address|year|month|role)
      (?:[ ](?i:of)[ ][^\[\]]{1,60})?[ ]?\]
    | \[[ ]?[●•][ ]?\]
    | \?{3,}
    | (?i:lorem[ ]ipsum)
    | (?i:click[ ](?:or[ ]tap[ ])?here[ ]to[ ]enter[ ](?:text|a[ ]date))""",
    re.X,
)
# Twenty and thirty in Roman figures: Part XX, Article XXX, item (xx).
_ROMAN = regex(r"[Xx]{2,3}")
_NUMBERED = regex(
    r"(?:\b(?:part|article|chapter|schedule|title|annex|appendix|volume|book|section|rule|order"
    r"|protocol|table|figure|class|division)s?[ \xa0]|\()$",
    re.IGNORECASE,
)
# Something of every placeholder, in small letters: what a long text is looked through for first.
# What several of them have in common stands before them.
_SIGNS = (
    ("tb", ("tba", "tbc", "tbd")),
    ("£", ("£x", "£ x", "£\xa0x", "£?", "£ ?", "£\xa0?")),
    ("?", ("???",)),
    *((sign, (sign,)) for sign in ("[", "<", "{", "xx", "todo", "fixme", "dd/mm")),
    *((sign, (sign,)) for sign in ("lorem", "to enter")),
)
_BEFORE = 15
_SHOWN = 40


def nothing_is_left_to_fill_in(paper: Paper) -> Diagnostics:
    """Report TBC, XX, £X, [insert date] and the like: in the text, in fields and in tables."""
    typed = (
        _problem(found, text.source_at(place))
        for text in fields_and_texts(paper, _may_be_in)
        for place, found in _placeholders(text.text)
    )
    printed = (
        _problem(found, table.source, f", in the table from {table.origin},")
        for table in _suspected(paper)
        for text in _texts((table,))
        for _, found in _placeholders(text)
    )
    return (*typed, *printed)


def _suspected(paper: Paper) -> Iterator[Table]:
    """Yield the tables from sheets that may hold any: there may be thousands of texts, and none."""
    tables = [table for table in walk.each(paper, Table) if table.origin]
    if _may_be_in("\n".join(_texts(tables))):
        yield from (table for table in tables if _may_be_in("\n".join(_texts((table,)))))


def _texts(tables: Iterable[Table]) -> list[str]:
    return [
        node.text
        for table in tables
        for row in table.rows
        for cell in row.cells
        for node in cell.content
        if type(node) is Text
    ]


def _may_be_in(text: str) -> bool:
    text = text.lower()
    return any(rough in text and any(sign in text for sign in signs) for rough, signs in _SIGNS)


def _placeholders(text: str) -> Iterator[tuple[int, str]]:
    for found in _PLACEHOLDER.finditer(text):
        before = text[max(found.start() - _BEFORE, 0) : found.start()]
        if not (_ROMAN.fullmatch(found.group()) and _NUMBERED.search(before)):
            yield found.start(), found.group()


def _problem(found: str, source: Source, place: str = "") -> Diagnostic:
    shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}..."
    return warning(
        "placeholder-left",
        f'"{shown}"{place} still has to be filled in',
        source,
        "put in what belongs there; what is meant as it stands can be set between backticks",
    )
