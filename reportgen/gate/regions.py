"""Regions of a table's style. In: a table. Out: which of them apply to a cell.

A style can set the first row, the last column or every second row in a way of its own.
"""

from __future__ import annotations

from msgspec import Struct

from reportgen.readers.word.xml import Element, child, get


class Regions(Struct, frozen=True):
    """Which parts of a table style a table asks for (ECMA-376 part 1, 17.4.55 tblLook)."""

    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool
    bands: bool
    columns: bool

    def of(self, row: int, rows: int, at: int, cells: int) -> frozenset[str]:
        """Return the regions that a cell is in: its row counts from 1, its column from 0."""
        found = {"wholeTable"}
        if self.bands and not (self.first_row and row == 1):
            found.add("band1Horz" if (row - self.first_row) % 2 else "band2Horz")
        if self.columns and not (self.first_column and at == 0):
            found.add("band2Vert" if (at - self.first_column) % 2 else "band1Vert")
        edges = {"firstRow": self.first_row and row == 1,
                 "lastRow": self.last_row and row == rows,
                 "firstCol": self.first_column and at == 0,
                 "lastCol": self.last_column and at == cells - 1}  # fmt: skip
        found |= {key for key, on in edges.items() if on}
        return frozenset(found)


def table_regions(node: Element) -> Regions:
    """Return which parts of its style a table asks for, as Word writes it now or did before."""
    look = child(node, "w:tblPr", "w:tblLook")
    bits = int(get(look), 16) if _is_hex(get(look)) else 0

    def asked(attribute: str, bit: int) -> bool:
        said = get(look, f"w:{attribute}")
        return said in ("1", "true", "on") if said else bool(bits & bit)

    return Regions(
        asked("firstRow", 0x20), asked("lastRow", 0x40),
        asked("firstColumn", 0x80), asked("lastColumn", 0x100),
        not asked("noHBand", 0x200), not asked("noVBand", 0x400),
    )  # fmt: skip


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 8 and all(letter in "0123456789abcdefABCDEF" for letter in text)
