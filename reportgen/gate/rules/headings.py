"""Rules on headings: by style, from the first level on, none skipped, none empty."""

from __future__ import annotations

from itertools import pairwise

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.gate.document import BODY, Document, Paragraph, Table, shortened
from reportgen.patterns import regex
from reportgen.readers.word.xml import switch

MOST_WORDS = 10
LEAST_TEXT = 60  # letters of the paragraph below: what heads nothing is no heading
ENDS = regex(r"[.,;:!?…]\s*$")
LETTER = regex(r"[^\W\d_]")
STYLE_HINT = "in Word, give it the style {} (Home, Styles)"
FAKED_HINT = (
    "in Word, give it a heading style (Home, Styles), so that people who use a screen reader find "
    "it; if it is no heading, let it be"
)


def headings_follow_each_other(document: Document) -> Diagnostics:
    """Report a first heading that is not of level 1, and levels left out (WCAG 1.3.1, G141)."""
    found: list[Diagnostic] = []
    before = 0
    for paragraph in _body(document):
        level = document.looks.heading_level(paragraph.node, paragraph.style)
        if not level or not paragraph.text.strip():
            continue
        if level > before + 1:
            found.append(_skipped(paragraph, level, before, document))
        before = level
    return tuple(found)


def _skipped(paragraph: Paragraph, level: int, before: int, document: Document) -> Diagnostic:
    said = f'the heading "{shortened(paragraph.text)}" is of level {level}'
    message = f"{said}, right below one of level {before}"
    if not before:
        message = f"{said}, though a file's first heading is of level 1"
    hint = STYLE_HINT.format(f"Heading {before + 1}")
    return warning("heading-skipped", message, document.source, hint)


def headings_have_text(document: Document) -> Diagnostics:
    """Report empty headings: a screen reader stops at each and has nothing to say."""
    empty = [
        place
        for place, paragraph in enumerate(_body(document), 1)
        if not paragraph.shows and document.looks.heading_level(paragraph.node, paragraph.style)
    ]
    hint = "in Word, delete the empty line, or give it the style Normal"
    texts = [paragraph.text for paragraph in _body(document)]
    return tuple(
        warning("heading-empty", f"a heading is empty{_after(texts, place)}", document.source, hint)
        for place in empty
    )


def _after(texts: list[str], place: int) -> str:
    before = next(
        (text for text in reversed(texts[max(place - 20, 0) : place - 1]) if text.strip()), ""
    )
    return f', below "{shortened(before)}"' if before else ", at the beginning of the file"


def headings_have_styles(document: Document) -> Diagnostics:
    """Report short bold paragraphs that head a text without the style of a heading.

    WCAG 1.3.1, failure F2. Only bold that somebody set by hand counts, of a paragraph alone that
    a longer one follows.
    """
    return tuple(
        warning(
            "heading-faked",
            f"{first} looks like a heading, and has no heading style",
            document.source,
            FAKED_HINT,
        )
        for flow in document.flows
        for first, second in pairwise(flow)
        if isinstance(first, Paragraph)
        and first.is_body
        and _is_followed(second, document)
        and _looks_like_heading(first, document)
    )


def _body(document: Document) -> list[Paragraph]:
    return [item for item in document.paragraphs if item.story == BODY and not item.in_box]


def _is_followed(second: Paragraph | Table, document: Document) -> bool:
    if isinstance(second, Table) or len(second.text) < LEAST_TEXT:
        return False
    return not document.looks.heading_level(second.node, second.style)


def _looks_like_heading(paragraph: Paragraph, document: Document) -> bool:
    text = paragraph.text.strip()
    if len(text.split()) > MOST_WORDS or not LETTER.search(text) or ENDS.search(text):
        return False
    looks = document.looks
    if looks.heading_level(paragraph.node, paragraph.style) or looks.base(paragraph.style).bold:
        return False
    if looks.paragraph_value(paragraph.node, paragraph.style, "w:numPr", "w:numId") not in (
        "",
        "0",
    ):
        return False
    said = [run for run in paragraph.runs if run.text.strip()]
    return all(switch(run.node, "w:rPr", "w:b") for run in said)
