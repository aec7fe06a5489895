"""Headers and footers: in come those of a template, out go the ones that each section names.

A section that names no header takes the one of the section before it (ECMA-376 17.10.5), so each
of ours names all that it can show: on its first page the running header and footer, on the
others the same, with one line more in an appendix. Landscape pages have copies of their own,
whose lines are in styles with the tab stops of such a page.
"""

from __future__ import annotations

from reportgen.writers.word import styles
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import R, Xml, element, paragraph, parse, serialize, w

HEADER, FOOTER = "header", "footer"
FIRST, DEFAULT, EVEN = "first", "default", "even"


class Edges:
    """The headers and footers that the sections name, and their copies."""

    def __init__(self, file: WordFile, end: Element) -> None:
        self._file = file
        found = _references(file.body, end)
        self._found = {key: name for key, name in found.items() if file.has_edge(name)}
        self._types = (DEFAULT, EVEN) if file.has_even_pages() else (DEFAULT,)
        self._turned: dict[str, str] = {}
        self._empty: dict[str, str] = {}

    def running(self) -> dict[tuple[str, str], str]:
        """Return the relationships of what stands on every page but the paper's first."""
        return {
            (kind, pages): self._of(kind, pages, False)
            for kind in (HEADER, FOOTER)
            for pages in self._types
        }

    def continued(self, line: Xml, landscape: bool) -> dict[tuple[str, str], str]:
        """Return those of an appendix: its first page's, and with a line more its others'."""
        named = {(FOOTER, pages): self._of(FOOTER, pages, landscape) for pages in self._types}
        for kind in (HEADER, FOOTER):
            named[kind, FIRST] = self._of(kind, DEFAULT, landscape)
        for pages in self._types:
            header = self._of(HEADER, pages, landscape)
            named[HEADER, pages] = self._file.copy_edge(header, lambda root: _adds(root, line))
        return named

    def name(self, section: Element, named: dict[tuple[str, str], str]) -> None:
        """Write references into a section's properties."""
        for at, ((kind, pages), relation) in enumerate(sorted(named.items())):
            attributes = {"w:type": pages, "r:id": relation}
            section.insert(at, parse(element(f"w:{kind}Reference", attributes=attributes)))

    def _of(self, kind: str, pages: str, landscape: bool) -> str:
        relation = self._found.get((kind, pages)) or self._nothing(kind)
        if not landscape:
            return relation
        if relation not in self._turned:
            self._turned[relation] = self._file.copy_edge(relation, self._turn)
        return self._turned[relation]

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


def _references(body: Element, end: Element) -> dict[tuple[str, str], str]:
    """Return the headers and footers in force in the section that ends at `end`."""
    found: dict[tuple[str, str], str] = {}
    for section in body.iter(w("sectPr")):
        for kind in (HEADER, FOOTER):
            for node in section.findall(w(f"{kind}Reference")):
                pages = str(node.get(w("type"), DEFAULT))
                found[kind, pages] = str(node.get(f"{{{R}}}id"))
        if section is end:
            break
    return found


def _adds(root: Element, line: Xml) -> bool:
    root.append(parse(line))
    return True
