"""Marks: in come places in pixels, out come the words, rules, bars and lines of a drawing."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model import Chart, ChartType
from reportgen.writers.html.letters import LINE, cut
from reportgen.writers.html.markup import NOTHING, Html, element, text

WIDTH = 560
MARGIN = 4.0
LIGHTEST = 0.12  # of the fills, as their opacity
DASHES = (None, "7 4", "2 4", "9 3 2 3")


class Drawing(Struct, frozen=True):
    """Finished marks, and the height they take."""

    marks: list[Html]
    height: float


def legend_of(chart: Chart) -> Drawing:
    """Return what stands above a plot: the unit, and the key to several series."""
    marks: list[Html] = []
    y = MARGIN
    if chart.unit:
        y += LINE
        marks.append(words_at(MARGIN, y - 5, chart.unit))
    if len(chart.series) > 1 and chart.type is not ChartType.DOUGHNUT:
        for at, item in enumerate(chart.series):
            marks.append(_key(chart, at, y))
            marks.append(words_at(MARGIN + 42, y + LINE - 5, cut(item.heading, WIDTH - 50)))
            y += LINE
    return Drawing(marks, y + 4)


def _key(chart: Chart, at: int, y: float) -> Html:
    if chart.type is ChartType.LINE:
        middle = y + LINE / 2
        points = f"{pixels(MARGIN)},{pixels(middle)} {pixels(MARGIN + 34)},{pixels(middle)}"
        return Html(polyline(points, at) + marker(MARGIN + 17, middle, at))
    return rectangle(MARGIN + 10, y + 4, 20, 12, opacity_of(at, len(chart.series)))


def pixels(number: float) -> str:
    """Return a length as an attribute has it."""
    return f"{number:.1f}".removesuffix(".0")


def words_at(x: float, y: float, words: str, anchor: str = "start") -> Html:
    """Return letters whose line stands at `y`."""
    if not words:
        return NOTHING
    at = {"x": pixels(x), "y": pixels(y)}
    return element("text", at | ({} if anchor == "start" else {"text-anchor": anchor}), text(words))


def rectangle(x: float, y: float, width: float, height: float, opacity: float) -> Html:
    """Return a bar, a column or a key; it has its outline whatever its opacity."""
    at = {"x": x, "y": y, "width": max(width, 0.0), "height": max(height, 0.0)}
    shown = {name: pixels(number) for name, number in at.items()}
    return element("rect", {"class": "mark", **shown, "fill-opacity": opacity_text(opacity)})


def opacity_text(opacity: float) -> str | None:
    """Return an opacity as an attribute has it; None for a full fill."""
    return None if opacity >= 1 else f"{opacity:.2f}"


def rule(kind: str, x1: float, y1: float, x2: float, y2: float) -> Html:
    """Return a straight line: `grid` or `axis`."""
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", {"class": kind, **{name: pixels(at) for name, at in ends.items()}})


def opacity_of(at: int, count: int) -> float:
    """Return how dense a fill is: those side by side differ, and each has a full outline."""
    return 1 - (1 - LIGHTEST) * at / max(count - 1, 1) if count > 1 else 1.0


def polyline(points: str, at: int) -> Html:
    """Return the line of a series through points, dashed in its own way."""
    dash = DASHES[at % len(DASHES)]
    return element("polyline", {"class": "course", "points": points, "stroke-dasharray": dash})


def marker(x: float, y: float, at: int) -> Html:
    """Return a round, square, pointed or hollow marker."""
    shapes = {
        0: f"M{pixels(x - 4)} {pixels(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        1: f"M{pixels(x - 4)} {pixels(y - 4)}h8v8h-8z",
        2: f"M{pixels(x)} {pixels(y - 5)}l5 9h-10z",
        3: f"M{pixels(x)} {pixels(y - 5)}l5 5l-5 5l-5 -5z",
    }
    kind = "mark hollow" if at % 2 else "mark"
    return element("path", {"class": kind, "d": shapes[at % len(shapes)]})
