"""References are Word's own fields, with the right words already in them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Build
from small_papers import (
    HERE,
    W,
    appendix,
    bullets,
    item,
    letters,
    lines,
    numbers,
    paper,
    para,
    reference,
    row,
    table,
    text,
    tree,
)

from reportgen.model import Attributes, Figure, Heading, Paper, Picture, Reference, RowKind

Soffice = Callable[[Path, str, Path], Path]
BUDGET: dict[str, Any] = {
    "caption": text("Funds"),
    "number": "1",
    "attributes": Attributes("tbl-funds"),
}


def everything(*references: Reference) -> Paper:
    """Return a paper with one of each thing that can be referred to, and the references."""
    spread = [part for each in references for part in (each, "; ")]
    return paper(
        Heading(1, text("Finance"), HERE, Attributes("sec-finance")),
        para("One", number="1", label="par-one"),
        letters(
            item("a", number="1(a)"),
            item("b", letters(item("i", number="1(b)(i)", label="par-deep")), number="1(b)"),
        ),
        para("Two", number="2"),
        numbers(item("first", number="1"), item("second", number="2", label="rec-second")),
        table(row(RowKind.LINE, "x"), **BUDGET),
        Figure(Picture("a.png", "A map", "", HERE), HERE, text("Map"), Attributes("fig-map"), "1"),
        Heading(2, text("Cost"), HERE, Attributes("q-cost"), "1", word="Question"),
        para(*spread, number="3"),
        appendices=(appendix("First"), appendix("Tables", number="B", label="app-tables")),
    )


CASES = [
    ("par-one", "paragraph", "1", "paragraph\u00a0{REF X \\w \\h = 1}"),
    ("par-one", "", "1", "{REF X \\w \\h = 1}"),
    ("par-deep", "paragraph", "1(b)(i)", "paragraph\u00a0{REF X \\w \\h = 1(b)(i)}"),
    ("rec-second", "recommendation", "2", "recommendation\u00a0{REF X \\n \\h = 2}"),
    ("sec-finance", "", "Finance", "{REF X \\h = Finance}"),
    ("tbl-funds", "Table", "1", "{REF X \\h = Table\u00a01}"),
    ("tbl-funds", "", "1", "{REF Xn \\h = 1}"),
    ("fig-map", "Figure", "1", "{REF X \\h = Figure\u00a01}"),
    ("q-cost", "question", "1", "question\u00a0{REF X \\h = 1}"),
    ("q-cost", "", "1", "{REF X \\h = 1}"),
    ("app-tables", "Appendix", "B", "{REF X \\n \\h = Appendix\u00a0B}"),
    ("app-tables", "", "B", "[B](#X)"),
]


@pytest.mark.parametrize(("label", "words", "number", "shown"), CASES)
def test_a_reference_is_a_field(
    build: Build, label: str, words: str, number: str, shown: str
) -> None:
    """Each kind of target has the field that gives its number, to one bookmark that exists."""
    data = build(everything(reference(label, words, number)))
    (line,) = (line for line in lines(data) if line.endswith(";"))
    assert re.sub("_Ref[0-9a-f]{16}", "X", line) == f"NumberedParagraph | {shown};"
    used = set(re.findall("_Ref[0-9a-f]{16}n?", line))
    names = [node.get(W + "name") for node in tree(data).iter(W + "bookmarkStart")]
    assert used <= set(names)
    assert len(names) == len(set(names))


def test_bookmarks_stand_round_what_is_referred_to(build: Build) -> None:
    """A bookmark holds the words of its block: Word takes the number from that paragraph."""
    shown = lines(build(everything()))
    assert "Heading1 | <Finance>" in shown
    assert "NumberedParagraph | <One>" in shown
    assert "SubSubParagraph | <i>" in shown
    assert "AppendixHeading | <Tables>" in shown
    (caption,) = (line for line in shown if line.endswith("Funds"))
    assert caption.startswith("Caption | <{CaptionLabel: Table\u00a0}<{SEQ Table")
    assert caption.endswith(">>\u2002Funds")


def test_a_reference_to_nothing_known_is_printed_plainly(build: Build) -> None:
    """What a reference says is never lost, even when its target is not to be found."""
    data = build(paper(para(reference("par-gone", "paragraph", "9"))))
    assert lines(data) == ["BodyText | paragraph\u00a09"]


def test_a_bullet_may_be_labelled(build: Build) -> None:
    """A label on something without a number is a bookmark like others."""
    assert lines(build(paper(bullets(item("a", label="par-a"))))) == ["ListBullet | <a>"]


def test_libreoffice_works_out_the_results_that_are_stored(
    build: Build, soffice: Soffice, tmp_path: Path
) -> None:
    """A program that works fields out again comes to the same words and numbers."""
    data = build(everything(*(reference(*case[:3]) for case in CASES)))
    stale = _with_wrong_results(data)
    assert stale != data
    right, wrong = tmp_path / "right.docx", tmp_path / "wrong.docx"
    right.write_bytes(data)
    wrong.write_bytes(stale)
    assert _words(soffice(wrong, "pdf", tmp_path)) == _words(soffice(right, "pdf", tmp_path))
    assert (
        "paragraph 1; 1; paragraph 1(b)(i); recommendation 2; Finance; Table 1; 1; "
        "Figure 1; question 1; 1; Appendix B; B;"
    ) in _words(tmp_path / "wrong.pdf")


def _with_wrong_results(data: bytes) -> bytes:
    """Return the file with `ZZ` for the stored result of every REF and SEQ field."""
    from small_papers import changed

    pattern = rb'("separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)[^<]*'
    return changed(data, {"word/document.xml": lambda xml: re.sub(pattern, rb"\1ZZ", xml)})


def _words(pdf: Path) -> str:
    run = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())
