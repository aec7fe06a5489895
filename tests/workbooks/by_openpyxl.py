"""Workbooks as openpyxl reads them, to hold our own reader against: bytes in, a Workbook out."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.table import Table
from openpyxl.xml.constants import COMMENTS_NS, REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from reportgen.source import Source
from reportgen.workbook import (
    Cell,
    CellValue,
    NamedRange,
    Sheet,
    Workbook,
    column_letters,
    read_range,
)

# Excel keeps 15 significant digits of a number and shows no more.
EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
LARGEST_NUMBER = Decimal("1E308")

# A defined name for one block of one sheet: Summary!$C$9, 'Active Citizens'!$B$5:$B$9.
BLOCK = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\](),]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")

# How Excel writes a control character in a text: _x000D_.
CONTROL_CHARACTER = re.compile(r"_x00([01][0-9A-Fa-f])_")

DOCUMENT = "/officeDocument"
REFERENCE = f"{{{SHEET_MAIN_NS}}}externalReferences/{{{SHEET_MAIN_NS}}}externalReference"
ID = f"{{{REL_NS}}}id"

Rows = tuple[tuple[Cell, ...], ...]


class TooManyCellsError(Exception):
    """Raised when a workbook has more filled cells than may be read."""


def read_book(data: bytes, source: Source, most_cells: int) -> Workbook:
    """Read every sheet of cells, the tables and defined names that are one block each, and links.

    Chart sheets hold no cells and are left out. Raises TooManyCellsError, and whatever
    openpyxl raises at a damaged workbook.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as charts
        # read_only is what keeps openpyxl from filling merged and linked blocks with cells.
        book: Any = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheets: list[Sheet] = []
        tables: list[NamedRange] = []
        for part in book._sheets:
            if isinstance(part, ReadOnlyWorksheet):
                sheet, found = _SheetReader(book, part, source, most_cells).read()
                most_cells -= sum(len(row) for row in sheet.rows)
                sheets.append(sheet)
                tables.extend(found)
        return Workbook(
            "",
            source,
            tuple(sheets),
            (*tables, *_defined_names(book, sheets)),
            links=read_links(book._archive),
            as_displayed=getattr(book.calculation, "fullPrecision", None) is False,
        )


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, book: Any, part: Any, source: Source, most_cells: int) -> None:
        self.archive = book._archive
        self.book = book
        self.part = part
        self.source = Source(source.path, sheet=part.title)
        self.most_cells = most_cells
        self.styles: dict[int, tuple[str, bool]] = {}
        self.relations = self.read_relations()
        self.comments = dict(self.read_comments())

    def read(self) -> tuple[Sheet, tuple[NamedRange, ...]]:
        with self.archive.open(self.part._worksheet_path) as xml:
            parser = self.parser(xml)
            rows = self.read_rows(parser)
        sheet = Sheet(
            self.part.title,
            self.source,
            rows,
            hidden=self.part.sheet_state != "visible",
            hidden_rows=_hidden_rows(parser),
            hidden_columns=_hidden_columns(parser, rows),
        )
        return sheet, tuple(self.read_tables(parser))

    def read_relations(self) -> Any:
        path: str = get_rels_path(self.part._worksheet_path)  # type: ignore[no-untyped-call]
        known = path in self.archive.namelist()
        return get_dependents(self.archive, path) if known else RelationshipList()

    def read_comments(self) -> Iterator[tuple[str, str]]:
        for relation in self.relations.find(COMMENTS_NS):
            part: Any = CommentSheet.from_tree(fromstring(self.archive.read(relation.target)))
            for address, comment in part.comments:
                yield address, comment.text

    def parser(self, xml: Any) -> Any:
        return _Parser(
            xml,
            self.part._shared_strings,
            data_only=True,
            epoch=self.book.epoch,
            date_formats=self.book._date_formats,
            timedelta_formats=self.book._timedelta_formats,
        )

    def read_rows(self, parser: Any) -> Rows:
        """Read the used cells. A file need not list them in order, nor each of them once."""
        cells: dict[tuple[int, int], Cell] = {}
        for _, items in parser.parse():
            for item in items:
                cell = self.read_cell(item)
                if not cell.is_blank:
                    cells[cell.row, cell.column] = cell
            if len(cells) > self.most_cells:
                raise TooManyCellsError
        rows: dict[int, list[Cell]] = {}
        for place in sorted(cells):
            rows.setdefault(place[0], []).append(cells[place])
        return tuple(tuple(row) for row in rows.values())

    def read_cell(self, item: dict[str, Any]) -> Cell:
        address = f"{column_letters(item['column'])}{item['row']}"
        value, fault = _value(item["value"], item["data_type"])
        number_format, bold = self.style(item["style_id"])
        return Cell(
            item["row"],
            item["column"],
            value,
            Source(self.source.path, sheet=self.source.sheet, cell=address),
            formula=_formula(item.get("formula")),
            number_format=number_format,
            error=fault,
            bold=bold,
            comment=self.comments.get(address, ""),
        )

    def style(self, style_id: int) -> tuple[str, bool]:
        """Return a style's number format and boldness, looked up once for each style."""
        if style_id not in self.styles:
            cell: Any = ReadOnlyCell(self.part, 1, 1, None, "n", style_id)
            self.styles[style_id] = (cell.number_format, bool(cell.font.b))
        return self.styles[style_id]

    def read_tables(self, parser: Any) -> Iterator[NamedRange]:
        for part in parser.tables.tablePart:
            target = self.relations.get(part.id).target
            table: Any = Table.from_tree(fromstring(self.archive.read(target)))
            block = read_range(table.ref)
            if block:
                yield NamedRange(
                    table.displayName,
                    self.source.sheet,
                    block,
                    is_table=True,
                    header_rows=1 if table.headerRowCount is None else table.headerRowCount,
                    total_rows=table.totalsRowCount or 0,
                )


class _Parser(WorkSheetParser):
    """openpyxl's parser reads either saved values or formulas; this one keeps both."""

    def parse_cell(self, element: Any) -> Any:
        item: Any = super().parse_cell(element)
        if element.find(FORMULA_TAG) is not None:
            item["formula"] = self.parse_formula(element)  # type: ignore[no-untyped-call]
            # ="" saves a text of no length, which is not the same as no saved value.
            if element.get("t") == "str" and element.find(VALUE_TAG) is not None:
                item["value"] = item["value"] or ""
        return item


def _value(value: Any, data_type: str) -> tuple[CellValue, str]:
    """Return the value in our types, and the error (`#REF!`) that stands in its place."""
    if data_type == "e" and value is not None:
        return None, str(value)
    if isinstance(value, bool | datetime | date | time) or value is None:
        return value, ""
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, int | float):
        return _number(value)
    return CONTROL_CHARACTER.sub(lambda found: chr(int(found[1], 16)), str(value)), ""


def _number(value: int | float) -> tuple[CellValue, str]:
    number = EXCEL_DIGITS.create_decimal(repr(value))
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        return None, "#NUM!"
    return EXCEL_DIGITS.plus(number), ""  # plus: Excel knows no minus zero


def _formula(formula: Any) -> str:
    """Return a formula's text: of an array formula its own, of a data table its inputs."""
    if formula is None or isinstance(formula, str):
        return formula or ""
    if hasattr(formula, "text"):
        return str(formula.text)
    return f"=TABLE({formula.r1 or ''},{formula.r2 or ''})"


def _hidden_rows(parser: Any) -> tuple[int, ...]:
    return tuple(sorted(int(row) for row, look in parser.row_dimensions.items() if _hidden(look)))


def _hidden_columns(parser: Any, rows: Rows) -> tuple[int, ...]:
    """List the hidden columns up to the last used one: one entry of a file may hide thousands."""
    last = max((row[-1].column for row in rows), default=0)
    columns: set[int] = set()
    for look in parser.column_dimensions.values():
        if _hidden(look):
            columns.update(range(int(look["min"]), min(int(look["max"]), last) + 1))
    return tuple(sorted(columns))


def _hidden(look: dict[str, str]) -> bool:
    """Tell whether a row or column is hidden: by its flag, or by a height or width of nothing."""
    size = look.get("ht", look.get("width", "1"))
    return look.get("hidden", "0") in ("1", "true") or float(size) == 0


def _defined_names(book: Any, sheets: list[Sheet]) -> Iterator[NamedRange]:
    """Yield the names for one block of one sheet; a workbook's own name goes before a sheet's."""
    titles = {sheet.title.casefold(): sheet.title for sheet in sheets}
    seen: set[str] = set()
    times = Counter(name.casefold() for name, _ in _each_name(book))
    for name, defined in _each_name(book):
        found = BLOCK.fullmatch(defined.value or "")
        if found is None or name.casefold() in seen:
            continue
        sheet = titles.get((found[1] or found[2]).replace("''", "'").casefold())
        block = read_range(found[3])
        if sheet and block:
            seen.add(name.casefold())
            ambiguous = times[name.casefold()] > 1 or not _is_absolute(found[3])
            yield NamedRange(name, sheet, block, ambiguous=ambiguous)


def _is_absolute(address: str) -> bool:
    """Tell whether a name means the same cells wherever it is used: $B$5:$B$9, not B5:B9."""
    return address.count("$") == 2 * len(address.split(":"))


def _each_name(book: Any) -> Iterator[tuple[str, Any]]:
    for scope in (book, *book._sheets):
        for name, defined in getattr(scope, "defined_names", {}).items():
            if not defined.hidden and not defined.is_reserved:
                yield name, defined


def read_links(archive: ZipFile) -> tuple[str, ...]:
    """Return the files that formulas call [1], [2], as the package has them: paths or addresses.

    `""` stands for one that the package does not name (ECMA-376 part 1, 18.14).
    """
    root = (item.target for item in _relations(archive, "") if item.Type.endswith(DOCUMENT))
    workbook = next(root, "")
    if workbook not in archive.NameToInfo:
        return ()
    tree: Any = fromstring(archive.read(workbook))
    parts = {item.Id: item.target for item in _relations(archive, workbook)}
    links = [parts.get(item.get(ID), "") for item in tree.findall(REFERENCE)]
    targets = {part: _target(archive, part) for part in set(links)}
    return tuple(targets[part] for part in links)


def _target(archive: ZipFile, part: str) -> str:
    """Return the file of one link: its first relationship. A program in its place has none."""
    relations = _relations(archive, part) if part else ()
    return next((str(item.target) for item in relations), "")


def _relations(archive: ZipFile, part: str) -> Any:
    path: str = get_rels_path(part)  # type: ignore[no-untyped-call]
    return get_dependents(archive, path) if path in archive.NameToInfo else RelationshipList()
