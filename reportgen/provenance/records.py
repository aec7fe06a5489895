"""What is kept of each amount: the records, and the names that Word knows them by."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from reportgen.source import Source

# What begins the ids. They are the tags of content controls, and Word takes 64 characters there
# and in a control's title.
PREFIX = "rg-"
LONGEST_NAME = 64


class CellRecord(Struct, frozen=True):
    """A cell that an amount comes from, with its raw value; `path` is its workbook's."""

    path: str
    sheet: str
    cell: str
    value: Decimal

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


class Record(Struct, frozen=True):
    """One linked amount: what is printed, what it was printed from, and where it stands.

    `text` is as printed, `value` before rounding. `place` is in words ("paragraph 4"), `source`
    the line where it was written. In a budget's table `table` is the table's id, `row` and
    `column` are the words of its line and its heading, and `unit` is what its column was put into.
    """

    id: str
    text: str
    value: Decimal
    number_format: str
    expression: str
    cells: tuple[CellRecord, ...]
    place: str
    source: Source
    table: str = ""
    row: str = ""
    column: str = ""
    unit: str = ""

    @property
    def where(self) -> str:
        """The place, with the line of the table."""
        return f"{self.place}, {self.row}" if self.row else self.place


class WorkbookRecord(Struct, frozen=True):
    """A workbook under the name that the manifest gives it, and the SHA-256 of the file."""

    name: str
    path: str
    digest: str


class StatedAmount(Struct, frozen=True):
    """Words that the author took from somewhere else; `said_by` says from where."""

    text: str
    said_by: str
    place: str
    source: Source


class Found(Struct, frozen=True):
    """An amount of a Word file, and the text that now stands in each of its places.

    There are two places where a sentence was copied, and none where the amount is gone.
    """

    record: Record
    texts: tuple[str, ...] = ()


class IssuedPaper(Struct, frozen=True):
    """What a Word file says of its amounts, and what has become of them."""

    name: str
    workbooks: tuple[WorkbookRecord, ...]
    amounts: tuple[Found, ...]


def title(text: str, cells: Iterable[CellRecord | Source]) -> str:
    """Return what a person reads of an amount: `£271,410 from Community Safety!B17`.

    Of more than two cells only the first is named, and what is too long for Word is cut off.
    """
    names = [f"{cell.sheet}!{cell.cell}" for cell in cells]
    if len(names) > 2:
        names = [names[0], f"{len(names) - 1} more cells"]
    words = f"{' '.join(text.split())} from {' and '.join(names)}"
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"


def cell_id(table: str, row: int, column: int) -> str:
    """Return the id of an amount of a table by its place there, both counted from 0."""
    return f"{table}.{row}.{column}"


def cell_place(name: str) -> tuple[int, int]:
    """Return the row and the column of the amount of a table, from its id."""
    _, row, column = name.rsplit(".", 2)
    return int(row), int(column)


def quoted_label(label: str) -> str:
    """Return the label of a row as expressions spell it."""
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain_number(text: str) -> str:
    """Return what a printed amount says without its pound sign and its commas."""
    return text.replace("£", "").replace(",", "")
