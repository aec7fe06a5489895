"""Budget: a table read from a sheet. A workbook and a name come in, columns and lines go out.

Where the table lies is found by `blocks`, what its columns and rows are by
`columns` and `rows`; here they are put together, and a line is found by its label.
"""

from __future__ import annotations

from itertools import compress

from msgspec import Struct

from reportgen.budget.blocks import Block, find_area, find_block
from reportgen.budget.columns import BudgetColumn, find_column, read_columns, read_kinds
from reportgen.budget.hidden import hidden_parts
from reportgen.budget.recent import Recent
from reportgen.budget.rows import GridRow, looks_like_amount, row_kinds
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, warning
from reportgen.labels import fold, slug
from reportgen.model import RowKind
from reportgen.source import Source
from reportgen.workbook import Cell, CellRange, Sheet, Workbook, column_letters

__all__ = [
    "Budget",
    "BudgetColumn",
    "BudgetLine",
    "cell_problem",
    "find_budget",
    "lookup",
    "slug",
]


class BudgetLine(Struct, frozen=True, gc=False):
    """One row, with a cell or None for each column; `label` is the first column's text."""

    kind: RowKind
    label: str
    cells: tuple[Cell | None, ...]
    row: int


class Budget(Struct, frozen=True):
    """A table as the sheet shows it: hidden rows and columns are left out.

    `title` is the text that stands over the table, else the sheet's title. `origin` is the
    block of cells, headings included.
    """

    title: str
    sheet: str
    origin: Source
    columns: tuple[BudgetColumn, ...]
    lines: tuple[BudgetLine, ...]


def find_budget(
    workbook: Workbook, name: str, within: str = ""
) -> tuple[Budget | None, Diagnostics]:
    """Find the budget that a sheet, its slug, an Excel table or a defined name holds.

    `within` (`A4:C19`) gives the block where the sheet holds more than one table. What is odd
    about the table is reported here; what is wrong with a single cell, by `cell_problem`.
    """
    sheet, area, problems = find_area(workbook, name, within)
    if sheet is None:
        return None, problems
    place = Source(workbook.source.path, sheet=sheet.title)
    return _FOUND.answer(sheet, (area, place), len(sheet.rows), lambda: _budget(sheet, area, place))


_FOUND = Recent[tuple["Budget | None", Diagnostics]]()


def _budget(
    sheet: Sheet, area: CellRange | None, place: Source
) -> tuple[Budget | None, Diagnostics]:
    block, problems = find_block(sheet, area, place)
    if block is None:
        return None, problems
    every = read_columns(block)
    position, stated, unknown = read_kinds(block, every)
    unseen = {position, *block.sheet.hidden_columns}
    columns = tuple(column for column in every if column.position not in unseen)
    lines = _lines(block, columns, stated)
    place = Source(block.sheet.source.path, sheet=block.sheet.title, cell=str(block.range))
    budget = Budget(block.title, block.sheet.title, place, columns, lines)
    return budget, (*problems, *unknown, *hidden_parts(block, place), *_odd_cells(budget))


def lookup(budget: Budget, row_label: str, column: str = "") -> tuple[Cell | None, str]:
    """Find the cell of a labelled row, or return the message that says why there is none.

    The message has its hint on a second line.
    A label or a heading is given as the sheet has it, but for case and spacing, or as its slug.
    The column may be left out where the budget has a single column of amounts.
    """
    line, message = _named_line(budget, row_label)
    if line is None:
        return None, message
    index, message = _named_column(budget, column)
    if index is None:
        return None, message
    cell = line.cells[index]
    if cell is None:
        address = f"{column_letters(budget.columns[index].position)}{line.row}"
        return None, f'the cell {address} of "{line.label}" on sheet "{budget.sheet}" is empty'
    return cell, ""


def cell_problem(cell: Cell) -> Diagnostic | None:
    """Return what keeps a cell from being printed: an error value, or no saved value."""
    if cell.error:
        hint = f"mend {cell.source.cell} in Excel and save the workbook"
        return error("cell-error", f"the cell shows {cell.error}", cell.source, hint)
    if cell.uncalculated:
        message = f"the formula {cell.formula} was never calculated: there is nothing to print"
        hint = "open the workbook in Excel, let it calculate, and save it"
        return error("cell-uncalculated", message, cell.source, hint)
    return None


# --- putting together -----------------------------------------------------------------------


def _lines(
    block: Block, columns: tuple[BudgetColumn, ...], stated: dict[int, RowKind]
) -> tuple[BudgetLine, ...]:
    positions = [column.position for column in columns]
    amounts = [column.position for column in columns if column.is_amount]
    hidden = frozenset(block.sheet.hidden_rows)
    shown = (row for row in block.rows if row.number not in hidden)
    rows = [row for row in (row.only(positions) for row in shown) if row.cells]
    kinds = row_kinds(rows, positions[0] if positions else 0, amounts)
    return tuple(
        _line(stated.get(row.number, kind), row, positions)
        for row, kind in zip(rows, kinds, strict=True)
    )


def _line(kind: RowKind, row: GridRow, positions: list[int]) -> BudgetLine:
    cells = tuple(map(row.cells.get, positions))
    first = cells[0]
    label = str(first.value) if first is not None and first.value is not None else ""
    return BudgetLine(kind, " ".join(label.split()), cells, row.number)


def _odd_cells(budget: Budget) -> Diagnostics:
    amounts = [column.is_amount for column in budget.columns]
    return (
        *(_blank_heading(budget, column) for column in budget.columns if not column.heading),
        *(
            _number_as_text(cell)
            for line in budget.lines
            for cell in compress(line.cells, amounts)
            if cell and isinstance(cell.value, str) and looks_like_amount(cell.value)
        ),
    )


def _blank_heading(budget: Budget, column: BudgetColumn) -> Diagnostic:
    top = budget.origin.cell.split(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    address = f"{column_letters(column.position)}{top}"
    place = Source(budget.origin.path, sheet=budget.sheet, cell=address)
    hint = f"type a heading into {address}: a screen reader says it with every cell below"
    return warning("blank-heading", "this column has no heading", place, hint)


def _number_as_text(cell: Cell) -> Diagnostic:
    message = f'"{cell.value}" is stored as text, so Excel leaves it out of every total'
    hint = "in Excel choose Convert to Number on the cell, or type the amount again"
    return warning("number-as-text", message, cell.source, hint)


# --- looking up -----------------------------------------------------------------------------


def _named_line(budget: Budget, label: str) -> tuple[BudgetLine | None, str]:
    for form in (fold, slug):
        wanted = form(label)
        lines = [line for line in budget.lines if wanted and form(line.label) == wanted]
        # A caption may have the words of a line; only the line has amounts.
        lines = [line for line in lines if line.kind is not RowKind.GROUP] or lines
        if len(lines) == 1:
            return lines[0], ""
        if lines:
            return None, _several(budget, label, lines)
    known = did_you_mean(label, (line.label for line in budget.lines if line.label))
    return None, f'there is no row "{label}" in {budget.origin}\n{known}'


def _several(budget: Budget, label: str, lines: list[BudgetLine]) -> str:
    letters = column_letters(budget.columns[0].position)
    cells = ", ".join(f"{letters}{line.row}" for line in lines)
    return (
        f'"{label}" is the label of several rows of sheet "{budget.sheet}": {cells}\n'
        "give the amount that is meant a name of its own in Excel (Formulas, Define Name)"
    )


def _named_column(budget: Budget, column: str) -> tuple[int | None, str]:
    columns = budget.columns
    if column:
        known = did_you_mean(column, (item.heading for item in columns if item.heading))
        message = f'there is no column "{column}" in {budget.origin}\n{known}'
        return find_column(columns, column), message
    # In a table of words, what stands beside the label is what is meant.
    places = [at for at, item in enumerate(columns) if item.is_amount] or [*range(1, len(columns))]
    if len(places) == 1:
        return places[0], ""
    known = ", ".join(f'"{columns[at].heading}"' for at in places)
    return None, f'sheet "{budget.sheet}" has several columns\nsay which one is meant: {known}'
