"""Work out the formulas of a workbook again: a workbook comes in, the value of any cell goes out.

Two questions can be asked of a formula: what it comes to when everything below it is worked out
too, and what it comes to on the values that were saved. Where the two agree with what was saved,
the cell is fresh; a formula that only rests on a stale one is right about what it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

from reportgen.formulas.evaluation import Evaluation
from reportgen.formulas.grid import Block, Grid, Place
from reportgen.formulas.parsing import parse
from reportgen.formulas.tallies import Tallies
from reportgen.formulas.tree import Call, Name, Node, Reference, TableReference, each
from reportgen.formulas.values import UNKNOWN, Value, leaf
from reportgen.patterns import regex
from reportgen.workbook import Cell, Workbook

HAS_SUBTOTAL = regex(r"\b(?:SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)

# A formula and its neighbours are asked about more than once; few are kept, since a long one
# makes a large tree.
tree_of = lru_cache(maxsize=256)(parse)


class Recalculation:
    """The values of a workbook's cells by its formulas, each worked out once.

    What is not simple is UNKNOWN: other functions, other workbooks, error values, circular
    references, and what rests on any of these. So is everything in a workbook that Excel reckons
    "as displayed".
    """

    def __init__(self, workbook: Workbook) -> None:
        self.grid = Grid(workbook)
        self._exact = not workbook.as_displayed
        self._values: dict[Place, Value] = {}
        self._tallies = Tallies(self.grid, self._look, self._is_subtotal)
        self._saved_tallies = Tallies(self.grid, self._look_at_saved, self._is_subtotal)

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Return what a cell comes to, everything below it worked out too; None for a blank one.

        Raises KeyError for a sheet that the workbook has not.
        """
        return self._value(self.grid.place(sheet, row, column))

    def value_on_saved(self, sheet: str, row: int, column: int) -> Value:
        """Return what a cell's formula comes to on the values saved in the cells it names.

        Where one of them has no saved value, it is worked out.
        """
        place = self.grid.place(sheet, row, column)
        cell = self.grid.cells.get(place)
        if cell is None or not cell.formula:
            return self._look(place)
        tree = tree_of(cell.formula)
        if tree is None or not self._exact:
            return UNKNOWN
        return Evaluation(self.grid, self._look_at_saved, self._saved_tallies, place).result(tree)

    @cached_property
    def _waiting(self) -> _Waiting:
        return _Waiting(self.grid)  # which nobody asks for as long as all formulas are fresh

    def _value(self, place: Place) -> Value:
        cell = self.grid.cells.get(place)
        if cell and cell.formula and place not in self._values:
            self._work_out(place, cell)
        return self._look(place)

    def _work_out(self, place: Place, cell: Cell) -> None:
        """Work a formula out after all it rests on, without recursion: chains may be long.

        A cell leaves the waiting ones when it is begun, so that a circle comes to an end: what
        is looked at while it is still being worked out is unknown.
        """
        self._waiting.remove(place)
        begun = [(place, tree_of(cell.formula), self._waiting_below(place, cell))]
        while begun:
            here, tree, below = begun[-1]
            needed = next(below, None)
            if needed is None:
                begun.pop()
                self._values[here] = self._evaluated(here, tree)
            else:
                self._waiting.remove(needed)
                cell = self.grid.cells[needed]
                begun.append((needed, tree_of(cell.formula), self._waiting_below(needed, cell)))

    def _waiting_below(self, place: Place, cell: Cell) -> Iterator[Place]:
        """Yield the cells that a formula rests on and that have not been begun yet."""
        for block in blocks_named(self.grid, place, tree_of(cell.formula)):
            for column in self.grid.columns_of(block):
                yield from self._waiting.between(
                    block.sheet, column, block.range.first_row, block.range.last_row
                )

    def _evaluated(self, place: Place, tree: Node | None) -> Value:
        if tree is None or not self._exact:
            return UNKNOWN
        return Evaluation(self.grid, self._look, self._tallies, place).result(tree)

    def _look(self, place: Place) -> Value:
        cell = self.grid.cells.get(place)
        if cell is None:
            return None
        if cell.formula:
            return self._values.get(place, UNKNOWN)
        return UNKNOWN if cell.error else leaf(cell.value)

    def _look_at_saved(self, place: Place) -> Value:
        cell = self.grid.cells.get(place)
        if cell is None:
            return None
        if cell.error:
            return UNKNOWN
        return self._value(place) if cell.formula and cell.uncalculated else leaf(cell.value)

    def _is_subtotal(self, place: Place) -> bool | None:
        """Tell whether a cell is a SUBTOTAL; None where one is only a part of its formula.

        Whether a SUBTOTAL leaves out an AGGREGATE is not documented.
        """
        formula = self.grid.cells[place].formula
        if not HAS_SUBTOTAL.search(formula):
            return False
        tree = tree_of(formula)
        return True if isinstance(tree, Call) and tree.name == "SUBTOTAL" else None


def blocks_named(grid: Grid, place: Place, tree: Node | None) -> Iterator[Block]:
    """Yield the blocks of cells that the formula at a place names."""
    for node in each(tree) if tree is not None else ():
        if isinstance(node, Reference | Name | TableReference):
            block = grid.block(node, place)
            if block:
                yield block


class _Waiting:
    """The formulas that have not been begun, found in a column without passing those that have."""

    def __init__(self, grid: Grid) -> None:
        self._rows: dict[tuple[int, int], list[int]] = {}
        for place, cell in grid.cells.items():  # which are in order, from the top of each sheet
            if cell.formula:
                self._rows.setdefault((place.sheet, place.column), []).append(place.row)
        # For each formula the number of the next one that may be waiting: itself, at first.
        self._next = {key: list(range(len(rows) + 1)) for key, rows in self._rows.items()}

    def remove(self, place: Place) -> None:
        key = (place.sheet, place.column)
        at = bisect_left(self._rows[key], place.row)
        self._next[key][at] = at + 1

    def between(self, sheet: int, column: int, first: int, last: int) -> Iterator[Place]:
        """Yield those that wait in a part of a column, from the top, as they are when asked for."""
        rows = self._rows.get((sheet, column), [])
        at = bisect_left(rows, first)
        while True:
            at = self._first_from(sheet, column, at)
            if at >= len(rows) or rows[at] > last:
                return
            yield Place(sheet, rows[at], column)

    def _first_from(self, sheet: int, column: int, at: int) -> int:
        following = self._next.get((sheet, column), [0])
        passed = []
        while following[at] != at:
            passed.append(at)
            at = following[at]
        for step in passed:  # whoever comes by here again goes straight there
            following[step] = at
        return at
