"""Footnotes, endnotes and comments: in comes a story with marks, out they lead to copies of the
notes in the paper's own parts, which are made when they are missing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping

from msgspec import Struct

from reportgen.writers.word.appended.markup import FALLBACK, ancestor, new, remove
from reportgen.writers.word.notes import SEPARATORS
from reportgen.writers.word.opc import Part
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import serialize, w


class Kind(Struct, frozen=True):
    """One kind of note: the part that holds them, and the mark in the text that leads to one."""

    name: str
    note: str
    mark: str


FOOTNOTES = Kind("footnotes", "footnote", "footnoteReference")
ENDNOTES = Kind("endnotes", "endnote", "endnoteReference")
COMMENTS = Kind("comments", "comment", "commentReference")
KINDS = (FOOTNOTES, ENDNOTES, COMMENTS)
RANGES = (w("commentRangeStart"), w("commentRangeEnd"))
# ECMA-376 17.15.1.78: the settings that follow those of endnotes.
AFTER_ENDNOTES = frozenset(
    w(name)
    for name in (
        "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
        "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures",
        "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
        "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip

Add = Callable[[Element], int]


def notes_of(root: Element | None, kind: Kind) -> dict[str, Element]:
    """Return the notes of a part by their ids, without the lines that stand above notes."""
    nodes = () if root is None else root.iterchildren(w(kind.note))
    return {str(n.get(w("id"))): n for n in nodes if n.get(w("type")) in (None, "normal")}


def carry_marks(root: Element, kind: Kind, notes: Mapping[str, Element], add: Add) -> None:
    """Have the marks of a story lead to copies that `add` makes; take out those that lead nowhere.

    Older programs read a fallback in place of what it falls back from: its marks would lead to a
    second copy.
    """
    fresh: dict[str, str] = {}
    for mark in list(root.iter(w(kind.mark))):
        if root not in mark.iterancestors():
            continue  # it stood in a mark that was taken out
        old = str(mark.get(w("id")))
        again = kind is COMMENTS and old in fresh
        if old not in notes or again or ancestor(mark, FALLBACK) is not None:
            remove(mark)
        else:
            fresh[old] = str(add(copy.deepcopy(notes[old])))
            mark.set(w("id"), fresh[old])
    if kind is COMMENTS:
        _carry_ranges(root, fresh)


def _carry_ranges(root: Element, fresh: Mapping[str, str]) -> None:
    """Renumber the ends of what comments are about; one without the other is taken out."""
    ends: dict[str, dict[str, Element]] = {}
    for node in root.iter(*RANGES):
        if ancestor(node, FALLBACK) is None:
            ends.setdefault(str(node.get(w("id"))), {}).setdefault(node.tag, node)
    whole = {old: pair for old, pair in ends.items() if old in fresh and len(pair) == len(RANGES)}
    kept = {node for pair in whole.values() for node in pair.values()}
    for node in list(root.iter(*RANGES)):
        if node in kept:
            node.set(w("id"), fresh[str(node.get(w("id")))])
        else:
            remove(node)


class NotePart:
    """The paper's own part for one kind of note. It is made when the first one is added."""

    def __init__(self, file: WordFile, kind: Kind) -> None:
        self._file, self._kind = file, kind
        self._part = file.related(kind.name)

    @property
    def part(self) -> Part:
        """The part, which has its relationships from the first note on."""
        if self._part is None:
            self._part = self._file.add(self._kind.name, serialize(self._empty()))
            if self._kind is ENDNOTES:
                _settle_endnotes(self._file.part_of("settings").element)
        return self._part

    def add(self, note: Element) -> int:
        """Add a finished note; return its id."""
        root = self.part.element
        number = 1 + max((_number(node) for node in root), default=0)
        note.set(w("id"), str(number))
        root.append(note)
        return number

    def _empty(self) -> Element:
        root = new(self._kind.name)
        for kind, number in SEPARATORS if self._kind is ENDNOTES else ():
            line = new("p", new("r", new(kind)))
            root.append(new(self._kind.note, line, type=kind, id=number))
        return root


def _settle_endnotes(settings: Element) -> None:
    """Have endnotes stand at the end of their section: those of an appendix belong to it."""
    if settings.find(w("endnotePr")) is not None:
        return
    lines = [new("endnote", id=number) for _, number in SEPARATORS]
    made = new("endnotePr", new("pos", val="sectEnd"), *lines)
    following = next((node for node in settings if node.tag in AFTER_ENDNOTES), None)
    if following is None:
        settings.append(made)
    else:
        following.addprevious(made)


def _number(node: Element) -> int:
    text = str(node.get(w("id"), "0"))
    return int(text) if text.lstrip("-").isdigit() else 0
