"""Scales: in come the amounts of a chart, out come their places in pixels, and round numbers."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from reportgen import amounts
from reportgen.amounts import RECKONING, Amount
from reportgen.model import Chart

STEPS = tuple(map(Decimal, (1, 2, 5, 10)))


def values_of(chart: Chart) -> list[list[Decimal | None]]:
    """Return the amounts of each series, None where there is none that can be drawn."""
    return [
        [node.amount.value if node and node.amount.value.is_finite() else None for node in nodes]
        for nodes in (item.amounts for item in chart.series)
    ]


class Scale(Struct, frozen=True):
    """An axis from `low` to `high`, both of which may be on it, in so many pixels."""

    low: Decimal
    high: Decimal
    length: float

    @classmethod
    def of(cls, chart: Chart, length: float) -> Scale:
        found = [value for values in values_of(chart) for value in values if value is not None]
        return cls(min([Decimal(0), *found]), max([Decimal(0), *found]), length)

    @property
    def span(self) -> Decimal:
        return RECKONING.subtract(self.high, self.low) or Decimal(1)

    def at(self, value: Decimal) -> float:
        """Return how far from its low end a value stands."""
        return float(RECKONING.divide(RECKONING.subtract(value, self.low), self.span)) * self.length

    def ticks(self) -> list[Decimal]:
        """Return round numbers, four or so, from the low end to the high one."""
        rough = RECKONING.divide(self.span, Decimal(4))
        power = RECKONING.scaleb(Decimal(1), rough.adjusted())
        step = next(step for step in STEPS if RECKONING.multiply(step, power) >= rough)
        step = RECKONING.multiply(step, power)
        first = int(RECKONING.divide(self.low, step).to_integral_value("ROUND_CEILING"))
        last = int(RECKONING.divide(self.high, step).to_integral_value("ROUND_FLOOR"))
        return [RECKONING.multiply(step, Decimal(number)) for number in range(first, last + 1)]


def shown(chart: Chart, value: Decimal) -> str:
    """Return a round number as the amounts of the chart are printed."""
    return amounts.shown(Amount(value, chart.number_format)) or f"{value:g}"
