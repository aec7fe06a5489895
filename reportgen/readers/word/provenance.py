"""Records of amounts in a Word file. In: a file that was built here, and perhaps edited since.

Out: what the records say, and what now stands in the place of each amount. Word and LibreOffice
keep the records as they are, in a part of custom XML that is known by its namespace; the text is
taken from the content controls and tables that the records name (`standing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.amounts import UNITS
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.model import WordFile
from reportgen.patterns import regex
from reportgen.provenance import (
    CellRecord,
    Found,
    IssuedPaper,
    Record,
    WorkbookRecord,
    cell_id,
    plain_number,
    quoted_label,
)
from reportgen.readers.word.file import damaged
from reportgen.readers.word.package import Package, read_package
from reportgen.readers.word.standing import RecordedTable, standing_texts
from reportgen.readers.word.xml import Element
from reportgen.source import Source

STORIES = ("footnotes", "endnotes", "header", "footer")
NAMESPACE = "{urn:reportgen:amounts:1}"
# Numbers beyond these are none that a workbook can hold, and would take long to print.
NUMBER = regex(r"-?\d{1,40}(\.\d{1,40})?(E[+-]?\d{1,3})?|-?Infinity|NaN")
PLACE = regex(r"(.*?)(?::(\d{1,7}))?")
MOST_COLUMNS = 63  # Word's own limit

HINT = (
    "it holds them if reportgen built it; they are lost where the file is saved in another format, "
    "or by File, Info, Inspect Document"
)


class _UnreadableError(ValueError):
    """Raised for records that nobody but a person can have written."""


def read_provenance(document: WordFile) -> tuple[IssuedPaper | None, Diagnostics]:
    """Return a file's amounts with what became of them; report a file without records.

    Its changes are taken as accepted. It has to be one that `open_word_file` gave out.
    """
    package = read_package(document.data)
    root = _records_root(package)
    if root is None:
        return None, (_nothing("the file has no records of its amounts", document.source),)
    try:
        return _read(root, package), ()
    except _UnreadableError:
        message = "the file's records of its amounts are damaged"
        return None, (_nothing(message, document.source),)
    except RecursionError:
        return None, (damaged(document.source),)


def _nothing(message: str, source: Source) -> Diagnostic:
    return error("no-provenance", message, source, HINT)


def _records_root(package: Package) -> Element | None:
    """Return the records; programs give their part other names."""
    for part, kind in sorted(package.types.items()):
        if kind.endswith("/xml"):
            root = package.root(part)
            if root is not None and root.tag == f"{NAMESPACE}amounts":
                return root
    return None


def _read(root: Element, package: Package) -> IssuedPaper:
    workbooks = tuple(
        WorkbookRecord(_get(node, "name"), _get(node, "path"), _get(node, "sha256"))
        for node in root.findall(f"{NAMESPACE}workbook")
    )
    paths = {book.name: book.path for book in workbooks}
    records: list[Record] = []
    tables: list[RecordedTable] = []
    for node in root:
        if node.tag == f"{NAMESPACE}amount":
            records.append(_text_record(node, paths))
        elif node.tag == f"{NAMESPACE}table":
            amounts, table = _table(node, paths)
            records += amounts
            tables.append(table)
    texts = standing_texts(_stories(package), tuple(records), tuple(tables))
    amounts_found = tuple(Found(record, texts.get(record.id, ())) for record in records)
    return IssuedPaper(_get(root, "paper"), workbooks, amounts_found)


def _stories(package: Package) -> Iterator[Element]:
    """Yield the trees of the parts that hold text."""
    for part in (package.main, *(part for kind in STORIES for part in package.related(kind))):
        root = package.root(part)
        if root is not None:
            yield root


def _text_record(node: Element, paths: dict[str, str]) -> Record:
    expression = node.find(f"{NAMESPACE}expression")
    return Record(
        _get(node, "id"),
        _get(node, "text"),
        _number(_get(node, "value")),
        _get(node, "format"),
        (expression.text or "") if expression is not None else "",
        tuple(_cell(item, paths) for item in node.findall(f"{NAMESPACE}cell")),
        _get(node, "place"),
        _source(node),
        unit=_unit(node),
    )


def _cell(node: Element, paths: dict[str, str]) -> CellRecord:
    path = paths.get(_get(node, "workbook"), "")
    return CellRecord(path, _get(node, "sheet"), _get(node, "cell"), _number(_get(node, "value")))


def _table(node: Element, paths: dict[str, str]) -> tuple[list[Record], RecordedTable]:
    columns = node.findall(f"{NAMESPACE}column")
    rows = node.findall(f"{NAMESPACE}row")
    if len(columns) > MOST_COLUMNS:
        raise _UnreadableError
    path = paths.get(_get(node, "workbook"), "")
    amounts = [
        _amount(item, (node, row, at), columns, path)
        for at, row in enumerate(rows)
        for item in row
        if item.tag == f"{NAMESPACE}a"
    ]
    lines = ((at, _get(row, "label")) for at, row in enumerate(rows) if not _get(row, "kind"))
    headings = tuple(_get(column, "heading") for column in columns)
    return amounts, RecordedTable(_get(node, "id"), tuple(lines), headings)


def _amount(
    node: Element, where: tuple[Element, Element, int], columns: list[Element], path: str
) -> Record:
    """Return an amount of a table; what it does not say, its column or its text does."""
    table, row, at = where
    index = _index(_get(node, "c"), len(columns))
    column, label, text = columns[index], _get(row, "label"), node.text or ""
    value = _number(_get(node, "value") or plain_number(text))
    address = _get(node, "cell") or f"{_get(column, 'letters')}{_get(row, 'n')}"
    spelt = f"{_get(column, 'before')}{quoted_label(label)}{_get(column, 'after')}"
    return Record(
        cell_id(_get(table, "id"), at, index),
        text,
        value,
        _get(node, "format") or _get(column, "format"),
        _get(node, "expression") or spelt,
        (CellRecord(path, _get(table, "sheet"), address, value),),
        _get(table, "place"),
        _source(table),
        _get(table, "id"),
        label,
        _get(column, "heading"),
        _unit(column),
    )


def _get(node: Element, name: str) -> str:
    return str(node.get(name, ""))


def _index(text: str, columns: int) -> int:
    if not text.isascii() or not text.isdigit() or not int(text[:4]) < columns:
        raise _UnreadableError
    return int(text[:4])


def _unit(node: Element) -> str:
    unit = _get(node, "unit")
    if unit and unit not in UNITS:
        raise _UnreadableError
    return unit


def _number(text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise _UnreadableError
    return Decimal(text)


def _source(node: Element) -> Source:
    found = PLACE.fullmatch(_get(node, "source"))
    return Source(found[1], int(found[2] or 0)) if found else Source("")
