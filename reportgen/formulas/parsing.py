"""Parse a formula: its text as saved in the file comes in, a tree goes out, or None.

The grammar is that of ECMA-376 part 1, 18.17.2: English names and commas, whatever language
Excel was set to. A sign before a number binds closer than `^` (-2^2 is 4), and `^` works from
left to right, both as in Excel.
"""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.formulas.tokens import Kind, Token, tokens
from reportgen.formulas.tree import (
    Call,
    Constant,
    Foreign,
    Name,
    Node,
    Operation,
    Reference,
    Signed,
    TablePart,
    TableReference,
)
from reportgen.formulas.values import EXCEL_DIGITS, finite
from reportgen.patterns import regex
from reportgen.workbook import LAST_COLUMN, LAST_ROW, CellRange, column_number, read_range

# Excel nests functions 64 deep; brackets count here as well.
DEEPEST = 64
# From the loosest to the closest.
SIGNS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
RANKS = {sign: rank for rank, signs in enumerate(SIGNS) for sign in signs}
NO_OPERATOR = -1
NEW_FUNCTION = regex(r"^(_XLFN\.|_XLWS\.)+")
PARTS = (TablePart.ALL, TablePart.HEADERS, TablePart.TOTALS, TablePart.THIS_ROW)
DATA_PART = "#data"
BRACKETED = regex(r"\[((?:[^\[\]']|'.)*)\]")
END = Token(Kind.SIGN, "")


def parse(formula: str) -> Node | None:
    """Return the tree of a formula that begins with `=`, None for one that is not understood.

    Functions may be of any name. Unions, intersections, blocks over several sheets (Jan:Dec!B5)
    and references worked out by functions (B5:INDEX(...)) are not understood.
    """
    found = tokens(formula)
    if found is None:
        return None
    try:
        return _Parser(found).whole()
    except _NotUnderstoodError:
        return None


class _NotUnderstoodError(Exception):
    """The formula is none that can be taken apart here."""


class _Parser:
    """Takes one formula apart, from left to right."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self.tokens = found
        self.place = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.operation(0)
        if self.place < len(self.tokens):
            raise _NotUnderstoodError
        return node

    def next(self) -> Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next()
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        if self.take().text != sign:
            raise _NotUnderstoodError

    def operation(self, loosest: int) -> Node:
        """Take operands as far as the operators between them are no looser than a rank."""
        node = self.signed()
        while (rank := self.next_rank()) >= loosest:
            rest = []
            while self.next_rank() == rank:
                rest.append((self.take().text, self.operation(rank + 1)))
            node = Operation(node, tuple(rest))
        return node

    def next_rank(self) -> int:
        return RANKS.get(self.next().text, NO_OPERATOR)

    def signed(self) -> Node:
        signs = ""
        while self.next().text in ("+", "-"):
            signs += self.take().text
        operand = self.operand()
        percents = 0
        while self.next().text == "%":
            self.take()
            percents += 1
        if percents > DEEPEST:
            raise _NotUnderstoodError
        if "-" not in signs and not percents:
            return operand
        return Signed(operand, signs.count("-") % 2 == 1, percents)

    def operand(self) -> Node:
        token = self.take()
        match token.kind:
            case Kind.NUMBER:
                return _number(token.text)
            case Kind.TEXT:
                return Constant(token.text[1:-1].replace('""', '"'))
            case Kind.FUNCTION:
                return self.call(token.text[:-1])
            case Kind.SIGN if token.text == "(":
                return self.bracketed()
            case Kind.ERROR | Kind.EXTERNAL | Kind.BRACES:
                return Foreign(token.text)
            case _:
                return self.reference(token)

    def bracketed(self) -> Node:
        self.go_deeper()
        node = self.operation(0)
        self.expect(")")
        self.depth -= 1
        return node

    def call(self, name: str) -> Node:
        self.go_deeper()
        arguments = []
        if self.next().text == ")":
            self.take()
        else:
            arguments.append(self.argument())
            while self.next().text == ",":
                self.take()
                arguments.append(self.argument())
            self.expect(")")
        self.depth -= 1
        return Call(NEW_FUNCTION.sub("", name.upper()), tuple(arguments))

    def argument(self) -> Node:
        return Constant(None) if self.next().text in (",", ")") else self.operation(0)

    def go_deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotUnderstoodError

    def reference(self, token: Token) -> Node:
        match token.kind:
            case Kind.SHEET:
                return self.on_sheet(token.text[:-1])
            case Kind.CELLS | Kind.COLUMNS | Kind.ROWS:
                return Reference("", _block(token))
            case Kind.TABLE:
                return _table_reference(token.text)
            case Kind.NAME if token.text.upper() in ("TRUE", "FALSE"):
                return Constant(token.text.upper() == "TRUE")
            case Kind.NAME:
                return Name(token.text)
            case _:
                raise _NotUnderstoodError

    def on_sheet(self, written: str) -> Node:
        sheet = written[1:-1].replace("''", "'") if written.startswith("'") else written
        token = self.take()
        if token.kind is Kind.ERROR:
            return Foreign(token.text)
        if token.kind not in (Kind.CELLS, Kind.COLUMNS, Kind.ROWS):
            raise _NotUnderstoodError
        return Reference(sheet, _block(token))


def _number(text: str) -> Node:
    """Return a number with the 15 digits that Excel keeps; one beyond all numbers is an error."""
    value = EXCEL_DIGITS.create_decimal(text)
    return Constant(value) if isinstance(finite(value), Decimal) else Foreign("#NUM!")


def _block(token: Token) -> CellRange:
    """Return the cells that `B5:B9`, `B:B` or `5:9` mean."""
    if token.kind is Kind.CELLS:
        found = read_range(token.text)
        if found is None:
            raise _NotUnderstoodError
        return found
    ends = token.text.replace("$", "").split(":")
    numbers = sorted(column_number(end) if token.kind is Kind.COLUMNS else int(end) for end in ends)
    last = LAST_COLUMN if token.kind is Kind.COLUMNS else LAST_ROW
    if numbers[0] < 1 or numbers[1] > last:
        raise _NotUnderstoodError
    if token.kind is Kind.COLUMNS:
        return CellRange(1, numbers[0], LAST_ROW, numbers[1])
    return CellRange(numbers[0], 1, numbers[1], LAST_COLUMN)


def _table_reference(text: str) -> TableReference:
    """Read `Grants[Amount]`, `Grants[[#Totals],[Amount]]`, `Grants[[#This Row],[A]:[B]]`."""
    table, _, inner = text[:-1].partition("[")
    items = BRACKETED.findall(inner) or [inner]
    between = re.sub(r"\s", "", BRACKETED.sub("", inner)) if BRACKETED.search(inner) else ""
    parts = [item.strip().casefold() for item in items if item.strip().startswith("#")]
    columns = [re.sub("'(.)", r"\1", item) for item in items if not item.strip().startswith("#")]
    columns = [column for column in columns if column.strip()]
    part = (parts or [DATA_PART])[0]
    joined = ":" if len(columns) == 2 else ""
    if len(parts) > 1 or len(columns) > 2 or between.replace(",", "") != joined:
        raise _NotUnderstoodError
    if part not in (*PARTS, DATA_PART):
        raise _NotUnderstoodError
    part = TablePart.DATA if part == DATA_PART else part
    return TableReference(table, part, *((columns[0], columns[-1]) if columns else ("", "")))
