"""CASE TEMPLATE OUT.docx: docxtpl as its users write it, with the body in a sub-document.

mistune reads the Markdown, openpyxl the workbook; paragraphs and rows are added by python-docx.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mistune
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docxtpl import DocxTemplate
from sheets import Row, is_total, sheets

PLACE = "{{table:"
Piece = tuple[str, bool]


def build(case: Path, template: Path, out: Path) -> None:
    """Build the Word file of one case."""
    document = DocxTemplate(template)
    body = document.new_subdoc()
    tables = sheets(case / "book.xlsx")
    text = (case / "paper.md").read_text(encoding="utf-8")
    for style, pieces in blocks(mistune.create_markdown(renderer="ast")(text)):
        words = pieces[0][0]
        if words.startswith(PLACE):
            add_table(body, tables["".join(text for text, _ in pieces)[len(PLACE) : -2]])
        else:
            paragraph = body.add_paragraph(style=style)
            for text, bold in pieces:
                paragraph.add_run(text).bold = bold or None
    document.render({"body": body})
    document.save(out)


def blocks(tokens: Any) -> Iterator[tuple[str, list[Piece]]]:
    """Yield each paragraph's style with its text in pieces, bold or not."""
    for token in tokens:
        if token["type"] == "heading":
            yield f"Heading {token['attrs']['level']}", list(pieces(token["children"]))
        elif token["type"] == "paragraph":
            yield "Normal", list(pieces(token["children"]))
        elif token["type"] == "list":
            style = "List Number" if token["attrs"]["ordered"] else "List Bullet"
            for item in token["children"]:
                yield style, list(pieces(item["children"]))


def pieces(tokens: Any, bold: bool = False) -> Iterator[Piece]:
    """Yield the text of inline tokens."""
    for token in tokens:
        if "children" in token:
            yield from pieces(token["children"], bold or token["type"] == "strong")
        else:
            yield token.get("raw", " "), bold


def add_table(body: Any, rows: list[Row]) -> None:
    """Add a table as the guide of python-docx does, row by row."""
    table = body.add_table(rows=1, cols=len(rows[0]), style="Table Grid")
    fill(table.rows[0].cells, rows[0], bold=True)
    for row in rows[1:]:
        fill(table.add_row().cells, row, bold=is_total(row))


def fill(cells: Any, row: Row, *, bold: bool) -> None:
    """Put texts into the cells of a row; the last is set to the right."""
    for cell, text in zip(cells, row, strict=True):
        cell.paragraphs[0].add_run(text).bold = bold or None
    cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:4]))
