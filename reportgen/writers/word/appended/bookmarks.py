"""Bookmarks: each gets a name and a number of its own in the paper; what names them follows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from reportgen.patterns import regex
from reportgen.writers.word.appended.markup import FALLBACK, ancestor, remove
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

START, END = w("bookmarkStart"), w("bookmarkEnd")
LONGEST = 40  # characters in a bookmark's name, in Word
LAST_PLACE = "_GoBack"  # where the cursor was
ODD = regex(r"\W")

Pair = tuple[Element, Element]


class Bookmarks:
    """The bookmarks of a file under the names that they have in the paper."""

    def __init__(self, prefix: str, next_id: Callable[[], int]) -> None:
        self._prefix, self._next_id = prefix, next_id
        self._names: dict[str, str] = {}
        self._given: set[str] = set()
        self._carried: set[str] = set()

    def learn(self, root: Element) -> None:
        """Take note of the names in a story. A name that comes again is not a second bookmark."""
        for start, _ in _pairs(root):
            self._add(_name(start))

    def name(self, old: str) -> str:
        """Return the new name of a bookmark, "" when the file has none of that name."""
        return self._names.get(old.casefold(), "")

    def carry(self, root: Element) -> None:
        """Rename and number the bookmarks of a story.

        Those that never begin or end are taken out, and a second one of a name.
        """
        kept: set[Element] = set()
        for start, end in list(_pairs(root)):
            name = self.name(_name(start))
            if name and name not in self._carried:
                self._carried.add(name)
                kept |= {start, end}
                self._mark(start, end, name)
        for node in list(root.iter(START, END)):
            if node not in kept:
                remove(node)

    def _mark(self, start: Element, end: Element, name: str) -> None:
        number = str(self._next_id())
        start.set(w("id"), number)
        start.set(w("name"), name)
        end.set(w("id"), number)

    def _add(self, old: str) -> None:
        key = old.casefold()
        if not old or old == LAST_PLACE or key in self._names:
            return
        # Word hides what begins with an underscore, and it is to stay hidden.
        hidden = "_" if old.startswith("_") else ""
        name = f"{hidden}{self._prefix}_{ODD.sub('_', old).lstrip('_')}"
        if len(name) > LONGEST or name.casefold() in self._given:
            digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            name = f"{name[: LONGEST - 9]}_{digest}"
        self._given.add(name.casefold())
        self._names[key] = name


def _pairs(root: Element) -> Iterator[Pair]:
    """Yield start and end of each bookmark, in the order of the starts.

    Older programs read a fallback in place of what it falls back from: it would hold each
    bookmark of a text box a second time.
    """
    opened: dict[str, Element] = {}
    closed: dict[Element, Element] = {}
    for node in root.iter(START, END):
        number = str(node.get(w("id"), ""))
        if ancestor(node, FALLBACK) is not None:
            continue
        if node.tag == START:
            opened[number] = node
        elif number in opened:
            closed[opened.pop(number)] = node
    yield from ((start, closed[start]) for start in root.iter(START) if start in closed)


def _name(start: Element) -> str:
    return str(start.get(w("name"), ""))
