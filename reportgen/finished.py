"""Finished Word files. In: a file, or a paper set in Word. Out: what the gate finds in them.

Any Word file can be looked at, also one that reportgen did not make. In a paper's own file each
finding is given to whoever can mend it: the template, the paper, or a Word file that it carries.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import (
    Diagnostics,
    ReportgenError,
    Severity,
    error,
    stops,
)
from reportgen.model import Paper
from reportgen.policy import judge, unknown_severities
from reportgen.project import Project
from reportgen.readers.word.file import read_word_file
from reportgen.source import Source

# What a paper's own text can bring about; all else in its file is as the template has it, because
# the writer only names styles.
OF_THE_TEXT = frozenset(
    {
        "alt-file-name",
        "alt-missing",
        "alt-too-long",
        "cell-empty",
        "cell-merged",
        "field-broken",
        "header-row-missing",
        "heading-empty",
        "heading-faked",
        "heading-skipped",
        "link-text",
        "list-typed",
        "spaced-layout",
        "tag-left",
        "title-missing",
    }
)
# What has been said of a line of the paper, under its own code or another, is not said again.
TOLD = {
    "alt-file-name": ("alt-file-name",),
    "alt-missing": ("picture-alt",),
    "alt-too-long": ("alt-too-long",),
    "heading-empty": ("heading-empty",),
    "heading-skipped": ("heading-skipped",),
    "link-text": ("link-text",),
    "list-typed": ("typed-bullet", "typed-number"),
}
# Of a Word file that is carried: what its reader has said, and what the paper has of its own.
NOT_OF_CARRIED = frozenset(
    {"title-missing", "changes-left", "style-undefined", "numbering-undefined"}
)


class Checked(Struct, frozen=True):
    """What was found in one paper, or in one Word file.

    `hint` is what could not be looked at, and why.
    """

    name: str
    diagnostics: Diagnostics
    switched_off: int
    failed: bool
    hint: str = ""
    is_file: bool = False


def check_file(path: Path, project: Project | None, *, strict: bool = False) -> Checked:
    """Look at a Word file; `project` may give the findings severities of its own."""
    severities = dict(project.settings.checks) if project else {}
    unknown = unknown_severities(severities, project.settings.source) if project else ()
    if unknown:
        raise ReportgenError(*unknown)
    name = path.as_posix()
    judged = judge(_found(path, Source(name)), severities, ())
    found = judged.diagnostics
    failed = stops(found, strict=strict)
    return Checked(name, found, judged.switched_off, failed, is_file=True)


def _found(path: Path, source: Source) -> Diagnostics:
    if not path.exists():
        hint = "look at its name, and at the folder that you are in"
        return (error("missing-file", f"there is no file {path.as_posix()}", source, hint),)
    data, problems = read_word_file(path, source)
    return problems or _examine(data, source)


def without_carried(paper: Paper) -> Paper:
    """Return a paper without the Word files that it carries: their headings alone are left."""
    appendices = tuple(replace(item, document=None) for item in paper.appendices)
    return replace(paper, appendices=appendices)


def set_findings(data: bytes, file: str, template: str, told: Diagnostics) -> Diagnostics:
    """Return what the gate finds in a paper that was set in Word, as `file` will have it.

    `told` is what has been found in the paper itself.
    """
    codes = {problem.code for problem in told}
    return tuple(
        problem if problem.code in OF_THE_TEXT else replace(problem, source=Source(template))
        for problem in _examine(data, Source(file))
        if codes.isdisjoint(TOLD.get(problem.code, ()))
    )


def carried_findings(paper: Paper) -> Diagnostics:
    """Return what the gate finds in the Word files that a paper carries: warnings, each of them.

    They are somebody else's files, and a paper with one of them can be published.
    """
    files = dict.fromkeys(item.document for item in paper.appendices if item.document)
    return tuple(
        replace(problem, severity=Severity.WARNING)
        for file in files
        for problem in _examine(file.data, file.source)
        if problem.code not in NOT_OF_CARRIED
    )


def _examine(data: bytes, source: Source) -> Diagnostics:
    # Here, because the rules take longer to load than most papers take to build.
    from reportgen.gate.examination import examine

    return examine(data, source)
