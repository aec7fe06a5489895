"""Work out one formula: its tree and a way to look at cells come in, a value goes out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from reportgen.formulas.functions import FUNCTIONS
from reportgen.formulas.grid import Block, Grid, Place
from reportgen.formulas.tallies import Tallies
from reportgen.formulas.tree import (
    Call,
    Constant,
    Foreign,
    Name,
    Node,
    Operation,
    Reference,
    Signed,
    TableReference,
)
from reportgen.formulas.values import RECKONING, UNKNOWN, Unknown, Value, leaf, number, operate


class Evaluation(Struct, frozen=True):
    """The working out of the formula in the cell at `home`."""

    grid: Grid
    look: Callable[[Place], Value]
    tallies: Tallies
    home: Place

    def result(self, tree: Node) -> Value:
        """Return the value of the whole formula: a cell that names a blank one shows 0."""
        value = self.value(tree)
        return Decimal(0) if value is None else value

    def value(self, node: Node) -> Value:
        """Return the value of a part of the formula; of a block of several cells it is unknown."""
        match node:
            case Constant():
                return leaf(node.value)
            case Reference() | Name() | TableReference():
                block = self.block(node)
                return self.look(block.only) if block and block.only else UNKNOWN
            case Signed():
                return self._signed(node)
            case Operation():
                value = self.value(node.first)
                for sign, operand in node.rest:
                    value = operate(sign, value, self.value(operand))
                return value
            case Call(name=name, arguments=arguments):
                function = FUNCTIONS.get(name)
                return function(self, arguments) if function else UNKNOWN
            case Foreign():
                return UNKNOWN

    def number(self, node: Node) -> Decimal | Unknown:
        return number(self.value(node))

    def block(self, node: Node) -> Block | None:
        """Return the block of cells that a node refers to, None for any other node."""
        if isinstance(node, Reference | Name | TableReference):
            return self.grid.block(node, self.home)
        return None

    def _signed(self, node: Signed) -> Value:
        value = self.number(node.operand)
        if isinstance(value, Unknown):
            return UNKNOWN
        value = RECKONING.scaleb(value, -2 * node.percents) if node.percents else value
        return RECKONING.minus(value) if node.negative else value
