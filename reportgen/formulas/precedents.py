"""Precedents: the cells that formulas read, as Excel calls them. In: a sheet. Out: blocks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.formulas.grid import Grid
from reportgen.formulas.parsing import parse
from reportgen.formulas.recalculation import blocks_named
from reportgen.workbook import Cell, CellRange, Sheet, Workbook


class Precedent(Struct, frozen=True):
    """A block of cells that a formula reads; `sheet` is the title of the block's sheet."""

    reader: Cell
    sheet: str
    block: CellRange


class Precedents:
    """The blocks that a workbook's formulas read of their own workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._grid = Grid(workbook)
        self._titles = [sheet.title for sheet in workbook.sheets]

    def of(self, sheet: Sheet) -> Iterator[Precedent]:
        """Yield what the formulas of a sheet read, names and tables as the blocks they mean."""
        for cell in sheet.cells():
            if cell.formula:
                place = self._grid.place(sheet.title, cell.row, cell.column)
                for block in blocks_named(self._grid, place, parse(cell.formula)):
                    yield Precedent(cell, self._titles[block.sheet], block.range)
