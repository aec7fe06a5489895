"""Cut a formula into tokens: text in, tokens out, or None where a piece of it is not known."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from reportgen.patterns import regex

# Excel's own limit on the length of a formula (Excel specifications and limits).
LONGEST = 8192


class Kind(StrEnum):
    SPACE = "space"
    TEXT = "text"
    EXTERNAL = "external"
    ERROR = "error"
    BRACES = "braces"
    SHEET = "sheet"
    FUNCTION = "function"
    CELLS = "cells"
    COLUMNS = "columns"
    ROWS = "rows"
    TABLE = "table"
    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"


class Token(Struct, frozen=True):
    kind: Kind
    text: str


# The order matters: what is tried first wins. No piece can be matched in two ways, so that a long
# formula made to be slow is not.
CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
COLUMN = r"\$?[A-Za-z]{1,3}"
ROW = r"\$?[0-9]{1,7}"
WORD = r"[^\W\d][\w.\\?]*"
END = r"(?![\w.(\[!])"
INNER = r"(?:[^\[\]']|'.)*"
PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.SPACE, r"\s+"),
    (Kind.TEXT, r'"(?:[^"]|"")*"'),
    (Kind.EXTERNAL, rf"(?:'(?:[^'\[]|'')*\[(?:[^']|'')*'|\[[^\[\]]*\](?:{WORD})?)!"
                    rf"(?:{CELL}(?::{CELL})?|{WORD}|#REF!)"),
    (Kind.ERROR, r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)"),
    (Kind.BRACES, r"\{[^{}]*\}"),
    (Kind.SHEET, rf"(?:'(?:[^'\[\]]|'')+'|{WORD})!"),
    (Kind.FUNCTION, rf"{WORD}\("),
    (Kind.CELLS, rf"{CELL}(?::{CELL})?{END}"),
    (Kind.COLUMNS, rf"{COLUMN}:{COLUMN}{END}"),
    (Kind.ROWS, rf"{ROW}:{ROW}{END}"),
    (Kind.TABLE, rf"(?:{WORD})?\[(?:{INNER}|(?:{INNER}\[{INNER}\])+{INNER})\]"),
    (Kind.NUMBER, r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?"),
    (Kind.NAME, WORD),
    (Kind.SIGN, r"<>|<=|>=|[-+*/^&=<>%(),]"),
)  # fmt: skip
TOKEN = regex("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS))


def tokens(formula: str) -> tuple[Token, ...] | None:
    """Cut a formula that begins with `=`; None for one that is too long or not understood.

    Space is left out, but for space between two operands, which is an operator of its own that
    nothing here knows: the parser trips over it.
    """
    if not formula.startswith("=") or len(formula) > LONGEST:
        return None
    found = []
    place = 1
    while place < len(formula):
        match = TOKEN.match(formula, place)
        if match is None:
            return None
        kind = Kind(str(match.lastgroup))
        if kind is not Kind.SPACE:
            found.append(Token(kind, match.group()))
        place = match.end()
    return tuple(found)
