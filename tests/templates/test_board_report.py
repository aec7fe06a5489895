"""The board report's template: what it prints, and where."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Render = Callable[..., Path]

EVERYTHING: dict[str, object] = {
    "title": "Bread & butter <2022/23>",
    "agenda_item": "7",
    "author": {"name": "A. Writer", "role": "Treasurer", "email": "a@b.uk", "telephone": "01 23"},
    "contact": {"role": "Policy officer", "telephone": "0121 496 0001"},
    "purpose": "For decision",
    "marking": "Official",
    "wards": "All",
    "background_papers": ["Plan 2021 to 2025", "Scheme of governance"],
    "cleared_by": ["Monitoring officer, 11 March 2022"],
}


# --- what is printed -------------------------------------------------------------------------


def test_bare_paper_prints_what_is_given_and_no_more(render: Render) -> None:
    """A field that is left out leaves no line, no label and no empty paragraph behind."""
    assert printed(render()) == [
        "Crime Board",
        "22 March 2022",
        "Commissioning budget",
        "The first paragraph.",
    ]


def test_full_paper_prints_all_fields_in_order(render: Render) -> None:
    """The marking comes first, because screen readers pass over headers."""
    assert printed(render(**EVERYTHING)) == [
        "Classification: Official",
        "Crime Board",
        "22 March 2022, agenda item 7",
        "Bread & butter <2022/23>",
        "Report of\tA. Writer, Treasurer",
        "Purpose\tFor decision",
        "Wards affected\tAll",
        "Contact\tPolicy officer, 0121\u00a0496\u00a00001",
        "The first paragraph.",
        "A. Writer",
        "Treasurer",
        "a@b.uk",
        "01 23",
        "Background papers",
        "Plan 2021 to 2025",
        "Scheme of governance",
        "Cleared by",
        "Monitoring officer, 11 March 2022",
    ]


def test_role_signs_where_no_name_is_given(render: Render) -> None:
    """A paper of an office rather than a person is signed once, in the style of a name."""
    document = Document(str(render(author={"role": "Treasurer"})))
    signed = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    assert ("Sign-off Name", "Treasurer") in signed
    assert ("Sign-off", "Treasurer") not in signed


def test_sign_off_is_kept_on_one_page(style_nodes: dict[str, Any]) -> None:
    """A name is not left at the foot of a page with the role on the next."""
    for style in ("SignOffName", "SignOff"):
        assert style_nodes[style].find(f"{W}pPr/{W}keepNext") is not None


def test_properties_are_the_papers(render: Render) -> None:
    """File title and author are the paper's, each sign as it was written."""
    properties = Document(str(render(**EVERYTHING))).core_properties
    assert properties.title == "Bread & butter <2022/23>"
    assert properties.author == "A. Writer"
    assert properties.language == "en-GB"


def test_marking_is_on_every_page_and_the_board_from_the_second(render: Render) -> None:
    """The first page's header has the marking alone; every footer has it, and the page."""
    section = Document(str(render(**EVERYTHING))).sections[0]
    assert section.different_first_page_header_footer
    assert lines(section.first_page_header) == ["Official"]
    assert lines(section.header) == [
        "Official",
        "Crime Board, 22 March 2022\tBread & butter <2022/23>",
    ]
    assert lines(section.first_page_footer) == ["\tOfficial\tPage 1 of 1"]
    assert lines(section.footer) == ["\tOfficial\tPage 1 of 1"]


def test_long_title_does_not_run_into_the_boards_name(render: Render) -> None:
    """The running header is one line: a title with no room there is left out."""
    section = Document(str(render(title="Commissioning " * 8))).sections[0]
    assert lines(section.header) == ["Crime Board, 22 March 2022\t"]


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"board": ""}, "22 March 2022"),
        ({"date": ""}, "Crime Board"),
        ({"board": "", "date": ""}, ""),
    ],
)
def test_header_has_no_comma_without_both_its_sides(
    render: Render, fields: dict[str, str], left: str
) -> None:
    """A briefing note may have no board, and no day of a meeting."""
    section = Document(str(render(**fields))).sections[0]
    assert lines(section.header) == [f"{left}\tCommissioning budget"]


# --- looked at through LibreOffice -----------------------------------------------------------


def test_digits_of_a_column_stand_under_each_other(
    render: Render, soffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    """An amount in brackets puts its bracket, not its last digit, at the edge."""
    path = render(
        body=Blocks(table("TableTextAmount", "1,234", "TableTextAmountBracketed", "(77)"))
    )
    words = words_of(soffice(path, "pdf", tmp_path))
    bracket = 11 / 3
    assert words["(77)"][1] - words["1,234"][1] == pytest.approx(bracket, abs=0.2)


def test_text_of_a_table_stands_on_the_margin(
    render: Render, soffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    """The first letter of a row stands under the first letter of the title."""
    path = render(title="Margin", body=Blocks(table("TableText", "Mice", "TableText", "Men")))
    words = words_of(soffice(path, "pdf", tmp_path))
    assert words["Mice"][0] == pytest.approx(words["Margin"][0], abs=0.8)


# --- looking ---------------------------------------------------------------------------------


class Blocks:
    """Stands for the blocks that the writer puts in place of a slot."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __html__(self) -> str:
        return self.xml

    __str__ = __html__


def table(style: str, text: str, second_style: str, second: str) -> str:
    """Return a table of one column and two rows, and a paragraph behind it."""
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle '
        f'w:val="{look}"/></w:pPr><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr>'
        for look, cell in ((style, text), (second_style, second))
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="4000" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
        f"{rows}</w:tbl><w:p><w:r><w:t>End.</w:t></w:r></w:p>"
    )


def words_of(pdf: Path) -> dict[str, tuple[float, float]]:
    """Return where each word begins and ends across the page, in points."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]+)<', out)
    return {word: (float(left), float(right)) for left, right, word in found}


def printed(path: Path) -> list[str]:
    return lines(Document(str(path)))


def lines(story: Any) -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs]
