"""What a chart shows, in words. In: a chart. Out: its alternative text, for who cannot see it.

The words stand alone: a screen reader may say them without the caption.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen import amounts, number_formats
from reportgen.amounts import Amount
from reportgen.budget.units import TYPED
from reportgen.model import AmountText, Chart, ChartType

LONGEST = 150  # characters; what is longer belongs into the text beside the chart
SHORTEST_LABEL = 8
MILLION = Decimal(1_000_000)
Point = tuple[str, str, AmountText]  # the category, the series and the amount


def alt_text(chart: Chart) -> str:
    """Return which kind of chart it is, and its largest and smallest amounts, or first and last.

    It has up to LONGEST characters. Long labels are cut off where they would make it longer.
    """
    points = [
        (category, item.heading, node)
        for item in chart.series
        for category, node in zip(chart.categories, item.amounts, strict=True)
        if node
    ]
    name = f"{chart.type.capitalize()} chart"
    if not points:
        return name
    longest = max(len(word) for point in points for word in point[:2])
    for room in range(min(max(longest, SHORTEST_LABEL), LONGEST), SHORTEST_LABEL - 1, -1):
        for words in _versions(chart, points, room):
            text = f"{name}{words}"
            if len(text) <= LONGEST:
                return text
    return f"{name} of {len(chart.categories)} amounts"


def _versions(chart: Chart, points: list[Point], room: int) -> Iterator[str]:
    """Yield what can be said with labels of so many characters, the fullest first."""
    if len(points) == 1:
        yield f": {_said(chart, points[0], room)}"
    elif chart.type is ChartType.LINE:
        yield from _course(chart, points, room)
    else:
        yield from _extremes(chart, points, room)


def _extremes(chart: Chart, points: list[Point], room: int) -> Iterator[str]:
    ordered = sorted(points, key=lambda point: point[2].amount.value, reverse=True)
    largest = _said(chart, ordered[0], room)
    smallest = _said(chart, ordered[-1], room)
    many = f"{len(points)} amounts" if len(chart.series) > 1 else str(len(points))
    ends = f"{largest} is the largest of {many}; {smallest} is the smallest"
    if len(chart.series) > 1:
        yield f" of {_cut(_listed(chart), 3 * room)}: {ends}"
    elif len(points) > 2:
        middle = ", ".join(_said(chart, point, room) for point in ordered[1:-1])
        yield f": {largest} is the largest of {many}, then {middle}; {smallest} is the smallest"
    yield f": {ends}"


def _course(chart: Chart, points: list[Point], room: int) -> Iterator[str]:
    lines = []
    for item in chart.series:
        own = [point for point in points if point[1] == item.heading]
        if own:
            name = f"{_cut(item.heading, room)} " if len(chart.series) > 1 else ""
            first, last = (
                f"{_value(chart, p[2])} in {_cut(p[0], room)}" for p in (own[0], own[-1])
            )
            lines.append(f"{name}from {first} to {last}")
    yield f": {'; '.join(lines)}"
    ends = f"from {_cut(points[0][0], room)} to {_cut(points[-1][0], room)}"
    yield f" of {_cut(_listed(chart), 3 * room)} {ends}"


def _listed(chart: Chart) -> str:
    return " and ".join(item.heading for item in chart.series)


def _said(chart: Chart, point: Point, room: int) -> str:
    category, series, node = point
    of = f" ({_cut(series, room)})" if len(chart.series) > 1 else ""
    return f"{_cut(category, room)}{of} {_value(chart, node)}".strip()


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: room - 1].rstrip()}…"


def _value(chart: Chart, node: AmountText) -> str:
    """Return an amount as one says it: in millions of pounds from one million upwards."""
    amount = node.amount
    if not amounts.is_money(amount) or not number_formats.is_printable(amount.value):
        return node.text
    # Under £000s, 400 is £400,000 unless the number format does the scaling.
    power = 0 if number_formats.scale_of(chart.number_format) else TYPED.get(chart.unit, 0)
    amount = Amount(amounts.RECKONING.scaleb(amount.value, power))
    is_large = amount.value.copy_abs() >= MILLION
    said = amounts.millions(amount) if is_large else amounts.gbp(amount)
    return said.replace(amounts.NO_BREAK_SPACE, " ")
