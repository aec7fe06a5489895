"""The structure of a PDF. In: a document as LibreOffice tags it. Out: tags as PDF/UA-1 wants them.

LibreOffice names elements after the styles of paragraphs. Two of these, Figure and Quote, have the
names of types that ISO 32000-1 (14.8.4) has given a meaning of their own. It also leaves charts
without their words, notes without a name, and the links of footnotes without an element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

FIGURE, QUOTE, NOTE = "/Figure", "/Quote", "/Note"


def mend_structure(document: pikepdf.Pdf, chart_alts: Sequence[str]) -> None:
    """Give each paragraph its type, each chart its words in order, and each note a name."""
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return
    elements = list(_elements(root))
    _describe_charts([node for node, parent in elements if _is_chart(node, parent)], chart_alts)
    _name_notes([node for node, _ in elements if node.S == NOTE])
    for node, _ in elements:
        if node.S == QUOTE or (node.S == FIGURE and "/Alt" not in node):
            node.S = pikepdf.Name.P
    _forget_styles(root)
    for page in document.pages:
        _drop_loose_links(page.obj)


def _elements(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements in reading order, each with the type of its parent."""
    waiting = [(child, "") for child in reversed(_children(root))]
    while waiting:
        element, parent = waiting.pop()
        kind = str(element.S)
        yield element, parent
        waiting.extend((child, kind) for child in reversed(_children(element)))


def _children(node: Any) -> list[Any]:
    held = node.get("/K", [])
    items = held if isinstance(held, pikepdf.Array) else [held]
    return [item for item in items if isinstance(item, pikepdf.Dictionary) and "/S" in item]


def _is_chart(node: Any, parent: str) -> bool:
    """Tell a chart from a picture, which has its words, and from the paragraph it stands in."""
    return node.S == FIGURE and "/Alt" not in node and parent == FIGURE


def _describe_charts(charts: list[Any], alts: Sequence[str]) -> None:
    if len(charts) == len(alts):  # a carried Word file may have brought charts of its own
        for node, alt in zip(charts, alts, strict=True):
            node.Alt = pikepdf.String(alt)


def _name_notes(notes: list[Any]) -> None:
    for number, node in enumerate(notes, start=1):
        node.ID = pikepdf.String(f"note{number}")


def _forget_styles(root: Any) -> None:
    """Take the types with a meaning of their own out of the list of styles."""
    styles = root.get("/RoleMap", {})
    for name in (FIGURE, QUOTE):
        if name in styles:
            del styles[name]


def _drop_loose_links(page: Any) -> None:
    """Take out links that belong to no element: those from a footnote back to its mark."""
    held = page.get("/Annots", [])
    for at in reversed(range(len(held))):
        if held[at].get("/Subtype") == "/Link" and "/StructParent" not in held[at]:
            del held[at]
