"""A formula taken apart: what the parser makes, and what is walked to find its references."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.workbook import CellRange


class Constant(Struct, frozen=True):
    """A number, a text or a truth value written into the formula; None for a left-out argument."""

    value: Decimal | str | bool | None


class Reference(Struct, frozen=True):
    """A cell or a block of cells of this workbook; `sheet` is `""` for the formula's own sheet."""

    sheet: str
    range: CellRange


class Name(Struct, frozen=True):
    """A defined name."""

    name: str


class TablePart:
    """Which rows of a table a structured reference takes."""

    DATA = ""
    ALL = "#all"
    HEADERS = "#headers"
    TOTALS = "#totals"
    THIS_ROW = "#this row"


class TableReference(Struct, frozen=True):
    """`Grants[Amount]`: the rows `part` of a table, from column `first` to `last`, `""` for all.

    `table` is `""` for the table that the formula stands in.
    """

    table: str
    part: str = TablePart.DATA
    first: str = ""
    last: str = ""


class Signed(Struct, frozen=True):
    """A number made negative, or divided by a hundred as often as it has per cent signs."""

    operand: Node
    negative: bool = False
    percents: int = 0


class Operation(Struct, frozen=True):
    """Operators of one rank, worked from left to right: first, (operator, operand), ..."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


class Call(Struct, frozen=True):
    """A function's name in capitals, with its arguments."""

    name: str
    arguments: tuple[Node, ...]


class Foreign(Struct, frozen=True):
    """What is understood but never worked out: other workbooks, error values, lists in braces."""

    text: str


Node = Constant | Reference | Name | TableReference | Signed | Operation | Call | Foreign
Area = Reference | Name | TableReference


def each(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        match here:
            case Signed(operand=operand):
                waiting.append(operand)
            case Operation(first=first, rest=rest):
                waiting.append(first)
                waiting += [operand for _, operand in rest]
            case Call(arguments=arguments):
                waiting += arguments
