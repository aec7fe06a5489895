"""The project and its settings. In: a folder. Out: the project that it is in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, ReportgenError, did_you_mean, error
from reportgen.financial_years import year_style
from reportgen.project.text import read_text
from reportgen.source import NOWHERE, Source

SETTINGS_FILE = "reportgen.toml"
MANIFEST = "paper.yaml"

SEVERITIES = ("error", "warning", "note", "off")

Table = dict[str, Any]


class Settings(Struct, frozen=True):
    """What a project sets.

    The first three are the names of its folders, from its root. `checks` are the severities that
    it gives to codes (`error`, `warning`, `note` or `off`). `financial_years` is an example of how
    it writes them (`2022/23`), `""` when it has not decided. `bank_holidays` are days that were
    appointed after the calendars that come with reportgen.
    """

    content: str = "content"
    templates: str = "templates"
    build: str = "build"
    checks: tuple[tuple[str, str], ...] = ()
    financial_years: str = ""
    bank_holidays: tuple[date, ...] = ()
    source: Source = NOWHERE


NAMES = tuple(name for name in Settings.__struct_fields__ if name != "source")


class Project(Struct, frozen=True):
    """A project. `root` is absolute, with symbolic links followed."""

    root: Path
    settings: Settings = Settings()

    @property
    def content(self) -> Path:
        return self.root / self.settings.content

    @property
    def templates(self) -> Path:
        return self.root / self.settings.templates

    @property
    def build(self) -> Path:
        return self.root / self.settings.build


def find_project(start: Path) -> Project:
    """Return the project that `start` is in: the nearest folder upwards with settings.

    Raises ReportgenError when there is none, or when its settings cannot be read.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in (SETTINGS_FILE, "pyproject.toml"):
            table = _read_table(folder / name)
            if table is not None:
                return Project(folder, _settings(table, Source(name)))
    message = f"no project here: no {SETTINGS_FILE} in {start} or in a folder above it"
    hint = f"put an empty file named {SETTINGS_FILE} into the folder that holds content/"
    raise ReportgenError(error("no-project", message, NOWHERE, hint))


def _read_table(path: Path) -> Table | None:
    """Return the settings as written; None when the file is not there or is not about us."""
    if not path.is_file():
        return None
    ours = path.name == SETTINGS_FILE
    text, problems = read_text(path, Source(path.name))
    if text is None:
        raise ReportgenError(*problems)
    if ours and not text.strip():  # most projects need no settings
        return {}
    import tomllib

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        if not ours and "[tool.reportgen" not in text:
            return None
        raise ReportgenError(_not_toml(path.name, str(problem))) from None
    return document if ours else _tool_table(document)


def _not_toml(name: str, problem: str) -> Diagnostic:
    line = re.search(r"at line (\d+)", problem)
    source = Source(name, int(line[1]) if line else 0)
    reason = re.sub(r" \(at .*\)$", "", problem).lower()
    hint = 'a setting is written like this: content = "content"'
    return error("settings-syntax", f"these settings cannot be read: {reason}", source, hint)


def _tool_table(document: Table) -> Table | None:
    tool = document.get("tool")
    table = tool.get("reportgen") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _settings(table: Table, source: Source) -> Settings:
    problems = [_problem(name, value, source) for name, value in table.items()]
    found = tuple(problem for problem in problems if problem)
    if found:
        raise ReportgenError(*found)
    checks = tuple(table.pop("checks", {}).items())
    days = tuple(table.pop("bank_holidays", ()))
    return Settings(**table, checks=checks, bank_holidays=days, source=source)


def _problem(name: str, value: object, source: Source) -> Diagnostic | None:
    if name not in NAMES:
        message = f'"{name}" is not a setting'
        return error("unknown-setting", message, source, did_you_mean(name, NAMES))
    if name == "checks":
        return _checks_problem(value, source)
    if name == "financial_years":
        return _years_problem(value, source)
    if name == "bank_holidays":
        return _days_problem(value, source)
    return _name_problem(name, value, source)


def _checks_problem(value: object, source: Source) -> Diagnostic | None:
    if isinstance(value, dict) and all(item in SEVERITIES for item in value.values()):
        return None
    message = f"each line of the setting [checks] is a code and one of {', '.join(SEVERITIES)}"
    return error("wrong-setting", message, source, 'for example: hidden-row = "error"')


def _years_problem(value: object, source: Source) -> Diagnostic | None:
    if isinstance(value, str) and year_style(value):
        return None
    message = 'the setting "financial_years" must be one financial year, as the project writes it'
    return error("wrong-setting", message, source, 'for example: financial_years = "2022/23"')


def _days_problem(value: object, source: Source) -> Diagnostic | None:
    if isinstance(value, list) and all(type(item) is date for item in value):
        return None
    message = (
        'the setting "bank_holidays" must be dates in square brackets, without quotation marks'
    )
    return error("wrong-setting", message, source, "for example: bank_holidays = [2027-05-10]")


def _name_problem(name: str, value: object, source: Source) -> Diagnostic | None:
    if isinstance(value, str) and re.fullmatch(r"[^\W_][\w .-]*(/[^\W_][\w .-]*)*", value):
        return None
    message = f'the setting "{name}" must be the name of a folder inside the project'
    return error("wrong-setting", message, source, f'for example: {name} = "{name}"')
