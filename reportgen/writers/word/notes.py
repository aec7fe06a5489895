"""Footnotes: in come the notes that the text has marks for, out comes the part that holds them."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.model import Blocks, Footnote
from reportgen.writers.word import styles
from reportgen.writers.word.opc import Part
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import (
    W15,
    Xml,
    allow_extensions,
    element,
    paragraph,
    parse,
    parse_part,
    properties,
    run,
    serialize,
    w,
)

WriteNote = Callable[[Blocks, Xml], list[Xml]]

# The line above the notes, and the one above a note that goes on from the page before. ECMA-376
# 17.11.23 has them as notes of their own.
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class Notes:
    """The footnotes of a document, those of the template among them."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._notes: list[tuple[int, Footnote]] = []
        self._carried: list[tuple[int, Element]] = []
        self._part = file.related("footnotes")
        self._root = None if self._part is None else parse_part(self._part.data)
        self._next = 1 + max((_id(node) for node in _notes(self._root)), default=0)

    @property
    def part(self) -> Part:
        """The part that holds the notes; it is made when it is first asked for."""
        if self._part is None:
            self._part = self._file.add("footnotes", b"")
        return self._part

    def __bool__(self) -> bool:
        return bool(self._notes or self._carried)

    def add(self, note: Footnote) -> int:
        """Take a note and return its id in the file."""
        self._notes.append((self._new_id(), note))
        return self._notes[-1][0]

    def carry(self, note: Element) -> int:
        """Take a note that is finished, from a Word file, and return its id in this one."""
        self._carried.append((self._new_id(), note))
        note.set(w("id"), str(self._carried[-1][0]))
        return self._carried[-1][0]

    def finish(self, write: WriteNote) -> str:
        """Put the notes into their part and return their XML. `write` writes one note's blocks."""
        root = self._root if self._root is not None else parse(_empty())
        made = []
        finished = dict(self._carried)
        for number, note in self._notes:
            blocks = write(note.blocks, _mark())
            made.append(element("w:footnote", *blocks, attributes={"w:id": number}))
            finished[number] = parse(made[-1])
        # In the order of their ids: LibreOffice takes the notes by their places in the part.
        root.extend(finished[number] for number in sorted(finished))
        if any(W15 in note for note in made):
            allow_extensions(root, (W15,))
        self.part.data = serialize(root)
        return "".join(made)

    def _new_id(self) -> int:
        self._next += 1
        return self._next - 1


def _mark() -> Xml:
    """Return the note's own number, which Word works out."""
    look = properties("w:rPr", rStyle=styles.FOOTNOTE_REFERENCE)
    return Xml(f"<w:r>{look}<w:footnoteRef/></w:r>{run(' ')}")


def _empty() -> Xml:
    notes = []
    for kind, number in SEPARATORS:
        line = paragraph(styles.FOOTNOTE_TEXT, f"<w:r><w:{kind}/></w:r>")
        notes.append(element("w:footnote", line, attributes={"w:type": kind, "w:id": number}))
    return element("w:footnotes", *notes)


def _notes(root: Element | None) -> list[Element]:
    return [] if root is None else root.findall(w("footnote"))


def _id(node: Element) -> int:
    text = str(node.get(w("id"), "0"))
    return int(text) if text.lstrip("-").isdigit() else 0
