"""Kinds of paper: what each fixes, as data. In: nothing. Out: `KINDS`.

A new kind is a new entry in `KINDS` (and a template); no other module knows kinds by name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class FieldType(StrEnum):
    """What a field holds. `TEXTS` is a list of texts."""

    TEXT = "text"
    DATE = "date"
    PERSON = "person"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a manifest. `choices` are all the values it may have; none means any."""

    name: str
    type: FieldType
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `template` is the Word file it is set in unless the manifest says other.

    `sections` are those it requires, by the names of their files.
    """

    name: str
    template: str
    fields: tuple[FieldSpec, ...]
    sections: tuple[str, ...] = ()


BOARD_REPORT = Kind(
    name="board-report",
    template="board-report.docx",
    fields=(
        FieldSpec("title", FieldType.TEXT, "What the paper is about, as printed.", required=True),
        FieldSpec("board", FieldType.TEXT, "The board or committee that meets.", required=True),
        FieldSpec("date", FieldType.DATE, "The day of the meeting.", required=True),
        FieldSpec("author", FieldType.PERSON, "Who reports to the board.", required=True),
        FieldSpec(
            "marking",
            FieldType.TEXT,
            "The protective marking, printed on every page.",
            choices=("OFFICIAL", "OFFICIAL-SENSITIVE"),
        ),
        FieldSpec("agenda_item", FieldType.TEXT, "The number of the item on the agenda."),
        FieldSpec("purpose", FieldType.TEXT, "What the board is to do, such as: For decision."),
        FieldSpec("contact", FieldType.PERSON, "Whom to ask about the paper."),
        FieldSpec("wards", FieldType.TEXT, "The wards or areas that are affected."),
        FieldSpec("background_papers", FieldType.TEXTS, "Papers that this one relies on."),
        FieldSpec("cleared_by", FieldType.TEXTS, "Who has cleared the paper, and when."),
    ),
    sections=("purpose", "financial-implications", "legal-implications", "recommendations"),
)

# Any other paper for a board: a briefing note, a strategy. The same fields, and fewer rules.
PAPER = Kind(
    name="paper",
    template="board-report.docx",
    fields=tuple(replace(field, required=field.name == "title") for field in BOARD_REPORT.fields),
)

KINDS: tuple[Kind, ...] = (BOARD_REPORT, PAPER)


def find_kind(name: str) -> Kind | None:
    """Return the kind of that name, `None` when there is none."""
    return next((kind for kind in KINDS if kind.name == name), None)
