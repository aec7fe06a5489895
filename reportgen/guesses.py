"""Guesses at what an unknown label was meant for: the known ones come in, hints go out."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.diagnostics import did_you_mean

MOST_COMPARED = 100_000  # pairs of labels; half a second


class Guesses:
    """Says which of the known labels an unknown one was meant for.

    In a paper with thousands of both, where the comparing would take minutes, it stops guessing.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self._left = MOST_COMPARED
        self._made: dict[str, str] = {}

    def hint(self, label: str) -> str:
        """Return `did you mean "x"?`, or a list of what is known; `""` where nothing is said."""
        if label not in self._made:
            self._left -= len(self._known)
            self._made[label] = did_you_mean(label, self._known) if self._left >= 0 else ""
        return self._made[label]
