"""Print one paper: a folder comes in, its finished files go out, not yet written anywhere.

Writers are loaded when a paper is to be written by them: most builds need one of them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.diagnostics import (
    Diagnostic,
    Diagnostics,
    ReportgenError,
    error,
    has_errors,
    stops,
)
from reportgen.kept import Kept
from reportgen.making import judged, make, shelf_of
from reportgen.model import NO_CONTENTS, Paper
from reportgen.papers import Shelf
from reportgen.project import (
    MANIFEST,
    Project,
    find_template,
    own_templates,
    read_bytes,
    relative,
)
from reportgen.source import Source

MOST_FRAMES = 200  # that a project keeps from build to build: one for each paper of a year
IN_WORD = "in Word, click into the list and press F9"
NO_LIBREOFFICE = (
    "the lists of contents have no page numbers, because LibreOffice, which lays the pages out, "
    f"is not installed; install it, or {IN_WORD}"
)
NO_PAGES = (
    "the lists of contents have no page numbers, because LibreOffice could not lay the pages "
    f"out; {IN_WORD}"
)


class Printed(Struct, frozen=True):
    """One paper in all its forms. `files` are their names and contents: none when it has errors.

    `output` is the name of its files without ending. `hint` is what could be better although
    nothing is wrong with the paper. `switched_off` counts the findings that somebody has switched
    off. `opened` are the files that it was made from, `listed` the folders whose entries decided
    which, with the digests of what they held. `laid_out` says that LibreOffice had a part in it.
    """

    folder: Path
    output: str
    diagnostics: Diagnostics
    files: tuple[tuple[str, bytes], ...] = ()
    hint: str = ""
    switched_off: int = 0
    opened: dict[Path, str] = field(default_factory=dict)
    listed: dict[Path, str] = field(default_factory=dict)
    laid_out: bool = False


class Press:
    """Prints the papers of a project, which share what is read for more than one of them."""

    def __init__(self, project: Project, forms: tuple[str, ...], *, strict: bool) -> None:
        self._project, self._forms, self._strict = project, forms, strict
        self._shelf = shelf_of(project)
        self._frames = Kept(project, "frames", MOST_FRAMES)

    def print(self, folder: Path) -> Printed:
        """Return the paper of a folder in the forms asked for, else in those of its kind.

        A fault of ours, too, is one of this paper alone.
        """
        try:
            return self._print(folder)
        except ReportgenError as problem:
            return Printed(folder, folder.name, problem.diagnostics)
        except Exception as problem:
            place = Source(relative(self._project, folder / MANIFEST))
            return Printed(folder, folder.name, (unforeseen_fault(problem, place),))

    def _print(self, folder: Path) -> Printed:
        shelf = replace(self._shelf, opened={}, listed={})
        made = make(shelf, folder)
        paper = made.paper
        judgement = judged(self._project, made)
        printed = Printed(folder, paper.output if paper else folder.name, judgement.diagnostics)
        printed = replace(printed, switched_off=judgement.switched_off)
        if paper is None or has_errors(judgement.diagnostics):
            return printed
        forms = self._forms or paper.kind.forms
        files, more, hint = write_forms(shelf, paper, forms, self._frames)
        judgement = judged(self._project, made, (more,))
        printed = replace(printed, diagnostics=judgement.diagnostics)
        printed = replace(printed, switched_off=judgement.switched_off)
        if stops(judgement.diagnostics, strict=self._strict):
            return printed
        laid_out = "pdf" in forms or ("docx" in forms and paper.contents != NO_CONTENTS)
        printed = replace(printed, opened=shelf.opened, listed=shelf.listed, laid_out=laid_out)
        return replace(printed, files=tuple(files.items()), hint=hint)


def unforeseen_fault(problem: Exception, place: Source) -> Diagnostic:
    """Return the error for what went wrong in reportgen itself while it was at a paper."""
    message = f"an unforeseen fault: {type(problem).__name__}: {problem}"
    hint = "this is a fault of reportgen: please report it, with the paper that causes it"
    return error("unforeseen-fault", message, place, hint)


def write_forms(
    shelf: Shelf, paper: Paper, forms: tuple[str, ...], frames: Kept | None = None
) -> tuple[dict[str, bytes], Diagnostics, str]:
    """Return the finished files by name, with faults and a hint.

    `frames` are the Word templates that earlier builds printed the paper's fields in.
    """
    files: dict[str, bytes] = {}
    found: Diagnostics = ()
    hint = ""
    if "txt" in forms:
        from reportgen.writers.outline import write_outline

        files[f"{paper.output}.txt"] = write_outline(paper).encode()
    if "csv" in forms:
        files[f"{paper.output}.csv"] = _table(paper)
    if "html" in forms:
        from reportgen.writers.html import write_html

        files[f"{paper.output}.html"], found = write_html(paper)
    if {"docx", "pdf"} & set(forms):
        data, more, hint = _word_file(shelf, paper, frames)
        files[f"{paper.output}.docx"], found = data, found + more
    if "pdf" in forms and not has_errors(found):
        from reportgen.libreoffice import find_libreoffice
        from reportgen.pdf import write_pdf

        data, more = write_pdf(files[f"{paper.output}.docx"], paper, find_libreoffice())
        files[f"{paper.output}.pdf"], found = data, found + more
    return {name: files[name] for name in files if name.rpartition(".")[2] in forms}, found, hint


def _table(paper: Paper) -> bytes:
    """Return the log of a paper that gathers others, else the register of its amounts."""
    if paper.log:
        from reportgen.writers.log import write_log

        return write_log(paper.log)
    from reportgen.writers.register import write_register

    return write_register(paper)


def _word_file(shelf: Shelf, paper: Paper, frames: Kept | None) -> tuple[bytes, Diagnostics, str]:
    """Return a paper in Word, in the template that it or its kind names."""
    for place in own_templates(shelf.project, paper.template):
        shelf.open(place)
    path, found = find_template(shelf.project, paper.template, paper.source)
    if path is None:
        return b"", found, ""
    shown = relative(shelf.project, shelf.open(path))
    template, found = read_bytes(path, Source(shown))
    if template is None:
        return b"", found, ""
    return _word(paper, template, shown, frames)


def _word(
    paper: Paper, template: bytes, shown: str, frames: Kept | None
) -> tuple[bytes, Diagnostics, str]:
    """Return a paper's Word file. Lists of contents need a second one: for its pages the first."""
    from reportgen.writers.word import write_word

    def write(pages: dict[str, int] | None = None) -> tuple[bytes, Diagnostics]:
        return write_word(paper, template, shown, pages, frames)

    if paper.contents == NO_CONTENTS:
        return *write(), ""
    from reportgen.libreoffice import find_libreoffice

    program = find_libreoffice()
    if not program:
        return *write(), NO_LIBREOFFICE
    draft, found = write({})
    if has_errors(found):
        return draft, found, ""
    from reportgen.pages import bookmark_pages

    pages = bookmark_pages(draft, program)
    return *write(pages or None), "" if pages else NO_PAGES
