"""Build papers: which have to be made, in how many processes, and where their files go.

What is light stands here, and what it takes to make a paper in `press`, which is loaded only when
there is one to make: a build with nothing to do answers at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics, ReportgenError, has_errors
from reportgen.digests import digest
from reportgen.ledger import Entry, Ledger, libreoffice_state
from reportgen.output import clear_parts, write_file
from reportgen.output_names import OutputNames
from reportgen.project import Project, relative

if TYPE_CHECKING:
    from reportgen.press import Printed

# Fewer papers than these are made sooner by one process than a second one is ready.
WORTH_A_PROCESS = 4


class Built(Struct, frozen=True):
    """What became of one paper. `files` are its finished files: none when it has errors.

    With `unchanged` they are those of an earlier build, and nothing that they are made from has
    changed. `hint` is what could be better although nothing is wrong with the paper.
    `switched_off` counts the findings that somebody has switched off.
    """

    name: str
    diagnostics: Diagnostics
    files: tuple[Path, ...] = ()
    hint: str = ""
    switched_off: int = 0
    unchanged: bool = False

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
    jobs: int = 0,
    force: bool = False,
) -> Iterator[Built]:
    """Build each paper and yield what became of it, in the order of `folders`.

    A paper with an error (with `strict`, with a warning too) writes nothing and leaves its last
    good output alone, and so does one whose file is open in Word; the other papers are built
    all the same. A paper whose files are all as they were when it was last built is left as it is,
    but with `force`. `forms` are endings of files (`docx`, `html`), without any those of each
    paper's kind. `out` is the folder to write to, the project's own when None. `jobs` is how many
    papers are made at once, as many as there are processors when 0.
    """
    out = Path(os.path.abspath(out or project.build))
    ledger = Ledger(project, forms, out, strict=strict)
    ledger.clear()
    clear_parts(out)
    known = {folder: None if force else ledger.find(folder) for folder in folders}
    missing = tuple(folder for folder, entry in known.items() if entry is None)
    printed = _printed(project, missing, forms, jobs, strict=strict)
    return _built(project, known, printed, ledger, out)


def _printed(
    project: Project, folders: tuple[Path, ...], forms: tuple[str, ...], jobs: int, *, strict: bool
) -> Iterator[Printed]:
    if not folders:
        return iter(())
    wanted = min(jobs or _processors(), len(folders))
    if wanted > 1 and (jobs or len(folders) >= WORTH_A_PROCESS):
        from reportgen.workers import print_at_once

        return print_at_once(project, folders, forms, wanted, strict=strict)
    from reportgen.press import Press

    press = Press(project, forms, strict=strict)
    return (press.print(folder) for folder in folders)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _built(
    project: Project,
    known: dict[Path, Entry | None],
    printed: Iterator[Printed],
    ledger: Ledger,
    out: Path,
) -> Iterator[Built]:
    """Write what has been printed, and yield what became of each paper, in their order."""
    names = OutputNames(project)
    for folder, entry in known.items():
        if entry is None:
            paper = next(printed)
            clash = names.take(paper.output, folder)
            built = Built(folder.name, paper.diagnostics + clash, (), "", paper.switched_off)
            if paper.files and not has_errors(clash):
                built = _saved(project, replace(built, hint=paper.hint), paper, ledger, out)
            yield built
            continue
        clash = names.take(entry.output, folder)
        files = () if clash else tuple(out / name for name in entry.written)
        found = entry.diagnostics + clash
        yield Built(folder.name, found, files, "", entry.switched_off, unchanged=not clash)


def _saved(project: Project, built: Built, paper: Printed, ledger: Ledger, out: Path) -> Built:
    """Write the files; a paper whose files cannot be written fails, with the reason added."""
    try:
        for name, data in paper.files:
            write_file(out / name, data, relative(project, out / name))
    except ReportgenError as problem:
        return replace(built, hint="", diagnostics=built.diagnostics + problem.diagnostics)
    if not paper.hint:  # what a hint speaks of may be mended without a change to the paper
        ledger.keep(paper.folder, _entry(paper))
    return replace(built, files=tuple(out / name for name, _ in paper.files))


def _entry(paper: Printed) -> Entry:
    return Entry(
        output=paper.output,
        files={str(path): then for path, then in paper.opened.items()},
        folders={str(path): then for path, then in paper.listed.items()},
        written={name: digest(data) for name, data in paper.files},
        diagnostics=paper.diagnostics,
        switched_off=paper.switched_off,
        libreoffice=libreoffice_state() if paper.laid_out else "",
    )
