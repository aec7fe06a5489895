"""What is said of a total that counts a transfer twice, and what to write to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen import amounts
from reportgen.amounts import Amount
from reportgen.budget import lookup
from reportgen.checks.transfers.funds import Funds, Passing
from reportgen.formulas.grid import Place
from reportgen.patterns import regex
from reportgen.workbook import CellRange

MOST_NAMED = 3
PLAIN_NAME = regex(r"[A-Za-z_]\w*")
PLAIN_YAML = regex(r"[A-Za-z][\w .&/()–-]*")
PLAIN_AMOUNT = regex(r"\w[\w.+*/ -]*")
PATH = regex(r"[\w.]+(\[[^\[\]]*\])*")


def message(funds: Funds, total: Decimal, passings: Sequence[Passing], verb: str) -> str:
    """Return what is wrong with a total: how much it counts twice, where, and the net total."""
    named, others = passings[:MOST_NAMED], len(passings[MOST_NAMED:])
    more = [f"{others} more"] if others else []
    twice = _joined([*(_pounds(passing.pounds) for passing in named), *more])
    where = "; ".join(_where(funds, passing, several=len(passings) > 1) for passing in named)
    net = total - sum(passing.pounds for passing in passings)
    them = "it" if len(passings) == 1 else "them"
    return (
        f"the total of {_pounds(total)} {verb} {twice} twice: {where}; net of {them} the total is "
        f"{_pounds(net)}"
    )


def print_net(funds: Funds, total: Place, passings: Sequence[Passing]) -> str:
    """Return what to write so that the net total is printed, too."""
    gross = expression_for(funds, total) or "TOTAL"
    table = f"```{{transfers}} {gross}"
    if len(passings) > MOST_NAMED:
        return f"print the net total as well, by a table: {table}"
    terms = "".join(f" {_term(funds, passing)}" for passing in passings)
    net = f"{{{{ {gross}{terms} | gbp }}}}"
    return f"print the net total as well: {net}, or a table of it: {table}"


def declare(funds: Funds, passings: Sequence[Passing]) -> str:
    """Return the lines to add to a manifest so that transfers are declared."""
    entries = [_entry(funds, passing) for passing in passings[:MOST_NAMED]]
    more = [", and so on"] if len(passings) > MOST_NAMED else []
    return f"add under transfers: in paper.yaml {' '.join(entries)}{''.join(more)}"


def _entry(funds: Funds, passing: Passing) -> str:
    giver, receiver = (_yaml(funds.title(at)) for at in (passing.giver, passing.receiver))
    _, amount = _amount(funds, passing)
    quoted = amount if PLAIN_AMOUNT.fullmatch(amount) else _in_single_quotes(amount)
    return f"- {{from: {giver}, to: {receiver}, amount: {quoted}}}"


def expression_for(funds: Funds, place: Place) -> str:
    """Return the expression that names a cell: by its defined name, else by label; "" for none."""
    title, book = funds.title(place.sheet), funds.workbook.name
    for named in funds.workbook.names:
        area = named.range
        is_usable = PLAIN_NAME.fullmatch(named.name) and not (named.is_table or named.ambiguous)
        if is_usable and named.sheet == title and area == CellRange(*place[1:], *place[1:]):
            return f"{book}.{named.name}"
    return _by_label(funds, place, f"{book}[{_in_double_quotes(title)}]")


def _by_label(funds: Funds, place: Place, sheet: str) -> str:
    for budget in funds.budgets:
        if budget.sheet == funds.title(place.sheet):
            line = next((item for item in budget.lines if item.row == place.row), None)
            heads = [item.heading for item in budget.columns if item.position == place.column]
            for keys in ([line.label], [line.label, *heads]) if line else ():
                cell, _ = lookup(budget, *keys)
                if cell is not None and cell.source == funds.cell(place).source:
                    return f"{sheet}[{', '.join(map(_in_double_quotes, keys))}]"
    return ""


def _where(funds: Funds, passing: Passing, *, several: bool) -> str:
    given, received = (funds.cell(places[0]) for places in (passing.given, passing.received))
    what = _pounds(passing.pounds) if several else "it"
    giver, receiver = funds.title(passing.giver), funds.title(passing.receiver)
    return (
        f"{what} stands in {giver} ({given.source.cell}) and again in {receiver} "
        f"({received.source.cell})"
    )


def _term(funds: Funds, passing: Passing) -> str:
    sign, expression = _amount(funds, passing)
    closed = expression if PATH.fullmatch(expression) else f"({expression})"
    return f"{'+' if sign < 0 else '-'} {closed}"


def _amount(funds: Funds, passing: Passing) -> tuple[int, str]:
    """Return the expression for the amount of a transfer, and the sign that it has there."""
    if passing.expression:
        return passing.sign, passing.expression
    for place in (passing.given[0], passing.received[0]):
        expression, value = expression_for(funds, place), funds.cell(place).value
        if expression and isinstance(value, Decimal):
            return (-1 if value < 0 else 1), expression
    return 1, "AMOUNT"


def _pounds(value: Decimal) -> str:
    return amounts.exact(Amount(value))


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _yaml(text: str) -> str:
    return text if PLAIN_YAML.fullmatch(text) else _in_single_quotes(text)


def _in_single_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _in_double_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
