"""The parts of a workbook's package. In: bytes that `file` let pass. Out: XML, and who names whom.

ECMA-376 part 2 has the packages, part 1 clause 18 what is in a workbook.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from msgspec import Struct

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK_ID = f"{{{OFFICE}}}id"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CONTENT_TYPES = "[Content_Types].xml"
# The same names as `parser_of` has them.
MAIN_PREFIX = f"{MAIN[1:-1]} "
LINK_PREFIX = f"{OFFICE} "


class DamagedError(Exception):
    """Raised where the parts of a workbook contradict each other."""


class Relation(Struct, frozen=True):
    """A link from a part to another: a name in the package, or an address outside of it."""

    id: str
    type: str
    target: str


class Package:
    """A workbook's parts by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))

    def __contains__(self, part: str) -> bool:
        return part in self._archive.NameToInfo

    def open(self, part: str) -> IO[bytes]:
        """Open a part to be read piece by piece. Raises KeyError for one that is not there."""
        return self._archive.open(part)

    def tree(self, part: str) -> ET.Element:
        """Return a part's XML. Raises KeyError for one that is not there."""
        parser = ET.XMLParser(target=_Builder())  # noqa: S314 - it refuses declarations
        parser.feed(self._archive.read(part))
        root: ET.Element = parser.close()
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part links to, by the ids that it uses. `""` is the package itself."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        found = (_relation(node, folder) for node in self.tree(path).iter(f"{PACKAGE}Relationship"))
        return {relation.id: relation for relation in found}

    def parts_of_type(self, content_type: str) -> Iterator[str]:
        """Yield the parts that the package's list of contents gives a type."""
        for node in self.tree(CONTENT_TYPES).iter(f"{TYPES}Override"):
            if node.get("ContentType") == content_type:
                yield node.get("PartName", "").removeprefix("/")

    def defaults(self) -> frozenset[str]:
        """Return the types that the package gives to parts by their endings."""
        nodes = self.tree(CONTENT_TYPES).iter(f"{TYPES}Default")
        return frozenset(node.get("ContentType", "") for node in nodes)


def is_true(text: str | None, default: bool = False) -> bool:
    """Return what an attribute says that is true or false."""
    return default if text is None else text not in ("0", "false", "f")


def text_of(node: ET.Element) -> str:
    """Return a text without its looks, plain or in runs (18.4.8), and without readings."""
    plain = [item.text or "" for item in node.findall(f"{MAIN}t")][-1:]
    runs = (item.text or "" for run in node.findall(f"{MAIN}r") for item in run.findall(f"{MAIN}t"))
    return "".join((*plain, *runs))


def parser_of() -> expat.XMLParserType:
    """Return a parser for large parts; names are `namespace name`. It refuses declarations."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise DamagedError


class _Builder(ET.TreeBuilder):
    """Builds a tree of XML that declares nothing."""

    doctype = staticmethod(_refuse)


def _relation(node: ET.Element, folder: str) -> Relation:
    target = node.get("Target", "")
    if node.get("TargetMode") != "External":
        is_whole = target.startswith("/")
        target = target[1:] if is_whole else posixpath.normpath(posixpath.join(folder, target))
    return Relation(node.get("Id", ""), node.get("Type", ""), target)
