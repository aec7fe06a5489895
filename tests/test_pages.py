"""Page numbers by LibreOffice: what is counted, and what becomes of a paper without any."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportgen import libreoffice
from reportgen.cli import main
from reportgen.libreoffice import find_libreoffice
from reportgen.pages import bookmark_pages

MANIFEST = """\
kind: board-report
title: A paper
board: A board
date: 2022-03-22
author: An officer
contents: true
sections:
  - purpose.md
  - financial-implications.md
  - legal-implications.md
  - recommendations.md
"""
OTHERS = ("financial-implications", "legal-implications", "recommendations")
SECTION = "# Purpose\n\nTo tell members.\n\n" + "# {}\n\nMore of it.\n\n" * 30


def document(*marks: str) -> bytes:
    """Return a Word file with a bookmark on each of its pages."""
    made = docx.Document()
    for number, name in enumerate(marks):
        line = made.add_paragraph(f"Page of {name}")
        line.paragraph_format.page_break_before = number > 0
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'
        line._p.insert(1, parse_xml(start))
        line._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one paper that has a list of contents, where the user stands."""
    (tmp_path / "reportgen.toml").write_bytes(b"")
    folder = tmp_path / "content" / "paper"
    folder.mkdir(parents=True)
    (folder / "paper.yaml").write_text(MANIFEST, encoding="utf-8")
    headings = (f"Part {number}" for number in range(30))
    (folder / "purpose.md").write_text(SECTION.format(*headings), encoding="utf-8")
    for name in OTHERS:
        words = name.replace("-", " ").capitalize()
        (folder / f"{name}.md").write_text(f"# {words}\n\nNone arise.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def program(folder: Path, text: str) -> str:
    """Return the path of a program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def listed(path: Path) -> list[str]:
    """Return the stored page of each line of the paper's lists."""
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    found = re.findall(r'PAGEREF _Toc\d+ \\h .*?"separate"/></w:r><w:r><w:t[^>]*>(\d+)<', xml)
    return [str(number) for number in found]


# --- counting ---------------------------------------------------------------------------------


def test_each_bookmark_has_its_page() -> None:
    """The pages are counted from 1 as they are laid out."""
    names = ("_Toc900000001", "_Toc900000002", "_Ref0123456789abcdef", "plain")
    assert bookmark_pages(document(*names), find_libreoffice()) == {
        name: number for number, name in enumerate(names, start=1)
    }


def test_a_file_that_cannot_be_opened_has_no_pages() -> None:
    """LibreOffice says that all went well; that there is no PDF is what counts."""
    assert bookmark_pages(b"no Word file", find_libreoffice()) == {}


def test_a_program_that_is_gone_counts_nothing(tmp_path: Path) -> None:
    """An installation may be taken away or be broken."""
    assert bookmark_pages(document("a"), str(tmp_path / "gone")) == {}


def test_a_program_that_writes_no_pdf_counts_nothing(tmp_path: Path) -> None:
    """What it writes may be anything."""
    text = (
        "import sys, pathlib\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "folder.mkdir()\n(folder / 'file.pdf').write_text('x')"
    )
    assert bookmark_pages(document("a"), program(tmp_path, text)) == {}


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build ends, with what it started: nothing goes on running behind it."""
    monkeypatch.setattr(libreoffice, "LONGEST", 0.5)
    note = tmp_path / "pid"
    text = (
        "import os, pathlib, time\n"
        f"pathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(600)"
    )
    assert bookmark_pages(document("a"), program(tmp_path, text)) == {}
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text() or "0"), 0)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profile, copy and PDF go away; the profile of whoever runs the build is not touched."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert bookmark_pages(document("a"), find_libreoffice()) == {"a": 1}
    assert not list(tmp_path.rglob("reportgen-*"))
    assert not [path for path in tmp_path.rglob("libreoffice") if path.is_dir()]


# --- building ---------------------------------------------------------------------------------


def test_a_built_paper_has_its_page_numbers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command alone is enough, and has nothing to remark."""
    assert main(["build", "--strict"]) == 0
    assert capsys.readouterr() == ("built build/paper.docx\n", "")
    numbers = [int(number) for number in listed(root / "build" / "paper.docx")]
    assert len(numbers) == 34
    assert numbers == sorted(numbers)
    assert numbers[-1] > numbers[0] > 0


def test_the_same_paper_gives_the_same_bytes(root: Path) -> None:
    """The second build is the first to the byte."""
    path = root / "build" / "paper.docx"
    assert main(["build"]) == 0
    first = path.read_bytes()
    assert main(["build"]) == 0
    assert path.read_bytes() == first


def test_without_libreoffice_a_paper_is_built_and_the_reason_given(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That page numbers are missing is no fault of the paper, not even with --strict."""
    monkeypatch.setenv("PATH", str(root))
    monkeypatch.setattr(libreoffice, "PLACES", ())
    assert main(["build", "--strict"]) == 0
    said = capsys.readouterr()
    assert said.out == "built build/paper.docx\n"
    assert said.err == (
        "  hint: the lists of contents have no page numbers, because LibreOffice, which lays the "
        "pages out, is not installed; install it, or in Word, click into the list and press F9\n"
    )
    assert listed(root / "build" / "paper.docx") == []


def test_where_libreoffice_fails_the_paper_is_built_all_the_same(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper is whole but for the numbers, and what to do is said."""
    program(root, "")
    monkeypatch.setenv("PATH", str(root))
    assert main(["build"]) == 0
    assert "could not lay the pages out" in capsys.readouterr().err
    assert listed(root / "build" / "paper.docx") == []


def test_libreoffice_is_found_where_windows_and_macos_keep_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it is not in PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(libreoffice, "PLACES", ("/nowhere/soffice", program(tmp_path, "")))
    assert find_libreoffice() == str(tmp_path / "soffice")
