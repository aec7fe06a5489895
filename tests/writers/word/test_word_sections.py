"""Appendices have sections of Word's own: running headers that say so, and landscape pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from conftest import Build, Faults
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from msgspec.structs import replace
from small_papers import (
    HERE,
    HOUSE,
    R,
    W,
    appendix,
    changed,
    frame,
    lines,
    paper,
    para,
    part,
    reference,
    row,
    table,
    text,
    tree,
)

from reportgen.model import (
    Appendix,
    Attributes,
    Block,
    Figure,
    Paper,
    Picture,
    RowKind,
    Table,
    WordFile,
)

Soffice = Callable[[Path, str, Path], Path]
Pages = Callable[[bytes], list[str]]
EDGES = ("header1", "header2", "footer1", "footer2")
CONTINUED = re.compile(r"Appendix [A-Z0-9]+ – continued")
LONG = tuple(para(f"Line {n} of an appendix that goes on and on.") for n in range(60))
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00"
    b"\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def pages(soffice: Soffice, tmp_path: Path) -> Pages:
    """Return the text of each page as LibreOffice prints it; the PDF stays at `tmp_path`."""

    def printed(data: bytes) -> list[str]:
        (tmp_path / "printed.docx").write_bytes(data)
        pdf = soffice(tmp_path / "printed.docx", "pdf", tmp_path)
        command = ["pdftotext", "-layout", str(pdf), "-"]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return [" ".join(page.split()) for page in run.stdout.split("\f")[:-1]]

    return printed


def landscape(part: Appendix) -> Appendix:
    return replace(part, landscape=True)


def with_appendices(*appendices: Appendix, **fields: Any) -> Paper:
    return paper(para("The text."), appendices=appendices, **fields)


def continued(found: list[str]) -> list[str]:
    """Return what each page's header says of an appendix that goes on, "" for nothing."""
    return [(CONTINUED.findall(page) or [""])[0] for page in found]


def sections(data: bytes) -> list[Any]:
    return list(tree(data).iter(W + "sectPr"))


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


# --- templates --------------------------------------------------------------------------------


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


def test_the_same_paper_gives_the_same_bytes(build: Build) -> None:
    """Headers are copied in one order, under the same names."""
    made = with_appendices(appendix("First"), landscape(appendix("Wide", number="B")))
    assert build(made) == build(made)


# --- captions ---------------------------------------------------------------------------------


def budget(number: str = "", label: str = "") -> Table:
    caption = {"caption": text("Funds"), "number": number, "attributes": Attributes(label)}
    return table(row(RowKind.LINE, "x", "y"), **(caption if number else {}))


def figure(number: str, label: str = "") -> Block:
    picture = Picture("a.png", "A map", "", HERE)
    return Figure(picture, HERE, text("Map"), Attributes(label), number)


def captioned(letters: tuple[str, str, str]) -> Paper:
    """Return a paper with tables and a figure in its text and in two of three appendices."""
    a, b, c = letters
    stop = "." if a.isdigit() else ""
    references = [
        reference("tbl-text", "Table", "1"),
        reference("tbl-second", "Table", f"{a}{stop}2"),
        reference("fig-last", "Figure", f"{c}{stop}1"),
        reference("fig-last", "", f"{c}{stop}1"),
    ]
    return paper(
        para(*[piece for each in references for piece in (each, "; ")]),
        budget("1", "tbl-text"),
        appendices=(
            appendix("One", budget(f"{a}{stop}1"), budget(f"{a}{stop}2", "tbl-second"), number=a),
            appendix("Two", number=b),
            appendix("Three", budget(f"{c}{stop}1"), figure(f"{c}{stop}1", "fig-last"), number=c),
        ),
    )


@pytest.mark.parametrize("letters", [("A", "B", "C"), ("1", "2", "3")])
def test_captions_in_appendices_are_numbered_by_word(
    build: Build, pages: Pages, letters: tuple[str, str, str]
) -> None:
    """A program that works fields out again prints Table A1 where Table A1 is stored."""
    data = build(captioned(letters))
    stored = "".join(pages(data))
    stale = changed(data, {"word/document.xml": _with_wrong_results})
    assert b">ZZ<" in part(stale)
    printed = "".join(pages(stale))
    assert printed == stored
    a, _, c = letters
    stop = "." if a.isdigit() else ""
    assert f"Table 1; Table {a}{stop}2; Figure {c}{stop}1; {c}{stop}1;" in printed
    for caption in (f"Table {a}{stop}1", f"Table {a}{stop}2", f"Table {c}{stop}1"):
        assert f"{caption} Funds" in printed


def _with_wrong_results(xml: bytes) -> bytes:
    pattern = rb'("separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)[^<]*'
    return re.sub(pattern, rb"\1ZZ", xml)


def test_a_heading_counts_unseen_only_where_captions_need_it(build: Build) -> None:
    """A paper whose appendices have no captions has nothing hidden in it."""
    assert b"w:vanish" not in part(build(with_appendices(appendix("First", budget()))))
    hidden = part(build(captioned(("A", "B", "C"))))
    assert hidden.count(rb"SEQ Appendix \h") == 3


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
