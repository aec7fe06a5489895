"""Papers to try a template on. In: a kind of paper and a template. Out: what a build would say.

Each kind has a full paper (one for each choice of a field), and one that gives no more than it
must: so the tags in every {% if %} are carried out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity
from reportgen.model import (
    Appendix,
    Contents,
    Field,
    FieldSpec,
    FieldType,
    FieldValue,
    Inlines,
    Kind,
    Paper,
    Paragraph,
    Person,
    Section,
    Text,
)
from reportgen.source import NOWHERE, Source
from reportgen.writers.word.contract.fields import named_sections
from reportgen.writers.word.frame import render_frame
from reportgen.writers.word.opc import Package
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import find_places, slot_problems

ANY_SECTION = "text"
FULL: dict[FieldType, FieldValue] = {
    FieldType.TEXT: "Words",
    FieldType.DATE: date(2022, 3, 22),
    FieldType.PERSON: Person("A name", "A role", "office@example.org", "0300 000 0000"),
    FieldType.TEXTS: ("One", "Two"),
}
LEAST: dict[FieldType, FieldValue] = FULL | {FieldType.PERSON: Person(role="A role")}
ABSENT: dict[FieldType, FieldValue] = {
    FieldType.TEXT: "",
    FieldType.DATE: "",
    FieldType.PERSON: Person(),
    FieldType.TEXTS: (),
}


def specimen_problems(kind: Kind, data: bytes, document: Any, source: Source) -> Diagnostics:
    """Return what builds of papers of a kind would say of their template.

    A section that the template names and the kind does not ask for is a warning: its other papers
    cannot be built.
    """
    named = tuple(dict.fromkeys(name.replace("_", "-") for name in named_sections(document)))
    sections = tuple(dict.fromkeys((*kind.required_sections, *named))) or (ANY_SECTION,)
    full, *others = _papers(kind, sections)
    found = tuple(item for each in (full, *others) for item in _problems(each, data, source))
    if named and kind.required_sections and not found:
        bare = replace(full, sections=_sections(kind.required_sections))
        found = tuple(
            replace(item, severity=Severity.WARNING)
            for item in _problems(bare, data, source)
            if item.code == "template-name"
        )
    return tuple(dict.fromkeys(found))


def _papers(kind: Kind, sections: tuple[str, ...]) -> Iterator[Paper]:
    """Yield the papers to try: the full one first."""
    most = max((len(field.choices) for field in kind.public_fields), default=0)
    for turn in range(max(most, 1)):
        fields = tuple(Field(spec.name, _value(spec, turn), NOWHERE) for spec in kind.public_fields)
        yield Paper(
            "specimen",
            kind,
            NOWHERE,
            contents=Contents(headings=True),
            fields=fields,
            sections=_sections(sections),
            appendices=(Appendix(_text(), NOWHERE, (_paragraph(),), number="A"),),
        )
    least = tuple(
        Field(spec.name, (LEAST if spec.required else ABSENT)[spec.type], NOWHERE)
        for spec in kind.public_fields
    )
    yield Paper("specimen", kind, NOWHERE, fields=least, sections=_sections(sections))


def _value(spec: FieldSpec, turn: int) -> FieldValue:
    return spec.choices[turn % len(spec.choices)].printed if spec.choices else FULL[spec.type]


def _sections(names: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(Section(name, NOWHERE, (_paragraph(),)) for name in names)


def _paragraph() -> Paragraph:
    return Paragraph(_text(), NOWHERE)


def _text() -> Inlines:
    return (Text("Words"),)


def _problems(paper: Paper, data: bytes, source: Source) -> Iterator[Diagnostic]:
    frame = render_frame(paper, data, source)
    yield from frame.problems
    if frame.package is not None:
        file = WordFile(Package(frame.package))
        yield from slot_problems(paper, find_places(file.body), tuple(file.strays()), source)
