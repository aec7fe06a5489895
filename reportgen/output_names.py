"""The names of what is built. In: the names of the papers of a run. Out: those that clash."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostics, error
from reportgen.project import MANIFEST, Project, relative
from reportgen.source import Source


class OutputNames:
    """The names that papers of one run have taken."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._taken: dict[str, Path] = {}

    def take(self, name: str, folder: Path) -> Diagnostics:
        """Take a name for the paper of a folder; an error when another paper has it already."""
        # Windows and macOS take names that differ in case alone for the same file.
        first = self._taken.setdefault(name.casefold(), folder)
        if first == folder:
            return ()
        message = f'this paper and {relative(self._project, first)} would both be "{name}"'
        hint = "rename one of the two folders, or change what their names are made of"
        place = Source(relative(self._project, folder / MANIFEST))
        return (error("output-name", message, place, hint),)
