"""Text files. In: the path of a file that a person saved. Out: its text, or how to save it."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.source import Source

LIMIT = 5_000_000  # bytes; a paper of 500 pages is about a fifth of it
SAVE_AS_UTF8 = "save it again as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)"


def read_text(path: Path, source: Source) -> tuple[str | None, Diagnostics]:
    """Return a file's text with `\\n` for line ends, or None and why it cannot be read.

    A byte order mark is taken off. Any encoding but UTF-8 is an error: to guess would print
    wrong pound signs.
    """
    try:
        if path.stat().st_size > LIMIT:
            message = f"the file is larger than {LIMIT // 1_000_000} MB"
            hint = "is it the right file? if so, split it"
            return None, (error("file-too-large", message, source, hint),)
    except OSError as problem:
        return None, (_unreadable(problem, source),)
    data, problems = read_bytes(path, source)
    if data is None:
        return None, problems
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return None, (_not_utf8(data, problem.start, source),)
    if "\0" in text:
        return None, (_not_text(data, source),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def read_bytes(path: Path, source: Source) -> tuple[bytes | None, Diagnostics]:
    """Return what a file holds, or None and why it cannot be read."""
    try:
        return path.read_bytes(), ()
    except OSError as problem:
        return None, (_unreadable(problem, source),)


def _unreadable(problem: OSError, source: Source) -> Diagnostic:
    message = f"the file cannot be read: {problem.strerror}"
    hint = "close it in other programs, or ask for the right to read it"
    return error("file-unreadable", message, source, hint)


def _not_utf8(data: bytes, start: int, source: Source) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return error("text-encoding", "the file is saved as UTF-16", source, SAVE_AS_UTF8)
    if b"\0" in data:
        return _not_text(data, source)
    message = "the file is not saved as UTF-8: this line has a character in another encoding"
    line = data.count(b"\n", 0, start) + 1
    return error("text-encoding", message, Source(source.path, line), SAVE_AS_UTF8)


def _not_text(data: bytes, source: Source) -> Diagnostic:
    if data.startswith(b"PK\x03\x04"):
        message, hint = "this is a Word or Excel file, not text", "copy its text into a .md file"
    else:
        message, hint = "this is not a text file", SAVE_AS_UTF8
    return error("not-text", message, source, hint)
