"""Which paragraph is the caption of which table: Pandoc's `Table: words {#tbl-x}`."""

from __future__ import annotations

from reportgen.patterns import regex
from reportgen.readers.markdown.block_parser import Token
from reportgen.readers.markdown.parser import text_of

_CAPTION = regex(r"(?:[Tt]able:|:)[ \t\n]+(?=\S)")


def pair_captions(tokens: list[Token]) -> tuple[dict[int, int], set[int]]:
    """Return the places of captions by those of their tables, and of captions without a table.

    All are places among the tokens of one block. A caption stands directly above or below its
    table, a blank line between them or not. One between two tables is the upper one's, unless it
    touches the lower one alone.
    """
    places = [place for place, token in enumerate(tokens) if token["type"] != "blank_line"]
    captions: dict[int, int] = {}
    lone: set[int] = set()
    for before, place, after in zip([-1, *places], places, [*places[1:], -1], strict=False):
        if not _is_caption(tokens[place]):
            continue
        above = _is_table(tokens, before) and before not in captions
        below = _is_table(tokens, after)
        touches_below = after == place + 1 and before != place - 1
        if above and not (below and touches_below):
            captions[before] = place
        elif below:
            captions[after] = place
        else:
            lone.add(place)
    return captions, lone


def _is_caption(token: Token) -> bool:
    """Return whether a token has the form of a caption."""
    return token["type"] in ("paragraph", "block_text") and bool(_CAPTION.match(text_of(token)))


def caption_text(token: Token) -> str:
    """Return a caption's words, without the mark that makes it one."""
    return _CAPTION.sub("", text_of(token), count=1)


def _is_table(tokens: list[Token], place: int) -> bool:
    return place >= 0 and tokens[place]["type"] == "table"
