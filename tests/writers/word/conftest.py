"""Build papers in tests; every file that is built must be one that Word can open."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import ooxml_integrity
import openxml_audit
import pytest
from small_papers import frame

from reportgen.diagnostics import Diagnostics
from reportgen.model import Paper
from reportgen.writers.word import write_word

Build = Callable[..., bytes]
Faults = Callable[..., Diagnostics]
Pages = Callable[[bytes], list[str]]
Soffice = Callable[[Path, str, Path], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return the .docx of a paper, after both checkers of Word files have passed it."""

    def built(paper: Paper, template: bytes | None = None) -> bytes:
        data, problems = write_word(paper, template or frame(), "templates/house.docx")
        assert problems == ()
        path = tmp_path / "paper.docx"
        path.write_bytes(data)
        assert faults_of(path) == []
        return data

    return built


def faults_of(path: Path) -> list[str]:
    """Return what two independent checkers of Word files find in one."""
    # A validator of its own for each file: it keeps ids of packages that are gone.
    validator = openxml_audit.OpenXmlValidator()
    found = (*validator.validate(path).errors, *ooxml_integrity.check(path))
    return [str(fault) for fault in found]


@pytest.fixture
def faults() -> Faults:
    """Return the diagnostics of a paper that cannot be written."""

    def found(paper: Paper, template: bytes) -> Diagnostics:
        data, problems = write_word(paper, template, "templates/house.docx")
        assert data == b""
        return problems

    return found


@pytest.fixture
def pages(soffice: Soffice, tmp_path: Path) -> Pages:
    """Return the text of each page as LibreOffice prints it; the PDF stays at `tmp_path`."""

    def printed(data: bytes) -> list[str]:
        (tmp_path / "printed.docx").write_bytes(data)
        pdf = soffice(tmp_path / "printed.docx", "pdf", tmp_path)
        command = ["pdftotext", "-layout", str(pdf), "-"]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return [" ".join(page.split()) for page in run.stdout.split("\f")[:-1]]

    return printed
