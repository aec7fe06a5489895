"""Plots: in comes a chart, out comes its SVG, drawn with the page's own colours and letters.

Lengths are pixels of a drawing WIDTH wide, which grows and shrinks with the page. Letters are so
large that they have 12 pixels at the narrowest that the style sheet allows.
"""

from __future__ import annotations

from collections.abc import Callable

from reportgen.model import Chart, ChartType
from reportgen.writers.html.letters import LETTER
from reportgen.writers.html.markup import Html, Value, element, text
from reportgen.writers.html.plots.bars import draw_bars
from reportgen.writers.html.plots.doughnuts import draw_doughnut
from reportgen.writers.html.plots.fields import draw_columns, draw_lines
from reportgen.writers.html.plots.marks import WIDTH, Drawing, legend_of, pixels

PLOTS: dict[ChartType, Callable[[Chart, float], Drawing]] = {
    ChartType.BAR: draw_bars,
    ChartType.COLUMN: draw_columns,
    ChartType.LINE: draw_lines,
    ChartType.DOUGHNUT: draw_doughnut,
}


def chart_svg(chart: Chart, name_id: str) -> Html:
    """Return a chart as an image whose name, the alternative text, has an id."""
    legend = legend_of(chart)
    drawn = PLOTS[chart.type](chart, legend.height)
    height = pixels(drawn.height)
    shown: dict[str, Value] = {
        "class": "chart",
        "role": "img",
        "aria-labelledby": name_id,
        "viewBox": f"0 0 {WIDTH} {height}",
        "font-size": LETTER,
    }
    name = element("title", {"id": name_id}, text(chart.alt))
    return element("svg", shown, name, *legend.marks, *drawn.marks)
