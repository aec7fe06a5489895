"""Put a table in the place of every `{budget}` block, and a chart in that of every `{chart}`.

In: a paper with its workbooks. Out: the paper with each `BudgetDirective` replaced by a `Table`
and each `ChartDirective` by a `Figure`, whose amounts remember their cells, and what is wrong with
directives, sheets and cells.
"""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.model import (
    Attributes,
    BudgetDirective,
    ChartDirective,
    Column,
    Figure,
    Paper,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
)
from reportgen.passes.budgets.charts import make_chart
from reportgen.passes.budgets.selection import Options, option_problems, select
from reportgen.passes.budgets.tables import make_table
from reportgen.walk import Node, rebuild
from reportgen.workbook import Workbook

OPTIONS = ("caption", "columns", "label", "range", "rows", "unit")


def set_budgets(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with a table for each budget directive and a figure for each chart.

    A directive that fails is reported and leaves a table of one cell or a chart of nothing, so
    that its label still stands and no reference to it is reported besides.
    """
    problems: list[Diagnostic] = []

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case BudgetDirective():
                made, found = _table(node, paper.workbooks)
            case ChartDirective():
                made, found = _figure(node, paper.workbooks)
            case _:
                return (node,)
        problems.extend(found)
        return (made,)

    rebuilt = rebuild(paper, change, BudgetDirective, ChartDirective)
    return rebuilt, tuple(dict.fromkeys(problems))


def _table(
    directive: BudgetDirective, workbooks: tuple[Workbook, ...]
) -> tuple[Table | Figure, Diagnostics]:
    options = Options(directive)
    problems = option_problems(directive, "a budget", OPTIONS)
    selection, found = select(options, workbooks)
    if selection is None:
        table = _placeholder(directive)
    else:
        table, in_cells = make_table(selection.budget, selection.printing, selection.whole)
        found += in_cells
    framed = replace(table, caption=directive.caption, attributes=Attributes(label=options.label))
    return framed, problems + found


def _placeholder(directive: BudgetDirective) -> Table:
    row = Row(RowKind.HEADING, (TableCell((Text(directive.sheet or "?"),)),))
    return Table((Column(),), (row,), directive.source)


def _figure(
    directive: ChartDirective, workbooks: tuple[Workbook, ...]
) -> tuple[Table | Figure, Diagnostics]:
    options = Options(directive)
    chart, problems = make_chart(options, workbooks)
    label = Attributes(label=options.label)
    return Figure(chart, directive.source, directive.caption, label), problems
