"""Packages: the parts of a Word file and what relates them. In: parts at rest. Out: a file's bytes.

ECMA-376 part 2 calls this the Open Packaging Conventions: a file is a graph of parts. Each has a
name, a content type and relationships to other parts or to addresses outside, under ids of its
own. A part that no relationship leads to is not written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import count

from msgspec import Struct

from reportgen.writers.word.archive import Packed, pack, unpack, zip_bytes
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import escape, parse_part, serialize

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
FORMATS = "http://schemas.openxmlformats.org"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# What a relationship says of its target, and what a part says of itself.
DOCUMENT = f"{OFFICE}/officeDocument"
IMAGE = f"{OFFICE}/image"
CORE = f"{FORMATS}/package/2006/relationships/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
XML_TYPE = "application/xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LOOKS = 32  # parts, such as styles, that a process keeps as trees to look at
LISTS = 64  # of relationships and content types

# Content types that are said once for all names with an ending (part 2, 10.1.2.2).
BY_ENDING = {
    ("bin", f"{WORDS}.printerSettings"),
    ("bmp", "image/bmp"),
    ("emf", "image/x-emf"),
    ("fntdata", "application/x-fontdata"),
    ("gif", "image/gif"),
    ("jpe", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("wdp", "image/vnd.ms-photo"),
    ("wmf", "image/x-wmf"),
    ("xlsx", SHEET_TYPE),
    ("xml", XML_TYPE),
}
ALWAYS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": XML_TYPE,
}
# How pictures begin that Word knows.
PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"MM\x00*", "tiff", "image/tiff"),
    (b"II*\x00", "tiff", "image/tiff"),
    (b"BM", "bmp", "image/bmp"),
)


class StoredRelation(Struct, frozen=True):
    """A relationship at rest: `target` is the name of a part, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


class StoredPart(Struct, frozen=True):
    """A part at rest, as bytes."""

    name: str
    content_type: str
    packed: Packed
    relations: tuple[StoredRelation, ...]


class Stored(Struct, frozen=True):
    """A package at rest, and what leads into it. Nothing in it can be carried out."""

    relations: tuple[StoredRelation, ...]
    parts: tuple[StoredPart, ...]


class Relation(Struct, frozen=True, eq=False):
    """Where an id leads: to a part, or to an address outside the file.

    `kind` is a URI, whose last word says what the target is.
    """

    kind: str
    target: Part | str

    @property
    def part(self) -> Part | None:
        """The part that it leads to, None for an address."""
        return self.target if isinstance(self.target, Part) else None


class Relations(dict[str, Relation]):
    """The relationships of a part, or of the package, by their ids."""

    def lead_to(self, target: Part | str, kind: str) -> str:
        """Return the id of the relationship to a target, which is added where there is none."""
        for name, item in self.items():
            if item.kind == kind and item.target == target:
                return name
        name = next(name for n in count(1) if (name := f"rId{n}") not in self)
        self[name] = Relation(kind, target)
        return name

    def related(self, kind: str) -> Part | None:
        """Return the first part that is related as a kind, given by its last word."""
        ending = f"/{kind}"
        found = (item.part for item in self.values() if item.kind.endswith(ending))
        return next((part for part in found if part is not None), None)


class Part:
    """A part of a package: bytes, or a tree once its element has been asked for."""

    def __init__(self, name: str, content_type: str, data: bytes | Packed) -> None:
        self.name, self.content_type = name, content_type
        self.relations = Relations()
        self._data = data
        self._element: Element | None = None

    @property
    def element(self) -> Element:
        """The part's root. It may be changed: the part holds from now on what it says."""
        if self._element is None:
            self._element = parse_part(self.data)
        return self._element

    @property
    def look(self) -> Element:
        """The part's root, never to be changed: files that have the same part share it."""
        if self._element is not None:
            return self._element
        return _look(self.packed())

    @property
    def data(self) -> bytes:
        if self._element is not None:
            return serialize(self._element)
        return unpack(self._data) if isinstance(self._data, Packed) else self._data

    @data.setter
    def data(self, data: bytes) -> None:
        self._data, self._element = data, None

    def packed(self) -> Packed:
        """Return the part as it goes into a zip file."""
        if self._element is not None:
            return pack(self.data)
        if not isinstance(self._data, Packed):
            self._data = pack(self._data)
        return self._data


class Package:
    """All parts that its relationships lead to, directly or through others."""

    def __init__(self, stored: Stored) -> None:
        made = (Part(item.name, item.content_type, item.packed) for item in stored.parts)
        parts = {part.name: part for part in made}
        self.relations = _relations(stored.relations, parts)
        for item in stored.parts:
            parts[item.name].relations = _relations(item.relations, parts)

    @property
    def document(self) -> Part:
        """The part with the text. Raises ValueError in a package without one."""
        for item in self.relations.values():
            if item.kind == DOCUMENT and item.part is not None:
                return item.part
        raise ValueError("a package without a document")

    def parts(self) -> Iterator[Part]:
        """Yield each part once."""
        seen: set[int] = set()
        waiting = [self.relations]
        while waiting:
            for item in waiting.pop().values():
                part = item.part
                if part is not None and id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part.relations)
                    yield part

    def free_name(self, pattern: str) -> str:
        """Return the first name that no part has. `pattern` has `%d` in the place of a number."""
        taken = {part.name for part in self.parts()}
        return next(name for n in count(1) if (name := pattern % n) not in taken)

    def picture(self, data: bytes) -> Part | None:
        """Return the part for a picture, one for each; None for one that Word cannot show."""
        known = [part for part in self._pictures() if part.data == data]
        if known:
            return known[0]
        for start, ending, kind in PICTURES:
            if data.startswith(start):
                return Part(self._picture_name(ending), kind, data)
        return None

    def zipped(self, when: datetime, filled: dict[str, bytes]) -> bytes:
        """Return the file. `filled` are parts that are written otherwise than they stand here."""
        entries = {"[Content_Types].xml": _packed(self._content_types())}
        entries["_rels/.rels"] = _packed(_relations_xml(self.relations, "/"))
        for part in self.parts():
            name = part.name.lstrip("/")
            entries[name] = pack(filled[part.name]) if part.name in filled else part.packed()
            if part.relations:
                folder, file = posixpath.split(name)
                xml = _relations_xml(part.relations, posixpath.dirname(part.name))
                entries[posixpath.join(folder, "_rels", f"{file}.rels")] = _packed(xml)
        return zip_bytes(entries, when)

    def _pictures(self) -> Iterator[Part]:
        everywhere = [self.relations, *(part.relations for part in self.parts())]
        for item in (item for relations in everywhere for item in relations.values()):
            if item.kind == IMAGE and item.part is not None:
                yield item.part

    def _picture_name(self, ending: str) -> str:
        """Return a name with a number that no picture has, whatever its ending."""
        names = (re.search(r"([1-9][0-9]*)\.\w+$", part.name) for part in self._pictures())
        taken = {int(found.group(1)) for found in names if found}
        number = next(n for n in count(1) if n not in taken)
        return f"/word/media/image{number}.{ending}"

    def _content_types(self) -> str:
        endings, names = dict(ALWAYS), {}
        for part in self.parts():
            ending = posixpath.splitext(part.name)[1].lstrip(".").lower()
            if (ending, part.content_type) in BY_ENDING:
                endings[ending] = part.content_type
            else:
                names[part.name] = part.content_type
        lines = [
            *(f'<Default Extension="{escape(key)}" ContentType="{escape(kind)}"/>'
              for key, kind in sorted(endings.items())),
            *(f'<Override PartName="{escape(key)}" ContentType="{escape(kind)}"/>'
              for key, kind in sorted(names.items())),
        ]  # fmt: skip
        inside = "".join(lines)
        return f'{HEAD}<Types xmlns="{FORMATS}/package/2006/content-types">{inside}</Types>'


@lru_cache(LOOKS)
def _look(packed: Packed) -> Element:
    return parse_part(unpack(packed))


@lru_cache(LISTS)
def _packed(xml: str) -> Packed:
    """Return a list of relationships or content types, which many papers have in common."""
    return pack(xml.encode())


def is_whole(stored: Stored) -> bool:
    """Tell whether parts at rest are as they were put there, with all that they are related to."""
    try:
        for part in stored.parts:
            unpack(part.packed)
        return bool(Package(stored).document)
    except (KeyError, ValueError):
        return False


def _relations(stored: tuple[StoredRelation, ...], parts: dict[str, Part]) -> Relations:
    return Relations(
        (item.id, Relation(item.kind, item.target if item.external else parts[item.target]))
        for item in stored
    )


def _relations_xml(relations: Relations, folder: str) -> str:
    lines = (
        f'<Relationship Id="{escape(name)}" Type="{escape(item.kind)}" {_target(item, folder)}/>'
        for name, item in relations.items()
    )
    space = f"{FORMATS}/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def _target(item: Relation, folder: str) -> str:
    """Return a target as it is seen from a folder, without one from the package's root."""
    if isinstance(item.target, str):
        return f'Target="{escape(item.target)}" TargetMode="External"'
    name = item.target.name
    name = name[1:] if folder == "/" else posixpath.relpath(name, folder)
    return f'Target="{escape(name)}"'
