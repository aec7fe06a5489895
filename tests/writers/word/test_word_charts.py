"""Charts are Word's own: they can be edited, hold their data, and say in words what they show."""

from __future__ import annotations

import io
import posixpath
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from conftest import Build
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from small_papers import HERE, lines, paper, para, text, tree

from reportgen.amounts import Amount
from reportgen.model import AmountText, Attributes, Chart, ChartSeries, ChartType, Figure, Footnote
from reportgen.source import Source
from reportgen.writers.word.charts.drawing import chart_xml
from reportgen.writers.word.charts.workbook import chart_workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CELL = Source("budgets/b.xlsx", sheet="Summary", cell="B2")


def amount(value: Decimal | int) -> AmountText:
    return AmountText(str(value), Amount(Decimal(value), "#,##0", (CELL,)), "b.x", HERE)


def chart(
    kind: ChartType = ChartType.BAR,
    labels: tuple[str, ...] = ("Roads", "Stalking & <hate>"),
    *series: tuple[int | None, ...],
) -> Chart:
    columns = tuple(
        ChartSeries(f"202{at}/23", tuple(None if v is None else amount(v) for v in values))
        for at, values in enumerate(series or ((76517, 147980),))
    )
    origin = "budgets/b.xlsx!Summary!A1:B3"
    return Chart(kind, labels, columns, "#,##0,;(#,##0,)", "£000s", "Bar chart.", HERE, origin)


def figure(drawn: Chart) -> Figure:
    return Figure(drawn, HERE, text("Two funds"), Attributes("fig-a"), "1")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def targets(files: dict[str, bytes], part: str) -> dict[str, str]:
    """Return where the relationships of a part lead, by their ids."""
    folder, name = posixpath.split(part)
    root = etree.fromstring(files[f"{folder}/_rels/{name}.rels"])
    return {
        str(node.get("Id")): posixpath.normpath(posixpath.join(folder, str(node.get("Target"))))
        for node in root.iter(RELATIONS)
    }


def workbook(data: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).active.values)


@pytest.mark.parametrize("kind", ChartType)
def test_a_chart_is_drawn_by_word_itself(build: Build, kind: ChartType) -> None:
    """The drawing leads to a chart, and the chart to a workbook; nothing is a picture."""
    files = parts(build(paper(figure(chart(kind)))))
    (drawn,) = tree(build(paper(figure(chart(kind))))).iter(f"{C}chart")
    relation = next(value for name, value in drawn.attrib.items() if name.endswith("}id"))
    part = targets(files, "word/document.xml")[relation]
    assert part == "word/charts/chart1.xml"
    root = etree.fromstring(files[part])
    (data,) = root.iter(f"{C}externalData")
    (relation,) = data.attrib.values()
    assert targets(files, part)[relation] == "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    plot = {"bar": "barChart", "column": "barChart"}.get(kind, f"{kind}Chart")
    assert len(list(root.iter(f"{C}{plot}"))) == 1


def test_the_workbook_in_it_holds_the_amounts(build: Build) -> None:
    """Edit Data in Word opens the labels and the amounts as the paper's workbook has them."""
    files = parts(build(paper(figure(chart(ChartType.LINE, ("Q1", "=Q2"), (1, 2), (None, -4))))))
    assert workbook(files["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]) == [
        (None, "2020/23", "2021/23"),
        ("Q1", 1, None),
        ("=Q2", 2, -4),
    ]


def test_what_is_drawn_is_what_the_workbook_holds() -> None:
    """The chart's own copy of the amounts, which programs draw, is that of its workbook."""
    root = etree.fromstring(chart_xml(chart(ChartType.COLUMN, ("Q1", "Q2"), (10, None))).encode())
    (values,) = root.iter(f"{C}val")
    assert [node.text for node in values.iter(f"{C}f")] == ["Sheet1!$B$2:$B$3"]
    assert [(node.get("idx"), node[0].text) for node in values.iter(f"{C}pt")] == [("0", "10")]
    assert [node.get("val") for node in values.iter(f"{C}ptCount")] == ["2"]


def test_the_chart_has_its_words_and_its_caption(build: Build) -> None:
    """A screen reader says what is to be seen; the caption stands below, on the same page."""
    data = build(paper(figure(chart())))
    (about,) = tree(data).iter("{*}docPr")
    assert about.get("descr") == "Bar chart."
    assert lines(data)[1].endswith("Two funds")
    first = next(tree(data).iter("{*}p"))
    assert first.find("{*}pPr/{*}keepNext") is not None


def test_two_charts_have_parts_of_their_own(build: Build) -> None:
    """Every chart is edited by itself; one in a footnote is, too."""
    note = Footnote((figure(chart()),), HERE, 1)
    files = parts(build(paper(figure(chart()), figure(chart(ChartType.LINE)), para("A", note))))
    names = [name for name in files if name.startswith(("word/charts/chart", "word/embeddings"))]
    assert len(names) == 6


def test_amounts_stand_on_bars_and_slices() -> None:
    """Nobody has to tell colours apart to know an amount, or read it off an axis."""
    for kind in (ChartType.BAR, ChartType.COLUMN, ChartType.DOUGHNUT):
        root = etree.fromstring(chart_xml(chart(kind)).encode())
        shown = [node.get("val") for node in root.iter(f"{C}showVal")]
        assert shown == ["1"], kind
        (labels,) = root.iter(f"{C}dLbls")
        assert labels.find(f"{C}numFmt").get("formatCode") == "#,##0,;(#,##0,)"


def test_colours_and_letters_are_the_themes() -> None:
    """A house that changes its theme changes its charts."""
    for kind in ChartType:
        xml = chart_xml(chart(kind, ("A", "B"), (1, 2), (3, 4)))
        assert "accent1" in xml
        assert "srgbClr" not in xml
        assert 'typeface="+mn-lt"' in xml


def test_the_same_paper_gives_the_same_bytes(build: Build) -> None:
    """Two builds of a paper are one file, charts and workbooks included."""
    first, second = (build(paper(figure(chart(ChartType.DOUGHNUT)))) for _ in range(2))
    assert first == second


def test_the_file_says_where_the_chart_came_from(build: Build) -> None:
    """The chart's content control names the block of cells, and the records do."""
    data = build(paper(figure(chart())))
    titles = [node.get(node.keys()[0]) for node in tree(data).iter("{*}alias")]
    assert titles == ["Figure 1 from Summary!A1:B3"]
    (records,) = (content for name, content in parts(data).items() if b"<chart id=" in content)
    assert b'range="A1:B3"' in records


WORDS = st.text(max_size=40)
NUMBERS = st.none() | st.decimals(allow_nan=False) | st.just(Decimal("1E+400"))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = draw(st.lists(WORDS, max_size=14))
    size = {"min_size": len(labels), "max_size": len(labels)}
    columns = draw(st.lists(st.tuples(WORDS, st.lists(NUMBERS, **size)), max_size=5))
    series = tuple(
        ChartSeries(words, tuple(None if n is None else amount(n) for n in numbers))
        for words, numbers in columns
    )
    kind = draw(st.sampled_from(ChartType))
    return Chart(kind, tuple(labels), series, "#,##0", draw(WORDS), draw(WORDS), HERE)


@given(drawn=charts())
def test_any_labels_and_amounts_give_whole_files(drawn: Chart) -> None:
    """Whatever stands in a sheet, the chart is well-formed and its workbook can be read."""
    root = etree.fromstring(chart_xml(drawn).encode())
    assert len(list(root.iter(f"{C}ser"))) == min(
        len(drawn.series), 1 if drawn.type is ChartType.DOUGHNUT else 5
    )
    assert workbook(chart_workbook(drawn)) is not None
