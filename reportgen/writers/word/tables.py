"""Tables: in comes a table, out come Word's, as wide as the text and whole at its ends.

Word's tables are as simple as screen readers need them: no cell is merged, none is empty. So each
group of a budget is a table of its own, which has the headings again; the group's caption is a
paragraph above it, a note one below. A cell without content has a dash.

Text looks as the paragraph styles of its cells say; the rules and shading of a row are those of
the table style with the row's name. A table that fits on a page is not split, unless it is a list
whose rows need no other. Of what is split, the caption, the header and the first rows stay
together, and so do a sub-total, a total or a note with the row before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from msgspec import Struct, field

from reportgen.model import (
    SPLIT,
    Align,
    Column,
    Inlines,
    Row,
    RowKind,
    Table,
)
from reportgen.walk import plain
from reportgen.writers.word import styles
from reportgen.writers.word.column_widths import column_widths, is_alone
from reportgen.writers.word.inlines import InlineWriter
from reportgen.writers.word.provenance import CONTROL_END
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import (
    ORDERS,
    Value,
    Xml,
    attributes_of,
    paragraph,
    properties,
    run,
    w,
)

TEXT_STYLES = {
    RowKind.HEADING: styles.TABLE_HEADING,
    RowKind.GROUP: styles.TABLE_GROUP,
    RowKind.SUBTOTAL: styles.TABLE_SUBTOTAL,
    RowKind.TOTAL: styles.TABLE_TOTAL,
    RowKind.NOTE: styles.TABLE_NOTE,
}
ROW_STYLES = {
    RowKind.SUBTOTAL: styles.ROW_SUBTOTAL,
    RowKind.TOTAL: styles.ROW_TOTAL,
}
# Rows that mean nothing without the row before them.
CLOSING = (RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.NOTE)
# Rows that keep the next one on their page.
OPENING = (RowKind.HEADING, RowKind.GROUP)
NOTHING = run("–")
BRACKETED = (")</w:t></w:r>", f")</w:t></w:r>{CONTROL_END}")
# Rows of this height in twentieths of a point (with some of two lines among them) surely fit on a
# page below a caption: 30 on an upright page, 19 on a landscape one. Word and LibreOffice let go of
# a longer run of rows that are to stay together, but a table of a page and a bit would leave a page
# half empty.
ROW_HEIGHT = 475


class TableLook(Struct, frozen=True):
    """What the template says about a table: how far it hangs out, and each row's properties.

    `lacking` are the row styles that a table asked for and the template does not have.
    """

    overhang: int
    rows: dict[RowKind, Xml]
    lacking: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, template_styles: Element) -> TableLook:
        """Read it from the template's table styles."""
        found = {str(node.get(w("styleId"))): node for node in template_styles.iter(w("style"))}
        rows = {
            kind: _cell_properties(found[name])
            for kind, name in ROW_STYLES.items()
            if name in found
        }
        return cls(_overhang(found.get(styles.TABLE)), rows)

    def cell(self, kind: RowKind) -> Xml:
        """Return the borders and the shading of a row's cells, as they stand behind the width."""
        if kind in ROW_STYLES and kind not in self.rows:
            self.lacking.add(ROW_STYLES[kind])
        return self.rows.get(kind, Xml(""))


class TableWriter:
    """Writes the tables of one story."""

    def __init__(self, inlines: InlineWriter, look: TableLook, width: int, height: int) -> None:
        """Take the room for text, in twentieths of a point."""
        self._whole = height // ROW_HEIGHT
        self._inlines = inlines
        self._look = look
        self._width = width + 2 * look.overhang

    def write(self, table: Table) -> list[Xml]:
        """Return Word's tables and the paragraphs between them, without the table's caption."""
        widths = column_widths(table, self._width)
        parts = list(_parts(table.rows))
        rows = [row for part in parts for row in part.rows]
        whole = 0 if SPLIT in table.attributes.classes else self._whole
        keeps = iter(_keeps_with_next(rows, whole))
        writer = _RowWriter(self._inlines, self._look, table.columns, widths)
        return [self._part(table, part, writer, keeps) for part in parts]

    def _part(self, table: Table, part: _Part, writer: _RowWriter, keeps: Iterator[bool]) -> Xml:
        if part.is_text:
            (row,) = part.rows
            content = self._inlines.write(row.cells[0].content)
            return paragraph(TEXT_STYLES[row.kind], content, keepNext=next(keeps))
        rows = [writer.write(row, next(keeps)) for row in part.rows]
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in writer.widths])
        about = f"{self._properties(table, part)}<w:tblGrid>{grid}</w:tblGrid>"
        return Xml("".join(("<w:tbl>", about, *rows, "</w:tbl>")))

    def _properties(self, table: Table, part: _Part) -> Xml:
        headed = part.rows[0].kind is RowKind.HEADING
        look = {"w:val": "0420" if headed else "0400", "w:firstRow": int(headed)}
        rest = dict.fromkeys(("w:lastRow", "w:firstColumn", "w:lastColumn", "w:noHBand"), 0)
        titles = (plain(table.caption), plain(part.group))
        return properties(
            "w:tblPr",
            tblStyle=styles.TABLE,
            tblW={"w:w": self._width, "w:type": "dxa"},
            tblLayout={"w:type": "fixed"},
            tblLook={**look, **rest, "w:noVBand": 1},
            tblCaption=" – ".join(title for title in titles if title),
            tblDescription=dict(table.attributes.pairs).get("alt", ""),
        )


class _Part(Struct, frozen=True):
    """Rows that are one table of Word, or a row that is a paragraph (`is_text`).

    `group` is the caption of the group that a table's rows belong to.
    """

    rows: tuple[Row, ...]
    group: Inlines = ()
    is_text: bool = False


def _parts(rows: tuple[Row, ...]) -> Iterator[_Part]:
    """Yield a table for each group, with the headings, and its caption and notes beside it."""
    headings = tuple(takewhile(lambda row: row.kind is RowKind.HEADING, rows))
    group: Inlines = ()
    lines: list[Row] = []
    for row in rows[len(headings) :]:
        if not is_alone(row):
            lines.append(row)
            continue
        if lines:
            yield _Part((*headings, *lines), group)
            lines = []
        if row.kind is RowKind.GROUP:
            group = row.cells[0].content
        yield _Part((row,), is_text=True)
    if lines or len(headings) == len(rows):
        yield _Part((*headings, *lines), group)


class _RowWriter:
    """Writes the rows of one table; keeps what is the same for all cells of a kind."""

    def __init__(
        self,
        inlines: InlineWriter,
        look: TableLook,
        columns: tuple[Column, ...],
        widths: tuple[int, ...],
    ) -> None:
        self._inlines, self._look = inlines, look
        self._columns, self.widths = columns, widths
        # What stands before the content of each cell of a row; with a bracket at its end, too.
        self._openings: dict[tuple[RowKind, bool, str], list[str]] = {}

    def write(self, row: Row, keep: bool) -> str:
        openings = self._row_openings(row.kind, keep, "")
        write = self._inlines.write_cell
        parts: list[str] = []
        for at, (cell, opening) in enumerate(zip(row.cells, openings, strict=True)):
            content = write(cell.content) or NOTHING
            if content.endswith(BRACKETED) and self._columns[at].is_amount:
                opening = self._row_openings(row.kind, keep, styles.BRACKETED)[at]
            parts += (opening, content, "</w:p></w:tc>")
        return f"{''.join(parts)}</w:tr>"

    def _row_openings(self, kind: RowKind, keep: bool, bracketed: str) -> list[str]:
        key = (kind, keep, bracketed)
        if key not in self._openings:
            self._openings[key] = [self._opening(*key, at) for at in range(len(self.widths))]
        return self._openings[key]

    def _opening(self, kind: RowKind, keep: bool, bracketed: str, index: int) -> str:
        """Return what stands before the content of a cell, and of its row if it is the first."""
        column = self._columns[index]
        style = TEXT_STYLES.get(kind, styles.TABLE_TEXT)
        if column.is_amount or column.align is Align.RIGHT:
            style += styles.AMOUNT + bracketed
        centred = column.align is Align.CENTER and not column.is_amount
        text = properties("w:pPr", pStyle=style, keepNext=keep, jc="center" if centred else "")
        row = "" if index else f"<w:tr>{_row_properties(kind)}"
        width = f'<w:tcW w:w="{self.widths[index]}" w:type="dxa"/>'
        return f"{row}<w:tc><w:tcPr>{width}{self._look.cell(kind)}</w:tcPr><w:p>{text}"


def _row_properties(kind: RowKind) -> Xml:
    return properties("w:trPr", cantSplit=True, tblHeader=kind is RowKind.HEADING)


def _keeps_with_next(rows: list[Row], whole: int) -> list[bool]:
    """Tell for each row whether it stays on the page of the next one.

    A table of up to `whole` rows stays on one page.
    """
    if len(rows) <= whole:
        return [index < len(rows) - 1 for index in range(len(rows))]
    kinds = [row.kind for row in rows]
    following = [*kinds[1:], None]
    before = [None, *kinds[:-1]]
    keeps = [
        after is not None and (after in CLOSING or kind in OPENING or first is RowKind.HEADING)
        for first, kind, after in zip(before, kinds, following, strict=True)
    ]
    if len(keeps) > 1:
        keeps[-2] = True  # no row goes to the next page alone
    return keeps


def _cell_properties(style: Element) -> Xml:
    """Return the borders and the shading that a table style gives its cells."""
    found = style.find(w("tcPr"))
    result: dict[str, Value] = {}
    borders = None if found is None else found.find(w("tcBorders"))
    if borders is not None:
        sides = {_local(node): attributes_of(node) for node in borders}
        known = {name: side for name, side in sides.items() if name in ORDERS["w:tcBorders"]}
        result["tcBorders"] = _inside("w:tcBorders", known)
    shading = None if found is None else found.find(w("shd"))
    if shading is not None:
        result["shd"] = attributes_of(shading)
    return _inside("w:tcPr", result)


def _inside(tag: str, children: Mapping[str, Value]) -> Xml:
    return Xml(properties(tag, **children).removeprefix(f"<{tag}>").removesuffix(f"</{tag}>"))


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _overhang(style: Element | None) -> int:
    """Return how far the table style hangs its tables out of the text, so that cell texts align."""
    indent = None if style is None else style.find(f"{w('tblPr')}/{w('tblInd')}")
    text = "" if indent is None else str(indent.get(w("w"), ""))
    return -int(text) if text.startswith("-") and text[1:].isdigit() else 0
