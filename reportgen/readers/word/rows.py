"""Rows of a table that people edited. In: a `w:tbl`. Out: its texts by row and column.

And which of its rows are those of the table as it was built: by their place while the shape is the
same, else by the words that they begin with.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from itertools import takewhile

from reportgen.labels import fold
from reportgen.readers.word.xml import Element, name, names, number, value

ROW, CELL = name("w:tr"), name("w:tc")
# What may stand round rows and cells.
ROUND = names("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")
MOST_COLUMNS = 63  # Word's own limit

ReadText = Callable[[Element], str]


class Grid:
    """The texts of a table. A text stands in the first of the columns that its cell goes over."""

    def __init__(self, node: Element, read: ReadText) -> None:
        self._rows = [dict(_texts(row, read)) for row in _inside(node, ROW)]
        self.labels = [fold(row.get(0, "")) for row in self._rows]
        self._width = 1 + max((at for row in self._rows for at in row), default=0)

    def text(self, row: int | None, column: int | None) -> str:
        """Return the text of a cell, "" where there is none."""
        return "" if row is None or column is None else self._rows[row].get(column, "")

    def matching_columns(self, headings: tuple[str, ...]) -> list[int | None]:
        """Return where each column of the built table is now: by its heading if one is new."""
        if self._width == len(headings):
            return list(range(len(headings)))
        first = self._rows[0] if self._rows else {}
        known = {fold(text): at for at, text in reversed(first.items())}
        return [known.get(fold(heading)) for heading in headings]


def matching_rows(built: list[str], standing: list[str]) -> list[int | None]:
    """Return for each row of the built table which one it is now, None for one that is gone.

    Rows are given by their labels. What is unchanged at the top and at the bottom stays so; between
    them a row is known by its label, or by its place where there are as many rows as there were.
    """
    top = _alike(built, standing)
    most = min(len(built), len(standing)) - top
    bottom = min(most, _alike(built[::-1], standing[::-1]))
    between = range(top, len(built) - bottom)
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at in range(top, len(standing) - bottom):
        waiting[standing[at]].append(at)
    found: dict[int, int] = {
        at: waiting[built[at]].popleft() for at in between if waiting[built[at]]
    }
    if len(built) == len(standing):
        free = {at for places in waiting.values() for at in places}
        found.update({at: at for at in between if at not in found and at in free})
    moved = len(standing) - len(built)
    return [
        at if at < top else found.get(at) if at < len(built) - bottom else at + moved
        for at in range(len(built))
    ]


def _alike(first: list[str], second: list[str]) -> int:
    """Return how many rows are the same from the first on."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _texts(row: Element, read: ReadText) -> Iterator[tuple[int, str]]:
    at = max(number(value(row, "w:trPr", "w:gridBefore")), 0)
    for cell in _inside(row, CELL):
        yield min(at, MOST_COLUMNS), read(cell)
        at += min(max(number(value(cell, "w:tcPr", "w:gridSpan"), 1), 1), MOST_COLUMNS)


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row; not those of tables in them."""
    for item in node:
        if item.tag == tag:
            yield item
        elif item.tag in ROUND:
            yield from _inside(item, tag)
