"""How wide the columns of a table are. In: a table and a width. Out: the share of each column."""

from __future__ import annotations

from itertools import groupby, pairwise

from reportgen.model import (
    Align,
    AmountText,
    Column,
    LineBreak,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
)
from reportgen.walk import plain
from reportgen.writers.word.inlines import printed
from reportgen.writers.word.targets import NO_BREAK

# Rows of one text, which stand outside Word's tables.
ALONE = (RowKind.GROUP, RowKind.NOTE)
# A character of 11-point sans serif in twentieths of a point: a digit is the widest that amounts
# are made of (0.56 em), and running text is narrower.
DIGIT = 125
LETTER = 108
BOLD_LETTER = 140
PADDING = 270  # a cell's margins, and the room for a closing bracket
ONE_LINE = (Text, AmountText)
LONGEST_WORD = 20  # a longer one, such as a web address, breaks
LONGEST_LINE = 60  # a cell with more text gets no more of the width for it
SHORTEST_LINE = 10  # ... and one with less no less
WHOLE_HEADING = 18  # characters of an amount's heading that stay on one line if there is room


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """Share a width among the columns of a table; the shares add up to it.

    An amount's column is as wide as its longest amount, or as its heading where the columns of
    text still get half of the width. They share what is left by the length of their longest
    lines, and no column is narrower than its longest word as long as there is room.
    """
    rows = _measured(table)
    texts = [_column_lines(rows, index) for index in range(len(table.columns))]
    columns = list(zip(table.columns, texts, strict=True))
    least = [_least(cells) for cells in texts]
    roomy = [max(low, _in_one_line(*both)) for low, both in zip(least, columns, strict=True)]
    amounts = [wide for wide, column in zip(roomy, table.columns, strict=True) if column.is_amount]
    if 2 * sum(amounts) <= width:
        least = roomy
    spare = width - sum(least)
    if spare < 0:
        return _narrow(table, least, width)
    wishes = [0 if column.is_amount else _longest_line(cells) for column, cells in columns]
    more = _shares(spare, wishes if any(wishes) else least)
    return tuple(low + extra for low, extra in zip(least, more, strict=True))


def is_alone(row: Row) -> bool:
    """Tell a group's caption or a note, unless there is something beside it to lose."""
    return row.kind in ALONE and not any(plain(cell.content) for cell in row.cells[1:])


def _narrow(table: Table, least: list[int], width: int) -> tuple[int, ...]:
    """Share a width that is too small for all words: amounts stay whole, other words break."""
    is_firm = [column.is_amount or column.align is Align.RIGHT for column in table.columns]
    firm = [low if keeps else 0 for low, keeps in zip(least, is_firm, strict=True)]
    soft = [0 if keeps else low for low, keeps in zip(least, is_firm, strict=True)]
    rest = width - sum(firm)
    if 2 * rest < sum(soft):  # then no column is spared
        return _shares(width, [max(each, 1) for each in least])
    return tuple(map(sum, zip(firm, _shares(rest, soft), strict=True)))


def _measured(table: Table) -> list[Row]:
    return [row for row in table.rows if not is_alone(row)]


def _column_lines(rows: list[Row], index: int) -> list[str]:
    """Return the lines of text of a column; a cell that stands in many rows is read once."""
    column = [row.cells[index] for row in rows]
    lines: list[str] = []
    for cell in dict(zip(map(id, column), column, strict=True)).values():
        content = cell.content
        if len(content) == 1 and isinstance(content[0], ONE_LINE):
            lines.append(content[0].text)
        else:
            lines += _lines(cell)
    return lines


def _lines(cell: TableCell) -> list[str]:
    """Return the text of a cell, parted where the author breaks its lines."""
    if len(cell.content) == 1 and not isinstance(cell.content[0], LineBreak):
        return [printed(cell.content[0])]
    parts = groupby(cell.content, lambda node: isinstance(node, LineBreak))
    return ["".join(map(printed, nodes)) for is_break, nodes in parts if not is_break]


def _least(cells: list[str]) -> int:
    """Return the width a column cannot do without."""
    widest = 0
    # All digits are as wide as a nought, and few words differ in more than their digits. Not at
    # every space: one that does not break holds a word together.
    text = " ".join(cells).replace("\n", " ")
    for digit in "123456789":
        text = text.replace(digit, "0")
    for word in {word[:LONGEST_WORD] for word in set(text.split(" "))}:
        if len(word) * BOLD_LETTER > widest:  # else it is no wider, whatever it is made of
            widest = max(widest, _length(word))
    return (widest or LETTER) + PADDING


def _length(word: str) -> int:
    """Return the width of a word, which may be bold, so that it surely does not break."""
    letter = LETTER if NO_BREAK in word else BOLD_LETTER  # several words are not all wide ones
    return sum([DIGIT if char.isdigit() or char in ".,()£" else letter for char in word])


def _in_one_line(column: Column, cells: list[str]) -> int:
    """Return the width that keeps the texts of an amount's column from breaking."""
    if not column.is_amount:
        return 0
    longest = max((len(cell) for cell in cells if len(cell) <= WHOLE_HEADING), default=0)
    return longest * DIGIT + PADDING


def _longest_line(cells: list[str]) -> int:
    longest = max(map(len, cells), default=0)
    return min(max(longest, SHORTEST_LINE), LONGEST_LINE)


def _shares(total: int, parts: list[int]) -> tuple[int, ...]:
    """Share a whole number by the sizes of parts, to the last unit."""
    whole = sum(parts)
    ends = [0]
    seen = 0
    for part in parts:
        seen += part
        ends.append(total * seen // whole)
    return tuple(end - start for start, end in pairwise(ends))
