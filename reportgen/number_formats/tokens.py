"""Tokens: the text of a number format code in, what each of its marks is out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from reportgen.patterns import regex


class Unsupported(Exception):  # noqa: N818 - it ends the showing of one value, and is no error
    """A format, or a value in it, that cannot be shown as Excel shows it."""


class Kind(StrEnum):
    """What one token of a format code is."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    SLASH = "slash"
    EXPONENT = "exponent"
    GENERAL = "general"
    TEXT = "text"
    DATE = "date"
    MINUTE = "minute"
    ELAPSED = "elapsed"
    HALF_DAY = "half-day"
    SUBSECOND = "subsecond"
    LOCALE = "locale"
    COLOUR = "colour"
    CONDITION = "condition"
    BREAK = "break"


class Token(Struct, frozen=True):
    kind: Kind
    text: str

    @property
    def as_literal(self) -> Token:
        return Token(Kind.LITERAL, self.text)

    @property
    def is_text(self) -> bool:
        return self.kind is Kind.TEXT


TOKEN = regex(
    r"""
      "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | _(?P<gap>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<half_day>AM/PM|A/P)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+)
    | (?P<digit>[0\#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<break>;)
    | (?P<literal>[^begn"\\_*\[\]])      # b, e, g and n mean years and eras that are not ours
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
COLOUR = regex(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2}", re.IGNORECASE)
CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,30}(?:\.\d{0,30})?(?:E[+-]?\d{1,3})?)", re.I)
CURRENCY = regex(r"\$([^-]*)(?:-(.*))?", re.DOTALL)
ELAPSED = regex(r"h{1,2}|m{1,2}|s{1,2}", re.IGNORECASE)


def tokenise(code: str) -> Iterator[Token]:
    """Yield the tokens of a format code; raise `Unsupported` at what Excel keeps for others."""
    position = 0
    while position < len(code):
        match = TOKEN.match(code, position)
        if match is None:
            raise Unsupported
        yield from _token(str(match.lastgroup), match.group(str(match.lastgroup)))
        position = match.end()


def literal_but(tokens: tuple[Token, ...], kept: Kind) -> tuple[Token, ...]:
    """Return tokens as literal text, but for one kind; such a section cannot have digits."""
    refused = {Kind.DIGIT, Kind.EXPONENT, Kind.PERCENT, Kind.TEXT, Kind.GENERAL} - {kept}
    if any(token.kind in refused for token in tokens):
        raise Unsupported
    return tuple(token if token.kind is kept else token.as_literal for token in tokens)


def _token(name: str, text: str) -> Iterator[Token]:
    match name:
        case "quoted" | "escaped":
            yield Token(Kind.LITERAL, text)
        case "gap":
            yield Token(Kind.LITERAL, " ")
        case "fill":
            yield Token(Kind.LITERAL, "")  # it fills the rest of the cell; print has no cell
        case "bracket":
            yield from _bracket(text)
        case _:
            yield Token(Kind(name.replace("_", "-")), text)


def _bracket(text: str) -> Iterator[Token]:
    if COLOUR.fullmatch(text):
        yield Token(Kind.COLOUR, text)
    elif CONDITION.fullmatch(text):
        yield Token(Kind.CONDITION, text)
    elif ELAPSED.fullmatch(text):
        yield Token(Kind.ELAPSED, text.lower())
    elif found := CURRENCY.fullmatch(text):
        yield Token(Kind.LITERAL, found[1])
        yield Token(Kind.LOCALE, found[2] or "")
    else:
        raise Unsupported
