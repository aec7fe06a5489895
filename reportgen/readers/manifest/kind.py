"""Kinds of paper. In: the text of a declaration, `templates/KIND.yaml`. Out: a Kind."""

from __future__ import annotations

import keyword
import re

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostics, error, has_errors
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
from reportgen.patterns import regex
from reportgen.readers.manifest.choices import Values, read_numbering, read_one_of, read_yes_or_no
from reportgen.readers.manifest.keys import SURPLUS, Keys
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar, read_nodes
from reportgen.readers.manifest.values import wrong_type
from reportgen.source import Source

KEYS = ("about", "template", "output", "numbering", "forms", "fields", "sections", "in_order",
        "clock", "numbered_headings", "gathers", "checks", "web_page")  # fmt: skip
FIELD_KEYS = ("type", "help", "required", "private", "choices")
SECTION_KEYS = ("heading", "guidance", "start", "required")
CLOCK_KEYS = ("starts", "stops", "working_days", "extended")
PAGE_KEYS = ("above", "facts", "sign_off", "lists")
TYPES = {each.value: each for each in FieldType}
FORMS = ("docx", "html", "pdf", "txt", "csv")
SEVERITIES = {name: name for name in ("error", "warning", "note", "off")}
# What labels of other things begin with.
PREFIXES = ("par", "rec", "sec", "tbl", "fig", "app")
# What templates call other things by, and what a manifest holds besides its fields.
TAKEN = ("body", "section", "sections", "appendices", "contents", "kind", "template", "numbering",
         "workbooks", "reconcile", "transfers", *(spec.name for spec in CLOCK_FIELDS))  # fmt: skip
# What mean something else in the tags of a template.
WORDS = (*keyword.kwlist, "true", "false", "none", "loop", "self", "range", "set", "block")

FIELD_NAME = regex(r"[a-z][a-z0-9_]*")
SECTION_NAME = regex(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]+(?:-[a-z0-9]+)*")
HEADING_WORD = regex(r"[^\W\d_]+(?: [^\W\d_]+)*")
TEMPLATE_NAME = regex(r"[^~./\\][^/\\]*")
HOLE = regex(r"\{([^{}]*)\}")

FIELD = "title: {help: What it is about.}"
CHOICES = "choices: [first, second]"
SECTION = "purpose: {heading: Purpose, required: true}"
CLOCK = "clock: {starts: [received], stops: responded, working_days: 20}"


def read_kind(text: str, path: str, name: str) -> tuple[Kind | None, Diagnostics]:
    """Return the kind that a declaration declares, and all problems in it.

    None when it has an error: a kind is either whole or not there. `path` is what diagnostics call
    the file.
    """
    root, found = read_nodes(text, path)
    if not isinstance(root, Mapping):
        message = f'the declaration of the kind "{name}" must be keys with values'
        hint = f"begin with the line fields: and below it, with two spaces before it, {FIELD}"
        syntax = error("yaml-syntax", message, Source(path), hint)
        return None, found if has_errors(found) else (*found, syntax)
    reading = _Reading(root, found, KEYS)
    kind = replace(reading.kind(name), source=Source(path))
    problems = tuple(sorted(reading.found, key=lambda problem: problem.source.line))
    return (None if has_errors(problems) else kind), problems


class _Reading(Keys):
    """The reading of one declaration. `untyped` are the fields whose type cannot be read."""

    def kind(self, name: str) -> Kind:
        self.untyped: list[str] = []
        fields = tuple(self.field(*pair) for pair in self.pairs("fields", f"fields: {{{FIELD}}}"))
        sections = tuple(
            self.section(*pair) for pair in self.pairs("sections", f"sections: {{{SECTION}}}")
        )
        checks = self.checks()
        dates = self.typed(fields, FieldType.DATE)
        kind = Kind(
            name,
            about=self.text("about"),
            template=self.template() or f"{name}.docx",
            numbering=self.take(read_numbering(self.node("numbering"))),
            fields=fields,
            sections=sections,
            in_order=self.names("in_order", dates, "a date"),
            clock=self.clock(dates),
            numbered_headings=self.headings(),
            gathers=self.gathers(name),
            checks=tuple((code, severity) for code, severity, _ in checks),
            check_sources=tuple((code, source) for code, _, source in checks),
        )
        output = self.output(fields) or kind.output
        forms = self.forms() or kind.forms
        return replace(kind, output=output, forms=forms, web_page=self.web_page(kind))

    def template(self) -> str:
        name = self.text("template")
        if name and not TEMPLATE_NAME.fullmatch(name):
            message = f'"{name}" cannot be the template of a kind'
            hint = "name a Word file in templates/, such as board-report.docx"
            self.error("kind-form", message, self.values["template"][1].source, hint)
        return name

    def field(self, name: str, source: Source, node: Node) -> FieldSpec:
        if not FIELD_NAME.fullmatch(name) or name in TAKEN or name in WORDS:
            taken = name in TAKEN or name in WORDS
            why = ": it means something else already" if taken else ""
            message = f'"{name}" cannot be the name of a field{why}'
            hint = "use small letters, digits and underscores, such as agenda_item"
            self.error("field-name", message, source, hint)
        values = self.keys(node, f'the field "{name}"', FIELD_KEYS, FIELD)
        type_, problems = read_one_of(values, "type", TYPES, FieldType.TEXT)
        if problems:
            self.untyped.append(name)
        self.found.extend(problems)
        if "choices" in values and type_ is not FieldType.TEXT:
            message = f'the field "{name}" cannot have both choices and the type {type_}'
            hint = "take out its type, or its choices: choices are texts"
            self.error("kind-form", message, values["choices"][0], hint)
        return FieldSpec(
            name,
            type_,
            self.text("help", values),
            required=self.take(read_yes_or_no(values, "required")),
            choices=self.choices(values),
            private=self.take(read_yes_or_no(values, "private")),
        )

    def choices(self, values: Values) -> tuple[Choice, ...]:
        """Read a list of what may be written, or what is printed for each."""
        node = self.node("choices", values)
        if node is None:
            return ()
        if isinstance(node, Mapping):
            pairs = self.pairs("choices", CHOICES, values)
            choices = [
                (Choice(key, self.one_text(key, at) or key), place) for key, place, at in pairs
            ]
        elif isinstance(node, Items):
            choices = [(Choice(text, text), place) for text, place in self.texts("choices", values)]
        else:
            self.found.append(wrong_type("choices", "a list", node.source, CHOICES))
            return ()
        written: set[str] = set()
        for choice, place in choices:  # a manifest may write one in any capitals
            if choice.written.casefold() in written:
                message = f'"{choice.written}" stands twice in the choices'
                self.error("duplicate-key", message, place, "keep one of the two")
            written.add(choice.written.casefold())
        return tuple(choice for choice, _ in choices)

    def section(self, name: str, source: Source, node: Node) -> SectionSpec:
        if not SECTION_NAME.fullmatch(name):
            message = f'"{name}" cannot be the name of a section, which is that of its file'
            hint = "use small letters, digits and hyphens, such as financial-implications"
            self.error("kind-form", message, source, hint)
        values = self.keys(node, f'the section "{name}"', SECTION_KEYS, SECTION)
        start = self.node("start", values)
        if start is not None and not isinstance(start, Scalar):
            self.found.append(wrong_type("start", "lines of Markdown", start.source, "start: |"))
        return SectionSpec(
            name,
            self.text("heading", values) or name.replace("-", " ").capitalize(),
            self.text("guidance", values),
            start.text if isinstance(start, Scalar) else "",
            self.take(read_yes_or_no(values, "required")),
        )

    def headings(self) -> tuple[NumberedHeading, ...]:
        taken = [*PREFIXES]
        words: set[str] = set()
        headings = []
        for word, source, node in self.pairs("numbered_headings", "{Question: q, Answer: a}"):
            prefix = self.one_text(word, node)
            if not HEADING_WORD.fullmatch(word) or word.casefold() in words:
                message = f'"{word}" cannot be a heading that is numbered'
                hint = "use a word of letters, such as Question, and each once"
                self.error("kind-form", message, source, hint)
            if prefix and (not re.fullmatch(r"[a-z]+", prefix) or prefix in taken):
                message = f'"{prefix}" cannot be what labels of the heading "{word}" begin with'
                hint = f"use a few small letters, each once, but not {', '.join(PREFIXES)}"
                self.error("label-form", message, node.source, hint)
            words.add(word.casefold())
            taken.append(prefix)
            headings.append(NumberedHeading(word, prefix))
        return tuple(headings)

    def clock(self, dates: tuple[str, ...]) -> Clock | None:
        node = self.node("clock")
        if node is None:
            return None
        values = self.keys(node, "the clock", CLOCK_KEYS, CLOCK)
        if not isinstance(node, Mapping):
            return None
        starts = self.names("starts", dates, "a date", values)
        stops = self.name("stops", dates, "a date", values)
        days = self.days(values)
        extended = self.name("extended", dates, "a date", values)
        read = {"starts": starts, "stops": stops, "working_days": days}
        for key in (key for key, value in read.items() if not value and key not in values):
            message = f'the clock has no "{key}"'
            self.error("missing-key", message, node.source, f"for example: {CLOCK}")
        return Clock(starts, stops, days, extended) if starts and stops and days else None

    def days(self, values: Values) -> int:
        node = self.node("working_days", values)
        if node is None:
            return 0
        if isinstance(node, Scalar) and re.fullmatch(r"[1-9][0-9]{0,2}", node.text.strip()):
            return int(node.text)
        expected = "a whole number from 1 to 999"
        self.found.append(wrong_type("working_days", expected, node.source, "working_days: 20"))
        return 0

    def gathers(self, name: str) -> str:
        gathered = self.text("gathers")
        if gathered == name:
            message = f'the kind "{name}" cannot gather papers of its own kind'
            hint = f"name the kind whose papers it is to list, or {SURPLUS}"
            self.error("kind-form", message, self.values["gathers"][1].source, hint)
        return gathered

    def checks(self) -> tuple[tuple[str, str, Source], ...]:
        pairs = self.pairs("checks", "checks: {missing-section: error}")
        values = {code: (source, node) for code, source, node in pairs}
        return tuple(
            (code, self.take(read_one_of(values, code, SEVERITIES, "")), source)
            for code, (source, _) in values.items()
        )

    def forms(self) -> tuple[str, ...]:
        forms = []
        for form, source in self.texts("forms"):
            if form not in FORMS:
                message = f'"{form}" cannot be built: choose from {", ".join(FORMS)}'
                self.error("unknown-choice", message, source, "for example: forms: [docx, html]")
            forms.append(form)
        return tuple(dict.fromkeys(forms))

    def output(self, fields: tuple[FieldSpec, ...]) -> str:
        """Read the pattern of names; a private field would be told by the name of a file."""
        pattern = self.text("output")
        if not pattern:
            return ""
        source = self.values["output"][1].source
        known = self.typed(fields, FieldType.TEXT, FieldType.DATE)
        for hole in HOLE.findall(pattern):
            if hole != "folder":
                self.known(hole, known, "a text or a date", source)
        if set("{}/\\") & set(HOLE.sub("", pattern)):
            message = f'"{pattern}" cannot be the pattern of a name'
            hint = 'name fields between brackets, in quotes: "{reference} {folder}"'
            self.error("kind-form", message, source, hint)
        return pattern

    def web_page(self, kind: Kind) -> WebPage:
        node = self.node("web_page")
        if node is None:
            return WebPage()
        values = self.keys(node, "the web page", PAGE_KEYS, "web_page: {above: [board, date]}")
        public = tuple(spec.name for spec in kind.public_fields)
        persons = self.typed(kind.fields, FieldType.PERSON)
        lists = self.typed(kind.fields, FieldType.TEXTS)
        return WebPage(
            self.names("above", public, "one", values),
            self.worded("facts", public, "one", values),
            self.name("sign_off", persons, "a person", values),
            self.worded("lists", lists, "a list of texts", values),
        )

    def worded(
        self, key: str, known: tuple[str, ...], what: str, values: Values
    ) -> tuple[tuple[str, str], ...]:
        """Read fields with the words that stand before each."""
        worded = []
        for name, source, node in self.pairs(key, f"{key}: {{reference: Reference}}", values):
            self.known(name, known, what, source)
            worded.append((name, self.one_text(name, node)))
        return tuple(worded)

    def typed(self, fields: tuple[FieldSpec, ...], *types: FieldType) -> tuple[str, ...]:
        """Return the names of the public fields of some types.

        One whose type cannot be read may be of any: its fault is told where its type stands.
        """
        return tuple(
            spec.name
            for spec in fields
            if (spec.type in types or spec.name in self.untyped) and not spec.private
        )
