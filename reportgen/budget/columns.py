"""Tell what the columns of a budget are: a block of cells comes in, its columns go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from reportgen.budget.blocks import Block
from reportgen.budget.rows import kind_word, looks_like_amount
from reportgen.diagnostics import Diagnostic, did_you_mean, warning
from reportgen.labels import fold, slug
from reportgen.model import RowKind
from reportgen.workbook import Cell, CellValue, column_number

KIND_HEADING = "kind"

# What a heading says its amounts are in; the first that fits counts.
UNITS = (
    ("£000s", re.compile(r"£\s?['’]?000['’]?s?\b|£\s?k\b|£\s?thousands?\b", re.IGNORECASE)),
    ("£m", re.compile(r"£\s?(m|mn|millions?)\b", re.IGNORECASE)),
    ("£", re.compile(r"£")),
    ("%", re.compile(r"%|\bper ?cent\b", re.IGNORECASE)),
)


class BudgetColumn(Struct, frozen=True):
    """`unit` is what the heading says: `£000s`, `£m`, `£`, `%` or `""`.

    `position` is the sheet's own column, counted from 1.
    """

    heading: str
    is_amount: bool
    unit: str
    position: int


def read_columns(block: Block) -> tuple[BudgetColumn, ...]:
    """Return the columns of a block; an amount column has at least as many numbers as words."""
    return tuple(_column(block, position) for position in block.positions)


def find_column(columns: Sequence[BudgetColumn], text: str) -> int | None:
    """Return the index of the column with a heading (its unit may be left out) or letters."""
    for form in (fold, _fold_without_unit, slug):
        for index, column in enumerate(columns):
            if form(text) and form(column.heading) == form(text):
                return index
    letters = re.fullmatch(r"[A-Za-z]{1,3}", text.strip())
    position = column_number(letters[0]) if letters else 0
    return next((at for at, column in enumerate(columns) if column.position == position), None)


def without_unit(heading: str) -> str:
    """Return a heading without its unit and the brackets around it: `2022/23 (£000s)`."""
    for _, pattern in UNITS:
        heading = pattern.sub("", heading)
    return " ".join(re.sub(r"\(\s*\)", "", heading).strip(" ,-–").split())


def read_kinds(
    block: Block, columns: Sequence[BudgetColumn]
) -> tuple[int, dict[int, RowKind], tuple[Diagnostic, ...]]:
    """Read the `Kind` column: its position (0 for none), the kind it gives to rows by number.

    A column of that heading without a single word for a kind is a column like any other.
    """
    for column in columns:
        if fold(column.heading) == KIND_HEADING:
            cells = _cells(block, column.position)
            kinds = {cell.row: kind_word(str(cell.value)) for cell in cells}
            known = {row: kind for row, kind in kinds.items() if kind}
            if known:
                unknown = (_unknown_kind(cell) for cell in cells if cell.row not in known)
                return column.position, known, tuple(unknown)
    return 0, {}, ()


def _column(block: Block, position: int) -> BudgetColumn:
    words = [_words(row.cells[position].value) for row in block.headings if position in row.cells]
    heading = " ".join(words)
    unit = _unit(heading)
    cells = _cells(block, position)
    numbers = len([1 for cell in cells if isinstance(cell.value, Decimal) or _is_numeric(cell)])
    is_amount = 0 < len(cells) <= numbers * 2 and (bool(unit) or not _are_codes(cells))
    return BudgetColumn(heading, is_amount, unit, position)


@lru_cache(maxsize=256)
def _unit(heading: str) -> str:
    """Return the unit that a heading says; many sheets have the same headings."""
    return next((unit for unit, pattern in UNITS if pattern.search(heading)), "")


def _words(value: CellValue) -> str:
    return " ".join(str(value).split())


def _cells(block: Block, position: int) -> list[Cell]:
    return [row.cells[position] for row in block.rows if position in row.cells]


def _is_numeric(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return looks_like_amount(cell.value)
    return cell.is_number or bool(cell.error) or cell.uncalculated


def _are_codes(cells: Sequence[Cell]) -> bool:
    """Tell digits stored as text, such as cost centres, from amounts: not one is £5 or 5,000."""
    return all(
        isinstance(text := cell.value, str)
        and (text.strip().isdigit() or not looks_like_amount(text))
        for cell in cells
    )


def _fold_without_unit(text: str) -> str:
    return fold(without_unit(text))


def _unknown_kind(cell: Cell) -> Diagnostic:
    message = f'the Kind column says "{cell.value}", which is no kind of row'
    hint = did_you_mean(str(cell.value), (kind.value for kind in RowKind))
    return warning("unknown-row-kind", message, cell.source, hint)
