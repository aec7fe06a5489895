"""Tell what each row of a budget is: rows of cells come in, their kinds go out.

A formula that adds rows up makes a total or a sub-total, and so do the words of a label; a row
with a label alone is a caption, or a note when nothing follows it. Rows below a total say how
it is paid for (funding), until a total of the funding, or a caption, begins a new part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from reportgen.model import RowKind
from reportgen.patterns import regex
from reportgen.workbook import Cell, column_letters


class GridRow(Struct, frozen=True, gc=False):
    """One row of a sheet: its number and its filled cells by the number of their column."""

    number: int
    cells: dict[int, Cell]

    def between(self, first: int, last: int) -> GridRow:
        """Return the row with its cells from column `first` to `last` alone."""
        cells = self.cells
        if first <= min(cells) and max(cells) <= last:
            return self
        return GridRow(self.number, {at: cells[at] for at in cells if first <= at <= last})

    def only(self, positions: Sequence[int]) -> GridRow:
        """Return the row with its cells in some columns alone, in the order of those."""
        cells = self.cells
        if tuple(cells) == tuple(positions):
            return self
        return GridRow(self.number, {at: cells[at] for at in positions if at in cells})


SUBTOTAL_WORDS = regex(r"\bsub\s?[–-]?\s?totals?\b", re.IGNORECASE)
TOTAL_WORDS = regex(r"\btotals?\b|\bfunding available\b", re.IGNORECASE)
# Words that make a total of a row only together with bold type: a line may use them, too.
BOLD_TOTAL_WORDS = regex(r"\b(available|allocated|balance|net)\b", re.IGNORECASE)
FUNDING_WORDS = regex(
    r"\b(grants?|fund(ing|ed)?|transfer(s|red)?|allocations?|contributions?|income|receipts?"
    r"|reserves?|precept|(brought|carried|carry)[\s–-]?forward|[bc]/?f(w?d)?)\b",
    re.IGNORECASE,
)
FUNDING_CAPTION = regex(r"^\W*(fund(ing|ed)|financ(ing|ed)|income|sources? of)\b", re.IGNORECASE)
NOTE_WORDS = regex(r"^\W*(notes?|sources?)\b\s*[:.\d]|^\*", re.IGNORECASE)
AMOUNT_TEXT = regex(r"[(\-–−]?\s*[£$€]?\s*[(\-–−]?\s*\d[\d,]*(\.\d+)?\s*[)%]?\s*\)?")
AMOUNT_STARTS = frozenset("(-–−£$€")
LONGEST_AMOUNT_TEXT = 40
LONGEST_SUM = 1_000

# Formulas that add up: only these functions, same-sheet cells, plus and minus.
ADDING_FUNCTIONS = regex(r"\b(SUM|SUBTOTAL|AGGREGATE)\(")
OTHER_PARTS = regex(r"\b(?:SUM|SUBTOTAL|AGGREGATE|ROUND)\(|[\w.]*\[[^\[\]!]*\]|[-+(),\d\s]")
REFERENCE = regex(r"\b([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?\b")


def row_kinds(
    rows: Sequence[GridRow], label_position: int, amount_positions: Sequence[int]
) -> list[RowKind]:
    """Return the kind of each row, in one pass over rows and formulas."""
    facts = [_facts(row, label_position, amount_positions) for row in rows]
    added = {number for fact in facts for number in fact.adds}
    last_amount = max((at for at, fact in enumerate(facts) if fact.has_amount), default=-1)
    part = _Part()
    kinds = []
    for at, fact in enumerate(facts):
        if fact.is_caption and amount_positions:
            kind = RowKind.NOTE if at > last_amount or fact.says(NOTE_WORDS) else RowKind.GROUP
        elif fact.is_total:
            captioned = at + 1 < last_amount and facts[at + 1].is_caption
            kind = _total_kind(fact, fact.number in added, captioned)
        else:
            kind = part.kind_of_line(fact)
        part = part.after(kind, fact)
        kinds.append(kind)
    return kinds


def kind_word(text: str) -> RowKind | None:
    """Return the kind that a word of the `Kind` column means: `Sub-total`, `subtotal`, ..."""
    word = re.sub(r"[\W_]", "", text.casefold())
    return next((kind for kind in RowKind if kind.value.replace("-", "") == word), None)


def looks_like_amount(value: object) -> bool:
    """Tell whether a text is an amount that was stored as text: `£45,000`, ` (1,200)`, `3.5%`."""
    if not isinstance(value, str) or value[:1].isalpha() or len(value) > LONGEST_AMOUNT_TEXT:
        return False
    text = value.strip()
    begins = text[:1] in AMOUNT_STARTS or text[:1].isdecimal()  # as few words do
    return begins and AMOUNT_TEXT.fullmatch(text) is not None


def added_ranges(cell: Cell) -> tuple[tuple[int, int], ...]:
    """Return the rows, first and last, of each block above in its own column that a cell adds up.

    Empty for a formula that does anything but add such cells up.
    """
    return _added_ranges(cell.formula, cell.row, cell.column) if cell.formula else ()


@lru_cache(maxsize=256)
def _added_ranges(formula: str, row: int, column: int) -> tuple[tuple[int, int], ...]:
    """Return the rows that a formula adds up; sheets of one form have the same ones."""
    formula = formula.upper().replace("$", "")
    if (
        not formula
        or len(formula) > LONGEST_SUM
        or OTHER_PARTS.sub("", REFERENCE.sub("", formula.removeprefix("=")))
    ):
        return ()
    letters = column_letters(column)
    blocks = []
    for first, top, last, bottom in REFERENCE.findall(formula):
        if first != letters or (last or first) != letters or int(bottom or top) >= row:
            return ()
        blocks.append((int(top), int(bottom or top)))
    return tuple(blocks)


class _Facts(Struct, frozen=True, gc=False):
    """What a row shows: `adds` are the single rows its formulas name."""

    number: int
    label: str
    bold: bool
    has_amount: bool
    is_caption: bool
    is_sum: bool
    adds: tuple[int, ...]

    def says(self, words: re.Pattern[str]) -> bool:
        return words.search(self.label) is not None

    @property
    def is_total(self) -> bool:
        if not self.has_amount:
            return False
        if self.is_sum or (self.bold and self.says(BOLD_TOTAL_WORDS)):
            return True
        # Most labels have neither word in them, and there may be thousands.
        label = self.label.lower()
        if "total" not in label and "available" not in label:
            return False
        return self.says(TOTAL_WORDS) or self.says(SUBTOTAL_WORDS)


def _facts(row: GridRow, label_position: int, amount_positions: Sequence[int]) -> _Facts:
    cells = row.cells
    label = cells.get(label_position)
    amounts = [
        cell
        for at in amount_positions
        if (cell := cells.get(at)) is not None
        if isinstance(cell.value, Decimal) or cell.value != ""
    ]
    text = str(label.value) if label is not None and label.value is not None else ""
    is_caption = label is not None and len(cells) == 1
    is_bold = amounts != [] and amounts[0].bold  # of most rows not even the first is
    is_bold = is_bold and all(cell.bold for cell in (label, *amounts) if cell)
    formulas = [cell for cell in amounts if cell.formula]
    if not formulas:
        return _Facts(row.number, text, is_bold, amounts != [], is_caption, False, ())
    added = [added_ranges(cell) for cell in formulas]
    is_sum = any(map(_is_sum, formulas, added))
    adds = tuple(top for blocks in added for top, bottom in blocks if top == bottom)
    return _Facts(row.number, text, is_bold, True, is_caption, is_sum, adds)


def _is_sum(cell: Cell, blocks: tuple[tuple[int, int], ...]) -> bool:
    """Tell a formula that adds up two cells above or more, or names a function for adding."""
    formula = cell.formula.upper()
    if ADDING_FUNCTIONS.search(formula) and (blocks or ("[" in formula and "!" not in formula)):
        return True
    return len(blocks) > 1


def _total_kind(fact: _Facts, is_added: bool, before_caption: bool) -> RowKind:
    """Tell sub-totals from totals: by the word, or because a later total adds them."""
    if fact.says(SUBTOTAL_WORDS):
        return RowKind.SUBTOTAL
    ends_group = before_caption or not fact.says(TOTAL_WORDS)
    return RowKind.SUBTOTAL if is_added and ends_group else RowKind.TOTAL


class _Part(Struct, frozen=True):
    """Where in the budget a row stands: among the lines, or among what pays for them."""

    is_funding: bool = False
    has_lines: bool = False
    has_funding: bool = False
    total_seen: bool = False

    def kind_of_line(self, fact: _Facts) -> RowKind:
        by_words = self.total_seen and fact.says(FUNDING_WORDS)
        return RowKind.FUNDING if self.is_funding or by_words else RowKind.LINE

    def after(self, kind: RowKind, fact: _Facts) -> _Part:
        if kind is RowKind.GROUP:
            return _Part(is_funding=fact.says(FUNDING_CAPTION), total_seen=self.total_seen)
        if kind is RowKind.TOTAL:
            closes_lines = self.has_lines and not self.has_funding
            return _Part(is_funding=closes_lines, total_seen=self.total_seen or self.has_lines)
        if self.has_lines and kind is RowKind.LINE:
            return self
        return _Part(
            self.is_funding,
            self.has_lines or kind in (RowKind.LINE, RowKind.SUBTOTAL),
            self.has_funding or kind is RowKind.FUNDING,
            self.total_seen,
        )
