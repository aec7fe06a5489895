"""Footnotes: in come the notes that the text has marks for, out comes the list at the page's end.

Roles are those of the Digital Publishing WAI-ARIA module, which screen readers know.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.model import Blocks, Footnote
from reportgen.writers.html.anchors import NOTES, Anchors
from reportgen.writers.html.markup import NOTHING, Html, element, framed, lines, text

WriteBlocks = Callable[[Blocks, Html], Html]
BACK = "\u21a9\ufe0e"  # an arrow back, as text and not as a coloured picture


class Note(Struct, frozen=True):
    """A note with the id that its mark links to, and the id of its mark."""

    node: Footnote
    anchor: str
    mark: str


class Notes:
    """The footnotes of a page."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    def add(self, node: Footnote, anchors: Anchors) -> Note:
        """Take a note at its mark."""
        anchor = anchors.new(f"note-{node.number}")
        note = Note(node, anchor, anchors.new(f"{anchor}-mark"))
        self._notes.append(note)
        return note

    def write(self, write: WriteBlocks) -> Html:
        """Return the list of all notes. `write` writes one note's blocks behind its number."""
        items: list[tuple[int, Html]] = []
        # A note may hold the mark of another, which joins the list while it is written.
        for note in self._notes:
            number = element("span", {"class": "number"}, text(f"{note.node.number} "))
            content = write(note.node.blocks, number)
            item = element("li", {"id": note.anchor}, content, text(" "), _back(note))
            items.append((note.node.number, item))
        if not items:
            return NOTHING
        heading = element("h2", {"id": NOTES}, text("Footnotes"))
        ordered = lines(*(item for _, item in sorted(items, key=lambda pair: pair[0])))
        found = element("ol", None, framed(ordered))
        about = {"class": "footnotes", "role": "doc-endnotes", "aria-labelledby": NOTES}
        return element("section", about, framed(lines(heading, found)))


def _back(note: Note) -> Html:
    name = f"Back to the mark of footnote {note.node.number}"
    shown = {"href": f"#{note.mark}", "role": "doc-backlink", "aria-label": name}
    return element("a", shown, text(BACK))
