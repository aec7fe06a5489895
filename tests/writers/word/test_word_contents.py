"""Lists of contents: complete in the file, and the same as Word would make."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Build, faults_of
from msgspec.structs import replace
from small_papers import HERE, W, appendix, frame, lines, paper, para, part, row, table, text, tree

from reportgen.libreoffice import find_libreoffice
from reportgen.model import Contents, Heading, Paper, RowKind, Series, Table
from reportgen.pages import bookmark_pages
from reportgen.writers.word import write_word

Soffice = Callable[[Path, str, Path], Path]
EVERYTHING = Contents(headings=True, tables=True, figures=True)
LONG = tuple(para(f"Line {n} of a text that goes on and on.") for n in range(45))


def heading(level: int, words: str, number: str = "") -> Heading:
    series = Series.DECIMAL if number else Series.NONE
    return Heading(level, text(words), HERE, number=number, series=series)


def funds(number: str) -> Table:
    return table(row(RowKind.LINE, "x"), caption=text(f"Funds {number}"), number=number)


def report(contents: Contents = EVERYTHING) -> Paper:
    """Return a paper of several pages with headings, tables and two appendices."""
    made = paper(
        heading(1, "Purpose"),
        *LONG,
        heading(1, "Finance"),
        heading(2, "Grants"),
        heading(3, "Small grants"),
        funds("1"),
        *LONG,
        appendices=(
            appendix("Budget tables", heading(2, "Youth"), funds("A1"), *LONG),
            appendix("Streams", funds("B1"), number="B"),
        ),
    )
    return replace(made, contents=contents)


def written(made: Paper, tmp_path: Path, pages: dict[str, int] | None) -> bytes:
    """Return a paper's file with these pages in its lists, after the checkers have passed it."""
    data, problems = write_word(made, frame(), "templates/house.docx", pages)
    assert problems == ()
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    assert faults_of(path) == []
    return data


def shown(data: bytes) -> list[str]:
    """Return the lines of the lists without what makes them fields and links."""
    found = [line for line in lines(data) if re.match("ContentsHeading|TOC|TableofFigures", line)]
    return [re.sub(r"\[(.*)\]\(#_Toc\d+\)", r"\1", _plain(line)) for line in found]


def _plain(line: str) -> str:
    line = re.sub(r"\{PAGEREF _Toc\d+ \\h = (\d+)\}", r"\1", line)
    return re.sub(r"\{TOC [^=]* = (.*)", r"\1", line).removesuffix("}")


def test_the_lists_hold_what_word_s_own_would(build: Build) -> None:
    """Headings of two levels, appendices by their letter, captions whole; no empty list."""
    assert shown(build(report())) == [
        "ContentsHeading | Contents",
        "TOC1 | Purpose",
        "TOC1 | Finance",
        "TOC2 | Grants",
        "TOC1 | Appendix\u00a0A\u2002Budget tables",
        "TOC2 | Youth",
        "TOC1 | Appendix\u00a0B\u2002Streams",
        "ContentsHeading | Tables",
        "TableofFigures | Table\u00a01\u2002Funds 1",
        "TableofFigures | Table\u00a0A1\u2002Funds A1",
        "TableofFigures | Table\u00a0B1\u2002Funds B1",
    ]


def test_only_the_lists_asked_for_are_there(build: Build) -> None:
    """A paper without lists has nothing of them: no fields, no bookmarks."""
    assert shown(build(report(Contents(tables=True))))[0] == "ContentsHeading | Tables"
    without = part(build(report(Contents())))
    assert b"TOC" not in without
    assert b"_Toc" not in without


def test_a_list_is_a_field_that_nobody_is_asked_to_update(build: Build) -> None:
    """It names the styles of the headings; Word opens the file without a question."""
    data = build(report())
    codes = [node.text.strip() for node in tree(data).iter(W + "instrText") if "TOC" in node.text]
    assert codes == [
        r'TOC \o "1-2" \h \z \t "Numbered Heading,1,Appendix Heading,1,Numeric Appendix Heading,1"',
        r'TOC \h \z \c "Table"',
    ]
    assert b"updateFields" not in part(data, "word/settings.xml")
    assert b"w:dirty" not in part(data)
    kinds = [node.get(W + "fldCharType") for node in tree(data).iter(W + "fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_each_line_leads_to_its_heading(build: Build) -> None:
    """A click on a line goes to the place it names."""
    data = build(report())
    wanted = [node.get(W + "anchor") for node in tree(data).iter(W + "hyperlink")]
    names = {
        node.get(W + "name"): "".join(part.text or "" for part in node.getparent().iter(W + "t"))
        for node in tree(data).iter(W + "bookmarkStart")
    }
    assert len(wanted) == 9
    assert [names[anchor] for anchor in wanted[:6]] == [
        "Purpose",
        "Finance",
        "Grants",
        "Budget tables",
        "Youth",
        "Streams",
    ]


def test_numbered_sections_have_their_numbers_in_the_list(build: Build) -> None:
    """In the decimal scheme the line says 1 and the heading, with a tab as Word has it."""
    made = paper(heading(1, "Purpose", "1"), para("x"))
    data = build(replace(made, contents=Contents(headings=True)))
    assert shown(data) == ["ContentsHeading | Contents", "TOC1 | 1 -> Purpose"]


def test_headings_of_the_template_are_in_the_list_where_they_stand(build: Build) -> None:
    """What the template prints in a heading's style is a heading, as it is for Word."""
    own = (
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
        "<w:r><w:t>Background papers</w:t></w:r></w:p>"
    )
    data = build(report(Contents(headings=True)), frame("{{p body }}", own, "{{p appendices }}"))
    assert shown(data)[3:6] == [
        "TOC2 | Grants",
        "TOC2 | Background papers",
        "TOC1 | Appendix\u00a0A\u2002Budget tables",
    ]
    assert "Heading2 | <Background papers>" in lines(data)


@pytest.mark.parametrize(
    ("tags", "first"),
    [
        (("Before", "{{p contents }}", "Between", "{{p body }}", "{{p appendices }}"), 1),
        (("Before", "{{p body }}", "{{p appendices }}"), 1),
        (("Before", "{{p section.purpose }}", "{{p appendices }}"), 1),
        (("Before", "{{p body }}", "{{p contents }}", "{{p appendices }}"), 97),
    ],
)
def test_the_lists_stand_at_their_tag_or_before_the_first_section(
    build: Build, tags: tuple[str, ...], first: int
) -> None:
    """A template without a tag for them has them where a reader looks for them."""
    found = lines(build(report(Contents(headings=True)), frame(*tags)))
    assert [n for n, line in enumerate(found) if line.startswith("ContentsHeading")] == [first]


def test_without_page_numbers_a_line_is_its_words(build: Build) -> None:
    """Where nobody can tell the pages, no wrong ones are printed."""
    assert "PAGEREF" not in part(build(report())).decode()


def test_the_pages_of_the_lists_are_those_things_stand_on(soffice: Soffice, tmp_path: Path) -> None:
    """Every page number in the lists is the one that LibreOffice prints on that page."""
    made = report()
    draft = written(made, tmp_path, {})
    pages = bookmark_pages(draft, find_libreoffice())
    final = written(made, tmp_path, pages)
    (tmp_path / "final.docx").write_bytes(final)
    pdf = soffice(tmp_path / "final.docx", "pdf", tmp_path)
    run = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    printed = run.stdout.decode().split("\f")[:-1]
    checked = 0
    for line in shown(final):
        if "->" not in line:
            continue
        words, number = line.split(" | ")[1].split(" -> ")
        title = words.split("\u2002")[-1]
        own = [
            n
            for n, page in enumerate(printed, start=1)
            if re.search(rf"{re.escape(title)}$", page, re.M)
        ]
        assert own == [int(number)], line
        checked += 1
    assert checked == 9
    assert len({line.split(" -> ")[1] for line in shown(final) if "->" in line}) >= 4


def test_the_numbers_move_nothing(tmp_path: Path) -> None:
    """The file with the numbers has the pages of the file that they were counted in."""
    made = report()
    program = find_libreoffice()
    pages = bookmark_pages(written(made, tmp_path, {}), program)
    assert bookmark_pages(written(made, tmp_path, pages), program) == pages
