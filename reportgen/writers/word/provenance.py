"""Provenance in the file: in come a paper's linked amounts, out go content controls and a part.

An amount in a sentence, and the table of a budget, stand in a content control that nobody sees
(ECMA-376 17.5.2; its appearance is of [MS-DOCX] 2.5.4). Its title is for people, its tag is the
record's id. The records are a part of custom XML (ECMA-376 15.2.5), where every program that edits
the file leaves them. What they say depends on the paper and its workbooks alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from reportgen.model import AmountText, Chart, Paper, Row, RowKind, Table
from reportgen.provenance import (
    CellRecord,
    LinkedChart,
    LinkedText,
    amounts_of,
    cell_records,
    headings,
    is_line,
    linked,
    plain_number,
    quoted_label,
    row_label,
    title,
    workbook_records,
)
from reportgen.source import Source
from reportgen.writers.word.xml import W15, Xml, element, escape

Amounts = list[tuple[int, AmountText]]  # of a row, each with the place of its column
NAMESPACE = "urn:reportgen:amounts:1"
# Said on each control: on the root a template may have another prefix for it.
HIDDEN = f'<w15:appearance xmlns:w15="{W15}" w15:val="hidden"/>'
# A control of plain text: one line of one look, as an amount is. LibreOffice keeps its title.
ONE_LINE = "<w:text/>"
LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
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

    def table(self, node: Table, content: list[Xml]) -> list[Xml]:
        """Return a budget's tables in one control, any other's as they are."""
        item = self._linked.get(id(node))
        if item is None:
            return content
        self._written.add(item.id)
        origin = _origin(node)
        begin, end = self._ends(title(item.place, (origin,)), item.id, "")
        return [Xml("".join((begin, *content, end)))]

    def chart(self, node: Chart, content: Xml) -> Xml:
        """Return a chart in a control that says from which block of cells it was read."""
        item = self._linked.get(id(node))
        if item is None:
            return content
        self._written.add(item.id)
        return Xml(self._control(title(item.place, (_origin(node),)), item.id, content, ""))

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
                lines.append(_text_record(item, cells, names))
            elif isinstance(item, LinkedChart):
                lines.append(_chart_record(item, names))
            else:
                lines.extend(_table_record(item.id, item.node, item.place, names))
        lines.append("</amounts>")
        return "\n".join(lines)

    def _control(self, name: str, tag: str, content: str, kind: str) -> str:
        begin, end = self._ends(name, tag, kind)
        return f"{begin}{content}{end}"

    def _ends(self, name: str, tag: str, kind: str) -> tuple[str, str]:
        """Return what stands before and after the content of a control."""
        about = f'<w:alias w:val="{escape(name)}"/><w:tag w:val="{escape(tag)}"/>'
        about += f'<w:id w:val="{self._next_id()}"/>{HIDDEN}{kind}'
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>", CONTROL_END


def _paths(node: AmountText | Table | Chart) -> Iterator[str]:
    if isinstance(node, Table | Chart):
        yield _origin(node).path
    else:
        yield from (cell.path for cell in node.amount.cells)


def _origin(node: Table | Chart) -> Source:
    """Return the block of cells that a table or a chart was read from."""
    place, _, block = node.origin.rpartition("!")
    path, _, sheet = place.partition("!")
    # A path and the title of a sheet may have a ! in them; a cell knows which is which.
    return replace(next(_cells(node), Source(path, sheet=sheet)), cell=block)


def _cells(node: Table | Chart) -> Iterator[Source]:
    if isinstance(node, Chart):
        yield from (
            found.amount.cells[0] for item in node.series for found in item.amounts if found
        )
    else:
        yield from (found.amount.cells[0] for row in node.rows for _, found in amounts_of(row))


def _chart_record(item: LinkedChart, names: dict[str, str]) -> Xml:
    """Return where a chart was read from. Its amounts are in its own data, which is Word's."""
    origin = _origin(item.node)
    shown = {
        "id": item.id,
        "workbook": names.get(origin.path, ""),
        "sheet": origin.sheet,
        "range": origin.cell,
        "place": item.place,
        "source": str(item.node.source),
    }
    return element("chart", attributes=shown)


def _text_record(item: LinkedText, cells: tuple[CellRecord, ...], names: dict[str, str]) -> Xml:
    node = item.node
    shown = {
        "id": item.id,
        "text": node.text,
        "value": str(node.amount.value),
        "format": node.amount.number_format,
        "place": item.place,
        "source": str(node.source),
        **({"unit": item.unit} if item.unit else {}),
    }
    written = element("expression", Xml(escape(node.expression)))
    return element("amount", written, *(_cell(cell, names) for cell in cells), attributes=shown)


def _cell(cell: CellRecord, names: dict[str, str]) -> Xml:
    shown = {
        "workbook": names.get(cell.path, ""),
        "sheet": cell.sheet,
        "cell": cell.cell,
        "value": str(cell.value),
    }
    return element("cell", attributes=shown)


def _table_record(name: str, table: Table, place: str, names: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a table's record: a row for each of its own, so that they can be counted.

    A table may have thousands of amounts: what is the same all down a column is said there once.
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
    amounts = [amounts_of(row) for row in table.rows]
    columns = _columns(table, amounts)
    yield from (column.record() for column in columns)
    for row, found in zip(table.rows, amounts, strict=True):
        yield _row(row, found, columns)
    yield "</table>"


def _columns(table: Table, amounts: list[Amounts]) -> list[_Column]:
    firsts: dict[int, tuple[Row, AmountText]] = {}
    for row, found in zip(table.rows, amounts, strict=True):
        for at, node in found:
            if at not in firsts:
                firsts[at] = (row, node)
    return [
        _Column(at, table.columns[at].unit, words, firsts.get(at))
        for at, words in enumerate(headings(table))
    ]


def _row(row: Row, amounts: Amounts, columns: list[_Column]) -> str:
    label = row_label(row)
    quoted = quoted_label(label)
    number, cells = "", ""
    for at, node in amounts:
        number = number or node.amount.cells[0].cell.lstrip(LETTERS)
        cells += columns[at].amount(node, quoted, number)
    kind = "" if row.kind is RowKind.LINE or is_line(row) else f' kind="{row.kind}"'
    return f'<row n="{number}" label="{escape(label)}"{kind}>{cells}</row>'


class _Column:
    """What the amounts of a column have in common, and the record of each without it.

    An expression that is not written is that of its column round the row's label; a value that is
    not written is what the text says.
    """

    def __init__(
        self, at: int, unit: str, heading: str, first: tuple[Row, AmountText] | None
    ) -> None:
        """Take the first amount of the column, with its row."""
        self._at, self._heading, self._unit = at, heading, unit
        self._letters = self._format = self._before = self._after = ""
        if first is not None:
            row, node = first
            self._letters = node.amount.cells[0].cell.rstrip(DIGITS)
            self._format = node.amount.number_format
            before, label, after = node.expression.partition(quoted_label(row_label(row)))
            self._before, self._after = (before, after) if label else ("", "")

    def record(self) -> Xml:
        shown = {
            "heading": self._heading,
            "unit": self._unit,
            "letters": self._letters,
            "format": self._format,
            "before": self._before,
            "after": self._after,
        }
        return element("column", attributes={key: text for key, text in shown.items() if text})

    def amount(self, node: AmountText, label: str, number: str) -> str:
        amount, text = node.amount, node.text
        value, cell, own = str(amount.value), amount.cells[0].cell, ""
        if value != plain_number(text):
            own += f' value="{value}"'
        if cell != self._letters + number:
            own += f' cell="{cell}"'
        if amount.number_format != self._format:
            own += f' format="{escape(amount.number_format)}"'
        if node.expression != self._before + label + self._after:
            own += f' expression="{escape(node.expression)}"'
        return f'<a c="{self._at}"{own}>{escape(text)}</a>'
