"""Date sections: tokens as they were written in, tokens that name a part of a moment out."""

from __future__ import annotations

from reportgen.number_formats.tokens import Kind, Token, Unsupported, literal_but
from reportgen.patterns import regex

DATE_PARTS = regex(r"y{1,4}|m{1,5}|d{1,4}|h{1,2}|s{1,2}")


def date_tokens(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens of a date section, minutes told from months and seconds with decimals."""
    made: list[Token] = []
    for token in tokens:
        if token.kind is Kind.DIGIT and token.text == "0":
            _extend_seconds(made)
        elif token.kind is Kind.DATE:
            made.append(_date_part(token))
        elif token.kind in (Kind.ELAPSED, Kind.HALF_DAY, Kind.POINT):
            made.append(token)
        else:
            made += literal_but((token,), Kind.LITERAL)
    points = [token.as_literal if token.kind is Kind.POINT else token for token in made]
    return tuple(_minutes(points))


def _extend_seconds(made: list[Token]) -> None:
    """Add one decimal to the seconds: `.00` after a point is part of a second, 3 places at most."""
    last = made[-1] if made else Token(Kind.LITERAL, "")
    if last.kind is Kind.POINT:
        made[-1] = Token(Kind.SUBSECOND, "0")
    elif last.kind is Kind.SUBSECOND and len(last.text) < 3:
        made[-1] = Token(Kind.SUBSECOND, last.text + "0")
    else:
        raise Unsupported


def _date_part(token: Token) -> Token:
    if not DATE_PARTS.fullmatch(token.text.lower()):
        raise Unsupported
    return Token(Kind.DATE, token.text.lower())


def _minutes(tokens: list[Token]) -> list[Token]:
    """Tell minutes from months: `m` straight after hours, or straight before seconds."""
    parts = [i for i, token in enumerate(tokens) if token.kind in (Kind.DATE, Kind.ELAPSED)]
    made = list(tokens)
    for before, here, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        if tokens[here].kind is Kind.DATE and tokens[here].text in ("m", "mm"):
            follows = before is not None and tokens[before].text[0] == "h"
            leads = after is not None and tokens[after].text[0] == "s"
            if follows or leads:
                made[here] = Token(Kind.MINUTE, tokens[here].text)
    return made
