"""The transfers that a manifest declares. In: a paper and its workbooks. Out: where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.checks.transfers.funds import Funds, Passing, in_pence
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error
from reportgen.expressions import Expressions
from reportgen.formulas.grid import Place
from reportgen.model import Paper, Transfer

# A fund: its workbook, and the number of its sheet.
Fund = tuple[Funds, int]


class Declared(Struct, frozen=True):
    """A declared transfer between two sheets of one workbook; no `passing` where it has a fault."""

    funds: Funds
    pair: frozenset[int]
    passing: Passing | None = None


def read_declared(paper: Paper, books: Sequence[Funds]) -> tuple[tuple[Declared, ...], Diagnostics]:
    """Return the transfers within a workbook, and what is wrong with any.

    Each fund has to be a sheet, and the amount has to stand on both, with whatever sign.
    """
    if not paper.transfers:
        return (), ()
    reading = _Reading(paper, books)
    declared = tuple(item for transfer in paper.transfers for item in reading.read(transfer))
    return declared, tuple(reading.problems)


class _Reading:
    def __init__(self, paper: Paper, books: Sequence[Funds]) -> None:
        self.books = books
        self.expressions = Expressions(paper.workbooks)
        self.problems: list[Diagnostic] = []

    def read(self, transfer: Transfer) -> Iterator[Declared]:
        amount, found = self.expressions.amount(transfer.amount, transfer.source)
        self.problems.extend(found)
        paths = {cell.path for cell in amount.cells} if amount else set()
        giver = self.fund(transfer.giver, transfer, paths)
        receiver = self.fund(transfer.receiver, transfer, paths)
        if not giver or not receiver:
            return
        places = amount and self.places(transfer, amount, giver, receiver)
        if giver[0] is receiver[0]:
            passing = None
            if amount and places:
                pounds, sign = in_pence(amount.value), -1 if amount.value < 0 else 1
                passing = Passing(giver[1], receiver[1], *places, pounds, transfer.amount, sign)
            yield Declared(giver[0], frozenset((giver[1], receiver[1])), passing)

    def fund(self, name: str, transfer: Transfer, paths: set[str]) -> Fund | None:
        """Return the sheet of that name, of the amount's own workbook if it has one."""
        found = [(funds, sheet) for funds in self.books if (sheet := funds.sheet(name)) is not None]
        if not found and self.books:
            titles = [sheet.title for funds in self.books for sheet in funds.workbook.sheets]
            where = " and ".join(funds.path for funds in self.books)
            message = f'there is no sheet "{name}" in {where}'
            hint = did_you_mean(name, titles)
            self.problems.append(error("unknown-sheet", message, transfer.source, hint))
        own = [fund for fund in found if fund[0].path in paths]
        return next(iter(own or found), None)

    def places(
        self, transfer: Transfer, amount: Amount, giver: Fund, receiver: Fund
    ) -> tuple[tuple[Place, ...], tuple[Place, ...]] | None:
        """Return where the amount stands on the two sheets, None where it is not on both."""
        found = []
        for funds, sheet in (giver, receiver):
            places = funds.standing(sheet, in_pence(amount.value))
            if not places:
                self.problems.append(_not_found(transfer, amount, funds.title(sheet)))
            found.append(places)
        return (found[0], found[1]) if all(found) else None


def _not_found(transfer: Transfer, amount: Amount, title: str) -> Diagnostic:
    message = (
        f"the transfer of {amounts.exact(Amount(abs(amount.value)))} from {transfer.giver} to "
        f"{transfer.receiver} does not stand on the sheet {title}"
    )
    hint = "each fund shows a transfer on a line of its own; has the amount changed on one side?"
    return error("transfer-not-found", message, transfer.source, hint)
