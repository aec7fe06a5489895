"""Fields of a story. In: its tree. Out: the same with each field's stored result as plain runs.

ECMA-376 part 1, 17.16.18: a field begins, says what it is (never shown), and holds what was last
worked out. Fields stand in each other, and a list of contents goes over many paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from reportgen.patterns import regex
from reportgen.readers.word.remarks import LeftOut, OldNumber, Remarks
from reportgen.readers.word.xml import (
    Element,
    child,
    each,
    get,
    local,
    make,
    names,
    number,
    remove,
    switch,
    value,
)

SHOWN = names("w:t", "w:tab", "w:br", "w:cr", "w:sym", "w:noBreakHyphen", "w:softHyphen",
              "w:drawing", "w:pict", "w:object")  # fmt: skip
ADDRESS = regex(r'^\s*HYPERLINK\s+"([^"]+)"', re.I)
TARGET = "target"  # an attribute of our own: the address that a HYPERLINK field leads to
DEEPEST = 30  # fields within fields; Word takes fewer, and a file made to take long has more
BOXES = {True: "☒", False: "☐"}


class _Field(Struct):
    begin: Element
    instruction: str = ""
    separated: bool = False
    hidden: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        words = self.instruction.split()
        return words[0].upper() if words else ""


def settle_fields(root: Element, remarks: Remarks) -> None:
    """Leave of each field what it shows. A field that does not end loses nothing."""
    fields = list(_fields(root))
    contents = {node for item in fields if item.kind == "TOC" for node in item.result}
    for item in fields:
        for node in item.hidden:
            remove(node)
        shown = "".join(node.text or " " for node in item.result)
        if item.kind == "TOC":
            remarks.note(LeftOut.CONTENTS, shown)
        elif item.kind == "PAGEREF" and contents.isdisjoint(item.result):
            remarks.note(OldNumber.PAGE, shown)
        _show_form(item.begin)
        address = ADDRESS.match(item.instruction)
        if address:
            _link(item.result, address[1])
    for node in contents:
        remove(node)


def _fields(root: Element) -> Iterator[_Field]:
    """Yield the fields that begin and end in this story, inner ones before outer ones."""
    open_fields: list[_Field] = []
    for node in root.iter(*SHOWN, *names("w:fldChar", "w:instrText")):
        kind = get(node, "w:fldCharType")
        if local(node) == "instrText":
            if open_fields:
                open_fields[-1].instruction += node.text or ""
        elif kind == "begin":
            open_fields = [*open_fields[-DEEPEST:], _Field(node)]
        elif kind == "separate" and open_fields:
            open_fields[-1].separated = True
        elif kind == "end" and open_fields:
            yield open_fields.pop()
        else:
            _take(node, open_fields)


def _take(node: Element, open_fields: list[_Field]) -> None:
    """Give what is shown to the outermost field that hides it, else to all that it is part of."""
    hiding = next((item for item in open_fields if not item.separated), None)
    if hiding:
        hiding.hidden.append(node)
        return
    for item in open_fields:
        item.result.append(node)


def _show_form(begin: Element) -> None:
    """Put a form's tick box or chosen entry, which have no stored result, into the text."""
    box, choices = child(begin, "w:ffData", "w:checkBox"), child(begin, "w:ffData", "w:ddList")
    text = ""
    if box is not None:
        checked = switch(box, "w:checked")
        text = BOXES[bool(switch(box, "w:default") if checked is None else checked)]
    elif choices is not None:
        entries = [get(entry) for entry in each(choices, "w:listEntry")]
        chosen = number(value(choices, "w:result") or value(choices, "w:default"))
        text = entries[chosen] if 0 <= chosen < len(entries) else ""
    parent = begin.getparent()
    if text and parent is not None:
        parent.replace(begin, make("w:t", text))


def _link(result: list[Element], address: str) -> None:
    """Put the runs of a HYPERLINK field into a link, as Word itself now writes links."""
    runs = list(dict.fromkeys(run for node in result if (run := node.getparent()) is not None))
    parent = runs[0].getparent() if runs else None
    if parent is None or any(run.getparent() is not parent for run in runs):
        return
    if local(parent) == "hyperlink":
        return
    link = make("w:hyperlink")
    link.set(TARGET, address)
    parent.insert(parent.index(runs[0]), link)
    link.extend(runs)
