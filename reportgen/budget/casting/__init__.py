"""Casting: check that lines add up to their totals. A budget comes in, what each total closes out.

A typed total casts when any reading of it does, at the precision that its number format shows
(`typed_totals`). A total by formula is held against the rows that it leaves out, runs into or adds
twice (`sum_faults`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.budget.casting.column_sums import Sums
from reportgen.budget.casting.entries import Entry, is_added_up, read_entries
from reportgen.budget.casting.ledger import Ledger
from reportgen.budget.casting.sum_faults import judge_sum
from reportgen.budget.casting.sums import Block, write_sum
from reportgen.budget.casting.typed_totals import judge_typed
from reportgen.budget.casting.verdicts import UNJUDGED, Outcome, Verdict
from reportgen.budget.recent import Recent
from reportgen.model import RowKind
from reportgen.workbook import Cell

if TYPE_CHECKING:
    from reportgen.budget import Budget, BudgetLine

__all__ = ["Casting", "Part", "Verdict", "cast", "cast_column"]


class Part(Struct, frozen=True, gc=False):
    """A row that a total adds, or with the `sign` -1 takes off."""

    line: BudgetLine
    cell: Cell
    sign: int = 1


class Casting(Struct, frozen=True):
    """A total, the parts that it should add up, and what they come to.

    `culprits` are the rows that its formula leaves out, runs into or adds twice, or those whose
    sign is the wrong way round. `formula` would add the parts up.
    """

    line: BudgetLine
    cell: Cell
    verdict: Verdict
    parts: tuple[Part, ...]
    expected: Decimal
    culprits: tuple[Part, ...]
    formula: str


def cast(budget: Budget) -> tuple[Casting, ...]:
    """Return every total and sub-total of a budget, column by column, with what it closes."""
    return _CAST.answer(budget, None, len(budget.lines), lambda: _cast(budget))


_CAST = Recent[tuple[Casting, ...]]()


def _cast(budget: Budget) -> tuple[Casting, ...]:
    columns = [at for at, item in enumerate(budget.columns) if at and is_added_up(item)]
    return tuple(casting for at in columns for casting in cast_column(budget, at))


def cast_column(budget: Budget, column: int) -> tuple[Casting, ...]:
    """Return the totals of one column, from the top."""
    ledger = Ledger(read_entries(budget, column))
    return tuple(_castings(ledger, Sums(ledger)))


def _castings(ledger: Ledger, sums: Sums) -> Iterator[Casting]:
    for at, entry in enumerate(ledger.entries):
        if entry.is_total:
            outcome = _judge(ledger, sums, at)
            ledger.settle(at, outcome)
            yield _casting(ledger, entry, outcome)
        ledger.enter(at)


def _judge(ledger: Ledger, sums: Sums, at: int) -> Outcome:
    by_formula = judge_sum(ledger, sums, at)
    if by_formula is not None:
        return by_formula
    outcome = judge_typed(ledger, at)
    if outcome.verdict is Verdict.DIFFERS and _is_line(ledger, sums, at, outcome):
        return UNJUDGED
    return outcome


def _is_line(ledger: Ledger, sums: Sums, at: int, outcome: Outcome) -> bool:
    """Tell a line whose name has the word total in it: a sum below adds it among the lines."""
    if ledger.entries[at].line.kind is RowKind.SUBTOTAL:
        return False
    return sums.are_added_together(at, tuple(place for place, _ in outcome.parts))


def _casting(ledger: Ledger, entry: Entry, outcome: Outcome) -> Casting:
    signs = dict(outcome.parts)
    return Casting(
        entry.line,
        entry.cell,
        outcome.verdict,
        tuple(_part(ledger, place, sign) for place, sign in outcome.parts),
        outcome.expected,
        tuple(_part(ledger, place, signs.get(place, 1)) for place in outcome.culprits),
        write_sum(entry.cell.column, _blocks(ledger, outcome)) if outcome.is_fault else "",
    )


def _part(ledger: Ledger, place: int, sign: int) -> Part:
    entry = ledger.entries[place]
    return Part(entry.line, entry.cell, sign)


def _blocks(ledger: Ledger, outcome: Outcome) -> Iterator[Block]:
    """Yield the parts in blocks of rows that have nothing else in them."""
    runs: list[list[int]] = []
    signs = dict(outcome.parts)
    for place in sorted(signs):
        if runs and place == runs[-1][-1] + 1 and signs[place] == signs[runs[-1][-1]] == 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        first, last = (ledger.entries[place].line.row for place in (run[0], run[-1]))
        yield Block(first, last, signs[run[0]])
