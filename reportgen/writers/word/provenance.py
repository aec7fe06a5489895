"""Provenance in the file: in come a paper's linked amounts, out go content controls and a part.

An amount in a sentence, and the table of a budget, stand in a content control that nobody sees
(ECMA-376 17.5.2; its appearance is of [MS-DOCX] 2.5.4). Its title is for people, its tag is the
record's id. The records are a part of custom XML (ECMA-376 15.2.5), where every program that edits
the file leaves them. What they say depends on the paper and its workbooks alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from reportgen.model import AmountText, Paper, Row, Table
from reportgen.provenance import (
    CellRecord,
    LinkedText,
    amounts_of,
    cell_records,
    headings,
    linked,
    row_label,
    title,
    workbook_records,
)
from reportgen.source import Source
from reportgen.writers.word.xml import W15, Xml, element, escape

NAMESPACE = "urn:reportgen:amounts:1"
# Said on each control: on the root a template may have another prefix for it.
HIDDEN = f'<w15:appearance xmlns:w15="{W15}" w15:val="hidden"/>'
# A control of plain text: one line of one look, as an amount is. LibreOffice keeps its title.
ONE_LINE = "<w:text/>"
CONTROL_END = "</w:sdtContent></w:sdt>"


class Provenance:
    """The controls of a document, and the records of what was put into them."""

    def __init__(self, paper: Paper, next_id: Callable[[], int]) -> None:
        self._paper, self._next_id = paper, next_id
        # By the nodes themselves: two sentences may print what is equal in all respects.
        self._linked = {id(item.node): item for item in linked(paper)}
        self._written: set[str] = set()

    def text(self, node: AmountText, content: str) -> str:
        """Return an amount of a sentence in its control; an amount of a table as it is."""
        item = self._linked.get(id(node))
        if item is None or not content:
            return content
        self._written.add(item.id)
        return self._control(title(node.text, node.amount.cells), item.id, content, ONE_LINE)

    def table(self, node: Table, content: Xml) -> Xml:
        """Return a budget's table in its control, any other as it is."""
        item = self._linked.get(id(node))
        if item is None:
            return content
        self._written.add(item.id)
        origin = _origin(node)
        return Xml(self._control(title(item.place, (origin,)), item.id, content, ""))

    def part(self) -> str:
        """Return the records of what was written, "" when nothing was."""
        items = [item for item in self._linked.values() if item.id in self._written]
        if not items:
            return ""
        books = workbook_records(self._paper.workbooks)
        names = {book.path: book.name for book in reversed(books)}
        used = {path for item in items for path in _paths(item.node)}
        lines = [f'<amounts xmlns="{NAMESPACE}" paper="{escape(self._paper.name)}">']
        for book in books:
            if book.path in used:
                shown = {"name": book.name, "path": book.path, "sha256": book.digest}
                lines.append(element("workbook", attributes=shown))
        for item in items:
            if isinstance(item, LinkedText):
                cells = cell_records(item.node.amount.cells, self._paper.workbooks)
                lines.append(_text_record(item.id, item.node, item.place, cells, names))
            else:
                lines.extend(_table_record(item.id, item.node, item.place, names))
        lines.append("</amounts>")
        return "\n".join(lines)

    def _control(self, name: str, tag: str, content: str, kind: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(name)}"/><w:tag w:val="{escape(tag)}"/>'
            f'<w:id w:val="{self._next_id()}"/>{HIDDEN}{kind}</w:sdtPr><w:sdtContent>'
            f"{content}{CONTROL_END}"
        )


def _paths(node: AmountText | Table) -> Iterator[str]:
    if isinstance(node, Table):
        yield _origin(node).path
    else:
        yield from (cell.path for cell in node.amount.cells)


def _origin(table: Table) -> Source:
    """Return the block of cells that a table was read from."""
    place, _, block = table.origin.rpartition("!")
    path, _, sheet = place.partition("!")
    amounts = (node.amount.cells[0] for row in table.rows for _, node in amounts_of(row))
    # A path and the title of a sheet may have a ! in them; a cell knows which is which.
    return replace(next(amounts, Source(path, sheet=sheet)), cell=block)


def _text_record(
    name: str,
    node: AmountText,
    place: str,
    cells: tuple[CellRecord, ...],
    names: dict[str, str],
) -> Xml:
    shown = {
        "id": name,
        "text": node.text,
        "value": _number(node.amount.value),
        "format": node.amount.number_format,
        "place": place,
        "source": str(node.source),
    }
    written = element("expression", Xml(escape(node.expression)))
    return element("amount", written, *(_cell(cell, names) for cell in cells), attributes=shown)


def _cell(cell: CellRecord, names: dict[str, str]) -> Xml:
    shown = {
        "workbook": names.get(cell.path, ""),
        "sheet": cell.sheet,
        "cell": cell.cell,
        "value": _number(cell.value),
    }
    return element("cell", attributes=shown)


def _table_record(name: str, table: Table, place: str, names: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a table's record: a row for each of its own, so that rows can be counted.

    Tables have thousands of amounts: each says what no other does, and the expression of a row
    that of its first amount, which the headings complete.
    """
    origin = _origin(table)
    shown = {
        "id": name,
        "workbook": names.get(origin.path, ""),
        "sheet": origin.sheet,
        "range": origin.cell,
        "place": place,
        "source": str(table.source),
    }
    yield f"{element('table', attributes=shown).removesuffix('/>')}>"
    for words, column in zip(headings(table), table.columns, strict=True):
        yield element("column", attributes={"heading": words, "unit": column.unit})
    for row in table.rows:
        yield _row(row)
    yield "</table>"


def _row(row: Row) -> str:
    amounts = "".join([_amount(column, node) for column, node in amounts_of(row)])
    return f'<row label="{escape(row_label(row))}">{amounts}</row>'


def _amount(column: int, node: AmountText) -> str:
    amount = node.amount
    return (
        f'<amount column="{column}" cell="{amount.cells[0].cell}" text="{escape(node.text)}" '
        f'value="{_number(amount.value)}" format="{_attribute(amount.number_format)}">'
        f"{escape(node.expression)}</amount>"
    )


_attribute = lru_cache(maxsize=256)(escape)


def _number(value: Decimal) -> str:
    return str(value)
