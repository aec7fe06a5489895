"""Put a line of statistics and a table in the place of every `{log}` block.

In: a paper with the log of what its kind gathers. Out: the paper with each `LogDirective` replaced
by a `Paragraph` and a `Table`, and what is wrong with the blocks, or that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, warning
from reportgen.labels import fold
from reportgen.model import (
    SPLIT,
    Attributes,
    Blocks,
    Column,
    Entry,
    Inlines,
    Log,
    LogDirective,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Table,
    TableCell,
    Text,
)
from reportgen.passes.log.columns import COLUMNS, Columns, usual_columns
from reportgen.passes.log.statistics import statistics
from reportgen.walk import Node, rebuild

OPTIONS = ("caption", "columns", "label")

Cells = tuple[Inlines, ...]


def set_log(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with its log printed.

    A block that fails is reported and leaves a table of one cell, so that its label still stands
    and no reference to it is reported besides.
    """
    problems: list[Diagnostic] = []
    printed = 0

    def change(node: Node) -> tuple[Node, ...]:
        nonlocal printed
        if not isinstance(node, LogDirective):
            return (node,)
        printed += 1
        blocks, found = _blocks(node, paper)
        problems.extend(found)
        return blocks

    rebuilt = rebuild(paper, change, LogDirective)
    if paper.log is not None:
        problems += [*([] if printed else [_missing(paper)]), *_same_references(paper.log)]
    return rebuilt, tuple(problems)


def _same_references(log: Log) -> Iterator[Diagnostic]:
    """Report papers with the reference of another one: whoever asks for it may get either."""
    first: dict[str, Entry] = {}
    for entry in sorted(log.entries, key=lambda entry: entry.source.path):
        other = first.setdefault(fold(entry.reference), entry)
        if other is not entry:
            message = f'"{entry.reference}" is the reference of {other.source.path}, too'
            hint = (
                "correct the one that is wrong; of two answers to one request, let each say which "
                f'it is: "{entry.reference}, part 2"'
            )
            yield warning("same-reference", message, entry.source, hint)


def _missing(paper: Paper) -> Diagnostic:
    message = "this paper lists others, and no {log} says where the list is to stand"
    hint = "put these two lines where it belongs in one of the sections: ```{log} and ```"
    return warning("log-missing", message, paper.source, hint)


def _blocks(directive: LogDirective, paper: Paper) -> tuple[Blocks, Diagnostics]:
    found = _option_problems(directive)
    if paper.log is None:
        found += (_no_log(directive, paper),)
        return (_empty_table(directive),), found
    columns, in_columns = _columns(directive, paper.log)
    found += in_columns
    line = (Text(statistics(paper.log)),)
    paragraph = Paragraph(line, directive.source)
    if not paper.log.entries:
        return (paragraph, *([_empty_table(directive)] if _label(directive) else [])), found
    return (paragraph, _table(directive, paper.log, columns)), found


def _no_log(directive: LogDirective, paper: Paper) -> Diagnostic:
    message = f"a {{log}} lists papers of another kind, and the kind {paper.kind.name} gathers none"
    hint = "take it out, or choose a kind whose declaration has a line that begins with gathers:"
    return error("no-log", message, directive.source, hint)


# --- the options ----------------------------------------------------------------------------


def _columns(directive: LogDirective, log: Log) -> tuple[Columns, Diagnostics]:
    """Return the columns that are asked for, those of every log when none are."""
    for name, text, source in directive.options:
        if name == "columns" and text:
            asked = tuple(part.strip().casefold() for part in text.split(",") if part.strip())
            unknown = tuple(
                error(
                    "bad-option",
                    f'a log has no column "{part}"',
                    source,
                    did_you_mean(part, COLUMNS),
                )
                for part in asked
                if part not in COLUMNS
            )
            return tuple(part for part in dict.fromkeys(asked) if part in COLUMNS), unknown
    return usual_columns(log), ()


def _option_problems(directive: LogDirective) -> Diagnostics:
    problems = []
    if directive.words:
        message = f'"{directive.words}" has no meaning behind {{log}}'
        hint = "take it out: the kind of the paper says which papers are listed"
        problems.append(error("directive-text", message, directive.source, hint))
    for name, text, source in directive.options:
        if name not in OPTIONS:
            message, hint = f"a log has no option :{name}:", did_you_mean(name, OPTIONS)
            problems.append(error("unknown-option", message, source, hint))
        elif not text.strip(" ,"):
            message, hint = f"the option :{name}: says nothing", "give it a value, or take it out"
            problems.append(error("bad-option", message, source, hint))
    return tuple(problems)


# --- the table ------------------------------------------------------------------------------


def _table(directive: LogDirective, log: Log, columns: Columns) -> Table:
    headings = tuple((Text(COLUMNS[name].heading),) for name in columns)
    lines = tuple(
        tuple(COLUMNS[name].content(entry, columns) for name in columns) for entry in log.entries
    )
    return _laid_out(directive, headings, lines)


def _empty_table(directive: LogDirective) -> Table:
    """Return what a reference to the list still leads to where there is nothing in it."""
    return _laid_out(directive, ((Text(COLUMNS["request"].heading),),), (((Text("None"),),),))


def _laid_out(directive: LogDirective, headings: Cells, lines: tuple[Cells, ...]) -> Table:
    return Table(
        tuple(Column() for _ in headings),
        (_row(RowKind.HEADING, headings), *(_row(RowKind.LINE, line) for line in lines)),
        directive.source,
        caption=directive.caption,
        attributes=Attributes(label=_label(directive), classes=(SPLIT,)),
    )


def _row(kind: RowKind, cells: Cells) -> Row:
    return Row(kind, tuple(TableCell(content) for content in cells))


def _label(directive: LogDirective) -> str:
    return next((text.lstrip("#@") for name, text, _ in directive.options if name == "label"), "")
