"""Sections: in come the page set-ups of a file, out they go fitted into the paper.

Pages keep their size, direction, margins and columns. A header of the file's own stays; where it
has none, the paper's runs on. The paper's footer, with marking and page number, runs on under
every page, below the file's own. Pages and their numbers go on from the paper's.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from reportgen.writers.word import slots
from reportgen.writers.word.appended.foreign import Foreign
from reportgen.writers.word.appended.markup import (
    WP,
    extensions_in,
    new,
    remove,
    value,
)
from reportgen.writers.word.appended.problems import Problems
from reportgen.writers.word.appended.tab_stops import fit_lines
from reportgen.writers.word.opc import Part
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import R, allow_extensions, parse_part, serialize, w

HEADER, FOOTER = "header", "footer"
KINDS = (HEADER, FOOTER)
DEFAULT, FIRST, EVEN = "default", "first", "even"
ROOTS = {HEADER: "hdr", FOOTER: "ftr"}
ID = f"{{{R}}}id"
ON = ("1", "true", "on", "")
ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
    "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
)  # fmt: skip
ON_ANOTHER_PAGE = ("nextPage", "oddPage", "evenPage")
# Numbers go on from the paper's; what a page once looked like is nobody's business.
NOT_KEPT = ("pgNumType", "sectPrChange")

Story = Callable[[str], Element | None]  # the name of a part to its root
CarryStory = Callable[[Element, str, Part], None]


class Sections:
    """The sections of one file, in order."""

    def __init__(
        self, file: WordFile, foreign: Foreign, body: Element, settings: Element | None
    ) -> None:
        self._file, self._foreign, self._settings = file, foreign, settings
        for node in list(body.iter(*map(w, NOT_KEPT))):
            remove(node)
        self._all = list(body.iter(w("sectPr")))
        paper = list(file.body.iter(w("sectPr")))
        self._paper = paper[-1] if paper else new("sectPr")
        self._has_first = any(_is_on(section, "titlePg") for section in self._all)
        self._made: dict[tuple[str, str, int], str] = {}
        self._footers: dict[str, str] = {}  # as they stand in the section at hand
        self._width = 0

    def carry(self, story: Story, carry_story: CarryStory, problems: Problems) -> None:
        """Fit all sections into the paper."""
        own = [kind for kind in KINDS if self._has_own(kind)]
        self._report_even(problems)
        for place, section in enumerate(self._all):
            is_first = place == 0
            self._set_page(section, is_first=is_first)
            self._set_notes(section, is_first=is_first, is_last=section is self._all[-1])
            for kind in KINDS:
                edges = self._edges(self._references(section, kind), is_first=is_first)
                if kind == FOOTER:
                    edges = self._renewed(edges, section)
                for pages, name in edges.items() if kind in own else ():
                    relation = self._relation(kind, name, section, story, carry_story)
                    section.append(_reference(kind, pages, relation))
            if not own:
                _remove(section, "titlePg")
            _sort(section, ORDER)

    # --- pages --------------------------------------------------------------------------------

    def _set_page(self, section: Element, *, is_first: bool) -> None:
        kind = section.find(w("type"))
        if is_first and kind is not None and value(section, "type") not in ON_ANOTHER_PAGE:
            kind.set(w("val"), "nextPage")
        for name in ("pgSz", "pgMar"):
            paper = self._paper.find(w(name))
            if section.find(w(name)) is None and paper is not None:
                section.append(copy.deepcopy(paper))

    def _set_notes(self, section: Element, *, is_first: bool, is_last: bool) -> None:
        """Have footnotes go on from the paper's, and endnotes stand behind the file's last page.

        LibreOffice has one way of numbering footnotes for a whole document, and takes it from any
        section: a file that begins at 1 again would have the paper's own notes do so.
        """
        _remove(section, "footnotePr")
        made = new("endnotePr")
        form = value(section, "endnotePr", "numFmt") or value(self._settings, "endnotePr", "numFmt")
        made.extend([new("numFmt", val=form)] if form else [])
        made.append(new("numRestart", val="eachSect" if is_first else "continuous"))
        _remove(section, "endnotePr")
        section.append(made)
        if value(self._settings, "endnotePr", "pos") != "sectEnd":
            _remove(section, "noEndnote")
            section.extend([] if is_last else [new("noEndnote")])

    # --- headers and footers ------------------------------------------------------------------

    def _part(self, node: Element) -> str:
        """Return the name of the part that a reference leads to, "" when there is none."""
        relation = self._foreign.relations(self._foreign.document).get(str(node.get(ID)))
        if relation is None or relation.external or not self._foreign.holds(relation.target):
            return ""
        return relation.target

    def _has_own(self, kind: str) -> bool:
        nodes = (n for s in self._all for n in s.iterchildren(w(f"{kind}Reference")))
        return any(self._part(node) for node in nodes)

    def _references(self, section: Element, kind: str) -> dict[str, str]:
        """Take the references out of a section; return the part of each sort of page."""
        named = {}
        for node in list(section.iterchildren(w(f"{kind}Reference"))):
            if self._part(node):
                named[str(node.get(w("type"), DEFAULT))] = self._part(node)
            remove(node)
        return named

    def _edges(self, named: dict[str, str], *, is_first: bool) -> dict[str, str]:
        """Return the part for each sort of page; "" is an empty one.

        A section takes over what it does not name. So the first one names everything, or the
        paper's would show where the file shows nothing.
        """
        edges = {pages: named[pages] for pages in (DEFAULT, FIRST) if pages in named}
        if is_first:
            edges.setdefault(DEFAULT, "")
            if self._has_first:
                edges.setdefault(FIRST, "")
        if self._file.has_even_pages():
            apart = _is_on(self._settings, "evenAndOddHeaders")
            if apart and EVEN in named:
                edges[EVEN] = named[EVEN]
            elif DEFAULT in edges:
                edges[EVEN] = "" if apart else edges[DEFAULT]
        return edges

    def _renewed(self, edges: dict[str, str], section: Element) -> dict[str, str]:
        """Name the footers that a section takes over, where its pages are of another width."""
        width = slots.text_room(section)[0]
        is_new, self._width = width != self._width, width
        self._footers |= edges
        return dict(self._footers) if is_new else edges

    def _relation(
        self, kind: str, name: str, section: Element, story: Story, carry: CarryStory
    ) -> str:
        """Return the relationship to our copy of a header or footer for a page's width."""
        width = slots.text_room(section)[0]
        key = (kind, name, width if kind == FOOTER else 0)
        if key not in self._made:
            root = story(name) if name else None
            if root is None:
                root = new(ROOTS[kind], new("p"))
            self._made[key] = self._file.add_edge(kind, b"")
            part = self._file.edge(self._made[key])
            carry(root, name, part)
            if kind == FOOTER:
                self._add_paper_footer(root, part, width)
            allow_extensions(root, extensions_in(root))
            part.data = serialize(root)
        return self._made[key]

    def _add_paper_footer(self, root: Element, part: Part, width: int) -> None:
        """Put the paper's footer below a file's own, with what it is related to."""
        nodes = self._paper.iterchildren(w("footerReference"))
        node = next((n for n in nodes if n.get(w("type"), DEFAULT) == DEFAULT), None)
        if node is None or not self._file.has_edge(str(node.get(ID))):
            return
        paper = self._file.edge(str(node.get(ID)))
        part.relations.update(paper.relations)
        added = parse_part(paper.data)
        fit_lines(added, self._file.styles(), width)
        for child in added.iter(f"{{{WP}}}docPr"):
            child.set("id", str(self._file.next_id()))
        if not _says_something(root):
            root[:] = []
        root.extend(list(added))

    def _report_even(self, problems: Problems) -> None:
        if self._file.has_even_pages() or not _is_on(self._settings, "evenAndOddHeaders"):
            return
        for section in self._all:
            for kind in ROOTS:
                for node in section.iterchildren(w(f"{kind}Reference")):
                    if node.get(w("type")) == EVEN and self._part(node):
                        problems.left_out(f"the {kind} of its even pages")


def _reference(kind: str, pages: str, relation: str) -> Element:
    node = new(f"{kind}Reference", type=pages)
    node.set(ID, relation)
    return node


def _says_something(root: Element) -> bool:
    shown = map(w, ("t", "drawing", "pict", "object", "sym"))
    return next(root.iter(*shown), None) is not None


def _is_on(node: Element | None, name: str) -> bool:
    found = None if node is None else node.find(w(name))
    return found is not None and found.get(w("val"), "") in ON


def _remove(node: Element, *names: str) -> None:
    for child in list(node.iterchildren(*map(w, names))):
        node.remove(child)


def _sort(node: Element, order: tuple[str, ...]) -> None:
    ranks = {w(name): place for place, name in enumerate(order)}
    node[:] = sorted(node, key=lambda child: ranks.get(child.tag, len(ranks)))
