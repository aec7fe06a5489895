"""A Word file of others, taken apart: its bytes in, its parts, relationships and roots out.

The reader has found the file sound and harmless. Nothing is trusted all the same: what cannot be
read is not there, and a name leads to a part of the file or nowhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from msgspec import Struct

from reportgen.writers.word.appended.markup import own_copy, read_part
from reportgen.writers.word.appended.order import set_in_order
from reportgen.writers.word.slots import Element

PACKAGE = ""
TYPES = "[Content_Types].xml"
DOCUMENT = "officeDocument"
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, KeyError)


class Relation(Struct, frozen=True):
    """Where an id leads: to a part of the file, or with `external` to an address outside it.

    `kind` is the last word of its type, such as `image`; `uri` the whole of it.
    """

    kind: str
    uri: str
    target: str
    external: bool


class Foreign:
    """The parts of a Word file, by their names in the zip without regard to capitals."""

    def __init__(self, data: bytes) -> None:
        self._data = _unpacked(data)
        self._names = {name.lower(): name for name in self._data}
        self._defaults, self._overrides = self._types()
        self._relations: dict[str, dict[str, Relation]] = {}
        self.document = self._first(PACKAGE, DOCUMENT)

    def data(self, name: str) -> bytes:
        return self._data.get(self._names.get(name.lower(), ""), b"")

    def holds(self, name: str) -> bool:
        return name.lower() in self._names

    def content_type(self, name: str) -> str:
        """Return what a part is, "" when the file does not say."""
        ending = name.rpartition(".")[2].lower()
        return self._overrides.get(name.lower()) or self._defaults.get(ending, "")

    def relations(self, name: str) -> dict[str, Relation]:
        """Return where the ids in a part lead."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def related(self, kind: str) -> str:
        """Return the name of the document's part of a kind, such as `styles`; "" without one."""
        return self._first(self.document, kind)

    def root(self, name: str) -> Element | None:
        """Return a part's root in a copy of our own, None when the part cannot be read."""
        found = read_part(self.data(name)) if name else None
        if found is None:
            return None
        copy = own_copy(found)
        set_in_order(copy)
        return copy

    def _first(self, name: str, kind: str) -> str:
        found = (r for r in self.relations(name).values() if r.kind == kind and not r.external)
        return next((item.target for item in found if self.holds(item.target)), "")

    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = read_part(self.data(TYPES))
        nodes = [] if root is None else list(root)
        defaults = {
            str(node.get("Extension", "")).lower(): str(node.get("ContentType", ""))
            for node in nodes
        }
        overrides = {
            str(node.get("PartName", "")).lstrip("/").lower(): str(node.get("ContentType", ""))
            for node in nodes
        }
        return defaults, overrides

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder, _, file = name.rpartition("/")
        root = read_part(self.data(posixpath.join(folder, "_rels", f"{file}.rels")))
        nodes = [] if root is None else [node for node in root if node.get("Id")]
        return {str(node.get("Id")): _relation(node, folder) for node in nodes}


def _relation(node: Element, folder: str) -> Relation:
    uri, target = str(node.get("Type", "")), str(node.get("Target", ""))
    external = node.get("TargetMode") == "External"
    if not external:
        joined = target if target.startswith("/") else posixpath.join(folder, target)
        target = posixpath.normpath(unquote(joined)).lstrip("/")
    return Relation(uri.rpartition("/")[2], uri, target, external)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
    except DAMAGE:
        return {}
