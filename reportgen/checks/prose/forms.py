"""Check on the forms in which the text prints the amount of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.amounts import NO_BREAK_SPACE
from reportgen.checks.prose.guidance import without_guidance
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import AmountText, Chart, Paper, Table
from reportgen.patterns import regex
from reportgen.walk import CHILDREN, Node

_IN_WORDS = regex(r"\|\s*words\b")


def amounts_have_one_form(paper: Paper) -> Diagnostics:
    """Report a cell that the text shows in two forms: £11,291,000, and £11.3 million elsewhere.

    Amounts in words and results of arithmetic are left alone, and tables and charts, which have
    units of their own.
    """
    first: dict[object, AmountText] = {}
    found: dict[object, Diagnostic] = {}
    parts = (prose.part for prose in without_guidance(paper) if prose.has_amounts)
    for node in _in_sentences(parts):
        # The same value of the same cell: what is reckoned with it has another one.
        key = (node.amount.cells, node.amount.value)
        known = first.setdefault(key, node)
        if _form(known) != _form(node):
            found.setdefault(key, _problem(known, node))
    return tuple(found.values())


def _in_sentences(nodes: Iterable[Node]) -> Iterator[AmountText]:
    for node in nodes:
        if isinstance(node, AmountText):
            if len(node.amount.cells) == 1 and not _IN_WORDS.search(node.expression):
                yield node
        elif not isinstance(node, Chart):
            names = ("caption",) if isinstance(node, Table) else CHILDREN.get(type(node), ())
            for name in names:
                value = getattr(node, name)
                yield from _in_sentences(value if isinstance(value, tuple) else (value,))


def _form(node: AmountText) -> str:
    return node.text.replace(NO_BREAK_SPACE, " ")


def _problem(first: AmountText, node: AmountText) -> Diagnostic:
    (cell,) = node.amount.cells
    return warning(
        "shown-differently",
        f"{cell} is {_form(node)} here and {_form(first)} in {first.source}",
        node.source,
        "show it in one form, with the same filter in both places",
    )
