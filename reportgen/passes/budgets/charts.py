"""Make a chart of a part of a budget: rows become categories, columns of amounts become series.

Every amount prints as in a table with the same options, and all of a chart in one number format.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from reportgen import amounts, number_formats
from reportgen.amounts import GENERAL, Amount
from reportgen.budget import BudgetColumn
from reportgen.budget.columns import without_unit
from reportgen.diagnostics import Diagnostics, did_you_mean, error, has_errors
from reportgen.model import (
    AmountText,
    Chart,
    ChartSeries,
    ChartType,
    Inlines,
    RowKind,
    Table,
)
from reportgen.passes.budgets.alt_texts import alt_text
from reportgen.passes.budgets.chart_faults import chart_faults
from reportgen.passes.budgets.selection import Options, Selection, option_problems, select
from reportgen.passes.budgets.tables import make_table
from reportgen.patterns import regex
from reportgen.walk import plain
from reportgen.workbook import Workbook

OPTIONS = ("alt", "caption", "columns", "label", "range", "rows", "type", "unit")
TYPES = tuple(item.value for item in ChartType)
# The formats in which a chart prints what a table prints by `amounts.in_unit`. (A condition in
# place of the second section would print -49 as 0, but LibreOffice puts a minus before brackets.)
UNIT_FORMATS = {
    "£": "#,##0;(#,##0)",
    "£000s": "#,##0,;(#,##0,)",
    "£m": "#,##0.0,,;(#,##0.0,,)",
}
SUFFIXES = {"£": "", "£000s": '"k"', "£m": '"m"'}
# What lines amounts up in the cells of a column, and colours, which a chart's labels do not need.
IN_A_COLUMN = regex(
    r"""("[^"]*"|\\.)|_.|\*.|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]""",
    re.IGNORECASE | re.DOTALL,
)


def make_chart(options: Options, workbooks: tuple[Workbook, ...]) -> tuple[Chart, Diagnostics]:
    """Return the chart of a directive, and what keeps it from being drawn or read.

    A chart of what cannot be found has no categories.
    """
    directive = options.directive
    kind, problems = _type(options)
    problems += option_problems(directive, "a chart", OPTIONS)
    selection, found = select(options, workbooks)
    problems += found
    if selection is None:
        nothing = Chart(kind, (), (), GENERAL, "", directive.sheet, directive.source)
        return nothing, problems
    selection = _with_drawn_rows(selection, asked=bool(options["rows"].text))
    table, in_cells = make_table(selection.budget, selection.printing, selection.whole)
    # A note on rounding speaks of what stands under a table.
    problems += tuple(item for item in in_cells if item.code != "rounding-note")
    chart = _chart(kind, table, selection)
    if not has_errors(problems):
        problems += chart_faults(chart, selection.budget, options)
    return replace(chart, alt=options["alt"].text or chart.alt), problems


def _type(options: Options) -> tuple[ChartType, Diagnostics]:
    text, source = options["type"].text, options["type"].source
    if text in TYPES or not text:
        return ChartType(text or ChartType.BAR), ()
    message = f'"{text}" is not a type of chart'
    return ChartType.BAR, (error("bad-option", message, source, did_you_mean(text, TYPES)),)


def _with_drawn_rows(selection: Selection, *, asked: bool) -> Selection:
    """Keep lines alone, unless rows were asked for: beside their total all lines look small."""
    budget = selection.budget
    kinds = set(RowKind) - {RowKind.NOTE} if asked else {RowKind.LINE}
    lines = tuple(
        line
        for line in budget.lines
        if line.kind in kinds and any(cell and not cell.is_blank for cell in line.cells[1:])
    )
    return replace(selection, budget=replace(budget, lines=lines))


# --- what is drawn --------------------------------------------------------------------------


def _chart(kind: ChartType, table: Table, selection: Selection) -> Chart:
    budget = selection.budget
    rows = [row for row in table.rows if row.kind not in (RowKind.HEADING, RowKind.NOTE)]
    places = [at for at, column in enumerate(budget.columns) if at and column.is_amount]
    columns = [[_amount(row.cells[at].content) for row in rows] for at in places]
    found = [node for column in columns for node in column if node]
    unit = next((table.columns[at].unit for at in places if table.columns[at].unit), "")
    stated = unit or next((budget.columns[at].unit for at in places), "")
    number_format = UNIT_FORMATS[unit] if unit else _number_format(found)
    if kind is ChartType.DOUGHNUT and stated in SUFFIXES:
        number_format, stated = _with_unit(number_format, stated), ""
    series = tuple(
        ChartSeries(
            _heading(budget.columns[at]),
            tuple(node and _printed(node, number_format) for node in nodes),
        )
        for at, nodes in zip(places, columns, strict=True)
    )
    categories = tuple(" ".join(plain(row.cells[0].content).split()) for row in rows)
    origin, source = table.origin, selection.printing.source
    chart = Chart(kind, categories, series, number_format, stated, "", source, origin)
    return replace(chart, alt=alt_text(chart))


def _amount(content: Inlines) -> AmountText | None:
    return content[0] if content and isinstance(content[0], AmountText) else None


def _number_format(found: list[AmountText]) -> str:
    """Return the format of the first amount, without what only a cell of a column needs."""
    code = found[0].amount.number_format if found else GENERAL
    return IN_A_COLUMN.sub(lambda match: match[1] or "", code).replace("?", "#") or GENERAL


def _with_unit(number_format: str, unit: str) -> str:
    """Return the format for slices, which have no axis to say what they are in: £5.3m."""
    commas = "," * (number_formats.scale_of(number_format) // 3)
    return f"£#,##0{'.0' if unit == '£m' else ''}{commas}{SUFFIXES[unit]}"


def _printed(node: AmountText, number_format: str) -> AmountText:
    """Return an amount as the chart prints it, whatever the format of its own cell."""
    text = amounts.shown(Amount(node.amount.value, number_format))
    return node if text is None else replace(node, text=text)


def _heading(column: BudgetColumn) -> str:
    """Return what a series is called. Its unit is said by the axis."""
    return without_unit(column.heading) or column.heading
