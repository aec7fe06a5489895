"""Labels, headings and titles as people write them: a text in, its plainer form out.

Two forms for comparing, and those of a word within a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.patterns import regex

KNOWN = 4_096  # so many labels are kept: checks ask for the same ones over and over
BETWEEN_WORDS = regex(r"[\W_]+")
DASHES = regex("[‐-―−]")
QUOTES = regex("[‘’]")


@lru_cache(maxsize=KNOWN)
def fold(text: str) -> str:
    """Return a text for comparing: case, spacing, and the form of quotes and dashes forgiven."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(QUOTES.sub("'", DASHES.sub("-", text.casefold())).split())


@lru_cache(maxsize=KNOWN)
def slug(text: str) -> str:
    """Return the form of a title or label that an expression can spell: `community_safety`."""
    return BETWEEN_WORDS.sub("_", text.casefold()).strip("_")


def uncapitalised(word: str) -> str:
    """Return a word as it stands within a sentence: `question`; `KPI` keeps its capitals."""
    return word if word[:2].isupper() else word[:1].lower() + word[1:]


def plural(word: str) -> str:
    """Return the plural of a regular English noun: questions, queries, losses."""
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search("(?:s|x|z|ch|sh)$", word) else f"{word}s"
