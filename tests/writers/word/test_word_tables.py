"""A table is as wide as the text, whole at its ends, and its amounts stand under each other."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Build
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from small_papers import W, appendix, item, lines, numbers, paper, para, row, table, text, tree

from reportgen.model import Align, Attributes, Column, Paragraph, RowKind, Table
from reportgen.writers.word.column_widths import column_widths

HEADING, LINE, TOTAL = RowKind.HEADING, RowKind.LINE, RowKind.TOTAL
BUDGET = table(
    row(HEADING, "Fund", "£000"),
    row(RowKind.GROUP, "Community safety", ""),
    row(LINE, "Local partnerships", "1,200"),
    row(LINE, "Less transfers", "(300)"),
    row(RowKind.SUBTOTAL, "Sub-total", "900"),
    row(RowKind.FUNDING, "Grant", "(100)"),
    row(TOTAL, "Total", "800"),
    row(RowKind.NOTE, "Rounded.", ""),
    amounts=(1,),
)


def test_each_row_has_the_styles_of_its_kind(build: Build) -> None:
    """Text and amounts have the paragraph style of their row; a bracket has its room."""
    assert lines(build(paper(BUDGET))) == [
        "TableGroup | Community safety",
        "row: TableHeading | Fund || TableHeadingAmount | £000",
        "row: TableText | Local partnerships || TableTextAmount | 1,200",
        "row: TableText | Less transfers || TableTextAmountBracketed | (300)",
        "row: TableSubtotal | Sub-total || TableSubtotalAmount | 900",
        "row: TableText | Grant || TableTextAmountBracketed | (100)",
        "row: TableTotal | Total || TableTotalAmount | 800",
        "TableNote | Rounded.",
    ]


def test_each_group_is_a_table_of_its_own(build: Build) -> None:
    """Its caption stands above it, and the headings again: no cell is merged or empty.

    A screen reader says a heading with each amount, and a merged cell belongs to no column.
    """
    groups = table(
        row(HEADING, "Fund", "Lead", "£000"),
        row(LINE, "Analysts", "", "210"),
        row(RowKind.GROUP, "Young people", "", ""),
        row(LINE, "Mentoring", "Youth team", "120"),
        row(RowKind.NOTE, "For one year.", "", ""),
        row(RowKind.GROUP, "Neighbourhoods", "", ""),
        row(LINE, "Wardens", "Councils", ""),
        row(TOTAL, "Total", "", "330"),
        amounts=(2,),
    )
    data = build(paper(replace(groups, caption=text("Funds"), number="1")))
    heading = "row: TableHeading | Fund || TableHeading | Lead || TableHeadingAmount | £000"
    assert lines(data)[1:] == [
        heading,
        "row: TableText | Analysts || TableText | – || TableTextAmount | 210",
        "TableGroup | Young people",
        heading,
        "row: TableText | Mentoring || TableText | Youth team || TableTextAmount | 120",
        "TableNote | For one year.",
        "TableGroup | Neighbourhoods",
        heading,
        "row: TableText | Wardens || TableText | Councils || TableTextAmount | –",
        "row: TableTotal | Total || TableTotal | – || TableTotalAmount | 330",
        "BodyText |",
    ]
    titles = [node.get(W + "val") for node in tree(data).iter(W + "tblCaption")]
    assert titles == ["Funds", "Funds – Young people", "Funds – Neighbourhoods"]
    assert not any(True for _ in tree(data).iter(W + "gridSpan", W + "vMerge"))


def test_heading_rows_repeat_and_no_row_splits(build: Build) -> None:
    """Readers of the second page, and of a screen reader, know what a column holds."""
    rows = _rows(build(paper(BUDGET)))
    assert [_has(row, "trPr/tblHeader") for row in rows] == [True] + [False] * 5
    assert all(_has(row, "trPr/cantSplit") for row in rows)


def test_a_table_that_fits_on_a_page_stays_whole(build: Build) -> None:
    """Nobody has to turn the page between a line and its total."""
    assert _kept(build(paper(BUDGET))) == "yes " * 5 + "yes"


def test_a_longer_table_splits_but_never_at_its_ends(build: Build) -> None:
    """Header and first line stay together, and totals and notes with the row before them."""
    lines_of_it = [row(LINE, str(number)) for number in range(40)]
    long = table(row(HEADING, "a"), *lines_of_it, row(TOTAL, "b"), row(RowKind.NOTE, "c"))
    assert _kept(build(paper(long))) == "yes yes " + "no " * 38 + "yes yes"


def test_rows_have_the_rules_that_the_template_gives_them(build: Build) -> None:
    """The template's style "Row Total" says how a total is ruled; the writer copies it."""
    rows = _rows(build(paper(BUDGET)))
    edges = [node.tag.removeprefix(W) for node in rows[5].find(_path("tc/tcPr/tcBorders"))]
    assert edges == ["top", "bottom"]
    assert rows[1].find(_path("tc/tcPr/tcBorders")) is None


def test_a_caption_stands_above_and_is_numbered_by_word(build: Build) -> None:
    """The caption holds Word's own counter, with the right number stored in it."""
    captioned = replace(BUDGET, caption=text("Funds"), number="3")
    first = lines(build(paper(captioned)))[0]
    label = "{CaptionLabel: Table\u00a0}{SEQ Table \\* ARABIC = {CaptionLabel: 3}}"
    assert first == f"Caption | {label}\u2002Funds"


def test_a_table_is_described_for_screen_readers(build: Build) -> None:
    """The caption is the table's title, and `alt="..."` its description."""
    about = Attributes(pairs=(("alt", "What each fund costs"),))
    data = build(paper(replace(BUDGET, caption=text("Funds"), number="1", attributes=about)))
    properties = tree(data).find(f".//{W}tblPr")
    assert properties.find(W + "tblCaption").get(W + "val") == "Funds – Community safety"
    assert properties.find(W + "tblDescription").get(W + "val") == "What each fund costs"


def test_columns_of_a_typed_table_keep_their_alignment(build: Build) -> None:
    """A right-aligned column is set like amounts, a centred one is centred."""
    columns = (Column(), Column(Align.CENTER), Column(Align.RIGHT))
    typed = replace(
        table(row(HEADING, "a", "b", "c"), row(LINE, "d", "e", "f (g)")), columns=columns
    )
    data = build(paper(typed))
    assert lines(data)[1] == "row: TableText | d || TableText | e || TableTextAmount | f (g)"
    centred = [_has(cell, "p/pPr/jc") for cell in _rows(data)[1].iter(W + "tc")]
    assert centred == [False, True, False]


def test_a_group_row_with_amounts_keeps_them(build: Build) -> None:
    """A group's row leaves the table only when there is nothing else in it to lose."""
    mixed = table(row(RowKind.GROUP, "Fund", "12"), amounts=(1,))
    assert lines(build(paper(mixed)))[0] == "row: TableGroup | Fund || TableGroupAmount | 12"


def test_two_tables_never_touch(build: Build) -> None:
    """Word would make one table of two; the line between them is a thin one."""
    plain = table(row(HEADING, "Fund"), row(LINE, "Analysts"))
    data = build(paper(plain, plain, para("after")))
    tags = [node.tag.removeprefix(W) for node in tree(data)[0]]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_at_the_end_of_the_text_is_followed_by_a_paragraph(build: Build) -> None:
    """A document whose last block is a table is one that Word would mend."""
    plain = table(row(HEADING, "Fund"), row(LINE, "Analysts"))
    alone = build(paper(plain))
    followed = build(paper(plain, appendices=(appendix("T"),)))
    for data in (alone, followed):
        tags = [node.tag.removeprefix(W) for node in tree(data)[0]]
        assert tags[:2] == ["tbl", "p"]
        assert tags[-2:] == ["p", "sectPr"]


def test_text_after_a_table_keeps_its_distance(build: Build) -> None:
    """Word knows no space after a table, so the paragraph that follows it has some before."""
    plain = table(row(HEADING, "Fund"), row(LINE, "Analysts"))
    data = build(paper(plain, para("a", number="1"), para("b", number="2")))
    spaced = [_has(node, "pPr/spacing") for node in tree(data)[0].findall(W + "p")]
    assert spaced == [True, False]


def test_a_table_is_as_wide_as_the_text(build: Build) -> None:
    """The columns add up to the page's text, and the overhang that keeps cell texts in line."""
    data = build(paper(BUDGET))
    widths = [int(node.get(W + "w")) for node in tree(data).iter(W + "gridCol")]
    assert sum(widths) == 11906 - 2 * 1417 + 2 * 85
    assert int(tree(data).find(f".//{W}tblW").get(W + "w")) == sum(widths)


def test_a_table_in_an_appendix_and_in_a_list_is_a_table(build: Build) -> None:
    """A table may stand wherever blocks may."""
    data = build(paper(numbers(item("a", BUDGET)), appendices=(appendix("T", BUDGET),)))
    assert len(list(tree(data).iter(W + "tbl"))) == 2


def test_thousands_of_rows_are_one_table(build: Build) -> None:
    """A list of all spending of a month is printed whole."""
    long = table(row(HEADING, "a", "b"), *(row(LINE, str(n), "1") for n in range(2_000)))
    assert len(_rows(build(paper(long)))) == 2_001


def test_amounts_get_the_room_they_need() -> None:
    """A column of amounts is never so narrow that an amount breaks, and no wider than it must."""
    label, first, second = column_widths(
        table(
            row(HEADING, "Programme", "2021/22", "2022/23"),
            row(LINE, "A long description of what is paid for here", "1,250,000", "(1,250,000)"),
            amounts=(1, 2),
        ),
        9000,
    )
    assert 1100 < first < 1700
    assert first < second < 1900
    assert label == 9000 - first - second


def test_where_room_is_short_words_break_before_amounts() -> None:
    """An amount that breaks reads as two; a word that breaks is still that word."""
    widths = column_widths(
        table(
            row(HEADING, "Partnership", "First", "Second", "Third", "Fourth", "Neighbourhood"),
            row(LINE, "Wolverhampton", *(["1,234,567"] * 4), "Responsibilities"),
            amounts=(1, 2, 3, 4),
        ),
        9000,
    )
    assert sum(widths) == 9000
    assert min(widths[1:5]) > 1300


CELLS = st.text(st.characters(codec="utf-8"), max_size=90)


@given(st.integers(1, 9).flatmap(lambda n: _tables(n)), st.integers(600, 16_000))
def test_columns_share_the_width_to_the_last_unit(any_table: Table, width: int) -> None:
    """Whatever a table holds, its columns fill the width exactly and none is lost."""
    widths = column_widths(any_table, width)
    assert sum(widths) == width
    assert min(widths) > 0


def _tables(columns: int) -> st.SearchStrategy[Table]:
    rows = st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=5)
    amounts = st.sets(st.integers(0, columns - 1)).map(tuple)
    return st.builds(
        lambda found, which: table(*(row(LINE, *cells) for cells in found), amounts=which),
        rows,
        amounts,
    )


@pytest.mark.parametrize("blocks", [(BUDGET,), (para("a"), BUDGET)])
def test_the_first_block_of_a_section_may_be_anything(
    build: Build, blocks: tuple[Paragraph | Table, ...]
) -> None:
    """A section need not begin with a paragraph."""
    assert "row: TableTotal | Total || TableTotalAmount | 800" in lines(build(paper(*blocks)))


def _rows(data: bytes) -> list[Any]:
    return list(tree(data).iter(W + "tr"))


def _path(path: str) -> str:
    return "/".join(W + name for name in path.split("/"))


def _has(node: Any, path: str) -> bool:
    return node.find(_path(path)) is not None


def _kept(data: bytes) -> str:
    """Tell for each row whether all its paragraphs stay with the next row."""
    kept = []
    for each in _rows(data):
        marks = {_has(node, "pPr/keepNext") for node in each.iter(W + "p")}
        kept.append("yes" if marks == {True} else "no" if marks == {False} else "mixed")
    return " ".join(kept)
