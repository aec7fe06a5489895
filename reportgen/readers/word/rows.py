"""Lines of a table that people edited. In: one `w:tbl` or several. Out: texts by line and column.

And which lines they were when the table was built: by their place while there are as many as then,
else by the words that they begin with.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from itertools import takewhile

from reportgen.labels import fold
from reportgen.readers.word.xml import Element, name, names, number, switch, value

ROW, CELL = name("w:tr"), name("w:tc")
# What may stand round rows and cells.
ROUND = names("w:sdt", "w:sdtContent", "w:customXml")
MOST_COLUMNS = 63  # Word's own limit
NOTHING = "-"  # a dash in a cell stands for no text

ReadText = Callable[[Element], str]
Texts = dict[int, str]


class Lines:
    """The lines of Word's tables, without the headings that each of them has."""

    def __init__(self, nodes: list[Element], headings: tuple[str, ...], read: ReadText) -> None:
        """Take the headings of the columns as they were built, by which columns are known."""
        self._lines = [line for node in nodes for line in _lines(node, headings, read)]
        self.labels = [label(line.get(0, "")) for line in self._lines]

    def text(self, line: int | None, column: int) -> str:
        """Return the text of a cell, "" where there is none."""
        return "" if line is None else self._lines[line].get(column, "")


def line_labels(node: Element, read: ReadText) -> list[str]:
    """Return the words that the lines of a `w:tbl` begin with."""
    return [label(dict(_texts(row, read)).get(0, "")) for row in _rows(node, headings=False)]


def label(text: str) -> str:
    """Return the words of a line for comparing."""
    folded = fold(text)
    return "" if folded == NOTHING else folded


def matching_lines(built: list[str], standing: list[str]) -> list[int | None]:
    """Return for each line of the built table which one it is now, None for one that is gone.

    Lines are given by their labels. What is unchanged at the top and at the bottom stays so;
    between them a line is known by its label, or by its place if there are as many as there were.
    """
    top = _alike(built, standing)
    most = min(len(built), len(standing)) - top
    bottom = min(most, _alike(built[::-1], standing[::-1]))
    between = range(top, len(built) - bottom)
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for at in range(top, len(standing) - bottom):
        waiting[standing[at]].append(at)
    found = {at: waiting[built[at]].popleft() for at in between if waiting[built[at]]}
    if len(built) == len(standing):
        free = {at for places in waiting.values() for at in places}
        found.update({at: at for at in between if at not in found and at in free})
    moved = len(standing) - len(built)
    return [
        at if at < top else found.get(at) if at < len(built) - bottom else at + moved
        for at in range(len(built))
    ]


def _alike(first: list[str], second: list[str]) -> int:
    """Return how many lines are the same from the first on."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _lines(node: Element, headings: tuple[str, ...], read: ReadText) -> Iterator[Texts]:
    """Yield the lines of a `w:tbl`, the text of each column by its place when it was built."""
    lines = [dict(_texts(row, read)) for row in _rows(node, headings=False)]
    width = 1 + max((at for line in lines for at in line), default=0)
    columns = list(range(len(headings)))
    if width != len(headings):
        first = next(iter(_rows(node, headings=True)), None)
        known = {} if first is None else {fold(text): at for at, text in _texts(first, read)}
        columns = [known.get(fold(heading), -1) for heading in headings]
    for line in lines:
        yield {built: line[at] for built, at in enumerate(columns) if at in line}


def _rows(node: Element, *, headings: bool) -> Iterator[Element]:
    for row in _inside(node, ROW):
        if bool(switch(row, "w:trPr", "w:tblHeader")) is headings:
            yield row


def _texts(row: Element, read: ReadText) -> Iterator[tuple[int, str]]:
    """Yield the texts of a row, each with the first of the columns that its cell goes over."""
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
