"""The formulas of a column that add rows up: a ledger comes in, what each total adds goes out."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from reportgen.budget.casting.entries import Entry
from reportgen.budget.casting.ledger import Ledger
from reportgen.budget.casting.sums import Sum, read_sum
from reportgen.patterns import regex

SKIPPED_BY_SUBTOTAL = regex(r"\b(SUBTOTAL|AGGREGATE)\(", re.IGNORECASE)


class Added(Struct, frozen=True):
    """What one formula adds: places with their signs, those it skips, and a plain number.

    A link (`=B6`) only repeats a cell.
    """

    signs: dict[int, int]
    skipped: frozenset[int]
    constant: Decimal
    has_range: bool
    is_link: bool

    @property
    def only_adds(self) -> bool:
        return all(sign > 0 for sign in self.signs.values())


class Sums:
    """The formulas of a column that add rows up, by the place of their row."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._added: dict[int, Added] = {}
        self._totals_of: dict[int, list[int]] = {}
        for at, entry in enumerate(ledger.entries):
            added = self._read(entry, at) if entry.cell.formula else None
            if added is not None:
                self._added[at] = added
                for place in added.signs:
                    self._totals_of.setdefault(place, []).append(at)

    def of(self, total: int) -> Added | None:
        return self._added.get(total)

    def is_added_beside(self, place: int, total: int) -> bool:
        """Tell whether another formula adds a row, for which reason this total leaves it out.

        A SUBTOTAL further down that skips this total adds its lines again, which is no reason.
        """
        others = (at for at in self._totals_of.get(place, ()) if at != total)
        return any(total not in self._added[at].skipped for at in others)

    def are_added_together(self, one: int, others: tuple[int, ...]) -> bool:
        """Tell whether a formula adds a row in one range with any of the others."""
        return any(
            self._added[at].has_range and any(place in self._added[at].signs for place in others)
            for at in self._totals_of.get(one, ())
        )

    def _read(self, entry: Entry, at: int) -> Added | None:
        formula = read_sum(entry.cell)
        if formula is None or not self._ledger.look(sum(map(len, self._ranges(formula)))):
            return None
        signs: dict[int, int] = {}
        skipped = set()
        for block, places in zip(formula.blocks, self._ranges(formula), strict=True):
            for place in places:
                other = self._ledger.entries[place].cell
                if block.skips_sums and SKIPPED_BY_SUBTOTAL.search(other.formula):
                    skipped.add(place)
                else:
                    signs[place] = signs.get(place, 0) + block.sign
        has_range = any(block.first < block.last for block in formula.blocks)
        is_link = len(formula.blocks) == 1 and "(" not in entry.cell.formula
        return Added(signs, frozenset(skipped), formula.constant, has_range, is_link)

    def _ranges(self, formula: Sum) -> list[range]:
        return [self._ledger.in_block(block) for block in formula.blocks]
