"""What a total takes in. In: a cell. Out: the cells that it adds up, through all sheets.

Only sums are followed: plus, minus, SUM and links between cells. A total that was typed in is
taken to add up the rows above it; a line that was typed in, to be the fund whose name it bears
when its amount is a total of that fund.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, field

from reportgen.checks.transfers.funds import Funds, in_pence
from reportgen.formulas import parse
from reportgen.formulas.grid import Block, Place
from reportgen.formulas.tree import (
    Area,
    Call,
    Constant,
    Name,
    Node,
    Operation,
    Reference,
    Signed,
    TableReference,
)
from reportgen.labels import fold
from reportgen.model import RowKind

# The most cells that are followed for one workbook, each as often as it is met.
MOST_STEPS = 2_000_000
# Functions that add up, and how many of their first arguments are none of the amounts.
SHORT = 100  # cells
ADDING = {"SUM": 0, "SUBTOTAL": 1, "AGGREGATE": 2}

tree_of = lru_cache(maxsize=256)(parse)


class Reach(Struct, frozen=True):
    """The cells that a total takes in.

    `columns` are the columns (sheet and number) that they stand in; `taken_off` are the amounts,
    in pence and without their signs, that are subtracted on the way or stand there as negative.
    """

    places: set[Place] = field(default_factory=set)
    columns: set[tuple[int, int]] = field(default_factory=set)
    taken_off: set[Decimal] = field(default_factory=set)


class Part(Struct, frozen=True):
    """A cell that another one adds, by itself or in a block; `sign` -1 takes it off."""

    place: Place
    sign: int = 1
    alone: bool = True


class Reaches:
    """Follows totals through one workbook."""

    def __init__(self, funds: Funds) -> None:
        self.funds = funds
        self._steps_left = MOST_STEPS
        self._known: dict[Place, tuple[Part, ...]] = {}  # for totals that share cells
        self._titles: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, sheet in enumerate(funds.workbook.sheets):
            title = fold(sheet.title)
            self._titles[_first_word(title)].append((title, number))

    def reach(self, start: Place) -> Reach:
        """Return what a total takes in; where a workbook asks for too many steps, a part of it.

        Another fund is entered by its totals, or by a block of its cells: a link to a single
        line of it is money that the fund passes on, and not the fund.
        """
        reach, waiting = Reach(places={start}), [start]
        while waiting and self._steps_left:
            here = waiting.pop()
            reach.columns.add((here.sheet, here.column))
            for part in self._parts_of(here):
                self._steps_left = max(self._steps_left - 1, 0)
                self._note_taken_off(part, reach)
                if part.place not in reach.places and self._goes_on(here, part):
                    reach.places.add(part.place)
                    waiting.append(part.place)
        return reach

    def _parts_of(self, place: Place) -> Iterable[Part]:
        """Return what a cell adds up; what is short is kept for the next total it stands in."""
        if place in self._known:
            return self._known[place]
        parts = tuple(self._parts(place))
        if len(parts) <= SHORT:
            self._known[place] = parts
        return parts

    def _note_taken_off(self, part: Part, reach: Reach) -> None:
        value = self.funds.cell(part.place).value
        if isinstance(value, Decimal) and value and (part.sign < 0) != (value < 0):
            reach.taken_off.add(in_pence(value))

    def _goes_on(self, here: Place, part: Part) -> bool:
        is_near = part.place.sheet == here.sheet or not part.alone
        return is_near or self.funds.is_whole(part.place)

    def _parts(self, place: Place) -> Iterator[Part]:
        cell = self.funds.cell(place)
        if cell.formula:
            tree = tree_of(cell.formula)
            yield from self._added(tree, place) if tree else ()
        elif self.funds.kind(place) is RowKind.TOTAL:
            yield from (Part(above) for above in self._rows_above(place))
        elif isinstance(cell.value, Decimal):
            yield from (Part(whole) for whole in self._funds_named(place, cell.value))

    def _added(self, tree: Node, home: Place) -> Iterator[Part]:
        areas = signed_areas(tree)
        for sign, area in areas or ():
            block = self.funds.grid.block(area, home)
            if block and block.only:
                if block.only in self.funds.grid.cells:
                    yield Part(block.only, sign)
            elif block:
                yield from (Part(place, sign, alone=False) for place in self._filled(block))

    def _filled(self, block: Block) -> Iterator[Place]:
        grid, area = self.funds.grid, block.range
        for column in grid.columns_of(block):
            for row in grid.rows(block.sheet, column, area.first_row, area.last_row):
                yield Place(block.sheet, row, column)

    def _rows_above(self, place: Place) -> Iterator[Place]:
        """Yield the amounts of the same column between a total and the total above it."""
        column = self.funds.columns[place.sheet, place.column]
        for other in reversed(column[: bisect_left(column, place)]):
            if self.funds.kind(other) is RowKind.TOTAL:
                return
            yield other

    def _funds_named(self, place: Place, value: Decimal) -> Iterator[Place]:
        line = self.funds.lines.get((place.sheet, place.row))
        label = fold(line.label) if line else ""
        for title, sheet in self._titles.get(_first_word(label), ()):
            if sheet != place.sheet and begins_with(label, title):
                there = self.funds.standing(sheet, in_pence(value))
                yield from (found for found in there if self.funds.is_whole(found))


def begins_with(label: str, title: str) -> bool:
    """Tell whether a folded label is a folded title, or goes on with other words behind it."""
    return label.startswith(title) and not label[len(title) : len(title) + 1].isalnum()


def _first_word(text: str) -> str:
    return text.partition(" ")[0]


def signed_areas(tree: Node) -> list[tuple[int, Area]] | None:
    """Return the cells and blocks that a formula adds up, None when it does anything else."""
    found: list[tuple[int, Area]] = []
    waiting = [(1, tree)]
    while waiting:
        sign, node = waiting.pop()
        match node:
            case Reference() | Name() | TableReference():
                found.append((sign, node))
            case Signed(operand=operand, negative=negative, percents=0):
                waiting.append((-sign if negative else sign, operand))
            case Operation(first=first, rest=rest) if all(mark in "+-" for mark, _ in rest):
                waiting.append((sign, first))
                waiting += [(-sign if mark == "-" else sign, part) for mark, part in rest]
            case Call(name=name, arguments=arguments) if name in ADDING:
                waiting += [(sign, argument) for argument in arguments[ADDING[name] :]]
            case Constant():
                pass
            case _:
                return None
    return found
