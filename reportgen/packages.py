"""Office files are zip archives of parts. In: bytes from anybody. Out: what is wrong with them.

Workbooks, Word files and templates all pass here before anything takes them apart. What is found
is a value; each reader says it in the words of its own kind of file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

# How a file begins that is older than Office 2007, or that holds an encrypted one: an OLE
# container. The name of the part that holds the encrypted package tells the two apart.
OLE_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG = 0x1
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/"
XML_ENDINGS = (".xml", ".rels", ".vml")

# All that zipfile is known to raise at a damaged or odd archive, and zlib below it.
ZIP_FAULTS = (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


class Fault(StrEnum):
    """What can be wrong with an Office file before anyone knows what it says."""

    EMPTY = "empty"
    OLD = "of before 2007"
    ENCRYPTED = "encrypted"
    NOT_ZIP = "no zip archive"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too many parts"
    TOO_LARGE = "too large unpacked"
    DOCTYPE = "a DOCTYPE"
    STRICT = "Strict Open XML"


class Limits(Struct, frozen=True):
    """Far beyond any file that people make, and far below what would fill the memory."""

    unpacked: int  # bytes
    parts: int


class Finding(Struct, frozen=True):
    """A fault, with the part it is in, or the number of parts or bytes that are too many."""

    fault: Fault
    part: str = ""
    size: int = 0


def find_fault(data: bytes, limits: Limits, *, thorough: bool = False) -> Finding | None:
    """Return the first thing that keeps a package from being read, None for a harmless one.

    A `thorough` look unpacks every part to its end, and so finds damage in pictures too.
    """
    if not data:
        return Finding(Fault.EMPTY)
    if data.startswith(OLE_CONTAINER):
        return Finding(Fault.ENCRYPTED if ENCRYPTED_PART in data else Fault.OLD)
    if not data.startswith(b"PK"):
        return Finding(Fault.NOT_ZIP)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return next(_findings(archive, limits, thorough=thorough), None)
    except ZIP_FAULTS:
        return Finding(Fault.DAMAGED)


def _findings(archive: ZipFile, limits: Limits, *, thorough: bool) -> Iterator[Finding]:
    """Look at the archive's list first: zipfile never unpacks more than that list says."""
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        yield Finding(Fault.ENCRYPTED)
    if len(parts) > limits.parts:
        yield Finding(Fault.TOO_MANY_PARTS, size=len(parts))
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked:
        yield Finding(Fault.TOO_LARGE, size=size)
    for name in archive.namelist():
        if name.endswith(XML_ENDINGS):
            yield from _xml_findings(archive, name)
        if thorough:
            archive.read(name)


def _xml_findings(archive: ZipFile, name: str) -> Iterator[Finding]:
    prolog = _read_prolog(archive, name)
    if prolog.doctype:
        yield Finding(Fault.DOCTYPE, name)
    if prolog.namespace.startswith(STRICT_NAMESPACE):
        yield Finding(Fault.STRICT, name)


class _Prolog:
    """What stands before and in the first tag of a part; expat knows every encoding of it."""

    def __init__(self) -> None:
        self.doctype = False
        self.namespace = ""

    def see_doctype(self, *_: object) -> None:
        self.doctype = True
        raise _SeenEnough

    def see_root(self, name: str, _: object) -> None:
        self.namespace = name
        raise _SeenEnough


class _SeenEnough(Exception):  # noqa: N818 - no error, but expat's only way to stop early
    pass


def _read_prolog(archive: ZipFile, name: str) -> _Prolog:
    prolog = _Prolog()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = prolog.see_doctype
    parser.StartElementHandler = prolog.see_root
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except _SeenEnough:
        pass
    except (expat.ExpatError, LookupError) as fault:  # LookupError: an encoding nobody knows
        raise ValueError(f"{name} is not XML") from fault
    return prolog
