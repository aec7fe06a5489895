"""The gate on files with one fault each, and on those that have none."""

from __future__ import annotations

import pytest
from gate_files import (
    BODY,
    CONTENT,
    FAULTS,
    HEADER,
    LONG,
    Fault,
    field,
    minutes,
    p,
    picture,
    r,
    row,
    table,
)

from reportgen.diagnostics import Diagnostics
from reportgen.gate.codes import CODES
from reportgen.gate.examination import examine
from reportgen.gate.rules import RULES
from reportgen.source import Source


def found(data: bytes) -> Diagnostics:
    return examine(data, Source("minutes.docx"))


def with_more(*blocks: str) -> Diagnostics:
    """Return what is found in the sound file with more paragraphs and tables in it."""
    return found(minutes((BODY, "<w:sectPr/>", f"{''.join(blocks)}<w:sectPr/>")))


def test_a_sound_file_passes() -> None:
    assert found(minutes()) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_file_with_one_fault_has_its_one_code(fault: Fault) -> None:
    """One finding, of the code that belongs to it, which says what to do in Word."""
    problems = found(fault.made())
    assert [problem.code for problem in problems] == [fault.code], problems
    assert all(problem.hint for problem in problems)


def test_every_rule_has_a_faulty_file() -> None:
    """No rule is without a file that breaks it, and the list of codes is that of the rules."""
    assert len(FAULTS) > 40
    assert {fault.code for fault in FAULTS} == CODES
    assert {code for rule in RULES for code in rule.codes} == CODES


def test_a_finding_says_where_it_is() -> None:
    """The first words of a paragraph, or the table with row and column, lead to it in Word."""
    (fault,) = with_more(p(r(LONG, '<w:color w:val="999999"/>')))
    assert 'the paragraph "The Board noted the programme for the year,..."' in fault.message
    (fault,) = with_more(table(row("A", "B", more="<w:tblHeader/>"), row("one", "")))
    assert fault.message == "table 2 has a cell that is empty, in row 2, column 2"


def test_of_many_findings_of_one_kind_five_are_shown() -> None:
    """The sixth line says how many more there are."""
    problems = with_more(*(p(r(f"Held on {{{{ date{n} }}}}.")) for n in range(9)))
    assert len(problems) == 6
    assert problems[-1].message == "and 4 more of the same kind"


SOUND = {
    "a word in French": p(r("Plus ça change", '<w:lang w:val="fr-FR"/>')),
    "a decorative picture": p(picture("", '<a:ext><a:decorative val="1"/></a:ext>')),
    "code with a tag and spaces": p(
        r("x    =    {{ y }}", '<w:rFonts w:ascii="Courier New"/>')),
    "one dash at the beginning": p(r("– as agreed in May")) + p(r("The end.")),
    "years that are no list": p(r("2022. A year of change")) + p(r("2019. A year before")),
    "one blank paragraph": "<w:p/>" + p(r("The end.")),
    "a page break between blank lines": "<w:p/>" + p('<w:r><w:br w:type="page"/></w:r>') + "<w:p/>"
    + p(r("The end.")),
    "white on navy": p(r(LONG, '<w:color w:val="FFFFFF"/>'),
                       more='<w:shd w:val="clear" w:fill="1F3A5F"/>'),
    "large pale letters": p(r("Large", '<w:color w:val="808080"/><w:sz w:val="40"/>')),
    "a raised small figure": p(r("2", '<w:sz w:val="14"/><w:vertAlign w:val="superscript"/>')),
    "a bold line that heads nothing": p(r("Simon Foster", "<w:b/>")) + p(r("The Commissioner")),
    "a bold sentence": p(r("The Board agreed the grants.", "<w:b/>")) + p(r(LONG)),
    "a table of one column": table(row("A"), row("B"), columns=1),
    "a table of contents": "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>"
    + p(r("Contents")) + "</w:sdtContent></w:sdt>",
    "a short address": p(field('HYPERLINK "https://example.org"', "https://example.org")),
    "a reference to a bookmark that a field sets": p(
        field('SET Due "May"', "May"), field("REF due", "May")),
    "hidden text": p(r("Held on {{ date }}", "<w:vanish/>"), r("Held.")),
}  # fmt: skip


@pytest.mark.parametrize("blocks", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_alone(blocks: str) -> None:
    """No false alarms: what looks like a fault and is none is not reported."""
    assert with_more(blocks) == ()


def test_a_table_style_that_colours_its_header_row_is_resolved() -> None:
    """White on the navy that the style gives the first row passes; in a row below it does not."""
    style = (
        '<w:style w:type="table" w:styleId="Navy"><w:name w:val="Navy"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="1F3A5F"/></w:tcPr></w:tblStylePr></w:style>'
    )
    styled = (
        ("word/styles.xml", "<w:docDefaults>", f"{style}<w:docDefaults>"),
        (BODY, '<w:tblW w:w="0"', '<w:tblStyle w:val="Navy"/><w:tblW w:w="0"'),
    )
    assert found(minutes(*styled)) == ()
    white = (BODY, r("Mentoring"), r("Mentoring", '<w:color w:val="FFFFFF"/>'))
    assert [problem.code for problem in found(minutes(*styled, white))] == ["contrast-low"]


def test_every_story_is_looked_at() -> None:
    """Headers, footnotes, cells and text boxes: a tag is found in each of them."""
    tag = "{{ date }}"
    assert "the header" in found(minutes((HEADER, "Board", tag)))[0].message
    assert "a footnote" in found(minutes(("word/footnotes.xml", "A note.", tag)))[0].message
    assert "table 1, row 2" in found(minutes((BODY, "Mentoring", tag)))[0].message


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut short"])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes) -> None:
    (problem,) = found(data)
    assert problem.code in ("word-damaged", "word-format")


def test_the_sound_file_is_worth_looking_at() -> None:
    """It has of everything that a rule is about, so that its passing says something."""
    for kind in ("w:tbl", "w:drawing", "w:hyperlink", "w:sdt", "w:bookmarkStart", "w:fldChar"):
        assert f"<{kind}" in CONTENT
