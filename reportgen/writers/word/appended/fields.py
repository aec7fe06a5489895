"""Fields: in comes a story, in which each field gets the code that is right in the paper.

A field is a row of runs (begin, instruction, separator, result, end) that may go on over several
paragraphs and hold other fields, or an element round its result (ECMA-376 17.16).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from reportgen.writers.word.appended.field_codes import Names, Verdict, rewrite
from reportgen.writers.word.appended.markup import ancestor, remove, unwrap
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

MARK, CODE, SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
RUN = w("r")
# A field ends in the story that it begins in.
STORIES = tuple(map(w, ("txbxContent", "footnote", "endnote", "comment")))


class Field(Struct):
    """The marks of one field, and the pieces of its own instruction."""

    begin: Element
    codes: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None

    @property
    def instruction(self) -> str:
        return "".join(str(code.text or "") for code in self.codes)


def carry_fields(root: Element, names: Names) -> None:
    """Rewrite the fields of a tree in place. What is half a field is taken out; text stays."""
    fields = list(_fields(root))
    _remove_strays(root, fields)
    # From the inside out: what a field is made of may be part of another's instruction.
    for item in reversed(fields):
        _carry(item, names)
    for node in reversed(list(root.iter(SIMPLE))):
        code = rewrite(str(node.get(w("instr"), "")), names)
        if code.verdict is Verdict.RESULT:
            unwrap(node)
            continue
        node.set(w("instr"), code.text)
        if code.verdict is Verdict.LOCKED:
            node.set(w("fldLock"), "1")


def _fields(root: Element) -> Iterator[Field]:
    """Yield the whole fields of a tree, in the order of their beginnings."""
    stacks: dict[Element | None, list[Field]] = {}
    begun: list[Field] = []
    for node in root.iter(MARK, CODE):
        stack = stacks.setdefault(ancestor(node, *STORIES), [])
        kind = node.get(w("fldCharType")) if node.tag == MARK else "code"
        if kind == "begin":
            stack.append(Field(node))
            begun.append(stack[-1])
        elif stack and kind == "code" and stack[-1].separate is None:
            stack[-1].codes.append(node)
        elif stack and kind == "separate" and stack[-1].separate is None:
            stack[-1].separate = node
        elif stack and kind == "end":
            stack.pop().end = node
    yield from (item for item in begun if item.end is not None)


def _remove_strays(root: Element, fields: list[Field]) -> None:
    known: set[Element] = set()
    for item in fields:
        known |= {item.begin, item.separate, item.end, *item.codes}
    for node in list(root.iter(MARK, CODE)):
        if node not in known:
            remove(node)


def _carry(item: Field, names: Names) -> None:
    if item.begin.getparent() is None:
        return  # it was part of another's instruction
    code = rewrite(item.instruction, names)
    if code.verdict is Verdict.RESULT:
        _give_up(item)
        return
    if item.codes and code.text != item.instruction:
        item.codes[0].text = code.text
        for node in item.codes[1:]:
            remove(node)
    if code.verdict is Verdict.LOCKED:
        item.begin.set(w("fldLock"), "1")


def _give_up(item: Field) -> None:
    """Leave a field's result alone in its place."""
    last = item.separate if item.separate is not None else item.end
    for node in list(_between(item.begin, last)):
        remove(node)
    for mark in (item.begin, item.separate, item.end):
        if mark is not None:
            remove(mark)


def _between(first: Element, last: Element) -> Iterator[Element]:
    """Yield what stands in runs between two marks."""
    top = next(first.iterancestors(*STORIES), None)
    top = first.getroottree().getroot() if top is None else top
    inside = False
    for node in top.iter():
        if node is last:
            return
        if inside and node.getparent().tag == RUN and node.tag != w("rPr"):
            yield node
        inside = inside or node is first
