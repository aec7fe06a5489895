"""Remember what was worked out last: several passes and checks ask the same of the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

MOST_ROWS = 100_000  # of the things that are remembered together


class Recent(Generic[Answer]):
    """Answers about frozen things: the same object, not an equal one, has the same answer.

    The latest thing is always remembered, and as many before it as have MOST_ROWS together.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[int, Hashable], tuple[object, Answer, int]] = {}
        self._rows = 0

    def answer(
        self, thing: object, key: Hashable, rows: int, work_out: Callable[[], Answer]
    ) -> Answer:
        """Return the answer for a thing of so many rows, and a key; work it out where need be."""
        place = (id(thing), key)  # nobody else has the id as long as the thing is kept here
        known = self._answers.get(place)
        if known is None:
            known = self._answers[place] = (thing, work_out(), rows)
            self._rows += rows
            self._forget()
        return known[1]

    def _forget(self) -> None:
        while self._rows > MOST_ROWS and len(self._answers) > 1:
            oldest = next(iter(self._answers))
            self._rows -= self._answers.pop(oldest)[2]
