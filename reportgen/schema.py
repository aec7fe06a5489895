"""The JSON Schema of a `paper.yaml`, for editors. In: the kinds of paper. Out: a schema."""

from __future__ import annotations

from typing import Any

from reportgen.model import FieldSpec, FieldType, Kind

JsonSchema = dict[str, Any]


def json_schema(kinds: tuple[Kind, ...]) -> JsonSchema:
    """Return the JSON Schema (draft 2020-12) that editors check a `paper.yaml` against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "paper.yaml",
        "description": "The manifest of a paper: what it is, and the files it is made from.",
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {
                "description": "What sort of paper it is.",
                "enum": [kind.name for kind in kinds],
            }
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{kind.name}"},
            }
            for kind in kinds
        ],
        "$defs": {kind.name: _kind_schema(kind) for kind in kinds},
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
    # Choices are read in any case of letters; an editor offers them as the kind writes them.
    written = [choice.written for choice in spec.choices]
    return {"enum": written} if written else _FIELD_TYPES[spec.type]


def _parts_schema(kind: Kind) -> JsonSchema:
    return {
        "template": {
            "description": f"The Word template to use in place of {kind.template}.",
            **_TEXT,
        },
        "numbering": {
            "description": "What is numbered, and how; one word is for the paragraphs.",
            "oneOf": [_SCHEME, _NUMBERING],
        },
        "contents": {
            "description": "The lists that stand before the first section.",
            "oneOf": [_YES_OR_NO, {"type": "array", "items": _LISTS, "minItems": 1}],
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
            "items": {"oneOf": [_APPENDIX_FILE, *_APPENDIX_FORMS]},
        },
        "reconcile": {
            "description": "Amounts that must agree, as expressions: LEFT = RIGHT within 500.",
            "type": "array",
            "minItems": 1,
            "items": {"oneOf": [_EQUALITY, _RECONCILIATION]},
        },
        "transfers": {
            "description": "Money that one fund passes to another, so that it stands in both.",
            "type": "array",
            "minItems": 1,
            "items": _TRANSFER,
        },
    }


_YES_OR_NO: JsonSchema = {"enum": [True, False, "true", "false", "yes", "no"]}
_SCHEME: JsonSchema = {
    "description": "running: 1, 2, 3 through the paper; decimal: 1.1 in section 1; or none.",
    "enum": ["running", "decimal", "none"],
}
_NUMBERING: JsonSchema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "paragraphs": _SCHEME,
        "recommendations": {
            "description": "own: R1, R2; together: in the paragraphs' numbers.",
            "enum": ["together", "own"],
        },
        "appendices": {
            "description": "Appendix A, or Appendix 1.",
            "enum": ["letters", "numbers"],
        },
        "appendix_paragraphs": {
            "description": "numbered: A1, A2 in Appendix A (1.1, 1.2 in Appendix 1).",
            "enum": ["none", "numbered"],
        },
    },
}
_LISTS: JsonSchema = {"enum": ["headings", "tables", "figures"]}

_APPENDIX_FILE: JsonSchema = {
    "type": "string",
    "pattern": r"\.([mM][dD]|[dD][oO][cC][xX]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[gG][iI][fF]"
    r"|[bB][mM][pP]|[tT][iI][fF][fF]?)$",
}
_COMMON: JsonSchema = {
    "title": {"description": "The heading, in place of the file's or the sheet's.", **_TEXT},
    "label": {"description": "What references call it.", "type": "string", "pattern": "^app-"},
    "landscape": {"description": "Set it on pages that lie on their side.", **_YES_OR_NO},
}
_APPENDIX_FORMS: tuple[JsonSchema, ...] = (
    {
        "description": "A Markdown file, a Word file or a picture.",
        "type": "object",
        "additionalProperties": False,
        "required": ["file"],
        "properties": {
            "file": _APPENDIX_FILE,
            **_COMMON,
            "look": {
                "description": "A Word file as it looks, or set like the rest of the paper.",
                "enum": ["keep", "house"],
            },
            "accept_changes": {
                "description": "Accept a Word file's tracked changes and leave out its comments.",
                **_YES_OR_NO,
            },
            "alt": {"description": "What a picture shows, in words.", **_TEXT},
        },
    },
    {
        "description": "A sheet of one of the workbooks.",
        "type": "object",
        "additionalProperties": False,
        "required": ["workbook", "sheet"],
        "properties": {"workbook": _TEXT, "sheet": _TEXT, **_COMMON},
    },
)

_EQUALITY: JsonSchema = {"type": "string", "pattern": r"\S\s*=\s*\S"}
_POUNDS = r"^\s*£?\s*(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\s*$"
_RECONCILIATION: JsonSchema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["equal"],
    "properties": {
        "name": {"description": "What finance calls it.", **_TEXT},
        "equal": {"description": "Two expressions and an equals sign.", **_EQUALITY},
        "within": {
            "description": "How far apart they may be, in pounds.",
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": _POUNDS,
        },
    },
}
_TRANSFER: JsonSchema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["from", "to", "amount"],
    "properties": {
        "from": {"description": "The sheet of the fund that gives.", **_TEXT},
        "to": {"description": "The sheet of the fund that receives.", **_TEXT},
        "amount": {"description": "The expression for the amount.", **_TEXT},
    },
}
