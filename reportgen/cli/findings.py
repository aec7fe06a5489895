"""How findings print: as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TextIO, TypeVar

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity

# What GitHub calls a severity (Workflow commands for GitHub Actions).
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Looked(Protocol):
    """What was found in one paper, Word file or template."""

    @property
    def name(self) -> str: ...
    @property
    def failed(self) -> bool: ...
    @property
    def switched_off(self) -> int: ...
    @property
    def diagnostics(self) -> Diagnostics: ...


Some = TypeVar("Some", bound=Looked)


def print_json(
    what: str, looked: Iterable[Some], more: Callable[[Some], dict[str, str]] = lambda _: {}
) -> int:
    """Print what was found as one object, under the name of what was looked at.

    `more` are further keys of each. Returns the exit code.
    """
    import json  # people read text

    results = tuple(looked)
    data = [
        {
            "name": result.name,
            "failed": result.failed,
            **more(result),
            "switched_off": result.switched_off,
            "findings": [as_data(item) for item in result.diagnostics],
        }
        for result in results
    ]
    print(json.dumps({what: data}, ensure_ascii=False, indent=2))
    return 1 if any(result.failed for result in results) else 0


def print_annotations(looked: Iterable[Looked]) -> int:
    """Print a line for each finding as it comes; return the exit code."""
    failed = False
    for result in looked:
        for item in result.diagnostics:
            print(as_annotation(item))
        failed = failed or result.failed
    return 1 if failed else 0


def show(diagnostics: Iterable[Diagnostic], to: TextIO) -> None:
    """Print each finding, with its hint on the next line."""
    for item in diagnostics:
        print(item, file=to)


def not_told(diagnostics: Diagnostics, told: set[Diagnostic]) -> Diagnostics:
    """Return the findings that are not in `told`, and put them in: papers share a workbook."""
    new = tuple(item for item in diagnostics if item not in told)
    told.update(new)
    return new


def counted(diagnostics: Diagnostics, switched_off: int = 0, told_above: int = 0) -> str:
    """Return `1 error, 2 warnings, 1 told above, 1 switched off`, "" for nothing at all."""
    counts = [(sum(item.severity is kind for item in diagnostics), kind) for kind in Severity]
    parts = [f"{number} {kind}{'s' * (number > 1)}" for number, kind in counts if number]
    if told_above:
        parts.append(f"{told_above} told above")
    if switched_off:
        parts.append(f"{switched_off} switched off")
    return ", ".join(parts)


def as_data(item: Diagnostic) -> dict[str, Any]:
    """Return a finding as JSON has it; what does not apply is "" (a line: 0)."""
    return {
        "severity": item.severity.value,
        "code": item.code,
        "message": item.message,
        "hint": item.hint,
        "path": item.source.path,
        "line": item.source.line,
        "sheet": item.source.sheet,
        "cell": item.source.cell,
    }


def as_annotation(item: Diagnostic) -> str:
    """Return a finding as a line that GitHub shows beside the file's own line."""
    place = {"file": item.source.path, "line": str(item.source.line or 1), "title": item.code}
    where = ",".join(f"{name}={_escaped_value(text)}" for name, text in place.items() if text)
    address = f"{item.source.sheet}!{item.source.cell}: " if item.source.sheet else ""
    hint = f"\nhint: {item.hint}" if item.hint else ""
    return f"::{LEVELS[item.severity]} {where}::{_escaped(f'{address}{item.message}{hint}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_value(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
