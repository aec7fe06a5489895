"""Make one paper: read it, put it through the passes and the checks. In: a folder. Out: a Paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks import check_paper
from reportgen.diagnostics import Diagnostics, ReportgenError, in_reading_order
from reportgen.gathered import gather
from reportgen.kinds import Kinds
from reportgen.model import Paper
from reportgen.papers import Shelf, read_paper
from reportgen.passes.amounts import set_amounts
from reportgen.passes.budgets import set_budgets
from reportgen.passes.capitals import set_capitals
from reportgen.passes.headings import number_headings
from reportgen.passes.log import set_log
from reportgen.passes.numbering import number_paper
from reportgen.passes.references import resolve_references
from reportgen.passes.transfers import set_transfers
from reportgen.policy import Judgement, judge, unknown_severities
from reportgen.project import Project


class Made(Struct, frozen=True):
    """A paper as it can be written, None when it cannot be read, and all that was found in it."""

    folder: Path
    paper: Paper | None
    found: Diagnostics


def shelf_of(project: Project) -> Shelf:
    """Return the shelf from which papers of a project are made.

    Raises ReportgenError when the project's settings name codes that there are not.
    """
    settings = project.settings
    unknown = unknown_severities(dict(settings.checks), settings.source)
    if unknown:
        raise ReportgenError(*unknown)
    return Shelf(project, Kinds(project))


def make(shelf: Shelf, folder: Path) -> Made:
    """Read the paper in a folder and bring it to the state in which it can be written."""
    paper, found = read_paper(shelf, folder)
    if paper is None:
        return Made(folder, None, found)
    kind = paper.kind
    found += unknown_severities(dict(kind.checks), kind.source, kind.check_sources)
    paper, in_gathered = gather(shelf, paper)
    paper, in_log = set_log(paper)
    paper, in_amounts = set_amounts(paper)
    paper, in_budgets = set_budgets(paper)
    paper, in_transfers = set_transfers(paper)
    paper, in_headings = number_headings(paper)
    paper = number_paper(paper)
    paper, in_references = resolve_references(paper)
    paper = set_capitals(paper)
    found += in_gathered + in_log
    found += in_amounts + in_budgets + in_transfers + in_headings + in_references
    return Made(folder, paper, found + check_paper(paper))


def judged(project: Project, made: Made, more: Iterable[Diagnostics] = ()) -> Judgement:
    """Return what was found, and `more`, as the project, the kind and the paper want it told."""
    found = made.found + tuple(item for each in more for item in each)
    switch_offs = made.paper.switch_offs if made.paper else ()
    kinds = dict(made.paper.kind.checks) if made.paper else {}
    judgement = judge(found, kinds | dict(project.settings.checks), switch_offs)
    return replace(judgement, diagnostics=in_reading_order(judgement.diagnostics))


def read(project: Project, folder: Path) -> tuple[Paper | None, Diagnostics]:
    """Return the finished paper of a folder with what was found; None when it cannot be read."""
    made = make(shelf_of(project), folder)
    return made.paper, judged(project, made).diagnostics
