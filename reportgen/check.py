"""Check papers: look at each as a build does, and further, and write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics, ReportgenError, has_errors, stops
from reportgen.finished import Checked, carried_findings, set_findings, without_carried
from reportgen.libreoffice import find_libreoffice
from reportgen.making import judged, make, shelf_of
from reportgen.model import NO_CONTENTS, Paper
from reportgen.output_names import OutputNames
from reportgen.papers import Shelf
from reportgen.policy import Judgement
from reportgen.press import unforeseen_fault, write_forms
from reportgen.project import MANIFEST, Project, find_template, relative
from reportgen.recalculate import Known, stale_values
from reportgen.source import Source

NOT_RECALCULATED = (
    "{} not worked out again, because LibreOffice, which knows more functions than reportgen, {}"
)


def check(
    project: Project, folders: tuple[Path, ...], *, strict: bool = False
) -> Iterator[Checked]:
    """Look at each paper and yield what was found.

    A paper without errors is set in Word, too, and held against the rules of the gate, so that
    faults of its template are found, and what would keep people from reading it.
    """
    looking = _Looking(project, strict=strict)
    for folder in folders:
        yield looking.at(folder)


class _Looking:
    """Looks at the papers of a project, which share what is read for more than one of them."""

    def __init__(self, project: Project, *, strict: bool) -> None:
        self._project, self._strict = project, strict
        self._known: Known = {}
        self._names = OutputNames(project)
        self._shelf = shelf_of(project)

    def at(self, folder: Path) -> Checked:
        """Return what is found in a paper. A fault of ours, too, is one of this paper alone."""
        try:
            judgement, hint = self._found(folder)
        except ReportgenError as problem:
            judgement, hint = Judgement(problem.diagnostics), ""
        except Exception as problem:
            place = Source(relative(self._project, folder / MANIFEST))
            judgement, hint = Judgement((unforeseen_fault(problem, place),)), ""
        failed = stops(judgement.diagnostics, strict=self._strict)
        return Checked(folder.name, judgement.diagnostics, judgement.switched_off, failed, hint)

    def _found(self, folder: Path) -> tuple[Judgement, str]:
        """Return what is found in a paper, as the project wants it told, and a hint."""
        made = make(self._shelf, folder)
        paper = made.paper
        stale, hint = _recalculated(self._project, paper, self._known)
        told = (*stale, *(self._names.take(paper.output, folder) if paper else ()))
        judgement = judged(self._project, made, (told,))
        if paper is not None and not has_errors(judgement.diagnostics):
            plain = replace(paper, contents=NO_CONTENTS)
            more = _in_word(self._shelf, plain, (*made.found, *told))
            judgement = judged(self._project, made, (told, more))
        return judgement, hint


def _in_word(shelf: Shelf, paper: Paper, told: Diagnostics) -> Diagnostics:
    """Return what setting a paper in Word finds, and then the gate. `told` is known already."""
    files, found, _ = write_forms(shelf, paper, ("docx",))
    if has_errors(found):
        return found
    plain = without_carried(paper)
    if plain != paper:
        files, _, _ = write_forms(shelf, plain, ("docx",))
    project = shelf.project
    template, _ = find_template(project, paper.template, paper.source)
    shown = relative(project, template) if template else ""
    (data,) = files.values()
    file = relative(project, project.build / f"{paper.output}.docx")
    return found + set_findings(data, file, shown, told + found) + carried_findings(paper)


def _recalculated(project: Project, paper: Paper | None, known: Known) -> tuple[Diagnostics, str]:
    """Return what working the formulas out again finds beyond the checks, and a hint."""
    if paper is None:
        return (), ""
    program = find_libreoffice()
    found, missed = stale_values(paper, project.root, program, known)
    many = "1 formula was" if missed == 1 else f"{missed} formulas were"
    why = "could not open the workbook" if program else "is not installed"
    return found, NOT_RECALCULATED.format(many, why) if missed else ""
