"""Kinds of paper. In: the text of a declaration, `templates/KIND.yaml`. Out: a Kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from reportgen.diagnostics import Diagnostics, did_you_mean, error, has_errors
from reportgen.model import (
    CLOCK_FIELDS,
    Choice,
    Clock,
    FieldSpec,
    FieldType,
    Kind,
    NumberedHeading,
    SectionSpec,
    WebPage,
)
from reportgen.readers.manifest.choices import Values, read_numbering, read_one_of, read_yes_or_no
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar, read_nodes
from reportgen.readers.manifest.values import read_value, unique, unknown_keys, wrong_type
from reportgen.source import Source

KEYS = ("about", "template", "output", "numbering", "forms", "fields", "sections", "in_order",
        "clock", "numbered_headings", "gathers", "checks", "web_page")  # fmt: skip
FIELD_KEYS = ("type", "help", "required", "private", "choices")
TYPES = {each.value: each for each in FieldType}
FORMS = {form: form for form in ("docx", "html", "pdf", "txt", "csv")}
SEVERITIES = {name: name for name in ("error", "warning", "note", "off")}
# What labels of other things begin with.
PREFIXES = ("par", "rec", "sec", "tbl", "fig", "app")
# What templates call other things by, and what a manifest holds besides its fields.
TAKEN = ("body", "section", "sections", "appendices", "contents", "kind", "template", "numbering",
         "workbooks", "reconcile", "transfers", *(spec.name for spec in CLOCK_FIELDS))  # fmt: skip

Value = TypeVar("Value")

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
HOLE = re.compile(r"\{([^{}]*)\}")


def read_kind(text: str, path: str, name: str) -> tuple[Kind | None, Diagnostics]:
    """Return the kind that a declaration declares, and all problems in it.

    None when it has an error: a kind is either whole or not there. `path` is what diagnostics call
    the file.
    """
    root, found = read_nodes(text, path)
    if not isinstance(root, Mapping):
        message = f'the declaration of the kind "{name}" must be keys with values'
        hint = "begin with: fields:, and below it a line for each field, such as title: {}"
        syntax = error("yaml-syntax", message, Source(path), hint)
        return None, found if has_errors(found) else (*found, syntax)
    reading = _Reading(root, path, found)
    kind = reading.kind(name)
    problems = tuple(sorted(reading.found, key=lambda problem: problem.source.line))
    return (None if has_errors(problems) else kind), problems


class _Reading:
    """The reading of one declaration; `found` collects what is wrong with it."""

    def __init__(self, root: Mapping, path: str, found: Diagnostics) -> None:
        self.source = Source(path)
        self.found = [*found]
        self.taken = [*PREFIXES]  # by labels
        self.values = self.keys(root, "a kind", KEYS)

    def kind(self, name: str) -> Kind:
        numbering, problems = read_numbering(self.node("numbering"))
        self.found.extend(problems)
        fields = tuple(self.field(*pair) for pair in self.pairs("fields"))
        public = tuple(spec.name for spec in (*fields, *CLOCK_FIELDS) if not spec.private)
        dates = tuple(spec.name for spec in fields if spec.type is FieldType.DATE)
        kind = Kind(
            name,
            about=self.text("about"),
            template=self.text("template") or f"{name}.docx",
            numbering=numbering,
            fields=fields,
            sections=tuple(self.section(*pair) for pair in self.pairs("sections")),
            in_order=self.names("in_order", dates),
            clock=self.clock(dates),
            numbered_headings=tuple(
                self.heading(*pair) for pair in self.pairs("numbered_headings")
            ),
            gathers=self.text("gathers"),
            checks=self.checks(),
            web_page=self.web_page(public),
            source=self.source,
        )
        output = self.output(public) or kind.output
        return replace(kind, output=output, forms=self.forms() or kind.forms)

    def field(self, name: str, source: Source, node: Node) -> FieldSpec:
        if not FIELD_NAME.fullmatch(name) or name in TAKEN:
            taken = " and is taken" if name in TAKEN else ""
            message = f'"{name}" cannot be the name of a field{taken}'
            hint = "use small letters, digits and underscores, such as agenda_item"
            self.found.append(error("field-name", message, source, hint))
        values = self.keys(node, f'the field "{name}"', FIELD_KEYS)
        return FieldSpec(
            name,
            self.take(read_one_of(values, "type", TYPES, FieldType.TEXT)),
            self.text("help", values),
            required=self.take(read_yes_or_no(values, "required")),
            choices=self.choices(values),
            private=self.take(read_yes_or_no(values, "private")),
        )

    def choices(self, values: Values) -> tuple[Choice, ...]:
        """Read a list of what may be written, or what is printed for each."""
        node = values["choices"][1] if "choices" in values else None
        if isinstance(node, Items):
            texts = [self.one_text("a choice", item) for item in node.items]
            return tuple(Choice(text, text) for text in texts)
        pairs = self.pairs("choices", values)
        return tuple(Choice(name, self.one_text(name, item)) for name, _, item in pairs)

    def section(self, name: str, source: Source, node: Node) -> SectionSpec:
        values = self.keys(node, f'the section "{name}"', ("heading", "guidance", "start", "required"))
        heading = self.text("heading", values) or name.replace("-", " ").capitalize()
        required = self.take(read_yes_or_no(values, "required"))
        start = self.node("start", values)
        lines = start.text if isinstance(start, Scalar) else ""
        return SectionSpec(name, heading, self.text("guidance", values), lines, required)

    def heading(self, word: str, source: Source, node: Node) -> NumberedHeading:
        prefix = self.one_text(word, node)
        if not re.fullmatch(r"[a-z]+", prefix) or prefix in self.taken:
            message = f'"{prefix}" cannot be what labels of the heading "{word}" begin with'
            hint = f"use one or a few small letters, other than {', '.join(self.taken)}"
            self.found.append(error("label-form", message, node.source, hint))
        else:
            self.taken.append(prefix)
        return NumberedHeading(word, prefix)

    def clock(self, dates: tuple[str, ...]) -> Clock | None:
        node = self.node("clock")
        if node is None:
            return None
        values = self.keys(node, "the clock", ("starts", "stops", "working_days", "extended"))
        for key in ("starts", "stops", "working_days"):
            if key not in values:
                message = f'the clock has no "{key}"'
                hint = "for example: {starts: [received], stops: responded, working_days: 20}"
                self.found.append(error("missing-key", message, node.source, hint))
        days = self.text("working_days", values)
        if days and not re.fullmatch(r"[1-9][0-9]{0,2}", days):
            place = values["working_days"][1].source
            self.found.append(wrong_type("working_days", "a whole number", place, "20"))
            days = ""
        starts = self.names("starts", dates, values)
        stops = self.name("stops", dates, values)
        return Clock(starts, stops, int(days or 0), self.name("extended", dates, values))

    def checks(self) -> tuple[tuple[str, str], ...]:
        values = {name: (source, node) for name, source, node in self.pairs("checks")}
        return tuple(
            (code, self.take(read_one_of(values, code, SEVERITIES, ""))) for code in values
        )

    def forms(self) -> tuple[str, ...]:
        return self.names("forms", FORMS)

    def output(self, known: tuple[str, ...]) -> str:
        pattern = self.text("output")
        for hole in HOLE.findall(pattern):
            if hole != "folder":
                self.known(hole, known, self.values["output"][1].source)
        return pattern

    def web_page(self, known: tuple[str, ...]) -> WebPage:
        node = self.node("web_page")
        if node is None:
            return WebPage()
        values = self.keys(node, "the web page", ("above", "facts", "sign_off", "lists"))
        return WebPage(
            self.names("above", known, values),
            self.worded("facts", known, values),
            self.name("sign_off", known, values),
            self.worded("lists", known, values),
        )

    def worded(
        self, key: str, known: tuple[str, ...], values: Values
    ) -> tuple[tuple[str, str], ...]:
        """Read fields with the words that stand before each."""
        worded = []
        for name, source, node in self.pairs(key, values):
            self.known(name, known, source)
            worded.append((name, self.one_text(name, node)))
        return tuple(worded)

    # --- what stands at a key ---

    def node(self, key: str, values: Values | None = None) -> Node | None:
        values = self.values if values is None else values
        return values[key][1] if key in values else None

    def keys(self, node: Node, what: str, known: tuple[str, ...]) -> Values:
        """Return the values at the keys of a mapping, which may be empty."""
        if isinstance(node, Scalar) and not node.text.strip():
            return {}
        if not isinstance(node, Mapping):
            example = f"{known[0]}: ..."
            self.found.append(wrong_type(what, "keys with values", node.source, example))
            return {}
        values = self.take(unique(node, what))
        self.found.extend(unknown_keys(values, known, what))
        return values

    def pairs(self, key: str, values: Values | None = None) -> tuple[tuple[str, Source, Node], ...]:
        """Return the names at a key with what stands at each."""
        node = self.node(key, values)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self.found.append(
                wrong_type(key, "names with what is said of each", node.source, f"{key}: {{...}}")
            )
            return ()
        named = self.take(unique(node, key))
        return tuple((name, source, item) for name, (source, item) in named.items())

    def names(
        self, key: str, known: Iterable[str], values: Values | None = None
    ) -> tuple[str, ...]:
        """Return the names in the list at a key; each has to be known."""
        node = self.node(key, values)
        if node is None:
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        names = tuple(self.one_text(key, item) for item in items)
        for name, item in zip(names, items, strict=True):
            self.known(name, tuple(known), item.source)
        return names

    def name(self, key: str, known: tuple[str, ...], values: Values) -> str:
        """Return the name at a key, which has to be known."""
        name = self.text(key, values)
        if name:
            self.known(name, known, values[key][1].source)
        return name

    def known(self, name: str, known: tuple[str, ...], source: Source) -> None:
        if name and name not in known:
            message = f'"{name}" is not one of {", ".join(known) or "its fields"}'
            hint = did_you_mean(name, known) or "add it to the fields above, or take it out here"
            self.found.append(error("unknown-field", message, source, hint))

    def text(self, key: str, values: Values | None = None) -> str:
        node = self.node(key, values)
        return "" if node is None else self.one_text(key, node)

    def one_text(self, name: str, node: Node) -> str:
        value, found = read_value(FieldSpec(name, FieldType.TEXT, "a text"), node)
        self.found.extend(found)
        return str(value)

    def take(self, read: tuple[Value, Diagnostics]) -> Value:
        """Return what was read, and keep what is wrong with it."""
        value, found = read
        self.found.extend(found)
        return value
