"""Order in a tree: in comes XML as programs and people leave it, out it goes as the schema has it.

Some programs put properties in an order of their own, and a file that was mended by hand may have
them twice, or where they mean nothing. What is looked for in one place must be in that place only.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.writers.word.appended.markup import remove
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import ORDERS, W, w

# Containers that hold each child once, in this order (ECMA-376 17.3.1.26 and the like).
ONCE: Mapping[str, tuple[str, ...]] = {
    w("pPr"): ORDERS["w:pPr"],
    w("rPr"): (
        "ins", "del", "moveFrom", "moveTo", *ORDERS["w:rPr"][:-1], "oMath", "rPrChange",
    ),
    w("tblPr"): ORDERS["w:tblPr"],
    w("tcPr"): (*ORDERS["w:tcPr"], "headers"),
    w("numPr"): ORDERS["w:numPr"],
    w("lvl"): (
        "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId",
        "legacy", "lvlJc", "pPr", "rPr",
    ),
    w("style"): (
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
        "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose",
        "personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
    ),
}  # fmt: skip
REPEATED = frozenset(map(w, ("tblStylePr",)))
# What begins an element, if it is there.
OPENING = {w("p"): w("pPr"), w("r"): w("rPr"), w("tbl"): w("tblPr"), w("tc"): w("tcPr")}
# Where names and numbers are looked for. Anywhere else they would keep their old ones.
HOMES: Mapping[str, frozenset[str]] = {
    w(name): frozenset(map(w, parents.split()))
    for name, parents in {
        "pPr": "p style lvl pPrDefault pPrChange tblStylePr",
        "tblPr": "tbl style tblStylePr tblPrChange",
        "pStyle": "pPr lvl",
        "rStyle": "rPr",
        "tblStyle": "tblPr",
        "numPr": "pPr",
        "numId": "numPr",
        "style": "styles",
        "basedOn": "style",
        "next": "style",
        "link": "style",
        "num": "numbering",
        "abstractNum": "numbering",
        "numPicBullet": "numbering",
        "abstractNumId": "num",
        "styleLink": "abstractNum",
        "numStyleLink": "abstractNum",
        "footnote": "footnotes footnotePr",
        "endnote": "endnotes endnotePr",
        "comment": "comments",
        "headerReference": "sectPr",
        "footerReference": "sectPr",
        "sectPr": "pPr body sectPrChange",
        **dict.fromkeys(
            ("footnoteReference", "endnoteReference", "commentReference", "fldChar", "instrText"),
            "r",
        ),
    }.items()
}


# What holds paragraphs and tables, and must end in a paragraph.
HOLDERS = tuple(map(w, ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))


def set_in_order(root: Element) -> None:
    """Put everything in a tree where the schema has it, and take out what has no place."""
    for node in list(root.iter(*HOMES)):
        parent = node.getparent()
        if parent is not None and parent.tag not in HOMES[node.tag]:
            remove(node)
    for node in list(root.iter(*OPENING)):
        _open(node)
    for node in list(root.iter(*ONCE)):
        sort_children(node)
    for node in root.iter(*HOLDERS):
        close_holder(node)


def close_holder(node: Element) -> None:
    """Give a cell, a note or a box the paragraph that it must end in."""
    last = next(node.iterchildren(w("p"), w("tbl"), w("sdt"), reversed=True), None)
    if node.tag in HOLDERS and (last is None or last.tag == w("tbl")) and not _is_id(node):
        node.append(node.makeelement(w("p")))


def sort_children(node: Element) -> None:
    """Put properties into the order of the schema, each once; extensions stand behind them."""
    order = {w(name): place for place, name in enumerate(ONCE[node.tag])}
    placed: list[Element] = []
    seen: set[str] = set()
    for child in sorted(node, key=lambda child: order.get(child.tag, len(order))):
        is_known = child.tag in order and (child.tag not in seen or child.tag in REPEATED)
        if is_known or not str(child.tag).startswith(f"{{{W}}}"):
            placed.append(child)
        seen.add(child.tag)
    if placed != list(node):
        node[:] = placed


def _open(node: Element) -> None:
    """Put an element's properties first, and take out a second set of them."""
    for place, properties in enumerate(list(node.iterchildren(OPENING[node.tag]))):
        if place:
            remove(properties)
        elif node[0] is not properties:
            node.insert(0, properties)


def _is_id(node: Element) -> bool:
    """Tell the settings' list of notes that are lines from the notes themselves."""
    parent = node.getparent()
    return parent is not None and str(parent.tag).endswith("Pr")
