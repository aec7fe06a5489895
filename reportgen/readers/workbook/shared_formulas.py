"""Formulas that cells share: that of the first cell comes in, that of another one goes out.

Excel saves a formula that was filled down or across once. In the other cells its relative
references move as far as the cell is away (ECMA-376 part 1, 18.3.1.40).
"""

from __future__ import annotations

import re

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.workbook import LAST_COLUMN, LAST_ROW, column_letters, column_number

PIECE = regex(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*'                # a text, the name of a sheet
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]                # a part of a table, another workbook
    | (?<![\w.$\\?]) (?:
        (?P<fixed_column>\$?) (?P<column>[A-Za-z]{1,3}) (?P<fixed_row>\$?) (?P<row>[1-9]\d{0,6})
        | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})
        | (?P<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6})
    ) (?![\w.(!?\[])
    """,
    re.VERBOSE,
)
OUTSIDE = "#REF!"


class SharedFormula(Struct, frozen=True):
    """A formula with the cell it was written for."""

    text: str
    row: int
    column: int

    def at(self, row: int, column: int) -> str:
        """Return the formula of another cell. A reference that leaves the sheet is `#REF!`."""
        down, right = row - self.row, column - self.column

        def moved(piece: re.Match[str]) -> str:
            if piece["row"]:
                letters = _column(piece["fixed_column"] + piece["column"], right)
                number = _row(piece["fixed_row"] + piece["row"], down)
                return letters + number if letters and number else OUTSIDE
            if piece["columns"]:
                return _both([_column(end, right) for end in piece["columns"].split(":")])
            if piece["rows"]:
                return _both([_row(end, down) for end in piece["rows"].split(":")])
            return piece[0]

        return PIECE.sub(moved, self.text)


def _column(letters: str, right: int) -> str:
    if letters.startswith("$"):
        return letters
    number = column_number(letters) + right
    return column_letters(number) if 0 < number <= LAST_COLUMN else ""


def _row(digits: str, down: int) -> str:
    if digits.startswith("$"):
        return digits
    number = int(digits) + down
    return str(number) if 0 < number <= LAST_ROW else ""


def _both(ends: list[str]) -> str:
    return ":".join(ends) if all(ends) else OUTSIDE
