"""Papers of every kind that is carried: written by its template, and read back as lines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import docx
from carried_kinds import carried

from reportgen.model import (
    Appendix,
    Field,
    FieldSpec,
    FieldType,
    FieldValue,
    Heading,
    Paper,
    Paragraph,
    Person,
    Section,
    Text,
)
from reportgen.source import NOWHERE
from reportgen.writers.word import write_word

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = ("board-report", "decision-notice", "disclosure-log", "foi-response")
TEXT = "The first paragraph."
ABSENT: dict[FieldType, FieldValue] = {
    FieldType.TEXT: "",
    FieldType.DATE: "",
    FieldType.PERSON: Person(),
    FieldType.TEXTS: (),
}


def template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


def full(name: str) -> dict[str, FieldValue]:
    """Return all fields of a kind that may be printed, each with a value of its own."""
    return {spec.name: _value(spec, at) for at, spec in enumerate(carried(name).public_fields)}


def least(name: str) -> dict[str, FieldValue]:
    """Return the fields that a kind must have."""
    return only(name, (spec.name for spec in carried(name).public_fields if spec.required))


def only(name: str, wanted: Iterable[str]) -> dict[str, FieldValue]:
    known = full(name)
    return {each: known[each] for each in wanted}


def written(name: str, fields: dict[str, FieldValue], *, pages: int = 1) -> bytes:
    """Return a paper with the fields given, all others absent; with several pages, an appendix."""
    given = {spec.name: fields.get(spec.name, ABSENT[spec.type]) for spec in _public(name)}
    paragraphs = (_paragraph(),) * (30 * pages - 29)
    heading = Heading(1, (Text("A section"),), NOWHERE)
    paper = Paper(
        "paper",
        carried(name),
        NOWHERE,
        fields=tuple(Field(key, value, NOWHERE) for key, value in given.items()),
        sections=(Section("text", NOWHERE, (heading, *paragraphs)),),
        appendices=(_appendix(),) if pages > 1 else (),
    )
    data, problems = write_word(paper, template(name), f"{name}.docx")
    assert problems == ()
    return data


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of the text."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def edges(data: bytes) -> dict[str, list[str]]:
    """Return the lines of the first section's headers and footers."""
    section = docx.Document(io.BytesIO(data)).sections[0]
    stories: dict[str, Any] = {
        "first header": section.first_page_header,
        "header": section.header,
        "first footer": section.first_page_footer,
        "footer": section.footer,
    }
    return {
        name: [paragraph.text for paragraph in story.paragraphs] for name, story in stories.items()
    }


def _public(name: str) -> tuple[FieldSpec, ...]:
    return carried(name).public_fields


def _value(spec: FieldSpec, at: int) -> FieldValue:
    if spec.choices:
        return spec.choices[0].printed
    match spec.type:
        case FieldType.TEXT:
            return f"The {spec.name} & <more>"
        case FieldType.DATE:
            return date(2022, 3, at + 1)
        case FieldType.PERSON:
            at_sign = f"{spec.name}@example.org"
            return Person(f"{spec.name} name", f"{spec.name} role", at_sign, f"01632 960{at:03}")
        case FieldType.TEXTS:
            return (f"{spec.name} one", f"{spec.name} two")


def _paragraph() -> Paragraph:
    return Paragraph((Text(TEXT),), NOWHERE)


def _appendix() -> Appendix:
    return Appendix((Text("More"),), NOWHERE, (_paragraph(),), number="A")
