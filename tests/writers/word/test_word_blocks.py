"""Each block of a paper has its own style in the Word file, and there are no empty paragraphs."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from conftest import Build
from small_papers import (
    HERE,
    appendix,
    bullets,
    frame,
    item,
    letters,
    lines,
    numbers,
    paper,
    para,
    row,
    table,
    text,
)

from reportgen.model import (
    BlockQuote,
    CodeBlock,
    Heading,
    Numbering,
    RowKind,
    Scheme,
    ThematicBreak,
)


@pytest.mark.parametrize(("level", "style"), [(1, "Heading1"), (4, "Heading4"), (6, "Heading4")])
def test_a_heading_has_the_style_of_its_level(build: Build, level: int, style: str) -> None:
    """Headings are Word's own, so that its navigation knows them; the deepest share the fourth."""
    assert lines(build(paper(Heading(level, text("Purpose"), HERE)))) == [f"{style} | Purpose"]


def test_paragraphs_are_numbered_by_their_style(build: Build) -> None:
    """A numbered paragraph has the numbered style, one without a number has the plain one."""
    made = build(paper(para("One", number="1"), para("Plain")))
    assert lines(made) == ["NumberedParagraph | One", "BodyText | Plain"]


def test_an_unnumbered_paragraph_goes_on_under_the_one_before(build: Build) -> None:
    """`.unnumbered` in a numbered paper stands in line with the numbered text."""
    blocks = (para("One", number="1"), para("More", cls="unnumbered"))
    assert lines(build(paper(*blocks)))[1] == "ParagraphContinue | More"


def test_a_paper_without_numbers_has_no_numbered_styles(build: Build) -> None:
    """With `numbering: none` an unnumbered paragraph is one like the others."""
    made = build(paper(para("More", cls="unnumbered"), numbering=Numbering(Scheme.NONE)))
    assert lines(made) == ["BodyText | More"]


def test_lists_have_styles_by_depth(build: Build) -> None:
    """Bullets, numbers and sub-paragraphs each have their levels; the deepest share the last."""
    deep = bullets(item("a", bullets(item("b", bullets(item("c", bullets(item("d"))))))))
    sub = letters(item("e", letters(item("f", letters(item("g"))))))
    styles = [line.split(" | ")[0] for line in lines(build(paper(deep, sub)))]
    assert styles == [
        "ListBullet",
        "ListBullet2",
        "ListBullet3",
        "ListBullet3",
        "SubParagraph",
        "SubSubParagraph",
        "SubSubParagraph",
    ]


def test_depth_counts_lists_of_any_kind(build: Build) -> None:
    """Numbers under a bullet are set at the second level."""
    made = build(paper(bullets(item("a", numbers(item("b"))))))
    assert lines(made) == ["ListBullet | a", "ListNumber2 | b"]


def test_later_paragraphs_of_an_item_continue_it(build: Build) -> None:
    """The second paragraph of an item is indented with it and has no marker."""
    made = build(paper(bullets(item("a", "b")), letters(item("c", "d"))))
    assert lines(made) == [
        "ListBullet | a",
        "ListContinue | b",
        "SubParagraph | c",
        "SubParagraphContinue | d",
    ]


def test_an_item_keeps_its_marker_whatever_it_holds(build: Build) -> None:
    """An item that begins with code, or holds nothing, still has its bullet."""
    made = build(paper(bullets(item(CodeBlock("x = 1\n", HERE)), item())))
    assert lines(made) == ["ListBullet |", "CodeBlock | x = 1", "ListBullet |"]


def test_code_keeps_its_lines_and_tabs(build: Build) -> None:
    """A block of code is one paragraph, so that it is shaded as one."""
    code = CodeBlock("def f():\n\treturn {{ 1 }}\n\n# end\n", HERE, "python")
    assert lines(build(paper(code))) == ["CodeBlock | def f(): /  -> return {{ 1 }} /  / # end"]


def test_a_quotation_has_its_style_and_lists_in_it_theirs(build: Build) -> None:
    """Paragraphs of a quotation are quoted, also those of a quotation in it."""
    inner = BlockQuote((para("c"),), HERE)
    quote = BlockQuote((para("a"), bullets(item("b")), inner), HERE)
    assert lines(build(paper(quote))) == ["Quote | a", "ListBullet | b", "Quote | c"]


def test_a_break_is_three_stars(build: Build) -> None:
    """A thematic break is printed, not drawn."""
    assert lines(build(paper(ThematicBreak(HERE)))) == ["SectionBreak | * * *"]


def test_what_is_empty_prints_nothing(build: Build) -> None:
    """An empty heading, paragraph, quotation or block of code leaves no empty paragraph."""
    blocks = (Heading(1, (), HERE), para(), BlockQuote((), HERE), CodeBlock("", HERE), para("a"))
    assert lines(build(paper(*blocks))) == ["BodyText | a"]


def test_appendices_have_their_own_headings(build: Build) -> None:
    """Word prints "Appendix A" itself: the file holds the title alone."""
    appendices = (appendix("Tables", para("a")), appendix("Streams", para("b"), number="B"))
    assert lines(build(paper(para("text"), appendices=appendices))) == [
        "BodyText | text",
        "AppendixHeading | Tables",
        "BodyText | a",
        "AppendixHeading | Streams",
        "BodyText | b",
    ]


def test_sections_may_stand_in_places_of_their_own(build: Build) -> None:
    """A template may set each section where it likes, by its file's name."""
    made = build(paper(para("text")), frame("Before", "{{p section.purpose }}", "After"))
    assert lines(made) == [" | Before", "BodyText | text", " | After"]


def test_a_slot_may_stand_in_a_cell(build: Build) -> None:
    """A cell of the template takes blocks, and ends in a paragraph as Word wants it."""
    cell = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        '<w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>'
        "</w:tc></w:tr></w:tbl><w:p/>"
    )
    line = row(RowKind.LINE, "a")
    assert lines(build(paper(table(line)), frame(cell)))[0].startswith("row: ")
    assert lines(build(paper(para("a")), frame(cell)))[0] == "row: BodyText | a"


def test_what_announces_a_list_stays_with_it(build: Build) -> None:
    """ "The Board is asked to:" never stands alone at the foot of a page."""
    data = build(paper(para("We ask:", number="1"), bullets(item("note")), para("So be it.")))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    kept = re.findall(r'<w:pStyle w:val="(\w+)"/><w:keepNext/>', xml)
    assert kept == ["NumberedParagraph"]
