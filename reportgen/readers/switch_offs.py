"""Findings that somebody has switched off. In: a text file, or a workbook. Out: SwitchOffs.

In Markdown it is a comment, `<!-- reportgen: off same-label: two contracts -->`; in paper.yaml one
that begins with `#`; in a workbook a note on the cell. It holds for the block of lines it stands
in, or, alone, for the block after it. What stands after a second colon is the reason, for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.diagnostics import SwitchOff
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.workbook import Workbook

CODES = r"reportgen:\s*off\s+(?P<codes>[a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)"
WORDS = regex(CODES, re.IGNORECASE)
COMMENT = regex(rf"<!--\s*{CODES}[^\n]*?-->|(?<!\S)#\s*{CODES.replace('codes', 'in_yaml')}.*",
                     re.IGNORECASE)  # fmt: skip


def switch_offs_in_text(text: str, path: str) -> Iterator[SwitchOff]:
    """Yield what is switched off in a Markdown file or a manifest.

    One in the first block of a file holds for the file as a whole, too.
    """
    if "reportgen" not in text.lower():
        return
    lines = text.splitlines()
    blocks = _Blocks(lines)
    for number, line in enumerate(lines, 1):
        for found in COMMENT.finditer(line):
            is_alone = not (line[: found.start()] + line[found.end() :]).strip()
            first, last = blocks.around(number, is_alone=is_alone)
            codes = _codes(found["codes"] or found["in_yaml"])
            yield SwitchOff(codes, Source(path, 0 if first == 1 else first), last)


def switch_offs_in_workbook(workbook: Workbook) -> Iterator[SwitchOff]:
    """Yield what the notes on a workbook's cells switch off."""
    for sheet in workbook.sheets:
        for cell in sheet.cells():
            found = WORDS.search(cell.comment) if cell.comment else None
            if found:
                yield SwitchOff(_codes(found["codes"]), cell.source)


class _Blocks:
    """The runs of filled lines of a text, found once for all comments in it."""

    def __init__(self, lines: list[str]) -> None:
        filled = [bool(line.strip()) for line in lines]
        self._filled = filled
        self._firsts = _first_lines(filled)
        self._lasts = [len(lines) + 1 - line for line in reversed(_first_lines(filled[::-1]))]

    def around(self, number: int, *, is_alone: bool) -> tuple[int, int]:
        """Return the first and the last line of the run that a comment belongs to.

        One that stands alone, in a run of its own, belongs to the next one.
        """
        first, last = self._firsts[number - 1], self._lasts[number - 1]
        if is_alone and first == last:
            while last < len(self._filled) and not self._filled[last]:
                last += 1
            if last < len(self._filled):
                last = self._lasts[last]
        return first, last


def _first_lines(filled: list[bool]) -> list[int]:
    """Return for each line the first of the run of filled lines that it is in."""
    firsts, first = [], 1
    for number, is_filled in enumerate(filled, 1):
        firsts.append(first)
        first = first if is_filled else number + 1
    return firsts


def _codes(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", text).lower().split(","))
