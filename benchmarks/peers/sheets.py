"""The sheets of a workbook as texts. In: an .xlsx file. Out: rows of cells as shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

Row = tuple[str, ...]


def sheets(path: Path) -> dict[str, list[Row]]:
    """Return each sheet's table by name: its headings, and the rows below them to the last."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: _table(list(sheet.iter_rows(values_only=True))) for sheet in book}


def is_total(row: Row) -> bool:
    """Tell a total by its label; it is printed bold."""
    return row[0].startswith(("Total", "Sub-total", "Funding available"))


def _table(rows: list[tuple[Any, ...]]) -> list[Row]:
    """The headings are the first row with two cells; what stands above them is a title."""
    top = next(i for i, row in enumerate(rows) if sum(cell is not None for cell in row) > 1)
    heads = tuple(str(cell or "") for cell in rows[top])
    thousands = [1000 if "£000s" in head else 1 for head in heads]
    body = [row for row in rows[top + 1 :] if row[0] is not None]
    return [heads, *(tuple(map(_shown, row, thousands)) for row in body)]


def _shown(value: Any, thousands: int) -> str:
    """Return a cell as the workbooks of the benchmark show it: pounds, or thousands without £."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = f"{'' if thousands > 1 else '£'}{(abs(value) * 2 // thousands + 1) // 2:,}"
    return f"({text})" if value < 0 else text
