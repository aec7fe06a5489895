"""Where a thing was written: a file and a line, or a cell of a workbook."""

from __future__ import annotations

from msgspec import Struct


class Source(Struct, frozen=True, gc=False):
    """A place a person can go to and mend.

    `path` is relative to the project's root with forward slashes, on every system.
    `line` counts from 1; 0 means the file as a whole.
    """

    path: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Print as `path:line` or `workbook!sheet!cell`, the forms editors and officers know."""
        if self.sheet:
            return "!".join(part for part in (self.path, self.sheet, self.cell) if part)
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Source("")
