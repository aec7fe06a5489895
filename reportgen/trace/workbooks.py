"""Find the workbooks of an issued file. In: what its records call them. Out: the ones of today.

A file may come from anybody, so the path in it is only a name to look for: never an absolute one,
never one with `..`, and only below the folders that the user's own doing names.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.patterns import regex
from reportgen.provenance import WorkbookRecord
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
MOST_BYTES = 50_000_000  # the reader of workbooks takes no more
# What begins at a root, a drive or a home, on whatever system; and what no file can be called.
NOT_BELOW = regex(r"[/~]|[A-Za-z]:|.*[\\\x00-\x1f]", re.S)


class Shelf(Struct, frozen=True):
    """Where workbooks are looked for: those that the user names, then below folders, in order."""

    given: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()


class Recorded(Struct, frozen=True):
    """A workbook as a file records it, and as it is today.

    It is None when it could not be found or read, or when it need not be: it has not `moved`.
    """

    record: WorkbookRecord
    moved: bool
    workbook: Workbook | None = None


def read_recorded(
    records: tuple[WorkbookRecord, ...], shelf: Shelf, source: Source, *, everything: bool
) -> tuple[tuple[Recorded, ...], Diagnostics]:
    """Return the workbooks that a file names, and report those that are not found.

    If none of them has changed none is read, unless `everything` is asked for.
    """
    paths = {record: _find(record, records, shelf) for record in records}
    moved = {record: not path or _digest(path) != record.digest for record, path in paths.items()}
    wanted = everything or any(path and moved[record] for record, path in paths.items())
    read: list[Recorded] = []
    problems: list[Diagnostic] = []
    for record, path in paths.items():
        book: Workbook | None = None
        if path is None:
            problems.append(_not_found(record, source))
        elif wanted:
            book, found = read_workbook(path, record.name, record.path)
            problems += found
        read.append(Recorded(record, moved[record], book))
    return tuple(read), tuple(dict.fromkeys(problems))


def folders_for(file: Path, *first: Path) -> tuple[Path, ...]:
    """Return the folders that a file's workbooks may be below: `first`, its own, those above it.

    The whole disk is none of them: a file could name anything on it.
    """
    above = (file.resolve().parent, *file.resolve().parent.parents)
    wanted = (folder.resolve() for folder in (*first, *above))
    return tuple(dict.fromkeys(folder for folder in wanted if folder.parent != folder))


def _find(record: WorkbookRecord, records: tuple[WorkbookRecord, ...], shelf: Shelf) -> Path | None:
    name = PurePosixPath(record.path).name
    given = next((path for path in shelf.given if path.name.casefold() == name.casefold()), None)
    if given is None and len(shelf.given) == 1 and len({item.path for item in records}) == 1:
        given = shelf.given[0]  # it may have been saved under another name since
    return given or next(_below(record.path, shelf.folders), None)


def _below(written: str, folders: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the files that a path means below folders, with symbolic links followed."""
    parts = PurePosixPath(written).parts
    harmless = not NOT_BELOW.match(written) and ".." not in parts
    if not harmless or not written.lower().endswith(ENDINGS):
        return
    for folder in folders:
        path = Path(os.path.realpath(folder / written))
        if path.is_relative_to(os.path.realpath(folder)) and _is_file(path):
            yield folder / written


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that the system cannot have
        return False


def _digest(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:  # the reader of workbooks says why
        return ""
    return hashlib.sha256(data).hexdigest()


def _not_found(record: WorkbookRecord, source: Source) -> Diagnostic:
    message = f'the workbook "{record.path}" is not found, so nobody can tell what is stale'
    hint = "name it with --workbook FILE, or go to the folder of its project"
    return error("workbook-not-found", message, source, hint)
