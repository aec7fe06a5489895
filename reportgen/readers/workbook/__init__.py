"""Read a workbook: a path comes in, a Workbook with every used cell goes out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.readers.workbook.file import damaged, open_workbook_file
from reportgen.readers.workbook.sheets import TooManyCellsError, read_book
from reportgen.source import Source
from reportgen.workbook import Workbook

MOST_CELLS = 500_000  # filled cells in a workbook; more is data, not a budget


def read_workbook(path: Path, name: str, shown_path: str) -> tuple[Workbook | None, Diagnostics]:
    """Read the workbook that the manifest calls `name`, or report why it cannot be read.

    `shown_path` is the path for sources. Numbers are Decimals of at most 15 digits, as in Excel;
    durations are in days. Formulas are never worked out: the values are those last saved.
    """
    source = Source(shown_path)
    data, problem = open_workbook_file(path, source)
    return (None, (problem,)) if problem else parse_workbook(data, name, source)


def parse_workbook(data: bytes, name: str, source: Source) -> tuple[Workbook | None, Diagnostics]:
    """Read the bytes of a workbook that `open_workbook_file` let pass, as `read_workbook` does."""
    try:
        book = read_book(data, source, MOST_CELLS)
    except TooManyCellsError:
        return None, (_too_many_cells(source),)
    # Parts that contradict each other show in whatever way: KeyError, IndexError, ValueError, ...
    except Exception:
        return None, (damaged(source),)
    if not book.sheets:
        hint = "add a sheet with the budget, and save the workbook in Excel"
        return None, (error("workbook-empty", "the workbook has no sheets", source, hint),)
    return replace(book, name=name, digest=hashlib.sha256(data).hexdigest()), ()


def _too_many_cells(source: Source) -> Diagnostic:
    message = f"the workbook is too large: it has more than {MOST_CELLS:,} filled cells"
    hint = "keep the budget in a workbook of its own, without the data it was made from"
    return error("workbook-too-large", message, source, hint)
