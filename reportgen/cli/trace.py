"""`reportgen trace`: in goes a paper or an issued Word file, out where its amounts come from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli import traces
from reportgen.cli.findings import show
from reportgen.diagnostics import ReportgenError, Severity, error
from reportgen.patterns import regex
from reportgen.source import NOWHERE

if TYPE_CHECKING:
    from reportgen.project import Project
    from reportgen.provenance import Record
    from reportgen.workbook import Workbook

NAME = "trace"
HELP = "say where amounts come from, and what became of them in an issued paper"
DESCRIPTION = """\
Say where the amounts of a paper come from, or what has become of them since it was issued.

A PAPER lists its amounts: what is printed, where, and from which cell. With an AMOUNT it answers
where that one comes from; £4.2m finds all that rounds to it, and £4,2xx,xxx all that begins so.

A FILE.docx, as it was issued or as people have edited it, says of each amount whether it is
unchanged, edited by hand, stale (the workbook has changed since) or missing. The file and its
workbook are all it needs. The exit code is 1 unless every amount is unchanged.

  reportgen trace 2022-03-22-budget                  its amounts
  reportgen trace 2022-03-22-budget "£4.2m"          where does this come from?
  reportgen trace build/2022-03-22-budget.docx       what has changed since it was built
"""
# An amount with a minus is none of the options.
NEGATIVE = regex(r"-[£\d.(].*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser._negative_number_matcher = NEGATIVE
    parser.add_argument("paper", metavar="PAPER|FILE.docx", help="a paper, or a Word file")
    parser.add_argument("amount", metavar="AMOUNT", nargs="?", help="an amount to ask about")
    parser.add_argument(
        "--workbook",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="the workbook of a Word file, where it is not found by itself (may be repeated)",
    )
    parser.add_argument(
        "--all", action="store_true", help="list the unchanged amounts of a Word file, too"
    )
    parser.add_argument(
        "--format",
        choices=traces.FORMATS,
        default="table",
        help="table for people (default), csv for spreadsheets, json for programs",
    )


def run(options: argparse.Namespace) -> int:
    """Print what is asked for; return the exit code."""
    if options.paper.lower().endswith(".docx"):
        return _file(options)
    from reportgen.making import read
    from reportgen.project import find_paper, find_project
    from reportgen.provenance import records

    project = find_project(Path.cwd())
    paper, found = read(project, find_paper(project, options.paper))
    errors = [item for item in found if item.severity is Severity.ERROR]
    show(errors, sys.stderr)
    if paper is None:
        return 1
    if options.amount is not None:
        return _answer(options, records(paper), paper.workbooks)
    traces.print_paper(paper, options.format)
    return 1 if errors else 0


def _file(options: argparse.Namespace) -> int:
    from reportgen.trace import trace_file
    from reportgen.trace.workbooks import Shelf, folders_for

    path = Path(options.paper)
    if not path.is_file():
        hint = "name a Word file that reportgen built, or a paper by the name of its folder"
        raise ReportgenError(error("missing-file", f"there is no file {path}", NOWHERE, hint))
    project = _project()
    first = (Path.cwd(), project.root) if project else (Path.cwd(),)
    shelf = Shelf(tuple(options.workbook), folders_for(path, *first))
    asked = options.amount is not None
    file, problems = trace_file(path, path.as_posix(), shelf, everything=asked)
    show(problems if file is None else file.diagnostics, sys.stderr)
    if file is None:
        return 1
    if asked:
        return _answer(options, tuple(item.record for item in file.amounts), file.workbooks)
    traces.print_file(file, options.format, everything=options.all)
    return 1 if file.failed else 0


def _project() -> Project | None:
    """Return the project that the user stands in; an issued file needs none."""
    from reportgen.project import find_project

    try:
        return find_project(Path.cwd())
    except ReportgenError:
        return None


def _answer(
    options: argparse.Namespace, records: tuple[Record, ...], workbooks: tuple[Workbook, ...]
) -> int:
    from reportgen.trace.answers import answers, unknown, unprinted

    found = answers(options.amount, records, workbooks)
    if found:
        traces.print_answers(found, options.format)
        return 0
    cells = unprinted(options.amount, workbooks)
    if cells:
        traces.print_unprinted(options.amount, cells, options.format)
        return 0
    show((unknown(options.amount, records),), sys.stderr)
    return 1
