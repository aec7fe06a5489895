"""Problems as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from reportgen.source import Source


class Severity(StrEnum):
    """ERROR stops a paper; WARNING does so with `--strict`; NOTE only says what was done."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(Struct, frozen=True):
    """One problem. `code` is two or three words with hyphens and never changes its meaning."""

    severity: Severity
    code: str
    message: str
    source: Source
    hint: str = ""

    def __str__(self) -> str:
        """Print as `path:line: severity: message [code]`, with the hint on the next line."""
        place = f"{self.source}: " if str(self.source) else ""
        head = _one_line(f"{place}{self.severity}: {self.message} [{self.code}]")
        return f"{head}\n  hint: {_one_line(self.hint)}" if self.hint else head


def _one_line(text: str) -> str:
    """Leave out what a quoted cell could do to a terminal: line breaks and control sequences."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text)


Diagnostics = tuple[Diagnostic, ...]


def error(code: str, message: str, source: Source, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, source, hint)


def warning(code: str, message: str, source: Source, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.WARNING, code, message, source, hint)


def note(code: str, message: str, source: Source, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.NOTE, code, message, source, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(item.severity is Severity.ERROR for item in diagnostics)


def has_warnings(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(item.severity is Severity.WARNING for item in diagnostics)


def stops(diagnostics: Diagnostics, *, strict: bool) -> bool:
    """Tell whether a paper with these findings is not to be written."""
    return has_errors(diagnostics) or (strict and has_warnings(diagnostics))


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """Return each problem once, file by file in the order first met, from the top of each down."""
    found = tuple(dict.fromkeys(diagnostics))
    files = {path: place for place, path in enumerate(dict.fromkeys(d.source.path for d in found))}
    return tuple(sorted(found, key=lambda item: (files[item.source.path], item.source.line)))


class SwitchOff(Struct, frozen=True):
    """Somebody's word that findings of these codes are as they should be.

    In a text file it holds from `source.line` to `last_line`; in a workbook for the cell of
    `source`, and for a block of cells that begins with it.
    """

    codes: tuple[str, ...]
    source: Source
    last_line: int = 0

    def covers(self, item: Diagnostic) -> bool:
        """Tell whether a finding is switched off."""
        here, there = self.source, item.source
        if item.code not in self.codes or (here.path, here.sheet) != (there.path, there.sheet):
            return False
        if here.cell:
            return there.cell.partition(":")[0] == here.cell
        return here.line <= there.line <= self.last_line


class ReportgenError(Exception):
    """Raised where going on makes no sense; carries the diagnostics to show."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(item) for item in diagnostics))
        self.diagnostics = diagnostics


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the nearest known word, else a list of the known words."""
    import difflib  # takes longer to load than most papers have to wait for anything

    words = sorted(set(known))
    folded = {item.casefold(): item for item in words}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{folded[near[0]]}"?'
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"known here: {shown}" + (", ..." if len(words) > 12 else "")
