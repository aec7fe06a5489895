"""Papers as tests type them: sheets as rows, and which of them the paper prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carried_kinds import carried

from reportgen.diagnostics import Diagnostics
from reportgen.model import Column, Paper, Section, Table
from reportgen.source import Source
from reportgen.workbook import Cell, Sheet, Workbook, column_letters

PATH = "budgets/test.xlsx"
POUNDS = "£#,##0"


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with a formula or with a number format of its own."""

    value: Any
    formula: str = ""
    number_format: str = POUNDS


def sheet(title: str, *rows: Sequence[Any], **more: Any) -> Sheet:
    """Type a sheet: one tuple a row, "" for a blank cell; texts that begin with # are errors."""
    typed = tuple(
        tuple(
            _cell(value, row, column, title)
            for column, value in enumerate(values, 1)
            if value != ""
        )
        for row, values in enumerate(rows, 1)
    )
    return Sheet(title, Source(PATH, sheet=title), tuple(row for row in typed if row), **more)


def fund(title: str, *lines: Sequence[Any], heading: str = "Funding 2022/23", **more: Any) -> Sheet:
    """Type a fund: its headings in row 1, its lines below."""
    return sheet(title, ("Project area", heading), *lines, **more)


def paper(
    *sheets: Sheet, prints: Sequence[str] | None = None, unit: str = "", **more: Any
) -> Paper:
    """Return a paper that prints the table of each sheet, or only of those in `prints`."""
    book = Workbook("budget", Source(PATH), sheets, **more)
    printed = [item for item in sheets if prints is None or item.title in prints]
    tables = tuple(
        Table((Column(unit=unit),), (), Source("budget.md"), origin=f"{item.source}!{_area(item)}")
        for item in printed
    )
    section = Section("budget", Source("budget.md", 1), tables)
    return Paper(
        "paper", carried("paper"), Source("paper.yaml"), workbooks=(book,), sections=(section,)
    )


def said(found: Diagnostics) -> list[tuple[str, str]]:
    """Return the cell and the message of each finding."""
    return [(f"{item.source.sheet}!{item.source.cell}", item.message) for item in found]


def _cell(value: Any, row: int, column: int, title: str) -> Cell:
    source = Source(PATH, sheet=title, cell=f"{column_letters(column)}{row}")
    formula, look = "", POUNDS
    if isinstance(value, Shown):
        value, formula, look = value.value, value.formula, value.number_format
    fault = value if isinstance(value, str) and value.startswith("#") else ""
    if isinstance(value, int | float):
        value = Decimal(repr(value))
    look = look if isinstance(value, Decimal) else "General"
    return Cell(row, column, None if fault else value, source, formula, look, fault)


def _area(item: Sheet) -> str:
    last = item.rows[-1][-1]
    return f"A1:{column_letters(max(cell.column for cell in item.cells()))}{last.row}"
