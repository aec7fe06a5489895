"""Make a table of a budget: columns and lines of cells come in, rows of text and amounts go out.

Every amount prints as its cell does in Excel, unless the table has a unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import amounts, number_formats
from reportgen.amounts import Amount
from reportgen.budget import Budget, BudgetLine, cell_problem
from reportgen.budget.columns import BudgetColumn, without_unit
from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.model import (
    Align,
    AmountText,
    Column,
    Inlines,
    LineBreak,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
)
from reportgen.passes.budgets.rounding import rounding_note
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.workbook import Cell

UNITS = ("£000s", "£m", "£")

# What XML cannot hold, and controls that print nothing.
UNPRINTABLE = regex("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = regex("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
NOTHING = TableCell(())


class Printing(Struct, frozen=True):
    """How to print a budget.

    `path` is how an expression begins to name it: `budget["Summary"]`. With a `unit` (one of
    UNITS) sums of money print in it, and their headings say so. `source` is the directive's.
    """

    path: str
    source: Source
    unit: str
    unit_source: Source


def make_table(budget: Budget, printing: Printing, whole: Budget) -> tuple[Table, Diagnostics]:
    """Return a budget as a table, with what keeps its cells from being printed.

    `whole` is the budget with the rows and columns that this table leaves out: its totals may
    add them up.
    """
    units, problems = _units(budget, printing)
    rows = [_heading(budget, units)]
    frames = _expressions(budget, printing.path)
    known: dict[str, TableCell] = {}
    for line in budget.lines:
        cells = _line_cells(line, (units, frames), printing, known, problems)
        rows.append(Row(line.kind, cells))
    note, said = rounding_note(whole, budget, units)
    rows.extend(note)
    problems.extend(said)
    columns = tuple(_look(*both) for both in zip(budget.columns, units, strict=True))
    return Table(columns, tuple(rows), printing.source, origin=str(budget.origin)), tuple(problems)


def _look(column: BudgetColumn, unit: str) -> Column:
    return Column(Align.RIGHT if column.is_amount else Align.LEFT, column.is_amount, unit)


# --- units ----------------------------------------------------------------------------------


def _units(budget: Budget, printing: Printing) -> tuple[list[str], list[Diagnostic]]:
    """Return the unit that each column is to be put into, `""` for one that prints as it stands."""
    units: list[str] = []
    problems: list[Diagnostic] = []
    for at, column in enumerate(budget.columns):
        found = [
            cell
            for line in budget.lines
            if (cell := line.cells[at]) is not None and isinstance(cell.value, Decimal)
        ]
        unit = printing.unit if _is_money(column, found) else ""
        if unit and column.unit in ("£000s", "£m") and _is_typed_scaled(found):
            if unit != column.unit:
                problems.append(_unit_clash(column, unit, printing.unit_source))
            unit = ""
        elif not unit and not column.unit and _hides_scale(found):
            problems.append(_scale_not_said(column, found[0].source))
        units.append(unit)
    return units, problems


def _is_money(column: BudgetColumn, found: list[Cell]) -> bool:
    is_rate = column.unit == "%" or not column.is_amount
    return not is_rate and any(amounts.is_money_format(cell.number_format) for cell in found)


def _hides_scale(found: list[Cell]) -> bool:
    """Tell a column in thousands; one where only some are is reported for its mixed units."""
    if not any(map(number_formats.hides_scale, {cell.number_format for cell in found})):
        return False
    formats = Counter(cell.number_format for cell in found).items()
    scaled = sum(many for code, many in formats if number_formats.hides_scale(code))
    return 2 * scaled > sum(many for code, many in formats if amounts.is_money_format(code))


def _scale_not_said(column: BudgetColumn, cell: Source) -> Diagnostic:
    message = f'"{column.heading}" shows its amounts in thousands or millions but does not say so'
    hint = "put the unit into the heading, such as £000s, or print the table with :unit: £000s"
    return warning("hidden-scale", message, cell, hint)


def _is_typed_scaled(found: list[Cell]) -> bool:
    """Tell amounts typed in thousands from full pounds that a number format (`#,##0,`) scales."""
    shown = number_formats.show(Decimal(1_000_000), found[0].number_format) or ""
    return re.sub(r"\D", "", shown).startswith("1000000")


def _unit_clash(column: BudgetColumn, unit: str, source: Source) -> Diagnostic:
    message = (
        f'the column "{column.heading}" is typed in {column.unit}, so it cannot print in {unit}'
    )
    hint = "type full pounds in Excel and let the number format #,##0, show thousands"
    return error("unit-clash", message, source, hint)


# --- rows -----------------------------------------------------------------------------------


def _heading(budget: Budget, units: list[str]) -> Row:
    cells = (
        TableCell(_text(f"{without_unit(column.heading)} {unit}" if unit else column.heading))
        for column, unit in zip(budget.columns, units, strict=True)
    )
    return Row(RowKind.HEADING, tuple(cells))


def _line_cells(
    line: BudgetLine,
    looks: tuple[list[str], list[tuple[str, str]]],
    printing: Printing,
    known: dict[str, TableCell],
    problems: list[Diagnostic],
) -> tuple[TableCell, ...]:
    """Return the cells of a line. The same words are one cell, however often they stand there."""
    cells = []
    for cell, unit, (before, after) in zip(line.cells, *looks, strict=True):
        if cell is None:
            cells.append(NOTHING)
        elif isinstance(cell.value, str):
            if not number_formats.shows_text_as_it_is(cell.number_format):
                cells.append(_cell_of_words(cell, problems))
                continue
            made = known.get(cell.value)
            if made is None:
                made = known[cell.value] = TableCell(_text(cell.value))
            cells.append(made)
        else:
            expression = f"{before}{quoted(line.label)}{after}"
            content, found = _content(cell, unit, expression, printing.source)
            if found:
                problems.extend(found)
            cells.append(TableCell(content))
    return tuple(cells)


def _cell_of_words(cell: Cell, problems: list[Diagnostic]) -> TableCell:
    content, found = _words(cell)
    problems.extend(found)
    return TableCell(content)


def _expressions(budget: Budget, path: str) -> list[tuple[str, str]]:
    """Return for each column what stands before and after the label of a row in an expression.

    The expression would print the same amount in a sentence.
    """
    is_only = sum(item.is_amount for item in budget.columns) == 1
    return [
        (f"{path}[", "]" if is_only and item.is_amount else f", {quoted(item.heading)}]")
        for item in budget.columns
    ]


def quoted(text: str) -> str:
    """Return a text as expressions spell it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- cells ----------------------------------------------------------------------------------


def _content(cell: Cell, unit: str, expression: str, source: Source) -> tuple[Inlines, Diagnostics]:
    problem = cell_problem(cell) if cell.error or cell.value is None else None
    if problem:
        return _text(cell.error), (problem,)
    if not isinstance(cell.value, Decimal):
        return _words(cell)
    amount = Amount(cell.value, cell.number_format, (cell.source,))
    text = amounts.in_table(amount, unit)
    if text is not None:
        return (AmountText(text, amount, expression, source),), ()
    plain = AmountText(amounts.plainly(amount), amount, expression, source)
    return (plain,), (number_formats.cannot_show(cell.number_format, cell.source),)


def _words(cell: Cell) -> tuple[Inlines, Diagnostics]:
    """Return a cell that holds no number: its text, or a date in the cell's own format."""
    if cell.value is None or isinstance(cell.value, Decimal):
        return (), ()
    text = number_formats.show(cell.value, cell.number_format)
    if text is not None:
        return _text(text), ()
    return _text(str(cell.value)), (number_formats.cannot_show(cell.number_format, cell.source),)


def _text(text: str) -> Inlines:
    if not text.isprintable():
        return tuple(_pieces(text))
    text = text.strip()
    return (Text(text),) if text else ()


def _pieces(text: str) -> Iterator[Text | LineBreak]:
    """Yield the lines of a cell's text, as plain text whatever stands in them."""
    lines = LINE_BREAK.split(UNPRINTABLE.sub("", text).strip())
    for at, line in enumerate(lines):
        if at:
            yield LineBreak()
        if line.strip():
            yield Text(line.replace("\t", " ").strip(" "))
