"""Tables on a terminal: in come rows of texts, out come lines of aligned columns."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
LEAST = 12  # characters that a column keeps when it has to give way
WIDEST = 10_000  # where nobody reads along, nothing is cut


def aligned(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: frozenset[int] = frozenset(),
    indent: int = 0,
) -> Iterator[str]:
    """Yield a heading and a line for each row, as wide as the terminal is.

    `right` are the columns that are set to the right. What does not fit is cut off, in the last
    column first and in the first one never; nothing is cut off in what goes to a file.
    """
    table = [head, *([one_line(text) for text in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    widths = _fitted(widths, _room() - indent - len(GAP) * (len(widths) - 1))
    for row in table:
        cells = (
            _set(text, width, to_right=at in right)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield " " * indent + GAP.join(cells).rstrip()


def _room() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST


def _fitted(widths: list[int], room: int) -> list[int]:
    """Take what does not fit from the last column, then from the widest, never from the first."""
    first, *others = widths
    room -= first
    others[-1] = max(others[-1] - max(sum(others) - room, 0), min(others[-1], LEAST))
    while sum(others) > room and max(others) > LEAST:
        widest = max(others)
        second = max([width for width in others if width < widest], default=LEAST)
        others[others.index(widest)] = max(widest - (sum(others) - room), second - 1, LEAST)
    return [first, *others]


def _set(text: str, width: int, *, to_right: bool) -> str:
    if _width(text) > width:
        while _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    space = " " * (width - _width(text))
    return space + text if to_right else text + space


def _width(text: str) -> int:
    """Return how many places a text takes: marks above letters take none, wide signs two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def one_line(text: str) -> str:
    """Leave out what a text from a file could do to a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
