"""The Word file being written: parts, relationships, ids. In: the rendered frame. Out: bytes."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reportgen.model import Paper, Person
from reportgen.writers.word.archive import repack
from reportgen.writers.word.slots import TAG, Element
from reportgen.writers.word.xml import (
    W15,
    R,
    W,
    Xml,
    allow_extensions,
    clean,
    declared,
    parse_part,
    serialize,
    w,
)

SLOT = re.compile(rb'<w:slot w:val="([0-9]+)"/>')
EARLIEST = datetime(1980, 1, 1)
CHART_DATA = "rId1"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
# The content types and relationships of what stands at the edges of pages.
EDGES = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
# What Word keeps beside a document and we do not: a picture of the template's first page, and a
# second set of styles for a Word of 2007.
LEFT_OUT = ("/thumbnail", "/stylesWithEffects")


XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# ECMA-376 part 1, 22.5: what the part of custom XML is. Its id is ours, and always the same.
DATA_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{{FB673B46-0E6E-549E-B8E4-0641098E3459}}"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
)


class Story:
    """A part that holds text: the document itself, or its notes. It gives out relationship ids."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self._links: dict[str, str] = {}

    def link(self, target: str) -> str:
        """Return the id of the relationship to a web, mail or telephone address."""
        if target not in self._links:
            # Our own ids: python-docx searches all it has given out before, for each new one.
            name = f"rIdLink{len(self._links) + 1}"
            self.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, target, name, is_external=True)
            self._links[target] = name
        return self._links[target]

    def picture(self, data: bytes) -> str:
        """Return the id of the relationship to a picture, "" for one that Word cannot hold."""
        try:
            image = self.part.package.get_or_add_image_part(io.BytesIO(data))
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            return ""
        except Exception:  # a damaged picture: python-docx's readers trust what they read
            return ""
        return str(self.part.relate_to(image, RELATIONSHIP_TYPE.IMAGE))

    def chart(self, xml: str, workbook: bytes) -> str:
        """Return the id of the relationship to a chart with its data (ECMA-376 part 1, 14.2.1).

        The chart's own relationship to the data has the id `CHART_DATA`.
        """
        package = self.part.package
        name = package.next_partname("/word/charts/chart%d.xml")
        chart = Part(name, CONTENT_TYPE.DML_CHART, xml.encode(), package)
        relation = str(self.part.relate_to(chart, RELATIONSHIP_TYPE.CHART))
        name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
        data = Part(name, CONTENT_TYPE.SML_SHEET, workbook, package)
        chart.load_rel(RELATIONSHIP_TYPE.PACKAGE, data, CHART_DATA)
        return relation


def is_on(node: Element) -> bool:
    """Tell what a property says that is either on or off (ECMA-376 17.17.4)."""
    return node.get(w("val"), "1") not in ("0", "false", "off")


def is_sound(document: Any) -> bool:
    """Tell whether a document's parts are what its relationships and content types call them."""
    part, package = document.part, document.part.package
    relations = [*package.rels.items(), *part.rels.items()]
    try:
        document.styles.element.iter()
        document.core_properties.title.strip()
        for name, relation in relations:
            name.startswith("rId")
            if relation.reltype.endswith("/numbering"):
                relation.target_part.element.iter()
            if relation.reltype.endswith("/footnotes"):
                parse_part(relation.target_part.blob)
        for edge in _edges(document):
            parse_part(edge.blob)
    except Exception:  # whatever python-docx and lxml make of a damaged file
        return False
    return True


class WordFile:
    """A document and what must be unique in it."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.body: Element = document.element.body
        self.story = Story(document.part)
        stories = [self.body, *(parse_part(edge.blob) for edge in _edges(document))]
        self._ids = count(max(map(_highest_id, stories)) + 1)
        self._contents: list[str] = []
        self._style_names = {
            str(node.get(w("styleId"))): str(node.find(w("name")).get(w("val")))
            for node in self.styles().iter(w("style"))
            if node.find(w("name")) is not None
        }

    def next_id(self) -> int:
        """Return a number that no bookmark or drawing of the document has."""
        return next(self._ids)

    def styles(self) -> Element:
        """Return the root of the template's styles."""
        return self.document.styles.element

    def related(self, kind: str) -> Any:
        """Return the document's part of a kind, such as `numbering`; None when it has none."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return relation.target_part
        return None

    def put(self, marker: Element, blocks: list[Xml]) -> None:
        """Put blocks in place of a slot's element when the file is saved.

        They go in as text: parsing them, and moving them into python-docx's tree, would take
        longer than all the rest and grow faster than the paper.
        """
        marker.set(w("val"), str(len(self._contents)))
        known = self.document.element.nsmap
        complete = known.get("w") == W and known.get("r") == R
        self._contents.append("".join(blocks if complete else map(declared, blocks)))

    def strays(self) -> Iterator[str]:
        """Yield the names of slots that stand in a header, a footer or a note."""
        for part in _edges(self.document):
            yield from (str(node.get(w("val"))) for node in parse_part(part.blob).iter(TAG))

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
        node = self.document.settings.element.find(w("evenAndOddHeaders"))
        return node is not None and is_on(node)

    def has_edge(self, relation: str) -> bool:
        """Tell whether a relationship leads to a header or footer of the template."""
        item = self.document.part.rels.get(relation)
        kinds = [content for content, _ in EDGES.values()]
        return bool(item and not item.is_external and item.target_part.content_type in kinds)

    def copy_edge(self, relation: str, change: Callable[[Element], bool]) -> str:
        """Return the relationship to a changed copy of a header or footer.

        It is the old one where `change` returns False. Pictures and links go with the copy.
        """
        old = self.document.part.rels[relation].target_part
        root = parse_part(old.blob)
        if not change(root):
            return relation
        self._make_unique(root)
        kind = "header" if old.content_type == CONTENT_TYPE.WML_HEADER else "footer"
        added = self.add_edge(kind, serialize(root))
        new = self.document.part.rels[added].target_part
        for name, item in old.rels.items():
            target = item.target_ref if item.is_external else item.target_part
            new.load_rel(item.reltype, target, name, item.is_external)
        return added

    def add_edge(self, kind: str, xml: bytes) -> str:
        """Add a `header` or `footer`; return its relationship."""
        package = self.document.part.package
        name = package.next_partname(f"/word/{kind}%d.xml")
        content, relation = EDGES[kind]
        part = Part(name, content, xml, package)
        return str(self.document.part.relate_to(part, relation))

    def _make_unique(self, root: Element) -> None:
        """Give the drawings of a copy their own ids; take out what may be in a document once."""
        once = (w("bookmarkStart"), w("bookmarkEnd"))
        for node in list(root.iter(*once)):
            node.getparent().remove(node)
        for node in root.iter(f"{{{DRAWING}}}docPr"):
            node.set("id", str(self.next_id()))

    def add_footnotes(self) -> Any:
        """Return a new, empty part for footnotes."""
        name, package = PackURI("/word/footnotes.xml"), self.document.part.package
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, b"", package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part

    def add_records(self, namespace: str, xml: str) -> None:
        """Add a part of custom XML, in place of those of its namespace that the template has."""
        relations = self.document.part.rels
        for name in [key for key, item in relations.items() if _is_custom(item, namespace)]:
            del relations[name]
        if not xml:
            return
        package = self.document.part.package
        taken = {str(part.partname) for part in package.iter_parts()}
        numbers = (number for number in count(1) if not taken.intersection(_custom_names(number)))
        item_name, properties_name = _custom_names(next(numbers))
        data = f"{XML_HEAD}{xml}".encode()
        item = Part(PackURI(item_name), CONTENT_TYPE.XML, data, package)
        data = f"{XML_HEAD}{DATA_PROPERTIES.format(namespace=namespace)}".encode()
        kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
        properties = Part(PackURI(properties_name), kind, data, package)
        item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self.document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
        allow_extensions(self.document.element, (W15,))

    def save(self, paper: Paper) -> bytes:
        """Return the file: the same bytes for the same paper and template."""
        when = _moment(paper)
        _set_properties(self.document.core_properties, paper, when)
        _leave_out(self.document.part.package.rels)
        _leave_out(self.document.part.rels)
        target = io.BytesIO()
        self.document.save(target)
        name = self.document.part.partname.lstrip("/")
        return repack(target.getvalue(), when, {name: self._filled})

    def _filled(self, xml: bytes) -> bytes:
        # Text cannot look like a slot: its angle brackets are escaped.
        return SLOT.sub(lambda found: self._contents[int(found.group(1))].encode(), xml)


def _edges(document: Any) -> Iterator[Any]:
    """Yield the parts round the text: headers, footers and notes."""
    kinds = ("header+xml", "footer+xml", "footnotes+xml")
    for relation in document.part.rels.values():
        if not relation.is_external and relation.target_part.content_type.endswith(kinds):
            yield relation.target_part


def _custom_names(number: int) -> tuple[str, str]:
    return f"/customXml/item{number}.xml", f"/customXml/itemProps{number}.xml"


def _is_custom(relation: Any, namespace: str) -> bool:
    """Tell whether a relationship leads to custom XML of a namespace."""
    is_data = relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external
    return is_data and namespace.encode() in relation.target_part.blob


def _highest_id(story: Element) -> int:
    """Return the highest number that the template gives a bookmark or a drawing."""
    return max((number for node in story.iter() for number in _numbers(node)), default=0)


def _numbers(node: Element) -> Iterator[int]:
    for name in ("id", w("id")):
        text = str(node.get(name, ""))
        if text.isascii() and text.isdigit() and len(text) < 9:
            yield int(text)


def _moment(paper: Paper) -> datetime:
    """Return the time the file bears: SOURCE_DATE_EPOCH, else the day of the paper, else 1980."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime(1970, 1, 1) + timedelta(seconds=int(epoch))
    day = paper.field("date")
    return datetime(day.year, day.month, day.day) if isinstance(day, date) else EARLIEST


def _set_properties(properties: Any, paper: Paper, when: datetime) -> None:
    """Set what Word shows under File > Info. Word cuts these texts at 255 characters."""
    title, author = paper.field("title"), paper.field("author")
    properties.title = clean(title if isinstance(title, str) else "")[:255]
    properties.author = _author(author)[:255]
    properties.last_modified_by = properties.author
    properties.created = properties.modified = when
    properties.revision = 1


def _author(author: object) -> str:
    if isinstance(author, Person):
        return clean(author.name or author.role)
    return clean(author) if isinstance(author, str) else ""


def _leave_out(relations: Any) -> None:
    for name in [key for key, item in relations.items() if item.reltype.endswith(LEFT_OUT)]:
        del relations[name]
