"""Several references at once: `[@par-a; @par-b; @par-c]` becomes "paragraphs 4 to 6".

In: resolved references, each with its words and number, in the order of their targets in the
paper. Out: inline content in which each number that is printed is a reference still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from reportgen.labels import plural
from reportgen.model import Inline, Inlines, Reference, Text
from reportgen.patterns import regex

NO_BREAK = "\u00a0"
PLURALS = {"Appendix": "Appendices"}
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
LAST_PART = regex(r"(?P<before>.*?)(?P<last>\d+|\([a-z]+\)|[A-Z]+)")


def joined(references: tuple[Reference, ...]) -> Inlines:
    """Join references of one or more sorts: "paragraphs 4 to 6 and 9 and Table 1"."""
    sorts: dict[str, list[Reference]] = {}
    for reference in references:
        sorts.setdefault(reference.words, []).append(reference)
    parts = [tuple(_sort(words, found)) for words, found in sorts.items()]
    return tuple(_listed(parts))


def quoted(reference: Reference) -> Inlines:
    """Return a reference that prints a heading's text, in quotation marks."""
    return Text("“"), reference, Text("”")


def is_quoted(reference: Reference) -> bool:
    """Tell a reference to a heading without a number, which prints the heading's text."""
    return reference.words == "section" and not re.fullmatch(r"[\d.]+", reference.number)


def _sort(words: str, references: list[Reference]) -> Iterator[Inline]:
    """Yield the references of one sort: its word once, then numbers, ranges and lists."""
    if len(references) == 1:
        yield from single(references[0])
        return
    if words:
        yield Text(PLURALS.get(words, plural(words)) + NO_BREAK)
    bare = [replace(reference, words="", number_only=True) for reference in references]
    if any(is_quoted(reference) for reference in references):
        yield from _listed([quoted(reference) for reference in bare])
    else:
        yield from _listed([part for run in _runs(bare) for part in _range(run)])


def single(reference: Reference) -> Inlines:
    """Return one resolved reference; a heading without a number stands in quotation marks."""
    if not is_quoted(reference):
        return (reference,)
    return (Text(f"section{NO_BREAK}"), *quoted(replace(reference, words="")))


def _runs(references: list[Reference]) -> list[list[Reference]]:
    """Split where a number does not follow the one before it."""
    places = [_place(reference.number) for reference in references]
    steps = enumerate(zip(references, places, strict=True))
    key = groupby(steps, lambda item: (item[1][1][0], item[1][1][1] - item[0]))
    return [[reference for _, (reference, _) in run] for _, run in key]


def _range(run: list[Reference]) -> list[Inlines]:
    """Return three numbers and more as the first and the last; fewer one by one."""
    if len(run) < 3:
        return [(reference,) for reference in run]
    between = tuple(reference.label for reference in run[1:-1])
    return [(run[0], Text(" to "), replace(run[-1], covers=between))]


def _place(number: str) -> tuple[str, int]:
    """Return what a number stands under and which it is there: 2(c) is the third under 2."""
    found = LAST_PART.fullmatch(number)
    if found is None:
        return number, 0
    before, last = found["before"], found["last"]
    if last.isdigit():
        return before, int(last)
    if last.isupper():
        return before, _letters(last.lower())
    letters = last.strip("()")
    return before, _letters(letters) if "(" not in before else _roman(letters)


def _letters(text: str) -> int:
    """Read Word's letters: z is 26, aa is 27, bb is 28."""
    return (len(text) - 1) * 26 + ord(text[0]) - ord("a") + 1


def _roman(text: str) -> int:
    values = [ROMAN.get(letter, 0) for letter in text]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _listed(parts: list[Inlines]) -> Iterator[Inline]:
    """Yield parts with commas between them, and "and" before the last."""
    for place, part in enumerate(parts):
        if place:
            yield Text(" and " if place == len(parts) - 1 else ", ")
        yield from part
