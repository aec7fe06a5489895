"""`reportgen check`: papers in, what is wrong with them out, in one of three forms."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reportgen.cli.findings import as_annotation, as_data, counted, show
from reportgen.cli.papers import add_papers, asked_for

if TYPE_CHECKING:
    from reportgen.build import Checked

NAME = "check"
HELP = "look for faults in papers, and write nothing"
DESCRIPTION = """\
Look for everything that is wrong with papers: in their text, their workbooks and their template.
Nothing is written.

An error stops a paper from being built; a warning does so with --strict; a note only says what
was done for you. docs/problems.md explains each code. A finding that is as it should be is
switched off where it is: by <!-- reportgen: off CODE: reason --> in Markdown, or by a note on
the cell in Excel that says reportgen: off CODE: reason. Those are counted.

  reportgen check                                    every paper
  reportgen check 2022-03-22-budget --strict         one; exit code 1 for a warning, too
  reportgen check --format github                    annotations, for GitHub Actions
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_papers(parser)
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="text for people (default), json for programs, github for annotations",
    )


def run(options: argparse.Namespace) -> int:
    """Check the papers asked for; return the exit code."""
    from reportgen.build import check

    project, folders = asked_for(options)
    return FORMATS[options.format](check(project, folders, strict=options.strict))


def _as_text(papers: Iterable[Checked]) -> int:
    """Print findings as they come, and what they come to; return the exit code."""
    total = failed = 0
    hints: dict[str, None] = {}
    for paper in papers:
        show(paper.diagnostics, sys.stdout)
        found = counted(paper.diagnostics, paper.switched_off)
        print(f"checked {paper.name}: {found or 'nothing found'}", flush=True)
        hints[paper.hint] = None
        total += 1
        failed += paper.failed
    if total > 1:
        print(f"{total - failed} of {total} papers can be built")
    for hint in filter(None, hints):
        print(f"  hint: {hint}", file=sys.stderr)
    return 1 if failed else 0


def _as_json(papers: Iterable[Checked]) -> int:
    checked = tuple(papers)
    data = [
        {
            "name": paper.name,
            "failed": paper.failed,
            "hint": paper.hint,
            "switched_off": paper.switched_off,
            "findings": [as_data(item) for item in paper.diagnostics],
        }
        for paper in checked
    ]
    print(json.dumps({"papers": data}, ensure_ascii=False, indent=2))
    return 1 if any(paper.failed for paper in checked) else 0


def _as_annotations(papers: Iterable[Checked]) -> int:
    failed = False
    for paper in papers:
        for item in paper.diagnostics:
            print(as_annotation(item))
        failed = failed or paper.failed
    return 1 if failed else 0


FORMATS: dict[str, Callable[[Iterable[Checked]], int]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_annotations,
}
