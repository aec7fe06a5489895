"""Tracked changes: in comes a story with them, out it goes as if a person had accepted them all.

What each kind of change means is in ECMA-376 17.13.5. A paragraph whose mark was deleted runs
on into the next one and takes its looks, as in Word.
"""

from __future__ import annotations

from reportgen.writers.word.appended.markup import remove, unwrap
from reportgen.writers.word.appended.order import close_holder
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

ADDED = (w("ins"), w("moveTo"))
TAKEN = (w("del"), w("moveFrom"))
EARLIER_LOOKS = tuple(
    w(f"{name}Change")
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
)
RANGES = tuple(
    w(f"{kind}Range{end}")
    for kind in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom",
        "customXmlMoveTo",
    )
    for end in ("Start", "End")
)  # fmt: skip
MERGED = {"cont": "continue", "rest": "restart"}
# What may stand between the paragraphs of a story and is none of its text.
MARKS = tuple(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))


def accept_changes(root: Element) -> None:
    """Accept all tracked changes of a tree in place."""
    for node in list(root.iter(*EARLIER_LOOKS, *RANGES)):
        remove(node)
    _accept_rows(root)
    _accept_cells(root)
    ending = [paragraph for paragraph in root.iter(w("p")) if _mark_is_gone(paragraph)]
    for node in list(root.iter(*TAKEN)):
        if not _is_property(node):
            remove(node)
    for node in list(root.iter(*ADDED)):
        if not _is_property(node):
            unwrap(node)
    for paragraph in reversed(ending):
        _run_on(paragraph)
    for node in list(root.iter(*ADDED, *TAKEN)):
        remove(node)


def _accept_rows(root: Element) -> None:
    for node in [*root.iter(w("trPr"))]:
        if node.find(w("del")) is not None:
            _remove_row(node.getparent())


def _remove_row(row: Element) -> None:
    table = row.getparent()
    remove(row)
    if table is not None and table.tag == w("tbl") and table.find(f".//{w('tr')}") is None:
        holder = table.getparent()
        remove(table)
        close_holder(holder)


def _accept_cells(root: Element) -> None:
    for node in list(root.iter(w("cellDel"))):
        cell = node.getparent().getparent()
        row = cell.getparent()
        remove(cell)
        if row is not None and row.find(w("tc")) is None:
            _remove_row(row)
    for node in list(root.iter(w("cellIns"))):
        remove(node)
    for node in list(root.iter(w("cellMerge"))):
        kind = MERGED.get(str(node.get(w("vMerge"))))
        node.attrib.clear()
        if kind:
            node.tag = w("vMerge")
            node.set(w("val"), kind)
        else:
            remove(node)


def _is_property(node: Element) -> bool:
    """Tell a mark on a paragraph, a row or a list's number from a change of content."""
    parent = node.getparent()
    return parent is not None and parent.tag in (w("rPr"), w("trPr"), w("numPr"))


def _mark_is_gone(paragraph: Element) -> bool:
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return marks is not None and any(marks.find(tag) is not None for tag in TAKEN)


def _run_on(paragraph: Element) -> None:
    """Put what is left of a paragraph before what the next one says."""
    parent = paragraph.getparent()
    if parent is None or paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return
    following = next((n for n in paragraph.itersiblings() if n.tag not in MARKS), None)
    content = [child for child in paragraph if child.tag != w("pPr")]
    if following is not None and following.tag == w("p"):
        properties = following.find(w("pPr"))
        place = 0 if properties is None else 1
        following[place:place] = content
        remove(paragraph)
    elif not content:
        remove(paragraph)
        close_holder(parent)
