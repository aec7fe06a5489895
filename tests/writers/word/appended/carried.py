"""Papers with Word files as appendices: build them, and look for what must not be in them."""

from __future__ import annotations

import io
import posixpath
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import ooxml_integrity
import openxml_audit
from lxml import etree
from small_papers import HERE, HOUSE, R, W, frame, paper, para, text

from reportgen.diagnostics import Diagnostics
from reportgen.model import Appendix, Block, WordFile
from reportgen.source import Source
from reportgen.writers.word import write_word

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SOURCE = Source("content/paper/letter.docx")
FIELD_OF_BOOKMARK = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?([^\s"]+)')


@dataclass(frozen=True)
class Carried:
    """A paper that was built, and what was said of it."""

    data: bytes
    problems: Diagnostics

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def trees(self) -> dict[str, Any]:
        xml = (name for name in self.parts if name.endswith((".xml", ".rels")))
        return {name: etree.fromstring(self.parts[name]) for name in xml}

    def tree(self, name: str) -> Any:
        return self.trees[f"word/{name}.xml"]

    @property
    def body(self) -> Any:
        return self.tree("document")[0]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def style(self, name: str) -> Any:
        return next(n for n in self.tree("styles") if n.get(W + "styleId") == name)

    def paragraph(self, words: str) -> Any:
        """Return the first paragraph that has the words in it."""
        return next(n for n in self.body.iter(W + "p") if words in shown(n))


def carry(
    *files: bytes, accept: bool = False, house: bool = False, own: Block | None = None
) -> Carried:
    """Build a paper with the files as its appendices, on a bare template or the house's."""
    appendices = tuple(
        Appendix(
            text(f"File {number}"),
            HERE,
            number=chr(ord("A") + number),
            document=WordFile(data, SOURCE, accept),
        )
        for number, data in enumerate(files)
    )
    made = paper(own or para("The paper"), appendices=appendices, marking="OFFICIAL")
    data, problems = write_word(made, HOUSE.read_bytes() if house else frame(), "house.docx")
    return Carried(data, problems)


def shown(node: Any) -> str:
    """Return the text that a reader sees in an element."""
    texts = (n.text or "" for n in node.iter(W + "t") if not _is_fallback(n))
    return "".join(texts)


def value(node: Any, *path: str) -> str:
    found = node.find("/".join(W + name for name in path))
    return "" if found is None else found.get(W + "val", "")


def findings(data: bytes) -> Counter[str]:
    """Return what two independent checkers of Word files find, without the places."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.docx")
        path.write_bytes(data)
        audit = openxml_audit.OpenXmlValidator().validate(path).errors
        found = [str(fault) for fault in (*audit, *ooxml_integrity.check(path))]
    return Counter(re.sub(r"[\s>-]*(?:/|word/)\S+", "", item) for item in found)


def dangling(carried: Carried) -> list[str]:
    """Return every reference that leads nowhere, and every number that is there twice."""
    return [*_relations(carried), *_names(carried), *_notes(carried), *_numbers(carried)]


def _relations(carried: Carried) -> Iterator[str]:
    for name, tree in carried.trees.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for item in tree:
                target = posixpath.normpath(posixpath.join(folder, item.get("Target")))
                if item.get("TargetMode") != "External" and target not in carried.parts:
                    yield f"{name}: {target} is not there"
            continue
        known = _relation_ids(carried, name)
        for node in tree.iter(etree.Element):
            for key, relation in node.attrib.items():
                if str(key).startswith(R) and relation not in known:
                    yield f"{name}: no relationship {relation}"


def _relation_ids(carried: Carried, name: str) -> set[str]:
    folder, file = posixpath.split(name)
    tree = carried.trees.get(f"{folder}/_rels/{file}.rels")
    return set() if tree is None else {item.get("Id") for item in tree}


def _stories(carried: Carried) -> Iterator[Any]:
    kinds = ("document", "header", "footer", "footnotes", "endnotes", "comments")
    for name, tree in carried.trees.items():
        if re.fullmatch(rf"word/(?:{'|'.join(kinds)})\d*\.xml", name):
            yield tree


def _names(carried: Carried) -> Iterator[str]:
    styles = carried.tree("styles")
    known = {node.get(W + "styleId") for node in styles.iter(W + "style")}
    lists = {n.get(W + "numId") for n in carried.tree("numbering").iter(W + "num")} | {"0"}
    abstract = {n.get(W + "abstractNumId") for n in carried.tree("numbering")}
    for tree in (*_stories(carried), styles, carried.tree("numbering")):
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink"):
            used = {node.get(W + "val") for node in tree.iter(W + tag)}
            yield from (f"no style {name}" for name in used - known)
        used = {node.get(W + "val") for node in tree.iter(W + "numId")}
        yield from (f"no list {number}" for number in used - lists)
    for node in carried.tree("numbering").iter(W + "abstractNumId"):
        if node.get(W + "val") not in abstract:
            yield f"no definition {node.get(W + 'val')}"
    yield from _bookmarks(carried)


def _bookmarks(carried: Carried) -> Iterator[str]:
    stories = list(_stories(carried))
    starts = [n for tree in stories for n in tree.iter(W + "bookmarkStart")]
    ends = [n.get(W + "id") for tree in stories for n in tree.iter(W + "bookmarkEnd")]
    names = {node.get(W + "name") for node in starts}
    if len(names) != len(starts):
        yield "two bookmarks of a name"
    if sorted(node.get(W + "id") for node in starts) != sorted(ends):
        yield "bookmarks that do not begin or end"
    for tree in stories:
        for node in tree.iter(W + "hyperlink"):
            if node.get(W + "anchor") and node.get(W + "anchor") not in names:
                yield f"no bookmark {node.get(W + 'anchor')}"
        for node in tree.iter(W + "instrText"):
            found = FIELD_OF_BOOKMARK.match(node.text or "")
            if found and found.group(1) not in names:
                yield f"no bookmark {found.group(1)}"


def _notes(carried: Carried) -> Iterator[str]:
    for kind in ("footnote", "endnote", "comment"):
        tree = carried.trees.get(f"word/{kind}s.xml")
        notes = [] if tree is None else [n for n in tree if n.get(W + "type") is None]
        known = sorted(note.get(W + "id") for note in notes)
        marks = carried.body.iter(f"{W}{kind}Reference")
        used = sorted(node.get(W + "id") for node in marks)
        if known != used:
            yield f"{kind}s {known} and marks {used}"


def _numbers(carried: Carried) -> Iterator[str]:
    stories = list(_stories(carried))
    for tag, key in (
        (WP + "docPr", "id"),
        (W + "bookmarkStart", W + "id"),
        (W + "commentRangeStart", W + "id"),
    ):
        numbers = Counter(node.get(key) for tree in stories for node in tree.iter(tag))
        yield from (f"{tag} {number} twice" for number, times in numbers.items() if times > 1)
    controls = Counter(value(n, "id") for tree in stories for n in tree.iter(W + "sdtPr"))
    yield from (f"control {number} twice" for number, times in controls.items() if times > 1)
    for tag, key in (("abstractNum", "abstractNumId"), ("num", "numId")):
        nodes = Counter(n.get(W + key) for n in carried.tree("numbering").iter(W + tag))
        yield from (f"{tag} {number} twice" for number, times in nodes.items() if times > 1)
    styles = Counter(n.get(W + "styleId") for n in carried.tree("styles").iter(W + "style"))
    yield from (f"style {name} twice" for name, times in styles.items() if times > 1)


def _is_fallback(node: Any) -> bool:
    return next(node.iterancestors(MC + "Fallback"), None) is not None
