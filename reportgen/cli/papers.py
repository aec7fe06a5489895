"""The papers that a command is about. In: its arguments. Out: the project and their folders."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import ReportgenError, error
from reportgen.source import NOWHERE

if TYPE_CHECKING:
    from reportgen.project import Project


def add_papers(parser: argparse.ArgumentParser) -> None:
    """Let a command take the names of papers."""
    parser.add_argument("papers", nargs="*", metavar="PAPER", help="which papers (default: all)")


def project_here() -> Project | None:
    """Return the project that the user stands in, None where there is none."""
    from reportgen.project import find_project

    try:
        return find_project(Path.cwd())
    except ReportgenError:
        return None


def asked_for(options: argparse.Namespace) -> tuple[Project, tuple[Path, ...]]:
    """Return the project and the folders of the papers that are asked for; all without a name.

    Raises ReportgenError where there is no project, no such paper, or none at all.
    """
    from reportgen.project import find_paper, find_project, papers

    project = find_project(Path.cwd())
    folders = tuple(find_paper(project, name) for name in options.papers) or papers(project)
    if not folders:
        content = project.settings.content
        hint = (
            f"make a folder {content}/NAME with a paper.yaml in it; "
            "docs/writing-a-paper.md says how"
        )
        message = f"there is no paper under {content}/"
        raise ReportgenError(error("no-papers", message, NOWHERE, hint))
    return project, folders
