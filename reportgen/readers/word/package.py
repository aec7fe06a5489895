"""A Word file as a package. In: its bytes. Out: its parts, and where their relationships lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

from msgspec import Struct, field

from reportgen.readers.word.xml import Element, get, parse

TYPES = "[Content_Types].xml"
DOCUMENT = "officeDocument"  # the last word of a relationship's type
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(Struct, frozen=True):
    """Where a relationship of a part leads: to a part, or (`external`) out of the file.

    `kind` is the last word of its type, such as `image`.
    """

    kind: str
    target: str
    external: bool


class Package(Struct, frozen=True):
    """The parts of a file, by name, and their content types. `main` holds the text."""

    parts: dict[str, bytes]
    types: dict[str, str]
    main: str
    _roots: dict[str, Element] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def root(self, part: str) -> Element | None:
        """Return a part's tree, which is parsed once; None when there is no such part."""
        if part not in self._roots and part in self.parts:
            self._roots[part] = parse(self.parts[part])
        return self._roots.get(part)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return a part's relationships by their ids."""
        if part not in self._relations:
            self._relations[part] = dict(_relations(self.parts, part))
        return self._relations[part]

    def related(self, kind: str) -> tuple[str, ...]:
        """Return the names of the parts that the text is related to in a way, such as `styles`."""
        found = self.relations(self.main).values()
        return tuple(item.target for item in found if item.kind == kind and not item.external)

    def related_root(self, kind: str) -> Element | None:
        """Return the tree of the one part that the text is related to in a way."""
        return next((root for part in self.related(kind) if (root := self.root(part)) is not None),
                    None)  # fmt: skip


def read_package(data: bytes) -> Package:
    """Return the package in a sound zip archive. Raise ValueError for parts that are not XML."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = _types(parts)
    start = dict(_relations(parts, "")).values()
    main = next((item.target for item in start if item.kind == DOCUMENT), "")
    return Package(parts, types, main)


def _types(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the content type of each part: by its name, else by the ending of its name."""
    if TYPES not in parts:
        return {}
    by_name, by_ending = {}, {}
    for node in parse(parts[TYPES]):
        kind = node.get("ContentType", "")
        by_name[node.get("PartName", "").lstrip("/").lower()] = kind
        by_ending[node.get("Extension", "").lower()] = kind
    return {
        name: by_name.get(name.lower()) or by_ending.get(name.rpartition(".")[2].lower(), "")
        for name in parts
    }


def _relations(parts: dict[str, bytes], part: str) -> Iterator[tuple[str, Relation]]:
    folder, _, file = part.rpartition("/")
    data = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    for node in parse(data).iter(RELATIONSHIP) if data else ():
        external = node.get("TargetMode", "") == "External"
        target = node.get("Target", "")
        kind = node.get("Type", "").rpartition("/")[2]
        yield (
            node.get("Id", ""),
            Relation(kind, target if external else _name(target, folder, parts), external),
        )


def _name(target: str, folder: str, parts: dict[str, bytes]) -> str:
    """Return the name of a part as the archive has it; names differ at most in their case."""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target.split("#")[0])))
    wanted = path.lstrip("/")
    if wanted in parts:
        return wanted
    return next((name for name in parts if name.lower() == wanted.lower()), wanted)


def target_of(package: Package, part: str, node: Element, attribute: str) -> Relation | None:
    """Return where an `r:id` leads; None when it leads nowhere."""
    relation = package.relations(part).get(get(node, attribute))
    if relation is None or (not relation.external and relation.target not in package.parts):
        return None
    return relation
