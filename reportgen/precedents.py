"""Precedents: the cells that formulas read, as Excel calls them. In: a sheet. Out: blocks of cells.

A formula is read, never worked out: whole columns, Excel tables and defined names count as blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.workbook import LAST_ROW, Cell, CellRange, Sheet, Workbook, column_number, read_range

LONGEST_FORMULA = 8_192  # Excel takes no longer one

CORNER = r"\$?[A-Za-z]{1,3}\$?\d{1,7}"
COLUMN = r"\$?[A-Za-z]{1,3}"
BLOCK = rf"(?:{CORNER}(?::{CORNER})?|{COLUMN}:{COLUMN})(?![\w(.!\[])"
# Text in quotation marks is passed over; nothing is tried twice, however odd the formula.
PART = re.compile(
    r'"[^"]*"'
    rf"|(?P<quoted>(?:'[^']*')++)!?(?P<there>{BLOCK})?"
    rf"|(?<![\w.\]'])(?P<plain>[^\W\d][\w.]*+)!(?P<beside>{BLOCK})?"
    rf"|(?<![\w.!$:\]'])(?P<here>{BLOCK})"
    r"|(?<![\w.!$:\]'])(?P<name>[^\W\d][\w.]*+)(?![(!])"
)

Blocks = Mapping[str, tuple[str, CellRange]]


@dataclass(frozen=True, slots=True)
class Precedent:
    """A block of cells that a formula reads; `sheet` is the title of the block's sheet."""

    reader: Cell
    sheet: str
    block: CellRange


def precedents(book: Workbook, sheet: Sheet) -> Iterator[Precedent]:
    """Yield the blocks that each formula of a sheet reads in its own workbook, as it names them."""
    titles = {item.title.casefold(): item.title for item in book.sheets}
    names = {item.name.casefold(): (item.sheet, item.range) for item in book.names}
    for cell in sheet.cells():
        if cell.formula and len(cell.formula) <= LONGEST_FORMULA:
            for found in PART.finditer(cell.formula):
                precedent = _precedent(cell, found, titles, names)
                if precedent:
                    yield precedent


def _precedent(
    cell: Cell, found: re.Match[str], titles: Mapping[str, str], names: Blocks
) -> Precedent | None:
    if found["name"]:
        named = names.get(found["name"].casefold())
        return Precedent(cell, *named) if named else None
    title = (found["quoted"] or "")[1:-1].replace("''", "'") or found["plain"] or cell.source.sheet
    sheet = titles.get(title.casefold(), "")
    block = _block(found["there"] or found["beside"] or found["here"] or "")
    return Precedent(cell, sheet, block) if sheet and block else None


def _block(text: str) -> CellRange | None:
    """Read a block of cells or whole columns, `B:D`."""
    first, _, last = text.replace("$", "").partition(":")
    if first.isalpha() and last.isalpha():
        columns = sorted((column_number(first), column_number(last)))
        return CellRange(1, columns[0], LAST_ROW, columns[1])
    return read_range(text)
