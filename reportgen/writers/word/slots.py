"""Slots: where in a template the paper's blocks go. In: the rendered frame. Out: places and faults.

While docxtpl renders the frame, `{{p body }}` leaves an element that Word does not know in place
of its paragraph. No text that a paper or a field can hold makes such an element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, did_you_mean, error
from reportgen.model import Paper
from reportgen.source import Source
from reportgen.writers.word.xml import escape, w

BODY = "body"
APPENDICES = "appendices"
CONTENTS = "contents"
SECTION = "section"
TAG = w("slot")

Element = Any  # an lxml element; only xml.py knows lxml


class Slot:
    """What a template's `{{p body }}` prints: a marker for the blocks to come."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __html__(self) -> str:
        return f'<w:slot w:val="{escape(self.name)}"/>'

    __str__ = __html__


class Sections:
    """What a template's `section` is: a slot for each section, by name."""

    def __init__(self, names: tuple[str, ...]) -> None:
        # A tag cannot hold a hyphen, so `{{p section.next_steps }}` finds next-steps.md too.
        self._names = {form: name for name in names for form in (name.replace("-", "_"), name)}

    def __getitem__(self, name: str) -> Slot:
        return Slot(section_slot(self._names[name]))


# What follows are no methods of Sections: a template would take their names for a section's.


def section_names(sections: Sections) -> tuple[str, ...]:
    """Return the sections that a template may name."""
    return tuple(sections._names.values())


def section_hint(sections: Sections, name: str) -> str:
    """Return what a template may have meant by a section that the paper does not have."""
    return did_you_mean(name, sections._names)


class Place(Struct, frozen=True):
    """A slot's element in the document, and the room for text there in twentieths of a point."""

    name: str
    element: Element
    width: int
    height: int

    @property
    def room(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def is_in_the_open(self) -> bool:
        """True where sections can begin and end: outside tables and content controls."""
        return bool(self.element.getparent().tag == w("body"))


def section_slot(name: str) -> str:
    return f"{SECTION}.{name}"


def find_places(body: Element) -> tuple[Place, ...]:
    """Return the document's slots from the top down."""
    return tuple(
        Place(str(node.get(w("val"))), node, *_room(node, body)) for node in body.iter(TAG)
    )


def slot_problems(
    paper: Paper, places: tuple[Place, ...], others: tuple[str, ...], source: Source
) -> Iterator[Diagnostic]:
    """Report slots that stand where blocks cannot, stand twice, or are missing.

    `others` are the names of slots found outside the document's own text, as in a header.
    """
    names = [place.name for place in places]
    for place in places:
        if place.element.getparent().tag not in (w("body"), w("tc"), w("sdtContent")):
            message = f'the tag for "{place.name}" stands inside other text'
            hint = f"give it a paragraph of its own: {{{{p {place.name} }}}}"
            yield error("template-slot", message, source, hint)
    for name in sorted(set(others)):
        message = f'"{name}" is printed in a header, a footer or a note'
        yield error("template-slot", message, source, "print it in the text of the template")
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f'the template prints "{name}" twice'
        yield error("template-slot", message, source, "take one of the two tags out")
    yield from _missing(paper, set(names), source)
    yield from _confined(paper, places, source)


def _missing(paper: Paper, names: set[str], source: Source) -> Iterator[Diagnostic]:
    slots = [section_slot(section.name) for section in paper.sections if section.blocks]
    if BODY in names:
        for name in sorted(names.intersection(slots)):
            message = f'the template prints "{name}" both in the body and by itself'
            hint = "use either {{p body }} or the sections' own tags"
            yield error("template-slot", message, source, hint)
    elif not names.intersection(slots) and slots:
        yield no_text(source)
    else:
        for name in slots:
            if name not in names:
                message = f'the template has no place for "{name}"'
                hint = f"put {{{{p {name.replace('-', '_')} }}}} in a paragraph of its own"
                yield error("template-slot", message, source, hint)
    if paper.appendices and APPENDICES not in names:
        yield no_appendices(source)


def no_text(source: Source) -> Diagnostic:
    """Return the error for a template that would leave the paper's text out."""
    message = "the template has no place for the paper's text"
    hint = "put {{p body }} in a paragraph of its own where the text is to stand"
    return error("template-slot", message, source, hint)


def no_appendices(source: Source) -> Diagnostic:
    """Return the error for a template that would leave the appendices out."""
    message = "the paper has appendices, and the template has no place for them"
    hint = "put {{p appendices }} in a paragraph of its own at the end"
    return error("template-slot", message, source, hint)


def _confined(paper: Paper, places: tuple[Place, ...], source: Source) -> Iterator[Diagnostic]:
    """Report appendices that need pages of their own, where the template has no page for them."""
    apart = any(part.landscape or part.document for part in paper.appendices)
    for place in places:
        if place.name == APPENDICES and apart and not place.is_in_the_open:
            message = (
                "the template prints the appendices inside a table or a content control, "
                "where a landscape page or a Word file cannot stand"
            )
            hint = "put {{p appendices }} in a paragraph of its own at the end"
            yield error("template-slot", message, source, hint)


def _room(node: Element, body: Element) -> tuple[int, int]:
    """Return width and height of the text at an element, from its cell and its section's page."""
    width, height = text_room(section_end(node, body))
    cell = next(node.iterancestors(w("tc")), None)
    cell_width = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    if cell_width is not None and cell_width.get(w("type")) == "dxa":
        width = min(width, _number(cell_width, "w", width) - 216)  # Word's own cell margins
    return max(width, 567), height


def section_end(node: Element, body: Element) -> Element | None:
    """Return the properties of the section an element stands in: the next ones after it."""
    top = node
    while top.getparent() is not None and top.getparent() is not body:
        top = top.getparent()
    for later in top.itersiblings():
        found = own_section(later)
        if found is not None:
            return found
    return None


def own_section(node: Element) -> Element | None:
    """Return the section properties that a child of the body is or, as a paragraph, holds."""
    return node if node.tag == w("sectPr") else node.find(f"{w('pPr')}/{w('sectPr')}")


def text_room(section: Element | None) -> tuple[int, int]:
    """Return the text's width and height on a page; A4 with margins of 2.5 cm where unsaid."""
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    width = _number(size, "w", 11906)
    height = _number(size, "h", 16838)
    sides = _number(margins, "left", 1417) + _number(margins, "right", 1417)
    ends = abs(_number(margins, "top", 1417)) + abs(_number(margins, "bottom", 1417))
    return width - sides, height - ends


def _number(node: Element | None, name: str, default: int) -> int:
    value = default if node is None else node.get(w(name), default)
    try:
        return int(float(value))
    except ValueError:
        return default
