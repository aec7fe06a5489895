"""The functions that are worked out here, by Excel's names and to Excel's rules.

Each takes the evaluation it is part of and its arguments, and returns a value; with arguments
that it does not expect, the value is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from functools import reduce
from typing import TYPE_CHECKING

from reportgen.formulas.criteria import Criterion, read_criterion
from reportgen.formulas.grid import Block, Place
from reportgen.formulas.tallies import EVERYTHING, NOTHING_KNOWN, Tally, Without, joined
from reportgen.formulas.tree import Constant, Node
from reportgen.formulas.values import (
    RECKONING,
    UNKNOWN,
    Unknown,
    Value,
    finite,
    round_half_up,
    round_one_way,
)

if TYPE_CHECKING:
    from reportgen.formulas.evaluation import Evaluation

Arguments = tuple[Node, ...]
Function = Callable[["Evaluation", Arguments], Value]
Figure = Callable[[Tally], Value]


def _of_numbers(figure: Figure) -> Function:
    """Return a function of all the numbers in its arguments: of cells only those that are any."""

    def function(here: Evaluation, arguments: Arguments) -> Value:
        tally = reduce(joined, (_tally(here, node) for node in arguments), Tally())
        return figure(tally) if tally.known and arguments else UNKNOWN

    return function


def _tally(here: Evaluation, node: Node, without: Without = EVERYTHING) -> Tally:
    block = here.block(node)
    if block:
        return here.tallies.tally(block, without)
    value = here.number(node)
    return NOTHING_KNOWN if isinstance(value, Unknown) else Tally(1, value, value, value)


def _average(tally: Tally) -> Value:
    return RECKONING.divide(tally.total, Decimal(tally.count)) if tally.count else UNKNOWN


FIGURES: dict[str, Figure] = {
    "AVERAGE": _average,
    "COUNT": lambda tally: Decimal(tally.count),
    "MAX": lambda tally: tally.most or Decimal(0),
    "MIN": lambda tally: tally.least or Decimal(0),
    "SUM": lambda tally: finite(tally.total),
}
# How many times as long it takes to test or multiply a cell as to add it up.
EFFORT = 4
# The numbers by which SUBTOTAL and AGGREGATE know them.
NUMBERED = {1: "AVERAGE", 2: "COUNT", 4: "MAX", 5: "MIN", 9: "SUM"}
LEAVES_OUT_HIDDEN = 100


def _subtotal(here: Evaluation, arguments: Arguments) -> Value:
    """Leave out other sub-totals, and with 101 to 111 what is hidden.

    With 1 to 11 rows hidden by a filter are left out and others are not: which of them a hidden
    row is, the file does not tell.
    """
    code, *areas = arguments or (Constant(None),)
    which = _whole(here, code)
    if which is None or not areas:
        return UNKNOWN
    hidden = which > LEAVES_OUT_HIDDEN
    blocks = [here.block(area) for area in areas]
    if not hidden and any(block is None or _has_hidden(here, block) for block in blocks):
        return UNKNOWN
    figure = NUMBERED.get(which - LEAVES_OUT_HIDDEN if hidden else which, "")
    return _figure_of(here, figure, areas, Without(hidden=hidden, subtotals=True))


def _aggregate(here: Evaluation, arguments: Arguments) -> Value:
    """Do as SUBTOTAL does; the option says what to leave out. Error values are unknown anyway."""
    if len(arguments) < 3:
        return UNKNOWN
    which, option = (_whole(here, node) for node in arguments[:2])
    if which is None or option is None or not 0 <= option <= 7:
        return UNKNOWN
    without = Without(hidden=option in (1, 3, 5, 7), subtotals=option < 4)
    return _figure_of(here, NUMBERED.get(which, ""), list(arguments[2:]), without)


def _figure_of(here: Evaluation, name: str, areas: list[Node], without: Without) -> Value:
    if name not in FIGURES or any(here.block(area) is None for area in areas):
        return UNKNOWN
    tally = reduce(joined, (_tally(here, area, without) for area in areas), Tally())
    return FIGURES[name](tally) if tally.known else UNKNOWN


def _has_hidden(here: Evaluation, block: Block) -> bool:
    hidden = here.grid.hidden_rows[block.sheet]
    return any(block.range.first_row <= row <= block.range.last_row for row in hidden)


def _whole(here: Evaluation, node: Node) -> int | None:
    value = here.number(node)
    return None if isinstance(value, Unknown) or abs(value) > 1000 else int(value)


def _round(here: Evaluation, arguments: Arguments) -> Value:
    return _rounding(here, arguments, round_half_up)


def _round_up(here: Evaluation, arguments: Arguments) -> Value:
    return _rounding(here, arguments, lambda value, to: round_one_way(value, to, ROUND_UP))


def _round_down(here: Evaluation, arguments: Arguments) -> Value:
    return _rounding(here, arguments, lambda value, to: round_one_way(value, to, ROUND_DOWN))


def _rounding(
    here: Evaluation, arguments: Arguments, rounding: Callable[[Decimal, int], Value]
) -> Value:
    if len(arguments) != 2:
        return UNKNOWN
    value, places = here.number(arguments[0]), _whole(here, arguments[1])
    return UNKNOWN if isinstance(value, Unknown) or places is None else rounding(value, places)


def _abs(here: Evaluation, arguments: Arguments) -> Value:
    value = here.number(arguments[0]) if len(arguments) == 1 else UNKNOWN
    return UNKNOWN if isinstance(value, Unknown) else abs(value)


def _if(here: Evaluation, arguments: Arguments) -> Value:
    """Look only at the branch that is taken, as Excel does."""
    if len(arguments) not in (2, 3):
        return UNKNOWN
    holds = _truth(here.value(arguments[0]))
    if isinstance(holds, Unknown):
        return UNKNOWN
    if not holds and len(arguments) == 2:
        return False
    value = here.value(arguments[1 if holds else 2])
    return Decimal(0) if value is None else value


def _truth(value: Value) -> bool | Unknown:
    if isinstance(value, Decimal):
        return value != 0
    return bool(value) if isinstance(value, bool | None) else UNKNOWN


def _and(here: Evaluation, arguments: Arguments) -> Value:
    return _all_known(here, arguments, all)


def _or(here: Evaluation, arguments: Arguments) -> Value:
    return _all_known(here, arguments, any)


def _all_known(here: Evaluation, arguments: Arguments, join: Callable[[list[bool]], bool]) -> Value:
    """Join conditions; cells are left to others, since AND and OR skip those that are blank."""
    if not arguments or any(here.block(node) for node in arguments):
        return UNKNOWN
    known = []
    for node in arguments:
        holds = _truth(here.value(node))
        if isinstance(holds, Unknown):
            return UNKNOWN
        known.append(holds)
    return join(known)


def _not(here: Evaluation, arguments: Arguments) -> Value:
    holds = _truth(here.value(arguments[0])) if len(arguments) == 1 else UNKNOWN
    return UNKNOWN if isinstance(holds, Unknown) else not holds


def _if_error(here: Evaluation, arguments: Arguments) -> Value:
    """Return the first argument where it is known, and so is no error."""
    value = here.value(arguments[0]) if len(arguments) == 2 else UNKNOWN
    return Decimal(0) if value is None else value


def _sum_if(here: Evaluation, arguments: Arguments) -> Value:
    if len(arguments) not in (2, 3):
        return UNKNOWN
    tested = here.block(arguments[0])
    added = here.block(arguments[-1]) if len(arguments) == 3 else tested
    criterion = read_criterion(here.value(arguments[1]))
    # Excel takes as many cells to add up as it tests; where they are not written out, they have
    # not been looked at before.
    if tested is None or added is None or criterion is None or tested.shape != added.shape:
        return UNKNOWN
    return _sum_where(here, criterion, tested, added)


def _sum_where(here: Evaluation, criterion: Criterion, tested: Block, added: Block) -> Value:
    total = Decimal(0)
    for place in _places(here, added):
        holds = criterion.holds(here.look(_beside(place, added, tested)))
        value = here.look(place) if holds is not False else None
        if holds is None or value is UNKNOWN or not isinstance(value, Decimal | str | bool | None):
            return UNKNOWN
        if isinstance(value, Decimal):
            total = RECKONING.add(total, value)
    return finite(total) if here.tallies.looks_left >= 0 else UNKNOWN


def _sum_product(here: Evaluation, arguments: Arguments) -> Value:
    """Multiply blocks of one shape cell by cell; what is no number counts as nothing."""
    blocks = [block for node in arguments if (block := here.block(node))]
    if len(blocks) < len(arguments) or len({block.shape for block in blocks}) != 1:
        return UNKNOWN
    total = Decimal(0)
    for place in _places(here, blocks[0]):
        product = Decimal(1)
        for block in blocks:
            value = here.look(_beside(place, blocks[0], block))
            if not isinstance(value, Decimal | str | bool | None):
                return UNKNOWN
            factor = value if isinstance(value, Decimal) else Decimal(0)
            product = RECKONING.multiply(product, factor)
        total = RECKONING.add(total, product)
    return finite(total) if here.tallies.looks_left >= 0 else UNKNOWN


def _places(here: Evaluation, block: Block) -> Iterator[Place]:
    """Yield the used cells of a block, until too many have been looked at."""
    for column in here.grid.columns_of(block):
        rows = here.grid.rows(block.sheet, column, block.range.first_row, block.range.last_row)
        if not here.tallies.spend(len(rows) * EFFORT):
            return
        yield from (Place(block.sheet, row, column) for row in rows)


def _beside(place: Place, block: Block, other: Block) -> Place:
    """Return the place in `other` that a place has in `block`."""
    down = other.range.first_row - block.range.first_row
    right = other.range.first_column - block.range.first_column
    return Place(other.sheet, place.row + down, place.column + right)


FUNCTIONS: dict[str, Function] = {
    **{name: _of_numbers(figure) for name, figure in FIGURES.items()},
    "ABS": _abs,
    "AGGREGATE": _aggregate,
    "AND": _and,
    "FALSE": lambda _, arguments: UNKNOWN if arguments else False,
    "IF": _if,
    "IFERROR": _if_error,
    "NOT": _not,
    "OR": _or,
    "ROUND": _round,
    "ROUNDDOWN": _round_down,
    "ROUNDUP": _round_up,
    "SUBTOTAL": _subtotal,
    "SUMIF": _sum_if,
    "SUMPRODUCT": _sum_product,
    "TRUE": lambda _, arguments: UNKNOWN if arguments else True,
}
