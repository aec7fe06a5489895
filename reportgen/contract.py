"""Check Word templates. In: files, or a project whose templates are meant. Out: what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import (
    Diagnostics,
    ReportgenError,
    error,
    has_errors,
    stops,
)
from reportgen.kinds import Kinds
from reportgen.policy import judge
from reportgen.project import Project, relative, templates
from reportgen.source import NOWHERE
from reportgen.writers.word.contract import check_contract


class CheckedTemplate(Struct, frozen=True):
    """What was found in one template. `name` is its path as people would write it."""

    name: str
    diagnostics: Diagnostics
    switched_off: int
    failed: bool


def check_templates(
    project: Project | None, files: tuple[Path, ...], *, strict: bool = False
) -> Iterator[CheckedTemplate]:
    """Look at each template and yield what was found; without files, at all of the project's.

    The project's `[checks]` say how severe a finding is. Raises ReportgenError for a file that is
    not there or cannot be read.
    """
    severities = dict(project.settings.checks) if project else {}
    kinds, problems = Kinds(project).all()
    if has_errors(problems):
        raise ReportgenError(*problems)
    for path in files or (templates(project) if project else ()):
        name = relative(project, path.resolve()) if project and not files else path.as_posix()
        judged = judge(check_contract(_read(path, name), name, kinds), severities, ())
        found = judged.diagnostics
        failed = stops(found, strict=strict)
        yield CheckedTemplate(name, found, judged.switched_off, failed)


def _read(path: Path, name: str) -> bytes:
    hint = "name a Word template, such as templates/board-report.docx"
    if path.is_dir():
        message = f'"{name}" is a folder, not a file'
        raise ReportgenError(error("folder-not-file", message, NOWHERE, hint))
    try:
        return path.read_bytes()
    except FileNotFoundError as problem:
        message = f'there is no file "{name}"'
        raise ReportgenError(error("missing-file", message, NOWHERE, hint)) from problem
    except (OSError, ValueError) as problem:  # ValueError: a name that the system cannot have
        message = f'"{name}" cannot be read now'
        hint = "close it in Word, if it is open there, and look whether you may read it"
        raise ReportgenError(error("file-unreadable", message, NOWHERE, hint)) from problem
