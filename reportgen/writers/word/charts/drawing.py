"""The chart's own part: in comes a chart, out comes its DrawingML (ECMA-376 part 1, 21.2).

The order of elements is the schema's. Colours and fonts are the theme's, so that a house's chart
has the house's look: tints of the accent, told apart by lightness, outline, marker and dash, so
that a black and white copy reads as well. Amounts stand on bars and slices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.model import Chart, ChartSeries, ChartType
from reportgen.writers.word.charts import looks
from reportgen.writers.word.charts.workbook import HEAD, SHEET, column, number
from reportgen.writers.word.package import CHART_DATA
from reportgen.writers.word.pictures import DRAWING
from reportgen.writers.word.xml import R, escape

CATEGORIES, VALUES = 111, 222  # the ids of the axes
# From one bar to the next, and between those of one category, in hundredths of a bar.
GAP, OVERLAP = 70, 0
# Amounts in other units are too long to stand side by side under lying bars, which have their own.
SHORT = ("£000s", "£m", "%")
HOLE = 50  # of a doughnut, in hundredths of its width


def chart_xml(chart: Chart) -> str:
    """Return the chart's part. Its data has the relationship `CHART_DATA`."""
    legend = "r" if chart.type is ChartType.DOUGHNUT else "t" if len(chart.series) > 1 else ""
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r="{R}">'
        '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{PLOTS[chart.type](chart)}{looks.NOTHING}</c:plotArea>{_legend(legend)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{looks.NOTHING}{looks.text()}"
        f'<c:externalData r:id="{CHART_DATA}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def _legend(place: str) -> str:
    if not place:
        return ""
    return (
        f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/>{looks.NOTHING}{looks.text()}'
        "</c:legend>"
    )


# --- kinds of charts ------------------------------------------------------------------------


def _bars(chart: Chart) -> str:
    lies = chart.type is ChartType.BAR
    return (
        f'<c:barChart><c:barDir val="{"bar" if lies else "col"}"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{''.join(_bar_series(chart))}"
        f'<c:gapWidth val="{GAP}"/><c:overlap val="{OVERLAP}"/>'
        f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:barChart>{_axes(chart)}'
    )


def _bar_series(chart: Chart) -> Iterator[str]:
    for at, item in enumerate(chart.series):
        fill = looks.fill(at, len(chart.series))
        labels = _labels(chart, looks.NOTHING, place="outEnd")
        look = f'{fill}<c:invertIfNegative val="0"/>{labels}'
        yield _series(chart, at, item, look)


def _lines(chart: Chart) -> str:
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{"".join(_line_series(chart))}<c:marker val="1"/>'
        f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/></c:lineChart>{_axes(chart)}'
    )


def _line_series(chart: Chart) -> Iterator[str]:
    for at, item in enumerate(chart.series):
        # Amounts on several lines would stand on each other.
        alone = len(chart.series) == 1
        labels = _labels(chart, looks.NOTHING, place="t") if alone else ""
        yield _series(chart, at, item, looks.line(at) + labels, '<c:smooth val="0"/>')


def _doughnut(chart: Chart) -> str:
    count = len(chart.categories)
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{looks.fill(at, count)}</c:dPt>'
        for at in range(count)
    )
    series = "".join(
        _series(chart, at, item, points + _labels(chart, looks.GROUND, LEADERLESS))
        for at, item in enumerate(chart.series[:1])
    )
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>'
        f'<c:holeSize val="{HOLE}"/></c:doughnutChart>'
    )


PLOTS: dict[ChartType, Callable[[Chart], str]] = {
    ChartType.BAR: _bars,
    ChartType.COLUMN: _bars,
    ChartType.LINE: _lines,
    ChartType.DOUGHNUT: _doughnut,
}


# --- labels ---------------------------------------------------------------------------------


SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


LEADERLESS = '<c:showLeaderLines val="0"/>'


def _labels(chart: Chart, ground: str, end: str = "", place: str = "") -> str:
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    look = f"{_number_format(chart)}{ground}{looks.text()}"
    return f"<c:dLbls>{look}{where}{SHOWN}{end}</c:dLbls>"


def _number_format(chart: Chart) -> str:
    return f'<c:numFmt formatCode="{escape(chart.number_format)}" sourceLinked="0"/>'


# --- axes -----------------------------------------------------------------------------------


def _axes(chart: Chart) -> str:
    """Return the axes. Labels of categories stand at the edge, clear of what is negative."""
    lies = chart.type is ChartType.BAR
    # The first category at the top: what is drawn upside down has its amounts at the "max" end.
    order, end = ("maxMin", "max") if lies else ("minMax", "autoZero")
    words = looks.text(upright=True)
    return (
        f'<c:catAx><c:axId val="{CATEGORIES}"/>'
        f'<c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lies else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{looks.AXIS}{words}<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{VALUES}"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if lies else "l"}"/>'
        f"<c:majorGridlines>{looks.GRID}</c:majorGridlines>{_axis_title(chart.unit)}"
        f"{_number_format(chart)}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"none" if lies and chart.unit not in SHORT else "nextTo"}"/>'
        f'{looks.NO_LINE}{words}<c:crossAx val="{CATEGORIES}"/><c:crosses val="{end}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _axis_title(unit: str) -> str:
    if not unit:
        return ""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:p>'
        f"<a:pPr>{looks.character('a:defRPr')}</a:pPr><a:r>{looks.character('a:rPr')}"
        f'<a:t>{escape(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


# --- data -----------------------------------------------------------------------------------


def _series(chart: Chart, at: int, item: ChartSeries, look: str, end: str = "") -> str:
    """Return a series with its name, its look, its categories and its amounts."""
    letters, last = column(at + 1), len(chart.categories) + 1
    name = f'<c:strCache><c:ptCount val="1"/>{_point(0, item.heading)}</c:strCache>'
    words = "".join(_point(place, words) for place, words in enumerate(chart.categories))
    values = "".join(
        _point(place, number(node)) for place, node in enumerate(item.amounts) if number(node)
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${letters}$1</c:f>{name}</c:strRef></c:tx>{look}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{count}{words}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letters}$2:${letters}${last}</c:f>"
        f"<c:numCache><c:formatCode>General</c:formatCode>{count}{values}</c:numCache>"
        f"</c:numRef></c:val>{end}</c:ser>"
    )


def _point(at: int, value: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>'
