"""Where links lead: in come labels and words, out come ids, each once in a page.

A label is its own id wherever it can be one, so that an address such as `paper.html#par-funding`
stays the same in the next edition. Ids made from words never take the place of a label's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.model import Appendix, Figure, Heading, ListItem, Paper, Paragraph, Table
from reportgen.walk import each

LABELLED: tuple[type[Paragraph | Heading | ListItem | Table | Figure | Appendix], ...] = (
    Paragraph,
    Heading,
    ListItem,
    Table,
    Figure,
    Appendix,
)
CONTENT = "content"
NOTES = "footnotes"
RESERVED = (CONTENT, NOTES)
LONGEST = 60  # characters of an id made from words


class Anchors:
    """The ids of a page."""

    def __init__(self, paper: Paper) -> None:
        self._taken = set(RESERVED)
        self._ids = {label: self.new(label) for label in _labels(paper) if label}
        self._standing: set[str] = set()

    def of(self, label: str) -> str:
        """Return the id that a label has in the page, `""` for a label of nothing in the paper."""
        return self._ids.get(label, "")

    def place(self, label: str) -> str | None:
        """Return the id for what has a label; None without a label, and for a second one."""
        if not label or label in self._standing:
            return None
        self._standing.add(label)
        return self._ids[label]

    def place_or_new(self, label: str, words: str) -> str:
        """Return the id for what has a label, or a new one made from words."""
        return self.place(label) or self.new(_shortened(words.lower()))

    def new(self, words: str) -> str:
        """Return an id that no other thing has: the words themselves if they can be one."""
        plain = re.sub(r"[^A-Za-z0-9_.:-]+", "-", words).strip("-")
        base = plain if plain[:1].isalpha() else f"n-{plain}".rstrip("-")
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._taken.add(name)
        return name


def _labels(paper: Paper) -> Iterable[str]:
    return dict.fromkeys(node.attributes.label for node in each(paper, *LABELLED))


def _shortened(words: str) -> str:
    """Return the first words, none of them cut where it can be helped."""
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition("-")[0] or plain[:LONGEST]
