"""The text of a story, piece by piece. In: paragraphs and tables. Out: lines that know their role.

What belongs together (a list, a quotation, a caption and its table) is put together afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.model import (
    Figure,
    Inline,
    Inlines,
    LineBreak,
    Picture,
    Table,
    Text,
)
from reportgen.readers.word.inlines import read_inlines, without_emphasis
from reportgen.readers.word.numbering import Label
from reportgen.readers.word.remarks import Plain
from reportgen.readers.word.story import Story
from reportgen.readers.word.styles import BODY_LEVEL, Role, is_indented, outline_level
from reportgen.readers.word.tables import read_table
from reportgen.readers.word.visible import text_of
from reportgen.readers.word.xml import Element, local
from reportgen.walk import plain

BULLET = "•"
BETWEEN_CELLS = " | "
SILENT = {"sectPr", "tcPr"}


class Line(Struct, frozen=True):
    """A paragraph of a Word file. `level` is a heading's, from 0; `label` its number or bullet.

    `indented` text belongs to the list item above it, if it stands directly below one.
    """

    role: Role
    content: Inlines
    level: int = BODY_LEVEL
    label: Label | None = None
    indented: bool = False


Piece = Line | Table | Figure


def read_pieces(parent: Element, story: Story) -> Iterator[Piece]:
    """Yield the lines, tables and pictures of a body, a note, a text box or a cell."""
    for node in parent:
        kind = local(node)
        if kind == "p":
            yield from _paragraph(node, story)
        elif kind == "tbl":
            table = read_table(node, story, lambda cell: _in_one(read_pieces(cell, story), story))
            yield from (table,) if table else ()
        elif kind not in SILENT and text_of(node):
            story.remarks.note(Plain.UNKNOWN, text_of(node))
            yield Line(Role.TEXT, (Text(text_of(node)),))


def _paragraph(node: Element, story: Story) -> Iterator[Piece]:
    style = story.styles.style_of(node)
    level = outline_level(node, style)
    role = Role.HEADING if level < BODY_LEVEL else style.role
    label = story.numbering.label(node, style)
    stands_out = role in (Role.HEADING, Role.CAPTION)
    content = read_inlines(node, story, style="" if stands_out else style.id)
    pictures = [item for item in content.inlines if isinstance(item, Picture)]
    if pictures and len(pictures) == len(content.inlines):
        yield from (Figure(picture, story.source) for picture in pictures)
    elif content.inlines:
        inlines = without_emphasis(content.inlines) if stands_out else content.inlines
        yield Line(role, inlines, level, label, is_indented(node, style))
    for box in content.boxes:
        story.remarks.note(Plain.TEXT_BOX, text_of(box))
        yield from read_pieces(box, story)


def _in_one(pieces: Iterator[Piece], story: Story) -> Inlines:
    """Return pieces as one text of several lines, as a cell of a table holds it."""
    lines: list[Inlines] = []
    for piece in pieces:
        match piece:
            case Line():
                lines.append(labelled(piece))
            case Figure(picture=Picture() as picture):
                lines.append((picture,))
            case Table():
                story.remarks.note(Plain.NESTED_TABLE, plain(_cells(piece)[0]))
                lines.extend(_cells(piece))
    return _broken([line for line in lines if line])


def labelled(line: Line) -> Inlines:
    """Return a line with the number or bullet that Word prints beside it as text."""
    label = line.label
    if label is None or not label.shown:
        return line.content
    return (Text(f"{BULLET if label.is_bullet else label.text} "), *line.content)


def _cells(table: Table) -> list[Inlines]:
    """Return the rows of a table that stands in another, a line for each."""
    rows: list[Inlines] = []
    for row in table.rows:
        texts = [cell.content for cell in row.cells if cell.content]
        line: list[Inline] = []
        for text in texts:
            line += [Text(BETWEEN_CELLS), *text] if line else text
        rows.append(tuple(line))
    return rows


def _broken(lines: list[Inlines]) -> Inlines:
    made: list[Inline] = []
    for line in lines:
        made += [LineBreak(), *line] if made else line
    return tuple(made)
