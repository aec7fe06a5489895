"""Plots: in comes a chart, out comes its SVG, drawn with the page's own colours and letters.

Lengths are pixels of a drawing WIDTH wide, which grows and shrinks with the page. Letters are so
large that they have 12 pixels at the narrowest that the style sheet allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from reportgen import amounts
from reportgen.amounts import RECKONING, Amount
from reportgen.model import Chart, ChartType
from reportgen.writers.html.letters import LETTER, LINE, cut, width_of, wrapped
from reportgen.writers.html.markup import NOTHING, Html, Value, element, text

WIDTH = 560
MARGIN = 4.0
BAR, GAP = 22.0, 12.0  # the height of a lying bar, and what stands between categories
PLOT = 240.0  # the height of columns and lines
RING, HOLE = 110.0, 55.0  # the radii of a doughnut
LIGHTEST = 0.12  # of the fills, as their opacity
DASHES = (None, "7 4", "2 4", "9 3 2 3")
STEPS = tuple(map(Decimal, (1, 2, 5, 10)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Finished marks, and the height they take."""

    marks: list[Html]
    height: float


def chart_svg(chart: Chart, name_id: str) -> Html:
    """Return a chart as an image whose name, the alternative text, has an id."""
    legend = _legend(chart)
    drawn = PLOTS[chart.type](chart, legend.height)
    height = _figure(drawn.height)
    shown: dict[str, Value] = {
        "class": "chart",
        "role": "img",
        "aria-labelledby": name_id,
        "viewBox": f"0 0 {WIDTH} {height}",
        "font-size": LETTER,
    }
    name = element("title", {"id": name_id}, text(chart.alt))
    return element("svg", shown, name, *legend.marks, *drawn.marks)


# --- numbers --------------------------------------------------------------------------------


def _values(chart: Chart) -> list[list[Decimal | None]]:
    return [
        [node.amount.value if node and node.amount.value.is_finite() else None for node in nodes]
        for nodes in (item.amounts for item in chart.series)
    ]


@dataclass(frozen=True, slots=True)
class _Scale:
    """An axis from `low` to `high`, both of which may be on it, in so many pixels."""

    low: Decimal
    high: Decimal
    length: float

    @classmethod
    def of(cls, chart: Chart, length: float) -> _Scale:
        found = [value for values in _values(chart) for value in values if value is not None]
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


def _shown(chart: Chart, value: Decimal) -> str:
    return amounts.shown(Amount(value, chart.number_format)) or f"{value:g}"


# --- marks ----------------------------------------------------------------------------------


def _figure(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _words(x: float, y: float, words: str, anchor: str = "start") -> Html:
    """Return letters whose line stands at `y`."""
    if not words:
        return NOTHING
    at = {"x": _figure(x), "y": _figure(y)}
    return element("text", at | ({} if anchor == "start" else {"text-anchor": anchor}), text(words))


def _rectangle(x: float, y: float, width: float, height: float, opacity: float) -> Html:
    at = {"x": x, "y": y, "width": max(width, 0.0), "height": max(height, 0.0)}
    shown = {name: _figure(number) for name, number in at.items()}
    return element("rect", {"class": "mark", **shown, "fill-opacity": _figure_of(opacity)})


def _figure_of(opacity: float) -> str | None:
    return None if opacity >= 1 else f"{opacity:.2f}"


def _rule(kind: str, x1: float, y1: float, x2: float, y2: float) -> Html:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", {"class": kind, **{name: _figure(at) for name, at in ends.items()}})


def _opacity(at: int, count: int) -> float:
    """Return how dense a fill is: those side by side differ, and each has a full outline."""
    return 1 - (1 - LIGHTEST) * at / max(count - 1, 1) if count > 1 else 1.0


def _legend(chart: Chart) -> Drawing:
    """Return what stands above a plot: the unit, and the key to several series."""
    marks: list[Html] = []
    y = MARGIN
    if chart.unit:
        y += LINE
        marks.append(_words(MARGIN, y - 5, chart.unit))
    if len(chart.series) > 1 and chart.type is not ChartType.DOUGHNUT:
        for at, item in enumerate(chart.series):
            marks.append(_key(chart, at, y))
            marks.append(_words(MARGIN + 42, y + LINE - 5, cut(item.heading, WIDTH - 50)))
            y += LINE
    return Drawing(marks, y + 4)


def _key(chart: Chart, at: int, y: float) -> Html:
    if chart.type is ChartType.LINE:
        middle = y + LINE / 2
        points = f"{_figure(MARGIN)},{_figure(middle)} {_figure(MARGIN + 34)},{_figure(middle)}"
        return Html(_polyline(points, at) + _marker(MARGIN + 17, middle, at))
    return _rectangle(MARGIN + 10, y + 4, 20, 12, _opacity(at, len(chart.series)))


# --- bars -----------------------------------------------------------------------------------


def _bars(chart: Chart, top: float) -> Drawing:
    """Draw lying bars, each category's name above its own, each amount at its bar's end."""
    texts = [node.text for item in chart.series for node in item.amounts if node]
    room = min(max(map(width_of, texts), default=0.0) + 8, WIDTH / 3)
    scale = _Scale.of(chart, WIDTH - 2 * MARGIN - room)
    left = MARGIN
    if scale.low < 0:
        scale, left = _Scale(scale.low, scale.high, scale.length - room), MARGIN + room
    zero = left + scale.at(Decimal(0))
    marks: list[Html] = []
    y = top
    values = _values(chart)
    for place, category in enumerate(chart.categories):
        for words in wrapped(category, WIDTH - 2 * MARGIN, 2):
            y += LINE
            marks.append(_words(MARGIN, y - 5, words))
        for at, item in enumerate(chart.series):
            value, node = values[at][place], item.amounts[place]
            if value is not None and node is not None:
                label = cut(node.text, room - 6)
                marks += _bar(scale, left, y, value, label, _opacity(at, len(chart.series)))
            y += BAR
        marks.append(_rule("axis", zero, y - len(chart.series) * BAR, zero, y))
        y += GAP
    return Drawing(marks, y)


def _bar(
    scale: _Scale, left: float, y: float, value: Decimal, label: str, opacity: float
) -> Iterator[Html]:
    zero, end = left + scale.at(Decimal(0)), left + scale.at(value)
    yield _rectangle(min(zero, end), y + 2, abs(end - zero), BAR - 4, opacity)
    is_negative = value < 0
    anchor = "end" if is_negative else "start"
    yield _words(end - 5 if is_negative else end + 5, y + BAR - 6, label, anchor)


# --- columns and lines ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """The field of columns and lines: a scale upwards, and a slot for each category."""

    scale: _Scale
    left: float
    top: float
    slot: float

    def y(self, value: Decimal) -> float:
        return self.top + self.scale.length - self.scale.at(value)

    def x(self, place: float) -> float:
        return self.left + self.slot * place


def _field(chart: Chart, top: float) -> tuple[_Field, Drawing]:
    """Return the field with its grid, its axis and the names of its categories."""
    scale = _Scale.of(chart, PLOT)
    ticks = scale.ticks()
    labels = [cut(_shown(chart, tick), WIDTH / 3) for tick in ticks]
    left = MARGIN + max(map(width_of, labels), default=0.0) + 8
    count = max(len(chart.categories), 1)
    field = _Field(scale, left, top + LINE, (WIDTH - MARGIN - left) / count)
    marks = []
    for tick, label in zip(ticks, labels, strict=True):
        y = field.y(tick)
        marks.append(_rule("grid" if tick else "axis", left, y, WIDTH - MARGIN, y))
        marks.append(_words(left - 6, y + 5, label, "end"))
    # The amount of what reaches down stands below it.
    bottom = field.top + PLOT + (LINE if scale.low < 0 else 0)
    lines = [wrapped(words, field.slot - 6, 3) for words in chart.categories]
    for place, words in enumerate(lines):
        middle = field.x(place + 0.5)
        for number, line in enumerate(words, start=1):
            marks.append(_words(middle, bottom + 6 + number * LINE, line, "middle"))
    return field, Drawing(marks, bottom + 14 + LINE * max(map(len, lines), default=0))


def _columns(chart: Chart, top: float) -> Drawing:
    field, ground = _field(chart, top)
    count = max(len(chart.series), 1)
    width = field.slot * 0.72 / count
    zero = field.y(Decimal(0))
    marks = list(ground.marks)
    for at, values in enumerate(_values(chart)):
        for place, value in enumerate(values):
            node = chart.series[at].amounts[place]
            if value is None or node is None:
                continue
            x, y = field.x(place + 0.14) + at * width, field.y(value)
            opacity = _opacity(at, count)
            marks.append(_rectangle(x, min(y, zero), width - 1, abs(zero - y), opacity))
            if width_of(node.text) <= (field.slot if count == 1 else width):
                marks.append(_words(x + width / 2, _clear(y, value), node.text, "middle"))
    return Drawing(marks, ground.height)


def _clear(y: float, value: Decimal) -> float:
    return y + LINE - 3 if value < 0 else y - 6


def _lines(chart: Chart, top: float) -> Drawing:
    field, ground = _field(chart, top)
    marks = list(ground.marks)
    for at, values in enumerate(_values(chart)):
        for run in _runs(values):
            points = [(field.x(place + 0.5), field.y(value)) for place, value in run]
            marks.append(_polyline(" ".join(f"{_figure(x)},{_figure(y)}" for x, y in points), at))
            marks += [_marker(x, y, at) for x, y in points]
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
            yield _words(field.x(place + 0.5), field.y(value) - 9, node.text, "middle")


def _polyline(points: str, at: int) -> Html:
    dash = DASHES[at % len(DASHES)]
    return element("polyline", {"class": "course", "points": points, "stroke-dasharray": dash})


def _marker(x: float, y: float, at: int) -> Html:
    """Return a round, square, pointed or hollow marker."""
    shapes = {
        0: f"M{_figure(x - 4)} {_figure(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        1: f"M{_figure(x - 4)} {_figure(y - 4)}h8v8h-8z",
        2: f"M{_figure(x)} {_figure(y - 5)}l5 9h-10z",
        3: f"M{_figure(x)} {_figure(y - 5)}l5 5l-5 5l-5 -5z",
    }
    kind = "mark hollow" if at % 2 else "mark"
    return element("path", {"class": kind, "d": shapes[at % len(shapes)]})


# --- doughnuts ------------------------------------------------------------------------------


def _doughnut(chart: Chart, top: float) -> Drawing:
    """Draw the slices with a number each, and below them what each number is."""
    values = [max(value or Decimal(0), Decimal(0)) for value in (_values(chart) or [[]])[0]]
    largest = max(values, default=Decimal(0)) or Decimal(1)
    parts = [float(RECKONING.divide(value, largest)) for value in values]
    whole = sum(parts) or 1.0
    count, turn = len(parts), 0.0
    centre = WIDTH / 2, top + RING + LINE + 6
    marks: list[Html] = []
    for at, part in enumerate(parts):
        share = part / whole
        if share > 0:
            marks.append(_slice(centre, turn, share, _opacity(at, count)))
            angle = 2 * pi * (turn + share / 2)
            x, y = centre[0] + (RING + 14) * sin(angle), centre[1] - (RING + 14) * cos(angle)
            marks.append(_words(x, y + 5, str(at + 1), "middle"))
        turn += share
    y = centre[1] + RING + LINE + 14
    nodes = chart.series[0].amounts if chart.series else ()
    for at, (category, node) in enumerate(zip(chart.categories, nodes, strict=True)):
        amount = cut(node.text if node else "", WIDTH / 3)
        marks.append(_words(MARGIN + 24, y + LINE - 5, str(at + 1), "end"))
        marks.append(_rectangle(MARGIN + 34, y + 4, 20, 12, _opacity(at, count)))
        marks.append(_words(WIDTH - MARGIN, y + LINE - 5, amount, "end"))
        for words in wrapped(category, WIDTH - 80 - width_of(amount), 2) or [""]:
            y += LINE
            marks.append(_words(MARGIN + 64, y - 5, words))
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
    return element("path", {"class": "mark", "d": path, "fill-opacity": _figure_of(opacity)})


PLOTS: dict[ChartType, Callable[[Chart, float], Drawing]] = {
    ChartType.BAR: _bars,
    ChartType.COLUMN: _columns,
    ChartType.LINE: _lines,
    ChartType.DOUGHNUT: _doughnut,
}
