"""How two numbers that ought to be one are stated: both, and the difference with its direction.

In: what a cell holds and what it should be. Out: parts of a message, each number as the cell's
number format shows it, and in full where the format hides that.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from reportgen import amounts, number_formats
from reportgen.amounts import Amount
from reportgen.budget import BudgetColumn
from reportgen.budget.casting import Part
from reportgen.number_formats import rounded
from reportgen.workbook import Cell

MOST_NAMED = 3


class Style(Struct, frozen=True):
    """How the numbers of a cell are stated: `is_scaled` for amounts typed in thousands."""

    number_format: str
    is_scaled: bool = False

    def text(self, value: Decimal) -> str:
        """Return a number as the cell would show it, or plainly where its format cannot."""
        amount = Amount(value, self.number_format)
        return amounts.shown(amount) or amounts.number(amount)

    def full(self, value: Decimal) -> str:
        """Return a number with all its figures: pounds, and pence if there are any."""
        amount = Amount(value, self.number_format)
        places = 0 if value == rounded(value, 0) else 2
        if amounts.is_money(amount) and not self.is_scaled:
            return amounts.gbp(amount, places)
        return amounts.number(amount, places)

    def shown(self, value: Decimal) -> Decimal:
        found = number_formats.as_shown(value, self.number_format)
        return value if found is None else found


def style_of(cell: Cell, column: BudgetColumn) -> Style:
    """Return how the numbers of a cell are stated."""
    in_thousands = column.unit in ("£000s", "£m")
    shows_scale = number_formats.hides_scale(cell.number_format)
    return Style(cell.number_format, in_thousands and not shows_scale)


def difference(style: Style, value: Decimal, expected: Decimal) -> str:
    """Return `12 too low`, and the full amounts in brackets where the format hides them."""
    shown, right = style.shown(value), style.shown(expected)
    direction = "low" if value < expected else "high"
    text = style.text(abs(shown - right)) if shown != right else style.full(abs(value - expected))
    stated = f"{text} too {direction}"
    if (shown, right) == (value, expected):
        return stated
    gap = style.full(abs(value - expected))
    return f"{stated} ({style.full(value)} against {style.full(expected)}: {gap})"


def named(parts: tuple[Part, ...]) -> str:
    """Return the labels of rows with their cells: `"Roads" (B5) and "Rail" (B6)`."""
    texts = [f'"{part.line.label}" ({part.cell.source.cell})' for part in parts[:MOST_NAMED]]
    more = len(parts) - len(texts)
    if more:
        texts.append(f"{more} more, down to {parts[-1].cell.source.cell}")
    return ", ".join(texts[:-1]) + f" and {texts[-1]}" if len(texts) > 1 else texts[0]
