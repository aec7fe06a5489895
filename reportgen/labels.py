"""Compare labels, headings and titles as people write them: a text in, its plainer form out."""

from __future__ import annotations

import re

DASHES = re.compile("[‐-―−]")
QUOTES = re.compile("[‘’]")


def fold(text: str) -> str:
    """Return a text for comparing: case, spacing, and the form of quotes and dashes forgiven."""
    return " ".join(QUOTES.sub("'", DASHES.sub("-", text.casefold())).split())


def slug(text: str) -> str:
    """Return the form of a title or label that an expression can spell: `community_safety`."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")
