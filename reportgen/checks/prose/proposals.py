"""The expression to write in place of a typed amount: a cell comes in, what prints it goes out."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from reportgen.amounts import MINUS, NO_BREAK_SPACE
from reportgen.budget import Budget, BudgetLine, find_budget, slug
from reportgen.checks.prose.cells import LONGEST_SHEET, HeldAmount, Same
from reportgen.checks.prose.figures import TypedAmount
from reportgen.expressions import Expressions
from reportgen.model import AmountText, RowKind
from reportgen.source import NOWHERE
from reportgen.workbook import CellRange, Workbook, column_letters

TOTALS = (RowKind.TOTAL, RowKind.SUBTOTAL)


class Proposal(Struct, frozen=True):
    """An expression with its filter, what it prints, and the path in it that names the cell."""

    expression: str
    printed: str
    path: str


class Proposals:
    """Finds expressions for cells; whatever it proposes has been worked out."""

    def __init__(self, workbooks: tuple[Workbook, ...]) -> None:
        self._workbooks = workbooks
        self._names = {
            (book.source.path, named.sheet, named.range): named.name
            for book in workbooks
            for named in reversed(book.names)
            if not named.is_table
        }
        self._budgets: dict[tuple[str, str], tuple[Budget | None, dict[int, BudgetLine]]] = {}
        self._paths: dict[str, str] = {}

    def best_of(self, same: Same, typed: TypedAmount) -> HeldAmount:
        """Return the cell to name: one with a name, then a total, then the first."""
        return min(same, key=lambda held: (self.rank(held), _has_other_sign(held, typed)))

    def rank(self, held: HeldAmount) -> int:
        """Return 0 for a cell with a name, 1 for a total, 2 for any other."""
        if self._name(held):
            return 0
        _, line = self._line(held)
        return 1 if line and line.kind in TOTALS else 2

    def path_to(self, held: HeldAmount) -> str:
        """Return what names a cell in an expression, `""` where nothing does."""
        place = str(held.cell.source)
        if place not in self._paths:
            paths = (path for path in self._paths_to(held) if self._names_it(path, held))
            self._paths[place] = next(paths, "")
        return self._paths[place]

    def propose(self, held: HeldAmount, typed: TypedAmount) -> Proposal | None:
        """Return an expression that prints a cell's amount in the form that was typed.

        Where no filter has that form (£4.2m), it prints the nearest that there is (£4.2 million).
        """
        path = self.path_to(held)
        exact, nearest = _filters(typed)
        if not path:
            return None
        if typed.bracketed:  # a number format may set brackets around negative amounts
            whole = self._proposal(path, path, held)
            if whole and whole.printed == f"({typed.written})":
                return whole
        number = _with_sign(path, held, typed)
        tried = [self._proposal(path, f"{number}{each}", held) for each in (*exact, nearest)]
        made = [proposal for proposal in tried if proposal]
        same = (item for item in made if is_printed_alike(item.printed, typed.written))
        return next(same, made[-1] if made else None)

    def _proposal(self, path: str, expression: str, held: HeldAmount) -> Proposal | None:
        printed = self._prints(expression, held)
        return Proposal(expression, printed, path) if printed else None

    def _prints(self, expression: str, held: HeldAmount) -> str:
        """Return what an expression prints, `""` if it is not this cell or is reported itself."""
        node, problems = self._expressions.print_text(expression, NOWHERE)
        if problems or not isinstance(node, AmountText):
            return ""
        return node.text if node.amount.cells == (held.cell.source,) else ""

    def _names_it(self, path: str, held: HeldAmount) -> bool:
        amount, _ = self._expressions.amount(path, NOWHERE)
        return amount is not None and amount.cells == (held.cell.source,)

    @cached_property
    def _expressions(self) -> Expressions:
        return Expressions(self._workbooks)

    # --- names and labels ---------------------------------------------------------------------

    def _paths_to(self, held: HeldAmount) -> Iterator[str]:
        book, name = held.workbook.name, self._name(held)
        if name:
            yield _attribute(book, name)
        budget, line = self._line(held)
        if budget and line and line.label:
            row = f"{book}[{_quoted(budget.sheet)}][{_quoted(line.label)}"
            yield f"{row}]"
            columns = (item for item in budget.columns if item.position == held.cell.column)
            for heading in (*(item.heading for item in columns), column_letters(held.cell.column)):
                yield f"{row}, {_quoted(heading)}]"
            yield f"{book}.{slug(budget.sheet)}.{slug(line.label)}"

    def _name(self, held: HeldAmount) -> str:
        row, column = held.cell.row, held.cell.column
        block = CellRange(row, column, row, column)
        return self._names.get((held.workbook.source.path, held.sheet.title, block), "")

    def _line(self, held: HeldAmount) -> tuple[Budget | None, BudgetLine | None]:
        key = (held.workbook.source.path, held.sheet.title)
        if key not in self._budgets:
            is_short = len(held.sheet.rows) <= LONGEST_SHEET
            budget = find_budget(held.workbook, held.sheet.title)[0] if is_short else None
            self._budgets[key] = budget, {line.row: line for line in budget.lines} if budget else {}
        budget, lines = self._budgets[key]
        return budget, lines.get(held.cell.row)


def is_printed_alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same in print, whatever their spaces and minus signs."""
    return _in_print(one) == _in_print(other)


def _in_print(text: str) -> str:
    plain = text.replace(NO_BREAK_SPACE, " ").replace("-", MINUS)
    return MINUS + plain[1:] if plain.startswith("–") else plain


def _attribute(book: str, name: str) -> str:
    is_word = name.isidentifier() and not keyword.iskeyword(name)
    return f"{book}.{name}" if is_word else f"{book}[{_quoted(name)}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- forms ------------------------------------------------------------------------------------


def _with_sign(path: str, held: HeldAmount, typed: TypedAmount) -> str:
    """Return the path as full pounds, and with the sign that was typed."""
    number = f"{path} * {10**held.scale}" if held.scale else path
    return f"-{number}" if _has_other_sign(held, typed) else number


def _has_other_sign(held: HeldAmount, typed: TypedAmount) -> bool:
    return typed.negative != (held.pounds < 0)


def _filters(typed: TypedAmount) -> tuple[tuple[str, ...], str]:
    """Return the filters that may print an amount as it was typed, and the one nearest to it."""
    places = max(typed.unit - typed.step.adjusted(), 0)
    if typed.unit > 3:
        in_millions = f" | millions({max(6 - typed.step.adjusted(), 0)})"
        return ("", " | millions"), in_millions
    if typed.unit:
        return ("",), " | thousands" if not places else _plain(" | gbp", typed)
    if not typed.pound:
        return ("",), _plain(" | number", typed)
    return ("", _plain(" | gbp", typed), " | thousands"), _plain(" | gbp", typed)


def _plain(name: str, typed: TypedAmount) -> str:
    places = max(-typed.step.adjusted(), 0)
    return f"{name}({places})" if places else name
