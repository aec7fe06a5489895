"""Word files of five makes in one paper: nothing is lost, nothing dangles, nothing new is wrong."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from carried import MC, Carried, carry, dangling, findings
from small_papers import W
from word_files import makers

Convert = Callable[[Path, str, Path], Path]
MAKES = ("pandoc", "LibreOffice", "python-docx", "by hand", "as Word")
WORD = re.compile(r"[A-Za-z]+|\d[\d,.]*\d")  # not one digit: numbers of pages and notes change


@pytest.fixture(scope="module")
def files(soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = (
        makers.pandoc_file(),
        makers.libreoffice_file(soffice, tmp_path_factory.mktemp("liberty")),
        makers.python_docx_file(comments=False),
        makers.hand_made_file(),
        makers.as_word_file(),
    )
    return dict(zip(MAKES, made, strict=True))


@pytest.fixture(scope="module")
def all_in_one(files: dict[str, bytes]) -> Carried:
    return carry(*files.values(), files["pandoc"], house=True)


@pytest.fixture(scope="module")
def pdf(all_in_one: Carried, soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    path = folder / "paper.docx"
    path.write_bytes(all_in_one.data)
    return soffice(path, "pdf", folder)


@pytest.mark.parametrize("make", MAKES)
def test_a_file_leaves_nothing_dangling(files: dict[str, bytes], make: str) -> None:
    """Every style, list, note, bookmark and part that the paper names is there, and there once."""
    made = carry(files[make])
    assert made.data
    assert dangling(made) == []


@pytest.mark.parametrize("make", MAKES)
def test_two_checkers_find_nothing_in_the_paper_that_the_file_has_not(
    files: dict[str, bytes], make: str
) -> None:
    """What a program has put wrong may stay wrong; carrying it puts nothing else wrong."""
    assert findings(carry(files[make]).data) - findings(files[make]) == Counter()


def test_all_files_stand_in_one_paper_and_one_of_them_twice(all_in_one: Carried) -> None:
    """Files that use the same names and numbers do not get into each other's way."""
    assert all_in_one.problems == ()
    assert dangling(all_in_one) == []


def test_all_files_in_one_paper_pass_both_checkers(
    all_in_one: Carried, files: dict[str, bytes]
) -> None:
    """There is no finding in the whole paper but those that a file brings along."""
    own = Counter[str]()
    for data in (*files.values(), files["pandoc"]):
        own += findings(data)
    assert findings(all_in_one.data) - own == Counter()


def test_the_same_files_give_the_same_bytes(files: dict[str, bytes]) -> None:
    """Building again changes nothing."""
    assert carry(*files.values()).data == carry(*files.values()).data


@pytest.mark.parametrize("make", MAKES)
def test_every_word_of_a_file_is_in_the_paper_in_order(
    files: dict[str, bytes], make: str, pdf: Path
) -> None:
    """LibreOffice opens the paper and prints the whole text of each appendix."""
    said = words_of(files[make])
    assert len(said) > 15
    assert lost(said, printed(pdf)) == []


@pytest.mark.parametrize("make", MAKES)
def test_every_note_of_a_file_is_in_the_paper(
    files: dict[str, bytes], make: str, pdf: Path
) -> None:
    """Footnotes stand on their pages, endnotes behind their file or at the end of the paper."""
    there = " ".join(printed(pdf))
    for part in ("footnotes", "endnotes"):
        for note in notes_of(files[make], part):
            assert " ".join(note) in there


def test_landscape_pages_stay_landscape(pdf: Path) -> None:
    """Only the pages that are landscape in their own file are landscape in the paper."""
    with pikepdf.open(pdf) as document:
        wide = [page.mediabox[2] > page.mediabox[3] for page in document.pages]
    there = ["landscape" in text for text in pages(pdf)]
    assert there.count(True) == 2
    assert wide == there


def test_all_pictures_are_printed(pdf: Path) -> None:
    """One picture by pandoc, twice, two by python-docx, one as Word has it."""
    command = ["pdfimages", "-list", str(pdf)]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert len(listed.splitlines()) - 2 == 5


def test_marking_and_page_numbers_run_on(pdf: Path) -> None:
    """Each page bears the paper's marking and its number, whatever the file has at its foot."""
    texts = pages(pdf)
    # LibreOffice puts endnotes on a page of their own at the end, without header or footer.
    *marked, last = texts
    assert "endnote one" in last
    for number, text in enumerate(marked, start=1):
        assert "OFFICIAL" in text
        assert f"Page {number} of {len(texts)}" in " ".join(text.split())


# --- reading files ----------------------------------------------------------------------------


def words_of(data: bytes) -> list[str]:
    """Return the words of a file's text, without those in text boxes, which stand beside it."""
    body = Carried(data, ()).body
    texts = []
    for node in body.iter(W + "p"):
        if next(node.iterancestors(W + "txbxContent", MC + "Fallback"), None) is None:
            texts.append(_text(node))
    return WORD.findall(" ".join(texts))


def notes_of(data: bytes, part: str) -> list[list[str]]:
    file = Carried(data, ())
    if f"word/{part}.xml" not in file.parts:
        return []
    return [WORD.findall(_text(note)) for note in file.tree(part) if note.get(W + "type") is None]


def _text(node: Any) -> str:
    inside = (
        t for t in node.iter(W + "t") if next(t.iterancestors(W + "txbxContent"), None) is None
    )
    return "".join(t.text or "" for t in inside)


def pages(pdf: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return run.stdout.decode().split("\f")[:-1]


def printed(pdf: Path) -> list[str]:
    """Return all words on paper, in the order in which they were put there."""
    run = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return WORD.findall(run.stdout.decode())


def lost(said: list[str], there: list[str]) -> list[str]:
    """Return the words that do not come in order; a note's mark or a number may hang on to one."""
    at, missing = 0, []
    for word in said:
        found = next((n for n in range(at, len(there)) if word in there[n]), None)
        if found is None:
            missing.append(word)
        else:
            at = found + 1
    return missing
