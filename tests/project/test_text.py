"""Reading the text files that people save."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.project import read_text
from reportgen.source import Source

SOURCE = Source("content/paper/purpose.md")


def read(tmp_path: Path, data: bytes) -> tuple[str | None, list[str]]:
    path = tmp_path / "purpose.md"
    path.write_bytes(data)
    text, problems = read_text(path, SOURCE)
    return text, [f"{problem.source}: {problem.code}" for problem in problems]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_is_read_with_and_without_its_mark(tmp_path: Path, mark: bytes) -> None:
    """Notepad's mark is taken off; line ends of Windows become plain ones."""
    assert read(tmp_path, mark + "£5\r\nand\rmore\n".encode()) == ("£5\nand\nmore\n", [])


def test_windows_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    """A pound sign of Windows-1252 would print wrongly: the line is named instead."""
    text, problems = read(tmp_path, b"first\n\xa35m\n")
    assert text is None
    assert problems == ["content/paper/purpose.md:2: text-encoding"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused(tmp_path: Path, encoding: str) -> None:
    """A file that Windows calls Unicode is refused, with and without its mark."""
    text, problems = read(tmp_path, "Café £5".encode(encoding))
    assert text is None
    assert len(problems) == 1


def test_the_hint_says_how_to_save(tmp_path: Path) -> None:
    """The officer is told which menu to use."""
    path = tmp_path / "x.md"
    path.write_bytes("£".encode("utf-16"))
    assert "Save as, Encoding: UTF-8" in read_text(path, SOURCE)[1][0].hint


def test_a_word_file_is_not_text(tmp_path: Path) -> None:
    """A Word file under a Markdown name is recognised."""
    assert read(tmp_path, b"PK\x03\x04\0\0") == (None, ["content/paper/purpose.md: not-text"])
    assert read(tmp_path, b"PK\x03\x04\xff\0") == (None, ["content/paper/purpose.md: not-text"])


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """A file no paper can need is not read into memory."""
    text, problems = read(tmp_path, b"x" * 5_000_001)
    assert text is None
    assert problems == ["content/paper/purpose.md: file-too-large"]


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    """A file that went away in the meantime is a message."""
    text, problems = read_text(tmp_path / "gone.md", SOURCE)
    assert text is None
    assert [problem.code for problem in problems] == ["file-unreadable"]
