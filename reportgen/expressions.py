"""What stands between `{{` and `}}`: an expression over workbooks, worked out to a printed text.

In: `budget.summary.total | thousands`. Out: an `AmountText` (or `Text`, for a cell of words), or
the diagnostics that say why not. Python's own parser makes the tree; nothing is ever executed:
only the few shapes below have a meaning, and every other one is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal

from reportgen import amounts, budget, diagnostics, number_formats
from reportgen.amounts import RECKONING, Amount
from reportgen.budget import Budget
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean
from reportgen.labels import fold, slug
from reportgen.model import AmountText, Text
from reportgen.source import Source
from reportgen.workbook import Cell, Workbook

EXAMPLE = 'write budget["Sheet name"]["Row label"] or budget.defined_name, then | and a filter'
FILL = "put the amount into the cell, or name another one"
LONGEST_QUOTED = 60
GENERAL = "General"
PENCE = Decimal("0.01")
LONGEST = 500  # characters; a longer "expression" is a lost pair of braces

OPERATIONS: dict[type[ast.operator], Callable[[Amount, Amount], Amount]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}

Key = tuple[str, ...]


class _FaultError(Exception):
    """One expression cannot be worked out; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__()
        self.diagnostics = diagnostics


class Expressions:
    """Works out expressions over a paper's workbooks, reading each budget only once."""

    def __init__(self, workbooks: tuple[Workbook, ...]) -> None:
        self._workbooks = {book.name: book for book in workbooks}
        self._budgets: dict[tuple[str, str], Budget] = {}
        self._names: dict[str, _Names] = {}

    def print_text(
        self, expression: str, source: Source
    ) -> tuple[AmountText | Text | None, Diagnostics]:
        """Work an expression out to the text it prints, None when it cannot be.

        Without a filter an amount prints as its cell does in Excel. A number format that
        cannot be shown is a warning, and the number prints with thousands separators.
        """
        try:
            tree = _parse(expression, source)
            return _Run(self, source, expression).print_text(tree)
        except _FaultError as fault:
            return None, fault.diagnostics

    def amount(self, expression: str, source: Source) -> tuple[Amount | None, Diagnostics]:
        """Work out an expression without a filter to an amount, None when it cannot be."""
        try:
            return _Run(self, source, expression).amount(_parse(expression, source)), ()
        except _FaultError as fault:
            return None, fault.diagnostics

    def find(self, keys: tuple[Key, ...], source: Source) -> Cell:
        """Return the cell that a path such as `budget`, `Summary`, `Total` names."""
        book = self._workbook(keys[0][0], source)
        if len(keys) == 1:
            raise _fault(
                "bad-expression",
                f'"{book.name}" is a whole workbook, not an amount',
                source,
                f'name a line of it: {book.name}["Sheet name"]["Row label"]',
            )
        if book.name not in self._names:
            self._names[book.name] = _Names(book)
        named = _named_cell(self._names[book.name], keys, source)
        if named:
            sheet = next(sheet for sheet in book.sheets if sheet.title == named[0])
            cell = sheet.cell(named[1], named[2])
            if cell is None:
                raise _fault("amount-not-found", f"{keys[1][0]} names an empty cell", source, FILL)
            return cell
        return self._line(book, keys, source)

    def _workbook(self, name: str, source: Source) -> Workbook:
        book = self._workbooks.get(name)
        if book is None:
            raise _fault(
                "unknown-workbook",
                f'there is no workbook called "{name}" in the manifest',
                source,
                did_you_mean(name, self._workbooks)
                or "name the workbook in paper.yaml under workbooks:",
            )
        if not book.sheets:
            raise _FaultError  # it could not be read, which has been reported
        return book

    def _line(self, book: Workbook, keys: tuple[Key, ...], source: Source) -> Cell:
        """Return the cell of a labelled row: sheet, row and, with several amounts, column."""
        sheet = keys[1][0]
        if len(keys) == 2:
            known = [item.name for item in book.names if not item.is_table]
            raise _fault(
                "unknown-name",
                f'"{sheet}" is neither a defined name of {book.source} nor a line of a sheet',
                source,
                did_you_mean(sheet, known) or EXAMPLE,
            )
        row, *column = [part for key in keys[2:] for part in key]
        if len(column) > 1:
            raise _fault(
                "bad-expression",
                f'"{".".join(column)}" says too much after the row "{row}"',
                source,
                "write sheet, row and at most one column",
            )
        table = self._budget(book, sheet, source)
        cell, message = budget.lookup(table, row, *column)
        if cell is None:
            message, _, hint = message.partition("\n")
            raise _fault("amount-not-found", message, source, hint or FILL)
        return cell

    def _budget(self, book: Workbook, sheet: str, source: Source) -> Budget:
        key = (book.name, slug(sheet))
        if key not in self._budgets:
            found, problems = budget.find_budget(book, sheet)
            if found is None:
                raise _FaultError(*(_at(problem, source) for problem in problems))
            self._budgets[key] = found
        return self._budgets[key]


class _Run:
    """The working out of one expression."""

    def __init__(self, expressions: Expressions, source: Source, expression: str) -> None:
        self.expressions = expressions
        self.source = source
        self.expression = expression

    def print_text(self, tree: ast.expr) -> tuple[AmountText | Text, Diagnostics]:
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.BitOr):
            amount = self.amount(tree.left)
            return self.printed(self.filtered(amount, tree.right), amount), ()
        if _is_path(tree):
            cell = self.cell(tree)
            if not cell.is_number:
                return self.words_of(cell), ()
        amount = self.amount(tree)
        text = amounts.shown(amount)
        if text is not None:
            problems = self.scale_problem(amount, text) or self.raw_problem(amount, text)
            return self.printed(text, amount), problems
        return self.printed(amounts.FILTERS["number"](amount), amount), (
            number_formats.cannot_show(amount.number_format, self.source),
        )

    def scale_problem(self, amount: Amount, text: str) -> Diagnostics:
        """Report an amount in thousands that nothing in the sentence would tell from pounds."""
        if not number_formats.hides_scale(amount.number_format):
            return ()
        message = f"{text} stands for {amounts.number(amount)}: the cell shows it in thousands"
        hint = "say in the sentence what it is: add | gbp, | thousands or | millions"
        return (diagnostics.warning("hidden-scale", message, self.source, hint),)

    def raw_problem(self, amount: Amount, text: str) -> Diagnostics:
        """Report a number that was worked out here and has no form yet: 0.070253356."""
        has_form = amount.number_format != GENERAL or len(amount.cells) == 1
        value = amount.value
        if has_form or value in (value.to_integral_value(), RECKONING.quantize(value, PENCE)):
            return ()
        message = f"{text} has more decimals than a reader can use"
        hint = "say how to print it: add | percent, | gbp or | number(2)"
        return (diagnostics.warning("raw-number", message, self.source, hint),)

    def printed(self, text: str, amount: Amount) -> AmountText:
        return AmountText(text, amount, self.expression, self.source)

    def words_of(self, cell: Cell) -> Text:
        if cell.is_blank or cell.value is None:
            raise _fault(
                "amount-not-found",
                f"{cell.source} is empty",
                self.source,
                FILL,
            )
        shown = number_formats.show(cell.value, cell.number_format)
        return Text(str(cell.value) if shown is None else shown.strip())

    def filtered(self, amount: Amount, tree: ast.expr) -> str:
        name, arguments = self.filter_call(tree)
        if name not in amounts.FILTERS:
            raise _fault(
                "unknown-filter",
                f'there is no filter called "{name}"',
                self.source,
                did_you_mean(name, amounts.FILTERS),
            )
        try:
            return amounts.FILTERS[name](amount, *arguments)
        except TypeError:
            raise _fault(
                "bad-expression",
                f'the filter "{name}" cannot have {", ".join(map(str, arguments))} in brackets',
                self.source,
                f"write | {name}",
            ) from None

    def filter_call(self, tree: ast.expr) -> tuple[str, list[int]]:
        call = tree if isinstance(tree, ast.Call) else None
        name = call.func if call else tree
        arguments = call.args if call else []
        if not isinstance(name, ast.Name) or (call and call.keywords):
            raise self.refused(tree)
        places = [item.value for item in arguments if isinstance(item, ast.Constant)]
        if len(places) != len(arguments) or not all(type(item) is int for item in places):
            raise self.refused(tree)
        if not all(0 <= item <= 10 for item in places if isinstance(item, int)):
            hint = "write the number of decimals in the brackets, such as | gbp(2)"
            raise _fault("bad-expression", "decimals go from 0 to 10", self.source, hint)
        return name.id, [item for item in places if isinstance(item, int)]

    def amount(self, tree: ast.expr) -> Amount:
        match tree:
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
                return self.combined(type(op), self.amount(left), self.amount(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.amount(operand)
            case ast.Constant(value=int() | float()) if not isinstance(tree.value, bool):
                return self.constant(Decimal(repr(tree.value)))
            case _ if _is_path(tree):
                return self.amount_of(self.cell(tree))
            case _:
                raise self.refused(tree)

    def constant(self, value: Decimal) -> Amount:
        if not value.is_finite():
            raise _fault("bad-expression", "a number in it is too large", self.source)
        return Amount(value)

    def combined(self, op: type[ast.operator], left: Amount, right: Amount) -> Amount:
        try:
            return OPERATIONS[op](left, right)
        except ZeroDivisionError:
            raise _fault(
                "division-by-zero",
                f'"{self.expression}" divides by 0, which has no result',
                self.source,
                "look at the amount after the / in the workbook",
            ) from None

    def cell(self, tree: ast.expr) -> Cell:
        cell = self.expressions.find(tuple(self.keys(tree)), self.source)
        problem = budget.cell_problem(cell)
        if problem:
            raise _FaultError(problem)
        return cell

    def amount_of(self, cell: Cell) -> Amount:
        if not isinstance(cell.value, Decimal):
            raise _fault(
                "not-a-number",
                f'{cell.source} holds "{_short(self.words_of(cell).text)}", which is not a number',
                self.source,
                "type it as a number in Excel; to print words as they stand, leave the filter out",
            )
        return Amount(cell.value, cell.number_format, (cell.source,))

    def keys(self, tree: ast.expr) -> list[Key]:
        match tree:
            case ast.Name(id=name):
                return [(name,)]
            case ast.Attribute(value=value, attr=name):
                return [*self.keys(value), (name,)]
            case ast.Subscript(value=value, slice=ast.Constant(value=str(text))):
                return [*self.keys(value), (text,)]
            case ast.Subscript(value=value, slice=ast.Tuple(elts=items)):
                return [*self.keys(value), tuple(self.text_of(item) for item in items)]
            case _:
                raise self.refused(tree)

    def text_of(self, tree: ast.expr) -> str:
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            return tree.value
        raise self.refused(tree)

    def refused(self, tree: ast.expr) -> _FaultError:
        return _fault(
            "bad-expression",
            f'"{ast.unparse(tree)}" cannot be used in an expression',
            self.source,
            EXAMPLE,
        )


def _parse(expression: str, source: Source) -> ast.expr:
    """Parse with Python's grammar; editors' curly double quotation marks count as straight."""
    text = expression.replace("“", '"').replace("”", '"').strip()
    if not text or len(text) > LONGEST:
        what = "is empty" if not text else f"is longer than {LONGEST} characters"
        message = f"the expression between {{{{ and }}}} {what}"
        raise _fault("bad-expression", message, source, EXAMPLE)
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _fault(
            "bad-expression",
            f'"{expression}" is not an expression',
            source,
            'names with spaces or hyphens go in brackets: budget["Sheet name"]["Sub-total"]',
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}..."


def _is_path(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Name | ast.Attribute | ast.Subscript)


class _Names:
    """What a workbook has by name: the defined names, of two alike the first, and the sheets."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.defined = {fold(item.name): item for item in reversed(book.names)}
        self.sheets = {slug(sheet.title) for sheet in book.sheets}


def _named_cell(
    names: _Names, keys: tuple[Key, ...], source: Source
) -> tuple[str, int, int] | None:
    """Return the place of the cell that a defined name means, None when the key is no such name.

    With a row behind it, a sheet goes before a defined name, and the name of a block is a table.
    """
    name, book = keys[1][0], names.book
    named = names.defined.get(fold(name))
    followed = len(keys) > 2
    is_sheet = slug(name) in names.sheets
    if named is None or named.is_table or (followed and is_sheet):
        return None
    block = named.range
    is_cell = (block.first_row, block.first_column) == (block.last_row, block.last_column)
    if is_cell and not followed:
        return named.sheet, block.first_row, block.first_column
    if is_cell:
        message = f'"{named.name}" names one amount, and nothing can follow it'
        raise _fault("bad-expression", message, source, "end the expression after the name")
    if not followed:
        message = f'"{named.name}" names a block of cells, not one amount'
        hint = f'name a line of it: {book.name}.{named.name}["Row label"]'
        raise _fault("bad-expression", message, source, hint)
    return None


def _fault(code: str, message: str, source: Source, hint: str = "") -> _FaultError:
    return _FaultError(diagnostics.error(code, message, source, hint))


def _at(problem: Diagnostic, source: Source) -> Diagnostic:
    """Point a problem of the workbook at the line of the paper that asked for it."""
    return diagnostics.error(problem.code, problem.message, source, problem.hint)
