"""The Word file being written: parts, relationships, ids. In: the rendered frame. Out: bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count

from reportgen.model import Paper
from reportgen.writers.word.opc import (
    OFFICE,
    SHEET_TYPE,
    WORDS,
    XML_TYPE,
    Package,
    Part,
    Relation,
)
from reportgen.writers.word.properties import moment, set_properties
from reportgen.writers.word.slots import TAG, Element
from reportgen.writers.word.xml import (
    W15,
    R,
    W,
    Xml,
    allow_extensions,
    declared,
    parse_part,
    serialize,
    w,
)

SLOT = re.compile(rb'<w:slot w:val="([0-9]+)"/>')
CHART_DATA = "rId1"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DATA_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CUSTOM_XML = f"{OFFICE}/customXml"
# The content types of what stands at the edges of pages.
EDGES = {kind: f"{WORDS}.{kind}+xml" for kind in ("header", "footer")}
STORIES = (*EDGES.values(), f"{WORDS}.footnotes+xml")

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# ECMA-376 part 1, 22.5: what the part of custom XML is. Its id is ours, and always the same.
DATA_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{{FB673B46-0E6E-549E-B8E4-0641098E3459}}"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
)


class Story:
    """A part that holds text: the document itself, or its notes. It gives out relationship ids."""

    def __init__(self, package: Package, part: Part) -> None:
        self._package, self._part = package, part
        self._links: dict[str, str] = {}

    def link(self, target: str) -> str:
        """Return the id of the relationship to a web, mail or telephone address."""
        if target not in self._links:
            # Our own ids: a free number is searched among all that were given out before.
            name = f"rIdLink{len(self._links) + 1}"
            self._part.relations[name] = Relation(f"{OFFICE}/hyperlink", target)
            self._links[target] = name
        return self._links[target]

    def picture(self, data: bytes) -> str:
        """Return the id of the relationship to a picture, "" for one that Word cannot hold."""
        part = self._package.picture(data)
        return "" if part is None else self._part.relations.lead_to(part, f"{OFFICE}/image")

    def chart(self, xml: str, workbook: bytes) -> str:
        """Return the id of the relationship to a chart with its data (ECMA-376 part 1, 14.2.1).

        The chart's own relationship to the data has the id `CHART_DATA`.
        """
        name = self._package.free_name("/word/charts/chart%d.xml")
        chart = Part(name, CHART_TYPE, xml.encode())
        relation = self._part.relations.lead_to(chart, f"{OFFICE}/chart")
        name = self._package.free_name("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
        data = Part(name, SHEET_TYPE, workbook)
        chart.relations[CHART_DATA] = Relation(f"{OFFICE}/package", data)
        return relation


def is_on(node: Element) -> bool:
    """Tell what a property says that is either on or off (ECMA-376 17.17.4)."""
    return node.get(w("val"), "1") not in ("0", "false", "off")


class WordFile:
    """A document and what must be unique in it."""

    def __init__(self, package: Package) -> None:
        self.package, self.part = package, package.document
        self.root: Element = self.part.element
        self.body: Element = self.root.find(w("body"))
        self.story = Story(package, self.part)
        stories = [self.body, *(edge.look for edge in self._edges())]
        self._ids = count(max(map(_highest_id, stories)) + 1)
        self._contents: list[str] = []
        self._style_names = _style_names(self.styles())

    def next_id(self) -> int:
        """Return a number that no bookmark or drawing of the document has."""
        return next(self._ids)

    def styles(self) -> Element:
        """Return the root of the styles, to look at."""
        return self.part_of("styles").look

    def part_of(self, kind: str) -> Part:
        """Return a part that every frame has: its `styles` or `settings`."""
        part = self.related(kind)
        if part is None:
            raise ValueError(f"a frame without {kind}")
        return part

    def related(self, kind: str) -> Part | None:
        """Return the document's part of a kind, such as `numbering`; None when it has none."""
        return self.part.relations.related(kind)

    def add(self, kind: str, data: bytes) -> Part:
        """Add a part to the document, of a kind that it has none of, such as `footnotes`."""
        part = Part(f"/word/{kind}.xml", f"{WORDS}.{kind}+xml", data)
        self.part.relations.lead_to(part, f"{OFFICE}/{kind}")
        return part

    def new_story(self, part: Part) -> Story:
        """Return what gives out the relationships of another part with text."""
        return Story(self.package, part)

    def put(self, marker: Element, blocks: list[Xml]) -> None:
        """Put blocks in place of a slot's element when the file is saved.

        They go in as text: parsing them, and moving them into the tree, would take longer than
        all the rest and grow faster than the paper.
        """
        marker.set(w("val"), str(len(self._contents)))
        known = self.root.nsmap
        complete = known.get("w") == W and known.get("r") == R
        self._contents.append("".join(blocks if complete else map(declared, blocks)))

    def strays(self) -> Iterator[str]:
        """Yield the names of slots that stand in a header, a footer or a note."""
        for part in self._edges():
            yield from (str(node.get(w("val"))) for node in part.look.iter(TAG))

    def style_name(self, style: str) -> str:
        """Return what Word calls a style, "" when the template does not have it."""
        return self._style_names.get(style, "")

    def style_has(self, style: str, name: str) -> bool:
        """Tell whether a style, or one that it is based on, has a property of paragraphs."""
        known = {str(node.get(w("styleId"))): node for node in self.styles().iter(w("style"))}
        while (node := known.pop(style, None)) is not None:
            found = node.find(f"{w('pPr')}/{w(name)}")
            if found is not None:
                return is_on(found)
            based_on = node.find(w("basedOn"))
            style = "" if based_on is None else str(based_on.get(w("val")))
        return False

    def has_even_pages(self) -> bool:
        """Tell whether the template has headers of their own for even pages."""
        node = self.part_of("settings").look.find(w("evenAndOddHeaders"))
        return node is not None and is_on(node)

    def has_edge(self, relation: str) -> bool:
        """Tell whether a relationship leads to a header or footer of the template."""
        item = self.part.relations.get(relation)
        return bool(item and item.part and item.part.content_type in EDGES.values())

    def edge(self, relation: str) -> Part:
        """Return the header or footer that a relationship leads to; raise KeyError for none."""
        part = self.part.relations[relation].part
        if part is None:
            raise KeyError(relation)
        return part

    def copy_edge(self, relation: str, change: Callable[[Element], bool]) -> str:
        """Return the relationship to a changed copy of a header or footer.

        It is the old one where `change` returns False. Pictures and links go with the copy.
        """
        old = self.edge(relation)
        root = parse_part(old.data)
        if not change(root):
            return relation
        self._make_unique(root)
        kind = next(kind for kind, content in EDGES.items() if content == old.content_type)
        added = self.add_edge(kind, serialize(root))
        self.edge(added).relations.update(old.relations)
        return added

    def add_edge(self, kind: str, xml: bytes) -> str:
        """Add a `header` or `footer`; return its relationship."""
        part = Part(self.package.free_name(f"/word/{kind}%d.xml"), EDGES[kind], xml)
        return self.part.relations.lead_to(part, f"{OFFICE}/{kind}")

    def _make_unique(self, root: Element) -> None:
        """Give the drawings of a copy their own ids; take out what may be in a document once."""
        once = (w("bookmarkStart"), w("bookmarkEnd"))
        for node in list(root.iter(*once)):
            node.getparent().remove(node)
        for node in root.iter(f"{{{DRAWING}}}docPr"):
            node.set("id", str(self.next_id()))

    def add_records(self, namespace: str, xml: str) -> None:
        """Add a part of custom XML, in place of those of its namespace that the template has."""
        relations = self.part.relations
        for name in [key for key, item in relations.items() if _is_custom(item, namespace)]:
            del relations[name]
        if not xml:
            return
        taken = {part.name for part in self.package.parts()}
        numbers = (number for number in count(1) if not taken.intersection(_custom_names(number)))
        item_name, properties_name = _custom_names(next(numbers))
        item = Part(item_name, XML_TYPE, f"{XML_HEAD}{xml}".encode())
        data = f"{XML_HEAD}{DATA_PROPERTIES.format(namespace=namespace)}".encode()
        properties = Part(properties_name, DATA_TYPE, data)
        item.relations.lead_to(properties, f"{OFFICE}/customXmlProps")
        relations.lead_to(item, CUSTOM_XML)
        allow_extensions(self.root, (W15,))

    def save(self, paper: Paper) -> bytes:
        """Return the file: the same bytes for the same paper and template."""
        when = moment(paper)
        set_properties(self.package, paper, when)
        return self.package.zipped(when, {self.part.name: self._filled(self.part.data)})

    def _edges(self) -> Iterator[Part]:
        """Yield the parts round the text: headers, footers and notes."""
        parts = (item.part for item in self.part.relations.values())
        yield from (part for part in parts if part and part.content_type in STORIES)

    def _filled(self, xml: bytes) -> bytes:
        # Text cannot look like a slot: its angle brackets are escaped.
        return SLOT.sub(lambda found: self._contents[int(found.group(1))].encode(), xml)


@lru_cache(8)
def _style_names(sheet: Element) -> dict[str, str]:
    """Return what Word calls the styles of a sheet that nobody changes, by their ids."""
    nodes = ((node.get(w("styleId")), node.find(w("name"))) for node in sheet.iter(w("style")))
    return {str(name): str(said.get(w("val"))) for name, said in nodes if said is not None}


def _custom_names(number: int) -> tuple[str, str]:
    return f"/customXml/item{number}.xml", f"/customXml/itemProps{number}.xml"


def _is_custom(relation: Relation, namespace: str) -> bool:
    """Tell whether a relationship leads to custom XML of a namespace."""
    part = relation.part
    return relation.kind == CUSTOM_XML and part is not None and namespace.encode() in part.data


def _highest_id(story: Element) -> int:
    """Return the highest number that the template gives a bookmark or a drawing."""
    return max((number for node in story.iter() for number in _numbers(node)), default=0)


def _numbers(node: Element) -> Iterator[int]:
    for name in ("id", w("id")):
        text = str(node.get(name, ""))
        if text.isascii() and text.isdigit() and len(text) < 9:
            yield int(text)
