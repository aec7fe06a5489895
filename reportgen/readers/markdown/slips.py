"""Slips of the pen that Markdown takes for text: a paragraph's text in, warnings out.

Nothing is changed: what was typed is printed, and its writer told what was probably meant.
"""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.readers.markdown.inline_parser import PREFIXES
from reportgen.readers.markdown.reading import Reading

_BULLET = regex(r"^[ \t]*([•●▪◦‣·])[ \t]", re.M)
_NUMBER = regex(r"(\([a-z]{1,4}\)|[a-z]\)|\d+(?:\.\d+)+(?=\s+[A-Z]))\s+\S")
_REFERENCE = regex(r"(?<![\w/@=&%+.-])@(?P<begins>[^\W_]+)[-_:]\w+")
_BEGINNINGS = frozenset({"par", "paragraph", "para", "sec", "section", "tbl", "table", "tab", "fig",
                         "figure", "app", "appendix", "rec", "recommendation"})  # fmt: skip
_HEADING = regex(r"^#{1,6}(?=[A-Za-z])[^\n]{1,40}", re.M)
_MARKUP = regex(r"(?<!\S)\*\*(?=\S)|(?<=\S)\*\*(?!\S)|!?\[[^\[\]]*\]\([^()]*\)")
_NUMBERED_CAPTION = regex(r"(?:Table|Figure)\s+\d+\s*[:.]\s")
_YEARS = range(1900, 2101)


def report_typed_marks(text: str, line: int, reading: Reading) -> None:
    """Report bullets and numbers that are typed by hand, so that Word has no list of them."""
    bullet = None if text.isascii() else _BULLET.search(text)
    if bullet:
        reading.warning(
            "typed-bullet",
            f"{bullet[1]} is typed as a bullet, but printed as text in one paragraph",
            line + text.count("\n", 0, bullet.start()),
            'begin each item with a hyphen and a space: "- item"',
        )
    number = _NUMBER.match(text)
    if number and not reading.in_quote:
        reading.warning(
            "typed-number",
            f"{number[1]} is typed as a number, and printed beside the one that comes by itself",
            line,
            'delete it; a sub-paragraph begins with "1. " and prints as (a)',
        )


def report_typed_blocks(text: str, line: int, reading: Reading) -> None:
    """Report headings, tables and captions that were typed without the marks that make them so."""
    heading = _HEADING.search(text) if "#" in text else None
    if heading:
        _report_markup(heading.group(), line + text.count("\n", 0, heading.start()), reading)
    if "\t" in text and sum("\t" in row.strip() for row in text.split("\n")) > 1:
        reading.warning(
            "pasted-table",
            "these lines have tabs in them, as a table pasted from Excel has, and print as text",
            line,
            "put | between the cells and |---|---| below the headings, or print the sheet itself",
        )
    if _NUMBERED_CAPTION.match(text):
        report_lone_caption(text, line, reading)


def report_typed_markup(text: str, line: int, reading: Reading) -> None:
    """Report the marks of bold type, of links and of pictures that stand in a text as typed."""
    found = _MARKUP.search(text)
    if found:
        _report_markup(text[found.start() : found.start() + 40], line, reading)


def _report_markup(text: str, line: int, reading: Reading) -> None:
    reading.warning(
        "unread-markup",
        f'the marks of "{text}" are printed as they are typed',
        line,
        "write # Heading with a space, **bold** without spaces inside it, and an address with "
        "spaces in angle brackets: ![Map](<my map.png>)",
    )


def report_year(first: int, line: int, reading: Reading) -> None:
    """Report a list that begins at a year: it is a sentence whose first word is one."""
    if first in _YEARS:
        reading.warning(
            "year-as-item",
            f'a line that begins with "{first}." is read as item {first} of a list',
            line,
            f"where a sentence is meant, write {first}\\. with a backslash, or begin with a word",
        )


def report_lone_caption(text: str, line: int, reading: Reading) -> None:
    """Report what looks like a caption and is none: no table beside it, or a number typed."""
    reading.warning(
        "lone-caption",
        f'"{text[:40].strip()}" looks like the caption of a table, but is printed as a paragraph',
        line,
        'put it directly below its table and write "Table: " without a number; in a {budget} block '
        "write :caption:",
    )


def report_typed_references(text: str, line: int, reading: Reading) -> None:
    """Report what looks like a reference, but has not the form of one."""
    own = [heading.prefix for heading in reading.headings]
    beginnings = _BEGINNINGS.union(own, (heading.word.lower() for heading in reading.headings))
    for found in _REFERENCE.finditer(text):
        if found["begins"].lower() in beginnings:
            *first, last = (f"@{prefix}-" for prefix in (*PREFIXES, *own))
            reading.warning(
                "unread-reference",
                f"{found.group()} looks like a reference, but is printed as text",
                line,
                f"references begin with {', '.join(first)} or {last}, in small letters",
            )
            return
