"""Put a table in the place of every `{transfers}` block: gross, less transfers, net.

In: a paper with its workbooks and the transfers that its manifest declares. Out: the paper with
each `TransfersDirective` replaced by a `Table`, and what keeps an amount from being worked out.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error
from reportgen.expressions import Expressions
from reportgen.model import (
    Align,
    AmountText,
    Attributes,
    Column,
    Paper,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
    Transfer,
    TransfersDirective,
)
from reportgen.patterns import regex
from reportgen.walk import Node, rebuild

OPTIONS = ("caption", "label", "unit")
UNITS = ("£000s", "£m", "£")
GROSS, NET = "Total of all funds (gross)", "Net total"
EXAMPLE = "{from: Community Safety, to: Victims Services, amount: budget.victims_transfer}"
NAME = regex(r"""[\w.]+(\[[^\[\]]*\])*""")

# A line of the table: its words, its amount, and the expression for the amount.
Line = tuple[str, Amount, str]


def set_transfers(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with a table for each transfers directive.

    A directive that fails is reported and leaves a table of one cell, so that its label still
    stands and no reference to it is reported besides.
    """
    problems: list[Diagnostic] = []

    def change(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, TransfersDirective):
            return (node,)
        table, found = _table(node, paper)
        problems.extend(found)
        return (table,)

    return rebuild(paper, change, TransfersDirective), tuple(problems)


def _table(directive: TransfersDirective, paper: Paper) -> tuple[Table, Diagnostics]:
    problems = _option_problems(directive)
    lines, found = _lines(directive, paper)
    options = {name: text for name, text, _ in directive.options}
    unit = options.get("unit", "£")
    table = _laid_out(lines, unit if unit in UNITS else "£", directive)
    label = Attributes(label=options.get("label", "").lstrip("#@"))
    return replace(table, caption=directive.caption, attributes=label), problems + found


def _option_problems(directive: TransfersDirective) -> Diagnostics:
    problems = []
    for name, text, source in directive.options:
        if name not in OPTIONS:
            message, hint = f"transfers have no option :{name}:", did_you_mean(name, OPTIONS)
            problems.append(error("unknown-option", message, source, hint))
        elif not text:
            message, hint = f"the option :{name}: says nothing", "give it a value, or take it out"
            problems.append(error("bad-option", message, source, hint))
        elif name == "unit" and text not in UNITS:
            message = f'"{text}" is not a unit that amounts can be printed in'
            problems.append(error("bad-option", message, source, f"units: {', '.join(UNITS)}"))
    return tuple(problems)


# --- the lines ------------------------------------------------------------------------------


def _lines(directive: TransfersDirective, paper: Paper) -> tuple[tuple[Line, ...], Diagnostics]:
    """Return the lines of the table, none when one of them cannot be worked out."""
    if not paper.transfers:
        message = "there are no transfers to take off: paper.yaml declares none"
        hint = f"add under transfers: a line such as - {EXAMPLE}"
        return (), (error("no-transfers", message, directive.source, hint),)
    if not directive.total:
        message = "the transfers block does not say which total they are taken off"
        hint = "name the amount: ```{transfers} budget.programme_total"
        return (), (error("bad-expression", message, directive.source, hint),)
    expressions = Expressions(paper.workbooks)
    gross, found = expressions.amount(directive.total, directive.source)
    lines = [] if gross is None else [(GROSS, gross, directive.total)]
    for transfer in paper.transfers:
        amount, problems = expressions.amount(transfer.amount, transfer.source)
        found += problems
        if amount is not None:
            lines.append(_less(transfer, amount))
    if len(lines) < len(paper.transfers) + 1:
        return (), found
    return (*lines, _net(lines)), found


def _less(transfer: Transfer, amount: Amount) -> Line:
    """Return the line that takes a transfer off, whichever sign it has on its sheet."""
    words = f"Less: from {transfer.giver} to {transfer.receiver}"
    expression = transfer.amount.strip()
    if amount.value < 0:
        return words, amount, expression
    negative = f"-{expression}" if NAME.fullmatch(expression) else f"-({expression})"
    return words, -amount, negative


def _net(lines: list[Line]) -> Line:
    _, net, expression = lines[0]
    for _, amount, term in lines[1:]:
        net = net + amount
        sign, term = ("-", term.removeprefix("-")) if term.startswith("-") else ("+", term)
        expression = f"{expression} {sign} {term}"
    return NET, net, expression


# --- the table ------------------------------------------------------------------------------


def _laid_out(lines: tuple[Line, ...], unit: str, directive: TransfersDirective) -> Table:
    if not lines:
        row = Row(RowKind.HEADING, (TableCell((Text(directive.total or "?"),)),))
        return Table((Column(),), (row,), directive.source)
    columns = (Column(), Column(Align.RIGHT, is_amount=True, unit=unit))
    return Table(columns, tuple(_rows(lines, unit, directive)), directive.source)


def _rows(lines: tuple[Line, ...], unit: str, directive: TransfersDirective) -> Iterator[Row]:
    headings = (TableCell((Text("Item"),)), TableCell((Text(f"Amount {unit}"),)))
    yield Row(RowKind.HEADING, headings)
    for words, amount, expression in lines:
        printed = AmountText(amounts.in_unit(amount, unit), amount, expression, directive.source)
        kind = RowKind.TOTAL if words == NET else RowKind.LINE
        yield Row(kind, (TableCell((Text(words),)), TableCell((printed,))))
