"""Charts of a web page: drawn for those who see, told and tabled for everybody."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.amounts import Amount
from reportgen.model import AmountText, Chart, ChartSeries, ChartType
from reportgen.source import Source
from reportgen.writers.html.letters import LETTER, width_of
from reportgen.writers.html.plots import chart_svg
from reportgen.writers.html.plots.marks import WIDTH

HERE = Source("content/paper/budget.md", 3)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def amount(value: Decimal | int, printed: str = "") -> AmountText:
    return AmountText(printed or str(value), Amount(Decimal(value), "#,##0"), "b.x", HERE)


def chart(kind: ChartType, labels: tuple[str, ...], *series: tuple[int | None, ...]) -> Chart:
    columns = tuple(
        ChartSeries(f"Year {at}", tuple(None if v is None else amount(v) for v in values))
        for at, values in enumerate(series, start=1)
    )
    return Chart(kind, labels, columns, "#,##0", "£000s", "In words & <more>", HERE)


def drawn(node: Chart) -> etree._Element:
    return etree.fromstring(chart_svg(node, "name-1"))


def words(root: etree._Element) -> list[str]:
    return [node.text or "" for node in root.iter("text")]


@pytest.mark.parametrize("kind", ChartType)
def test_a_chart_has_a_name(kind: ChartType) -> None:
    """A screen reader takes the drawing for one image with its alternative text."""
    root = drawn(chart(kind, ("Roads", "Stalking"), (5, 7)))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "name-1"
    assert root.find("title").get("id") == "name-1"
    assert root.findtext("title") == "In words & <more>"


def test_bars_are_as_long_as_their_amounts() -> None:
    """A bar of twice the amount is twice as long; one below nothing goes the other way."""
    root = drawn(chart(ChartType.BAR, ("A", "B", "C"), (10, 20, -10)))
    a, b, c = ((float(n.get("x")), float(n.get("width"))) for n in root.iter("rect"))
    assert b[1] == pytest.approx(2 * a[1], abs=0.2)
    assert c[1] == pytest.approx(a[1], abs=0.2)
    assert c[0] + c[1] == pytest.approx(a[0], abs=0.2)


def test_amounts_and_names_stand_on_the_chart() -> None:
    """Colour is never all that tells a bar or a slice from another."""
    assert {"Roads", "5", "Stalking", "7"} <= set(
        words(drawn(chart(ChartType.BAR, ("Roads", "Stalking"), (5, 7))))
    )
    slices = words(drawn(chart(ChartType.DOUGHNUT, ("Roads", "Stalking"), (5, 7))))
    assert slices.count("1") == slices.count("2") == 2  # beside the slice and in the key
    assert {"Roads", "5", "Stalking", "7"} <= set(slices)


def test_a_line_breaks_where_there_is_no_amount() -> None:
    """An empty cell is no nothing."""
    root = drawn(chart(ChartType.LINE, ("Q1", "Q2", "Q3", "Q4"), (1, 2, None, 4)))
    lines = [node.get("points").split() for node in root.iter("polyline")]
    assert [len(points) for points in lines] == [2, 1]


def test_nothing_in_it_runs_or_is_fetched() -> None:
    """A label cannot put a script or a link into the page."""
    made = chart_svg(chart(ChartType.BAR, ("<script>x</script>", '"><a href="x">'), (1, 2)), "n")
    assert "<script" not in made
    assert "<a " not in made


def in_view(root: etree._Element) -> bool:
    """Tell whether all marks and letters stand inside the view box."""
    width, height = (float(part) for part in root.get("viewBox").split()[2:])
    ends = [end for node in root.iter() for end in _ends(node)]
    assert ends
    return all(-0.5 <= x <= width + 0.5 and -0.5 <= y <= height + 0.5 for x, y in ends)


def _ends(node: etree._Element) -> list[tuple[float, float]]:
    at = {name: float(node.get(name, 0)) for name in ("x", "y", "width", "height")}
    match node.tag:
        case "rect":
            return [(at["x"], at["y"]), (at["x"] + at["width"], at["y"] + at["height"])]
        case "line":
            return [(float(node.get(f"x{n}")), float(node.get(f"y{n}"))) for n in (1, 2)]
        case "polyline":
            pairs = (point.split(",") for point in node.get("points").split())
            return [(float(x), float(y)) for x, y in pairs]
        case "path":
            x, y = map(float, NUMBER.findall(node.get("d"))[:2])
            return [(x, y)]
        case "text":
            room = width_of(node.text or "")
            before = {"end": room, "middle": room / 2}.get(node.get("text-anchor", ""), 0.0)
            left = at["x"] - before
            return [(left, at["y"] - LETTER), (left + room, at["y"])]
    return []


WORDS = st.text(max_size=60)
NUMBERS = st.none() | st.decimals(allow_nan=False) | st.just(Decimal("1E+400"))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = draw(st.lists(WORDS, min_size=1, max_size=14))
    size = {"min_size": len(labels), "max_size": len(labels)}
    columns = draw(st.lists(st.tuples(WORDS, st.lists(NUMBERS, **size)), min_size=1, max_size=5))
    series = tuple(
        ChartSeries(name, tuple(None if n is None else amount(n, draw(WORDS)) for n in numbers))
        for name, numbers in columns
    )
    kind = draw(st.sampled_from(ChartType))
    return Chart(kind, tuple(labels), series, "£#,##0.00", draw(st.text(max_size=8)), "", HERE)


@given(node=charts())
def test_whatever_is_drawn_stays_inside_the_drawing(node: Chart) -> None:
    """No label is so long and no amount so large that it leaves the view, or breaks the page."""
    root = drawn(node)
    assert float(root.get("viewBox").split()[2]) == WIDTH
    assert in_view(root)
