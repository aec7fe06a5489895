"""Lists of contents: in come headings and captions as they are written, out comes the `nav`.

A page always has the list of its headings, which is how people get about in it. On paper it is
printed, as in Word, where the manifest asks for it; so are the lists of tables and figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from reportgen.model import Contents
from reportgen.writers.html.markup import NOTHING, Html, element, framed, lines, text

LEVELS = 2


class Entry(Struct, frozen=True):
    """A line of a list. `label` is the number before its words."""

    anchor: str
    words: str
    label: str = ""
    level: int = 1


class ContentsList:
    """Takes note of what the lists name, and writes them."""

    def __init__(self, wanted: Contents) -> None:
        self._wanted = wanted
        self._headings: list[Entry] = []
        self._tables: list[Entry] = []
        self._figures: list[Entry] = []

    def heading(self, level: int, anchor: str, words: str, label: str = "") -> None:
        """Take note of a heading; level 1 is that of sections and appendices."""
        if level <= LEVELS:
            self._headings.append(Entry(anchor, words, label, level))

    def table(self, anchor: str, words: str, label: str) -> None:
        """Take note of a table's caption."""
        self._tables.append(Entry(anchor, words, label))

    def figure(self, anchor: str, words: str, label: str) -> None:
        """Take note of a figure's caption."""
        self._figures.append(Entry(anchor, words, label))

    def write(self) -> Html:
        """Return the lists; nothing for a page with less than two headings and no other list."""
        headings = self._headings if len(self._headings) > 1 else []
        unasked = None if self._wanted.headings else "on-screen"
        lists = (
            _titled("Contents", _headings(headings), unasked),
            _titled("Tables", _flat(self._tables if self._wanted.tables else ())),
            _titled("Figures", _flat(self._figures if self._wanted.figures else ())),
        )
        if not any(lists):
            return NOTHING
        about = {"class": "contents", "aria-label": "Contents"}
        return element("nav", about, framed(lines(*lists)))


def _titled(title: str, found: Html, shown: str | None = None) -> Html:
    if not found:
        return NOTHING
    return element("div", {"class": shown}, element("h2", None, text(title)), Html("\n"), found)


def _headings(entries: Sequence[Entry]) -> Html:
    """Return the headings with those of the second level below those of the first."""
    items: list[Html] = []
    for entry, below in _grouped(entries):
        inner = _flat(below)
        items.append(element("li", None, _link(entry), framed(inner)))
    return _list(items)


def _grouped(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    firsts = [place for place, entry in enumerate(entries) if place == 0 or entry.level == 1]
    for start, end in pairwise((*firsts, len(entries))):
        yield entries[start], entries[start + 1 : end]


def _flat(entries: Sequence[Entry]) -> Html:
    return _list([element("li", None, _link(entry)) for entry in entries])


def _list(items: Sequence[Html]) -> Html:
    return element("ul", None, framed(lines(*items))) if items else NOTHING


def _link(entry: Entry) -> Html:
    number = (
        element("span", {"class": "number"}, text(f"{entry.label} ")) if entry.label else NOTHING
    )
    return element("a", {"href": f"#{entry.anchor}"}, number, text(entry.words))
