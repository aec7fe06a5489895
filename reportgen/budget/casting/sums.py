"""What a total adds: a cell with a formula comes in, the blocks of rows it adds up go out.

Only sums are read, of cells above in the same column: `=SUM(B5:B9)`, `=B13+B15`,
`=SUBTOTAL(9,B5:B9)-B10`. The way back is here, too: rows come in, a formula goes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from reportgen.budget.rows import added_ranges
from reportgen.patterns import regex
from reportgen.workbook import Cell, column_letters

TOKEN = regex(r"(?P<call>[A-Z]*)\(|[A-Z]{1,3}(?P<first>\d+)(?::[A-Z]{1,3}(?P<last>\d+))?"
                   r"|(?P<number>\d+(?:\.\d+)?)|(?P<mark>[-,)])")  # fmt: skip
ADD = ("9", "109")  # the sums among the functions of SUBTOTAL and AGGREGATE
REFERS = regex(r"[A-Z]", re.IGNORECASE)


class Block(Struct, frozen=True):
    """Rows that a formula adds, or with the `sign` -1 takes off.

    With `skips_sums` the cells among them that are SUBTOTAL formulas themselves do not count.
    """

    first: int
    last: int
    sign: int = 1
    skips_sums: bool = False


class Sum(Struct, frozen=True):
    """What a formula adds up: blocks of rows, and a plain number (`=SUM(B5:B9)+100`)."""

    blocks: tuple[Block, ...]
    constant: Decimal = Decimal(0)


def read_sum(cell: Cell) -> Sum | None:
    """Read what a cell adds up; None for a formula that does anything else."""
    return _read(cell.formula) if added_ranges(cell) else None


@lru_cache(maxsize=256)
def _read(formula: str) -> Sum | None:
    return _Reader(formula.upper().replace("$", "")).read()


def is_typed(cell: Cell) -> bool:
    """Tell an amount that was typed in: a number, or a sum of plain numbers (`=400+3863`)."""
    return cell.is_number and not REFERS.search(cell.formula)


def write_sum(column: int, blocks: Iterable[Block]) -> str:
    """Return the formula that adds blocks of rows up: `=SUM(B5:B9)`, `=B13+B15`."""
    letters, blocks = column_letters(column), tuple(blocks)
    if len(blocks) == 1 and blocks[0].sign > 0:
        return f"=SUM({letters}{blocks[0].first}:{letters}{blocks[0].last})"
    text = "".join(f"{'-' if block.sign < 0 else '+'}{_block(letters, block)}" for block in blocks)
    return "=" + text.removeprefix("+")


def _block(letters: str, block: Block) -> str:
    first = f"{letters}{block.first}"
    return first if block.first == block.last else f"SUM({first}:{letters}{block.last})"


class _Frame(Struct):
    """An open bracket: of which function, with which sign, and the arguments so far."""

    call: str
    sign: int
    arguments: list[str]


class _Reader:
    def __init__(self, formula: str) -> None:
        self._formula = formula
        self._frames = [_Frame("", 1, [""])]
        self._sign = 1
        self._blocks: list[Block] = []
        self._constant = Decimal(0)
        self._adds = True

    def read(self) -> Sum | None:
        for token in TOKEN.finditer(self._formula):
            if token["mark"]:
                self._take_mark(token["mark"])
            elif token["number"]:
                self._take_number(token["number"])
            elif token["first"]:
                self._take_rows(int(token["first"]), int(token["last"] or token["first"]))
            else:
                self._frames.append(_Frame(token["call"], self._signed(), [""]))
                self._sign = 1
        return Sum(tuple(self._blocks), self._constant) if self._adds else None

    def _take_mark(self, mark: str) -> None:
        frame = self._frames[-1]
        if mark == "-":
            self._sign = -self._sign
            return
        self._sign = 1
        if mark == ",":
            frame.arguments.append("")
        elif len(self._frames) > 1:
            self._frames.pop()

    def _take_number(self, number: str) -> None:
        frame = self._frames[-1]
        frame.arguments[-1] += number
        place = len(frame.arguments)
        if frame.call in ("SUBTOTAL", "AGGREGATE") and place == 1:
            self._adds = self._adds and number in ADD
        elif not self._is_setting(frame.call, place):
            self._constant += self._signed() * Decimal(number)
        self._sign = 1

    def _is_setting(self, call: str, place: int) -> bool:
        """Tell the decimals of ROUND and the options of AGGREGATE from what is added."""
        return place == 2 and call in ("ROUND", "AGGREGATE")

    def _take_rows(self, first: int, last: int) -> None:
        skips = any(self._skips_sums(frame) for frame in self._frames)
        self._blocks.append(Block(min(first, last), max(first, last), self._signed(), skips))
        self._sign = 1

    def _skips_sums(self, frame: _Frame) -> bool:
        """Options 4 to 7 of AGGREGATE count the sums among its cells, all others do not."""
        options = frame.arguments[1] if len(frame.arguments) > 1 else ""
        by_option = frame.call == "AGGREGATE" and options in ("", "0", "1", "2", "3")
        return frame.call == "SUBTOTAL" or by_option

    def _signed(self) -> int:
        return self._frames[-1].sign * self._sign
