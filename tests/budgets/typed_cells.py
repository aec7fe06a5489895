"""Rows and cells as tests type them: a plain value, a formula with its result, or bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.source import Source
from reportgen.workbook import Cell, column_letters

PATH = "budgets/test.xlsx"
HEADINGS = ("Project area", "Funding")
THOUSANDS = "#,##0,"

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula with its saved value."""

    formula: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Bold:
    value: Any


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in a number format of its own."""

    value: Any
    number_format: str


def typed_cell(value: Any, row: int, column: int, title: str, number_format: str) -> Cell:
    """Return the cell for a typed value; a text that begins with # is an error value."""
    source = Source(PATH, sheet=title, cell=f"{column_letters(column)}{row}")
    if isinstance(value, Shown):
        value, number_format = value.value, value.number_format
    bold = isinstance(value, Bold)
    value = value.value if isinstance(value, Bold) else value
    formula = value.formula if isinstance(value, Sum) else ""
    value = value.value if isinstance(value, Sum) else value
    fault = value if isinstance(value, str) and value.startswith("#") else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(repr(value))
    look = number_format if isinstance(value, Decimal) else "General"
    return Cell(row, column, None if fault else value, source, formula, look, fault, bold)
