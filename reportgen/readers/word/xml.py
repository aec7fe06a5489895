"""The XML of a Word file. In: the bytes of a part. Out: its tree, and names and values in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that Office gives it
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"

NAMESPACES = {"w": W, "r": R, "a": A, "m": M, "mc": MC, "v": V, "o": O, "wp": WP,
              "c": CHART, "dgm": DIAGRAM}  # fmt: skip

# ECMA-376 part 1, 17.17.4: how a property that is on or off is switched off.
OFF = ("0", "false", "off")


class UnsafeXmlError(ValueError):
    """Raised for a part with a DOCTYPE, which can name other files or swell without end."""


def parse(data: bytes) -> Element:
    """Return the root of a part. Raise ValueError for what is not XML or has a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(str(fault)) from fault
    document: Any = root.getroottree().docinfo
    if document.doctype:
        raise UnsafeXmlError("a DOCTYPE")
    return root


def make(tag: str, text: str = "") -> Element:
    """Return a new element with a text."""
    node = etree.Element(name(tag))
    node.text = text
    return node


@cache
def name(short: str) -> str:
    """Return `w:p` as lxml knows it."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def names(*short: str) -> tuple[str, ...]:
    return tuple(name(item) for item in short)


def local(node: Element) -> str:
    """Return an element's name without its namespace; `""` for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def get(node: Element | None, attribute: str = "w:val") -> str:
    """Return an attribute of an element, `""` when either is not there."""
    return "" if node is None else str(node.get(name(attribute), ""))


def child(node: Element | None, *path: str) -> Element | None:
    """Return the first element down a path of child elements."""
    for step in path:
        if node is None:
            return None
        node = next(node.iterchildren(name(step)), None)  # a third of the time of `find`
    return node


def value(node: Element | None, *path: str) -> str:
    """Return the `w:val` of the element down a path, `""` when it is not there."""
    return get(child(node, *path))


def number(text: str, default: int = 0) -> int:
    """Return a whole number as written in an attribute; the default for anything else."""
    try:
        return int(text)
    except ValueError:
        return default


def switch(node: Element | None, *path: str) -> bool | None:
    """Return whether a property is on; None when it is not there."""
    found = child(node, *path)
    return None if found is None else get(found) not in OFF


def each(node: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements of these names in and below an element, in reading order."""
    return node.iter(*names(*tags))


def remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: Element) -> None:
    """Put an element's children into its place."""
    if node.getparent() is not None:
        for item in list(node):
            node.addprevious(item)
        remove(node)
