"""Columns and lines on a field with an axis: in comes a chart, out comes its drawing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.model import Chart
from reportgen.writers.html.letters import LINE, cut, width_of, wrapped
from reportgen.writers.html.markup import Html
from reportgen.writers.html.plots.marks import (
    MARGIN,
    WIDTH,
    Drawing,
    marker,
    opacity_of,
    pixels,
    polyline,
    rectangle,
    rule,
    words_at,
)
from reportgen.writers.html.plots.scales import Scale, shown, values_of

PLOT = 240.0  # the height of columns and lines


class _Field(Struct, frozen=True):
    """The field of columns and lines: a scale upwards, and a slot for each category."""

    scale: Scale
    left: float
    top: float
    slot: float

    def y(self, value: Decimal) -> float:
        return self.top + self.scale.length - self.scale.at(value)

    def x(self, place: float) -> float:
        return self.left + self.slot * place


def _field(chart: Chart, top: float) -> tuple[_Field, Drawing]:
    """Return the field with its grid, its axis and the names of its categories."""
    scale = Scale.of(chart, PLOT)
    ticks = scale.ticks()
    labels = [cut(shown(chart, tick), WIDTH / 3) for tick in ticks]
    left = MARGIN + max(map(width_of, labels), default=0.0) + 8
    count = max(len(chart.categories), 1)
    field = _Field(scale, left, top + LINE, (WIDTH - MARGIN - left) / count)
    marks = []
    for tick, label in zip(ticks, labels, strict=True):
        y = field.y(tick)
        marks.append(rule("grid" if tick else "axis", left, y, WIDTH - MARGIN, y))
        marks.append(words_at(left - 6, y + 5, label, "end"))
    # The amount of what reaches down stands below it.
    bottom = field.top + PLOT + (LINE if scale.low < 0 else 0)
    lines = [wrapped(words, field.slot - 6, 3) for words in chart.categories]
    for place, words in enumerate(lines):
        middle = field.x(place + 0.5)
        for number, line in enumerate(words, start=1):
            marks.append(words_at(middle, bottom + 6 + number * LINE, line, "middle"))
    return field, Drawing(marks, bottom + 14 + LINE * max(map(len, lines), default=0))


def draw_columns(chart: Chart, top: float) -> Drawing:
    """Draw standing columns, with their amounts where there is room for them."""
    field, ground = _field(chart, top)
    count = max(len(chart.series), 1)
    width = field.slot * 0.72 / count
    zero = field.y(Decimal(0))
    marks = list(ground.marks)
    for at, values in enumerate(values_of(chart)):
        for place, value in enumerate(values):
            node = chart.series[at].amounts[place]
            if value is None or node is None:
                continue
            x, y = field.x(place + 0.14) + at * width, field.y(value)
            opacity = opacity_of(at, count)
            marks.append(rectangle(x, min(y, zero), width - 1, abs(zero - y), opacity))
            if width_of(node.text) <= (field.slot if count == 1 else width):
                marks.append(words_at(x + width / 2, _clear(y, value), node.text, "middle"))
    return Drawing(marks, ground.height)


def _clear(y: float, value: Decimal) -> float:
    return y + LINE - 3 if value < 0 else y - 6


def draw_lines(chart: Chart, top: float) -> Drawing:
    """Draw a line for each series; the amounts of a single one stand above it."""
    field, ground = _field(chart, top)
    marks = list(ground.marks)
    for at, values in enumerate(values_of(chart)):
        for run in _runs(values):
            points = [(field.x(place + 0.5), field.y(value)) for place, value in run]
            marks.append(polyline(" ".join(f"{pixels(x)},{pixels(y)}" for x, y in points), at))
            marks += [marker(x, y, at) for x, y in points]
        if len(chart.series) == 1:
            marks += _amounts_on(chart, field, values)
    return Drawing(marks, ground.height)


def _runs(values: list[Decimal | None]) -> Iterator[list[tuple[int, Decimal]]]:
    """Yield the points that a line joins: it breaks where there is no amount."""
    run: list[tuple[int, Decimal]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _amounts_on(chart: Chart, field: _Field, values: list[Decimal | None]) -> Iterator[Html]:
    for place, value in enumerate(values):
        node = chart.series[0].amounts[place]
        if value is not None and node is not None and width_of(node.text) <= field.slot:
            yield words_at(field.x(place + 0.5), field.y(value) - 9, node.text, "middle")
