"""The page as a whole: its head, its landmarks, its front block, its ends."""

from __future__ import annotations

import re

from html_pages import (
    HERE,
    every,
    found,
    one,
    page,
    page_and_problems,
    paper,
    para,
    row,
    shown,
    table,
    text,
)
from msgspec.structs import replace

from reportgen.model import Appendix, Attributes, Contents, Heading, Person, RowKind, WordFile
from reportgen.writers.html import write_html


def heading(level: int, words: str, label: str = "") -> Heading:
    return Heading(level, text(words), HERE, Attributes(label))


def test_a_page_says_its_language_and_its_title() -> None:
    """A screen reader knows that it is English, and a tab what paper it holds."""
    root = page(paper(para("Text.")))
    assert root.get("lang") == "en-GB"
    assert shown(one(root, "//title")) == "Reserves – Police and Crime Board"


def test_a_page_needs_no_other_file_and_runs_nothing() -> None:
    """No script, no form, nothing fetched; and the page itself forbids all of that."""
    data, _ = write_html(paper(para("Text.")))
    root = page(paper(para("Text.")))
    assert not found(root, "//script | //link | //iframe | //form | //*[@src]")
    policy = one(root, "//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert str(policy).startswith("default-src 'none';")
    assert not re.search(rb"@import|url\(", data)


def test_the_same_paper_is_the_same_page() -> None:
    """Two builds of one paper cannot be told apart."""
    blocks = (heading(1, "Purpose"), para("Text.", number="1"))
    assert write_html(paper(*blocks)) == write_html(paper(*blocks))


def test_the_front_block_says_what_the_word_paper_says() -> None:
    """Board, date, title, and the facts, in that order."""
    contact = Person("B. Officer", "", "b@example.org", "0121 496 0001")
    made = paper(para("Text."), agenda_item="5", purpose="For decision", contact=contact)
    root = page(made)
    assert every(root, "//header/p") == [
        "OFFICIAL",
        "Classification: OFFICIAL",
        "Police and Crime Board",
        "22 March 2022",
    ]
    assert every(root, "//header/h1") == ["Reserves"]
    assert every(root, "//dl/div") == [
        "Agenda item5",
        "Report ofA. Officer, Chief Finance Officer",
        "PurposeFor decision",
        "ContactB. Officer, b@example.org, 0121 496 0001",
    ]
    assert one(root, "//time").get("datetime") == "2022-03-22"


def test_what_the_manifest_leaves_out_leaves_nothing_behind() -> None:
    """No empty paragraph, list or marking for fields that are not there."""
    empty = {"board": "", "date": "", "author": Person(), "marking": ""}
    root = page(paper(para("Text."), **empty))
    assert every(root, "//header/*") == ["Reserves"]
    assert not found(root, "//footer | //*[@class='sign-off']")


def test_the_marking_stands_at_the_top_at_the_foot_and_on_printed_pages() -> None:
    """A protective marking is not missed, and printed pages have it at their edges."""
    root = page(paper(para("Text."), marking="OFFICIAL-SENSITIVE"))
    assert every(root, "//header/p[1]") == every(root, "//footer/p") == ["OFFICIAL-SENSITIVE"]
    assert r'@bottom-center { content: "OFFICIAL\00002dSENSITIVE" }' in shown(one(root, "//style"))


def test_a_section_s_heading_stands_below_the_title_and_no_level_is_skipped() -> None:
    """The title is level 1; a heading that the author puts too deep stands one level down."""
    root = page(paper(heading(1, "One"), heading(3, "Deep"), heading(3, "Too"), heading(2, "Two")))
    names = [str(node.tag) for node in found(root, "//main//*[self::h2 or self::h3 or self::h4]")]
    assert names == ["h2", "h3", "h3", "h3"]


def test_the_contents_link_to_headings_and_appendices() -> None:
    """Each line of the contents leads to the heading with its words."""
    appendix = Appendix(text("Tables"), HERE, (heading(2, "Fund"),), number="A")
    root = page(
        paper(heading(1, "Purpose"), heading(1, "Legal", "sec-legal"), appendices=(appendix,))
    )
    for link in found(root, "//nav//a"):
        target = one(root, f"//*[@id='{str(link.get('href'))[1:]}']")
        assert shown(link) == shown(target)
    assert every(root, "//nav//a") == ["Purpose", "Legal", "Appendix A – Tables", "Fund"]
    assert every(root, "//nav//li//li") == ["Fund"]


def test_lists_of_tables_and_figures_come_when_the_manifest_asks() -> None:
    """They stand under headings of their own; without being asked for they are not there."""
    made = paper(table(row(RowKind.LINE, "Fund", "1"), caption="Funds", number="1", label="tbl-f"))
    assert not found(page(made), "//nav")
    root = page(replace(made, contents=Contents(tables=True)))
    assert every(root, "//nav//h2") == ["Tables"]
    assert every(root, "//nav//a[@href='#tbl-f']") == ["Table 1 Funds"]


def test_the_sign_off_and_the_lists_of_papers_stand_before_the_appendices() -> None:
    """As in the Word paper: sections, sign-off, background papers, cleared by, appendices."""
    appendix = Appendix(text("Tables"), HERE, (para("Below."),), number="A")
    lists = {"background_papers": ("Plan",), "cleared_by": ("Legal, 1 May",)}
    root = page(paper(para("Text."), appendices=(appendix,), **lists))
    assert every(root, "//main/*") == [
        "Text.",
        "A. Officer Chief Finance Officer finance@example.org 0121 496 0000",
        "Background papers Plan",
        "Cleared by Legal, 1 May",
        "Appendix A – Tables Below.",
    ]


def test_an_appendix_that_keeps_its_word_look_is_named_and_reported() -> None:
    """A page cannot show it: it says where it is, and the build says so too."""
    carried = Appendix(text("Letter"), HERE, number="B", document=WordFile(b"", HERE))
    root, problems = page_and_problems(paper(para("Text."), appendices=(carried,)))
    assert "It is in the Word and PDF editions" in shown(one(root, "//section[@class='appendix']"))
    assert [problem.code for problem in problems] == ["word-only-appendix"]


def test_a_landscape_appendix_is_printed_on_a_page_turned_on_its_side() -> None:
    """Its section asks the printer for a landscape page."""
    wide = Appendix(text("Wide"), HERE, (para("Text."),), number="A", landscape=True)
    root = page(paper(appendices=(wide,)))
    assert every(root, "//section[@class='appendix landscape']/h2") == ["Appendix A – Wide"]
