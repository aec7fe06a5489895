"""Which line a place in a text is on, found without reading the text again."""

from __future__ import annotations

import re
from bisect import bisect_left


class Lines:
    """The lines of one text; the first is 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def before(self, place: int) -> int:
        """Count the lines before the one that `place` is on."""
        return bisect_left(self._ends, place)

    def line(self, number: int) -> str:
        """Return a line's text."""
        start = self._ends[number - 1] + 1 if number else 0
        end = self._ends[number] if number < len(self._ends) else len(self.text)
        return self.text[start:end]
