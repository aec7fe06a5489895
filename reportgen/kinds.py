"""The kinds of paper that a project has. In: a project. Out: its kinds, each read when asked for.

A kind is a declaration, `templates/KIND.yaml`, beside its Word template. Some come with reportgen;
a project's own stand in its `templates/`, and hide a carried one of the same name.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics, did_you_mean, error
from reportgen.model import Kind
from reportgen.project import (
    Project,
    declarations,
    may_be_read,
    outside,
    own_declarations,
    read_text,
    relative,
)
from reportgen.readers.manifest import read_kind
from reportgen.source import Source

Found = tuple[Kind | None, Diagnostics]


class Kinds:
    """The kinds of a project; without one, those that reportgen carries."""

    def __init__(self, project: Project | None = None) -> None:
        self._project = project
        self._files = declarations(project)
        self._found: dict[str, Found] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._files)

    def places(self, name: str) -> tuple[Path, ...]:
        """Return where a kind, one of `names`, is declared, and where one would hide that."""
        own = own_declarations(self._project, name) if self._project else ()
        return (*own, self._files[name])

    def find(self, name: str) -> Found:
        """Return a kind by its name, one of `names`, with what is wrong with its declaration.

        None when that has errors.
        """
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def all(self) -> tuple[tuple[Kind, ...], Diagnostics]:
        """Return all kinds without errors, and what is wrong with the declarations."""
        read = [self.find(name) for name in self.names]
        kinds = tuple(kind for kind, _ in read if kind)
        return kinds, tuple(problem for _, found in read for problem in found)

    def _read(self, name: str) -> Found:
        path = self._files[name]
        shown = relative(self._project, path) if self._project else path.name
        source = Source(shown)
        if not may_be_read(self._project, path):
            return None, (outside(shown, source),)
        text, found = read_text(path, source)
        if text is None:
            return None, found
        kind, found = read_kind(text, shown, name)
        if kind and kind.gathers and kind.gathers not in self.names:
            message = f'there is no kind of paper "{kind.gathers}" to gather'
            hint = did_you_mean(kind.gathers, self.names)
            return None, (*found, error("unknown-kind", message, source, hint))
        return self._with_holidays(kind) if kind else None, found

    def _with_holidays(self, kind: Kind) -> Kind:
        """Return a kind whose clock knows of the project's own bank holidays."""
        if self._project is None or kind.clock is None:
            return kind
        days = self._project.settings.bank_holidays
        return replace(kind, clock=replace(kind.clock, bank_holidays=days))
