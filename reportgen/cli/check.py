"""`reportgen check`: papers in, what is wrong with them out, in one of three forms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.findings import counted, not_told, print_annotations, print_json, show
from reportgen.cli.papers import asked_for, project_here

if TYPE_CHECKING:
    from reportgen.diagnostics import Diagnostic
    from reportgen.finished import Checked

NAME = "check"
HELP = "look for faults in papers and in Word files, and write nothing"
DESCRIPTION = """\
Look for everything that is wrong with papers: in their text, their workbooks and their template.
Nothing is written.

A FILE.docx is held against the rules of accessibility, and looked through for broken references
and what was left in it. Any Word file will do, also one that reportgen did not make. The Word file
that a paper will be is looked at in the same way.

An error stops a paper from being built; a warning does so with --strict; a note only says what
was done for you. docs/problems.md explains each code. A finding that is as it should be is
switched off where it is: by <!-- reportgen: off CODE: reason --> in Markdown, or by a note on
the cell in Excel that says reportgen: off CODE: reason. Those are counted.

  reportgen check                                    every paper
  reportgen check 2022-03-22-budget --strict         one; exit code 1 for a warning, too
  reportgen check minutes.docx                       a Word file; no project is needed
  reportgen check --format github                    annotations, for GitHub Actions
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "papers",
        nargs="*",
        metavar="PAPER|FILE.docx",
        help="which papers or Word files (default: all papers)",
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="text for people (default), json for programs, github for annotations",
    )


def run(options: argparse.Namespace) -> int:
    """Check the papers and files asked for; return the exit code."""
    return FORMATS[options.format](_checked(options))


def _checked(options: argparse.Namespace) -> Iterator[Checked]:
    from reportgen.finished import check_file

    files = [name for name in options.papers if name.lower().endswith(".docx")]
    names = [name for name in options.papers if name not in files]
    for name in dict.fromkeys(files):
        yield check_file(Path(name), project_here(), strict=options.strict)
    if names or not files:
        from reportgen.check import check

        project, folders = asked_for(argparse.Namespace(papers=names))
        yield from check(project, folders, strict=options.strict)


def _as_text(papers: Iterable[Checked]) -> int:
    """Print findings as they come, and what they come to; return the exit code."""
    results: list[Checked] = []
    hints: dict[str, None] = {}
    told: set[Diagnostic] = set()
    for paper in papers:
        new = not_told(paper.diagnostics, told)
        show(new, sys.stdout)
        above = len(paper.diagnostics) - len(new)
        found = counted(paper.diagnostics, paper.switched_off, above)
        print(f"checked {paper.name}: {found or 'nothing found'}", flush=True)
        hints[paper.hint] = None
        results.append(paper)
    for many in (_summed(results, is_file=False), _summed(results, is_file=True)):
        print(many, end="")
    for hint in filter(None, hints):
        print(f"  hint: {hint}", file=sys.stderr)
    return 1 if any(paper.failed for paper in results) else 0


def _summed(results: list[Checked], *, is_file: bool) -> str:
    """Return a line on how many passed, "" for one or none."""
    failed = [result.failed for result in results if result.is_file is is_file]
    what = "Word files can be published" if is_file else "papers can be built"
    return f"{failed.count(False)} of {len(failed)} {what}\n" if len(failed) > 1 else ""


def _as_json(papers: Iterable[Checked]) -> int:
    return print_json("papers", papers, lambda paper: {"hint": paper.hint})


FORMATS: dict[str, Callable[[Iterable[Checked]], int]] = {
    "text": _as_text,
    "json": _as_json,
    "github": print_annotations,
}
