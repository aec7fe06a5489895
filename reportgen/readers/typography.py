"""English typography: straight marks in, the marks that a printer sets out.

Double and single quotation marks, apostrophes, dashes, ellipses, and no-break spaces where
British usage is certain ("22 March", "paragraph 4", "£138 million").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.patterns import regex

NO_BREAK = "\u00a0"

Piece = tuple[str, bool]
Edit = tuple[int, int, str]

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)  # fmt: skip
_SPACES = (
    regex(rf"(?<![\d.,/£$€])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?( )(?:{_MONTHS})\b"),
    regex(
        r"\b(?:[Pp]aragraphs?|[Ss]ections?|[Aa]ppendi(?:x|ces)|[Tt]ables?|[Ff]igures?|[Pp]ages?)"
        r"( )(?=\d|(?!I\b)[A-Z]\b)"
    ),
    regex(r"\d( )(?=(?:million|billion|trillion)\b)"),
)
# A quick look whether there is any of these spaces at all.
_SPACE = regex(
    r" [\dA-Zbmt](?:(?<=[hnxes] \d)|(?<=[hnxes] [A-Z])\b|(?<=\d [JFMASOND])"
    r"|(?<=(?:st|nd|rd|th) [JFMASOND])|(?<=\d [bmt])r?illion)"
)
_DASHES = regex(r"(?<!-)---?(?!-)|(?<=\S )-(?= \S)|(?<!\.)\.\.\.(?!\.)")
_QUOTES = regex("[\"']")
_ELISIONS = regex(r"'(?:\d0s\b|n'|(?:tis|twas|til|em|cause)\b)", re.I)
_OPENS_AFTER = frozenset("([{<-–—/“‘\"'\u00a0")


def set_type(pieces: Sequence[Piece]) -> list[str]:
    """Return the pieces of one paragraph with typographic marks in place of typed ones.

    A piece is its text and whether it may be changed. What must stay (code, an amount) takes
    part as a neighbour: marks pair across all pieces, so `"` `so` `"` are one quotation.
    """
    text = "".join(piece for piece, _ in pieces)
    edits = (*_dashes(text), *_quotes(text), *_no_break_spaces(text))
    if not edits:
        return [piece for piece, _ in pieces]
    marks = list(text)
    free = "".join(("x" if may_change else " ") * len(piece) for piece, may_change in pieces)
    for start, end, mark in edits:
        if " " not in free[start:end]:
            marks[start:end] = [mark] + [""] * (end - start - 1)
    return list(_cut(marks, pieces))


def typeset(text: str) -> str:
    """Return one text by itself with typographic marks."""
    return "".join(set_type([(text, True)]))


def _cut(marks: list[str], pieces: Sequence[Piece]) -> Iterator[str]:
    start = 0
    for piece, _ in pieces:
        yield "".join(marks[start : start + len(piece)])
        start += len(piece)


def _dashes(text: str) -> Iterator[Edit]:
    if "--" not in text and " - " not in text and "..." not in text:
        return
    for found in _DASHES.finditer(text):
        mark = {"---": "—", "--": "–", "-": "–", "...": "…"}[found.group()]
        yield found.start(), found.end(), mark


def _no_break_spaces(text: str) -> Iterator[Edit]:
    for pattern in _SPACES if _SPACE.search(text) else ():
        for found in pattern.finditer(text):
            yield found.start(1), found.end(1), NO_BREAK


def _quotes(text: str) -> Iterator[Edit]:
    if "'" not in text and '"' not in text:
        return
    marks: dict[int, str] = {}
    opened: dict[str, list[int]] = {"'": [], '"': []}
    elided = {
        place
        for found in _ELISIONS.finditer(text)
        for place in (found.start(), found.end() - 1)
        if text[place] == "'" and _can_open(text, found.start())
    }
    for found in _QUOTES.finditer(text):
        place = found.start()
        if place in elided:
            marks[place] = "’"
        elif not _close(text, place, opened, marks):
            marks[place] = _unpaired(text, place)
            if _can_open(text, place):
                opened[text[place]].append(place)
    yield from ((place, place + 1, mark) for place, mark in marks.items())


def _close(text: str, place: int, opened: dict[str, list[int]], marks: dict[int, str]) -> bool:
    """Pair the mark at `place` with the one that opened the quotation, if there is one."""
    mark, single, double = text[place], opened["'"], opened['"']
    if not opened[mark] or not _can_close(text, place):
        return False
    if mark == "'" and double and double[-1] > single[-1]:
        return False
    start = opened[mark].pop()
    marks[start], marks[place] = ("‘", "’") if mark == "'" else ("“", "”")
    while single and single[-1] > start:
        single.pop()
    return True


def _can_open(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(after) and not after.isspace() and _is_open(before)


def _is_open(before: str) -> bool:
    return not before or before.isspace() or before in _OPENS_AFTER


def _can_close(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    inside_word = before.isalnum() and after.isalnum()
    return bool(before) and not before.isspace() and before not in "([{" and not inside_word


def _unpaired(text: str, place: int) -> str:
    """Return the mark for a quotation mark without a partner; inches and seconds stay straight."""
    before = text[place - 1 : place]
    if text[place] == "'":
        return "'" if before.isdigit() and not text[place + 1 : place + 2].isalpha() else "’"
    if _can_open(text, place):
        return "“"
    return '"' if not before or before.isdigit() or before.isspace() else "”"
