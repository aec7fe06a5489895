"""Marks of what is still to be written: `[Guidance: ...]` and `[Fill in: ...]`. In: texts or words.

`reportgen new` puts them into a new paper; whatever is left of them keeps it from being built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from reportgen.patterns import regex

BEGINS = regex(r"\[\s*(guidance|fill\s+in)\s*:\s*", re.IGNORECASE)
WORDS = ("guidance", "fill in")
BRACKET = regex(r"[\[\]]")
_SHOWN = 400


class Left(Struct, frozen=True):
    """A mark that is still in a text, from `start` to before `end`, and what it says."""

    start: int
    end: int
    says: str


def guidance(text: str) -> str:
    """Return the mark that says what belongs into a section."""
    return f"[Guidance: {text}]"


def fill_in(text: str) -> str:
    """Return the mark that says what belongs in its place."""
    return f"[Fill in: {text}]"


def left_in(text: str) -> Iterator[Left]:
    """Yield the marks in a text. One that is never closed goes on to the end of it."""
    at = 0
    while found := BEGINS.search(text, at):
        close = _closing(text, found.end())
        at = min(close + 1, len(text))
        yield Left(found.start(), at, said(text[found.end() : close]))


def without_marks(text: str) -> str:
    """Return a text of the same length with blanks in the place of each mark."""
    parts, at = [], 0
    for mark in left_in(text):
        parts += [text[at : mark.start], " " * (mark.end - mark.start)]
        at = mark.end
    return "".join((*parts, text[at:]))


def said(text: str) -> str:
    """Return what a mark says, in one line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}..."


def _closing(text: str, at: int) -> int:
    """Return where the bracket is that closes one opened before `at`; brackets may be nested."""
    depth = 1
    for bracket in BRACKET.finditer(text, at):
        depth += 1 if bracket.group() == "[" else -1
        if not depth:
            return bracket.start()
    return len(text)
