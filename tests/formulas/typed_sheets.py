"""Workbooks as tests type them: values and formulas by address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.source import Source
from reportgen.workbook import Cell, NamedRange, Sheet, Workbook, read_range

PATH = "budgets/test.xlsx"


@dataclass(frozen=True, slots=True)
class Saved:
    """A formula with the value that was saved for it."""

    formula: str
    value: Any


def workbook(
    sheets: Mapping[str, Mapping[str, Any]],
    *names: NamedRange,
    hidden_rows: tuple[int, ...] = (),
    as_displayed: bool = False,
) -> Workbook:
    """Return a workbook. A text that begins with `=` is a formula that was never calculated."""
    made = tuple(_sheet(title, cells, hidden_rows) for title, cells in sheets.items())
    return Workbook("budget", Source(PATH), made, names, as_displayed=as_displayed)


def _sheet(title: str, cells: Mapping[str, Any], hidden_rows: tuple[int, ...]) -> Sheet:
    rows: dict[int, list[Cell]] = {}
    for address, value in cells.items():
        cell = _cell(title, address, value)
        rows.setdefault(cell.row, []).append(cell)
    in_order = (sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows))
    source = Source(PATH, sheet=title)
    return Sheet(title, source, tuple(map(tuple, in_order)), hidden_rows=hidden_rows)


def _cell(title: str, address: str, value: Any) -> Cell:
    block = read_range(address)
    assert block is not None, address
    formula = value.formula if isinstance(value, Saved) else ""
    value = value.value if isinstance(value, Saved) else value
    if isinstance(value, str) and value.startswith("="):
        formula, value = value, None
    fault = value if isinstance(value, str) and value.startswith("#") else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(repr(value))
    source = Source(PATH, sheet=title, cell=address)
    return Cell(
        block.first_row, block.first_column, None if fault else value, source, formula, error=fault
    )
