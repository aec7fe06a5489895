"""Sections: in come the appendices as blocks, out they go with a section of Word's each.

An appendix has pages of its own: upright or landscape, with the running header on the first and
"Appendix A – continued" below it on the others. The section before the first appendix is the
template's, and it ends in the last paragraph there; what a template prints behind the appendices
has a section of its own with the running header.

Word keeps a section's properties where the section ends: in its last paragraph, or, for the last
one of the document, at the end of the body (ECMA-376 17.6.17 and 17.6.18).
"""

from __future__ import annotations

import copy
import re

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Appendix
from reportgen.patterns import regex
from reportgen.writers.word import slots, styles
from reportgen.writers.word.blocks import ends_in_table
from reportgen.writers.word.edges import Edges, put_title_page
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.targets import field
from reportgen.writers.word.xml import (
    Value,
    Xml,
    element,
    fragment,
    paragraph,
    parse,
    run,
    w,
)

CONTINUED = " – continued"
# What a section of the template says of its own beginning, and what is said anew.
OWN = ("headerReference", "footerReference", "type", "titlePg", "pgNumType", "sectPrChange")
# ECMA-376 17.6.17: what stands before the type of a section.
BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")
A4 = ("11906", "16838")
# A section must end in a paragraph, and a table is none: a line of one point, which leaves the
# page as full as it is.
NO_SECTION = Xml("")
SECTION = "<w:sectPr"
OWN_PLACE = regex(
    r'<w:pageBreakBefore(?! w:val="(?:0|false|off)")|<w:br w:type="page"|<w:framePr|<w:tblpPr'
    r"|<wp:anchor|<w:pict"
)
THIN: Value = {"w:before": 0, "w:after": 0, "w:line": 20, "w:lineRule": "exact"}


class Part(Struct, frozen=True):
    """An appendix as blocks below its heading.

    A Word file that is carried as it looks brings its sections along: all but the last are in
    its blocks, and `section` is the last one's properties.
    """

    appendix: Appendix
    heading_style: str
    heading: Xml
    blocks: list[Xml]
    section: Xml = NO_SECTION


class AppendixSections:
    """The sections round the slot of the appendices, which must be a child of the body."""

    def __init__(self, file: WordFile, slot: Element) -> None:
        self._file, self._slot = file, slot
        self._end = _end(slot, file.body)
        self._edges = Edges(file, self._end)
        self._before = copy.deepcopy(self._end)
        self.lines: list[Xml] = []  # of the running headers

    def room(self, appendix: Appendix) -> tuple[int, int]:
        """Return the width and height of an appendix's text, in twentieths of a point."""
        return slots.text_room(self._section(appendix.landscape))

    def close_before(self, before: list[Xml] | None) -> list[Xml] | None:
        """End the section before the first appendix; return the blocks of the slot before it.

        `before` are the blocks of a slot that stands directly before the appendices' own, None
        when something else does, which is then changed in place.
        """
        ending = fragment(self._before)
        if before is not None:
            return ended(before, ending)
        last = _block_before(self._slot)
        if last is None or slots.own_section(last) is not None:
            return None
        if last.tag == w("p"):
            _end_in(last, self._before)
        else:
            last.addnext(parse(*ended([], ending)))
        return None

    def write(self, parts: list[Part]) -> list[Xml]:
        """Return the blocks of all appendices, with the sections that they end in."""
        goes_on = _goes_on(self._slot, self._end)
        blocks: list[Xml] = []
        for part in parts:
            own, section = self._carried(part) if part.section else self._own(part)
            is_last = part is parts[-1] and not goes_on
            blocks += self._last(own, section) if is_last else ended(own, section)
        if goes_on:
            self._go_on()
        return blocks

    def _own(self, part: Part) -> tuple[list[Xml], Xml]:
        """Return an appendix of the paper's own, and its section's properties."""
        landscape = part.appendix.landscape
        section = self._section(landscape)
        put_title_page(section)
        self._edges.name(section, self._edges.continued(self._continued(part), landscape))
        return [part.heading, *part.blocks], fragment(section)

    def _carried(self, part: Part) -> tuple[list[Xml], Xml]:
        """Return a Word file, and its last section's properties.

        The heading stands on top of the file's first page, so that it needs none for itself. It
        has one all the same where the file's beginning would not stay where it is: where it
        begins a page or is placed on it, as letterheads are.
        """
        apart = bool(part.blocks) and _has_own_place(part.blocks[0], self._file)
        line = self._continued(part)
        trees = {at: parse(block) for at, block in enumerate(part.blocks) if SECTION in block}
        trees[len(part.blocks)] = parse(part.section)
        sections = [next(tree.iter(w("sectPr"))) for tree in trees.values()]
        self._edges.complete(sections, line, opens=not apart)
        *blocks, last = [
            fragment(trees[at]) if at in trees else block
            for at, block in enumerate((*part.blocks, part.section))
        ]
        slip = ended(*self._own(replace(part, blocks=[]))) if apart else [part.heading]
        return [*slip, *blocks], last

    def _last(self, blocks: list[Xml], ending: Xml) -> list[Xml]:
        """Make the section of the last appendix that of the document's end."""
        if self._end.getparent() is self._file.body:
            self._file.body.replace(self._end, parse(ending))
            return [*blocks, thin()] if ends_in_table(blocks) else blocks
        carrier = self._end.getparent().getparent()
        carrier.getparent().remove(carrier)
        return ended(blocks, ending)

    def _go_on(self) -> None:
        """Give what stands behind the appendices the running header from its first page on."""
        section = self._section(False)
        self._edges.name(section, self._edges.running())
        self._end.getparent().replace(self._end, section)

    def _continued(self, part: Part) -> Xml:
        """Return the line that says which appendix goes on: Word takes it from the heading."""
        name = self._file.style_name(part.heading_style)
        result = f"Appendix {part.appendix.number}"
        words = field(rf'STYLEREF "{name}" \n', result, Xml(""))
        self.lines.append(paragraph(styles.APPENDIX_CONTINUED, words + run(CONTINUED)))
        return self.lines[-1]

    def _section(self, landscape: bool) -> Element:
        """Return the properties of a section that begins on a new page, without its headers."""
        section = copy.deepcopy(self._before)
        for node in [node for name in OWN for node in section.findall(w(name))]:
            section.remove(node)
        kind = parse(element("w:type", attributes={"w:val": "nextPage"}))
        last = [node for node in section if node.tag in map(w, BEFORE_TYPE)]
        section.insert(len(last), kind)
        if landscape:
            _turn(section)
        return section


def ended(blocks: list[Xml], section: Xml) -> list[Xml]:
    """Return blocks that end a section: in their last paragraph, behind a table in a thin line."""
    if not blocks or not blocks[-1].startswith(("<w:p>", "<w:p ")):
        blocks = [*blocks, thin()]
    last = parse(blocks[-1])
    _end_in(last, parse(section))
    return [*blocks[:-1], fragment(last)]


def thin() -> Xml:
    """Return the thinnest line there is, to end a section that ends in a table."""
    return paragraph(styles.BODY, "", spacing=THIN)


def _has_own_place(block: Xml, file: WordFile) -> bool:
    """Tell whether a block begins a page, or is set at a place of it."""
    style = re.search(r'<w:pStyle w:val="([^"]*)"', block)
    in_style = style is not None and file.style_has(style.group(1), "pageBreakBefore")
    return in_style or OWN_PLACE.search(block) is not None


def _end(slot: Element, body: Element) -> Element:
    found = slots.section_end(slot, body)
    if found is None:
        found = parse(Xml("<w:sectPr/>"))
        body.append(found)
    return found


def _block_before(slot: Element) -> Element | None:
    """Return the paragraph, table or other block before a slot."""
    marks = map(w, ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))
    known = set(marks)
    return next((node for node in slot.itersiblings(preceding=True) if node.tag not in known), None)


def _goes_on(slot: Element, end: Element) -> bool:
    """Tell whether the template prints something behind the appendices, in their section."""
    following = slot.itersiblings(w("p"), w("tbl"), w("sdt"), slots.TAG)
    return any(not _is_blank(node) for node in following if _is_before(node, end))


def _is_before(node: Element, end: Element) -> bool:
    """Tell whether a block stands in the section that ends at `end`, or ends it."""
    own = slots.own_section(node)
    if own is not None:
        return own is end
    return any(later is end or slots.own_section(later) is end for later in node.itersiblings())


def _is_blank(node: Element) -> bool:
    return node.tag == w("p") and not any(child.tag != w("pPr") for child in node)


def _end_in(node: Element, section: Element) -> None:
    """End a section in a paragraph of the template."""
    properties = node.find(w("pPr"))
    if properties is None:
        properties = parse(Xml("<w:pPr/>"))
        node.insert(0, properties)
    change = properties.find(w("pPrChange"))
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def _turn(section: Element) -> None:
    """Turn a page on its side. The margins stay at the sides that they have on upright pages."""
    size = section.find(w("pgSz"))
    if size is None:
        size = parse(element("w:pgSz", attributes={"w:w": A4[0], "w:h": A4[1]}))
        section.find(w("type")).addnext(size)
    short, long = sorted((size.get(w("w"), A4[0]), size.get(w("h"), A4[1])), key=float)
    size.set(w("w"), long)
    size.set(w("h"), short)
    size.set(w("orient"), "landscape")
