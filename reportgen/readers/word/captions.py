"""Captions. In: pieces. Out: the same, with captions in the tables and pictures beside them.

A caption belongs to the table directly below it or the picture directly above it; if there is
neither, to the picture below or the table above. One with the word "Table" goes to no picture.
Its own "Table 1" is cut off: the paper numbers its captions itself.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from reportgen.model import Figure, Inline, Inlines, Table, Text
from reportgen.patterns import regex
from reportgen.readers.word.pieces import Line, Piece
from reportgen.readers.word.styles import Role
from reportgen.walk import plain

NUMBER = r"(?:[A-Z]{1,2}(?:[.\-–]?\d+)?|\d+)(?:[.\-–]\d+)*"
LABEL = regex(
    r"(?P<label>(?P<word>Tables?|Figures?|Fig\.?|Charts?|Graph|Map|Diagram|Illustration|Picture|"
    rf"Image|Photo(?:graph)?|Box|Exhibit|Drawing)\s+{NUMBER})(?:\s*[:.)–—-]\s*|\s+|$)"
)


def with_captions(pieces: list[Piece]) -> tuple[list[Piece], tuple[str, ...]]:
    """Return the pieces, and the labels (`Table 1`) that were cut off."""
    made = list(pieces)
    cut: list[str] = []
    for place in range(len(made)):
        caption = made[place]
        if not isinstance(caption, Line) or caption.role is not Role.CAPTION:
            continue
        text, label = _without_label(caption.content)
        at = _owner(made, place, plain(caption.content))
        owner = made[at] if at is not None else None
        if text and at is not None and isinstance(owner, Table | Figure):
            made[at] = replace(owner, caption=text)
            made[place] = replace(caption, content=())
            cut += [label] if label else []
    kept = [piece for piece in made if not isinstance(piece, Line) or piece.content]
    return kept, tuple(cut)


def _owner(pieces: list[Piece], place: int, text: str) -> int | None:
    word = text[:5].lower()
    tables: tuple[type, ...] = (Table,)
    figures: tuple[type, ...] = () if word == "table" else (Figure,)
    tables = () if word == "figur" else tables
    wanted = ((place + 1, tables), (place - 1, figures), (place + 1, figures), (place - 1, tables))
    for at, kinds in wanted:
        piece = pieces[at] if 0 <= at < len(pieces) else None
        if isinstance(piece, kinds) and isinstance(piece, Table | Figure) and not piece.caption:
            return at
    return None


def _without_label(content: Inlines) -> tuple[Inlines, str]:
    found = LABEL.match(plain(content))
    if not found:
        return content, ""
    return _cut(content, found.end()), found["label"]


def _cut(content: Inlines, count: int) -> Inlines:
    """Return content without its first characters."""
    made: list[Inline] = []
    for node in content:
        length = len(plain((node,)))
        if count >= length and length:
            count -= length
        elif count:
            made.extend(_cut_in(node, count))
            count = 0
        else:
            made.append(node)
    return tuple(made)


def _cut_in(node: Inline, count: int) -> Inlines:
    if isinstance(node, Text):
        return (Text(node.text[count:]),)
    children: Inlines = getattr(node, "children", ())
    change: Callable[..., Inline] = replace
    return (change(node, children=_cut(children, count)),) if children else (node,)
