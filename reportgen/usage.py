"""What a paper uses of its workbooks. In: a paper. Out: the cells, sheets and budgets it rests on.

A sheet is used when the paper prints something of it, or when a formula of a used sheet names it.
Checks on workbooks look at used sheets alone: what no paper rests on is finance's own business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar, cast

from reportgen import walk
from reportgen.amounts import Amount
from reportgen.budget import Budget, find_budget
from reportgen.model import AmountText, Chart, Paper, Table
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.workbook import CellRange, Sheet, Workbook, read_range

# The sheets that a formula names: 'Community Safety'!B17, Summary!C9. Not those of other workbooks.
SHEET_NAME = regex(r"'((?:[^'\[\]]|'')+)'!|(?<![\w.\]])([^\W\d][\w.]*)!")
WORD = regex(r"[^\W\d][\w.]*")  # a function, a cell, or the name of a block or an Excel table
QUOTED = regex(r'"[^"]*"')


Result = TypeVar("Result", bound=Callable[[Paper], Any])


def once_a_paper(function: Result) -> Result:
    """Keep what a function returned for the paper it was last given: several checks ask for it.

    A paper is frozen, so the same object means the same answer.
    """
    latest: list[tuple[Paper, Any]] = []

    @wraps(function)
    def kept(paper: Paper) -> Any:
        if not latest or latest[0][0] is not paper:
            latest[:] = [(paper, function(paper))]
        return latest[0][1]

    return cast(Result, kept)


@once_a_paper
def printed_amounts(paper: Paper) -> tuple[Amount, ...]:
    """Return the paper's amounts in sentences and charts, then those in tables from sheets."""
    typed = [node.amount for node in walk.typed(paper, AmountText)]
    rows = [row for table in walk.each(paper, Table) if table.origin for row in table.rows]
    cells = [cell for row in rows for cell in row.cells]
    printed = [n.amount for cell in cells for n in cell.content if type(n) is AmountText]
    return (*typed, *printed)


@once_a_paper
def printed_cells(paper: Paper) -> frozenset[Source]:
    """Return the cells that the paper's amounts come from."""
    return frozenset(cell for amount in printed_amounts(paper) for cell in amount.cells)


def sheets_printed(paper: Paper) -> frozenset[tuple[str, str]]:
    """Return the path and the title of each sheet of which the paper prints a table or a chart."""
    return frozenset((path, sheet) for path, sheet, _ in _printed_blocks(paper))


@once_a_paper
def sheets_used(paper: Paper) -> tuple[tuple[Workbook, Sheet], ...]:
    """Return the sheets that the paper prints from, and those that they are worked out from."""
    cells = (cell for amount in printed_amounts(paper) for cell in amount.cells)
    printed = {(cell.path, cell.sheet) for cell in cells}
    printed |= sheets_printed(paper)
    return tuple((book, sheet) for book in _workbooks(paper) for sheet in _used(book, printed))


@once_a_paper
def budgets_used(paper: Paper) -> tuple[tuple[Workbook, Budget], ...]:
    """Return the budgets on the used sheets: each sheet's own, and others that are printed.

    A block that is printed from within a sheet's own budget is a part of it, not another one.
    """
    blocks: dict[tuple[str, str], list[CellRange]] = {}
    for path, title, block in _printed_blocks(paper):
        blocks.setdefault((path, title), []).append(block)
    return tuple(
        (book, budget)
        for book, sheet in sheets_used(paper)
        for budget in _budgets(book, sheet, blocks.get((book.source.path, sheet.title), []))
    )


def sheets_named(formula: str) -> frozenset[str]:
    """Return the titles of the sheets that a formula names, in small letters."""
    found = SHEET_NAME.findall(QUOTED.sub("", formula))
    return frozenset((quoted.replace("''", "'") or plain).casefold() for quoted, plain in found)


def _workbooks(paper: Paper) -> tuple[Workbook, ...]:
    """Return the paper's workbooks, each file once though it may have two names."""
    return tuple({book.source.path: book for book in paper.workbooks if book.sheets}.values())


def _used(book: Workbook, printed: set[tuple[str, str]]) -> Iterator[Sheet]:
    used = {title.casefold() for path, title in printed if path == book.source.path}
    waiting = [sheet for sheet in book.sheets if sheet.title.casefold() in used]
    by_title = {sheet.title.casefold(): sheet for sheet in book.sheets}
    names = {item.name.casefold(): item.sheet.casefold() for item in book.names}
    while waiting:
        rows = waiting.pop().rows
        formulas = [cell.formula for cells in rows for cell in cells if cell.formula]
        named = {title for formula in formulas for title in sheets_named(formula)}
        words = {word for formula in formulas for word in WORD.findall(formula.casefold())}
        named |= {names[word] for word in words if word in names}
        waiting += [by_title[title] for title in sorted(named - used) if title in by_title]
        used |= named
    return (sheet for sheet in book.sheets if sheet.title.casefold() in used)


def _budgets(book: Workbook, sheet: Sheet, blocks: list[CellRange]) -> Iterator[Budget]:
    own, _ = find_budget(book, sheet.title)
    area = read_range(own.origin.cell) if own else None
    if own:
        yield own
    for block in blocks:
        if area is None or not _is_within(block, area):
            other, _ = find_budget(book, sheet.title, str(block))
            if other:
                yield other


def _is_within(block: CellRange, area: CellRange) -> bool:
    rows = area.first_row <= block.first_row and block.last_row <= area.last_row
    columns = area.first_column <= block.first_column and block.last_column <= area.last_column
    return rows and columns


@once_a_paper
def _printed_blocks(paper: Paper) -> list[tuple[str, str, CellRange]]:
    """Return path, sheet and block of each table and chart read from a sheet, each once."""
    found = []
    nodes: Iterator[Table | Chart] = walk.each(paper, Table, Chart)
    for node in nodes:
        path_and_sheet, _, address = node.origin.rpartition("!")
        path, _, sheet = path_and_sheet.partition("!")
        block = read_range(address)
        if block:
            found.append((path, sheet, block))
    return list(dict.fromkeys(found))
