"""Kinds of paper: what each fixes, as data. In: nothing. Out: `KINDS`, and their JSON Schema.

A new kind is a new entry in `KINDS` (and a template); no other module knows kinds by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

JsonSchema = dict[str, Any]


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
    """A kind of paper. `template` is the Word file it is set in unless the manifest says other."""

    name: str
    template: str
    fields: tuple[FieldSpec, ...]


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
)

KINDS: tuple[Kind, ...] = (BOARD_REPORT,)


def find_kind(name: str) -> Kind | None:
    """Return the kind of that name, `None` when there is none."""
    return next((kind for kind in KINDS if kind.name == name), None)


def json_schema() -> JsonSchema:
    """Return the JSON Schema (draft 2020-12) that editors check a `paper.yaml` against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "paper.yaml",
        "description": "The manifest of a paper: what it is, and the files it is made from.",
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {"description": "What sort of paper it is.", "enum": [k.name for k in KINDS]}
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{kind.name}"},
            }
            for kind in KINDS
        ],
        "$defs": {kind.name: _kind_schema(kind) for kind in KINDS},
    }


def _kind_schema(kind: Kind) -> JsonSchema:
    fields = {spec.name: {"description": spec.help, **_field_schema(spec)} for spec in kind.fields}
    required = [spec.name for spec in kind.fields if spec.required]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["kind", *required, "sections"],
        "properties": {"kind": {"const": kind.name}, **fields, **_parts_schema(kind)},
    }


# A plain scalar such as `7` is a number to a schema and text to a manifest.
_TEXT: JsonSchema = {"type": ["string", "number", "boolean"], "minLength": 1, "pattern": r"\S"}
_DATE: JsonSchema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXTS: JsonSchema = {"type": "array", "minItems": 1, "items": _TEXT}
_MARKDOWN: JsonSchema = {"type": "string", "pattern": r"\.[mM][dD]$"}
_PERSON: JsonSchema = {
    "oneOf": [
        {"description": "A role.", **_TEXT},
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": dict.fromkeys(("name", "role", "email", "telephone"), _TEXT),
        },
    ]
}
_FIELD_TYPES = {
    FieldType.TEXT: _TEXT,
    FieldType.DATE: _DATE,
    FieldType.PERSON: _PERSON,
    FieldType.TEXTS: _TEXTS,
}


def _field_schema(spec: FieldSpec) -> JsonSchema:
    # Choices are read in any case of letters; an editor offers the one that is printed.
    return {"enum": list(spec.choices)} if spec.choices else _FIELD_TYPES[spec.type]


def _parts_schema(kind: Kind) -> JsonSchema:
    return {
        "template": {
            "description": f"The Word template to use in place of {kind.template}.",
            **_TEXT,
        },
        "numbering": {
            "description": "How paragraphs are numbered: 1, 2, 3 through the paper, or not.",
            "enum": ["running", "none"],
        },
        "workbooks": {
            "description": "The workbooks that amounts come from: a short name and a file each.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
            "additionalProperties": {"type": "string", "pattern": r"\.[xX][lL][sS][xXmM]$"},
        },
        "sections": {
            "description": "The Markdown files of the paper's sections, in order.",
            "type": "array",
            "minItems": 1,
            "items": _MARKDOWN,
        },
        "appendices": {
            "description": "The appendices, in the order of their letters.",
            "type": "array",
            "minItems": 1,
            "items": {"oneOf": [_MARKDOWN, *_APPENDIX_FORMS]},
        },
    }


_TITLE_AND_LABEL: JsonSchema = {
    "title": {"description": "The heading, in place of the file's or the sheet's.", **_TEXT},
    "label": {"description": "What references call it.", "type": "string", "pattern": "^app-"},
}
_APPENDIX_FORMS: tuple[JsonSchema, ...] = (
    {
        "description": "A Markdown file.",
        "type": "object",
        "additionalProperties": False,
        "required": ["file"],
        "properties": {"file": _MARKDOWN, **_TITLE_AND_LABEL},
    },
    {
        "description": "A sheet of one of the workbooks.",
        "type": "object",
        "additionalProperties": False,
        "required": ["workbook", "sheet"],
        "properties": {"workbook": _TEXT, "sheet": _TEXT, **_TITLE_AND_LABEL},
    },
)
