"""Tables and captions read out of a Word file."""

from __future__ import annotations

from word_files.faulty import (
    BULLET_LIST,
    cell,
    item,
    letter,
    p,
    picture,
    r,
    row,
    table,
    with_picture,
)
from word_reading import outline, read, said

from reportgen.model import Align, Figure, Table

FIRST_ROW = '<w:tblLook w:val="04A0"/>'
HEADER = "<w:tblHeader/>"
HEADS = row(cell("Area"), cell("£"))
LINE = row(cell("North"), cell("400"))


def caption(words: str) -> str:
    return p(r(words), style="Caption")


def test_rows_and_cells_become_a_table() -> None:
    """Without a word about headings, all rows are lines."""
    assert outline(letter(table(HEADS, LINE))) == "Area | £\n  North | 400"


def test_the_first_rows_are_headings_where_the_file_says_so() -> None:
    """By "Repeat as header row", or by the look of the table."""
    repeated = table(row(cell("Area"), cell("£"), more=HEADER), LINE)
    for made in (repeated, table(HEADS, LINE, look=FIRST_ROW)):
        assert outline(letter(made)) == "= Area | £\n  North | 400"


def test_bold_headings_are_just_headings() -> None:
    """The template says how they look."""
    heads = row(cell(p(r("Area", "<w:b/>"))), cell(p(r("£", "<w:b/>"))))
    assert outline(letter(table(heads, LINE, look=FIRST_ROW))) == "= Area | £\n  North | 400"


def test_merged_cells_stand_in_the_first_of_their_columns_and_rows() -> None:
    """The others are empty."""
    wide = cell("Both", more='<w:gridSpan w:val="2"/>')
    high = cell("North", more='<w:vMerge w:val="restart"/>')
    rows = [
        row(wide, cell("£")),
        row(high, cell("a"), cell("1")),
        row(cell(more="<w:vMerge/>"), cell("b"), cell("2")),
    ]
    (made,), _ = read(letter(table(*rows)))
    assert isinstance(made, Table)
    assert [len(line.cells) for line in made.rows] == [3, 3, 3]
    assert outline(letter(table(*rows))) == "Both |  | £\n  North | a | 1\n   | b | 2"


def test_a_cell_over_all_columns_is_a_group_or_a_note() -> None:
    """A note if nothing stands below it."""
    whole = '<w:gridSpan w:val="2"/>'
    rows = [row(cell("Youth", more=whole)), LINE, row(cell("Before tax", more=whole))]
    assert outline(letter(table(*rows))) == "# Youth\n  North | 400\n> Before tax"


def test_amounts_are_set_to_the_right() -> None:
    """A column of numbers is one of amounts; a column of words is not."""
    (made,), _ = read(letter(table(HEADS, LINE, row(cell("South"), cell("–")), look=FIRST_ROW)))
    assert isinstance(made, Table)
    assert [(column.align, column.is_amount) for column in made.columns] == [
        (Align.LEFT, False),
        (Align.RIGHT, True),
    ]


def test_a_cell_keeps_its_paragraphs_and_its_points() -> None:
    """As lines of one cell."""
    inside = cell("First", item("point", 0, BULLET_LIST), item("one"), p(picture()))
    data = with_picture(table(row(inside, cell("b"))))
    assert outline(data) == "First / • point / 1. one / [A map] | b"


def test_a_table_within_a_table_is_lines_of_its_cell() -> None:
    """Its cells with a stroke between them, and a warning."""
    data = letter(table(row(cell("Main"), cell(table(HEADS, LINE), "in all"))))
    assert outline(data) == "Main | Area | £ / North | 400 / in all"
    assert said(data) == [
        'a table within a table of the Word file is set as plain text: "Area | £"'
    ]


def test_a_table_without_text_is_none() -> None:
    """Such as one that drew a line."""
    assert outline(letter("a", table(row(cell(), cell())))) == "a"


def test_a_cell_of_a_million_columns_fills_no_memory() -> None:
    """Word has 63 at most."""
    data = letter(table(row(cell("a", more='<w:gridSpan w:val="1000000"/>'))))
    (made,), _ = read(data)
    assert isinstance(made, Table)
    assert len(made.columns) == 63


def test_a_caption_above_a_table_is_its_caption() -> None:
    """Without "Table 1": the paper numbers its captions itself."""
    for words in ("Table 1: Funding", "Table 1 – Funding", "Table 2.1 Funding", "Funding"):
        data = letter(caption(words), table(HEADS, LINE))
        assert outline(data) == "Table A1  Funding\n  Area | £\n  North | 400", words


def test_a_caption_below_a_picture_is_its_caption() -> None:
    """And one between a picture and a table goes where its first word says."""
    for words, kinds in (("Figure 1: The north", (True, False)), ("Table 1: It", (False, True))):
        data = with_picture(p(picture()), caption(words), table(HEADS, LINE))
        blocks, _ = read(data)
        figure, made = blocks
        assert isinstance(figure, Figure)
        assert isinstance(made, Table)
        assert (bool(figure.caption), bool(made.caption)) == kinds


def test_a_caption_with_nothing_beside_it_is_a_paragraph() -> None:
    """With all its words."""
    assert outline(letter("a", caption("Table 1: Funding"), "b")) == "a\n\nTable 1: Funding\n\nb"


def test_a_caption_of_a_number_alone_stays_as_it_is() -> None:
    """There would be nothing left of it."""
    data = letter(caption("Table 1"), table(HEADS, LINE))
    assert outline(data) == "Table 1\n\n  Area | £\n  North | 400"


def test_a_text_that_names_a_caption_by_its_number_is_reported() -> None:
    """Table 1 is Table A1 now."""
    data = letter(caption("Table 1: Funding"), table(HEADS, LINE), "See Table 1.")
    assert said(data) == [
        'a caption is numbered anew, and the text names its old number: "Table 1"'
    ]
