"""Read which other workbooks a workbook's formulas read. In: an open package. Out: their names.

A formula has a number for each, `[1]Prices!B4`; the package lists the files. None is opened.
"""

from __future__ import annotations

from typing import Any
from zipfile import ZipFile

from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

DOCUMENT = "/officeDocument"
REFERENCE = f"{{{SHEET_MAIN_NS}}}externalReferences/{{{SHEET_MAIN_NS}}}externalReference"
ID = f"{{{REL_NS}}}id"


def read_links(archive: ZipFile) -> tuple[str, ...]:
    """Return the files that formulas call [1], [2], as the package has them: paths or addresses.

    `""` stands for one that the package does not name (ECMA-376 part 1, 18.14).
    """
    root = (item.target for item in _relations(archive, "") if item.Type.endswith(DOCUMENT))
    workbook = next(root, "")
    if workbook not in archive.NameToInfo:
        return ()
    tree: Any = fromstring(archive.read(workbook))
    parts = {item.Id: item.target for item in _relations(archive, workbook)}
    links = [parts.get(item.get(ID), "") for item in tree.findall(REFERENCE)]
    targets = {part: _target(archive, part) for part in set(links)}
    return tuple(targets[part] for part in links)


def _target(archive: ZipFile, part: str) -> str:
    """Return the file of one link: its first relationship. A program in its place has none."""
    relations = _relations(archive, part) if part else ()
    return next((str(item.target) for item in relations), "")


def _relations(archive: ZipFile, part: str) -> Any:
    path: str = get_rels_path(part)  # type: ignore[no-untyped-call]
    return get_dependents(archive, path) if path in archive.NameToInfo else RelationshipList()
