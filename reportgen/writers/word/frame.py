"""The frame: the template with the paper's fields in it. In: paper and template. Out: its parts.

What a designer may write is docxtpl's: `{{ title }}`, `{%p if contact %} ... {%p endif %}`,
`{{ date | long_date }}`, and `{{p body }}` where blocks go. Templates run in Jinja's sandbox,
values are never templates themselves, and every fault is a diagnostic with the paragraph's text.

A frame that was made before may be kept: then nothing is loaded that renders templates.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from reportgen.diagnostics import Diagnostics
from reportgen.model import NO_CONTENTS, FieldValue, Paper, Person
from reportgen.source import Source
from reportgen.writers.word import slots
from reportgen.writers.word.archive import MOST_BYTES, MOST_FILES
from reportgen.writers.word.opc import Stored, is_whole
from reportgen.writers.word.slots import Sections, Slot
from reportgen.writers.word.xml import clean


class Frame(Struct, frozen=True):
    """A template in which everything is printed but the paper's blocks; None where it is faulty."""

    package: Stored | None
    problems: Diagnostics


class Frames(Protocol):
    """Where frames are kept, by a text that says all that they were made of."""

    def get(self, made_of: str) -> bytes | None:
        """Return what was kept, None for nothing."""

    def put(self, made_of: str, data: bytes) -> None:
        """Keep a frame, or do not: it only saves time."""


def render_frame(paper: Paper, data: bytes, source: Source, frames: Frames | None = None) -> Frame:
    """Return the template with the fields printed and the slots marked, and what is wrong with it.

    `source` is what diagnostics call the template, `frames` what was kept of other builds.
    """
    context = _context(paper)
    made_of = _made_of(context, data, source) if frames is not None else ""
    kept = frames.get(made_of) if frames is not None else None
    frame = None if kept is None else _read(kept)
    if frame is not None:
        return frame
    from reportgen.writers.word.rendering import render  # few builds need it

    frame = render(data, context, source)
    if frames is not None and frame.package is not None:
        frames.put(made_of, msgspec.msgpack.encode(frame))
    return frame


def _context(paper: Paper) -> dict[str, Any]:
    """Return what a template may name: the paper's fields and its slots."""
    return {field.name: _normal(field.value) for field in paper.fields} | {
        slots.CONTENTS: "" if paper.contents == NO_CONTENTS else Slot(slots.CONTENTS),
        slots.BODY: Slot(slots.BODY),
        slots.APPENDICES: Slot(slots.APPENDICES) if paper.appendices else "",
        slots.SECTION: Sections(tuple(section.name for section in paper.sections)),
    }


def _normal(value: FieldValue) -> FieldValue:
    """Return a value whose texts are one line each, of characters that XML can hold."""
    match value:
        case str():
            return clean(value).strip()
        case Person(name=name, role=role, email=email, telephone=telephone):
            return Person(*(clean(part).strip() for part in (name, role, email, telephone)))
        case tuple():
            return tuple(clean(item).strip() for item in value)
        case _:
            return value


# --- frames that are kept --------------------------------------------------------------------


def _made_of(context: dict[str, Any], data: bytes, source: Source) -> str:
    """Return a text that is another one wherever the frame may be another one."""
    values = [(name, _written(value)) for name, value in context.items()]
    return repr((sha256(data).hexdigest(), source.path, values))


def _written(value: Any) -> str:
    match value:
        case Slot(name=name):
            return f"slot {name!r}"
        case Sections():
            return f"sections {slots.section_names(value)!r}"
        case str() | Person() | tuple() | date():
            return repr(value)
        case _:
            raise TypeError(f"no value of a field: {type(value).__name__}")


def _read(data: bytes) -> Frame | None:
    """Return a frame that was kept, None for one that is damaged or larger than any template."""
    try:
        frame = msgspec.msgpack.decode(data, type=Frame)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    parts = frame.package.parts if frame.package else ()
    size = sum(part.packed.size for part in parts)
    fits = 0 < len(parts) <= MOST_FILES and size <= MOST_BYTES
    return frame if fits and frame.package and is_whole(frame.package) else None
