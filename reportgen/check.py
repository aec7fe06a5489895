"""Check papers: look at each as a build does, and further, and write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics, has_errors, stops
from reportgen.finished import Checked, carried_findings, set_findings, without_carried
from reportgen.libreoffice import find_libreoffice
from reportgen.making import judged, make, shelf_of
from reportgen.model import NO_CONTENTS, Paper
from reportgen.output_names import OutputNames
from reportgen.papers import Shelf
from reportgen.press import write_forms
from reportgen.project import Project, find_template, relative
from reportgen.recalculate import Known, stale_values

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
    known: Known = {}
    names = OutputNames(project)
    shelf = shelf_of(project)
    for folder in folders:
        made = make(shelf, folder)
        stale, hint = _recalculated(project, made.paper, known)
        told = (*stale, *(names.take(made.paper.output, folder) if made.paper else ()))
        judgement = judged(project, made, (told,))
        if made.paper is not None and not has_errors(judgement.diagnostics):
            paper = replace(made.paper, contents=NO_CONTENTS)
            more = _in_word(shelf, paper, (*made.found, *told))
            judgement = judged(project, made, (told, more))
        failed = stops(judgement.diagnostics, strict=strict)
        yield Checked(folder.name, judgement.diagnostics, judgement.switched_off, failed, hint)


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
