"""What is known while one Markdown file is read: its place, its notes and the problems found."""

from __future__ import annotations

from msgspec import Struct, field

from reportgen.diagnostics import Diagnostic, error, warning
from reportgen.guesses import Guesses
from reportgen.model import Blocks, NumberedHeading
from reportgen.readers.markdown.parser import Parser
from reportgen.source import Source


class Reading(Struct):
    """One file while it is read. `notes` are the footnotes' texts by key, `used` those printed.

    `headings` are those that the paper's kind numbers.
    """

    path: str
    parser: Parser
    diagnostics: list[Diagnostic] = field(default_factory=list)
    headings: tuple[NumberedHeading, ...] = ()
    notes: dict[str, Blocks] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    guesses: Guesses | None = None
    in_note: bool = False
    in_quote: bool = False
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def source(self, line: int) -> Source:
        return Source(self.path, line)

    def error(self, code: str, message: str, line: int, hint: str = "") -> None:
        self.diagnostics.append(error(code, message, self.source(line), hint))

    def warning(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Report once for a line what may be found in it many times."""
        if (code, line) not in self._seen:
            self._seen.add((code, line))
            self.diagnostics.append(warning(code, message, self.source(line), hint))
