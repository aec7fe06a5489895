"""A Word file of others as an appendix. In: its bytes. Out: blocks for the paper's body, with the
look that they have in their own file.

    parts -> stories (text, headers, notes) -> fields, links, bookmarks, styles, lists, colours
          -> sections -> blocks

Everything that has a name or a number in a Word file gets a new one, so that nothing of the file
joins with anything of the paper. `docs/appendices-from-word.md` says what is carried and how.
"""

from __future__ import annotations

from msgspec import Struct

from reportgen import model
from reportgen.diagnostics import Diagnostics, error
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.writers.word.appended.changes import accept_changes
from reportgen.writers.word.appended.foreign import Foreign
from reportgen.writers.word.appended.lists import Lists
from reportgen.writers.word.appended.look import Look
from reportgen.writers.word.appended.markup import (
    blocks_of,
    drop_extensions,
    extensions_in,
    new,
    remove,
)
from reportgen.writers.word.appended.notes import (
    COMMENTS,
    ENDNOTES,
    FOOTNOTES,
    KINDS,
    Add,
    Kind,
    NotePart,
    carry_marks,
    notes_of,
)
from reportgen.writers.word.appended.parts import Parts
from reportgen.writers.word.appended.problems import Problems
from reportgen.writers.word.appended.sections import Sections
from reportgen.writers.word.appended.story import Stories
from reportgen.writers.word.appended.theme import Theme
from reportgen.writers.word.notes import Notes
from reportgen.writers.word.opc import Part
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import Xml, allow_extensions, serialize, w

__all__ = ["Appended", "append_document"]

PREFIX = regex("[A-Za-z][A-Za-z0-9]*")
# What may follow the last paragraph of a body and belongs into it.
MARKS = tuple(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))


class Appended(Struct, frozen=True):
    """A file's text for the body of the paper, with the ends of its sections but for the last.

    `last_section` is the `w:sectPr` to close it with. It begins on a page of its own, and takes
    the header of the section before it where it has none.
    """

    blocks: tuple[Xml, ...]
    last_section: Xml
    problems: Diagnostics


def append_document(
    file: WordFile, document: model.WordFile, prefix: str, notes: Notes | None = None
) -> Appended:
    """Carry a Word file into the paper; return what goes into its body.

    `prefix` is one or more letters and digits, beginning with a letter, and is used once in a
    paper: names of styles, bookmarks and parts begin with it. `notes` are the paper's footnotes,
    which the file's join; without them the paper must not get others afterwards.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"no prefix for names: {prefix!r}")
    foreign = Foreign(document.data)
    source = Source(document.source.path)
    root = foreign.root(foreign.document)
    body = None if root is None else root.find(w("body"))
    if body is None:
        hint = "open it in Word, let Word repair it, and save it again"
        problem = error("word-damaged", "the Word file is damaged", source, hint)
        return Appended((), Xml("<w:sectPr/>"), (problem,))
    own_notes = notes if notes is not None else Notes(file)
    appending = _Appending(file, foreign, document, prefix, own_notes)
    appended = appending.carry(body)
    if notes is None and own_notes:
        own_notes.finish(lambda *_: [])
    return appended


class _Appending:
    """One file on its way into the paper."""

    def __init__(
        self, file: WordFile, foreign: Foreign, document: model.WordFile, prefix: str, notes: Notes
    ) -> None:
        self._file, self._foreign, self._notes = file, foreign, notes
        self._accepts = document.accept_changes
        self._problems = Problems(Source(document.source.path))
        self._settings = foreign.root(foreign.related("settings"))
        theme = Theme(foreign.root(foreign.related("theme")), self._settings)
        self._parts = Parts(foreign, prefix, theme, self._problems)
        styles = foreign.root(foreign.related("styles"))
        own = file.part_of("styles").element
        self._look = Look(styles, own, theme, prefix)
        numbering = foreign.root(foreign.related("numbering"))
        self._lists = Lists(numbering, self._numbering, self._look, prefix)
        self._stories = Stories(
            file, prefix, theme, self._look, self._lists, self._parts, self._problems
        )
        self._note_parts = {kind: NotePart(file, kind) for kind in (ENDNOTES, COMMENTS)}

    def carry(self, body: Element) -> Appended:
        self._settle(body)
        _complete(body)
        notes = {kind: self._story(self._foreign.related(kind.name)) for kind in KINDS}
        for story in (body, *notes.values()):
            if story is not None:
                self._stories.bookmarks.learn(story)
        sections = Sections(self._file, self._foreign, body, self._settings)
        self._stories.carry(body, self._foreign.document, self._file.part)
        # Only now: a mark in what was left out needs no note.
        self._carry_notes(body, notes)
        sections.carry(self._edge, self._stories.carry, self._problems)
        self._finish(body)
        last = body[-1]
        remove(last)
        blocks = tuple(blocks_of(body))
        holder = new("body", last)
        return Appended(blocks, next(blocks_of(holder)), self._problems.diagnostics())

    def _story(self, name: str) -> Element | None:
        """Return the root of a story of the file, with its changes accepted if they are to be."""
        root = self._foreign.root(name)
        if root is not None:
            self._settle(root)
        return root

    def _edge(self, name: str) -> Element | None:
        """Return the root of a header or footer, which holds no notes."""
        root = self._story(name)
        for kind in KINDS if root is not None else ():
            carry_marks(root, kind, {}, self._notes.carry)
        return root

    def _settle(self, root: Element) -> None:
        if self._accepts:
            accept_changes(root)

    def _carry_notes(self, body: Element, notes: dict[Kind, Element | None]) -> None:
        for kind in KINDS:
            root = None if kind is COMMENTS and self._accepts else notes[kind]
            carry_marks(body, kind, notes_of(root, kind), self._adder(kind))

    def _adder(self, kind: Kind) -> Add:
        """Return what carries one note's story and adds it to the paper's."""
        name = self._foreign.related(kind.name)

        def add(note: Element) -> int:
            for inner in KINDS:  # a note holds no notes
                carry_marks(note, inner, {}, self._notes.carry)
            into = self._notes if kind is FOOTNOTES else self._note_parts[kind]
            self._stories.carry(note, name, into.part)
            drop_extensions(note)
            return (
                self._notes.carry(note) if kind is FOOTNOTES else self._note_parts[kind].add(note)
            )

        return add

    def _finish(self, body: Element) -> None:
        """Write what the stories made use of: styles, lists, extensions of the format."""
        self._look.finish(self._lists.use, self._lists.level_of)
        name = self._foreign.related("numbering")
        self._lists.finish(lambda node: self._parts.carry(node, name, self._numbering_part()))
        roots: list[tuple[Element, Element]] = [(self._file.root, body)]
        own = self._file.part_of("styles").element
        roots.append((own, own))
        if self._file.related("numbering") is not None:
            roots.append((self._numbering(), self._numbering()))
        for root, content in roots:
            allow_extensions(root, extensions_in(content))

    def _numbering(self) -> Element:
        return self._numbering_part().element

    def _numbering_part(self) -> Part:
        part = self._file.related("numbering")
        return part or self._file.add("numbering", serialize(new("numbering")))


def _complete(body: Element) -> None:
    """Have a body end in its section, and before it in a paragraph that holds all marks."""
    sections = list(body.iterchildren(w("sectPr")))
    for section in sections:
        body.remove(section)
    trailing: list[Element] = []
    while len(body) and body[-1].tag in MARKS:
        trailing.insert(0, body[-1])
        body.remove(body[-1])
    if not len(body) or (trailing and body[-1].tag != w("p")):
        body.append(new("p"))
    elif body[-1].tag == w("p") and _breaks_page(body[-1]):
        body.append(_thin())
    body[-1].extend(trailing)
    body.append(sections[-1] if sections else new("sectPr"))


def _breaks_page(node: Element) -> bool:
    """Tell whether a paragraph goes on on a new page.

    LibreOffice loses the look of one that also ends a section.
    """
    return any(child.get(w("type")) == "page" for child in node.iter(w("br")))


def _thin() -> Element:
    """Return the thinnest line there is."""
    spacing = new("spacing", before=0, after=0, line=20, lineRule="exact")
    return new("p", new("pPr", spacing))
