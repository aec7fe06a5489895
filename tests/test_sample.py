"""The sample paper, built by the command as an officer builds it, and looked at from outside."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import ooxml_integrity
import openpyxl
import openxml_audit
import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from reportgen.cli import main

Convert = Callable[[Path, str, Path], Path]

NAME = "2022-03-22-commissioning-budget"


def copy_project(repository: Path, root: Path) -> Path:
    for folder in ("content", "budgets", "templates"):
        shutil.copytree(repository / folder, root / folder)
    (root / "reportgen.toml").touch()
    return root


def build(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(root)
    assert main(["build", NAME, "--strict", "--to", "docx,txt"]) == 0
    return root / "build" / f"{NAME}.docx"


@pytest.fixture(scope="module")
def sample(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample paper as built from a copy of the project: its .docx, the outline beside it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield build(copy_project(repository, tmp_path_factory.mktemp("project")), monkeypatch)


@pytest.fixture(scope="module")
def pdf(sample: Path, soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return soffice(sample, "pdf", tmp_path_factory.mktemp("pdf"))


def words(text: str) -> list[str]:
    return re.findall(r"[\w£%,.’]+", text)


def text_of(docx: Path) -> str:
    body = Document(str(docx)).element.body
    paragraphs = body.iter(qn("w:p"))
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in paragraphs
    )


def pdf_text(path: Path) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def test_two_checkers_of_word_files_find_nothing_wrong(sample: Path) -> None:
    """The built file is valid Open XML, and every id in it leads somewhere."""
    found = openxml_audit.OpenXmlValidator().validate(sample).errors
    assert [str(fault) for fault in found] == []
    assert [str(fault) for fault in ooxml_integrity.check(sample)] == []


def test_the_summary_total_is_what_the_lines_add_up_to(sample: Path) -> None:
    """The published paper printed 11,279; the workbook's formula says 11,291, and so do we."""
    text = text_of(sample)
    assert "11,291" in text
    assert "11,279" not in text


def test_every_amount_of_the_published_appendix_is_printed(sample: Path, repository: Path) -> None:
    """Each line's amount stands in the paper as the workbook shows it."""
    book = openpyxl.load_workbook(repository / "budgets/commissioning-2022-23.xlsx", data_only=True)
    text = text_of(sample)
    amounts = [
        cell.value
        for sheet in book.worksheets
        if sheet.title not in ("Summary", "Notes")
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert len(amounts) > 45
    missing = [amount for amount in amounts if f"£{abs(amount):,.0f}" not in text]
    assert missing == []


def test_nothing_of_the_markdown_is_lost(sample: Path) -> None:
    """Every word of the outline, which is printed from the same paper, is in the Word file."""
    outline = sample.with_suffix(".txt").read_text(encoding="utf-8")
    printed = set(words(text_of(sample)))
    numbers = re.compile(r"\d{1,2}$|Appendix$|[A-Z]$")  # these Word works out itself
    lost = [word for word in words(outline) if word not in printed and not numbers.match(word)]
    assert lost == []


def test_libreoffice_works_out_the_numbers_that_are_stored(sample: Path, pdf: Path) -> None:
    """A reference's stored text equals what LibreOffice, which recomputes fields, prints."""
    stored = [
        match.replace("\u00a0", " ")
        for match in re.findall(
            r"> REF _Ref\w+ .*?separate\"/></w:r><w:r>.*?<w:t[^>]*>([^<]*)</w:t>",
            ZipFile(sample).read("word/document.xml").decode(),
        )
    ]
    assert len(stored) >= 9
    printed = [text.replace("\u00a0", " ") for text in _link_texts(pdf)]
    assert [text for text in stored if text not in printed] == []
    assert "not found" not in pdf_text(pdf)


def _link_texts(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as document:
        return [
            str(annotation.get("/Contents", ""))
            for page in document.pages
            for annotation in page.get("/Annots", [])
            if "/Dest" in annotation
        ]


def test_word_numbers_the_paragraphs_one_to_twelve(pdf: Path) -> None:
    """The numbers come from the list in the template; LibreOffice prints 1 to 12 at the margin."""
    numbers = re.findall(r"^ {0,12}(\d{1,2}) {2,}\w", pdf_text(pdf), re.M)
    assert numbers == [str(number) for number in range(1, 13)]


def test_the_pages_say_which_paper_and_page_they_are(pdf: Path) -> None:
    """From page 2 the board and its date head each page; marking and page number close it."""
    pages = pdf_text(pdf).split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("OFFICIAL") >= 2
        assert ("Strategic Policing and Crime Board, 22 March 2022" in page) == (number > 1)


def test_no_budget_table_is_split_over_two_pages(pdf: Path) -> None:
    """A table that fits on a page stands on one page, with its caption and its total."""
    pages = pdf_text(pdf).split("\f")
    for first, last in (
        ("Table A2", "Funding available 2022/23"),
        ("Table A3", "Commonwealth Games Legacy"),
        ("Table A4", "Total Victims 2022/23"),
    ):
        assert any(first in page and last in page for page in pages), f"{first} is split"


def test_changing_one_amount_changes_every_place_that_prints_it(
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    soffice: Convert,
) -> None:
    """Finance adds £10,000 to Catch 22; line, totals, summary and sentences all follow."""
    root = copy_project(repository, tmp_path / "project")
    workbook = root / "budgets/commissioning-2022-23.xlsx"
    edited = tmp_path / workbook.name
    book = openpyxl.load_workbook(workbook)
    sheet = book["External Commissioning"]
    (cell,) = (row[1] for row in sheet.iter_rows() if row[0].value == "Catch 22")
    assert cell.value == 43250
    cell.value = 53250
    book.save(edited)  # this drops the saved values, as no program of finance's would ...
    shutil.copy(soffice(edited, "xlsx", tmp_path / "saved"), workbook)  # ... so they come back here
    text = text_of(build(root, monkeypatch)).replace("\u00a0", " ")
    for new in ("£53,250", "£1,847,050", "£1,697,000", "1,697", "11,301", "£11,301,000",
                "£11,029,943"):  # fmt: skip
        assert new in text, new
    for old in ("£43,250", "£1,837,050", "£1,687,000", "1,687", "11,291", "£11,019,943"):
        assert old not in text, old


def test_the_same_inputs_give_the_same_file(
    sample: Path, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built in another folder the paper is the same to the byte."""
    again = build(copy_project(repository, tmp_path / "elsewhere"), monkeypatch)
    assert again.read_bytes() == sample.read_bytes()
