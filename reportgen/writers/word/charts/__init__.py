"""Charts: in comes a chart of amounts, out comes a drawing that Word can edit, with its data.

The chart is a part of its own, and the workbook behind it another (ECMA-376 part 1, 14.2.1 and
21.2). Programs draw what is cached in the chart and read the workbook when somebody edits it.
"""

from __future__ import annotations

from reportgen.model import Chart, ChartType
from reportgen.writers.word.charts.drawing import chart_xml
from reportgen.writers.word.charts.workbook import chart_workbook
from reportgen.writers.word.package import Story, WordFile
from reportgen.writers.word.pictures import DRAWING, EMU_PER_TWIP, TALLEST
from reportgen.writers.word.xml import R, Xml, escape

EMU_PER_CM = 360_000
# Heights in centimetres: of a lying chart for what is not bars, of each bar and each gap.
FRAME, BAR, GAP, LOWEST = 1.7, 0.55, 0.4, 4.5
HEIGHTS = {ChartType.COLUMN: 8.0, ChartType.LINE: 8.0, ChartType.DOUGHNUT: 7.0}


class ChartWriter:
    """Draws the charts of one story, as wide as the text."""

    def __init__(self, file: WordFile, story: Story, width: int, height: int) -> None:
        """Take the room for text, in twentieths of a point."""
        self._file, self._story = file, story
        self._width = width * EMU_PER_TWIP
        self._height = int(height * EMU_PER_TWIP * TALLEST)

    def draw(self, chart: Chart) -> Xml:
        """Return a run with the chart."""
        relation = self._story.chart(chart_xml(chart), chart_workbook(chart))
        height = min(int(_height(chart) * EMU_PER_CM), self._height)
        number = self._file.next_id()
        about = f'id="{number}" name="Chart {number}" descr="{escape(chart.alt)}"'
        return Xml(
            "<w:r><w:drawing>"
            f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"'
            ' distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{self._width}" cy="{height}"/><wp:docPr {about}/>'
            f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{DRAWING}/main">'
            f'<a:graphicData uri="{DRAWING}/chart"><c:chart xmlns:c="{DRAWING}/chart"'
            f' xmlns:r="{R}" r:id="{relation}"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )


def _height(chart: Chart) -> float:
    if chart.type is not ChartType.BAR:
        return HEIGHTS[chart.type]
    legend = 0.8 if len(chart.series) > 1 else 0
    group = len(chart.series) * BAR + GAP
    return max(FRAME + legend + len(chart.categories) * group, LOWEST)
