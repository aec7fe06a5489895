"""Trace amounts. In: a Word file that was issued, and its workbooks. Out: what became of each.

    workbooks   finds the workbooks that the file's records name
    current     what each amount would print as from the workbook of today
    questions   "where does £4.2m come from?": what was asked
    answers     ... and what is to be said of it

Reading Word files and workbooks is the readers' work; an amount of a paper is in `provenance`.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Diagnostics, has_errors
from reportgen.provenance import Found, Record
from reportgen.readers.word import open_word_file
from reportgen.readers.word.provenance import read_provenance
from reportgen.source import Source
from reportgen.trace.current import Current, current_texts
from reportgen.trace.workbooks import Shelf, read_recorded
from reportgen.workbook import Workbook


class Status(StrEnum):
    """What became of an amount after its paper was issued."""

    UNCHANGED = "unchanged"
    EDITED = "edited by hand"
    STALE = "stale"
    EDITED_AND_STALE = "edited by hand, stale"
    MISSING = "missing"


class Traced(Struct, frozen=True):
    """An amount of a file: what it was, what it is now, what the workbook makes of it today.

    `now` is "" where it is gone. `current` is None where the workbook was not found.
    """

    record: Record
    now: str
    current: Current | None
    status: Status


class TracedFile(Struct, frozen=True):
    """A file's amounts. `workbooks` are those of today, under the names that the file has."""

    paper: str
    amounts: tuple[Traced, ...]
    workbooks: tuple[Workbook, ...]
    diagnostics: Diagnostics

    @property
    def failed(self) -> bool:
        """True unless every amount was compared, and is as it was issued."""
        changed = any(item.status is not Status.UNCHANGED for item in self.amounts)
        return changed or has_errors(self.diagnostics)


def trace_file(
    path: Path, shown: str, shelf: Shelf, *, everything: bool = False
) -> tuple[TracedFile | None, Diagnostics]:
    """Return what became of the amounts of a Word file; None for one that cannot be read.

    `shown` is what diagnostics call the file. A workbook is read only if it has changed since the
    file was built, or if `everything` about it is asked for.
    """
    source = Source(shown)
    document, problems = open_word_file(path, source, accept_changes=True)
    problems = tuple(item for item in problems if item.code != "word-dangling")
    if document is None:
        return None, problems
    paper, found = read_provenance(document)
    if paper is None:
        return None, problems + found
    recorded, in_workbooks = read_recorded(paper.workbooks, shelf, source, everything=everything)
    current = current_texts(tuple(item.record for item in paper.amounts), recorded)
    amounts = tuple(_traced(item, current.get(item.record.id)) for item in paper.amounts)
    books = tuple(item.workbook for item in recorded if item.workbook is not None)
    return TracedFile(paper.name, amounts, books, problems + in_workbooks), ()


def _traced(found: Found, current: Current | None) -> Traced:
    record = found.record
    issued = _plain(record.text)
    texts = [_plain(text) for text in found.texts]
    # Of copies of a sentence the one that differs is what has to be known.
    now = next((text for text in texts if text != issued), issued if texts else "")
    stale = current is not None and _plain(current.text).casefold() != issued.casefold()
    return Traced(record, now, current, _status(edited=now != issued, gone=not now, stale=stale))


def _status(*, edited: bool, gone: bool, stale: bool) -> Status:
    if gone:
        return Status.MISSING
    if edited:
        return Status.EDITED_AND_STALE if stale else Status.EDITED
    return Status.STALE if stale else Status.UNCHANGED


def _plain(text: str) -> str:
    """Return a text with its spaces as a keyboard has them: Word's may be of other kinds."""
    return " ".join(text.split())
