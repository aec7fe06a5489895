"""Small papers for the HTML writer's tests, and pages read as a browser reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import html5lib
from carried_kinds import carried
from lxml import etree
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics
from reportgen.model import (
    Appendix,
    Attributes,
    Block,
    Column,
    Field,
    Inline,
    List,
    ListItem,
    ListStyle,
    Paper,
    Paragraph,
    Person,
    Row,
    RowKind,
    Section,
    Table,
    TableCell,
    Text,
)
from reportgen.source import Source
from reportgen.writers.html import write_html

HERE = Source("content/paper/purpose.md", 1)
Element = etree._Element
FIELDS = {
    "title": "Reserves",
    "board": "Police and Crime Board",
    "date": date(2022, 3, 22),
    "author": Person("A. Officer", "Chief Finance Officer", "finance@example.org", "0121 496 0000"),
    "marking": "OFFICIAL",
}


def text(*content: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in content)


def para(*content: str | Inline, number: str = "", label: str = "", cls: str = "") -> Paragraph:
    return Paragraph(text(*content), HERE, Attributes(label, (cls,) if cls else ()), number)


def bullets(*items: str) -> List:
    return List(ListStyle.BULLET, tuple(ListItem((para(each),), HERE) for each in items), HERE)


def row(kind: RowKind, *cells: str) -> Row:
    return Row(kind, tuple(TableCell(text(cell) if cell else ()) for cell in cells))


def table(*rows: Row, caption: str = "", number: str = "", label: str = "") -> Table:
    """Return a table whose columns are all amounts but the first."""
    width = max(len(each.cells) for each in rows)
    columns = tuple(Column(is_amount=place > 0) for place in range(width))
    attributes = Attributes(label)
    return Table(columns, rows, HERE, text(caption) if caption else (), attributes, number)


def paper(*blocks: Block, appendices: tuple[Appendix, ...] = (), **fields: object) -> Paper:
    """Return a paper with one section. `fields` are put over those of `FIELDS`."""
    values = FIELDS | fields
    kept = tuple(Field(name, value, HERE) for name, value in values.items())  # type: ignore[arg-type]
    sections = (Section("purpose", HERE, tuple(blocks)),)
    made = Paper("reserves", carried("paper"), HERE, fields=kept, sections=sections)
    return replace(made, appendices=appendices)


def read(data: bytes) -> Element:
    """Return a page's tree as a browser makes it; fails where the page is not sound HTML."""
    parser = html5lib.HTMLParser(
        html5lib.treebuilders.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
    )
    root: Element = parser.parse(data.decode()).getroot()
    return root


def page(made: Paper) -> Element:
    """Return the page of a paper that has no problems."""
    data, problems = write_html(made)
    assert problems == ()
    return read(data)


def page_and_problems(made: Paper) -> tuple[Element, Diagnostics]:
    data, problems = write_html(made)
    return read(data), problems


def shown(node: Element) -> str:
    """Return what an element shows, white space as a browser has it."""
    return " ".join("".join(node.itertext()).replace("\u00a0", " ").split())


def every(root: Element, path: str) -> list[str]:
    return [shown(node) for node in found(root, path)]


def found(root: Element, path: str) -> list[Element]:
    nodes = root.xpath(path)
    assert isinstance(nodes, Iterable)
    return list(nodes)  # type: ignore[arg-type]


def one(root: Element, path: str) -> Element:
    (node,) = found(root, path)
    return node


def ids(root: Element) -> list[str]:
    return [str(value) for value in root.xpath("//@id")]  # type: ignore[union-attr]
