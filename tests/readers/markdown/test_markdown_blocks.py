"""What a file is made of: headings, lists, tables, figures, code, labels and directives."""

from __future__ import annotations

import pytest

from reportgen import walk
from reportgen.model import (
    PLAIN,
    Align,
    Attributes,
    Block,
    BlockQuote,
    BudgetDirective,
    CodeBlock,
    Figure,
    Footnote,
    Heading,
    List,
    ListStyle,
    Paragraph,
    RowKind,
    Table,
    Text,
    ThematicBreak,
)
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source


def read(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text that has no faults."""
    blocks, problems = read_markdown(text, "a.md")
    assert problems == ()
    return blocks


def problems(text: str) -> list[tuple[str, int]]:
    return [(item.code, item.source.line) for item in read_markdown(text, "a.md")[1]]


def plain(block: Block) -> str:
    assert isinstance(block, Paragraph | Heading)
    return walk.plain(block.content)


# --- blocks ---------------------------------------------------------------------------------


def test_headings_have_levels() -> None:
    """Both forms of Markdown headings are read, with one to six levels."""
    blocks = read("# a #\n\nb\n===\n\nc\n---\n\n###### d")
    assert [(plain(block), getattr(block, "level", 0)) for block in blocks] == [
        ("a", 1),
        ("b", 1),
        ("c", 2),
        ("d", 6),
    ]


def test_lists_have_style_start_and_tightness() -> None:
    """Bullets and numbers, their first number, and whether blank lines part the items."""
    first, second, third = read("- a\n- b\n\n7. c\n\n8. d\n\n* e\n  - f")
    assert isinstance(first, List)
    assert isinstance(second, List)
    assert isinstance(third, List)
    assert (first.style, first.start, first.tight, len(first.items)) == ("bullet", 1, True, 2)
    assert (second.style, second.start, second.tight) == (ListStyle.NUMBER, 7, False)
    inner = third.items[0].blocks[1]
    assert isinstance(inner, List)
    assert [plain(block) for block in inner.items[0].blocks] == ["f"]


def test_quotes_code_and_breaks_are_read() -> None:
    """Block quotes, both forms of code, and thematic breaks."""
    quote, fenced, indented, line = read("> a\n> b\n\n```python x\nc\n\n  d\n```\n\n    e\n\n***")
    assert isinstance(quote, BlockQuote)
    assert plain(quote.blocks[0]) == "a b"
    assert fenced == CodeBlock("c\n\n  d", Source("a.md", 4), "python")
    assert indented == CodeBlock("e", Source("a.md", 10))
    assert line == ThematicBreak(Source("a.md", 12))


# --- labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "attributes"),
    [
        ("{#par-x}", Attributes("par-x")),
        ("{#par-x .unnumbered}", Attributes("par-x", ("unnumbered",))),
        ("{.a .b}", Attributes("", ("a", "b"))),
        ("{-}", Attributes("", ("unnumbered",))),
        ("{ #x k='v w' }", Attributes("x", (), (("k", "v w"),))),
        ('{k="v.w" l=m%}', Attributes("", (), (("k", "v.w"), ("l", "m%")))),
    ],
)
def test_attributes_at_the_end_belong_to_the_block(written: str, attributes: Attributes) -> None:
    """Labels and classes are taken from paragraphs, headings and items, also on their own line."""
    for text in (f"words {written}", f"words{written}", f"words\n{written}", f"# words {written}"):
        (block,) = read(text)
        assert plain(block) == "words"
        assert getattr(block, "attributes", None) == attributes
    (items,) = read(f"- words {written}\n- other\n")
    assert isinstance(items, List)
    assert [item.attributes for item in items.items] == [attributes, PLAIN]
    assert [plain(item.blocks[0]) for item in items.items] == ["words", "other"]


@pytest.mark.parametrize(
    "text",
    ["a {b}", "a {}", "a {{ b }}", "a {b=}", r"a \{#b}", "a `{#b}`", "{b: c}", "a {x y=z"],
)
def test_what_does_not_read_as_attributes_stays_text(text: str) -> None:
    """Curly brackets that are no label are printed."""
    (block,) = read(text)
    assert getattr(block, "attributes", None) == PLAIN
    assert plain(block) == text.replace("\\", "").replace("`", "")


@pytest.mark.parametrize("text", ["a {#b, .c}", "a {#b} c", "{#b}", "a {#b #c}", "- a {#b}\n  c"])
def test_a_label_that_cannot_be_read_is_reported(text: str) -> None:
    """A label that would be printed is a mistake, and the author is told."""
    assert problems(text) == [("unread-label", 1)]


# --- tables and figures ---------------------------------------------------------------------

TABLE = "| a | b |\n|:-:|--:|\n| c | d \\| e |"


def test_a_table_has_columns_and_rows() -> None:
    """The first row is the heading; the divider says how columns are set."""
    (table,) = read(TABLE + "\n| `f \\| g` | |")
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == [Align.CENTER, Align.RIGHT]
    assert [row.kind for row in table.rows] == [RowKind.HEADING, RowKind.LINE, RowKind.LINE]
    cells = [[walk.plain(cell.content) for cell in row.cells] for row in table.rows]
    assert cells == [["a", "b"], ["c", "d | e"], ["f | g", ""]]


@pytest.mark.parametrize(
    "text",
    [
        TABLE + "\n\nTable: The *caption* {#tbl-x}",
        TABLE + "\n\n: The *caption* {#tbl-x}",
        TABLE + "\nTable: The *caption* {#tbl-x}",
        "Table: The *caption* {#tbl-x}\n\n" + TABLE,
        ": The *caption*\n{#tbl-x}\n" + TABLE,
    ],
)
def test_a_caption_stands_above_or_below_its_table(text: str) -> None:
    """Pandoc's caption paragraph becomes the table's caption and label."""
    (table,) = read(text)
    assert isinstance(table, Table)
    assert walk.plain(table.caption) == "The caption"
    assert table.attributes == Attributes("tbl-x")


def test_each_table_has_its_own_caption() -> None:
    """A caption between two tables is the upper one's, unless that has one already."""
    below = read(f"{TABLE}\n\n: one\n\n{TABLE}\n\n: two")
    above = read(f": one\n\n{TABLE}\n\n: two\n\n{TABLE}")
    touching = read(f"{TABLE}\n\n: two\n{TABLE}")
    captions = [
        [walk.plain(table.caption) for table in blocks if isinstance(table, Table)]
        for blocks in (below, above, touching)
    ]
    assert captions == [["one", "two"], ["one", "two"], ["", "two"]]


def test_a_table_stands_in_lists_and_quotes_too() -> None:
    """A table may belong to a paragraph of a list."""
    (items,) = read("- a\n\n  | b | c |\n  |---|---|\n  | d | e |\n\n  : cap")
    assert isinstance(items, List)
    table = items.items[0].blocks[1]
    assert isinstance(table, Table)
    assert walk.plain(table.caption) == "cap"


def test_a_table_with_uneven_rows_is_an_error() -> None:
    """The first row with too many or too few cells is named, and all text is kept."""
    text = "text\n\n| a | b |\n|---|---|\n| c | d |\n| e |"
    blocks, (problem,) = read_markdown(text, "a.md")
    assert (problem.code, problem.source.line) == ("uneven-table", 6)
    assert "the cells of this row (1)" in problem.message
    assert "e" in plain(blocks[1])


def test_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    """Its title is the caption, read as Markdown, and the paragraph's label is its label."""
    for text in (
        '![A chart](a.png "The *caption*"){#fig-x}',
        '![A chart](a.png "The *caption* {#fig-x}")',
    ):
        (figure,) = read(text)
        assert isinstance(figure, Figure)
        assert (figure.picture.target, figure.picture.alt) == ("a.png", "A chart")
        assert walk.plain(figure.caption) == "The caption"
        assert figure.attributes == Attributes("fig-x")


# --- directives -----------------------------------------------------------------------------


def test_a_budget_directive_has_a_sheet_and_options() -> None:
    """Each option has its own line, so that a fault in it can be found."""
    text = "text\n\n```{budget} Community Safety\n:caption: A: b\n\n:total:\n```"
    assert read(text)[1] == BudgetDirective(
        "Community Safety",
        (("caption", "A: b", Source("a.md", 4)), ("total", "", Source("a.md", 6))),
        Source("a.md", 3),
        caption=(Text("A: b"),),
    )


def test_a_directive_with_another_name_is_an_error() -> None:
    """The nearest known name is offered, and the text is kept."""
    (block,), (problem,) = read_markdown("~~~{budgte} A\n:b: c\n~~~", "a.md")
    assert problem.code == "unknown-directive"
    assert 'did you mean "budget"?' in problem.hint
    assert block == CodeBlock(":b: c", Source("a.md", 1))


def test_what_is_no_option_in_a_directive_is_an_error() -> None:
    """Text and options given twice are named with their lines."""
    text = "```{budget} A\n:b: c\ntext\n:b: d\n```"
    assert problems(text) == [("directive-text", 3), ("duplicate-option", 4)]


# --- footnotes ------------------------------------------------------------------------------


def notes(blocks: tuple[Block, ...]) -> list[Footnote]:
    return [note for block in blocks for note in walk.each(block, Footnote)]


def test_a_footnote_stands_at_its_mark() -> None:
    """A note's blocks are at its mark, also where it is marked twice or defined in a list."""
    text = 'a[^n] b[^n]\n\n[^n]: "note"\n\n    second\n\n- c[^m]\n\n  [^m]: other'
    first, second, third = notes(read(text))
    assert first.blocks == second.blocks
    assert [plain(block) for block in first.blocks] == ["“note”", "second"]
    assert [plain(block) for block in third.blocks] == ["other"]


def test_an_unknown_footnote_is_an_error_and_its_mark_is_kept() -> None:
    """The nearest footnote that there is, is offered."""
    blocks, found = read_markdown("a[^not] b[^note]\n\n[^note]: x", "a.md")
    assert [problem.code for problem in found] == ["unknown-footnote"]
    assert 'did you mean "note"?' in found[0].hint
    assert plain(blocks[0]) == "a[^not] b"


def test_a_footnote_that_is_not_used_is_printed_at_the_end() -> None:
    """Its text is not lost, and its author is told."""
    blocks, found = read_markdown("[^n]: words\n\ntext", "a.md")
    assert [plain(block) for block in blocks] == ["text", "words"]
    assert [(problem.code, problem.source.line) for problem in found] == [("unused-footnote", 1)]


def test_a_footnote_written_twice_is_an_error() -> None:
    """Neither text is lost."""
    blocks, found = read_markdown("a[^n]\n\n[^n]: one\n\n[^N]: two", "a.md")
    assert [plain(block) for block in blocks] == ["a", "two"]
    assert [(problem.code, problem.source.line) for problem in found] == [("duplicate-footnote", 5)]


def test_a_footnote_may_begin_on_the_line_below_its_name() -> None:
    """Its name is one place, its text another."""
    blocks = read("a[^n]\n\n[^n]:\n    one @par-x")
    (note,) = notes(blocks)
    assert [block.source.line for block in note.blocks] == [4]


def test_a_footnote_in_a_footnote_is_an_error() -> None:
    """Word has none; the mark is kept as text."""
    _, found = read_markdown("a[^n]\n\n[^n]: one[^m]\n\n[^m]: two[^m]", "a.md")
    assert [(problem.code, problem.source.line) for problem in found] == [
        ("note-in-note", 3),
        ("note-in-note", 5),
        ("unused-footnote", 5),
    ]


def test_a_line_below_a_footnote_that_is_not_indented_is_reported() -> None:
    """It is not part of the note, though it looks like it."""
    blocks, found = read_markdown("a[^n]\n\n[^n]: one\ntwo", "a.md")
    assert plain(blocks[1]) == "two"
    assert [(problem.code, problem.source.line) for problem in found] == [("footnote-ends", 4)]


def test_text_of_a_quotation_is_one_text() -> None:
    """Neighbouring texts are one node, with single spaces between words."""
    (block,) = read("a   b &amp;\n  c")
    assert isinstance(block, Paragraph)
    assert block.content == (Text("a b & c"),)
