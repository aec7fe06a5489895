"""Check the sheets that printed amounts are worked out from, though they are not printed.

What is printed is looked at when its table is made. On the other sheets only that is reported
which a formula reads: an amount that a total leaves out, or counts unseen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.budget.rows import looks_like_amount
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.formulas import Precedent, Precedents
from reportgen.model import Paper
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.usage import printed_cells, sheets_printed, sheets_used
from reportgen.workbook import Cell, CellRange, Sheet, Workbook, column_letters

# A SUM counts what is hidden; a SUMIF picks what it counts, a SUBTOTAL may leave out hidden rows.
SUM = regex(r"\bSUM\(", re.IGNORECASE)
# All of these pass over a number stored as text, which a plus would count.
ADDING = regex(r"\b(SUM\w*|SUBTOTAL|AGGREGATE|AVERAGE\w*)\(", re.IGNORECASE)
MOST_SHOWN = 5
MOST_COLUMNS = 256  # with something odd in them; a sheet with more is no budget
YEAR = regex(r"(19|20)\d\d")


class _Used(Struct, frozen=True):
    """A used sheet that is not printed as a table, and what formulas of used sheets read of it."""

    sheet: Sheet
    readers: tuple[Precedent, ...]
    printed: tuple[Source, ...]

    def read_by(self, words: re.Pattern[str]) -> list[Precedent]:
        return [item for item in self.readers if words.search(item.reader.formula)]


def sheets_behind_the_paper_are_sound(paper: Paper) -> Diagnostics:
    """Report hidden sheets, rows and columns, numbers as text and error values behind amounts.

    On each sheet a few of each are reported, and the others counted.
    """
    return tuple(
        problem
        for used in _unprinted(paper)
        for look in (_hidden_sheet, _hidden_rows, _hidden_columns, _numbers_as_text, _without_value)
        for problem in _few(list(look(used)))
    )


def _few(problems: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the first few, and have the last of them say how many more there are."""
    few, more = problems[:MOST_SHOWN], len(problems) - MOST_SHOWN
    if more > 0:
        few[-1] = replace(few[-1], message=f"{few[-1].message} (and {more} more on this sheet)")
    return few


def _unprinted(paper: Paper) -> Iterator[_Used]:
    tables = sheets_printed(paper)
    sheets = sheets_used(paper)
    others = [sheet for _, sheet in sheets if _key(sheet) not in tables]
    if not others:
        return
    readers = _readers(sheets)
    printed = sorted(printed_cells(paper), key=str)
    for sheet in others:
        own = tuple(cell for cell in printed if (cell.path, cell.sheet) == _key(sheet))
        yield _Used(sheet, tuple(readers[_key(sheet)]), own)


def _key(sheet: Sheet) -> tuple[str, str]:
    return sheet.source.path, sheet.title


def _readers(
    sheets: tuple[tuple[Workbook, Sheet], ...],
) -> defaultdict[tuple[str, str], list[Precedent]]:
    """Return for each sheet the blocks of it that formulas of used sheets read."""
    found: defaultdict[tuple[str, str], list[Precedent]] = defaultdict(list)
    books = {book.source.path: Precedents(book) for book, _ in sheets}
    for book, sheet in sheets:
        for precedent in books[book.source.path].of(sheet):
            found[book.source.path, precedent.sheet].append(precedent)
    return found


# --- what is hidden -------------------------------------------------------------------------


def _hidden_sheet(used: _Used) -> Iterator[Diagnostic]:
    if not used.sheet.hidden:
        return
    title = used.sheet.title
    hint = "show the sheet in Excel (right-click a tab, Unhide), so that others can follow"
    outside = [item.reader for item in used.readers if item.reader.source.sheet != title]
    if used.printed:
        message = f'the sheet "{title}" is hidden in Excel, and the paper prints this amount of it'
        yield warning("hidden-sheet", message, used.printed[0], hint)
    elif outside:
        message = f'this is worked out from the sheet "{title}", which is hidden in Excel'
        yield warning("hidden-sheet", message, outside[0].source, hint)


def _hidden_rows(used: _Used) -> Iterator[Diagnostic]:
    rows = frozenset(used.sheet.hidden_rows)
    cells = [cell for cell in used.sheet.cells() if cell.row in rows and cell.is_number]
    sums = [item for item in used.read_by(SUM) if item.block.first_row < item.block.last_row]
    hint = "show the rows in Excel if they belong to the total, or delete them"
    for total, hidden, names in _each_once(cells, sums, lambda cell: str(cell.row)):
        message = _counted_unseen("row", names, total, hidden)
        yield warning("hidden-row", message, total.source, hint)


def _hidden_columns(used: _Used) -> Iterator[Diagnostic]:
    columns = frozenset(used.sheet.hidden_columns)
    cells = [cell for cell in used.sheet.cells() if cell.column in columns and cell.is_number]
    sums = [item for item in used.read_by(SUM) if item.block.first_column < item.block.last_column]
    hint = "show the columns in Excel if they belong to the total, or delete them"
    for total, hidden, names in _each_once(cells, sums, lambda cell: column_letters(cell.column)):
        message = _counted_unseen("column", names, total, hidden)
        yield warning("hidden-column", message, total.source, hint)


def _each_once(
    cells: list[Cell], sums: list[Precedent], name_of: Callable[[Cell], str]
) -> Iterator[tuple[Cell, list[Cell], list[str]]]:
    """Yield totals with the hidden cells they count, until each row or column was named once."""
    named: set[str] = set()
    for precedent, found in _read(cells, sums):
        names = list(dict.fromkeys(map(name_of, found)))
        if not named.issuperset(names):
            yield precedent.reader, found, names
        named.update(names)


def _counted_unseen(what: str, names: list[str], total: Cell, hidden: list[Cell]) -> str:
    """Say what is hidden and what it adds to a total, in the total's own number format."""
    value = sum((cell.value for cell in hidden if isinstance(cell.value, Decimal)), Decimal(0))
    amount = Amount(value, total.number_format)
    shown = amounts.shown(amount) or amounts.number(amount)
    sheet = hidden[0].source.sheet
    of = "" if total.source.sheet == sheet else f' of the sheet "{sheet}"'
    if len(names) == 1:
        return f"{what} {names[0]}{of} is hidden in Excel, though this total counts its {shown}"
    listed = ", ".join(names[:10]) + (", ..." if len(names) > 10 else "")
    return f"{what}s {listed}{of} are hidden in Excel, though this total counts their {shown}"


# --- what has no value ----------------------------------------------------------------------


def _numbers_as_text(used: _Used) -> Iterator[Diagnostic]:
    """Report amounts stored as text among numbers. A column of texts alone holds codes."""
    numbers = Counter(cell.column for cell in used.sheet.cells() if cell.is_number)
    texts = [cell for cell in used.sheet.cells() if _is_amount_as_text(cell)]
    many = Counter(cell.column for cell in texts)
    texts = [cell for cell in texts if many[cell.column] < numbers[cell.column]]
    hint = "in Excel choose Convert to Number on the cell, or type the amount again"
    for precedent, cells in _read(texts, used.read_by(ADDING)):
        for cell in cells:
            where = _place(precedent.reader, cell)
            message = f'"{cell.value}" is stored as text, so Excel leaves it out of {where}'
            yield warning("number-as-text", message, cell.source, hint)


def _is_amount_as_text(cell: Cell) -> bool:
    return looks_like_amount(cell.value) and not YEAR.fullmatch(str(cell.value).strip())


def _without_value(used: _Used) -> Iterator[Diagnostic]:
    odd = [cell for cell in used.sheet.cells() if cell.error or cell.uncalculated]
    for precedent, cells in _read(odd, used.readers):
        for cell in cells:
            where = f"{_place(precedent.reader, cell)} is worked out from it"
            if cell.error:
                hint = f"mend {cell.source.cell} in Excel and save the workbook"
                message = f"the cell shows {cell.error}, and {where}"
                yield warning("unprinted-error", message, cell.source, hint)
            else:
                hint = "open the workbook in Excel, let it calculate, and save it"
                message = f"the formula {cell.formula} was never calculated, and {where}"
                yield warning("unprinted-error", message, cell.source, hint)


def _place(reader: Cell, cell: Cell) -> str:
    """Return how a message names the formula that reads a cell: B9, or Summary!B9."""
    same = reader.source.sheet == cell.source.sheet
    return reader.source.cell if same else f"{reader.source.sheet}!{reader.source.cell}"


# --- what is read ---------------------------------------------------------------------------


def _read(
    cells: Sequence[Cell], precedents: Iterable[Precedent]
) -> Iterator[tuple[Precedent, list[Cell]]]:
    """Yield the blocks that hold any of some cells, with those: each cell for its first block.

    A cell that was found is not looked at again, so that overlapping blocks cost nothing.
    """
    waiting: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        if cell.column in waiting or len(waiting) < MOST_COLUMNS:
            waiting.setdefault(cell.column, []).append(cell)
    for precedent in dict.fromkeys(precedents):
        block = precedent.block
        found = [
            cell
            for column, column_cells in waiting.items()
            if block.first_column <= column <= block.last_column
            for cell in _taken(column_cells, block)
        ]
        if found:
            waiting = {column: left for column, left in waiting.items() if left}
            yield precedent, found


def _taken(cells: list[Cell], block: CellRange) -> list[Cell]:
    """Take the cells of a column that stand in a block out of the list, and return them."""
    first = bisect_left(cells, block.first_row, key=lambda cell: cell.row)
    last = bisect_right(cells, block.last_row, key=lambda cell: cell.row)
    found = cells[first:last]
    del cells[first:last]
    return found
