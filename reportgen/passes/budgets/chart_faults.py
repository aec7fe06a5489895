"""What keeps a chart from being drawn or read. In: a chart and its budget. Out: diagnostics."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.budget import Budget, BudgetColumn, BudgetLine
from reportgen.budget.casting.entries import sort_of
from reportgen.budget.units import typed_scale
from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.model import AmountText, Chart, ChartType
from reportgen.passes.budgets.selection import Options
from reportgen.workbook import Cell

# More than these nobody can tell apart, or read beneath an axis as wide as a page.
MOST_SLICES, MOST_BARS, MOST_POINTS, MOST_SERIES = 8, 12, 36, 4
SCALES = {0: "£", 3: "£000s", 6: "£m"}
SORTS = {"rate": "per cent", "number": "numbers that are no money"}


def chart_faults(chart: Chart, budget: Budget, options: Options) -> Diagnostics:
    """Report words among the amounts, mixed units, what no doughnut shows, and too many parts."""
    words = (*_columns_of_words(budget, options), *_words(budget))
    if words:
        return words
    if not any(node for item in chart.series for node in item.amounts):
        return (_nothing(budget, options),)
    mixed = tuple(_mixed_units(budget, options))
    if mixed:
        return mixed
    return (*_doughnut_faults(chart, budget, options), *_crowded(chart, options))


def _columns_of_words(budget: Budget, options: Options) -> Iterator[Diagnostic]:
    """Yield the columns without amounts, where columns were asked for."""
    source = options["columns"].source
    for column in budget.columns[1:] if options["columns"].text else ():
        if not column.is_amount:
            message = f'the column "{column.heading}" has words, and a chart is drawn from amounts'
            yield error("chart-text", message, source, _amount_columns(budget))


def _amount_columns(budget: Budget) -> str:
    names = [f'"{column.heading}"' for column in budget.columns[1:] if column.is_amount]
    return f"take it out; amounts are in {', '.join(names)}" if names else "name another column"


def _words(budget: Budget) -> Iterator[Diagnostic]:
    """Yield the texts that stand where an amount is to be drawn."""
    for _, _, cell in _cells(budget):
        if not cell.is_number and not cell.is_blank:
            message = f'"{cell.value}" is not an amount, so a chart cannot show it'
            hint = "type the amount in Excel, leave the cell empty, or choose other lines by :rows:"
            yield error("chart-text", message, cell.source, hint)


def _cells(budget: Budget) -> Iterator[tuple[BudgetLine, BudgetColumn, Cell]]:
    for line in budget.lines:
        for column, cell in zip(budget.columns, line.cells, strict=True):
            if cell is not None and column.is_amount and column is not budget.columns[0]:
                yield line, column, cell


def _nothing(budget: Budget, options: Options) -> Diagnostic:
    what = "rows of :rows: have" if options["rows"].text else f"lines of {budget.origin} have"
    source = options["rows"].source
    hint = "name a sheet with amounts, or choose rows with amounts by :rows:, such as totals"
    return error("chart-empty", f"there is nothing to draw: the {what} no amounts", source, hint)


def _mixed_units(budget: Budget, options: Options) -> Iterator[Diagnostic]:
    """Yield the first amount that cannot stand on one axis with the first of all."""
    first = ""
    for line, column, cell in _cells(budget):
        unit = _unit(cell, column)
        first = first or unit
        if unit != first:
            message = (
                f'"{line.label}" is in {unit} in the column "{column.heading}", and other amounts '
                f"of the chart are in {first}"
            )
            hint = "choose columns of one unit by :columns:, or rows of one by :rows:"
            yield error("chart-units", message, options["columns"].source, hint)
            return


def _unit(cell: Cell, column: BudgetColumn) -> str:
    sort = "rate" if column.unit == "%" else sort_of(cell.number_format)
    return SCALES[typed_scale(cell, column)] if sort == "money" else SORTS.get(sort, sort)


# --- kinds of charts ------------------------------------------------------------------------


def _doughnut_faults(chart: Chart, budget: Budget, options: Options) -> Iterator[Diagnostic]:
    if chart.type is not ChartType.DOUGHNUT:
        return
    if len(chart.series) > 1:
        message = f"a doughnut shows one column of amounts, and here are {len(chart.series)}"
        names = " or ".join(f":columns: {item.heading}" for item in chart.series[:3])
        hint = f"choose one ({names}), or make it a column chart (:type: column)"
        yield error("doughnut-columns", message, options["columns"].source, hint)
        return
    amounts = [node for node in chart.series[0].amounts if node]
    negative = [node for node in amounts if node.amount.value < 0]
    if negative:
        yield _negative_slice(negative[0], budget)
    elif not any(node.amount.value for node in amounts):
        yield error(
            "chart-empty",
            "there is nothing to draw: all amounts of the doughnut are 0",
            options["rows"].source,
            "choose other rows by :rows:, or take the chart out",
        )


def _negative_slice(node: AmountText, budget: Budget) -> Diagnostic:
    cell = node.amount.cells[0]
    label = next(line.label for line, _, found in _cells(budget) if found.source == cell)
    message = f'"{label}" is {node.text}: a doughnut cannot show a negative amount'
    hint = "make it a bar chart (:type: bar), or leave the row out by :rows:"
    return error("negative-slice", message, cell, hint)


def _crowded(chart: Chart, options: Options) -> Iterator[Diagnostic]:
    most, what = {
        ChartType.DOUGHNUT: (MOST_SLICES, "slices"),
        ChartType.LINE: (MOST_POINTS, "points on a line"),
        ChartType.BAR: (MOST_BARS, "bars"),
        ChartType.COLUMN: (MOST_BARS, "columns"),
    }[chart.type]
    count = len(chart.categories)
    if count > most:
        message = f"{count} {what} are too many to be read: up to {most} can be told apart"
        hint = "choose the largest by :rows:, with semicolons between their labels"
        yield warning("crowded-chart", message, options["rows"].source, hint)
    if len(chart.series) > MOST_SERIES:
        message = (
            f"{len(chart.series)} columns are too many for one chart: up to {MOST_SERIES} can be "
            "told apart"
        )
        hint = "choose some of them by :columns:"
        yield warning("crowded-chart", message, options["columns"].source, hint)
