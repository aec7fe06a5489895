"""`reportgen build`: papers in, their files and a line for each out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.findings import counted, not_told, show
from reportgen.cli.papers import add_papers, asked_for

if TYPE_CHECKING:
    from reportgen.build import Built
    from reportgen.diagnostics import Diagnostic
    from reportgen.project import Project

NAME = "build"
HELP = "build papers"
DESCRIPTION = """\
Merge each paper's Markdown and workbooks through its Word template.

PAPER is the name of a folder under content/, or a path to one; with none, every paper is built.
The result goes to build/, under the folder's name. A paper with an error is not written, and
what was built before stays as it is; every problem of every paper is listed in one run. A paper is
made again when anything that it is made from has changed; otherwise its files are left as they are.

  reportgen build 2022-03-22-budget --to docx,txt    the Word file, and its outline as text
  reportgen build --strict --out H:/board            all papers, to another folder; no warnings
"""

FORMS = ("docx", "html", "pdf", "txt", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_papers(parser)
    parser.add_argument(
        "--to",
        type=_forms,
        default=(),
        metavar="FORMS",
        help="what to write, joined by commas: docx (the paper, default), "
        "html (the same as one web page), "
        "pdf (tagged for screen readers; needs LibreOffice), "
        "txt (an outline with all numbers and references), "
        "csv (a register of its amounts and where they come from; of a log, what it lists)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: build/)")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=0,
        metavar="N",
        help="how many papers are made at once (default: one for each processor)",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="make every paper again, also one that nothing has changed for",
    )


def run(options: argparse.Namespace) -> int:
    """Build the papers asked for; return the exit code."""
    # Imported here so that --help and usage faults answer at once.
    from reportgen.build import build

    project, folders = asked_for(options)
    built = build(
        project,
        folders,
        options.to,
        options.out,
        strict=options.strict,
        jobs=options.jobs,
        force=options.force,
    )
    failed = total = 0
    hints: set[str] = set()
    told: set[Diagnostic] = set()
    for paper in _with_progress(built, len(folders)):
        new = not_told(paper.diagnostics, told)
        show(new, sys.stderr)
        above = len(paper.diagnostics) - len(new)
        print(
            _line(project, paper, above),
            file=sys.stderr if paper.failed else sys.stdout,
            flush=True,
        )
        hints.add("" if paper.failed else paper.hint)
        total += 1
        failed += paper.failed
    if total > 1:
        print(f"{total - failed} of {total} papers built")
    for hint in sorted(hints - {""}):
        print(f"  hint: {hint}", file=sys.stderr)
    return 1 if failed else 0


def _forms(text: str) -> tuple[str, ...]:
    forms = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [form for form in forms if form not in FORMS]
    if unknown or not forms:
        raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join(FORMS)}")
    return forms


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r}: give a number from 1 to 64")
    return int(text)


def _with_progress(built: Iterator[Built], total: int) -> Iterable[Built]:
    """Show a bar where several papers are built before somebody's eyes."""
    if total < 2 or not sys.stderr.isatty():
        return built
    from rich.console import Console
    from rich.progress import track

    return track(built, "building", total=total, console=Console(stderr=True), transient=True)


def _line(project: Project, paper: Built, told_above: int) -> str:
    from reportgen.project import relative

    if paper.files:
        off = f" ({paper.switched_off} switched off)" if paper.switched_off else ""
        done = "unchanged" if paper.unchanged else "built"
        return f"{done} {', '.join(relative(project, path) for path in paper.files)}{off}"
    return f"not built: {paper.name} ({counted(paper.diagnostics, paper.switched_off, told_above)})"
