"""What a log lists: in come a project and a paper whose kind gathers another, out comes its log.

Every paper of that kind under `content/` is read as far as its entry asks for, so that the log
rests on the `paper.yaml` and the sections of each, and on nothing else of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from reportgen.clock import dates_in, timing
from reportgen.diagnostics import (
    Diagnostic,
    Diagnostics,
    ReportgenError,
    error,
    has_errors,
)
from reportgen.model import Clock, Entry, Log, Paper
from reportgen.papers import Shelf, read_listed
from reportgen.passes.headings import number_headings
from reportgen.policy import judge
from reportgen.project import MANIFEST, entries, papers, relative
from reportgen.requests import Exemption, exemptions, questions
from reportgen.source import Source

NAMED = "requester-named"


def gather(shelf: Shelf, paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return a paper with the log of all papers of the kind that its own gathers.

    A paper of a kind that gathers none stays as it is. A paper that should be in the log and cannot
    be read is an error, for a log must not be short of one without a word; and so is one whose
    title, or another field, tells who asked.
    """
    if not paper.kind.gathers:
        return paper, ()
    kind, found = shelf.find(paper.kind.gathers)
    if kind is None:
        return replace(paper, log=Log()), found
    folders, problems = _folders(shelf, paper)
    listing: list[Entry] = []
    for folder in folders:
        listed, in_listed = read_listed(shelf, folder, kind)
        if has_errors(in_listed):
            problems += (_incomplete(shelf, folder, in_listed),)
        elif listed is not None:
            problems += _who_asked(shelf, listed)
            listing.append(entry_of(replace(listed, private_fields=())))
    limit = kind.clock.working_days if kind.clock else 0
    return replace(paper, log=Log(newest_first(listing), limit)), problems


def _folders(shelf: Shelf, paper: Paper) -> tuple[tuple[Path, ...], Diagnostics]:
    """Return the folders of all other papers, and take note of those that may become one."""
    try:
        folders = papers(shelf.project)
    except ReportgenError as problem:
        return (), problem.diagnostics
    known = frozenset(folders)
    for folder in entries(shelf.list(shelf.project.content)):
        if folder not in known and folder.is_dir():
            shelf.open(folder / MANIFEST)
    own = paper.source.path
    return tuple(f for f in folders if relative(shelf.project, f / MANIFEST) != own), ()


def _incomplete(shelf: Shelf, folder: Path, found: Diagnostics) -> Diagnostic:
    number = sum(has_errors((item,)) for item in found)
    errors = "1 error" if number == 1 else f"{number} errors"
    message = f"a log cannot tell what to list of this paper, because it has {errors}"
    hint = f'run "reportgen check {folder.name}", put right what it says, and build again'
    source = Source(relative(shelf.project, folder / MANIFEST))
    return error("log-incomplete", message, source, hint)


def _who_asked(shelf: Shelf, listed: Paper) -> Diagnostics:
    """Return where the fields of a paper tell who is in its private ones: the log would, too."""
    if not listed.private_fields or NAMED not in dict(listed.kind.checks):
        return ()
    # It takes time to load, and few papers are logs.
    from reportgen.checks.requests import requester_is_not_named

    found = requester_is_not_named(replace(listed, sections=(), appendices=()))
    severities = dict(listed.kind.checks) | dict(shelf.project.settings.checks)
    judgement = judge(found, severities, listed.switch_offs)
    return tuple(item for item in judgement.diagnostics if item.code == NAMED)


def newest_first(listing: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by their days, the newest first; those of one day by their references.

    Those without any day come last.
    """
    in_order = sorted(listing, key=lambda entry: (entry.reference.casefold(), entry.source.path))
    return tuple(sorted(in_order, key=lambda entry: entry.day or date.min, reverse=True))


# --- one entry ------------------------------------------------------------------------------


def entry_of(paper: Paper) -> Entry:
    """Return the entry of a paper as read. A field that its kind does not have is empty."""
    clock, dates = paper.kind.clock, dates_in(paper.fields)
    paper, _ = number_headings(paper)
    entry = Entry(
        reference=_text(paper, "reference") or paper.name,
        title=_text(paper, "title"),
        document=f"{paper.output}.{paper.kind.forms[0]}",
        source=paper.source,
        category=_text(paper, "category"),
        received=dates.get(clock.starts[0] if clock else "received"),
        responded=dates.get(clock.stops if clock else "responded"),
        published=dates.get("published"),
        outcome=_text(paper, "outcome"),
        exemptions=_exemptions(paper),
        questions=len(questions(paper)),
    )
    return _timed(entry, clock, dates) if clock else entry


def _text(paper: Paper, name: str) -> str:
    value = paper.field(name)
    return value if isinstance(value, str) else ""


def _timed(entry: Entry, clock: Clock, dates: Mapping[str, date]) -> Entry:
    """Return an entry with what the clock tells, where it has begun."""
    told, in_limit = timing(clock, dates), timing(replace(clock, extended=""), dates)
    if told is None or in_limit is None:
        return entry
    is_told = told.working_days is not None
    return replace(
        entry,
        started=told.started,
        restarted_by=_restarted_by(clock, dates, told.started),
        due=told.due,
        extended=told.due != in_limit.due,
        working_days=told.working_days,
        timeliness=told.timeliness,
        on_time=not told.is_late if is_told else None,
        within_limit=not in_limit.is_late if is_told else None,
    )


def _restarted_by(clock: Clock, dates: Mapping[str, date], started: date) -> str:
    """Return the words of the field that began the time again, `""` where the first one did."""
    if dates.get(clock.starts[0]) == started:
        return ""
    return next(name.replace("_", " ") for name in clock.starts if dates.get(name) == started)


def _exemptions(paper: Paper) -> tuple[str, ...]:
    """Return what a paper withholds on, each once, as `section 43(2), commercial interests`."""
    return tuple(dict.fromkeys(_exemption_text(item) for item in exemptions(paper)))


def _exemption_text(item: Exemption) -> str:
    name = item.name or (item.ground.name if item.ground else "")
    return ", ".join(part for part in (str(item) if item.section else "", name) if part)
