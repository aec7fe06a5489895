"""Fixtures for workbooks: write one as Excel would, and alter a part of one as a fault would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from reportgen.diagnostics import Diagnostics
from reportgen.readers.workbook import read_workbook
from reportgen.workbook import Cell, Workbook

Fill = Callable[[Any, Any], None]
SHEET_XML = "xl/worksheets/sheet1.xml"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of one sheet, `Budget`, which `fill(workbook, sheet)` fills."""

    def written(fill: Fill | None = None, name: str = "budget.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet("Budget")
            sheet.write_row(0, 0, ["Project area", "Funding"])
            if fill:
                fill(workbook, sheet)
        return path

    return written


@pytest.fixture
def alter() -> Callable[..., Path]:
    """Write a workbook's part anew: `change` makes the new text of the old."""

    def altered(path: Path, part: str, change: Callable[[str], str]) -> Path:
        with ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts[part] = change(parts.get(part, b"").decode()).encode()
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return altered


@pytest.fixture
def read() -> Callable[[Path], Workbook]:
    """Read a workbook that has to be readable."""

    def reading(path: Path) -> Workbook:
        workbook, problems = read_workbook(path, "budget", f"budgets/{path.name}")
        assert problems == ()
        assert workbook is not None
        return workbook

    return reading


@pytest.fixture
def refuse() -> Callable[[Path], Diagnostics]:
    """Read a workbook that cannot be read, and return what is said of it."""

    def refusing(path: Path) -> Diagnostics:
        workbook, problems = read_workbook(path, "budget", f"budgets/{path.name}")
        assert workbook is None
        assert len(problems) == 1
        return problems

    return refusing


@pytest.fixture
def cell(read: Callable[[Path], Workbook]) -> Callable[[Path, str], Cell]:
    """Read one cell of a workbook's first sheet."""

    def one(path: Path, address: str) -> Cell:
        cells = read(path).sheets[0].cells()
        return next(cell for cell in cells if cell.source.cell == address)

    return one
