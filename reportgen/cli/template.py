"""`reportgen template check`: templates in, what is wrong with them out, in one of three forms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.findings import counted, print_annotations, print_json, show

if TYPE_CHECKING:
    from reportgen.contract import CheckedTemplate

NAME = "template"
HELP = "look for faults in Word templates"
DESCRIPTION = """\
Look for everything that is wrong with Word templates: tags, styles, lists, the page, and what would
keep a paper from being read by everyone. docs/templates.md is the guide for designers.

  reportgen template check                           all templates of the project
  reportgen template check house.docx                one; no project is needed
"""
CHECK = """\
Hold templates against every paper that they may be asked to print. Nothing is written.

An error stops papers from being built; a warning does so with --strict; a note says what could be
better. docs/problems.md explains each code.

  reportgen template check                           all templates of the project
  reportgen template check house.docx --strict       one; exit code 1 for a warning, too
  reportgen template check --format github           annotations, for GitHub Actions
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    actions = parser.add_subparsers(title="commands", metavar="COMMAND", dest="action")
    check = actions.add_parser(
        "check",
        help="look for faults, and write nothing",
        description=CHECK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", nargs="*", metavar="FILE", type=Path, help="which (default: all)")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="text for people (default), json for programs, github for annotations",
    )
    parser.set_defaults(help_text=parser.format_help())


def run(options: argparse.Namespace) -> int:
    """Check the templates asked for; return the exit code."""
    if options.action is None:
        print(options.help_text, file=sys.stderr, end="")
        return 2
    from reportgen.contract import check_templates
    from reportgen.diagnostics import ReportgenError
    from reportgen.project import find_project

    try:
        project = find_project(Path.cwd())
    except ReportgenError:
        if not options.files:
            raise
        project = None
    checked = check_templates(project, tuple(options.files), strict=options.strict)
    return FORMATS[options.format](checked)


def _as_text(templates: Iterable[CheckedTemplate]) -> int:
    """Print findings as they come, and what they come to; return the exit code."""
    failed = False
    for template in templates:
        show(template.diagnostics, sys.stdout)
        found = counted(template.diagnostics, template.switched_off)
        print(f"checked {template.name}: {found or 'nothing found'}", flush=True)
        failed = failed or template.failed
    return 1 if failed else 0


FORMATS: dict[str, Callable[[Iterable[CheckedTemplate]], int]] = {
    "text": _as_text,
    "json": partial(print_json, "templates"),
    "github": print_annotations,
}
