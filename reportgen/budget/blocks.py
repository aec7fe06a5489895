"""Find where on a sheet a budget lies: a workbook and a name come in, a block of rows goes out.

A sheet has its titles on top, then a row of headings, then its lines. One or two blank rows may
stand between lines and one blank column between columns; three blank rows, or two blank
columns, end the table. An Excel table, a defined name or a given range is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from reportgen.budget.recent import MOST_ROWS, Recent
from reportgen.budget.rows import GridRow, looks_like_amount
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, warning
from reportgen.labels import fold, slug
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.workbook import (
    Cell,
    CellRange,
    CellValue,
    NamedRange,
    Sheet,
    Workbook,
    column_letters,
    read_range,
)

BLANK_ROWS = 2
BLANK_COLUMNS = 1
YEAR = regex(r"(19|20)\d\d")


class Block(Struct, frozen=True):
    """A table on a sheet: `headings` are its first rows, `rows` the others, blank ones left out.

    `positions` are the columns that hold anything, counted from 1. `title` is what stands over
    the headings, else the sheet's title.
    """

    sheet: Sheet
    title: str
    range: CellRange
    positions: tuple[int, ...]
    headings: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


def find_area(
    workbook: Workbook, name: str, given: str = ""
) -> tuple[Sheet | None, CellRange | None, Diagnostics]:
    """Find the sheet of a name and, for a table, a defined name or a `given` range, the range."""
    sheet, area = _named(workbook, name)
    if sheet is None:
        return None, None, (_unknown_sheet(workbook, name),)
    if not given:
        return sheet, area, ()
    area = read_range(given)
    if area is None:
        place = Source(workbook.source.path, sheet=sheet.title)
        hint = "write the first and the last cell, such as A4:C19"
        problem = error("bad-range", f'"{given}" is not a block of cells', place, hint)
        return None, None, (problem,)
    return sheet, area, ()


def find_block(
    sheet: Sheet, block: CellRange | None, place: Source
) -> tuple[Block | None, Diagnostics]:
    """Find the table in a range of a sheet or, without one, under the sheet's headings.

    `place` is the sheet, for what is said of it.
    """
    rows = _rows(sheet)
    found = _in_range(sheet, rows, block) if block else _under_headings(sheet, rows)
    if found is None or not found.positions:
        return None, (_no_table(place, block),)
    return found, () if block else _left_out(rows, found)


# --- the name -------------------------------------------------------------------------------


def _named(workbook: Workbook, name: str) -> tuple[Sheet | None, CellRange | None]:
    """Return the sheet, and the block of it that a table or a defined name stands for."""
    for form in (fold, slug):
        found = _by_form(workbook, form).get(form(name))
        if isinstance(found, Sheet):
            return found, None
        if found:
            sheet = next(sheet for sheet in workbook.sheets if sheet.title == found.sheet)
            return sheet, found.range
    return None, None


def _by_form(workbook: Workbook, form: Callable[[str], str]) -> dict[str, Sheet | NamedRange]:
    """Return the sheets and names of a workbook by a form of what they are called.

    Of several the first counts, and sheets before names.
    """

    def work_out() -> dict[str, Sheet | NamedRange]:
        found: dict[str, Sheet | NamedRange] = {}
        found |= {form(named.name): named for named in reversed(workbook.names)}
        return found | {form(sheet.title): sheet for sheet in reversed(workbook.sheets)}

    return _BY_FORM.answer(workbook, form, MOST_ROWS // WORKBOOKS_KNOWN, work_out)


# Each name that a paper has is looked for among all titles of a workbook.
_BY_FORM = Recent[dict[str, Sheet | NamedRange]]()
WORKBOOKS_KNOWN = 16


def _unknown_sheet(workbook: Workbook, name: str) -> Diagnostic:
    known = [sheet.title for sheet in workbook.sheets]
    known += [named.name for named in workbook.names if named.is_table]
    message = f'there is no sheet "{name}" in {workbook.source.path}'
    return error("unknown-sheet", message, workbook.source, did_you_mean(name, known))


def _no_table(place: Source, block: CellRange | None) -> Diagnostic:
    where = f'in {block} of sheet "{place.sheet}"' if block else f'on sheet "{place.sheet}"'
    message = f"no table was found {where}: no row of headings with lines under it"
    hint = "put a heading over every column, or say where the table is: :range: A4:C19"
    return error("budget-not-found", message, place, hint)


# --- the rows -------------------------------------------------------------------------------


def _rows(sheet: Sheet) -> list[GridRow]:
    """Return the rows that hold anything; cells of spaces alone hold nothing."""
    rows = []
    for cells in sheet.rows:
        filled = {
            cell.column: cell
            for cell in cells
            if isinstance(cell.value, Decimal)
            or (cell.value.strip() if isinstance(cell.value, str) else not cell.is_blank)
        }
        if filled:
            rows.append(GridRow(cells[0].row, filled))
    return rows


def _cut(rows: Sequence[GridRow], first: int, last: int) -> list[GridRow]:
    """Return the rows with their cells from column `first` to `last` alone."""
    if all(first <= at <= last for at in _columns_used(rows)):
        return [row for row in rows if row.cells]
    return [row for row in (row.between(first, last) for row in rows) if row.cells]


def _columns_used(rows: Sequence[GridRow]) -> set[int]:
    found: set[int] = set()
    for row in rows:
        found.update(row.cells)
    return found


def _block(sheet: Sheet, title: str, headings: Sequence[GridRow], rows: list[GridRow]) -> Block:
    every = [*headings, *rows]
    positions = tuple(sorted(_columns_used(every)))
    numbers = [row.number for row in every]
    area = CellRange(min(numbers), positions[0], max(numbers), positions[-1])
    repeated = [_values(row) for row in headings]
    lines = [row for row in rows if not _repeats(row, repeated)]
    return Block(sheet, title, area, positions, tuple(headings), tuple(lines))


def _repeats(row: GridRow, headings: Sequence[dict[int, CellValue]]) -> bool:
    """Tell a row of headings that is typed again further down, for a second page."""
    cells = row.cells
    if len(cells) < 2:
        return False
    for heading in headings:
        if len(cells) == len(heading):
            for at, value in heading.items():
                if at not in cells or cells[at].value != value:
                    break  # at the label, as nearly all rows
            else:
                return True
    return False


def _values(row: GridRow) -> dict[int, CellValue]:
    return {at: cell.value for at, cell in row.cells.items()}


# --- a given range --------------------------------------------------------------------------


def _in_range(sheet: Sheet, rows: list[GridRow], area: CellRange) -> Block | None:
    """Take the block as given; where it has no headings, those of the sheet above it are used."""
    above = [row for row in rows if row.number <= area.last_row]
    every = _cut(above, area.first_column, area.last_column)
    inside = [row for row in every if row.number >= area.first_row]
    if inside and _may_head_a_range(inside[0]):
        headings = inside[: _count_headings(inside)]
    else:
        headings = _headings(every)
    lines = [row for row in inside if row not in headings]
    if not headings or not lines:
        return None
    return _block(sheet, _title(rows, headings[0], sheet), headings, lines)


def _may_head_a_range(row: GridRow) -> bool:
    return _is_heading(row) or (
        len(row.cells) == 1 and not _has_amounts(row) and 1 not in row.cells
    )


# --- the block under the headings -----------------------------------------------------------


def _under_headings(sheet: Sheet, rows: list[GridRow]) -> Block | None:
    """Take the columns that the headings head, and the rows down to a wide gap."""
    headings = _headings(rows)
    if not headings:
        return None
    below = [row for row in rows if row.number > headings[-1].number]
    first, last = _columns(headings, below)
    lines = _to_gap(_cut(below, first, last), headings[-1].number)
    if not lines:
        return None
    return _block(sheet, _title(rows, headings[0], sheet), _cut(headings, first, last), lines)


def _headings(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows of headings: the topmost of the rows of words just above the first amounts.

    Where no row has amounts, the first row with two words or more heads a table of words. A row
    with one word over a column of amounts is taken where there is no better.
    """
    start: int | None = None
    first: int | None = None
    is_run = False
    for at, row in enumerate(rows):
        is_run = is_run and row.number == rows[at - 1].number + 1
        if _is_heading(row):
            start = start if is_run else at
            first = at if first is None else first
            is_run = True
        elif _has_amounts(row):
            if start is not None:
                return list(rows[start : start + _count_headings(rows[start:])])
            if at and _heads(rows[at - 1], row):
                return [rows[at - 1]]
    return [] if first is None else [rows[first]]


def _is_heading(row: GridRow) -> bool:
    return len(row.cells) > 1 and not _has_amounts(row)


def _has_amounts(row: GridRow) -> bool:
    return any(_is_amount(cell) for cell in row.cells.values())


def _is_amount(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return looks_like_amount(cell.value) and not YEAR.fullmatch(cell.value.strip())
    return bool(cell.error) or cell.uncalculated or (cell.is_number and not _is_year(cell))


def _is_year(cell: Cell) -> bool:
    """Tell a year typed as a number: 2023, with no format of its own."""
    plain = cell.number_format in ("General", "0")
    return plain and YEAR.fullmatch(str(cell.value)) is not None


def _heads(row: GridRow, below: GridRow) -> bool:
    """Tell a single word over a column of amounts, beside a label column without a heading."""
    (position, *others) = row.cells
    under = below.cells.get(position)
    words = not others and not _has_amounts(row) and position > min(below.cells)
    return words and under is not None and _is_amount(under)


def _count_headings(rows: Sequence[GridRow]) -> int:
    """Return 2 where the headings go on in a second row (units, say), else 1.

    A second row has words alone, and no more than one of the two has one over the labels.
    """
    if len(rows) < 3 or rows[1].number != rows[0].number + 1 or _has_amounts(rows[1]):
        return 1
    labels = min(*rows[0].cells, *rows[1].cells, *rows[2].cells)
    others = [cell for at, cell in rows[1].cells.items() if at != labels]
    is_words = bool(others) and all(isinstance(cell.value, str) for cell in others)
    both = labels in rows[0].cells and labels in rows[1].cells
    more = any(_has_amounts(row) for row in rows[2:])
    return 2 if is_words and more and not both else 1


def _columns(headings: Sequence[GridRow], below: Sequence[GridRow]) -> tuple[int, int]:
    """Return the first and last column: those with headings, and a label column without one."""
    positions = sorted({at for row in headings for at in row.cells})
    first = last = positions[0]
    if below and first - 1 in below[0].cells:
        first -= 1
    for position in positions:
        if position > last + 1 + BLANK_COLUMNS:
            break
        last = position
    return first, last


def _to_gap(rows: list[GridRow], number: int) -> list[GridRow]:
    for at, row in enumerate(rows):
        if row.number > number + 1 + BLANK_ROWS:
            return rows[:at]
        number = row.number
    return rows


def _title(rows: list[GridRow], heading: GridRow, sheet: Sheet) -> str:
    first = rows[0]
    cell = first.cells[min(first.cells)]
    if first.number < heading.number and isinstance(cell.value, str):
        return " ".join(cell.value.split())
    return sheet.title


# --- what is left out -----------------------------------------------------------------------


def _left_out(rows: list[GridRow], block: Block) -> Diagnostics:
    """Report what stands under the table after a wide gap, and beside it without a heading."""
    area = block.range
    columns = range(area.first_column, area.last_column + 1)
    under = [
        row.number
        for row in rows
        if row.number > area.last_row and any(at in row.cells for at in columns)
    ]
    beside = [
        row.number
        for row in rows
        if area.first_row <= row.number <= area.last_row and area.last_column + 1 in row.cells
    ]
    place = Source(block.sheet.source.path, sheet=block.sheet.title, cell=str(area))
    hint = "close the gap, or say which cells to print: :range: A4:C19"
    problems = []
    if under:
        what = (
            f"the rows from {under[0]} down are not printed: a gap of {BLANK_ROWS + 1} rows or more"
        )
        problems.append(warning("not-printed", f"{what} ends the table", place, hint))
    if beside:
        letters = column_letters(area.last_column + 1)
        what = f"column {letters} beside the table is not printed: it has no heading"
        problems.append(warning("not-printed", what, place, f"give {letters} a heading"))
    return tuple(problems)
