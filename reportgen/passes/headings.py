"""Number the headings that a kind of paper numbers: `## Question: Spending` is Question 1.

In: a paper as read, whose kind says which words are numbered. Out: the same with word, number and
title of each such heading apart, and the numbers that were typed and are not the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.labels import fold, uncapitalised
from reportgen.model import (
    Blocks,
    Code,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    Paper,
    Stated,
    Strikethrough,
    Strong,
    Text,
)
from reportgen.walk import heading_text, plain

UNNUMBERED = "unnumbered"
DASHES = "\u2010-\u2015\u2212-"
# Behind the word: a number with what ends it, or a colon or a dash before a title, or nothing. A
# title may follow a number without any mark, if it begins with a capital.
BEHIND = rf"""(?:
    \s+ (?P<number>(?>\d+(?:\.\d+)*[a-z]?(?:\([a-z]+\))*)) (?!\w)
        (?: \s*[.:){DASHES}]+\s* | \s+(?=[A-Z]) | \s*$ )
  | \s*:\s*
  | \s+[{DASHES}]+\s+
  | \s*\.?\s*$
)"""


Change = Callable[[Heading], Heading]
Runs = Iterable[tuple[bool, Iterator[int]]]


def number_headings(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with its numbered headings numbered, in the order of its sections.

    The kind's first word leads: Question 1, 2, 3. Those of another word take the number of what
    they belong to: an Answer by itself that of the question before it, several together those of
    the questions before them, in order. Where there is none of the first word, the others count
    by themselves. Headings in quotations, lists and appendices, and those with `{.unnumbered}`,
    are ordinary ones. Reported: a typed number that is not the right one.
    """
    words = {fold(heading.word): heading.word for heading in paper.kind.numbered_headings}
    if not words:
        return paper, ()
    form, lead = _form(words), next(iter(words.values()))
    paper = _changed(paper, lambda heading: _read(heading, form, words))
    typed = tuple(heading for heading in _headings(paper) if heading.word)
    numbers = _numbers([heading.word for heading in typed], lead)
    numbered = tuple(_numbered(typed, numbers))
    problems = (_problem(*pair, lead) for pair in zip(typed, numbered, strict=True))
    made = iter(numbered)
    paper = _changed(paper, lambda heading: next(made) if heading.word else heading)
    return paper, tuple(problem for problem in problems if problem)


def _headings(paper: Paper) -> Iterator[Heading]:
    for section in paper.sections:
        yield from (block for block in section.blocks if isinstance(block, Heading))


def _changed(paper: Paper, change: Change) -> Paper:
    """Return the paper with the headings of its sections changed, one after the other."""

    def changed(blocks: Blocks) -> Blocks:
        return tuple(change(block) if isinstance(block, Heading) else block for block in blocks)

    sections = tuple(replace(part, blocks=changed(part.blocks)) for part in paper.sections)
    return replace(paper, sections=sections)


def _form(words: Iterable[str]) -> re.Pattern[str]:
    """Return what a numbered heading begins with, up to its title."""
    known = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\s*(?P<word>(?i:{known})){BEHIND}", re.VERBOSE)


def _read(heading: Heading, form: re.Pattern[str], words: Mapping[str, str]) -> Heading:
    """Return a numbered heading with its word, its title, and for its number the one typed."""
    found = form.match(plain(heading.content))
    if found is None or UNNUMBERED in heading.attributes.classes:
        return heading
    title = tuple(_behind(heading.content, found.end()))
    word = words[fold(found["word"])]
    return replace(heading, word=word, number=found["number"] or "", content=title)


def _behind(content: Inlines, place: int) -> Iterator[Inline]:
    """Yield what stands behind so many letters. What prints none stays wherever it stands."""
    for node in content:
        length = len(plain((node,)))
        if place <= 0 or not length:
            yield node
        elif length > place:
            yield _cut(node, place)
        place -= length


def _cut(node: Inline, place: int) -> Inline:
    match node:
        case Text(text=text, lines=lines):
            return Text(text[place:], tuple((max(at - place, 0), line) for at, line in lines))
        case Code(text=text):
            return Code(text[place:])
        case Emphasis() | Strong() | Strikethrough() | Stated() | Link():
            return replace(node, children=tuple(_behind(node.children, place)))
        case _:
            return node


def _numbers(words: Sequence[str], lead: str) -> list[str]:
    """Return the number of each heading by the words of all; `""` for what belongs to nothing."""
    numbers: dict[int, str] = {}
    for word in (lead, *sorted({*words} - {lead})):
        if word == lead or lead not in words:
            own = (place for place, other in enumerate(words) if other == word)
            numbers |= {place: str(number) for number, place in enumerate(own, start=1)}
        else:
            both = (place for place, other in enumerate(words) if other in (word, lead))
            numbers |= _following(groupby(both, lambda place: words[place] == lead), numbers)
    return [numbers.get(place, "") for place in range(len(words))]


def _following(runs: Runs, numbers: Mapping[int, str]) -> dict[int, str]:
    """Return the numbers of one word's headings by those of the leading ones before each run."""
    before: list[str] = []
    following: dict[int, str] = {}
    for leads, run in runs:
        places = list(run)
        if leads:
            before = [numbers[place] for place in places]
        else:
            # One by itself belongs to the last, however many stand before it.
            following |= dict(zip(places, before if len(places) > 1 else before[-1:], strict=False))
    return following


def _numbered(typed: Iterable[Heading], numbers: Iterable[str]) -> Iterator[Heading]:
    """Yield headings with their numbers, and whether each follows the last of its word."""
    last: dict[str, str] = {}
    for heading, number in zip(typed, numbers, strict=True):
        follows = str(int(last.get(heading.word, "0")) + 1) == number
        yield replace(heading, number=number, restarts=bool(number) and not follows)
        last |= {heading.word: number} if number else {}


def _problem(typed: Heading, heading: Heading, lead: str) -> Diagnostic | None:
    """Report a typed number that is not the one that the heading has."""
    if typed.number in ("", heading.number):
        return None
    word = uncapitalised(heading.word)
    if heading.number:
        message = f"this is {word} {heading.number}, and is typed as {typed.number}"
        text = heading_text(replace(heading, number=""))
        hint = f'leave the number out, it comes by itself: "{"#" * heading.level} {text}"'
    else:
        message = f"no {uncapitalised(lead)} is left for this {word}, typed as {typed.number}"
        hint = f"put it behind the {uncapitalised(lead)} that it belongs to"
    return error("heading-number", message, heading.source, hint)
