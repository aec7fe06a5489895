"""Numbers and references through the whole tool: what follows what, and what Word will print."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from spoilt_fields import FIELD, TEXT, spoilt

from reportgen.cli import main

Convert = Callable[[Path, str, Path], Path]

NAME = "2022-03-22-commissioning-budget"


def built(root: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> str:
    """Build a project and return the outline of its paper."""
    monkeypatch.chdir(root)
    assert main(["build", "--to", "docx,txt", *names]) == 0
    (outline,) = (root / "build").glob("*.txt")
    return outline.read_text(encoding="utf-8")


@pytest.fixture
def sample(repository: Path, tmp_path: Path) -> Path:
    """A copy of the project with the sample paper."""
    for folder in ("content", "budgets", "templates"):
        shutil.copytree(repository / folder, tmp_path / folder)
    (tmp_path / "reportgen.toml").touch()
    return tmp_path


def test_a_paragraph_and_a_table_more_and_everything_follows(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One paragraph and one table early in the paper move every later number and reference."""
    before = built(sample, monkeypatch, NAME)
    purpose = sample / "content" / NAME / "purpose.md"
    more = "\n\nA paragraph more.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: One more table\n"
    purpose.write_text(purpose.read_text(encoding="utf-8") + more, encoding="utf-8")
    after = built(sample, monkeypatch, NAME)
    assert "as paragraph 4 explains" in before
    assert "as paragraph 5 explains" in after
    assert "4   Table 1 gives the amount" in before
    assert "5   Table 2 gives the amount" in after
    assert "Neither Table 2 nor Appendix A" in after
    assert _numbers(before) == list(range(1, 13))
    assert _numbers(after) == list(range(1, 14))


def _numbers(outline: str) -> list[int]:
    return [int(number) for number in re.findall(r"^(\d+) +\S", outline, re.M)]


def test_a_reference_whose_target_is_gone_is_an_error_with_its_line(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The label is taken out of paragraph 4; the one reference to it is named."""
    budget = sample / "content" / NAME / "budget.md"
    text = budget.read_text(encoding="utf-8")
    assert text.count(" {#par-streams}") == 1
    budget.write_text(text.replace(" {#par-streams}", ""), encoding="utf-8")
    monkeypatch.chdir(sample)
    assert main(["build", NAME]) == 1
    said = capsys.readouterr().err
    assert f"content/{NAME}/financial-implications.md:3: error: nothing has the label" in said
    assert not (sample / "build").exists()


MANIFEST = """\
kind: paper
title: A paper
board: A board
date: 2022-03-22
author: An officer
numbering: {numbering}
sections: [purpose.md, options.md, recommendations.md]
appendices: [first.md, second.md]
"""
FILES = {
    "purpose.md": """\
# Purpose {#sec-purpose}

See @par-second, @par-sub, @par-below, @sec-options, @tbl-one, @tbl-two, @rec-last, @app-second,
and [@par-second; @par-third; @par-fourth].

Second. {#par-second}

Third. {#par-third}

Fourth: {#par-fourth}

1. one
2. two {#par-sub}
   1. below it
   2. below it again {#par-below}
""",
    "options.md": """\
# Options {#sec-options}

A table:

| A | B |
|---|---|
| 1 | 2 |

Table: The first table {#tbl-one}

As @sec-purpose, @app-first and @par-last say.
""",
    "recommendations.md": """\
# Recommendations

The Board is asked to:

1. note the report
2. approve it {#rec-last}
""",
    "first.md": "# First {#app-first}\n\nText.\n",
    "second.md": """\
# Second {#app-second}

More text.

Last. {#par-last}

| A | B |
|---|---|
| 1 | 2 |

Table: The second table {#tbl-two}
""",
}
SCHEMES = {
    "running": "{paragraphs: running, appendix_paragraphs: numbered}",
    "decimal": "{paragraphs: decimal, recommendations: own, appendix_paragraphs: numbered}",
    "numbers": "{recommendations: own, appendices: numbers, appendix_paragraphs: numbered}",
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_stored_is_what_libreoffice_works_out(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soffice: Convert
) -> None:
    """LibreOffice computes every field anew: each reference is the number beside its target."""
    folder = tmp_path / "content" / "paper"
    folder.mkdir(parents=True)
    (tmp_path / "reportgen.toml").touch()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    manifest = MANIFEST.format(numbering=SCHEMES[scheme])
    (folder / "paper.yaml").write_text(manifest, encoding="utf-8")
    built(tmp_path, monkeypatch)
    docx = tmp_path / "build" / "paper.docx"
    stored = _stored(docx)
    assert len(stored) >= 13
    pdf = soffice(spoilt(docx, tmp_path / "spoilt.docx", "REF"), "pdf", tmp_path)
    printed = _links(pdf)
    assert [text for text in stored if text not in printed] == []
    assert "ZZ" not in "".join(printed)
    beside = _numbers_beside_targets(pdf)
    assert len(beside) == len(TARGETS)
    for number in beside:
        assert any(text.endswith(number) for text in stored), (number, stored)


# The words of what is referred to: the number that stands before them is the target's own.
TARGETS = (
    r"(\S+) +Second\.",
    r"(\S+) +Fourth:",
    r"(\(b\)) +two",
    r"(\(ii\)) +below it again",
    r"(\S+) +approve it",
    r"(\S+) +Last\.",
    r"(Table \S+) +The first table",
    r"(Table \S+) +The second table",
    r"(Appendix \S+) +First",
    r"(Appendix \S+) +Second$",
)


def _numbers_beside_targets(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    text = text.replace("\u00a0", " ").replace("\u2002", " ")
    found = (re.search(pattern, text, re.M) for pattern in TARGETS)
    return [match[1] for match in found if match]


def _stored(docx: Path) -> list[str]:
    """Return the stored result of every REF field."""
    xml = ZipFile(docx).read("word/document.xml").decode()
    results = (
        "".join(TEXT.findall(field["result"]))
        for field in FIELD.finditer(xml)
        if field["code"].startswith("REF")
    )
    return [result.replace("\u00a0", " ") for result in results]


def _links(pdf: Path) -> list[str]:
    """Return the texts that LibreOffice worked out for the references: its links within the PDF."""
    with pikepdf.open(pdf) as document:
        return [
            str(annotation.get("/Contents", "")).replace("\u00a0", " ")
            for page in document.pages
            for annotation in page.get("/Annots", [])
            if "/Dest" in annotation
        ]
