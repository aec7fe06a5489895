"""Small papers for the Word writer's tests: made from the model, and read back as plain lines."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from carried_kinds import carried
from lxml import etree
from msgspec.structs import replace

from reportgen.model import (
    AS_USUAL,
    PLAIN,
    Align,
    Appendix,
    Attributes,
    Block,
    Column,
    Field,
    Inline,
    Link,
    List,
    ListItem,
    ListStyle,
    Numbering,
    Paper,
    Paragraph,
    Person,
    Reference,
    Row,
    RowKind,
    Section,
    Table,
    TableCell,
    Text,
)
from reportgen.source import Source

HERE = Source("content/paper/purpose.md", 1)
HOUSE = Path(__file__).parents[3] / "templates" / "board-report.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SLOTS = ("{{p body }}", "{{p appendices }}")

# --- making papers ----------------------------------------------------------------------------


def text(*content: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in content)


def para(*content: str | Inline, number: str = "", label: str = "", cls: str = "") -> Paragraph:
    return Paragraph(text(*content), HERE, Attributes(label, (cls,) if cls else ()), number)


def item(*blocks: Block | str, number: str = "", label: str = "") -> ListItem:
    made = tuple(para(block) if isinstance(block, str) else block for block in blocks)
    return ListItem(made, HERE, Attributes(label), number)


def bullets(*items: ListItem) -> List:
    return List(ListStyle.BULLET, items, HERE)


def numbers(*items: ListItem, start: int = 1) -> List:
    return List(ListStyle.NUMBER, items, HERE, start)


def letters(*items: ListItem, restarts: bool = False) -> List:
    """Return sub-paragraphs; those within others are as deep as the numbering pass makes them."""
    return _deepened(List(ListStyle.PARAGRAPH, items, HERE, restarts=restarts), 1)


def _deepened(node: List, depth: int) -> List:
    def change(block: Block) -> Block:
        is_sub = isinstance(block, List) and block.style is ListStyle.PARAGRAPH
        return _deepened(block, depth + 1) if is_sub else block

    items = (replace(item, blocks=tuple(map(change, item.blocks))) for item in node.items)
    return replace(node, items=tuple(items), depth=depth)


def row(kind: RowKind, *cells: str) -> Row:
    return Row(kind, tuple(TableCell(text(cell) if cell else ()) for cell in cells))


def table(*rows: Row, amounts: tuple[int, ...] = (), **more: Any) -> Table:
    columns = tuple(
        Column(Align.RIGHT if index in amounts else Align.LEFT, index in amounts)
        for index in range(len(rows[0].cells))
    )
    return Table(columns, rows, HERE, **more)


def link(target: str, *content: str | Inline, title: str = "") -> Link:
    return Link(target, text(*content), title)


def reference(label: str, words: str, number: str) -> Reference:
    return Reference(label, HERE, not words, words, number)


def appendix(title: str, *blocks: Block, number: str = "A", label: str = "") -> Appendix:
    return Appendix(text(title), HERE, blocks, Attributes(label) if label else PLAIN, number)


def paper(
    *blocks: Block,
    appendices: tuple[Appendix, ...] = (),
    numbering: Numbering = AS_USUAL,
    **fields: Any,
) -> Paper:
    """Return a paper with one section, called `purpose`, and every field of a board report."""
    sections = (Section("purpose", HERE, blocks),)
    values = {
        "title": "Commissioning budget",
        "board": "Crime Board",
        "date": date(2022, 3, 22),
        "author": Person(role="Chief Finance Officer"),
        "contact": Person(),
        "background_papers": (),
        "cleared_by": (),
    }
    absent = dict.fromkeys(("marking", "agenda_item", "purpose", "wards"), "")
    made = tuple(Field(name, value, HERE) for name, value in (absent | values | fields).items())
    return Paper(
        "paper",
        carried("board-report"),
        HERE,
        numbering=numbering,
        fields=made,
        sections=sections,
        appendices=appendices,
    )


# --- making templates -------------------------------------------------------------------------


@cache
def frame(*paragraphs: str, header: str = "", without: tuple[str, ...] = ()) -> bytes:
    """Return the house template with these paragraphs for its text: the slots, when none given.

    `header` replaces the running header's text. `without` are ids of styles to leave out.
    """
    shown = "".join(_paragraph(line) for line in paragraphs or SLOTS)
    return changed(
        HOUSE.read_bytes(),
        {
            "word/document.xml": lambda xml: _with_body(xml, shown),
            "word/header2.xml": lambda xml: _with_header(xml, header) if header else xml,
            "word/styles.xml": lambda xml: _without_styles(xml, without),
        },
    )


def changed(package: bytes, changes: dict[str, Any]) -> bytes:
    """Return a package with some parts changed; a part that is changed to None is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = changes.get(name, lambda same: same)(old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target.getvalue()


def _paragraph(line: str) -> str:
    if line.startswith("<"):
        return line
    escaped = line.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:p><w:r><w:t xml:space="preserve">{escaped}</w:t></w:r></w:p>'


def _with_body(xml: bytes, shown: str) -> bytes:
    whole = xml.decode()
    start = whole.index("<w:body>") + len("<w:body>")
    end = whole.rindex("<w:sectPr>")
    return (whole[:start] + shown + whole[end:]).encode()


def _with_header(xml: bytes, line: str) -> bytes:
    whole = xml.decode()
    start = whole.index("<w:p>")
    end = whole.rindex("</w:hdr>")
    return (whole[:start] + _paragraph(line) + whole[end:]).encode()


def _without_styles(xml: bytes, names: tuple[str, ...]) -> bytes:
    root = etree.fromstring(xml)
    for node in [node for node in root if node.get(W + "styleId") in names]:
        root.remove(node)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


# --- reading files back -----------------------------------------------------------------------


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def tree(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(part(data, name))


def lines(data: bytes) -> list[str]:
    """Return the document's text, a line each paragraph or table row: `Style | text`.

    Marks in the text: `{b i: text}` for a run's looks and character style, `[text](address)` for
    a link, `[^id]` for a footnote, `{FIELD = result}` for a field, `<text>` for a bookmark, ` / `
    for a line break and ` -> ` for a tab.
    """
    targets = links(data)
    return [line for node in tree(data)[0] for line in _lines(node, targets)]


def note_lines(data: bytes) -> list[str]:
    """Return the footnotes' paragraphs in the same form."""
    targets = links(data, "word/_rels/footnotes.xml.rels")
    notes = tree(data, "word/footnotes.xml")
    return [
        line
        for note in notes
        if note.get(W + "type") is None
        for node in note
        for line in _lines(node, targets)
    ]


def links(data: bytes, name: str = "word/_rels/document.xml.rels") -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if name not in package.namelist():
            return {}
        return {node.get("Id"): node.get("Target") for node in etree.fromstring(package.read(name))}


def plain(data: bytes, name: str = "word/document.xml") -> str:
    """Return the bare text of a part, its paragraphs and breaks as spaces."""
    parts = []
    for node in tree(data, name).iter(W + "t", W + "p", W + "br", W + "tab"):
        parts.append(node.text or "" if node.tag == W + "t" else " ")
    return "".join(parts)


def _lines(node: Any, targets: dict[str, str]) -> list[str]:
    if node.tag == W + "p":
        return [f"{_value(node, 'pPr', 'pStyle')} | {_content(node, targets)}".rstrip()]
    if node.tag == W + "tbl":
        return [_row(each, targets) for each in node.iter(W + "tr")]
    return []


def _row(node: Any, targets: dict[str, str]) -> str:
    cells = [" / ".join(_lines(p, targets)[0] for p in cell.iter(W + "p")) for cell in node]
    return "row: " + " || ".join(cell for cell in cells if cell)


def _content(node: Any, targets: dict[str, str]) -> str:
    return "".join(_piece(child, targets) for child in node)


def _piece(node: Any, targets: dict[str, str]) -> str:
    if node.tag == W + "hyperlink":
        target = targets.get(node.get(R + "id"), "#" + node.get(W + "anchor", ""))
        return f"[{_content(node, targets)}]({target})"
    if node.tag == W + "bookmarkStart":
        return "<"
    if node.tag == W + "bookmarkEnd":
        return ">"
    return _run(node) if node.tag == W + "r" else ""


def _run(node: Any) -> str:
    words = "".join(_run_piece(child) for child in node)
    look = node.find(W + "rPr")
    marks = [] if look is None else [_mark(child) for child in look]
    is_text = any(child.tag in (W + "t", W + "drawing") for child in node)
    return f"{{{' '.join(marks)}: {words}}}" if marks and is_text else words


def _mark(node: Any) -> str:
    return node.get(W + "val") or node.tag.removeprefix(W)


PIECES = {
    "t": lambda node: node.text or "",
    "instrText": lambda node: f"{{{(node.text or '').strip()} = ",
    "fldChar": lambda node: "}" if node.get(W + "fldCharType") == "end" else "",
    "footnoteReference": lambda node: f"[^{node.get(W + 'id')}]",
    "footnoteRef": lambda node: "^",
    "br": lambda node: " / ",
    "tab": lambda node: " -> ",
    "drawing": lambda node: "(picture)",
}


def _run_piece(node: Any) -> str:
    shown: str = PIECES.get(node.tag.removeprefix(W), lambda _: "")(node)
    return shown


def _value(node: Any, *path: str) -> str:
    found = node.find("/".join(W + name for name in path))
    return "" if found is None else found.get(W + "val", "")
