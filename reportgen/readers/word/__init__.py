"""Word files as appendices. In: a .docx. Out: its bytes, known to be sound, or its blocks."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics
from reportgen.model import Blocks, WordFile
from reportgen.source import Source


def open_word_file(
    path: Path, source: Source, *, accept_changes: bool = False
) -> tuple[WordFile | None, Diagnostics]:
    """Return a Word file once it is known to be sound and harmless."""
    return WordFile(path.read_bytes(), source, accept_changes), ()


def read_word(document: WordFile) -> tuple[Blocks, Diagnostics]:
    """Return what a Word file says, to be set like the rest of the paper."""
    return (), ()
