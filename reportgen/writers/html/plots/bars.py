"""Lying bars: in comes a chart, out comes its drawing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model import Chart
from reportgen.writers.html.letters import LINE, cut, width_of, wrapped
from reportgen.writers.html.markup import Html
from reportgen.writers.html.plots.marks import (
    MARGIN,
    WIDTH,
    Drawing,
    opacity_of,
    rectangle,
    rule,
    words_at,
)
from reportgen.writers.html.plots.scales import Scale, values_of

BAR, GAP = 22.0, 12.0  # the height of a bar, and what stands between categories


def draw_bars(chart: Chart, top: float) -> Drawing:
    """Draw lying bars, each category's name above its own, each amount at its bar's end."""
    texts = [node.text for item in chart.series for node in item.amounts if node]
    room = min(max(map(width_of, texts), default=0.0) + 8, WIDTH / 3)
    scale = Scale.of(chart, WIDTH - 2 * MARGIN - room)
    left = MARGIN
    if scale.low < 0:
        scale, left = Scale(scale.low, scale.high, scale.length - room), MARGIN + room
    zero = left + scale.at(Decimal(0))
    marks: list[Html] = []
    y = top
    values = values_of(chart)
    for place, category in enumerate(chart.categories):
        for words in wrapped(category, WIDTH - 2 * MARGIN, 2):
            y += LINE
            marks.append(words_at(MARGIN, y - 5, words))
        for at, item in enumerate(chart.series):
            value, node = values[at][place], item.amounts[place]
            if value is not None and node is not None:
                label = cut(node.text, room - 6)
                marks += _bar(scale, left, y, value, label, opacity_of(at, len(chart.series)))
            y += BAR
        marks.append(rule("axis", zero, y - len(chart.series) * BAR, zero, y))
        y += GAP
    return Drawing(marks, y)


def _bar(
    scale: Scale, left: float, y: float, value: Decimal, label: str, opacity: float
) -> Iterator[Html]:
    zero, end = left + scale.at(Decimal(0)), left + scale.at(value)
    yield rectangle(min(zero, end), y + 2, abs(end - zero), BAR - 4, opacity)
    is_negative = value < 0
    anchor = "end" if is_negative else "start"
    yield words_at(end - 5 if is_negative else end + 5, y + BAR - 6, label, anchor)
