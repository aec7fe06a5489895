"""Checks on what keeps people from reading a paper: in its Markdown, before a Word file is made.

What can only be seen in the finished file is the gate's; what the readers have said already (a
picture without words, typed bullets) is not said again. Warnings all, for a person has to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen import walk
from reportgen.descriptions import (
    LONGEST_ALT,
    alt_says_nothing,
    letters_are_capitals,
    link_says_nothing,
)
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import (
    Appendix,
    Chart,
    Heading,
    Inlines,
    Link,
    Paper,
    Paragraph,
    Picture,
    RowKind,
    Section,
    Table,
    Text,
)

ALT_HINT = "say in a few words what it shows: ![Spending by month](spending.png)"
CAPITALS = 4  # words; fewer are a name or a marking
# A row of acronyms is no shouting: it has neither small words nor long ones.
SMALL_WORDS = frozenset(
    {"A", "AND", "AT", "BY", "FOR", "FROM", "IN", "IS", "OF", "ON", "THE", "TO"}
)
LONGEST_ACRONYM = 7  # letters: HMICFRS
SHOWN = 60


def pictures_are_described(paper: Paper) -> Diagnostics:
    """Report alternative texts that name a file or a kind of thing, and those that are too long.

    A screen reader says them in the place of the picture (WCAG 1.1.1, failure F30).
    """
    return tuple(_alt_problems(paper))


def _alt_problems(paper: Paper) -> Iterator[Diagnostic]:
    pictures: Iterator[Picture | Chart] = walk.each(paper, Picture, Chart)
    for picture in pictures:
        alt = " ".join(picture.alt.split())
        if alt_says_nothing(alt):
            message = f'"{_short(alt)}" does not say what the picture shows'
            yield warning("alt-file-name", message, picture.source, ALT_HINT)
        elif len(alt) > LONGEST_ALT:
            message = (
                f"the alternative text of this picture has {len(alt)} letters, where "
                f"{LONGEST_ALT} are the most that are listened to"
            )
            hint = "say in short what it shows, and put the rest into the text beside it"
            yield warning("alt-too-long", message, picture.source, hint)


def links_have_names(paper: Paper) -> Diagnostics:
    """Report links called "here" or by a long address: many people have links read out alone."""
    return tuple(
        warning(
            "link-text",
            f'a link is called "{_short(text)}"',
            link.source,
            f"name what it leads to: [Commissioning strategy 2022]({_short(link.target)})",
        )
        for link in walk.each(paper, Link)
        if link_says_nothing(text := walk.plain(link.children))
    )


def headings_lead_down_step_by_step(paper: Paper) -> Diagnostics:
    """Report headings that leave out a level, and empty ones (WCAG 1.3.1, 2.4.6)."""
    return tuple(_heading_problems(paper))


def _heading_problems(paper: Paper) -> Iterator[Diagnostic]:
    before = 0
    nodes: Iterator[Section | Appendix | Heading] = walk.each(paper, Section, Appendix, Heading)
    for node in nodes:
        if isinstance(node, Heading):
            yield from _heading_problem(node, before)
            before = node.level
        else:
            # The title of an appendix is its first heading. Whether a section has one is asked
            # elsewhere.
            before = 1 if isinstance(node, Appendix) else 0


def _heading_problem(heading: Heading, before: int) -> Iterator[Diagnostic]:
    text = walk.heading_text(heading).strip()
    if not text:
        message = "this heading is empty: a screen reader stops at it and has nothing to say"
        hint = "write the heading's text, or take the # away"
        yield warning("heading-empty", message, heading.source, hint)
    elif before and heading.level > before + 1:
        message = (
            f'the heading "{_short(text)}" is of level {heading.level}, right below one of '
            f"level {before}"
        )
        hint = f"begin the line with {'#' * (before + 1)}"
        yield warning("heading-skipped", message, heading.source, hint)


def columns_have_headings(paper: Paper) -> Diagnostics:
    """Report columns of tables typed in Markdown that have no heading (WCAG 1.3.1)."""
    return tuple(
        warning(
            "blank-heading",
            f"column {place} of this table has no heading",
            table.source,
            "type what the column holds above it: a screen reader says it with every cell below",
        )
        for table in walk.each(paper, Table)
        if not table.origin and table.rows and table.rows[0].kind is RowKind.HEADING
        for place, cell in enumerate(table.rows[0].cells, 1)
        if not walk.plain(cell.content).strip() and not any(walk.each(cell, Picture))
    )


def text_is_not_in_capitals(paper: Paper) -> Diagnostics:
    """Report paragraphs and headings typed in capitals, which some programs spell out."""
    return tuple(
        warning(
            "typed-capitals",
            f'"{_short(text)}" is typed in capitals, which are hard to read and may be spelt out',
            block.source,
            "type it in small letters; bold stresses a text, and the style of a template can set "
            "headings in capitals",
        )
        for block in _texts(paper)
        if _is_shouted(text := walk.plain(block.content))
    )


def _texts(paper: Paper) -> Iterator[Paragraph | Heading]:
    for kind in (Paragraph, Heading):
        blocks: Iterator[Paragraph | Heading] = walk.each(paper, kind)
        yield from (block for block in blocks if not _has_small_letters(block.content))


def _has_small_letters(content: Inlines) -> bool:
    """Look at the first text alone, which tells of nearly all paragraphs."""
    first = content[0] if content else None
    return isinstance(first, Text) and first.text.upper() != first.text


def _is_shouted(text: str) -> bool:
    says = (word in SMALL_WORDS or len(word) > LONGEST_ACRONYM for word in text.split())
    return letters_are_capitals(text, CAPITALS) and any(says)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
