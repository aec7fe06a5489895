"""Related parts: in comes a tree with ids that lead to pictures, charts and links, out they lead
to copies in the paper's package.

A part is copied with whatever it is related to itself: a chart with its workbook, a diagram with
its layout. What lies outside the file is never fetched, and what runs is never copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from reportgen.patterns import regex
from reportgen.writers.word import opc
from reportgen.writers.word.appended.foreign import Foreign, Relation
from reportgen.writers.word.appended.markup import (
    DRAWING,
    O,
    V,
    ancestor,
    read_part,
    remove,
    text_run,
    unwrap,
)
from reportgen.writers.word.appended.problems import Problems
from reportgen.writers.word.appended.theme import Theme
from reportgen.writers.word.opc import Part
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import MC, MICROSOFT, R, serialize, w

OPEN = regex(r"(?:https?://|mailto:|tel:)\S", re.I)
RELATION = f"{{{R}}}"
# What runs when a file is opened, or is text of another format.
HARMFUL = ("macroEnabled", "vbaProject", "activeX", "ms-word.attachedToolbars")
NOT_COPIED = frozenset(
    ("aFChunk", "subDocument", "attachedTemplate", "control", "vbaProject", "glossaryDocument",
     "printerSettings", "keyMapCustomizations", "customXml", "header", "footer")
)  # fmt: skip
NAMES = {
    "image": "a picture", "oleObject": "an object", "package": "a workbook", "control": "a control",
    "chart": "a chart", "frame": "a frame", "video": "a film", "audio": "a sound",
    "aFChunk": "an embedded file", "subDocument": "a sub-document",
}  # fmt: skip
# Elements of the document that the sections bring along, not the story.
OF_SECTIONS = (w("headerReference"), w("footerReference"), w("printerSettings"))
DIAGRAM_DATA = "diagramData"
DATA_EXTENSION = f"{{{MICROSOFT}/drawing/2008/diagram}}dataModelExt"
GRAPHIC = (w("drawing"), w("pict"), w("object"))
GONE = ("OLEObject", "control", "externalData", "altChunk", "subDoc", "svgBlip")
ALTERNATIVES = f"{{{MC}}}AlternateContent"
PICTURES = (f"{{{DRAWING}/picture}}pic",)


def is_open(address: str) -> bool:
    """Tell whether a paper may link to an address: the web, mail, telephone."""
    return OPEN.match(address) is not None


class Parts:
    """Copies parts of one file into the paper's package."""

    def __init__(self, foreign: Foreign, prefix: str, theme: Theme, problems: Problems) -> None:
        self._foreign, self._prefix = foreign, prefix
        self._theme, self._problems = theme, problems
        self._copied: dict[str, Part | None] = {}
        self._taken: set[str] = set()
        self._ids: dict[tuple[str, str, str], str] = {}

    def carry(self, root: Element, name: str, into: Part) -> None:
        """Have a tree's ids lead where they led in the part `name`, from our part `into`."""
        relations = self._foreign.relations(name)
        for node, key in list(_references(root)):
            old = str(node.attrib[key])
            relation = relations.get(old)
            fresh = "" if relation is None else self._relate(relation, old, name, into)
            if fresh:
                node.set(key, fresh)
            else:
                _leave_out(node, key)

    def _relate(self, relation: Relation, old: str, name: str, into: Part) -> str:
        """Return the id in our part of what a relationship leads to, "" when it is left out."""
        seen = (into.name, name, old)
        if seen not in self._ids:
            self._ids[seen] = self._relate_anew(relation, name, into)
        return self._ids[seen]

    def _relate_anew(self, relation: Relation, name: str, into: Part) -> str:
        if relation.external:
            target: Part | str | None = relation.target if self._may_link(relation) else None
        else:
            target = self._copy(relation, name, into)
        if target is None:
            return ""
        fresh = next(
            name
            for n in count(len(into.relations) + 1)
            if (name := f"{self._prefix}rId{n}") not in into.relations
        )
        into.relations[fresh] = opc.Relation(relation.uri, target)
        return fresh

    def _may_link(self, relation: Relation) -> bool:
        if relation.kind != "hyperlink":
            self._problems.linked(NAMES.get(relation.kind, "an object"), relation.target)
        elif not is_open(relation.target):
            self._problems.hyperlink(relation.target)
        return relation.kind == "hyperlink" and is_open(relation.target)

    def _copy(self, relation: Relation, name: str, into: Part) -> Part | None:
        """Return our copy of a part, None for one that is not there or must not be copied."""
        target = relation.target
        if not self._foreign.holds(target) or relation.kind == "hyperlink":
            return None
        kind = self._foreign.content_type(target)
        if not kind or relation.kind in NOT_COPIED or any(word in kind for word in HARMFUL):
            self._problems.left_out(NAMES.get(relation.kind, "an object"))
            return None
        key = target.lower()
        if key not in self._copied:
            part = Part(self._name(target), kind, self._foreign.data(target))
            self._copied[key] = part
            if kind.endswith("+xml"):
                self._copied[key] = self._fill(part, relation, name, into)
        return self._copied[key]

    def _fill(self, part: Part, relation: Relation, name: str, into: Part) -> Part | None:
        """Carry what an XML part is related to, by ids in its text or without being named there."""
        root = read_part(part.data)
        if root is None:
            return None
        self._theme.settle(root)
        self.carry(root, relation.target, part)
        named = {old for (owner, _, old) in self._ids if owner == part.name}
        for old, implied in self._foreign.relations(relation.target).items():
            if old not in named and not implied.external and implied.kind not in NOT_COPIED:
                self._relate(implied, old, relation.target, part)
        if relation.kind == DIAGRAM_DATA:
            self._follow_drawing(root, name, into)
        part.data = serialize(root)
        return part

    def _follow_drawing(self, root: Element, name: str, into: Part) -> None:
        """Bring the drawing of a diagram, which its data names by an id of the document's."""
        relations = self._foreign.relations(name)
        for node in root.iter(DATA_EXTENSION):
            old = str(node.get("relId", ""))
            fresh = self._relate(relations[old], old, name, into) if old in relations else ""
            if fresh:
                node.set("relId", fresh)
            else:
                remove(node)

    def _name(self, target: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9./_-]", "_", target.removeprefix("word/"))
        name, number = plain, 1
        while name.lower() in self._taken:
            number += 1
            stem, dot, ending = plain.rpartition(".")
            name = f"{stem}{number}{dot}{ending}"
        self._taken.add(name.lower())
        return f"/word/{self._prefix}/{name}"


def _references(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield each attribute that holds the id of a relationship."""
    for node in root.iter():
        if not isinstance(node.tag, str) or node.tag in OF_SECTIONS:
            continue
        for key in node.attrib:
            if str(key).startswith(RELATION) or str(key) == f"{{{O}}}relid":
                yield node, str(key)


def _leave_out(node: Element, key: str) -> None:
    """Take out what has lost the part that it shows; what it says in words stays."""
    if node.getparent() is None:
        return
    name = node.tag.rpartition("}")[2]
    if node.tag == w("hyperlink"):
        unwrap(node)
    elif name == "blip" and _has_other(node, key):
        del node.attrib[key]
    elif name in ("blip", "imagedata", "chart", "relIds", "contentPart"):
        _show_words(node)
    elif name.startswith("hlink") or name in GONE:
        remove(node)
    else:
        del node.attrib[key]


def _has_other(node: Element, key: str) -> bool:
    """Tell whether a picture is both in the file and outside it, as Word can save it."""
    return any(str(other).startswith(RELATION) and other != key for other in node.attrib)


def _show_words(node: Element) -> None:
    """Put a drawing's description in its place."""
    drawing = ancestor(node, *GRAPHIC)
    if drawing is None or drawing.getparent() is None:
        remove(node)
    elif drawing.find(f".//{w('txbxContent')}") is not None:
        # Others stand beside it in the same drawing, with their texts.
        picture = ancestor(node, *PICTURES)
        remove(node if picture is None else picture)
    else:
        _replace(drawing, _words(drawing))


def _replace(drawing: Element, words: str) -> None:
    alternatives = ancestor(drawing, ALTERNATIVES)
    shown = drawing if alternatives is None else alternatives
    if words and shown.getparent().tag == w("r"):
        shown.addprevious(text_run(words)[0])
    remove(shown)


def _words(drawing: Element) -> str:
    for node in drawing.iter():
        name = str(node.tag).rpartition("}")[2]
        if name == "docPr":
            return str(node.get("descr") or node.get("title") or "")
        if str(node.tag).startswith(f"{{{V}}}") and node.get("alt"):
            return str(node.get("alt"))
    return ""
