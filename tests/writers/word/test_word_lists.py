"""Lists begin where they should, and Word goes on counting paragraphs through them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import Build
from small_papers import HERE, W, frame, item, letters, numbers, paper, para, tree

from reportgen.diagnostics import Severity
from reportgen.writers.word import write_word

Soffice = Callable[[Path, str, Path], Path]


def test_a_list_that_restarts_has_a_list_of_its_own(build: Build) -> None:
    """Each ordered list begins at its own number, on the list the template links its style to."""
    data = build(paper(numbers(item("a")), para("x"), numbers(item("b"), start=7)))
    used = [node.get(W + "val") for node in tree(data)[0].iter(W + "numId")]
    assert len(set(used)) == 2
    starts = _starts(data)
    assert [starts[number] for number in used] == [("0", "1"), ("0", "7")]


def test_sub_paragraphs_that_word_restarts_carry_their_style_alone(build: Build) -> None:
    """The first (a) under a paragraph needs nothing: the template's list sees to it."""
    data = build(paper(para("One", number="1"), letters(item("a", number="1(a)"))))
    assert list(tree(data)[0].iter(W + "numPr")) == []


def test_a_start_beyond_words_highest_is_cut_and_reported() -> None:
    """A list that begins at 123456789 does not damage the file, and its author is told."""
    made = paper(numbers(item("a"), start=123456789))
    data, (problem,) = write_word(made, frame(), "templates/house.docx")
    assert ("0", "32767") in _starts(data).values()
    assert (problem.code, problem.severity) == ("list-start", Severity.WARNING)
    assert problem.source == HERE


def test_the_numbers_that_libreoffice_counts_are_those_of_the_paper(
    build: Build, soffice: Soffice, tmp_path: Path
) -> None:
    """A list that restarts in the middle of a paragraph leaves all the other numbers alone."""
    deep = letters(item("I", letters(item("V"), item("W"), restarts=True)), item("J"))
    data = build(
        paper(
            para("A", number="1"),
            letters(item("B"), item("C")),
            letters(item("D"), item("E", deep), item("F"), restarts=True),
            para("G", number="2"),
            letters(item("H")),
            numbers(item("K"), item("L", numbers(item("M"), item("N"))), item("O")),
            para("P", number="3"),
            numbers(item("Q"), start=5),
            letters(item("R")),
        )
    )
    assert _shown(data, soffice, tmp_path) == (
        "1 A (a) B (b) C (a) D (b) E (i) I (i) V (ii) W (ii) J (c) F "
        "2 G (a) H 1. K 2. L (a) M (b) N 3. O 3 P 5. Q (a) R"
    )


def _starts(data: bytes) -> dict[str, tuple[str, str]]:
    found = {}
    for node in tree(data, "word/numbering.xml").iter(W + "lvlOverride"):
        start = node.find(W + "startOverride")
        found[node.getparent().get(W + "numId")] = (node.get(W + "ilvl"), start.get(W + "val"))
    return found


def _shown(data: bytes, soffice: Soffice, folder: Path) -> str:
    """Return the words of the first page as LibreOffice sets them, without header and footer."""
    source = folder / "lists.docx"
    source.write_bytes(data)
    printed = soffice(source, "pdf", folder)
    page = subprocess.run(
        ["pdftotext", "-y", "60", "-x", "0", "-W", "600", "-H", "700", "-layout", printed, "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return " ".join(page.stdout.split())
