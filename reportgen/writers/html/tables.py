"""Tables: in comes a table, out comes the page's, with its header cells marked as what they are.

A column's heading and a row's label are `th`, and a group's caption is the heading of the rows in
its `tbody`, so that a screen reader says "Youth Offending, Funding 2022/23, £652,108". A table that
is wider than a telephone scrolls in a region of its own, which the keyboard reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.model import Align, Column, Row, RowKind, Table, TableCell
from reportgen.walk import plain
from reportgen.writers.html.inlines import InlineWriter
from reportgen.writers.html.markup import NOTHING, Html, Value, element, framed, lines, text

SPANNING = (RowKind.GROUP, RowKind.NOTE)
# What does not belong to the group before it.
OPENING = (RowKind.GROUP, RowKind.TOTAL, RowKind.FUNDING)
WHOLE_HEADING = 18  # characters of an amount's heading that stay on one line
LONG = 30  # rows; a longer table may be split over printed pages


class TableWriter:
    """Writes tables."""

    def __init__(self, inlines: InlineWriter) -> None:
        self._inlines = inlines
        self._unnamed = 0

    def write(self, table: Table, caption: Html, caption_id: str) -> Html:
        """Return a table with its caption, in the region that it scrolls in, and its notes."""
        rows, notes = _without_notes(table.rows)
        heads = list(takewhile(lambda row: row.kind is RowKind.HEADING, rows))
        parts = [
            element("caption", {"id": caption_id}, caption) if caption else NOTHING,
            element("thead", None, self._rows(table, heads)) if heads else NOTHING,
            *(element("tbody", None, self._rows(table, g)) for g in _groups(rows[len(heads) :])),
        ]
        about: dict[str, Value] = {"class": "scroll", "role": "region", "tabindex": 0}
        name = {"aria-labelledby": caption_id} if caption else {"aria-label": self._name()}
        described = dict(table.attributes.pairs).get("alt") or None
        whole = element("table", {"aria-description": described}, framed(lines(*parts)))
        region = element("div", {**about, **name}, framed(whole))
        return lines(region, *map(self._note, notes))

    def _name(self) -> str:
        """Return the name of a table without a caption: every region has one of its own."""
        self._unnamed += 1
        return f"Table without a caption, {self._unnamed}"

    def _note(self, row: Row) -> Html:
        content = self._inlines.write(row.cells[0].content if row.cells else ())
        return element("p", {"class": "table-note"}, content) if content else NOTHING

    def _rows(self, table: Table, rows: Sequence[Row]) -> Html:
        return framed(lines(*(self._row(row, table.columns) for row in rows)))

    def _row(self, row: Row, columns: tuple[Column, ...]) -> Html:
        shown = {"class": None if row.kind is RowKind.LINE else row.kind.value}
        if _spans(row):
            return element("tr", shown, self._spanning(row, len(columns)))
        cells = (
            self._cell(row.kind, place, cell, columns[place])
            for place, cell in enumerate(row.cells)
        )
        return element("tr", shown, *cells)

    def _spanning(self, row: Row, width: int) -> Html:
        content = self._inlines.write(row.cells[0].content if row.cells else ())
        about = {"colspan": width if width > 1 else None}
        if row.kind is RowKind.GROUP and content:
            return element("th", {"scope": "rowgroup", **about}, content)
        return element("td", about, content)

    def _cell(self, kind: RowKind, place: int, cell: TableCell, column: Column) -> Html:
        content = self._inlines.write(cell.content)
        scope = _scope(kind, place, column) if content else None
        words = plain(cell.content)
        look = _alignment(column, words)
        if kind is RowKind.HEADING and column.is_amount and len(words) <= WHOLE_HEADING:
            look = f"{look} short"
        shown = {"scope": scope, "class": look}
        return element("th" if scope else "td", shown, content)


def _without_notes(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Part the notes at a table's end from its rows: they stand below it."""
    end = len(rows)
    while end and rows[end - 1].kind is RowKind.NOTE and _spans(rows[end - 1]):
        end -= 1
    return rows[:end], rows[end:]


def _spans(row: Row) -> bool:
    return row.kind in SPANNING and not any(plain(cell.content) for cell in row.cells[1:])


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the runs of rows that belong together: a group with its caption and its sub-total."""
    run: list[Row] = []
    for row in rows:
        ended = run and run[-1].kind is RowKind.SUBTOTAL
        grouped = run and run[0].kind is RowKind.GROUP
        if run and (row.kind is RowKind.GROUP or ended or (grouped and row.kind in OPENING)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _scope(kind: RowKind, place: int, column: Column) -> str | None:
    """Return what a cell is the heading of, None for a cell that is none."""
    if kind is RowKind.HEADING:
        return "col"
    return "row" if place == 0 and not column.is_amount else None


def _alignment(column: Column, words: str) -> str | None:
    if column.is_amount:
        # The digits of an amount in brackets stand under those of the others.
        return "amount bracketed" if words.endswith(")") else "amount"
    return None if column.align is Align.LEFT else column.align.value


def caption_label(word: str, number: str) -> Html:
    """Return `Table 1` as it stands before a caption."""
    return element("span", {"class": "label"}, text(f"{word}\u00a0{number}"))
