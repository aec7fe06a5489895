"""Strip a workbook to what its formulas need: the file's bytes come in, a smaller file goes out.

What goes to LibreOffice holds cells, tables and defined names and nothing else: no macros, no
links to other files or to the web, no pictures, no objects. Of the formulas it keeps those that
are to be worked out, without their saved values; any other gives way to its saved value.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from reportgen.patterns import regex

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# What is kept of a workbook's parts, by the last word of the type of the link to it.
KEPT = {
    "worksheet": f"{TYPES}worksheet+xml",
    "sharedStrings": f"{TYPES}sharedStrings+xml",
    "styles": f"{TYPES}styles+xml",
    "table": f"{TYPES}table+xml",
}
# In the order in which they stand in the file (ECMA-376 part 1, 18.2.27).
OF_WORKBOOK = ("workbookPr", "sheets", "definedNames", "calcPr")
OF_SHEET = ("sheetData", "tableParts")
OF_CELL = ("r", "s", "t")
# A name for cells or a number; one that is a formula could do anything.
HARMLESS_NAME = regex(r"[^\[\](|]*")
WORKBOOK = "xl/workbook.xml"

# By the title of the sheet and the address of the cell, each without its `=`.
Formulas = Mapping[tuple[str, str], str]


def bare_workbook(data: bytes, formulas: Formulas) -> bytes:
    """Return a workbook with no formulas but those given, and those without saved values.

    The bytes are those of a workbook that could be read. Raises KeyError, ValueError or
    ParseError where it is put together in a way that no program does.
    """
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        kept = _Stripping(old, formulas).parts()
        written = {name: content for name, content, _ in kept}
        types = {name: kind for name, _, kind in kept if kind}
        for name, content in written.items():
            new.writestr(name, content)
        new.writestr("[Content_Types].xml", _content_types(types))
        new.writestr("_rels/.rels", _relations([("rId1", f"{KINDS}officeDocument", WORKBOOK)]))
    return target.getvalue()


Part = tuple[str, bytes, str]
Link = tuple[str, str, str]


class _Stripping:
    """The stripping of one workbook. Each part is its name, its content and its type."""

    def __init__(self, archive: ZipFile, formulas: Formulas) -> None:
        self.archive = archive
        self.formulas = formulas

    def parts(self) -> list[Part]:
        (path,) = (name for _, kind, name in self.links("") if kind == "officeDocument")
        links = [link for link in self.links(path) if link[1] in KEPT]
        book = self.read(path)
        titles = {
            sheet.get(f"{OFFICE}id"): sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")
        }
        sheets = [link for link in links if link[1] == "worksheet" and link[0] in titles]
        others = [link for link in links if link[1] != "worksheet"]
        made = [part for id_, _, name in sheets for part in self.sheet(name, titles[id_])]
        made += [(name, self.archive.read(name), KEPT[kind]) for _, kind, name in others]
        kept = {link[0] for link in sheets}
        made.append((WORKBOOK, _book(book, kept), f"{TYPES}sheet.main+xml"))
        made.append(_relations_part(WORKBOOK, [*sheets, *others]))
        return made

    def links(self, path: str) -> list[Link]:
        """Return id, kind and part of each link from a part to another one of the package."""
        name = _relations_of(path)
        if name not in self.archive.namelist():
            return []
        return [
            (item.get("Id", ""), item.get("Type", "").rpartition("/")[2], _target(path, item))
            for item in self.read(name).iter(f"{PACKAGE}Relationship")
            if item.get("TargetMode") != "External"
        ]

    def read(self, name: str) -> ET.Element:
        # Parts with a DOCTYPE never get here: packages.py refuses them.
        return ET.fromstring(self.archive.read(name))  # noqa: S314

    def sheet(self, name: str, title: str) -> Iterator[Part]:
        old = self.read(name)
        root = ET.Element(f"{MAIN}worksheet")
        root.extend(item for tag in OF_SHEET for item in old.findall(f"{MAIN}{tag}"))
        for row in root.iter(f"{MAIN}row"):
            _keep_attributes(row, ("r", "hidden"))
        for cell in root.iter(f"{MAIN}c"):
            self.strip(cell, title)
        yield name, ET.tostring(root), KEPT["worksheet"]
        tables = [link for link in self.links(name) if link[1] == "table"]
        for _, kind, table in tables:
            yield table, self.archive.read(table), KEPT[kind]
        if tables:
            yield _relations_part(name, tables)

    def strip(self, cell: ET.Element, title: str) -> None:
        """Take from a cell its formula or, where that is to be worked out, its saved value."""
        _keep_attributes(cell, OF_CELL)
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            return
        text = self.formulas.get((title, cell.get("r", "")))
        if text is None:
            cell.remove(formula)
            return
        for value in cell.findall(f"{MAIN}v"):
            cell.remove(value)
        cell.attrib.pop("t", None)
        is_array = formula.get("t") == "array"
        _keep_attributes(formula, ("t", "ref") if is_array else ())
        formula.text = text


def _keep_attributes(element: ET.Element, names: tuple[str, ...]) -> None:
    element.attrib = {name: value for name, value in element.attrib.items() if name in names}


def _book(old: ET.Element, kept: set[str]) -> bytes:
    root = ET.Element(f"{MAIN}workbook")
    root.extend(item for tag in OF_WORKBOOK for item in old.findall(f"{MAIN}{tag}"))
    for sheets in root.findall(f"{MAIN}sheets"):
        others = [entry for entry in sheets if entry.get(f"{OFFICE}id") not in kept]
        for entry in others:
            sheets.remove(entry)
        _strip_names(root, are_numbered=not others)
    return ET.tostring(root)


def _strip_names(root: ET.Element, *, are_numbered: bool) -> None:
    """Leave out names for formulas, and all where a sheet is gone: they count the sheets."""
    for names in root.findall(f"{MAIN}definedNames"):
        for name in list(names):
            if not are_numbered or not HARMLESS_NAME.fullmatch(name.text or ""):
                names.remove(name)
        if not len(names):
            root.remove(names)


def _target(path: str, relation: ET.Element) -> str:
    """Return the name of the part that a link leads to; it is written from the part's folder."""
    written = relation.get("Target", "")
    joined = posixpath.join("/", posixpath.dirname(path), written)
    return posixpath.normpath(joined).lstrip("/")


def _relations_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations_part(path: str, links: list[Link]) -> Part:
    content = _relations([(id_, f"{KINDS}{kind}", f"/{name}") for id_, kind, name in links])
    return _relations_of(path), content, ""


def _relations(links: list[Link]) -> bytes:
    items = "".join(
        f"<Relationship Id={quoteattr(id_)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for id_, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE[1:-1]}">{items}</Relationships>'.encode()


def _content_types(types: Mapping[str, str]) -> bytes:
    parts = "".join(
        f'<Override PartName={quoteattr(f"/{name}")} ContentType="{kind}"/>'
        for name, kind in types.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{rels}"/>{parts}</Types>'
    ).encode()
