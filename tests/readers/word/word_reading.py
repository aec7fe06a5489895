"""What the tests of reading Word files share: read a file's bytes, print its blocks as text."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from carried_kinds import carried

from reportgen.diagnostics import Diagnostics
from reportgen.model import Appendix, Blocks, Paper, Text, WordFile
from reportgen.passes.numbering import number_paper
from reportgen.readers.word import open_word_file, read_word
from reportgen.source import Source
from reportgen.writers.outline import write_outline

SOURCE = Source("content/paper/letter.docx")


def opened(
    data: bytes, *, accept_changes: bool = False, name: str = "letter.docx"
) -> tuple[WordFile | None, Diagnostics]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return open_word_file(path, SOURCE, accept_changes=accept_changes)


def read(data: bytes, *, accept_changes: bool = False) -> tuple[Blocks, Diagnostics]:
    """Return the blocks of a file and all that is said of it."""
    document, problems = opened(data, accept_changes=accept_changes)
    assert document is not None, problems
    blocks, more = read_word(document)
    return blocks, problems + more


def outline(data: bytes, *, accept_changes: bool = False) -> str:
    """Return a file as the outline prints it, below the heading of its appendix."""
    blocks, _ = read(data, accept_changes=accept_changes)
    appendix = Appendix((Text("Letter"),), SOURCE, blocks)
    text = write_outline(number_paper(Paper("p", carried("paper"), SOURCE, appendices=(appendix,))))
    return text.removeprefix("Appendix A  Letter").strip()


def said(data: bytes) -> list[str]:
    """Return the messages about a file that is read."""
    return [problem.message for problem in read(data)[1]]
