"""Workbooks that no chart can be drawn from, or not every one: made for the pages of examples."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl

Rows = tuple[tuple[str | int | float, ...], ...]


def _made(formats: tuple[str, ...], rows: Rows) -> Callable[[], bytes]:
    """Return a maker of a sheet of funds with a number format for each column of amounts."""

    def maker() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Funds"
        sheet.append(("Funds",))
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows(min_row=3, min_col=2):
            for cell, code in zip(cells, formats, strict=True):
                cell.number_format = code
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return maker


MAKERS: dict[str, Callable[[], bytes]] = {
    "word among amounts": _made(
        ("£#,##0",),
        (("Fund", "2022/23"), ("Roads", 76517), ("Stalking", "to be confirmed"), ("Costs", 10000)),
    ),
    "nothing but zeros": _made(
        ("£#,##0",), (("Fund", "2022/23"), ("Roads", 0), ("Stalking", 0), ("Costs", 0))
    ),
    "pounds and per cent": _made(
        ("£#,##0", "0.0%"),
        (("Fund", "2022/23", "Change"), ("Roads", 76517, 0.125), ("Stalking", 147980, 0.05)),
    ),
    "two years": _made(
        ("£#,##0", "£#,##0"),
        (("Fund", "2021/22", "2022/23"), ("Roads", 70000, 76517), ("Stalking", 140000, 147980)),
    ),
}
