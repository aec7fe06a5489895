"""A finished Word file, taken apart once. In: its package. Out: what the rules look at.

Tracked changes are counted and then taken as accepted, and of what Word stores twice the newer
form is kept: what is left is what a reader of the file sees. A flow is what stands one below the
other: the paragraphs and tables of the body, of a cell, of a note, of a header or of a text box.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.gate.colours import AUTO
from reportgen.gate.looks import Looks, TextLook
from reportgen.gate.regions import table_regions
from reportgen.readers.word.changes import accept_changes, count_changes, count_comments
from reportgen.readers.word.package import Package
from reportgen.readers.word.xml import (
    Element,
    child,
    each,
    get,
    name,
    names,
    number,
    remove,
    unwrap,
)
from reportgen.source import Source

PARTS = {"header": "the header", "footer": "the footer",
         "footnotes": "a footnote", "endnotes": "an endnote"}  # fmt: skip
BODY = ""
NOWHERE: frozenset[str] = frozenset()
OBJECTS = names("w:drawing", "w:pict", "w:object")
BOX = name("w:txbxContent")
# What Word itself keeps in the parts of notes: the line above them.
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
BLOCKS = names("w:p", "w:tbl")
TEXTS = {
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:br"): "\n",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "-",
    name("w:sym"): "□",
    name("w:pgNum"): "1",
}
TEXT, RUN, LINK = name("w:t"), name("w:r"), name("w:hyperlink")
MATHS = names("m:oMath", "m:oMathPara")
WRAPPERS = names("w:sdt", "w:sdtContent", "w:customXml")
UNSEEN = names("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:proofErr")
SHOWN_WORDS = 8
SHOWN_LETTERS = 60


class Cell(Struct, frozen=True, eq=False):
    """A cell, its place (both from 1), and what of its table's style applies to it."""

    node: Element
    table: Table
    row: int
    column: int
    regions: frozenset[str]


class Row(Struct, frozen=True, eq=False):
    node: Element
    number: int
    cells: tuple[Cell, ...]


class Table(Struct, eq=False):
    """A table. `number` counts the tables of the body from 1; `place` is where it is in words.

    `within` is the cell that it stands in, None for one that is in no other table.
    """

    node: Element
    place: str
    within: Cell | None
    style: str
    rows: tuple[Row, ...] = ()
    empty: frozenset[Cell] = frozenset()
    fill: str = AUTO


class Run(Struct, frozen=True, eq=False):
    """A run's text as it is seen; `link` is the hyperlink it is in, None for most."""

    node: Element
    text: str
    link: Element | None = None


class Paragraph(Struct, frozen=True, eq=False):
    """A paragraph. `shows` is false for one with nothing to be seen in it.

    `story` is BODY, or where else it is in words; `in_box` is true for one in a text box.
    """

    node: Element
    part: str
    story: str
    cell: Cell | None
    in_box: bool
    runs: tuple[Run, ...]
    text: str
    style: str
    shows: bool

    @property
    def is_body(self) -> bool:
        return self.story == BODY and self.cell is None and not self.in_box

    def __str__(self) -> str:
        """Say where it is, so that a person finds it in Word."""
        if self.cell is not None:
            where = f"{self.cell.table.place}, row {self.cell.row}, "
        else:
            where = f"{self.story}, " if self.story else ""
        return f'{where}{"" if where else "the paragraph "}"{shortened(self.text)}"'


# A run that is seen, its paragraph and its look.
Said = tuple[Paragraph, Run, TextLook]
Flow = tuple[Paragraph | Table, ...]


class Document(Struct, frozen=True):
    """A file as the rules see it. `roots` are its stories' trees, by the names of their parts."""

    package: Package
    source: Source
    roots: dict[str, Element]
    stories: dict[str, str]
    looks: Looks
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    flows: tuple[Flow, ...]
    texts: tuple[Said, ...]
    changes: int
    comments: int

    def look(self, run: Run, paragraph: Paragraph) -> TextLook:
        """Return how a run is set, by all the styles that apply to it and by itself."""
        return _look(run, paragraph, self.looks)


def read_document(package: Package, source: Source) -> Document:
    """Return a sound package taken apart. Its trees are changed: changes accepted."""
    stories = _stories(package)
    roots = {part: root for part in stories if (root := package.root(part)) is not None}
    changes, comments = count_changes(roots.values()), count_comments(roots.values())
    for root in roots.values():
        accept_changes(root)
        _keep_newer_forms(root)
    looks = Looks(package)
    walk = _Walk(looks)
    for part, root in roots.items():
        for block in _starts(root):
            walk.flow(block, _Where(part, stories[part]))
    return Document(
        package, source, roots, {part: stories[part] for part in roots}, looks,
        tuple(walk.paragraphs), tuple(walk.tables), tuple(walk.flows),
        tuple(_texts(walk.paragraphs, looks)), changes, comments,
    )  # fmt: skip


def _texts(paragraphs: list[Paragraph], looks: Looks) -> Iterator[Said]:
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.text.strip():
                look = _look(run, paragraph, looks)
                if not look.hidden:
                    yield paragraph, run, look


def _look(run: Run, paragraph: Paragraph, looks: Looks) -> TextLook:
    cell = paragraph.cell
    table, regions = (cell.table.style, cell.regions) if cell else ("", NOWHERE)
    return looks.text(run.node, paragraph.style, table, regions)


def shortened(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    short = " ".join(words[:SHOWN_WORDS])
    if len(short) > SHOWN_LETTERS:
        return f"{short[:SHOWN_LETTERS]}..."
    return f"{short}..." if len(words) > SHOWN_WORDS else short


def _stories(package: Package) -> dict[str, str]:
    """Return the parts with text, the body first, and what each is called."""
    found = {package.main: BODY}
    for kind, called in PARTS.items():
        found.update({part: called for part in package.related(kind) if part not in found})
    return found


def _keep_newer_forms(root: Element) -> None:
    for alternatives in list(each(root, "mc:AlternateContent")):
        forms = [*each(alternatives, "mc:Choice", "mc:Fallback")]
        own = [form for form in forms if form.getparent() is alternatives]
        for form in own[1:]:
            remove(form)
        for form in own[:1]:
            unwrap(form)
        unwrap(alternatives)


def _starts(root: Element) -> Iterator[Element]:
    """Yield the elements that hold a story's flows: the body, a header, each note."""
    notes = [*each(root, "w:footnote", "w:endnote")]
    if notes:
        yield from (note for note in notes if get(note, "w:type") not in SEPARATORS)
        return
    body = child(root, "w:body")
    yield root if body is None else body


class _Where(Struct, frozen=True):
    part: str
    story: str
    cell: Cell | None = None
    in_box: bool = False


class _Walk:
    """Goes through the stories once, and collects."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._count = 0
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.flows: list[Flow] = []

    def flow(self, node: Element, where: _Where) -> Flow:
        """Take in what stands one below the other in an element."""
        flow: list[Paragraph | Table] = []
        for block in _blocks(node):
            if block.tag == BLOCKS[0]:
                flow.append(self._paragraph(block, where))
            else:
                flow.append(self._table(block, where))
        self.flows.append(tuple(flow))
        return self.flows[-1]

    def _paragraph(self, node: Element, where: _Where) -> Paragraph:
        runs = tuple(_runs(node, None))
        text = "".join(run.text for run in runs)
        style = get(child(node, "w:pPr", "w:pStyle")) or self._looks.default_style
        shows = bool(text.strip(" \t\xa0")) or _shows_more(node)
        made = Paragraph(
            node, where.part, where.story, where.cell, where.in_box, runs, text, style, shows
        )
        self.paragraphs.append(made)
        inside = _Where(where.part, where.story, where.cell, in_box=True)
        for item in (item for run in runs for item in run.node if item.tag in OBJECTS):
            for box in _boxes(item):
                self.flow(box, inside)
        return made

    def _table(self, node: Element, where: _Where) -> Table:
        place = f"a table in {where.story}"
        if where.cell:
            place = f"the table inside {where.cell.table.place}, row {where.cell.row}"
        elif where.story == BODY:
            self._count += 1
            place = f"table {self._count}"
        style = get(child(node, "w:tblPr", "w:tblStyle")) or self._looks.default_table_style
        table = Table(node, place, where.cell, style)
        self.tables.append(table)
        shading = child(node, "w:tblPr", "w:shd")
        if shading is not None:
            table.fill = self._looks.theme.shading(shading)
        table.rows = tuple(_rows(table))
        empty = []
        for row in table.rows:
            for cell in row.cells:
                flow = self.flow(cell.node, _Where(where.part, where.story, cell, where.in_box))
                if not any(isinstance(item, Table) or item.shows for item in flow):
                    empty.append(cell)
        table.empty = frozenset(empty)
        return table


def _blocks(node: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, also those in content controls and other wrappers."""
    for item in node:
        if item.tag in BLOCKS:
            yield item
        elif item.tag not in UNSEEN and len(item):
            yield from _blocks(item)


def _runs(node: Element, link: Element | None) -> Iterator[Run]:
    for item in node:
        if item.tag == RUN:
            yield Run(item, _text(item), link)
        elif item.tag not in UNSEEN and len(item):
            yield from _runs(item, item if item.tag == LINK else link)


def _text(run: Element) -> str:
    if child(run, "w:rPr", "w:vanish") is not None:
        return ""
    parts = []
    for item in run:
        if item.tag == TEXT:
            parts.append(item.text or "")
        elif item.tag in TEXTS:
            parts.append("\f" if get(item, "w:type") == "page" else TEXTS[str(item.tag)])
    return "".join(parts)


def _shows_more(node: Element) -> bool:
    """Tell whether a paragraph without text holds an object, a formula, a mark or a field."""
    more = (*OBJECTS, *MATHS, *names("w:footnoteReference", "w:endnoteReference", "w:fldSimple",
                                     "w:fldChar", "w:sectPr"))  # fmt: skip
    return any(True for _ in node.iter(*more))


def _boxes(node: Element) -> Iterator[Element]:
    for item in node:
        if item.tag == BOX:
            yield item
        else:
            yield from _boxes(item)


def _rows(table: Table) -> Iterator[Row]:
    nodes = list(_inside(table.node, "w:tr"))
    regions = table_regions(table.node)
    for place, row in enumerate(nodes, 1):
        cells = list(_inside(row, "w:tc"))
        column = 1 + number(get(child(row, "w:trPr", "w:gridBefore")))
        made = []
        for at, cell in enumerate(cells):
            found = regions.of(place, len(nodes), at, len(cells))
            made.append(Cell(cell, table, place, column, found))
            column += max(number(get(child(cell, "w:tcPr", "w:gridSpan")), 1), 1)
        yield Row(row, place, tuple(made))


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row, also those in content controls."""
    for item in node:
        if item.tag == name(tag):
            yield item
        elif item.tag in WRAPPERS:
            yield from _inside(item, tag)
