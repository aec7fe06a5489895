"""Appendices have sections of Word's own: running headers that say so, and landscape pages."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from conftest import Build, Pages
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from msgspec.structs import replace
from small_appendices import (
    CONTINUED,
    LONG,
    budget,
    continued,
    landscape,
    sections,
    with_appendices,
)
from small_papers import (
    HERE,
    HOUSE,
    R,
    W,
    appendix,
    changed,
    frame,
    para,
    part,
    row,
    table,
    tree,
)

from reportgen.model import Appendix, RowKind, WordFile

EDGES = ("header1", "header2", "footer1", "footer2")
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)


def headers(data: bytes, section: Any) -> dict[str, str]:
    """Return the text of each header that a section names, by its pages."""
    relations = {
        node.get("Id"): node.get("Target") for node in tree(data, "word/_rels/document.xml.rels")
    }
    return {
        node.get(W + "type"): "".join(
            piece.text or ""
            for piece in tree(data, "word/" + relations[node.get(R + "id")]).iter(W + "t")
        )
        for node in section.iter(W + "headerReference")
    }


# --- running headers --------------------------------------------------------------------------


def test_each_page_beyond_an_appendix_s_first_says_which_goes_on(
    build: Build, pages: Pages
) -> None:
    """The first page of an appendix has its heading; the others say that it is continued."""
    first, second = appendix("First", *LONG), appendix("Second", *LONG, number="B")
    found = pages(build(with_appendices(first, second)))
    goes_on = continued(found)
    assert goes_on[:2] == ["", ""]
    assert set(goes_on[2:]) == {"Appendix A – continued", "", "Appendix B – continued"}
    starts = [n for n, page in enumerate(found) if "First" in page or "Second" in page]
    assert [n for n, shown in enumerate(goes_on) if not shown] == [0, *starts]


def test_an_appendix_s_pages_are_none_too_many(build: Build, pages: Pages) -> None:
    """The break before a section and the one before its heading are one: no page is blank."""
    short = (appendix("First", para("x")), landscape(appendix("Second", para("y"), number="B")))
    found = pages(build(with_appendices(*short, appendix("Third", number="C"))))
    assert len(found) == 4
    assert ["The text" in found[0], "First" in found[1], "Second" in found[2]] == [True] * 3
    assert [f"Page {n} of 4" in page for n, page in enumerate(found, start=1)] == [True] * 4


def test_an_appendix_begins_below_the_running_header(build: Build, pages: Pages) -> None:
    """The header of the paper's front page is for that page alone."""
    data = build(with_appendices(appendix("First")), HOUSE.read_bytes())
    found = pages(data)
    assert ["Crime Board, 22 March 2022" in page for page in found] == [False, True]
    front, own = sections(data)
    assert headers(data, own)["first"] == headers(data, front)["default"]


def test_the_running_line_is_a_field_with_its_words_stored(build: Build) -> None:
    """Word takes the appendix from its heading; every other program shows what is stored."""
    data = build(with_appendices(appendix("First"), appendix("Second", number="B")))
    shown = [headers(data, section).get("default", "") for section in sections(data)]
    assert [CONTINUED.findall(line) for line in shown] == [
        [],
        ["Appendix A – continued"],
        ["Appendix B – continued"],
    ]
    codes = [
        node.text.strip()
        for name in ("header3", "header4")
        for node in tree(data, f"word/{name}.xml").iter(W + "instrText")
    ]
    assert codes == [r'STYLEREF "Appendix Heading" \n'] * 2


def test_numbered_appendices_go_on_by_their_number(build: Build, pages: Pages) -> None:
    """In a paper with Appendix 1 the running line says so, and follows that heading's style."""
    data = build(with_appendices(appendix("First", *LONG, number="1")))
    assert "Appendix 1 – continued" in continued(pages(data))
    assert "Numeric Appendix Heading" in part(data, "word/header3.xml").decode()


def test_a_header_s_picture_is_there_in_its_copies(build: Build) -> None:
    """A crest in the running header stands in the headers of appendices too."""
    data = build(with_appendices(landscape(appendix("First"))), with_crest())
    copies = [name for name in ("header3", "header4") if b"a:blip" in header(data, name)]
    assert copies == ["header3", "header4"]
    ids = [
        node.get("id")
        for name in ("header2", *copies)
        for node in tree(data, f"word/{name}.xml").iter("{*}docPr")
    ]
    assert len(set(ids)) == 3


def header(data: bytes, name: str) -> bytes:
    links = part(data, f"word/_rels/{name}.xml.rels")
    assert b"image" in links
    return part(data, f"word/{name}.xml")


def with_crest() -> bytes:
    """Return a template with a picture in its running header."""
    document = docx.Document(io.BytesIO(frame()))
    line = document.sections[0].header.paragraphs[-1]
    line.add_run().add_picture(io.BytesIO(PICTURE), width=Cm(1))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_template_without_headers_has_the_running_line_alone(build: Build, pages: Pages) -> None:
    """Nothing of a template's is needed to say that an appendix goes on."""
    without = dict.fromkeys(
        ("word/document.xml", "word/_rels/document.xml.rels"), _without_references
    )
    gone = {f"word/{name}.xml": lambda _: None for name in EDGES}
    bare = changed(frame(), {**without, **gone, "[Content_Types].xml": _without_references})
    data = build(with_appendices(appendix("First", *LONG)), bare)
    assert "Appendix A – continued" in continued(pages(data))
    assert headers(data, sections(data)[1])["first"] == ""


def _without_references(xml: bytes) -> bytes:
    for named in (rb"w:%sReference", rb'Relationship[^>]*/%s"', rb"Override[^>]*/%s\d"):
        xml = re.sub(rb"<" + named % rb"(?:header|footer)" + rb"[^>]*/>", b"", xml)
    return xml


def test_even_pages_say_it_too(build: Build) -> None:
    """Where a template has other headers on even pages, these have the running line as well."""

    def with_even(xml: bytes) -> bytes:
        return xml.replace(
            b"<w:headerReference",
            b'<w:headerReference w:type="even" r:id="header_default"/><w:headerReference',
            1,
        )

    def settings(xml: bytes) -> bytes:
        return xml.replace(
            b"<w:characterSpacingControl", b"<w:evenAndOddHeaders/><w:characterSpacingControl"
        )

    template = changed(frame(), {"word/document.xml": with_even, "word/settings.xml": settings})
    data = build(with_appendices(appendix("First")), template)
    shown = headers(data, sections(data)[1])
    assert [CONTINUED.findall(shown[pages]) != [] for pages in ("even", "default", "first")] == [
        True,
        True,
        False,
    ]


def test_the_same_paper_gives_the_same_bytes(build: Build) -> None:
    """Headers are copied in one order, under the same names."""
    made = with_appendices(appendix("First"), landscape(appendix("Wide", number="B")))
    assert build(made) == build(made)


# --- landscape --------------------------------------------------------------------------------


def test_landscape_pages_are_those_of_the_appendix_that_asks(
    build: Build, pages: Pages, tmp_path: Path
) -> None:
    """Only that appendix is turned, on all of its pages."""
    data = build(
        with_appendices(
            appendix("First", para("x")),
            landscape(appendix("Wide", *LONG, number="B")),
            appendix("Third", para("z"), number="C"),
        )
    )
    found = pages(data)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        turned = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    wide = ["Wide" in page or "Appendix B – continued" in page for page in found]
    assert turned == wide
    assert sum(wide) > 1


def test_the_text_of_a_landscape_page_has_the_same_margins(build: Build) -> None:
    """Paper is turned, the distance of the text from its edges stays."""
    upright, turned = sections(build(with_appendices(landscape(appendix("Wide")))))
    sizes = [section.find(W + "pgSz").attrib for section in (upright, turned)]
    assert sizes[1][W + "orient"] == "landscape"
    assert sizes[0][W + "w"] == sizes[1][W + "h"]
    margins = [dict(section.find(W + "pgMar").attrib) for section in (upright, turned)]
    assert margins[0] == margins[1]


def test_a_table_on_a_landscape_page_is_as_wide_as_its_text(build: Build) -> None:
    """A sheet with many columns is what landscape pages are for."""
    wide = landscape(appendix("Wide", budget(), number="B"))
    data = build(with_appendices(appendix("First", budget()), wide))
    first, second = (
        sum(int(node.get(W + "w")) for node in grid) for grid in tree(data).iter(W + "tblGrid")
    )
    assert second - first == 16838 - 11906


def test_a_table_too_tall_for_a_landscape_page_begins_under_its_heading(
    build: Build, pages: Pages
) -> None:
    """A table that would stay whole on an upright page leaves no heading alone on a turned one."""
    tall = table(*(row(RowKind.LINE, f"Line {n}", "x") for n in range(28)))
    found = pages(build(with_appendices(landscape(appendix("Wide", tall)))))
    assert "Appendix A Wide Line 0" in found[1].replace(" x", "")
    assert len(found) == 3


def test_headers_of_landscape_pages_reach_their_margin(build: Build, tmp_path: Path) -> None:
    """The lines of header and footer have the styles with a landscape page's tab stops."""
    data = build(with_appendices(landscape(appendix("Wide"))))
    relations = {
        node.get("Id"): node.get("Target") for node in tree(data, "word/_rels/document.xml.rels")
    }
    _, turned = sections(data)
    for node in [*turned.iter(W + "headerReference", W + "footerReference")]:
        named = part(data, "word/" + relations[node.get(R + "id")]).decode()
        assert re.search('w:val="(?:Header|Footer)Landscape"', named)
        assert 'w:val="Header"' not in named


# --- Word files as appendices -----------------------------------------------------------------


def letter(*paragraphs: str, header: str = "", turned: bool = False, breaks: bool = False) -> bytes:
    """Return a Word file of somebody else's."""
    document = docx.Document()
    section = document.sections[0]
    if turned:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    if header:
        section.header.paragraphs[0].text = header
    for words in paragraphs:
        document.add_paragraph(words)
    document.paragraphs[0].paragraph_format.page_break_before = breaks or None
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def carried(title: str, data: bytes, number: str) -> Appendix:
    return replace(appendix(title, number=number), document=WordFile(data, HERE))


LETTER = tuple(f"Paragraph {n} of a letter that goes on for more than a page." for n in range(70))


@pytest.mark.parametrize("is_last", [True, False])
def test_a_word_file_begins_under_its_heading(build: Build, pages: Pages, is_last: bool) -> None:
    """It needs no page more than by itself, and its further pages say which appendix they are."""
    after = () if is_last else (appendix("Third", *LONG, number="C"),)
    letters = carried("Letter", letter(*LETTER), "B")
    found = pages(build(with_appendices(appendix("First", para("x")), letters, *after)))
    of_letter = [n for n, page in enumerate(found) if "of a letter" in page]
    assert "Appendix B Letter" in found[of_letter[0]]
    goes_on = continued(found)
    assert [goes_on[n] for n in of_letter] == [
        "",
        *["Appendix B – continued"] * (len(of_letter) - 1),
    ]
    assert of_letter == list(range(2, 2 + len(of_letter)))
    if is_last:
        assert len(found) == of_letter[-1] + 1
    else:
        assert "Appendix C Third" in found[of_letter[-1] + 1]


def test_a_word_file_keeps_its_own_header_and_page(
    build: Build, pages: Pages, tmp_path: Path
) -> None:
    """What stands at the top of its pages is its own, and what was landscape is."""
    data = letter(*LETTER, header="Ministry of Justice", turned=True)
    made = with_appendices(carried("Letter", data, "A"), appendix("Last", number="B"))
    found = pages(build(made))
    own = ["Ministry of Justice" in page for page in found]
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert own == [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert own[0] is own[-1] is False
    assert set(continued(found)) == {""}


def test_a_word_file_that_begins_a_page_has_its_heading_on_a_page_before_it(
    build: Build, pages: Pages
) -> None:
    """Its beginning stays where its author put it."""
    made = with_appendices(carried("Letter", letter(*LETTER[:3], breaks=True), "A"))
    found = pages(build(made))
    assert ["Appendix A Letter" in page for page in found] == [False, True, False]
    assert ["of a letter" in page for page in found] == [False, False, True]
    assert continued(found) == ["", "", "Appendix A – continued"]
