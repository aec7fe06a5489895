"""A log: what a paper lists of the papers of another kind, such as all answers to requests."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from reportgen.source import Source


class Entry(Struct, frozen=True):
    """One paper in a log. What is not known is `""` or None; no private field is ever here.

    `started` is the day from which the time runs: later than `received` where something, whose
    name is `restarted_by`, began it again. `due` is the last day in time, `extended` says that it
    was moved on. `on_time` is by `due`, `within_limit` by the kind's own working days.
    `timeliness` says how late it was in words. `document` is the name of the built file.
    """

    reference: str
    title: str
    document: str
    source: Source
    category: str = ""
    received: date | None = None
    started: date | None = None
    restarted_by: str = ""
    due: date | None = None
    extended: bool = False
    responded: date | None = None
    published: date | None = None
    working_days: int | None = None
    timeliness: str = ""
    on_time: bool | None = None
    within_limit: bool | None = None
    outcome: str = ""
    exemptions: tuple[str, ...] = ()
    questions: int = 0

    @property
    def answered(self) -> bool:
        """Whether an answer went out; one that is published or has an outcome did."""
        return bool(self.responded or self.published or self.outcome)

    @property
    def day(self) -> date | None:
        """The day by which a log is in order."""
        return self.published or self.responded or self.received


class Log(Struct, frozen=True):
    """The entries of a log, the newest first.

    `working_days` is the time limit of the papers in it; 0 for a kind without a clock.
    """

    entries: tuple[Entry, ...] = ()
    working_days: int = 0
