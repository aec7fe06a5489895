"""Fields of a story. In: its tree. Out: what each says it is, what it shows, and where it stands.

ECMA-376 part 1, 17.16.18: a field begins, says what it is, and holds what was last worked out; or
it is one element that says so in an attribute. Fields stand in each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.word.xml import Element, get, local, name, names

MARKS = names("w:fldChar", "w:instrText", "w:t", "w:fldSimple")
WORD = regex(r'"([^"]*)"|(\S+)')
DEEPEST = 30  # fields within fields; Word takes fewer


class Field(Struct):
    """A field: the node that it begins with, what it says, and the text that it shows."""

    node: Element
    instruction: str = ""
    text: str = ""
    separated: bool = False

    @property
    def words(self) -> list[str]:
        """Return what it says, word by word, without quotation marks."""
        return [quoted or bare for quoted, bare in WORD.findall(self.instruction)]

    @property
    def kind(self) -> str:
        return self.words[0].upper() if self.words else ""


def fields(root: Element) -> Iterator[Field]:
    """Yield the fields of a story that end, the inner ones before those around them."""
    open_fields: list[Field] = []
    for node in root.iter(*MARKS):
        if local(node) == "fldSimple":
            shown = "".join(item.text or "" for item in node.iter(name("w:t")))
            yield Field(node, get(node, "w:instr"), shown)
        elif get(node, "w:fldCharType") == "begin":
            open_fields = [*open_fields[-DEEPEST:], Field(node)]
        elif open_fields and get(node, "w:fldCharType") == "end":
            yield open_fields.pop()
        elif open_fields:
            _take(node, open_fields)


def _take(node: Element, open_fields: list[Field]) -> None:
    """Give a text to the fields that show it, and what a field says to the innermost."""
    if local(node) == "instrText":
        open_fields[-1].instruction += node.text or ""
    elif local(node) == "fldChar":
        open_fields[-1].separated = True
    else:
        for item in open_fields:
            if item.separated:
                item.text += node.text or ""


def words_around(node: Element) -> str:
    """Return the text of the paragraph that an element stands in."""
    above = next(node.iterancestors(name("w:p")), None)
    return "" if above is None else "".join(t.text or "" for t in above.iter(name("w:t")))
