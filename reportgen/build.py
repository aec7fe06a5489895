"""Build or check papers: read, pass, check, write. The only module that knows all the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.checks import check_paper
from reportgen.diagnostics import (
    Diagnostics,
    ReportgenError,
    error,
    has_errors,
    has_warnings,
    in_reading_order,
)
from reportgen.finished import Checked, carried_findings, set_findings, without_carried
from reportgen.gathered import gather
from reportgen.kinds import Kinds
from reportgen.libreoffice import find_libreoffice
from reportgen.model import NO_CONTENTS, Paper
from reportgen.output import write_file
from reportgen.pages import bookmark_pages
from reportgen.papers import Shelf, read_paper
from reportgen.passes.amounts import set_amounts
from reportgen.passes.budgets import set_budgets
from reportgen.passes.capitals import set_capitals
from reportgen.passes.headings import number_headings
from reportgen.passes.log import set_log
from reportgen.passes.numbering import number_paper
from reportgen.passes.references import resolve_references
from reportgen.passes.transfers import set_transfers
from reportgen.pdf import write_pdf
from reportgen.policy import Judgement, judge, unknown_severities
from reportgen.project import Project, find_template, relative
from reportgen.recalculate import Known, stale_values
from reportgen.writers.html import write_html
from reportgen.writers.log import write_log
from reportgen.writers.outline import write_outline
from reportgen.writers.register import write_register
from reportgen.writers.word import write_word

__all__ = ["Built", "Checked", "build", "check", "make_paper", "read"]

IN_WORD = "in Word, click into the list and press F9"
NO_LIBREOFFICE = (
    "the lists of contents have no page numbers, because LibreOffice, which lays the pages out, "
    f"is not installed; install it, or {IN_WORD}"
)
NO_PAGES = (
    "the lists of contents have no page numbers, because LibreOffice could not lay the pages "
    f"out; {IN_WORD}"
)
NOT_RECALCULATED = (
    "{} not worked out again, because LibreOffice, which knows more functions than reportgen, {}"
)


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one paper. `files` are those written: none when it has errors.

    `hint` is what could be better although nothing is wrong with the paper. `switched_off` counts
    the findings that somebody has switched off.
    """

    name: str
    diagnostics: Diagnostics
    files: tuple[Path, ...] = ()
    hint: str = ""
    switched_off: int = 0

    @property
    def failed(self) -> bool:
        return not self.files


def build(
    project: Project,
    folders: tuple[Path, ...],
    forms: tuple[str, ...] = (),
    out: Path | None = None,
    *,
    strict: bool = False,
) -> Iterator[Built]:
    """Build each paper and yield what became of it.

    A paper with an error (with `strict`, with a warning too) writes nothing and leaves its last
    good output alone, and so does one whose file is open in Word; the other papers are built
    all the same. `forms` are endings of files (`docx`, `html`), without any those of each paper's
    kind. `out` is the folder to write to, the project's own when None.
    """
    for folder, paper, found in _made(project, folders):
        judged = _judged(project, paper, found)
        files: dict[str, bytes] = {}
        hint = ""
        if paper is not None and not has_errors(judged.diagnostics):
            files, more, hint = _written(project, paper, forms or paper.kind.forms)
            judged = _judged(project, paper, found + more)
        built = Built(folder.name, judged.diagnostics, (), hint, judged.switched_off)
        if _stops(judged.diagnostics, strict=strict):
            yield replace(built, hint="")
        else:
            yield _saved(project, built, files, out or project.build)


def check(
    project: Project, folders: tuple[Path, ...], *, strict: bool = False
) -> Iterator[Checked]:
    """Look at each paper as `build` does, and further, and write nothing.

    A paper without errors is set in Word, too, and held against the rules of the gate, so that
    faults of its template are found, and what would keep people from reading it.
    """
    known: Known = {}
    for folder, paper, found in _made(project, folders):
        more, hint = _recalculated(project, paper, known)
        found += more
        judged = _judged(project, paper, found)
        if paper is not None and not has_errors(judged.diagnostics):
            more = _in_word(project, replace(paper, contents=NO_CONTENTS), found)
            judged = _judged(project, paper, found + more)
        failed = _stops(judged.diagnostics, strict=strict)
        yield Checked(folder.name, judged.diagnostics, judged.switched_off, failed, hint)


def _in_word(project: Project, paper: Paper, told: Diagnostics) -> Diagnostics:
    """Return what setting a paper in Word finds, and then the gate. `told` is known already."""
    files, found, _ = _written(project, paper, ("docx",))
    if has_errors(found):
        return found
    plain = without_carried(paper)
    if plain != paper:
        files, _, _ = _written(project, plain, ("docx",))
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


def read(project: Project, folder: Path) -> tuple[Paper | None, Diagnostics]:
    """Return the finished paper of a folder with what was found; None when it cannot be read."""
    ((_, paper, found),) = _made(project, (folder,))
    return paper, _judged(project, paper, found).diagnostics


def _made(
    project: Project, folders: tuple[Path, ...]
) -> Iterator[tuple[Path, Paper | None, Diagnostics]]:
    """Yield each folder with its finished paper and all that was found on the way."""
    settings = project.settings
    unknown = unknown_severities(dict(settings.checks), settings.source)
    if unknown:
        raise ReportgenError(*unknown)
    shelf = Shelf(project, Kinds(project))
    outputs: dict[str, Path] = {}
    for folder in folders:
        paper, found = make_paper(shelf, folder)
        if paper is not None:
            # Windows and macOS take names that differ in case alone for the same file.
            first = outputs.setdefault(paper.output.casefold(), folder)
            found += _clash(project, paper, folder, first)
            kind = paper.kind
            found += unknown_severities(dict(kind.checks), kind.source, kind.check_sources)
        yield folder, paper, found


def _judged(project: Project, paper: Paper | None, found: Diagnostics) -> Judgement:
    switch_offs = paper.switch_offs if paper else ()
    kinds = dict(paper.kind.checks) if paper else {}
    judged = judge(found, kinds | dict(project.settings.checks), switch_offs)
    return replace(judged, diagnostics=in_reading_order(judged.diagnostics))


def _stops(found: Diagnostics, *, strict: bool) -> bool:
    return has_errors(found) or (strict and has_warnings(found))


def make_paper(shelf: Shelf, folder: Path) -> tuple[Paper | None, Diagnostics]:
    """Read the paper in a folder and bring it to the state in which it can be written."""
    paper, found = read_paper(shelf, folder)
    if paper is None:
        return None, found
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
    return paper, found + check_paper(paper)


def _written(
    project: Project, paper: Paper, forms: tuple[str, ...]
) -> tuple[dict[str, bytes], Diagnostics, str]:
    """Return the finished files by name, with faults and a hint."""
    files: dict[str, bytes] = {}
    found: Diagnostics = ()
    hint = ""
    if "txt" in forms:
        files[f"{paper.output}.txt"] = write_outline(paper).encode()
    if "csv" in forms:
        files[f"{paper.output}.csv"] = write_log(paper.log) if paper.log else write_register(paper)
    if "html" in forms:
        files[f"{paper.output}.html"], found = write_html(paper)
    if {"docx", "pdf"} & set(forms):
        template, more = find_template(project, paper.template, paper.source)
        found += more
        if template is not None:
            shown = relative(project, template)
            data, more, hint = _word(paper, template.read_bytes(), shown)
            files[f"{paper.output}.docx"], found = data, found + more
    if "pdf" in forms and not has_errors(found):
        data, more = write_pdf(files[f"{paper.output}.docx"], paper, find_libreoffice())
        files[f"{paper.output}.pdf"], found = data, found + more
    return {name: files[name] for name in files if name.rpartition(".")[2] in forms}, found, hint


def _word(paper: Paper, template: bytes, shown: str) -> tuple[bytes, Diagnostics, str]:
    """Return a paper's Word file. Lists of contents need a second one: for its pages the first."""
    if paper.contents == NO_CONTENTS:
        return *write_word(paper, template, shown), ""
    program = find_libreoffice()
    if not program:
        return *write_word(paper, template, shown), NO_LIBREOFFICE
    draft, found = write_word(paper, template, shown, {})
    if has_errors(found):
        return draft, found, ""
    pages = bookmark_pages(draft, program)
    return *write_word(paper, template, shown, pages or None), "" if pages else NO_PAGES


def _saved(project: Project, paper: Built, files: dict[str, bytes], out: Path) -> Built:
    """Write the files; a paper whose files cannot be written fails, with the reason added."""
    try:
        for name, data in files.items():
            write_file(out / name, data, relative(project, out / name))
    except ReportgenError as problem:
        return replace(paper, diagnostics=paper.diagnostics + problem.diagnostics)
    return replace(paper, files=tuple(out / name for name in files))


def _clash(project: Project, paper: Paper, folder: Path, first: Path) -> Diagnostics:
    """Return the error for a paper whose output another paper, `first`, has already."""
    if first == folder:
        return ()
    message = f'this paper and {relative(project, first)} would both be "{paper.output}"'
    hint = "rename one of the two folders, or change what their names are made of"
    return (error("output-name", message, paper.source, hint),)
