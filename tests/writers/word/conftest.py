"""Build papers in tests; every file that is built must be one that Word can open."""

from __future__ import annotations

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
VALIDATOR = openxml_audit.OpenXmlValidator()


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return the .docx of a paper, after both checkers of Word files have passed it."""

    def built(paper: Paper, template: bytes | None = None) -> bytes:
        data, problems = write_word(paper, template or frame(), "templates/house.docx")
        assert problems == ()
        path = tmp_path / "paper.docx"
        path.write_bytes(data)
        assert [str(fault) for fault in VALIDATOR.validate(path).errors] == []
        assert [str(fault) for fault in ooxml_integrity.check(path)] == []
        return data

    return built


@pytest.fixture
def faults() -> Faults:
    """Return the diagnostics of a paper that cannot be written."""

    def found(paper: Paper, template: bytes) -> Diagnostics:
        data, problems = write_word(paper, template, "templates/house.docx")
        assert data == b""
        return problems

    return found
