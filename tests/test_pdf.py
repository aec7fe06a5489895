"""The PDF edition: laid out by LibreOffice, tagged, and read aloud without a fault."""

from __future__ import annotations

import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import outloud
import pages
import pdfua
import pikepdf
import pytest
from carried_kinds import carried
from PIL import Image

from reportgen.cli import main
from reportgen.libreoffice import find_libreoffice
from reportgen.model import Paper
from reportgen.pdf import write_pdf
from reportgen.source import Source

SAMPLE = "2022-03-22-commissioning-budget"
PAPER = Paper(SAMPLE, carried("paper"), Source("paper.yaml"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample paper as Word file and PDF."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(pages.REPOSITORY)
        assert main(["build", SAMPLE, "--to", "docx,pdf", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def every_block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF with every kind of block: pictures, charts, quotes, footnotes, a carried letter."""
    root = tmp_path_factory.mktemp("blocks")
    paper = root / "content" / "every-block"
    shutil.copytree(pages.REPOSITORY / "tests" / "html" / "every-block", paper)
    shutil.copytree(pages.REPOSITORY / "budgets", root / "budgets")
    Image.new("RGB", (300, 120), "navy").save(paper / "bars.png")
    letter = docx.Document()
    letter.add_paragraph("A letter.")
    letter.save(str(paper / "letter.docx"))
    (root / "reportgen.toml").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["build", "--to", "pdf"]) == 0
    return root / "build" / "every-block.pdf"


@pytest.fixture
def sample(built: Path) -> Path:
    return built / f"{SAMPLE}.pdf"


@pytest.fixture
def document(sample: Path) -> Any:
    with pikepdf.open(sample) as opened:
        yield opened


def test_two_checkers_of_pdf_ua_find_no_failure(sample: Path) -> None:
    """Every rule of ISO 14289-1 that they can look at holds, and nothing is doubtful."""
    (result,) = [outloud.check(str(sample))]
    assert [(item.rule, item.message) for item in result.findings] == []
    report = pdfua.validate(str(sample))
    assert list(report.findings) == []


def test_every_kind_of_block_passes(every_block: Path) -> None:
    """Charts have their words, notes a name; quotes and figures are what they are called."""
    result = outloud.check(str(every_block))
    assert [(f.rule, f.message) for f in result.findings if str(f.severity) == "error"] == []
    assert list(pdfua.validate(str(every_block)).findings) == []
    with pikepdf.open(every_block) as document:
        figures = [n for n in structure(document.Root.StructTreeRoot) if n.S == "/Figure"]
        alts = [str(node.Alt) for node in figures]
    assert len(alts) == 5
    assert alts[0] == "Bars that grow from left to right"
    assert [alt.split(":")[0] for alt in alts[1:]] == [
        "Bar chart",
        "Doughnut chart",
        "Column chart",
        "Line chart",
    ]


def test_it_says_what_it_is(document: Any) -> None:
    """Its title stands in the window's bar, and its language is known to screen readers."""
    assert str(document.docinfo["/Title"]) == "OPCC External Commissioning Budget 2022/23"
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    assert str(document.Root.Lang) == "en-GB"
    assert bool(document.Root.MarkInfo.Marked)


def test_headings_are_bookmarks_and_links_are_kept(document: Any) -> None:
    """A reader can go to a section, and from a reference to what it names."""
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert "Purpose of report" in titles
    assert any("Funding streams" in title for title in titles)
    links = [
        annotation
        for page in document.pages
        for annotation in page.get("/Annots", [])
        if annotation.Subtype == "/Link"
    ]
    assert len(links) >= 8
    assert all(page.Tabs == "/S" for page in document.pages if "/Annots" in page)


def test_tables_have_headings_for_screen_readers(document: Any) -> None:
    """Each part of a budget has its row of headings, and no cell goes over several columns."""
    kinds = [str(node.S) for node in structure(document.Root.StructTreeRoot) if "/S" in node]
    assert kinds.count("/Table") == 6
    assert kinds.count("/TH") == 13
    assert {"/H1", "/H2", "/L", "/LI", "/Caption", "/Link"} & set(kinds) >= {"/H1", "/H2", "/L"}


def structure(node: Any) -> Any:
    """Yield the elements of a structure tree."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from structure(child)


def test_two_at_once_are_both_made_and_alike(built: Path) -> None:
    """Each run of LibreOffice has a profile of its own; the same file gives the same bytes."""
    document = (built / f"{SAMPLE}.docx").read_bytes()
    program = find_libreoffice()
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: write_pdf(document, PAPER, program), range(2)))
    assert [problems for _, problems in made] == [(), ()]
    assert made[0][0] == made[1][0] == (built / f"{SAMPLE}.pdf").read_bytes()


def test_a_file_that_cannot_be_laid_out_is_an_error(built: Path) -> None:
    """LibreOffice says that all went well; the missing file says otherwise."""
    document = (built / f"{SAMPLE}.docx").read_bytes()
    data, (problem,) = write_pdf(document[: len(document) // 2], PAPER, find_libreoffice())
    assert (data, problem.code) == (b"", "pdf-not-made")


def test_the_word_file_is_not_written_when_only_the_pdf_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And when LibreOffice is missing, neither is."""
    monkeypatch.chdir(pages.REPOSITORY)
    assert main(["build", SAMPLE, "--to", "pdf", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{SAMPLE}.pdf"]
    pdf = pikepdf.open(io.BytesIO((tmp_path / f"{SAMPLE}.pdf").read_bytes()))
    assert len(pdf.pages) > 5
    monkeypatch.setenv("REPORTGEN_LIBREOFFICE", "nowhere")
    assert main(["build", SAMPLE, "--to", "docx,pdf", "--out", str(tmp_path / "none")]) == 1
    assert not (tmp_path / "none").exists()
