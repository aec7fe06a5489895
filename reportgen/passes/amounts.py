"""Put the printed amount in the place of every `{{ expression }}`."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.expressions import Expressions
from reportgen.model import Expression, Inline, Paper
from reportgen.walk import Node, rebuild


def set_amounts(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with each expression worked out; one that fails stays, and is reported."""
    expressions = Expressions(paper.workbooks)
    problems: list[Diagnostic] = []

    def change(node: Node) -> tuple[Node, ...]:
        return (printed(node),) if isinstance(node, Expression) else (node,)

    def printed(node: Expression) -> Inline:
        text, found = expressions.print_text(node.text, node.source)
        problems.extend(found)
        return node if text is None else text

    return rebuild(paper, change, Expression), tuple(problems)
