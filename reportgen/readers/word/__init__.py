"""Word files as appendices. In: a .docx. Out: its bytes, known to be sound, or its blocks."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics
from reportgen.model import Blocks, WordFile
from reportgen.readers.word.file import open_word_file

__all__ = ["open_word_file", "read_word"]


def read_word(document: WordFile) -> tuple[Blocks, Diagnostics]:
    """Return what a Word file says, to be set like the rest of the paper."""
    return (), ()
