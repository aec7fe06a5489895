"""Tracked changes and comments. In: the tree of a part. Out: how many there are; or none.

ECMA-376 part 1, 17.13.5. Insertions, deletions and moves stand round runs, in the mark of a
paragraph, and in the properties of rows and cells; a change of form is kept as the former form.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.readers.word.xml import (
    Element,
    child,
    each,
    get,
    local,
    name,
    remove,
    unwrap,
)

INSERTED, DELETED = ("w:ins", "w:moveTo"), ("w:del", "w:moveFrom")
CELLS = ("w:cellIns", "w:cellDel", "w:cellMerge")
FORMER = (
    "w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange",
    "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:numberingChange",
)  # fmt: skip
CHANGES = (*INSERTED, *DELETED, *CELLS, *FORMER)


def count_changes(roots: Iterable[Element]) -> int:
    return sum(1 for root in roots for _ in each(root, *CHANGES))


def count_comments(roots: Iterable[Element]) -> int:
    marks = (mark for root in roots for mark in each(root, "w:commentReference"))
    return len({get(mark, "w:id") for mark in marks})


def accept_changes(root: Element) -> None:
    """Accept every tracked change below an element, as Word's Accept All Changes does."""
    for node in list(each(root, *FORMER)):
        remove(node)
    _accept_rows(root)
    _join_paragraphs(root)
    for node in list(each(root, *DELETED, "w:delText", "w:delInstrText")):
        remove(node)
    for node in reversed(list(each(root, *INSERTED))):
        unwrap(node)


def _accept_rows(root: Element) -> None:
    for row in list(each(root, "w:tr")):
        if child(row, "w:trPr", "w:del") is not None:
            table = row.getparent()
            remove(row)
            if table is not None and table.find(name("w:tr")) is None:
                remove(table)
    for cell in list(each(root, "w:tc")):
        if child(cell, "w:tcPr", "w:cellDel") is not None:
            remove(cell)


def _join_paragraphs(root: Element) -> None:
    """Let the text of a paragraph whose mark is deleted run on in the paragraph behind it."""
    for paragraph in list(each(root, "w:p")):
        mark = child(paragraph, "w:pPr", "w:rPr")
        if mark is None or all(child(mark, change) is None for change in DELETED):
            continue
        following = paragraph.getnext()
        if following is None or local(following) != "p":
            continue
        place = 1 if child(following, "w:pPr") is not None else 0
        following[place:place] = [node for node in paragraph if local(node) != "pPr"]
        remove(paragraph)
