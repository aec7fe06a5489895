"""Markdown tables: a table's token in, the model's table out; and tables that went wrong."""

from __future__ import annotations

from reportgen import model
from reportgen.readers.markdown.attributes import split_attributes
from reportgen.readers.markdown.block_parser import DIVIDER, Token
from reportgen.readers.markdown.captions import caption_text
from reportgen.readers.markdown.inlines import read_inlines
from reportgen.readers.markdown.parser import text_of
from reportgen.readers.markdown.reading import Reading


def read_table(token: Token, caption: Token | None, reading: Reading) -> model.Table:
    """Return the table with the caption of the paragraph beside it.

    Its rows stand on lines one below the other: heading, divider, and then the body.
    """
    line, (head, body) = token["line"], token["children"]
    rows = [_row(model.RowKind.HEADING, head["children"], line, reading)]
    for number, row in enumerate(body["children"], line + 2):
        rows.append(_row(model.RowKind.LINE, row["children"], number, reading))
    words, attributes = split_attributes(caption_text(caption)) if caption else ("", model.PLAIN)
    return model.Table(
        columns=tuple(_column(cell) for cell in head["children"]),
        rows=tuple(rows),
        source=reading.source(line),
        caption=read_inlines(words, caption["line"], reading) if caption else (),
        attributes=attributes,
    )


def _column(cell: Token) -> model.Column:
    return model.Column(model.Align(cell["attrs"]["align"] or "left"))


def _row(kind: model.RowKind, cells: list[Token], line: int, reading: Reading) -> model.Row:
    return model.Row(kind, tuple(_cell(text_of(cell), line, reading) for cell in cells))


def _cell(text: str, line: int, reading: Reading) -> model.TableCell:
    return model.TableCell(read_inlines(text.replace("\\|", "|"), line, reading))


def report_uneven_table(text: str, line: int, reading: Reading) -> None:
    """Report a paragraph that was meant for a table: its rows have not all as many cells."""
    if "|" not in text or not DIVIDER.search(text):
        return
    rows = text.split("\n")
    divider = next(place for place, row in enumerate(rows) if DIVIDER.match(row))
    wanted = _cells(rows[divider])
    for number, row in enumerate(rows[max(divider - 1, 0) :], line + max(divider - 1, 0)):
        if _cells(row) != wanted:
            reading.error(
                "uneven-table",
                f"this looks like a table, but the cells of this row ({_cells(row)}) are not as "
                f"many as the columns under the heading ({wanted}); it would print as text",
                number,
                "give every row as many cells, divided by |; type \\| where a | is meant",
            )
            return


def _cells(row: str) -> int:
    return row.replace("\\|", "").strip().strip("|").count("|") + 1
