"""A template's paragraphs that hold tags. In: a template opened by python-docx. Out: TagLines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from reportgen.writers.word import tags
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tags import TagLine
from reportgen.writers.word.xml import parse_part, w

NOTES_PART = "footnotes+xml"
THE_TEXT = "the text"
NOTE = "a footnote"
# A tag must be in one of these as a whole: docxtpl loses what follows one that is not.
WRAPPERS = (w("hyperlink"), w("fldSimple"), w("sdt"))


def tag_lines(document: Any) -> Iterator[TagLine]:
    """Yield the paragraphs with tags: of the text, the headers and footers, and the notes."""
    for where, root in stories(document):
        for node in root.iter(w("p")):
            line = tag_line(node, where)
            if tags.BRACKETS.search(line.text):
                yield line


def stories(document: Any) -> Iterator[tuple[str, Element]]:
    """Yield all that holds text, and what people call it."""
    yield THE_TEXT, document.element.body
    for relation in document.part.rels.values():
        if not relation.is_external:
            where = where_of(relation.target_part)
            if where != THE_TEXT:
                yield where, parse_part(relation.target_part.blob)


def where_of(part: Any) -> str:
    """Return what people call a part: `the text`, `a header`, `a footer`, `a footnote`."""
    for kind in ("header", "footer"):
        if part.content_type.endswith(f"{kind}+xml"):
            return f"a {kind}"
    return NOTE if part.content_type.endswith(NOTES_PART) else THE_TEXT


def tag_line(paragraph: Element, where: str) -> TagLine:
    """Return a paragraph's text, not that of a text box that is anchored in it."""
    pieces = tuple(_pieces(paragraph))
    text = "".join(piece for piece, _ in pieces)
    row = next(paragraph.iterancestors(w("tr")), None)
    around = row.getparent() if row is not None else None
    return TagLine(
        text,
        where,
        in_row=row is not None,
        parent=paragraph.getparent(),
        table=around,
        broken=tuple(_broken(text, pieces)),
    )


def _pieces(paragraph: Element) -> Iterator[tuple[str, Element | None]]:
    """Yield the texts of a paragraph with the link or field that each stands in."""
    for node in paragraph.iter(w("t"), w("tab"), w("br")):
        if next(node.iterancestors(w("p"))) is paragraph:
            text = node.text or "" if node.tag == w("t") else " "
            yield text, next(_wrappers(node, paragraph), None)


def _wrappers(node: Element, paragraph: Element) -> Iterator[Element]:
    for above in node.iterancestors():
        if above is paragraph:
            return
        if above.tag in WRAPPERS:
            yield above


def _broken(text: str, pieces: tuple[tuple[str, Element | None], ...]) -> Iterator[str]:
    """Yield the tags of which a link or a field holds a part."""
    if len(text) > tags.LONGEST or all(wrapper is None for _, wrapper in pieces):
        return
    ends = tuple(accumulate(len(piece) for piece, _ in pieces))
    for found in tags.TAG.finditer(text):
        held = {
            id(wrapper)
            for (piece, wrapper), end in zip(pieces, ends, strict=True)
            if piece and end > found.start() and end - len(piece) < found.end()
        }
        if len(held) > 1:
            yield found.group()
