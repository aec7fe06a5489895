"""Pages of a carried file keep their set-up; headers, footers and page numbers follow one rule."""

from __future__ import annotations

from functools import cache
from typing import Any

from carried import Carried, carry, dangling, shown
from lxml import etree
from small_papers import R, W
from word_files.by_hand import para
from word_files.makers import as_word_file, hand_made_file, python_docx_file
from word_files.packages import package, root

SIDES = " ".join(f'w:{side}="700"' for side in ("top", "right", "bottom", "left"))
PAGE = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {SIDES}/>'


def file(body: str, *edges: str, settings: str = "") -> bytes:
    """Return a file with these headers and footers: `header1` has the text `File header1`."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": root("w:document", f"<w:body>{body}</w:body>")
    }
    links = {}
    for edge in edges:
        tag = "w:hdr" if edge.startswith("header") else "w:ftr"
        parts[f"word/{edge}.xml"] = root(tag, para(f"File {edge}"))
        links[edge] = (edge.rstrip("0123456789"), f"{edge}.xml")
    if settings:
        parts["word/settings.xml"] = root("w:settings", settings)
        links["settings"] = ("settings", "settings.xml")
    return package(parts, {"word/document.xml": links})


def section(*references: str, more: str = "") -> str:
    """Return a section's properties; a reference is `header1 first`."""
    named = "".join(
        f'<w:{edge.rstrip("0123456789")}Reference w:type="{pages}" r:id="{edge}"/>'
        for edge, pages in (reference.split() for reference in references)
    )
    return f"<w:sectPr>{named}{PAGE}{more}</w:sectPr>"


def sections(made: Carried) -> list[Any]:
    """Return the sections of the carried file: those behind the paper's own first one."""
    return list(made.body.iter(W + "sectPr"))[1:]


def edge(made: Carried, node: Any, kind: str, pages: str = "default") -> str:
    """Return what a section says in a header or footer, "-" when it names none."""
    for reference in node.iterchildren(f"{W}{kind}Reference"):
        if reference.get(W + "type") == pages:
            rels = made.trees["word/_rels/document.xml.rels"]
            target = next(n.get("Target") for n in rels if n.get("Id") == reference.get(R + "id"))
            return shown(made.trees[f"word/{target}"])
    return "-"


@cache
def one_header() -> Carried:
    return carry(file(para("Text") + section("header1 default"), "header1"), house=True)


def test_a_header_of_the_file_is_kept() -> None:
    """A letter keeps its letterhead."""
    (only,) = sections(one_header())
    assert edge(one_header(), only, "header") == "File header1"


def test_the_footer_of_the_paper_runs_on_where_the_file_has_none() -> None:
    """Marking and page number are on every page of the paper."""
    (only,) = sections(one_header())
    assert edge(one_header(), only, "footer").startswith("OFFICIALPage ")


def test_the_footer_of_the_paper_stands_below_that_of_the_file() -> None:
    """Both are needed: what the file says there, and the paper's marking."""
    made = carry(file(para("Text") + section("footer1 default"), "footer1"), house=True)
    (only,) = sections(made)
    assert edge(made, only, "footer").startswith("File footer1OFFICIALPage ")
    assert dangling(made) == []


def test_the_header_of_the_paper_runs_on_where_the_file_has_none() -> None:
    """The first page has the running header, the others say which appendix goes on."""
    made = carry(hand_made_file(), house=True)
    (only,) = sections(made)
    assert "Crime Board" in edge(made, only, "header", "first")
    assert "continued" not in edge(made, only, "header", "first")
    assert "continued" in edge(made, only, "header")


def test_a_first_page_without_a_header_stays_without() -> None:
    """It does not take the paper's header where the file means it to have none."""
    body = para("Text") + section("header1 default", more="<w:titlePg/>")
    made = carry(file(body, "header1"), house=True)
    (only,) = sections(made)
    assert edge(made, only, "header", "first") == ""


def test_a_later_section_goes_on_with_the_header_before_it() -> None:
    """As it does in the file."""
    first = para("One", more=section("header1 default"))
    made = carry(file(first + para("Two") + section(), "header1"))
    one, two = sections(made)
    assert edge(made, one, "header") == "File header1"
    assert edge(made, two, "header") == "-"


def test_a_footer_that_goes_on_is_fitted_to_wider_pages() -> None:
    """The paper's page number, below the file's footer, stands at the right of each page."""
    first = para("One", more=section("footer1 default"))
    page = '<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="700" w:right="700"/>'
    wide = f"<w:sectPr>{page}</w:sectPr>"
    made = carry(file(first + para("Two") + wide, "footer1"), house=True)
    one, two = sections(made)
    assert edge(made, one, "footer") == edge(made, two, "footer") != "-"
    assert [stops(made, node) for node in (one, two)] == [["5252", "10506"], ["7718", "15438"]]


def stops(made: Carried, node: Any) -> list[str]:
    """Return the tab stops of a section's footer."""
    relation = node.find(f"{W}footerReference").get(R + "id")
    rels = made.trees["word/_rels/document.xml.rels"]
    target = next(n.get("Target") for n in rels if n.get("Id") == relation)
    tabs = made.trees[f"word/{target}"].iter(W + "tab")
    return [n.get(W + "pos") for n in tabs if n.get(W + "val") in ("center", "right")]


def test_a_header_of_even_pages_is_reported_where_the_paper_has_none() -> None:
    """Whether even pages differ is said once for a whole document."""
    body = para("Text") + section("header1 default", "header2 even")
    made = carry(file(body, "header1", "header2", settings="<w:evenAndOddHeaders/>"))
    assert made.codes == ["word-not-carried"]


def test_page_numbers_go_on_from_the_paper() -> None:
    """A file that begins at page 1 has the paper's numbers in the paper."""
    assert next(carry(hand_made_file()).body.iter(W + "pgNumType"), None) is None


def test_pages_keep_their_size_and_direction() -> None:
    """Landscape is landscape, and Letter is Letter."""
    upright, wide = sections(carry(python_docx_file(comments=False)))
    sizes = [
        (n.find(W + "pgSz").get(W + "w"), n.find(W + "pgSz").get(W + "h")) for n in (upright, wide)
    ]
    assert sizes == [("12240", "15840"), ("15840", "12240")]
    assert wide.find(W + "pgSz").get(W + "orient") == "landscape"


def test_a_file_that_does_not_say_takes_the_pages_of_the_paper() -> None:
    """Pandoc says nothing of paper: A4 with the house's margins then."""
    (only,) = sections(carry(file(para("Text") + "<w:sectPr/>"), house=True))
    assert only.find(W + "pgSz").get(W + "w") == "11906"
    assert only.find(W + "pgMar").get(W + "left") == "1417"


def test_a_file_begins_on_a_page_of_its_own() -> None:
    """Its first section cannot go on from the paper's, whatever it says."""
    first = para("One", more=section(more='<w:type w:val="continuous"/>'))
    one, two = sections(
        carry(file(first + para("Two") + section(more='<w:type w:val="continuous"/>')))
    )
    assert one.find(W + "type").get(W + "val") == "nextPage"
    assert two.find(W + "type").get(W + "val") == "continuous"


def test_endnotes_stand_behind_their_own_file() -> None:
    """Not at the end of the paper, behind other appendices."""
    note = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = para("One", note, more=section()) + para("Two") + section()
    notes = root("w:endnotes", f'<w:endnote w:id="2">{para("Note")}</w:endnote>')
    data = package(
        {"word/document.xml": root("w:document", f"<w:body>{body}</w:body>"),
         "word/endnotes.xml": notes},
        {"word/document.xml": {"rId1": ("endnotes", "endnotes.xml")}},
    )  # fmt: skip
    made = carry(data, hand_made_file())
    one, two, _ = sections(made)
    assert one.find(W + "noEndnote") is not None
    assert two.find(W + "noEndnote") is None
    place = made.tree("settings").find(f"{W}endnotePr/{W}pos")
    assert place.get(W + "val") == "sectEnd"
    assert [shown(n) for n in made.tree("endnotes") if n.get(W + "type") is None] == ["Note"]


def test_footnotes_go_on_from_the_paper() -> None:
    """One series through the paper: a mark leads to one note."""
    body = para("Text") + section(
        more='<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    )
    (only,) = sections(carry(file(body)))
    assert only.find(W + "footnotePr") is None


def test_the_first_page_of_a_letter_keeps_its_header() -> None:
    """Different first pages are kept."""
    made = carry(as_word_file(), house=True)
    (only,) = sections(made)
    assert edge(made, only, "header", "first") == "Wordish first header"
    assert edge(made, only, "header") == "Wordish header"
    assert "styleId" not in etree.tostring(only).decode()
