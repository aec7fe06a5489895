"""Numbers that must be there once in a file: those of drawings, content controls and changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.patterns import regex
from reportgen.provenance import PREFIX
from reportgen.writers.word.appended.markup import WP, O, V, new, remove, value
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import W15, w

# Shapes of VML are named by letters, and named again in their own attributes.
SHAPE_REFERENCE = regex(r"#([^;\"')]+)")
# A control's tie to data that stays behind; a building block that stays behind.
BOUND = (w("dataBinding"), f"{{{W15}}}dataBinding", w("placeholder"))
CHANGES = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange",
        "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
        "tblPrExChange", "numberingChange",
    )
)  # fmt: skip
RANGES = regex(r".*\}(moveFrom|moveTo|customXml\w+)Range(Start|End)$")


def number_anew(root: Element, prefix: str, next_id: Callable[[], int]) -> None:
    """Give everything in a tree that has a number of its own a new one."""
    for node in root.iter(f"{{{WP}}}docPr"):
        node.set("id", str(next_id()))
    for control in list(root.iter(w("sdt"))):
        _open_amount(control)
    for properties in root.iter(w("sdtPr")):
        _number_control(properties, next_id)
    for node in root.iter(*CHANGES):
        node.set(w("id"), str(next_id()))
    for node in [node for node in root.iter() if RANGES.match(str(node.tag))]:
        remove(node)  # the ends of what was moved; the moved text itself is marked as such
    _name_shapes(root, prefix)


def _open_amount(control: Element) -> None:
    """Leave what stands in the control of an amount: its record stays behind with its paper."""
    content = control.find(w("sdtContent"))
    if content is not None and value(control, "sdtPr", "tag").startswith(PREFIX):
        for child in list(content):
            control.addprevious(child)
        remove(control)


def _number_control(properties: Element, next_id: Callable[[], int]) -> None:
    for node in list(properties.iterchildren(*BOUND)):
        properties.remove(node)
    old = properties.find(w("id"))
    if old is None:
        before = properties.find(w("rPr"))
        properties.insert(0 if before is None else 1, new("id", val=next_id()))
    else:
        old.set(w("val"), str(next_id()))


def _name_shapes(root: Element, prefix: str) -> None:
    """Rename the shapes of VML, and follow them where they are named."""
    shapes = [node for node in root.iter(f"{{{V}}}*") if node.get("id")]
    names = {str(node.get("id")) for node in shapes}
    for node in shapes:
        node.set("id", f"{prefix}_{node.get('id')}")
    for node in root.iter(f"{{{V}}}*", f"{{{O}}}*"):
        node.attrib.pop(f"{{{O}}}spid", None)
        if str(node.get("ShapeID", "")) in names:
            node.set("ShapeID", f"{prefix}_{node.get('ShapeID')}")
        for key in ("style", "type"):
            text = str(node.get(key, ""))
            if "#" in text:
                node.set(key, SHAPE_REFERENCE.sub(lambda m: _named(m, names, prefix), text))


def _named(found: re.Match[str], names: set[str], prefix: str) -> str:
    return f"#{prefix}_{found.group(1)}" if found.group(1) in names else found.group(0)
