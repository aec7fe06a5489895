"""Rules on layout: real lists, and no blank paragraphs, spaces or tabs to place things with."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.gate.document import Document, Flow, Paragraph, Table, shortened
from reportgen.gate.type_faces import is_monospaced
from reportgen.patterns import regex

BULLET = regex(r"\s*(?P<sign>[•▪◦●○■□‣⁃·✓➢*–—-])[ \t\xa0]+\S")
NUMBER = regex(r"\s*(?P<before>\(?)(?P<count>\d{1,3}|[a-z]|[ivx]{2,5})(?P<after>[.)])[ \t\xa0]+\S")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
SPACES = regex(r"\S?[ \xa0\u2000-\u200a]{4,}(?=\S)|(?<![\n\f])\t[ \xa0]*\t|(?:^|\n) {4,}(?=\S)")
EDGES = ("the header", "the footer")  # where Word's own styles place things with tabs
LIST_HINT = "in Word, select them, choose Bullets or Numbering (Home), and delete the typed signs"
BLANK_HINT = (
    "in Word, delete the blank lines, and set the space in the style (Modify, Format, Paragraph) "
    "or a page break (Ctrl+Enter)"
)
SPACES_HINT = "in Word, set an indent or a tab stop, or use a table with a header row"


def lists_are_real(document: Document) -> Diagnostics:
    """Report lists that are typed: two lines or more with the same sign, or counted on.

    WCAG 1.3.1: a screen reader says how long a real list is.
    """
    return tuple(
        warning(
            "list-typed",
            f"{first} begins a list with typed signs, {count} lines long",
            document.source,
            LIST_HINT,
        )
        for flow in document.flows
        for first, count in _typed_lists(flow, document)
    )


def _typed_lists(flow: Flow, document: Document) -> Iterator[tuple[Paragraph, int]]:
    first: Paragraph | None = None
    sign, count = "", 0
    for item in (*flow, None):
        own = _sign(item, document)
        if first and own and _follows(sign, own):
            sign, count = own, count + 1
            continue
        if first and count > 1:
            yield first, count
        first, sign, count = (
            (item, own, 1) if own and isinstance(item, Paragraph) else (None, "", 0)
        )


def _sign(item: Paragraph | Table | None, document: Document) -> str:
    """Return the sign that a line begins with, "" for none and for a line of a real list."""
    if not isinstance(item, Paragraph):
        return ""
    found = BULLET.match(item.text) or NUMBER.match(item.text)
    if not found or document.looks.paragraph_value(
        item.node, item.style, "w:numPr", "w:numId"
    ) not in ("", "0"):
        return ""
    return "".join(found.groups())


def _follows(before: str, sign: str) -> bool:
    """Tell whether a sign goes on from another: the same bullet, or the next number."""
    if before == sign:
        return not any(letter.isalnum() for letter in sign)
    one, two = before.strip("(.)"), sign.strip("(.)")
    if before.replace(one, two, 1) != sign:
        return False
    if one.isdecimal() and two.isdecimal():
        return int(two) == int(one) + 1
    if one in ROMANS[:-1] and ROMANS[ROMANS.index(one) + 1] == two:
        return True
    return len(one) == len(two) == 1 and ord(two) == ord(one) + 1


def blank_lines_are_single(document: Document) -> Diagnostics:
    """Report two blank paragraphs and more: a screen reader says "blank" for each."""
    return tuple(
        warning("blank-paragraphs", message, document.source, BLANK_HINT)
        for flow in document.flows
        for message in _blanks(flow)
    )


def _blanks(flow: Flow) -> Iterator[str]:
    count = 0
    before = ""
    for item in (*flow, None):
        if isinstance(item, Paragraph) and not item.shows and "\f" not in item.text:
            count += 1
            continue
        if count > 1:
            where = f'below "{shortened(before)}"' if before else "at the beginning"
            yield f"there are {count} blank paragraphs {where}"
        count = 0
        before = item.text if isinstance(item, Paragraph) else "a table" if item else before


def nothing_is_placed_with_spaces(document: Document) -> Diagnostics:
    """Report texts placed with runs of spaces or tabs: read out, they fall apart.

    Code, and the tabs of headers and footers, are left alone.
    """
    return tuple(
        _spaced(paragraph, document)
        for paragraph in document.paragraphs
        if paragraph.story not in EDGES
        and SPACES.search(paragraph.text)
        and not _is_code(paragraph, document)
    )


def _spaced(paragraph: Paragraph, document: Document) -> Diagnostic:
    what = "tabs" if "\t" in paragraph.text else "spaces"
    message = f"{paragraph} is laid out with runs of {what}"
    return warning("spaced-layout", message, document.source, SPACES_HINT)


def _is_code(paragraph: Paragraph, document: Document) -> bool:
    said = [run for run in paragraph.runs if run.text.strip()]
    return all(is_monospaced(document.look(run, paragraph).font) for run in said)
