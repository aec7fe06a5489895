"""`reportgen new`: a kind of paper and a name in, the folder of a new paper out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.findings import show
from reportgen.cli.papers import project_here
from reportgen.diagnostics import ReportgenError, did_you_mean, error
from reportgen.source import NOWHERE

if TYPE_CHECKING:
    from reportgen.kinds import Kinds
    from reportgen.model import Kind
    from reportgen.project import Project

NAME = "new"
HELP = "begin a paper"
DESCRIPTION = """\
Begin a paper: a folder under content/ with its paper.yaml, and a file for each section that papers
of its kind must have.

Each says what belongs in it, as [Fill in: ...] and [Guidance: ...]. As long as one of these is
left, the paper is not built, so that none is published by mistake.

  reportgen new                                   list the kinds of paper that there are
  reportgen new board-report 2022-03-22-budget    begin content/2022-03-22-budget/
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", nargs="?", metavar="KIND", help="what sort of paper")
    parser.add_argument(
        "name",
        nargs="*",
        metavar="NAME",
        help="what its folder is called, and what is built from it: "
        "letters, digits and hyphens, best with the date of the meeting first",
    )


def run(options: argparse.Namespace) -> int:
    """Make the folder of a new paper; return the exit code."""
    from reportgen.kinds import Kinds
    from reportgen.output import write_folder
    from reportgen.project import find_project, new_paper, relative
    from reportgen.skeleton import skeleton

    if options.kind is None:
        _list(Kinds(project_here()))
        return 2
    project = find_project(Path.cwd())
    kind = _kind(project, options.kind)
    folder = new_paper(project, _name(kind, options.name))
    files = skeleton(kind)
    shown = relative(project, folder)
    write_folder(folder, files, shown)
    for name, _ in files:
        print(f"made {shown}/{name}")
    print(_next(folder.name))
    return 0


def _kind(project: Project, name: str) -> Kind:
    from reportgen.kinds import Kinds

    kinds = Kinds(project)
    if name not in kinds.names:
        _list(kinds)
        message = f'there is no kind of paper "{name}"'
        raise ReportgenError(
            error("unknown-kind", message, NOWHERE, did_you_mean(name, kinds.names))
        )
    kind, found = kinds.find(name)
    if kind is None:
        raise ReportgenError(*found)
    show(found, sys.stderr)
    return kind


def _name(kind: Kind, words: list[str]) -> str:
    if words:
        return " ".join(words)
    message = "the new paper has no name"
    hint = f"for example: reportgen new {kind.name} 2022-03-22-budget"
    raise ReportgenError(error("paper-name", message, NOWHERE, hint))


def _list(kinds: Kinds) -> None:
    """Print what each kind is for, and what is wrong with declarations of others."""
    found, problems = kinds.all()
    show(problems, sys.stderr)
    width = max((len(kind.name) for kind in found), default=0)
    print("reportgen new KIND NAME begins a paper of one of these kinds:\n", file=sys.stderr)
    for kind in found:
        print(f"  {kind.name:{width}}  {kind.about}".rstrip(), file=sys.stderr)
    print(file=sys.stderr)


def _next(name: str) -> str:
    return f"""
next: write what each [Fill in: ...] and [Guidance: ...] asks for in its place
      reportgen check {name}    lists those that are left
      reportgen build {name}    makes the paper"""
