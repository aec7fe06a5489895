"""What Word shows under File > Info. In: a paper. Out: the part with a file's properties.

ECMA-376 part 2, clause 11. What a template says of itself beside these stays.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from reportgen.model import Paper, Person
from reportgen.writers.word.opc import CORE, CORE_TYPE, FORMATS, Package, Part
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import add_child, clean

EARLIEST = datetime(1980, 1, 1)
LONGEST = 255  # Word cuts these texts there
CP = f"{FORMATS}/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PREFIXES = {"cp": CP, "dc": DC, "dcterms": DCTERMS}
ROOT = f"{{{CP}}}coreProperties"
EMPTY = (
    f'<cp:coreProperties xmlns:cp="{CP}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}"'
    f' xmlns:xsi="{XSI}"/>'
)


def moment(paper: Paper) -> datetime:
    """Return the time the file bears: SOURCE_DATE_EPOCH, else the day of the paper, else 1980."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime(1970, 1, 1) + timedelta(seconds=int(epoch))
    day = paper.field("date")
    return datetime(day.year, day.month, day.day) if isinstance(day, date) else EARLIEST


def set_properties(package: Package, paper: Paper, when: datetime) -> None:
    """Say who wrote a paper, what it is called, and when."""
    part = package.relations.related("core-properties")
    if part is None:
        part = Part("/docProps/core.xml", CORE_TYPE, EMPTY.encode())
        package.relations.lead_to(part, CORE)
    root, author = part.element, _author(paper.field("author"))[:LONGEST]
    title = paper.field("title")
    _set(root, "dc", "title", clean(title if isinstance(title, str) else "")[:LONGEST])
    _set(root, "dc", "creator", author)
    _set(root, "cp", "lastModifiedBy", author)
    for name in ("created", "modified"):
        _set_type(root, _set(root, "dcterms", name, f"{when.isoformat()}Z"))
    _set(root, "cp", "revision", "1")


def _author(author: object) -> str:
    if isinstance(author, Person):
        return clean(author.name or author.role)
    return clean(author) if isinstance(author, str) else ""


def _set(root: Element, prefix: str, name: str, text: str) -> Element:
    space = PREFIXES[prefix]
    node = root.find(f"{{{space}}}{name}")
    if node is None:
        node = add_child(root, space, name, prefix)
    node.text = text
    return node


def _set_type(root: Element, node: Element) -> None:
    """Say that a text is a time. lxml declares a prefix where an attribute first needs it."""
    root.set(f"{{{XSI}}}any", "")
    node.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    del root.attrib[f"{{{XSI}}}any"]
