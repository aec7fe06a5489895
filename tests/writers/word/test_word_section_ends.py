"""The text's section ends before the appendices, whatever stands around them in the template."""

from __future__ import annotations

import pytest
from conftest import Build, Faults, Pages
from small_appendices import LONG, budget, continued, landscape, sections, with_appendices
from small_papers import W, appendix, frame, lines, paper, para, tree


def test_the_text_before_the_appendices_ends_its_section_in_its_last_paragraph(
    build: Build,
) -> None:
    """There is no empty paragraph between the sections, and no page for one."""
    data = build(with_appendices(appendix("First", para("x"))))
    assert lines(data) == ["BodyText | The text.", "AppendixHeading | First", "BodyText | x"]
    assert [section.getparent().tag for section in sections(data)] == [W + "pPr", W + "body"]


def test_a_template_s_own_text_before_the_appendices_ends_the_section(build: Build) -> None:
    """A sign-off of the template's stands between the text and the appendices."""
    data = build(
        with_appendices(appendix("First")),
        frame("{{p body }}", "Signed", "{{p appendices }}"),
    )
    (signed,) = (node for node in tree(data)[0] if "".join(node.itertext()) == "Signed")
    assert signed.find(f"{W}pPr/{W}sectPr") is not None


@pytest.mark.parametrize("number", ["A", "B"])
def test_a_section_that_ends_in_a_table_ends_in_a_thin_line(build: Build, number: str) -> None:
    """Word keeps a section's end in a paragraph; the line is too thin to need a page."""
    data = build(paper(budget(), appendices=(appendix("First", budget()), appendix("B"))))
    ends = [section.getparent().getparent() for section in sections(data)[:-1]]
    assert [end.find(f"{W}pPr/{W}spacing").get(W + "line") for end in ends] == ["20", "20"]


def test_what_a_template_prints_behind_the_appendices_is_no_appendix(
    build: Build, pages: Pages
) -> None:
    """It begins a page with the running header, and does not say that an appendix goes on."""
    template = frame("{{p body }}", "{{p appendices }}", "Printed by the Board", *["More"] * 60)
    found = pages(build(with_appendices(appendix("First", *LONG)), template))
    (start,) = (n for n, page in enumerate(found) if "Printed by the Board" in page)
    goes_on = continued(found)
    assert goes_on[start - 1] == "Appendix A – continued"
    assert set(goes_on[start:]) == {""}
    assert len(found) > start + 1
    assert "Crime Board, 22 March 2022" in found[start]


def test_empty_paragraphs_at_the_end_of_a_template_are_no_page(build: Build, pages: Pages) -> None:
    """A return too many behind the tag for the appendices changes nothing."""
    template = frame("{{p body }}", "{{p appendices }}", "<w:p/>")
    found = pages(build(with_appendices(appendix("First", para("x"))), template))
    assert len(found) == 2


def test_a_template_with_a_break_before_its_appendices_has_no_second_one(
    build: Build, pages: Pages
) -> None:
    """A designer may begin a section of their own there; its end is respected."""
    named = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{kind}_{pages}"/>'
        for kind in ("header", "footer")
        for pages in ("first", "default")
    )
    end = (
        f'<w:p><w:pPr><w:sectPr>{named}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr>'
        "<w:r><w:t>Signed</w:t></w:r></w:p>"
    )
    data = build(with_appendices(appendix("First")), frame("{{p body }}", end, "{{p appendices }}"))
    assert len(sections(data)) == 2
    assert len(pages(data)) == 2


CELL = (
    '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/>'
    "</w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{p appendices }}</w:t></w:r></w:p><w:p/></w:tc></w:tr>"
    "</w:tbl>"
)


def test_appendices_in_a_cell_of_the_template_are_printed_there(build: Build) -> None:
    """Sections cannot stand in a table: the appendices are printed without pages of their own."""
    template = frame("{{p body }}", CELL, "after")
    data = build(with_appendices(appendix("First", para("x"))), template)
    assert len(sections(data)) == 1
    assert "First" in "".join(tree(data).itertext())


def test_a_landscape_appendix_cannot_stand_in_a_cell(faults: Faults) -> None:
    """What cannot be printed as asked is said, with what to do."""
    made = with_appendices(landscape(appendix("Wide")))
    (problem,) = faults(made, frame("{{p body }}", CELL, "after"))
    assert problem.code == "template-slot"
    assert "inside a table" in problem.message
    assert "{{p appendices }}" in problem.hint
