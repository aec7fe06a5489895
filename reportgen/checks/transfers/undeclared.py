"""Find money that seems to pass from one fund to another. In: funds. Out: likely transfers.

There are two signs of it: a line of one fund is a link to a line of another; or a line names
another fund with words of giving or taking, and a line there that has such words, too, or is
funding, has the same amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.budget import Budget, BudgetLine
from reportgen.checks.transfers.funds import LINES, Funds, Passing, in_pence
from reportgen.checks.transfers.reach import tree_of
from reportgen.formulas.grid import Place
from reportgen.formulas.tree import Reference
from reportgen.labels import fold
from reportgen.model import RowKind
from reportgen.patterns import regex

PASSES = regex(
    r"\b(to|from|fund(s|ed)?|transfer(s|red)?|pass(ed|es)|allocat(ed|ion)|contribut(es|ed|ion)"
    r"|vire(d|ment)|recharged?)\b"
)
COMES = regex(r"\bfrom\b")
GOES = regex(r"\bto\b")


def may_have_transfers(budgets: Iterable[Budget]) -> bool:
    """Tell whether any line has a sign of a transfer: in most workbooks none has."""
    lines = [line for budget in budgets for line in budget.lines]
    labels = "\n".join([line.label for line in lines]).casefold()
    cells = (cell for line in lines for cell in line.cells if cell is not None)
    return PASSES.search(labels) is not None or any("!" in cell.formula for cell in cells)


def likely_transfers(funds: Funds) -> tuple[Passing, ...]:
    """Return the likely transfers of a workbook, each pair of funds and amount once."""
    found: dict[tuple[frozenset[int], Decimal], Passing] = {}
    lines = tuple(funds.lines_of_funds())
    for given, received in (*_linked(lines, funds), *_named(lines, funds)):
        pounds = in_pence(Decimal(str(funds.cell(given).value)))
        passing = Passing(given.sheet, received.sheet, (given,), (received,), pounds)
        found.setdefault(passing.key, passing)
    return tuple(found.values())


Lines = tuple[tuple[Place, BudgetLine], ...]


def _linked(lines: Lines, funds: Funds) -> Iterator[tuple[Place, Place]]:
    """Yield giver and receiver where a line's formula is nothing but a line of another fund.

    The money comes from where the link leads to, unless the line says that it goes there.
    """
    for place, line in lines:
        formula = funds.cell(place).formula
        tree = tree_of(formula) if "!" in formula else None
        block = funds.grid.block(tree, place) if isinstance(tree, Reference) else None
        there = block.only if block else None
        if there and there.sheet != place.sheet and _is_line_of_fund(there, funds):
            label = fold(line.label)
            goes = GOES.search(label) and not COMES.search(label)
            yield (place, there) if goes else (there, place)


def _is_line_of_fund(place: Place, funds: Funds) -> bool:
    return funds.has_totals(place.sheet) and funds.kind(place) in LINES


def _named(lines: Lines, funds: Funds) -> Iterator[tuple[Place, Place]]:
    """Yield giver and receiver where a line says that its amount goes to or comes from a fund."""
    labelled = ((place, fold(line.label)) for place, line in lines)
    passing = [(place, label) for place, label in labelled if PASSES.search(label)]
    titles = {
        fold(sheet.title): number
        for number, sheet in enumerate(funds.workbook.sheets if passing else ())
        if funds.has_totals(number)
    }
    if not titles:
        return
    named = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(titles, key=len, reverse=True)))})(?!\w)"
    )
    for place, label in passing:
        for found in named.finditer(label):
            there = _answer(place, titles[found[0]], funds)
            if there:
                comes = COMES.search(label, 0, found.start())
                yield (there, place) if comes else (place, there)


def _answer(place: Place, sheet: int, funds: Funds) -> Place | None:
    """Return the line of a fund that a transfer's line on another sheet has its counterpart in."""
    value = funds.cell(place).value
    if sheet == place.sheet or not isinstance(value, Decimal):
        return None
    for there in funds.standing(sheet, in_pence(value)):
        line = funds.lines.get((sheet, there.row))
        if line and (line.kind is RowKind.FUNDING or _passes(line)):
            return there
    return None


def _passes(line: BudgetLine) -> bool:
    return line.kind is RowKind.LINE and PASSES.search(fold(line.label)) is not None
