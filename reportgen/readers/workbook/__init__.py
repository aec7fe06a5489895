"""Read a workbook: a path comes in, a Workbook with every used cell goes out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.readers.workbook.file import damaged, open_workbook_file
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
    if problem:
        return None, (problem,)

    from reportgen.readers.workbook import (
        sheets,  # openpyxl takes 0.1 s: only who reads a workbook pays
    )

    try:
        found, names, links = sheets.read_sheets(data, source, MOST_CELLS)
    except sheets.TooManyCellsError:
        return None, (_too_many_cells(source),)
    # openpyxl meets damage with whatever exception its code runs into: KeyError, TypeError, ...
    except Exception:
        return None, (damaged(source),)
    if not found:
        hint = "add a sheet with the budget, and save the workbook in Excel"
        return None, (error("workbook-empty", "the workbook has no sheets", source, hint),)
    digest = hashlib.sha256(data).hexdigest()
    return Workbook(name, source, found, names, digest, links), ()


def _too_many_cells(source: Source) -> Diagnostic:
    message = f"the workbook is too large: it has more than {MOST_CELLS:,} filled cells"
    hint = "keep the budget in a workbook of its own, without the data it was made from"
    return error("workbook-too-large", message, source, hint)
