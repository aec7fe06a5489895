"""Have LibreOffice work out what `formulas` cannot: a paper comes in, its stale cells go out.

A formula takes part when every function in it is one that LibreOffice reckons as Excel does.
Every other cell stands still at its saved value, so that each result is that of the formula on
what was saved, but for other formulas that take part.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from reportgen.checks.recalculation import stale_value
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.formulas import UNKNOWN, Recalculation, agree, parse
from reportgen.formulas.functions import FUNCTIONS
from reportgen.formulas.grid import Block, Grid, Place
from reportgen.formulas.recalculation import blocks_named
from reportgen.formulas.tree import Call, Foreign, Node, Operation, each
from reportgen.formulas.values import COMPARISONS
from reportgen.libreoffice import convert
from reportgen.model import Paper
from reportgen.readers.workbook import parse_workbook
from reportgen.readers.workbook.file import open_workbook_file
from reportgen.recalculate.bare_workbook import bare_workbook
from reportgen.recalculate.functions import KNOWN_ALIKE, UNSEEN_PRECEDENTS
from reportgen.source import Source
from reportgen.usage import sheets_used
from reportgen.workbook import Cell, Workbook

# What was found in each workbook, by its path: papers share workbooks. None: it did not work.
Known = dict[str, tuple[tuple[Cell, Decimal], ...] | None]


def stale_values(paper: Paper, root: Path, program: str, known: Known) -> tuple[Diagnostics, int]:
    """Report formulas on used sheets that LibreOffice works out to another number than the saved.

    Also returned is how many could not be put to it: those of workbooks that it does not manage,
    and without a `program` all. What it has no number for is left alone. `root` is the project's
    folder; `known` keeps what was found for other papers.
    """
    used = {sheet.source for _, sheet in sheets_used(paper)}
    found: list[Diagnostic] = []
    missed = 0
    for book in {book.source.path: book for book, _ in sheets_used(paper)}.values():
        path = book.source.path
        if path not in known:
            known[path] = _stale(book, root, program)
        stale = known[path]
        if stale is None:
            missed += sum(_sheet_of(cell) in used for cell in _left(book).values())
        else:
            found += [stale_value(cell, new) for cell, new in stale if _sheet_of(cell) in used]
    return tuple(found), missed


def _left(book: Workbook) -> dict[Place, Cell]:
    """Return the formulas with a saved number that only LibreOffice can work out, by place."""
    ours = Recalculation(book)
    return {
        ours.grid.place(sheet.title, cell.row, cell.column): cell
        for sheet in book.sheets
        for cell in sheet.cells()
        if cell.formula and cell.is_number and is_worked_out_alike(cell.formula)
        if ours.value_on_saved(sheet.title, cell.row, cell.column) is UNKNOWN
    }


def is_worked_out_alike(formula: str) -> bool:
    """Tell whether LibreOffice may work a formula out: all in it is known, and inside the file.

    Where functions of `formulas` alone compare numbers and no result is known, the last binary
    digit decides. It may do so in another way in each program.
    """
    tree = parse(formula)
    nodes = tuple(each(tree)) if tree is not None else ()
    others = any(isinstance(node, Call) and node.name not in FUNCTIONS for node in nodes)
    compares = any(isinstance(node, Operation) and _is_comparison(node) for node in nodes)
    return bool(nodes) and all(map(_is_known, nodes)) and (others or not compares)


def _is_comparison(node: Operation) -> bool:
    return any(sign in COMPARISONS for sign, _ in node.rest)


def _is_known(node: Node) -> bool:
    match node:
        case Call(name=name):
            return name in KNOWN_ALIKE
        case Foreign(text=text):
            return text.startswith("{")
        case _:
            return True


def _stale(book: Workbook, root: Path, program: str) -> tuple[tuple[Cell, Decimal], ...] | None:
    left = _left(book)
    if not left:
        return ()
    values = _worked_out(book, root, left, program) if program else {}
    return tuple(_Comparison(book, left, values).stale()) if values else None


def _worked_out(
    book: Workbook, root: Path, left: Mapping[Place, Cell], program: str
) -> Mapping[Place, Cell]:
    """Return the cells as LibreOffice saves them; none when it does not manage."""
    data, _ = open_workbook_file(root / book.source.path, book.source)
    if hashlib.sha256(data).hexdigest() != book.digest:
        return {}  # somebody has saved it since it was read
    formulas = {
        (cell.source.sheet, cell.source.cell): cell.formula.removeprefix("=")
        for cell in left.values()
    }
    try:
        bare = bare_workbook(data, formulas)
    except (KeyError, ValueError, ET.ParseError):
        return {}
    made = convert(bare, "xlsx", "xlsx", program)
    again = parse_workbook(made, book.name, book.source)[0] if made else None
    return Grid(again).cells if again else {}


class _Comparison:
    """Saved and new values of the formulas that took part."""

    def __init__(
        self, book: Workbook, left: Mapping[Place, Cell], values: Mapping[Place, Cell]
    ) -> None:
        self.grid = Grid(book)
        self.left = left
        self.values = values
        self.moved = [place for place in left if not self.is_as_saved(place)]
        self.unsettled = [
            place for place, cell in self.grid.cells.items() if cell.uncalculated or cell.error
        ]
        self.doubtful: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place in sorted({*self.moved, *self.unsettled}):
            self.doubtful[place.sheet, place.column].append(place.row)

    def is_as_saved(self, place: Place) -> bool:
        new = self.values.get(place)
        return new is not None and agree(self.left[place].value, new.value) is True

    def stale(self) -> Iterator[tuple[Cell, Decimal]]:
        """Yield where a difference begins: all the cells that the formula names are as saved.

        A formula that reads cells without naming them counts when no other is in doubt.
        """
        first = [place for place in self.moved if not self.rests_on_doubtful(place)]
        unseeing = [place for place in first if self.reads_unseen(place)]
        named = [place for place in first if place not in unseeing]
        for place in named or ([] if self.unsettled else unseeing):
            new = self.values.get(place)
            if new is not None and isinstance(new.value, Decimal):
                yield self.left[place], new.value

    def rests_on_doubtful(self, place: Place) -> bool:
        tree = parse(self.left[place].formula)
        return any(self.holds_doubtful(block) for block in blocks_named(self.grid, place, tree))

    def holds_doubtful(self, block: Block) -> bool:
        for column in self.grid.columns_of(block):
            rows = self.doubtful.get((block.sheet, column), [])
            at = bisect_left(rows, block.range.first_row)
            if at < len(rows) and rows[at] <= block.range.last_row:
                return True
        return False

    def reads_unseen(self, place: Place) -> bool:
        tree = parse(self.left[place].formula)
        nodes = each(tree) if tree is not None else ()
        return any(isinstance(node, Call) and node.name in UNSEEN_PRECEDENTS for node in nodes)


def _sheet_of(cell: Cell) -> Source:
    return replace(cell.source, cell="")
