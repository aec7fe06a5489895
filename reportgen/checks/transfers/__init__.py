"""Check that money which one fund passes to another counts once in the totals that are printed.

In: a paper, with the transfers that its manifest declares. Out: transfers that do not stand where
they should, and totals that count one twice while the total net of it is printed nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from reportgen.budget import Budget, find_budget
from reportgen.checks.transfers import wording
from reportgen.checks.transfers.declared import Declared, read_declared
from reportgen.checks.transfers.funds import Funds, Passing, in_pence
from reportgen.checks.transfers.reach import Reach, Reaches
from reportgen.checks.transfers.undeclared import likely_transfers, may_have_transfers
from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.formulas.grid import Place
from reportgen.labels import fold
from reportgen.model import Paper, RowKind
from reportgen.source import Source
from reportgen.usage import budgets_used, printed_amounts
from reportgen.workbook import Workbook, read_range

CODE = "transfer-counted-twice"


def transfers_count_once(paper: Paper) -> Diagnostics:
    """Report declared transfers that are not found, and totals that count money twice.

    A total that adds up both funds of a transfer is fine where the paper prints the total net of
    it as well. What is wrong with a declared transfer is an error; one that nobody has declared
    is a warning, since only people know what the money is.
    """
    books = _books(paper)
    declared, problems = read_declared(paper, books)
    if not books:
        return problems
    printed = _printed(paper)
    twice = (item for funds in books for item in _counted_twice(funds, declared, printed))
    return (*problems, *twice)


def _books(paper: Paper) -> tuple[Funds, ...]:
    """Return the workbooks that transfers can be in, with the budgets on their sheets.

    Unless some are declared, money passes between two sheets that the paper rests on, and some
    line says so.
    """
    budgets: dict[str, list[Budget]] = defaultdict(list)
    for book, budget in budgets_used(paper):
        budgets[book.source.path].append(budget)
    for book, name in _named(paper):
        here = budgets[book.source.path]
        if not any(fold(budget.sheet) == fold(name) for budget in here):
            here.extend(budget for budget in find_budget(book, name)[:1] if budget)
    books = {book.source.path: book for book in reversed(paper.workbooks) if book.sheets}
    wanted = [
        path
        for path in books
        if paper.transfers or (len(budgets[path]) > 1 and may_have_transfers(budgets[path]))
    ]
    return tuple(Funds(books[path], budgets[path]) for path in reversed(wanted))


def _named(paper: Paper) -> Iterator[tuple[Workbook, str]]:
    """Yield each fund that a transfer names, with each workbook that may have it."""
    names = (name for item in paper.transfers for name in (item.giver, item.receiver))
    for name in dict.fromkeys(names):
        for book in paper.workbooks:
            yield book, name


class _Printed(Struct, frozen=True):
    """The amounts that a paper prints, in pence, and those that are a single cell's."""

    amounts: frozenset[Decimal]
    cells: frozenset[tuple[Source, Decimal]]


def _printed(paper: Paper) -> _Printed:
    found = printed_amounts(paper)
    cells = frozenset((item.cells[0], item.value) for item in found if len(item.cells) == 1)
    return _Printed(frozenset(in_pence(item.value) for item in found), cells)


def _counted_twice(
    funds: Funds, declared: tuple[Declared, ...], printed: _Printed
) -> Iterator[Diagnostic]:
    """Yield what is found in each total, but not again in the same total on another sheet."""
    here = [item for item in declared if item.funds is funds]
    known = {item.passing.key: item.passing for item in here if item.passing}
    likely = {passing.key: passing for passing in likely_transfers(funds)}
    faulty = {item.pair for item in here if not item.passing}
    seen: set[Decimal] = set()
    reaches = Reaches(funds)
    for place, total in _totals(funds, printed) if known or likely else ():
        if total not in seen:
            reach = reaches.reach(place)
            twice = {key for key, item in (*known.items(), *likely.items())
                     if key[0] not in faulty and _is_counted_twice(funds, item, reach)}  # fmt: skip
            sure = [item for key, item in known.items() if key in twice]
            unsure = [item for key, item in likely.items() if key in twice - known.keys()]
            problems = tuple(_of_total(funds, place, total, (sure, unsure), printed))
            seen |= {total} if problems else set()
            yield from problems


def _of_total(
    funds: Funds,
    place: Place,
    total: Decimal,
    passings: tuple[list[Passing], list[Passing]],
    printed: _Printed,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a total, given the declared and the likely transfers in it."""
    sure, unsure = passings
    net = total - sum(passing.pounds for passing in sure)
    if sure and in_pence(net) not in printed.amounts:
        yield _error(funds, place, total, sure)
    less = sum(passing.pounds for passing in unsure)
    nets = {in_pence(total - less), in_pence(net - less)}
    if unsure and not nets & printed.amounts:
        yield _warning(funds, place, total, unsure)


def _totals(funds: Funds, printed: _Printed) -> list[tuple[Place, Decimal]]:
    """Return the printed cells that may be totals of funds, those that say so first."""
    found = []
    for source, value in printed.cells:
        area = read_range(source.cell) if source.path == funds.path else None
        if area:
            place = funds.grid.place(source.sheet, area.first_row, area.first_column)
            is_total = funds.kind(place) is RowKind.TOTAL
            if funds.cell(place).value == value and (is_total or funds.cell(place).formula):
                found.append((not is_total, place, value))
    return [(place, value) for _, place, value in sorted(found)]


def _is_counted_twice(funds: Funds, passing: Passing, reach: Reach) -> bool:
    """Tell whether a total takes in both the money that a fund gives and the fund that gets it.

    What a fund gives is in its total when its line is; or when the line stands there as negative
    and the total is the one from which it is still to be taken off.
    """
    columns = {(place.sheet, place.column) for place in passing.received}
    given = [p for p in passing.given if (p.sheet, p.column) in reach.columns]
    if passing.pounds in reach.taken_off or not given or not columns & reach.columns:
        return False
    added = [place for place in given if _value(funds, place) > 0]
    return not added or any(place in reach.places for place in added)


def _value(funds: Funds, place: Place) -> Decimal:
    value = funds.cell(place).value
    return value if isinstance(value, Decimal) else Decimal(0)


def _error(funds: Funds, place: Place, total: Decimal, passings: list[Passing]) -> Diagnostic:
    message = wording.message(funds, total, passings, "counts")
    hint = wording.print_net(funds, place, passings)
    return error(CODE, message, funds.cell(place).source, hint)


def _warning(funds: Funds, place: Place, total: Decimal, passings: list[Passing]) -> Diagnostic:
    message = wording.message(funds, total, passings, "seems to count")
    declare, net = wording.declare(funds, passings), wording.print_net(funds, place, passings)
    return warning(CODE, message, funds.cell(place).source, f"if so, {declare}; and {net}")
