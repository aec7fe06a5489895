"""Kinds of paper: what each fixes, as its declaration says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from reportgen.model.numbering import AS_USUAL, Numbering
from reportgen.source import NOWHERE, Source


class FieldType(StrEnum):
    """What a field holds. `TEXTS` is a list of texts."""

    TEXT = "text"
    DATE = "date"
    PERSON = "person"
    TEXTS = "texts"


class Choice(Struct, frozen=True):
    """One of the values that a field may have: as a manifest writes it, and as it is printed."""

    written: str
    printed: str


class FieldSpec(Struct, frozen=True):
    """One field of a manifest. `choices` are all the values it may have; none means any.

    A private field is never printed. A computed one is filled by the kind's clock.
    """

    name: str
    type: FieldType
    help: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    private: bool = False
    computed: bool = False


class SectionSpec(Struct, frozen=True):
    """A section that papers of a kind have: the name of its file, and what a new one begins with.

    `guidance` says what belongs in it; `start` is Markdown that stands below it.
    """

    name: str
    heading: str = ""
    guidance: str = ""
    start: str = ""
    required: bool = False


class Clock(Struct, frozen=True):
    """A time limit in working days, by the names of the fields that hold its dates.

    It runs from the last of `starts` that is filled in to `stops`. `extended` may hold a later day
    to which the time was extended. `bank_holidays` are those that a project knows of besides the
    published ones.
    """

    starts: tuple[str, ...]
    stops: str
    working_days: int
    extended: str = ""
    bank_holidays: tuple[date, ...] = ()


CLOCK_FIELDS = (
    FieldSpec("due", FieldType.DATE, "The last day in time, by the clock.", computed=True),
    FieldSpec("working_days", FieldType.TEXT, "The working days that it took.", computed=True),
    FieldSpec("timeliness", FieldType.TEXT, "On time, or how late.", computed=True),
)


class NumberedHeading(Struct, frozen=True):
    """A word whose headings are numbered, as Question 1, and how labels on them begin."""

    word: str
    prefix: str


class WebPage(Struct, frozen=True):
    """Where a web page prints the fields: a Word template has its own tags for that.

    `above` stand above the title. `facts` and `lists` are names of fields with the words before
    them: facts follow the title, lists of texts the sections. `sign_off` is a person.
    """

    above: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sign_off: str = ""
    lists: tuple[tuple[str, str], ...] = ()


class Kind(Struct, frozen=True):
    """A kind of paper. `template` is the Word file it is set in unless the manifest says other.

    `output` is the pattern of the names of what is built; `forms` are those that are built when
    nobody asks for others. `in_order` are fields with dates that follow each other. `gathers` is
    the kind whose papers one of this kind lists. `checks` are codes with their severities: those
    that only some kinds look for run because they stand here; `check_sources` say where.
    """

    name: str
    about: str = ""
    template: str = ""
    output: str = "{folder}"
    numbering: Numbering = AS_USUAL
    forms: tuple[str, ...] = ("docx",)
    fields: tuple[FieldSpec, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    in_order: tuple[str, ...] = ()
    clock: Clock | None = None
    numbered_headings: tuple[NumberedHeading, ...] = ()
    gathers: str = ""
    checks: tuple[tuple[str, str], ...] = ()
    check_sources: tuple[tuple[str, Source], ...] = ()
    web_page: WebPage = WebPage()
    source: Source = NOWHERE

    @property
    def public_fields(self) -> tuple[FieldSpec, ...]:
        """The fields that a template may print: those of the manifest, then the clock's."""
        own = tuple(spec for spec in self.fields if not spec.private)
        return own + (CLOCK_FIELDS if self.clock else ())

    @property
    def required_sections(self) -> tuple[str, ...]:
        return tuple(spec.name for spec in self.sections if spec.required)
