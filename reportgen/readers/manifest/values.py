"""The values of fields. In: a field's specification and a node. Out: a typed value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime

from msgspec.structs import replace

from reportgen.diagnostics import (
    Diagnostic,
    Diagnostics,
    did_you_mean,
    error,
    has_errors,
    warning,
)
from reportgen.guidance import WORDS, left_in, said
from reportgen.model import FieldSpec, FieldType, FieldValue, Person
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar
from reportgen.readers.typography import typeset
from reportgen.source import Source

EMPTY: dict[FieldType, FieldValue] = {
    FieldType.TEXT: "",
    FieldType.DATE: "",
    FieldType.PERSON: Person(),
    FieldType.TEXTS: (),
}
"""What a field holds that the manifest leaves out."""


_EXAMPLES = {
    FieldType.TEXT: '"..."',
    FieldType.DATE: "2022-03-22",
    FieldType.PERSON: "{name: A. Name, role: Chief Finance Officer}",
    FieldType.TEXTS: '["first", "second"]',
}


def example_of(spec: FieldSpec) -> str:
    """Return a line of a manifest that fills the field."""
    return f"{spec.name}: {spec.choices[0].written if spec.choices else _EXAMPLES[spec.type]}"


def read_value(spec: FieldSpec, node: Node) -> tuple[FieldValue, Diagnostics]:
    """Return the value of a field as its type asks; an empty one with what is wrong.

    What `reportgen new` says in the place of a value is an error, whatever the type.
    """
    if is_empty(node):
        return EMPTY[spec.type], (_empty(spec, node.source),)
    guidance = _guidance(node)
    if guidance is not None:
        return EMPTY[spec.type], (_left(spec, guidance, node.source),)
    value, found = _READERS[spec.type](spec, node)
    return (EMPTY[spec.type] if value is None else value), found


def is_empty(node: Node) -> bool:
    match node:
        case Scalar(text=text):
            return not text.strip()
        case Items(items=items):
            return not items
        case Mapping(pairs=pairs):
            return not pairs


def read_text(node: Scalar) -> tuple[str, Diagnostics]:
    """Return a text in one line, without the control characters that Word cannot hold."""
    if node.text.isprintable():  # as nearly all are: neither line ends nor control characters
        return node.text.strip(), ()
    text = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", node.text).strip()
    clean = "".join(char for char in text if not _is_control(char))
    if clean == text:
        return text, ()
    message = "this value has a character that cannot be printed, and it is left out"
    hint = "it often comes with text copied from a PDF; type the value again"
    return clean, (warning("control-character", message, node.source, hint),)


def printed(value: FieldValue) -> FieldValue:
    """Return the value of a field as it is printed, with typographic marks in its words."""
    match value:
        case str():
            return typeset(value)
        case tuple():
            return tuple(typeset(item) for item in value)
        case Person():
            return replace(value, name=typeset(value.name), role=typeset(value.role))
        case _:
            return value


def unique(mapping: Mapping, what: str) -> tuple[dict[str, tuple[Source, Node]], Diagnostics]:
    """Return the values by key, and an error for every key that stands there again."""
    values: dict[str, tuple[Source, Node]] = {}
    found: list[Diagnostic] = []
    for key, value in mapping.pairs:
        first = values.setdefault(key.text, (key.source, value))
        if first[1] is not value:
            message = f'"{key.text}" stands twice in {what}, first in line {first[0].line}'
            found.append(error("duplicate-key", message, key.source, "keep one of the two"))
    return values, tuple(found)


def unknown_keys(
    values: dict[str, tuple[Source, Node]], known: Iterable[str], what: str
) -> Diagnostics:
    """Return an error for every key that is not known."""
    known = tuple(known)
    return tuple(
        error("unknown-key", f'"{key}" is not a key of {what}', source, did_you_mean(key, known))
        for key, (source, _) in values.items()
        if key not in known
    )


def wrong_type(name: str, expected: str, source: Source, example: str) -> Diagnostic:
    """Return the error for a list where a text belongs, and the like."""
    message = f'"{name}" must be {expected}'
    return error("wrong-type", message, source, f"for example: {example}")


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"


def _empty(spec: FieldSpec, source: Source) -> Diagnostic:
    if spec.required:
        hint = f"fill it in: {_phrase(spec.help)}"
        return error("empty-value", f'"{spec.name}" is empty', source, hint)
    hint = "fill it in, or take the line out"
    return warning("empty-value", f'"{spec.name}" is empty and is left out', source, hint)


def _guidance(node: Node) -> str | None:
    """Return what a value says that is still to be filled in; None for any other.

    Without its quotation marks, the mark is a list with a mapping in it.
    """
    match node:
        case Scalar(text=text):
            return next((mark.says for mark in left_in(text)), None)
        case Items(items=(Mapping(pairs=((key, first), *_)), *rest)):
            if key.text.strip().lower() in WORDS:
                parts = (part.text for part in (first, *rest) if isinstance(part, Scalar))
                return said(", ".join(parts))
    return None


def _left(spec: FieldSpec, guidance: str, source: Source) -> Diagnostic:
    message = f'"{spec.name}" is still to be filled in: {guidance or spec.help}'
    example = f": {example_of(spec)}" if spec.help else ""  # a part of a value has none
    hint = f"put it in the place of the square brackets and all that is between them{example}"
    return error("guidance-left", message, source, hint)


def _phrase(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")


def _text(spec: FieldSpec, node: Node) -> tuple[FieldValue | None, Diagnostics]:
    if not isinstance(node, Scalar):
        return None, (wrong_type(spec.name, "a text", node.source, example_of(spec)),)
    text, found = read_text(node)
    if not spec.choices:
        return text, found
    written = tuple(choice.written for choice in spec.choices)
    chosen = next((item for item in written if item.casefold() == text.casefold()), None)
    if chosen is None:
        message = f'"{spec.name}" cannot be "{text}": choose from {", ".join(written)}'
        hint = did_you_mean(text, written)
        found += (error("unknown-choice", message, node.source, hint),)
    return chosen, found


def _date(spec: FieldSpec, node: Node) -> tuple[FieldValue | None, Diagnostics]:
    if not isinstance(node, Scalar):
        return None, (wrong_type(spec.name, "a date", node.source, example_of(spec)),)
    text, found = read_text(node)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if iso is None:
        meant = _date_meant(text)
        message = f'"{spec.name}" is not written as year-month-day: "{text}"'
        hint = f"write {meant}" if meant else "write the date like this: 2022-03-22"
        return None, (*found, error("date-form", message, node.source, hint))
    try:
        return date(*map(int, iso.groups())), found
    except ValueError:
        message = f'"{spec.name}" is a day that does not exist: {text}'
        hint = "the order is year-month-day"
        return None, (*found, error("date-impossible", message, node.source, hint))


_DATE_FORMS = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d",
               "%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%d %B, %Y", "%B %d, %Y")  # fmt: skip


def _date_meant(text: str) -> str:
    """Return an ISO date for the forms that officers write, day before month; else `""`."""
    plain = re.sub(r"\b([0-9]{1,2})(st|nd|rd|th)\b", r"\1", text)
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return ""


_PERSON = ("name", "role", "email", "telephone")


def _person(spec: FieldSpec, node: Node) -> tuple[FieldValue | None, Diagnostics]:
    if isinstance(node, Scalar):
        role, found = read_text(node)
        return Person(role=role), found
    if not isinstance(node, Mapping):
        return None, (wrong_type(spec.name, "a person", node.source, example_of(spec)),)
    values, found = unique(node, spec.name)
    found += unknown_keys(values, _PERSON, spec.name)
    parts = {}
    for key in _PERSON:
        if key in values:
            part = FieldSpec(f"{spec.name}: {key}", FieldType.TEXT, "")
            parts[key], more = read_value(part, values[key][1])
            found += more
    person = Person(**{key: str(part) for key, part in parts.items()})
    if not (person.name or person.role or has_errors(found)):
        message = f'"{spec.name}" has neither a name nor a role'
        found += (error("missing-key", message, node.source, f"for example: {example_of(spec)}"),)
    return person, found


def _texts(spec: FieldSpec, node: Node) -> tuple[FieldValue | None, Diagnostics]:
    if not isinstance(node, Items):
        return None, (wrong_type(spec.name, "a list of texts", node.source, example_of(spec)),)
    entry = FieldSpec(f"an entry of {spec.name}", FieldType.TEXT, "")
    read = [read_value(entry, item) for item in node.items]
    texts = tuple(str(text) for text, _ in read if text)
    return texts, tuple(problem for _, found in read for problem in found)


_Reader = Callable[[FieldSpec, Node], tuple[FieldValue | None, Diagnostics]]
_READERS: dict[FieldType, _Reader] = {
    FieldType.TEXT: _text,
    FieldType.DATE: _date,
    FieldType.PERSON: _person,
    FieldType.TEXTS: _texts,
}
