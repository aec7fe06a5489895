"""Headers and footers: in come those of a template, out go the ones that each section names.

A section that names no header takes the one of the section before it (ECMA-376 17.10.5), so each
of ours names all that it can show: on its first page the running header and footer, on the
others the same, with one line more in an appendix. Landscape pages have copies of their own,
whose lines are in styles with the tab stops of such a page.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

from reportgen.writers.word import slots, styles
from reportgen.writers.word.package import WordFile, is_on
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import R, Xml, element, paragraph, parse, serialize, w

HEADER, FOOTER = "header", "footer"
KINDS = (HEADER, FOOTER)
FIRST, DEFAULT, EVEN = "first", "default", "even"
# ECMA-376 17.6.17: what stands behind the `titlePg` of a section.
AFTER_TITLE_PAGE = (
    "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip

NO_LINE = Xml("")
Fit = tuple[str, bool, int, Xml]  # relationship, landscape or not, width of text, line below


class Edges:
    """The headers and footers that the sections name, and their copies."""

    def __init__(self, file: WordFile, end: Element) -> None:
        self._file = file
        found = _references(file.body, end)
        self._found = {key: name for key, name in found.items() if file.has_edge(name)}
        self._types = (DEFAULT, EVEN) if file.has_even_pages() else (DEFAULT,)
        self._fitted: dict[Fit, str] = {}
        self._empty: dict[str, str] = {}

    def running(self) -> dict[tuple[str, str], str]:
        """Return the relationships of what stands on every page but the paper's first."""
        return {
            (kind, pages): self._of(kind, pages, False) for kind in KINDS for pages in self._types
        }

    def continued(
        self,
        line: Xml,
        landscape: bool,
        kinds: Iterable[str] = KINDS,
        *,
        width: int = 0,
        opens: bool = True,
    ) -> dict[tuple[str, str], str]:
        """Return those of an appendix: its first page's, and with a line more its others'.

        They are fitted to the width of a page's text when one is given. A section that does not
        open the appendix has the line on its first page too.
        """
        named = {}
        for kind in kinds:
            for pages in self._types:
                added = line if kind == HEADER else NO_LINE
                named[kind, pages] = self._of(kind, pages, landscape, width, added)
            plain = opens or kind == FOOTER
            named[kind, FIRST] = (
                self._of(kind, DEFAULT, landscape, width) if plain else named[kind, DEFAULT]
            )
        return named

    def complete(self, sections: list[Element], line: Xml, *, opens: bool) -> None:
        """Name the paper's header or footer in the sections of a file that has none of its own.

        `opens` says that the first of its pages is the first of the appendix.
        """
        lacking = [
            kind for kind in KINDS if all(node.find(_reference(kind)) is None for node in sections)
        ]
        for section in sections:
            width = slots.text_room(section)[0]
            landscape = _is_landscape(section)
            named = self.continued(line, landscape, lacking, width=width, opens=opens)
            if HEADER in lacking and opens:
                _open(section)
            opens = False
            self.name(section, named)

    def name(self, section: Element, named: dict[tuple[str, str], str]) -> None:
        """Write references into a section's properties."""
        for at, ((kind, pages), relation) in enumerate(sorted(named.items())):
            attributes = {"w:type": pages, "r:id": relation}
            section.insert(at, parse(element(f"w:{kind}Reference", attributes=attributes)))

    def _of(
        self, kind: str, pages: str, landscape: bool, width: int = 0, line: Xml = NO_LINE
    ) -> str:
        """Return what a template has for some pages, or a copy that is made to fit others."""
        relation = self._found.get((kind, pages)) or self._nothing(kind)
        key = (relation, landscape, width, line)
        if key not in self._fitted:
            self._fitted[key] = self._file.copy_edge(relation, lambda root: self._fit(root, key))
        return self._fitted[key]

    def _fit(self, root: Element, key: Fit) -> bool:
        _, landscape, width, line = key
        turned = landscape and self._turn(root)
        moved = width > 0 and self._fit_lines(root, width)
        return (line != NO_LINE and _adds(root, line)) or turned or moved

    def _fit_lines(self, root: Element, width: int) -> bool:
        from reportgen.writers.word.appended.tab_stops import fit_lines  # few papers carry a file

        return fit_lines(root, self._file.styles(), width)

    def _nothing(self, kind: str) -> str:
        """Return an empty header or footer: without it the one of an earlier section shows."""
        if kind not in self._empty:
            tag, style = ("w:hdr", "Header") if kind == HEADER else ("w:ftr", "Footer")
            style = style if self._file.style_name(style) else ""
            root = parse(element(tag, paragraph(style, "")))
            self._empty[kind] = self._file.add_edge(kind, serialize(root))
        return self._empty[kind]

    def _turn(self, root: Element) -> bool:
        """Give lines the styles that have their tab stops where a landscape page has them."""
        changed = False
        for node in root.iter(w("pStyle")):
            twin = str(node.get(w("val"))) + styles.LANDSCAPE
            if self._file.style_name(twin):
                node.set(w("val"), twin)
                changed = True
        return changed


def put_title_page(section: Element) -> None:
    """Say that a section's first page has a header and footer of its own."""
    node = parse(element("w:titlePg"))
    later = tuple(map(w, AFTER_TITLE_PAGE))
    following = next((child for child in section if child.tag in later), None)
    if following is None:
        section.append(node)
    else:
        following.addprevious(node)


def _reference(kind: str) -> str:
    return w(f"{kind}Reference")


def _is_landscape(section: Element) -> bool:
    size = section.find(w("pgSz"))
    return size is not None and size.get(w("orient")) == "landscape"


def _open(section: Element) -> None:
    """Give a section's first page a header of its own; its footer stays that of all pages."""
    title_page = section.find(w("titlePg"))
    if title_page is not None and is_on(title_page):
        return
    if title_page is not None:
        section.remove(title_page)
    put_title_page(section)
    footers = section.findall(_reference(FOOTER))
    for node in footers:
        if node.get(w("type")) == FIRST:
            section.remove(node)
    for node in footers:
        if node.get(w("type"), DEFAULT) == DEFAULT:
            first = copy.deepcopy(node)
            first.set(w("type"), FIRST)
            node.addprevious(first)


def _references(body: Element, end: Element) -> dict[tuple[str, str], str]:
    """Return the headers and footers in force in the section that ends at `end`."""
    found: dict[tuple[str, str], str] = {}
    for section in body.iter(w("sectPr")):
        for kind in KINDS:
            for node in section.findall(_reference(kind)):
                pages = str(node.get(w("type"), DEFAULT))
                found[kind, pages] = str(node.get(f"{{{R}}}id"))
        if section is end:
            break
    return found


def _adds(root: Element, line: Xml) -> bool:
    root.append(parse(line))
    return True
