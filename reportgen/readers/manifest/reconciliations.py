"""What finance declares. In: `reconcile` and `transfers`. Out: what must agree, what counts twice.

An entry of `reconcile` is `LEFT = RIGHT within 500`, or keys: `name`, `equal`, `within`. An entry
of `transfers` has the keys `from`, `to` and `amount`.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.labels import fold
from reportgen.model import FieldSpec, FieldType, Reconciliation, Transfer
from reportgen.patterns import regex
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar
from reportgen.readers.manifest.values import (
    is_empty,
    read_text,
    read_value,
    unique,
    unknown_keys,
    wrong_type,
)
from reportgen.source import Source

EQUALITY = "budget.sources_total = budget.uses_total"
EXAMPLE = f"for example: {EQUALITY} within 500"
KEYS = f"for example: {{name: Sources and uses, equal: {EQUALITY}, within: 500}}"
TRANSFER = "{from: Community Safety, to: Victims Services, amount: budget.victims_transfer}"
IN_QUOTES = (
    """put the whole value in single quotes: 'budget["Sheet: part"]["Row #1"] = budget.total'"""
)

# Sheets and labels stand in quotes, and may hold any sign.
QUOTED = regex(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|“[^”]*”')
EQUALS = regex(r"(?<![<>!~])={1,2}")  # who programs types two
WITHIN = regex(r"\swithin\b")
POUNDS = regex(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d+)?")
THOUSANDS = regex(r"\d{3}(\.\d+)?")  # what a comma in curly brackets leaves of 1,000

Values = dict[str, tuple[Source, Node]]


def read_reconciliations(node: Node | None) -> tuple[tuple[Reconciliation, ...], Diagnostics]:
    """Return what must agree, in the order written; what has not the form is left out."""
    items, found = _items("reconcile", node, f"- {EQUALITY}")
    read = [_reconciliation(item) for item in items]
    kept = tuple(made for made, _ in read if made)
    return kept, (*found, *(problem for _, problems in read for problem in problems))


def read_transfers(node: Node | None) -> tuple[tuple[Transfer, ...], Diagnostics]:
    """Return the transfers between funds, in the order written."""
    items, found = _items("transfers", node, f"- {TRANSFER}")
    read = [_transfer(item) for item in items]
    kept = tuple(made for made, _ in read if made)
    return kept, (*found, *(problem for _, problems in read for problem in problems))


def _items(name: str, node: Node | None, example: str) -> tuple[tuple[Node, ...], Diagnostics]:
    if node is None:
        return (), ()
    if is_empty(node):
        message, hint = f'"{name}" is empty and is left out', "fill it in, or take the line out"
        return (), (warning("empty-value", message, node.source, hint),)
    if not isinstance(node, Items):
        return (), (wrong_type(name, "a list", node.source, example),)
    return node.items, ()


# --- what must agree ------------------------------------------------------------------------


def _reconciliation(node: Node) -> tuple[Reconciliation | None, Diagnostics]:
    if isinstance(node, Scalar):
        return _equality(node, "", None)
    if not isinstance(node, Mapping):
        return None, (_reconcile_form("an entry of reconcile cannot be a list", node.source, KEYS),)
    values, found = unique(node, "this entry of reconcile")
    if any(sign in key for key in values for sign in "\"'=["):
        message = "the colon in this entry divides it for YAML"
        return None, (*found, _reconcile_form(message, node.source, IN_QUOTES))
    cut = next((key for key in values if THOUSANDS.fullmatch(key)), "")
    if cut:
        message = f'between curly brackets the comma before "{cut}" begins a new key'
        hint = "write the amount without the comma, as in within: 1000, or in quotes"
        return None, (*found, _reconcile_form(message, values[cut][0], hint))
    found += unknown_keys(values, ("name", "equal", "within"), "an entry of reconcile")
    made, problems = _keyed(values, node.source)
    return made, found + problems


def _keyed(values: Values, source: Source) -> tuple[Reconciliation | None, Diagnostics]:
    name, found = _text(values, "name")
    equal = values["equal"][1] if "equal" in values else None
    if not isinstance(equal, Scalar):
        message = 'an entry of reconcile needs the key "equal" with two amounts'
        return None, (*found, _reconcile_form(message, source, KEYS))
    within = values["within"][1] if "within" in values else None
    made, problems = _equality(equal, name, within)
    return made, found + problems


def _equality(
    node: Scalar, name: str, within: Node | None
) -> tuple[Reconciliation | None, Diagnostics]:
    text, found = read_text(node)
    masked = _masked(text)
    sides = EQUALS.split(masked)
    if len(sides) != 2:
        return None, (*found, _no_equality(text, len(sides), node.source))
    end = WITHIN.search(masked)
    stop = end.start() if end else len(text)
    left, right = text[: len(sides[0])].strip(), text[len(text) - len(sides[1]) : stop].strip()
    problem = _expression_problem(left) or _expression_problem(right)
    if problem:
        return None, (*found, _reconcile_form(problem, node.source))
    if end and within:
        message = "the tolerance is given twice"
        return None, (*found, _reconcile_form(message, within.source, "keep one of the two"))
    allowed = Scalar(text[end.end() :], node.source) if end else within
    tolerance, problems = _tolerance(allowed)
    if tolerance is None:
        return None, found + problems
    return Reconciliation(left, right, node.source, tolerance, name), found


def _masked(text: str) -> str:
    """Return a text of the same length in which no quoted sign can be taken for another."""
    return QUOTED.sub(lambda found: "_" * len(found[0]), text)


def _no_equality(text: str, sides: int, source: Source) -> Diagnostic:
    if sides > 2:
        message = f'"{text}" has more than one equals sign'
        return _reconcile_form(message, source, "write one entry for each pair of amounts")
    message = f'"{text}" does not say which two amounts are equal'
    is_cut = '"' in _masked(text)  # YAML takes a # behind a space for a comment
    return _reconcile_form(message, source, IN_QUOTES if is_cut else EXAMPLE)


def _expression_problem(text: str) -> str:
    """Return what is wrong with an amount at first sight: what a sentence has and this has not."""
    if not text:
        return "an amount is missing on one side of the equals sign"
    if text.startswith("{"):
        return "amounts stand here without {{ and }}"
    if "|" in _masked(text):
        return f'"{text}" has a filter, and nothing is printed here'
    return ""


def _tolerance(node: Node | None) -> tuple[Decimal | None, Diagnostics]:
    """Return the tolerance in pounds: `500`, `£500`, `1,000`, `0.50`; nothing when left out."""
    if node is None:
        return Decimal(0), ()
    text = node.text.strip() if isinstance(node, Scalar) else ""
    found = POUNDS.fullmatch(text)
    if found:
        return Decimal(found[1].replace(",", "") + (found[2] or "")), ()
    message = f'the tolerance "{text}" is not an amount in pounds'
    return None, (_reconcile_form(message, node.source),)


def _reconcile_form(message: str, source: Source, hint: str = EXAMPLE) -> Diagnostic:
    return error("reconcile-form", message, source, hint)


# --- transfers ------------------------------------------------------------------------------


def _transfer(node: Node) -> tuple[Transfer | None, Diagnostics]:
    if not isinstance(node, Mapping):
        return None, (_transfer_form("a transfer says from, to and amount", node.source),)
    values, found = unique(node, "this transfer")
    found += unknown_keys(values, ("from", "to", "amount"), "a transfer")
    parts = []
    for key in ("from", "to", "amount"):
        text, problems = _text(values, key)
        found += problems
        parts.append(text)
        if key not in values:
            message = f'this transfer does not say "{key}"'
            found += (_transfer_form(message, node.source),)
    giver, receiver, amount = parts
    problem = _transfer_problem(giver, receiver, amount) if all(parts) else ""
    if problem:
        found += (_transfer_form(problem, node.source),)
    made = Transfer(giver, receiver, amount, node.source)
    return (made if all(parts) and not problem else None), found


def _transfer_problem(giver: str, receiver: str, amount: str) -> str:
    if fold(giver) == fold(receiver):
        return f'this transfer goes from "{giver}" to the same fund'
    if EQUALS.search(_masked(amount)):
        return f'"{amount}" is an equality, not an amount'
    return _expression_problem(amount)


def _transfer_form(message: str, source: Source) -> Diagnostic:
    return error("transfer-form", message, source, f"for example: {TRANSFER}")


def _text(values: Values, key: str) -> tuple[str, Diagnostics]:
    """Return the text at a key, "" where it has none."""
    if key not in values:
        return "", ()
    required = key != "name"
    value, found = read_value(
        FieldSpec(key, FieldType.TEXT, f"its {key}", required), values[key][1]
    )
    return str(value), found
