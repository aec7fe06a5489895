"""Read which other workbooks a workbook's formulas read. In: a package. Out: their names.

A formula has a number for each, `[1]Prices!B4`; the package lists the files. None is opened.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from reportgen.readers.workbook.parts import LINK_ID, MAIN, Package

REFERENCE = f"{MAIN}externalReferences/{MAIN}externalReference"


def read_links(package: Package, workbook: str, tree: Element) -> tuple[str, ...]:
    """Return the files that formulas call [1], [2], as the package has them: paths or addresses.

    `workbook` is the main part, and `tree` what is in it. `""` stands for one that the package
    does not name (ECMA-376 part 1, 18.14).
    """
    relations = package.relations(workbook)
    ids = [node.get(LINK_ID, "") for node in tree.findall(REFERENCE)]
    parts = [relations[name].target if name in relations else "" for name in ids]
    targets = {part: _target(package, part) for part in set(parts)}
    return tuple(targets[part] for part in parts)


def _target(package: Package, part: str) -> str:
    """Return the file of one link: its first relationship. A program in its place has none."""
    relations = package.relations(part) if part else {}
    return next((relation.target for relation in relations.values()), "")
