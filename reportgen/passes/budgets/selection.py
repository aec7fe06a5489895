"""What of a workbook a directive means: a `{budget}` or `{chart}` comes in, a budget goes out.

Both name a sheet in the same way, and choose rows and columns by the same rules.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from reportgen.budget import Budget, find_budget
from reportgen.budget.columns import find_column
from reportgen.budget.rows import kind_word
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error
from reportgen.labels import fold, slug
from reportgen.model import BudgetDirective, ChartDirective, RowKind
from reportgen.passes.budgets.tables import UNITS, Printing, quoted
from reportgen.source import Source
from reportgen.workbook import Workbook

Directive = BudgetDirective | ChartDirective


class Option(Struct, frozen=True):
    """What stands after `:name:`, with the line it stands on; `text` is `""` when left out."""

    text: str
    source: Source


class Options(Struct, frozen=True):
    """The options of a directive, by name."""

    directive: Directive

    def __getitem__(self, name: str) -> Option:
        for given, text, source in self.directive.options:
            if given == name:
                return Option(text, source)
        return Option("", self.directive.source)

    @property
    def label(self) -> str:
        return self["label"].text.lstrip("#@")


class Selection(Struct, frozen=True):
    """The part of a budget that is asked for, the `whole` of it, and how to print it."""

    budget: Budget
    whole: Budget
    printing: Printing


def select(
    options: Options, workbooks: tuple[Workbook, ...]
) -> tuple[Selection | None, Diagnostics]:
    """Return what a directive chooses of a sheet; None where there is no such sheet or table."""
    directive = options.directive
    whole, path, found = _budget(directive, workbooks, options["range"])
    if whole is None:
        return None, found
    budget, in_columns = _with_columns(whole, options["columns"])
    budget, in_rows = _with_rows(budget, options["rows"])
    unit = options["unit"]
    known_unit = unit.text if unit.text in UNITS else ""
    printing = Printing(path, directive.source, known_unit, unit.source)
    return Selection(budget, whole, printing), (*found, *in_columns, *in_rows)


def option_problems(directive: Directive, what: str, known: tuple[str, ...]) -> Diagnostics:
    """Report options that `what` does not have, and those that say nothing or what is no unit."""
    return tuple(
        problem
        for name, text, source in directive.options
        if (problem := _option_problem(what, known, name, Option(text, source)))
    )


def _option_problem(
    what: str, known: tuple[str, ...], name: str, option: Option
) -> Diagnostic | None:
    text, source = option.text, option.source
    if name not in known:
        message = f"{what} has no option :{name}:"
        return error("unknown-option", message, source, did_you_mean(name, known))
    if not text:
        message = f"the option :{name}: says nothing"
        return error("bad-option", message, source, "give it a value, or take the line out")
    if name == "unit" and text not in UNITS:
        message = f'"{text}" is not a unit that amounts can be printed in'
        return error("bad-option", message, source, f"units: {', '.join(UNITS)}")
    return None


# --- the budget -----------------------------------------------------------------------------


def _budget(
    directive: Directive, workbooks: tuple[Workbook, ...], within: Option
) -> tuple[Budget | None, str, Diagnostics]:
    """Find the budget a directive names, and how an expression would begin to name it."""
    books, name, problem = _named_books(directive, workbooks)
    if problem:
        return None, "", (problem,)
    if not all(book.sheets for book in books):
        return None, "", ()  # one that could not be read has been reported
    tried = [(book, *find_budget(book, name, within.text)) for book in books]
    known = [item for item in tried if not any(p.code == "unknown-sheet" for p in item[2])]
    if len(known) != 1:
        return None, "", (_not_one(directive, name, books, [book for book, _, _ in known]),)
    book, budget, problems = known[0]
    if budget is None:
        place = within.source if within.text else directive.source
        return None, "", tuple(replace(item, source=place) for item in problems)
    sheet = budget.sheet if slug(budget.sheet) == slug(name) else name
    return budget, f"{book.name}[{quoted(sheet)}]", problems


def _named_books(
    directive: Directive, workbooks: tuple[Workbook, ...]
) -> tuple[tuple[Workbook, ...], str, Diagnostic | None]:
    """Split `workbook: Sheet`; a sheet alone is looked for in every workbook of the paper."""
    prefix, colon, sheet = (part.strip() for part in directive.sheet.partition(":"))
    name = sheet if colon else prefix
    if not workbooks:
        message = f'there is no workbook to take "{name}" from' if name else "no workbook is named"
        hint = "name one in paper.yaml: under workbooks:, a line such as budget: budgets/name.xlsx"
        return (), name, error("no-workbook", message, directive.source, hint)
    if not name:
        titles = [item.title for book in workbooks for item in book.sheets]
        hint = did_you_mean("", titles)
        return (), name, error("unknown-sheet", "the budget names no sheet", directive.source, hint)
    if not colon:
        return workbooks, name, None
    books = tuple(book for book in workbooks if book.name.casefold() == prefix.casefold())
    if books:
        return books, name, None
    message = f'there is no workbook called "{prefix}" in the manifest'
    hint = did_you_mean(prefix, (book.name for book in workbooks))
    return (), name, error("unknown-workbook", message, directive.source, hint)


def _not_one(
    directive: Directive, name: str, books: tuple[Workbook, ...], known: list[Workbook]
) -> Diagnostic:
    if known:
        message = f'the sheet "{name}" is in more than one workbook'
        hint = "say which one: " + " or ".join(f"{book.name}: {name}" for book in known)
        return error("ambiguous-sheet", message, directive.source, hint)
    titles = [sheet.title for book in books for sheet in book.sheets]
    where = " and ".join(book.source.path for book in books)
    message = f'there is no sheet "{name}" in {where}'
    return error("unknown-sheet", message, directive.source, did_you_mean(name, titles))


# --- a part of it ---------------------------------------------------------------------------


def _with_columns(budget: Budget, option: Option) -> tuple[Budget, Diagnostics]:
    """Keep the columns asked for, in the order asked for; the labels always come first."""
    if not option.text:
        return budget, ()
    names = [option.text]
    if find_column(budget.columns, option.text) is None:
        names = [part.strip() for part in re.split(r"[;,]", option.text) if part.strip()]
    places = [(name, find_column(budget.columns, name)) for name in names]
    headings = [column.heading for column in budget.columns if column.heading]
    problems = tuple(
        _unknown_part("unknown-column", name, budget, headings, option.source)
        for name, place in places
        if place is None
    )
    kept = tuple(dict.fromkeys((0, *(place for _, place in places if place is not None))))
    return _cut(budget, kept), problems


def _cut(budget: Budget, kept: tuple[int, ...]) -> Budget:
    columns = tuple(budget.columns[at] for at in kept)
    lines = tuple(
        replace(line, cells=tuple(line.cells[at] for at in kept)) for line in budget.lines
    )
    return replace(budget, columns=columns, lines=lines)


def _with_rows(budget: Budget, option: Option) -> tuple[Budget, Diagnostics]:
    """Keep the rows asked for, by label or by kind, in the order of the sheet.

    A word that is both is the label: `total` is the row "Total", `totals` are all of that kind.
    """
    if not option.text:
        return budget, ()
    parts = _row_names(option.text, budget)
    known = [line.label for line in budget.lines if line.label]
    known += [kind.value for kind in {line.kind for line in budget.lines}]
    meant = {part: _rows_meant(budget, part) for part in parts}
    problems = tuple(
        _unknown_part("unknown-row", part, budget, known, option.source)
        for part, rows in meant.items()
        if not rows
    )
    kept = set().union(*meant.values())
    lines = tuple(line for line in budget.lines if line.row in kept)
    return replace(budget, lines=lines), problems


def _row_names(text: str, budget: Budget) -> list[str]:
    """Split at semicolons, since labels have commas; kinds alone may be split at commas."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    by_comma = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1 and not _rows_meant(budget, text) and all(_kind(part) for part in by_comma):
        return by_comma
    return parts


def _rows_meant(budget: Budget, part: str) -> set[int]:
    labelled = {line.row for line in budget.lines if fold(line.label) == fold(part)}
    return labelled or {line.row for line in budget.lines if line.kind is _kind(part)}


def _kind(word: str) -> RowKind | None:
    """Return the kind that a word means, one or many: `lines`, `Sub-totals`, `funding`."""
    return kind_word(word) or kind_word(word.strip().removesuffix("s"))


def _unknown_part(
    code: str, name: str, budget: Budget, known: list[str], source: Source
) -> Diagnostic:
    what = code.removeprefix("unknown-")
    message = f'there is no {what} "{name}" in {budget.origin}'
    return error(code, message, source, did_you_mean(name, known))
