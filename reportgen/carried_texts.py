"""The texts of a Word file that is carried as it looks. In: its bytes. Out: text by text.

The file has to be one that its reader gave out: sound, small enough, and without a DOCTYPE. What
is never carried (comments, deleted text, the file's properties) is no part of it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from reportgen.patterns import regex

_PART = regex(r"word/(?!comments|people|settings|styles|theme)[^.]*\.xml(?:\.rels)?")
_BREAKS = frozenset({"tab", "br", "cr"})


def carried_texts(data: bytes) -> Iterator[str]:
    """Yield each paragraph, then the words beside pictures and the addresses that links lead to."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if _PART.fullmatch(name):
                yield from _texts(archive.read(name))


def _texts(part: bytes) -> Iterator[str]:
    try:
        root = ET.fromstring(part)  # noqa: S314 - its reader refuses every DOCTYPE
    except ET.ParseError:
        return
    for element in root.iter():
        name = _local(element.tag)
        if name == "p":
            yield "".join(_words(element))
        elif name == "docPr":
            yield from (element.get(key, "") for key in ("title", "descr"))
        elif name == "Relationship" and element.get("TargetMode") == "External":
            yield element.get("Target", "")


def _words(paragraph: ET.Element) -> Iterator[str]:
    """Yield the words of a paragraph. One in a text box in it is a paragraph of its own."""
    for child in paragraph:
        name = _local(child.tag)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield " "
        elif name != "p":
            yield from _words(child)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
