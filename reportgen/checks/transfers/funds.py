"""The funds of a workbook, a sheet each. In: a workbook and its budgets. Out: what cells are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen import number_formats
from reportgen.budget import Budget, BudgetLine
from reportgen.formulas.grid import Grid, Place
from reportgen.labels import fold, slug
from reportgen.model import RowKind
from reportgen.workbook import Cell, Workbook

TOTALS = (RowKind.SUBTOTAL, RowKind.TOTAL)
LINES = (RowKind.LINE, RowKind.FUNDING)


class Passing(Struct, frozen=True):
    """A transfer within one workbook: the two sheets, and where on them its amount stands.

    `pounds` is the amount without its sign. `expression` is what the manifest has for it, with
    the `sign` that it comes to; "" where nobody has declared it.
    """

    giver: int
    receiver: int
    given: tuple[Place, ...]
    received: tuple[Place, ...]
    pounds: Decimal
    expression: str = ""
    sign: int = 1

    @property
    def key(self) -> tuple[frozenset[int], Decimal]:
        """What tells it from other transfers: the two funds, whichever gives, and the amount."""
        return frozenset((self.giver, self.receiver)), self.pounds


class Funds:
    """The sheets of a workbook as funds: their lines, and where on them an amount stands."""

    def __init__(self, workbook: Workbook, budgets: Iterable[Budget]) -> None:
        self.workbook = workbook
        self.grid = Grid(workbook)
        self.budgets = tuple(budgets)
        self.lines: dict[tuple[int, int], BudgetLine] = {}
        self.columns: dict[tuple[int, int], list[Place]] = defaultdict(list)
        self._with_totals: set[int] = set()
        self._amounts: dict[int, dict[Decimal, list[Place]]] = {}
        for budget in self.budgets:
            self._add(budget)
        for places in self.columns.values():
            places[:] = sorted(set(places))

    def _add(self, budget: Budget) -> None:
        sheet = self.grid.place(budget.sheet, 1, 1).sheet
        for line in budget.lines:
            self.lines.setdefault((sheet, line.row), line)
            if line.kind in TOTALS:
                self._with_totals.add(sheet)
            for column, cell in zip(budget.columns, line.cells, strict=True):
                if column.is_amount and cell is not None and cell.is_number:
                    place = Place(sheet, cell.row, cell.column)
                    self.columns[sheet, cell.column].append(place)

    @property
    def path(self) -> str:
        return self.workbook.source.path

    def sheet(self, name: str) -> int | None:
        """Return the number of the sheet that a manifest calls so, None when there is none."""
        titles = [sheet.title for sheet in self.workbook.sheets]
        for form in (fold, slug):
            for number, title in enumerate(titles):
                if form(title) == form(name):
                    return number
        return None

    def title(self, sheet: int) -> str:
        return self.workbook.sheets[sheet].title

    def cell(self, place: Place) -> Cell:
        return self.grid.cells[place]

    def kind(self, place: Place) -> RowKind | None:
        line = self.lines.get((place.sheet, place.row))
        return line.kind if line else None

    def has_totals(self, sheet: int) -> bool:
        return sheet in self._with_totals

    def is_whole(self, place: Place) -> bool:
        """Tell a cell that stands for a fund: a total of its sheet, or any where it has none."""
        return self.kind(place) in TOTALS or not self.has_totals(place.sheet)

    def standing(self, sheet: int, pounds: Decimal) -> tuple[Place, ...]:
        """Return where on a sheet an amount stands, lines first; its sign does not matter."""
        if sheet not in self._amounts:
            self._amounts[sheet] = self._amounts_of(sheet)
        return tuple(self._amounts[sheet].get(pounds, ()))

    def _amounts_of(self, sheet: int) -> dict[Decimal, list[Place]]:
        found: dict[Decimal, list[Place]] = defaultdict(list)
        for cell in self.workbook.sheets[sheet].cells():
            if isinstance(cell.value, Decimal):
                place = Place(sheet, cell.row, cell.column)
                found[in_pence(cell.value)].append(place)
        for places in found.values():
            places.sort(key=lambda place: self.kind(place) not in LINES)
        return found

    def lines_of_funds(self) -> Iterator[tuple[Place, BudgetLine]]:
        """Yield the lines of sheets that have totals, a place for each amount other than 0."""
        for (sheet, _), places in self.columns.items():
            for place in places if self.has_totals(sheet) else ():
                line = self.lines[sheet, place.row]
                if line.kind in LINES and self.cell(place).value:
                    yield place, line


def in_pence(value: Decimal) -> Decimal:
    """Return an amount without its sign, to the penny: what two sums of money are compared by."""
    if not number_formats.is_printable(value):
        return value.copy_abs()
    return number_formats.rounded(value, 2).copy_abs()
