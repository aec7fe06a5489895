"""Checks on amounts that are typed in a paper's text although a workbook may have them."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from reportgen import walk
from reportgen.amounts import Amount, gbp
from reportgen.checks.prose.cells import EXACT, HeldAmount, Same, WorkbookAmounts
from reportgen.checks.prose.figures import TypedAmount, may_hold_amounts, typed_amounts
from reportgen.checks.prose.proposals import Proposals, is_printed_alike
from reportgen.checks.prose.texts import typed_texts
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import Paper, Stated
from reportgen.source import Source
from reportgen.workbook import Workbook


def amounts_are_not_typed(paper: Paper) -> Diagnostics:
    """Report each amount of money that is typed in the text and not marked as stated.

    It is one of the workbooks', or nearly one of theirs, or from a source that nobody can see.
    Where a paper has no workbook, all amounts are typed, and there is nothing to compare.
    """
    workbooks = tuple(book for book in paper.workbooks if book.sheets)
    if not workbooks:
        return ()
    comparison = _Comparison(workbooks)
    return tuple(
        problem
        for text in typed_texts(paper, may_hold_amounts)
        if text.needs_source
        for typed in typed_amounts(text.text)
        if (problem := comparison.problem(typed, text.source_at(typed.start)))
    )


def stated_amounts_have_sources(paper: Paper) -> Diagnostics:
    """Report words that are marked as stated without saying where."""
    return tuple(
        warning(
            "stated-without-source",
            f'"{walk.plain(node.children)}" is marked as stated, but not where',
            node.source,
            f"say who says so: {_marked(walk.plain(node.children))}",
        )
        for node in walk.each(paper, Stated)
        if not node.said_by.strip()
    )


def _marked(written: str) -> str:
    return f'[{written}]{{.stated source="letter of 3 May"}}'


class _Comparison(Struct, dict=True):
    """Compares typed amounts with workbooks, which it looks through when the first one comes."""

    workbooks: tuple[Workbook, ...]

    @cached_property
    def held(self) -> WorkbookAmounts:
        return WorkbookAmounts(self.workbooks)

    @cached_property
    def proposals(self) -> Proposals:
        return Proposals(self.workbooks)

    def problem(self, typed: TypedAmount, source: Source) -> Diagnostic | None:
        equal = self.held.equal_to(typed)
        if equal:
            return self.equal(typed, equal, source)
        near = self.held.near_to(typed)
        if near:
            return self.near(typed, self.proposals.best_of(near, typed), source)
        return _unsourced(typed, source) if typed.pound else None

    def equal(self, typed: TypedAmount, found: tuple[Same, ...], source: Source) -> Diagnostic:
        """Report an amount that the workbook has: exactly before rounded, a named cell first."""
        held = min(
            (self.proposals.best_of(same, typed) for same in found),
            key=lambda item: (_off(item, typed) > EXACT, self.proposals.rank(item)),
        )
        amount = "it" if _off(held, typed) <= EXACT else _pounds(held.pounds)
        others = next(len(same) for same in found if held in same) - 1
        message = (
            f"{typed.written} is typed here, though the workbook has {amount} in "
            f"{held.cell.source}{_and_others(others)}"
        )
        return warning("typed-amount", message, source, self.hint(typed, held))

    def near(self, typed: TypedAmount, held: HeldAmount, source: Source) -> Diagnostic:
        difference = held.pounds.copy_abs() - typed.value
        more = "more" if difference > 0 else "less"
        message = (
            f"{typed.written} is typed here; {self.proposals.path_to(held) or held.cell.source} is "
            f"{_pounds(held.pounds)}: {_pounds(abs(difference))} {more}"
        )
        return warning("near-amount", message, source, self.hint(typed, held))

    def hint(self, typed: TypedAmount, held: HeldAmount) -> str:
        proposal = self.proposals.propose(held, typed)
        if proposal is None:
            place = f"{held.sheet.title}!{held.cell.source.cell}"
            example = f"{{{{ {held.workbook.name}.that_name }}}}"
            way = f"give {place} a name in Excel (Formulas, Define Name) and write {example}"
        else:
            way = f"write {{{{ {proposal.expression} }}}}"
            if not is_printed_alike(proposal.printed, typed.written):
                way += f", which prints {proposal.printed}"
        return f"{way}; if another amount is meant, mark it: {_marked(typed.written)}"


def _unsourced(typed: TypedAmount, source: Source) -> Diagnostic:
    return warning(
        "unsourced-amount",
        f"{typed.written} is typed here, and no workbook of this paper has it",
        source,
        f"say where it comes from: {_marked(typed.written)}; or take it from a workbook",
    )


def _off(held: HeldAmount, typed: TypedAmount) -> Decimal:
    return abs(held.pounds.copy_abs() - typed.value)


def _pounds(value: Decimal) -> str:
    return gbp(Amount(value), 0 if value == value.to_integral_value() else 2)


def _and_others(count: int) -> str:
    if not count:
        return ""
    return f" and {count} other {'cell' if count == 1 else 'cells'}"
