"""Fixtures for budgets: a workbook typed as rows, as a person sees it on a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from typed_cells import HEADINGS, PATH, Rows, typed_cell

from reportgen.budget import Budget, find_budget
from reportgen.diagnostics import Diagnostics
from reportgen.source import Source
from reportgen.workbook import Sheet, Workbook


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    """Type a sheet: one tuple a row, "" for a blank cell, () for a blank row."""

    def typed(rows: Rows, title: str = "Fund", number_format: str = "£#,##0", **more: Any) -> Sheet:
        source = Source(PATH, sheet=title)
        found = []
        for number, values in enumerate(rows, 1):
            cells = [
                typed_cell(value, number, column, title, number_format)
                for column, value in enumerate(values, 1)
                if value != ""
            ]
            if cells:
                found.append(tuple(cells))
        return Sheet(title, source, tuple(found), **more)

    return typed


@pytest.fixture
def workbook(sheet: Callable[..., Sheet]) -> Callable[..., Workbook]:
    """Type a workbook of one sheet, `Fund`, or of the sheets given."""

    def typed(rows: Rows = (), *sheets: Sheet, name: str = "budget", **more: Any) -> Workbook:
        return Workbook(name, Source(PATH), sheets or (sheet(rows, **more),))

    return typed


@pytest.fixture
def recognised(workbook: Callable[..., Workbook]) -> Callable[..., tuple[Budget, Diagnostics]]:
    """Type a sheet and recognise its budget, which has to be there."""

    def found(rows: Rows, within: str = "", **more: Any) -> tuple[Budget, Diagnostics]:
        budget, problems = find_budget(workbook(rows, **more), "Fund", within)
        assert budget is not None, problems
        return budget, problems

    return found


@pytest.fixture
def kinds(recognised: Callable[..., tuple[Budget, Diagnostics]]) -> Callable[[Rows], list[str]]:
    """Type a sheet under the usual headings and return the kinds of its rows."""

    def found(rows: Rows) -> list[str]:
        budget, _ = recognised([HEADINGS, *rows])
        return [line.kind.value for line in budget.lines]

    return found
