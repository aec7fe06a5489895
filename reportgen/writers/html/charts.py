"""Charts: in comes a chart, out comes its drawing and, for everybody, a table of its amounts."""

from __future__ import annotations

from reportgen.model import (
    Align,
    Chart,
    Column,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
)
from reportgen.writers.html.anchors import Anchors
from reportgen.writers.html.markup import Html, Value, element, framed, lines, text
from reportgen.writers.html.plots import chart_svg
from reportgen.writers.html.tables import TableWriter


class ChartWriter:
    """Writes the charts of a page."""

    def __init__(self, anchors: Anchors, tables: TableWriter) -> None:
        self._anchors, self._tables = anchors, tables
        self._unnumbered = 0

    def write(self, chart: Chart, number: str) -> tuple[Html, Html]:
        """Return a chart, in a region that scrolls where it is too narrow, and its amounts."""
        name = f"Figure {number}" if number else self._name()
        drawing = chart_svg(chart, self._anchors.new("chart-name"))
        about: dict[str, Value] = {"class": "scroll", "role": "region", "tabindex": 0}
        region = element("div", {**about, "aria-label": f"Chart of {name}"}, drawing)
        caption = text(f"Data of {name}")
        table = self._tables.write(_table(chart), caption, self._anchors.new("chart-data"))
        summary = element("summary", None, caption)
        return region, element("details", None, framed(lines(summary, table)))

    def _name(self) -> str:
        self._unnumbered += 1
        return f"chart without a caption, {self._unnumbered}"


def _table(chart: Chart) -> Table:
    """Return what a chart shows as a table."""
    headings = ("Item", *(f"{item.heading} {chart.unit}".strip() for item in chart.series))
    rows = [Row(RowKind.HEADING, tuple(TableCell((Text(words),)) for words in headings))]
    for at, category in enumerate(chart.categories):
        nodes = (item.amounts[at] for item in chart.series)
        amounts = (TableCell((node,) if node else ()) for node in nodes)
        rows.append(Row(RowKind.LINE, (TableCell((Text(category),)), *amounts)))
    columns = (Column(), *(Column(Align.RIGHT, is_amount=True) for _ in chart.series))
    return Table(columns, tuple(rows), chart.source)
