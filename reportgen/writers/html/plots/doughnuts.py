"""Doughnuts: in comes a chart, out comes its drawing, with a key below the ring."""

from __future__ import annotations

from decimal import Decimal
from math import cos, pi, sin

from reportgen.amounts import RECKONING
from reportgen.model import Chart
from reportgen.writers.html.letters import LINE, cut, width_of, wrapped
from reportgen.writers.html.markup import Html, element
from reportgen.writers.html.plots.marks import (
    MARGIN,
    WIDTH,
    Drawing,
    opacity_of,
    opacity_text,
    rectangle,
    words_at,
)
from reportgen.writers.html.plots.scales import values_of

RING, HOLE = 110.0, 55.0  # the radii


def draw_doughnut(chart: Chart, top: float) -> Drawing:
    """Draw the slices with a number each, and below them what each number is."""
    values = [max(value or Decimal(0), Decimal(0)) for value in (values_of(chart) or [[]])[0]]
    largest = max(values, default=Decimal(0)) or Decimal(1)
    parts = [float(RECKONING.divide(value, largest)) for value in values]
    whole = sum(parts) or 1.0
    count, turn = len(parts), 0.0
    centre = WIDTH / 2, top + RING + LINE + 6
    marks: list[Html] = []
    for at, part in enumerate(parts):
        share = part / whole
        if share > 0:
            marks.append(_slice(centre, turn, share, opacity_of(at, count)))
            angle = 2 * pi * (turn + share / 2)
            x, y = centre[0] + (RING + 14) * sin(angle), centre[1] - (RING + 14) * cos(angle)
            marks.append(words_at(x, y + 5, str(at + 1), "middle"))
        turn += share
    y = centre[1] + RING + LINE + 14
    nodes = chart.series[0].amounts if chart.series else ()
    for at, (category, node) in enumerate(zip(chart.categories, nodes, strict=True)):
        amount = cut(node.text if node else "", WIDTH / 3)
        marks.append(words_at(MARGIN + 24, y + LINE - 5, str(at + 1), "end"))
        marks.append(rectangle(MARGIN + 34, y + 4, 20, 12, opacity_of(at, count)))
        marks.append(words_at(WIDTH - MARGIN, y + LINE - 5, amount, "end"))
        for words in wrapped(category, WIDTH - 80 - width_of(amount), 2) or [""]:
            y += LINE
            marks.append(words_at(MARGIN + 64, y - 5, words))
    return Drawing(marks, y + MARGIN)


def _slice(centre: tuple[float, float], turn: float, share: float, opacity: float) -> Html:
    x, y = centre
    # An arc that ends where it begins is none: a whole ring is as good as closed.
    first, last = 2 * pi * turn, 2 * pi * (turn + min(share, 0.9999))
    outer = [(x + RING * sin(a), y - RING * cos(a)) for a in (first, last)]
    inner = [(x + HOLE * sin(a), y - HOLE * cos(a)) for a in (last, first)]
    large = int(share > 0.5)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = *outer, *inner
    path = (
        f"M{ax:.2f} {ay:.2f}A{RING:g} {RING:g} 0 {large} 1 {bx:.2f} {by:.2f}"
        f"L{cx:.2f} {cy:.2f}A{HOLE:g} {HOLE:g} 0 {large} 0 {dx:.2f} {dy:.2f}z"
    )
    return element("path", {"class": "mark", "d": path, "fill-opacity": opacity_text(opacity)})
