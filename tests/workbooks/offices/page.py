"""A sheet being written, with the values that its formulas come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

PLAIN = "General"


@dataclass
class Page:
    """A sheet being written, which remembers its values so that formulas can be worked out."""

    book: Any
    sheet: Any
    values: dict[str, float] = field(default_factory=dict)

    def title(self, *lines: str) -> None:
        """Write the lines over the table, from A1 down."""
        big = self.book.add_format({"bold": True, "font_size": 14})
        for row, text in enumerate(lines):
            self.sheet.write(row, 0, text, None if row else big)

    def headings(self, row: int, texts: Sequence[str | int]) -> None:
        look = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.sheet.write_row(row - 1, 0, texts, look)

    def text(self, cell: str, text: str, *, bold: bool = False) -> None:
        self.sheet.write(cell, text, self.book.add_format({"bold": bold}))

    def number(self, cell: str, value: float, look: str = PLAIN) -> None:
        self.values[cell] = value
        self.sheet.write_number(cell, value, self.book.add_format({"num_format": look}))

    def formula(
        self, cell: str, formula: str, value: float | str, look: str = PLAIN, *, bold: bool = False
    ) -> None:
        if not isinstance(value, str):
            self.values[cell] = value
        style = self.book.add_format({"num_format": look, "bold": bold, "top": int(bold)})
        self.sheet.write_formula(cell, formula, style, value)

    def row(self, row: int, label: str, numbers: Sequence[float | str], look: str) -> None:
        """Write a label and what stands beside it, from column B on; "" leaves a cell blank."""
        self.text(f"A{row}", label)
        for column, value in enumerate(numbers, 1):
            if isinstance(value, str):
                self.sheet.write(row - 1, column, value or None)
            else:
                self.number(xl_rowcol_to_cell(row - 1, column), value, look)

    def across(
        self, row: int, label: str, formula: str, value: Worth, letters: str, look: str,
        *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write one formula into several columns: `{0}` is the column's letter, `{1}` the last."""
        self.text(f"A{row}", label, bold=bold)
        for letter in letters:
            last = chr(ord(letter) - 1)
            text = "=" + formula.format(letter, last)
            self.formula(f"{letter}{row}", text, value(letter, last), look, bold=bold)

    def at(self, cell: str) -> float:
        return self.values.get(cell, 0)

    def sum(self, column: str, first: int, last: int) -> float:
        """Return the sum of a part of a column, added up in the order of a spreadsheet."""
        return sum(self.at(f"{column}{row}") for row in range(first, last + 1))


Worth = Callable[[str, str], float]


def page(book: Any, title: str, widths: Sequence[int]) -> Page:
    sheet = book.add_worksheet(title)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return Page(book, sheet)
