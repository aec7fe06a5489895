"""Read the sheets of a workbook: sound bytes come in, sheets and the names of blocks go out.

    parts     the package: which part is what, and who links to whom
    strings   the texts that cells share
    styles    number formats and bold type
    cells     the cells of one sheet, in one pass
    names     defined names and Excel tables

Saved values and formulas are read together. Merged blocks, pictures, charts and macros are never
opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from reportgen.readers.workbook.cells import (
    Surroundings,
    TooManyCellsError,
    read_cells,
)
from reportgen.readers.workbook.links import read_links
from reportgen.readers.workbook.names import defined_names, table_name
from reportgen.readers.workbook.parts import (
    LINK_ID,
    MAIN,
    OFFICE,
    DamagedError,
    Package,
    Relation,
    is_true,
    text_of,
)
from reportgen.readers.workbook.strings import read_strings
from reportgen.readers.workbook.styles import read_styles
from reportgen.readers.workbook.values import EPOCH, EPOCH_1904
from reportgen.source import Source
from reportgen.workbook import NamedRange, Sheet, Workbook

__all__ = ["TooManyCellsError", "read_book"]

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
MACROS = "application/vnd.ms-excel."
WORKBOOKS = (
    f"{MACROS}template.macroEnabled.main+xml",
    f"{SHEETS}template.main+xml",
    f"{MACROS}sheet.macroEnabled.main+xml",
    f"{SHEETS}sheet.main+xml",
)
STRINGS = f"{SHEETS}sharedStrings+xml"
USUAL_WORKBOOK = "xl/workbook.xml"
COMMENTS = f"{OFFICE}/comments"


def read_book(data: bytes, source: Source, most_cells: int) -> Workbook:
    """Read every sheet of cells, the tables and defined names that are one block each, and links.

    Chart sheets hold no cells and are left out. Raises TooManyCellsError, and for a damaged
    workbook whatever taking it apart runs into.
    """
    reader = _Reader(Package(data), source, most_cells)
    sheets = reader.sheets()
    tree = reader.tree
    calculation = tree.find(f"{MAIN}calcPr")
    exact = None if calculation is None else calculation.get("fullPrecision")
    return Workbook(
        "",
        source,
        sheets,
        (*reader.tables, *defined_names(tree, sheets)),
        links=read_links(reader.package, reader.part, tree),
        as_displayed=not is_true(exact, default=True),
    )


class _Reader:
    """Reads one workbook; `tree` is its main part."""

    def __init__(self, package: Package, source: Source, most_cells: int) -> None:
        self.package, self.source = package, source
        self.tables: list[NamedRange] = []
        self.part = _main_part(package)
        self.tree = package.tree(self.part)
        self._most_cells = most_cells
        self._styles = read_styles(package)
        self._epoch = _epoch(self.tree)
        self._strings: list[str] = []
        for part in package.parts_of_type(STRINGS):
            with package.open(part) as xml:
                self._strings = read_strings(xml)
            break

    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(self._sheet(node, relation.target) for node, relation in self._each_sheet())

    def _each_sheet(self) -> Iterator[tuple[Element, Relation]]:
        relations = self.package.relations(self.part)
        for node in self.tree.findall(f"{MAIN}sheets/{MAIN}sheet"):
            if node.get(LINK_ID):
                relation = relations[node.attrib[LINK_ID]]
                if relation.target in self.package and "chartsheet" not in relation.type:
                    yield node, relation

    def _sheet(self, node: Element, part: str) -> Sheet:
        source = Source(self.source.path, sheet=node.attrib["name"])
        relations = self.package.relations(part)
        around = Surroundings(
            source,
            self._strings,
            self._styles,
            self._epoch,
            dict(self._comments(relations)),
            self._most_cells,
        )
        with self.package.open(part) as xml:
            content = read_cells(xml, around)
        self._most_cells -= sum(map(len, content.rows))
        for name in content.tables:
            table = table_name(self.package.tree(relations[name].target), source.sheet)
            self.tables += [table] if table else []
        return Sheet(
            source.sheet,
            source,
            content.rows,
            hidden=node.get("state", "visible") != "visible",
            hidden_rows=content.hidden_rows,
            hidden_columns=content.hidden_columns,
        )

    def _comments(self, relations: dict[str, Relation]) -> Iterator[tuple[str, str]]:
        for relation in relations.values():
            if relation.type == COMMENTS:
                for node in self.package.tree(relation.target).iter(f"{MAIN}comment"):
                    text = node.find(f"{MAIN}text")
                    yield node.attrib["ref"], "" if text is None else text_of(text)


def _main_part(package: Package) -> str:
    for content_type in WORKBOOKS:
        for part in package.parts_of_type(content_type):
            return part
    if package.defaults().intersection(WORKBOOKS):
        return USUAL_WORKBOOK
    raise DamagedError


def _epoch(tree: Element) -> datetime:
    """Return the day that dates count from: old workbooks of the Macintosh begin in 1904."""
    properties = tree.find(f"{MAIN}workbookPr")
    is_1904 = properties is not None and is_true(properties.get("date1904"))
    return EPOCH_1904 if is_1904 else EPOCH
