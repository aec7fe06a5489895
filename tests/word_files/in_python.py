"""A Word file as python-docx writes it: comments, pictures, sections of both orientations."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from faults import png


def python_docx_file(*, comments: bool = True) -> bytes:
    """Return a report on python-docx's default template, with two comments on wish."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = "Python title", "Python author"
    properties.created = properties.modified = datetime(2022, 3, 22)
    document.add_heading("Python heading", 1)
    first = document.add_paragraph("Python paragraph with ")
    marked = first.add_run("a Python remark")
    marked.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
    marked.font.size = Pt(14)
    document.add_paragraph("Python bullet", style="List Bullet")
    document.add_paragraph("Python number one", style="List Number")
    document.add_paragraph("Python number two", style="List Number")
    document.add_picture(io.BytesIO(png(80, 50)), width=Cm(4))
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Python cell {index + 1}"
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = wide.page_height, wide.page_width
    second = document.add_paragraph("Python landscape text")
    document.add_picture(io.BytesIO(png(50, 80)), width=Cm(3))
    if comments:
        _remark(document, [marked], "Python comment one")
        _remark(document, second.runs, "Python comment two")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _remark(document: Any, runs: list[Any], words: str) -> None:
    comment = document.add_comment(runs, words, author="Officer", initials="O")
    comment._comment_elm.set(qn("w:date"), "2022-03-22T09:00:00Z")
