"""A new paper. In: a kind. Out: the files that a paper of it begins with, and what belongs in them.

What somebody has to write is said in the marks of `guidance.py`, so that nothing of it is
published by mistake. What a paper may have, but need not, stands in comments of its manifest.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator

from reportgen.guidance import fill_in, guidance
from reportgen.model import FieldSpec, FieldType, Kind, SectionSpec
from reportgen.patterns import regex

WIDTH = 90
HEAD = """\
A new paper. Put what belongs there in the place of each "[Fill in: ...]", here and in the
Markdown files beside this one. The quotation marks may stay.
Lines that begin with # are not read. To use one such as #{example}: take the # off.
"""
# What each type of field is written like.
FORMS = {
    FieldType.TEXT: "",
    FieldType.DATE: "A date: year-month-day, such as 2022-03-22.",
    FieldType.PERSON: "A person: {name: ..., role: ..., email: ..., telephone: ...}, or a role.",
    FieldType.TEXTS: 'A list: ["first", "second"].',
}
PRIVATE = "never printed"
EXAMPLES = {
    FieldType.TEXT: f'"{fill_in("words")}"',
    FieldType.DATE: f'"{fill_in("year-month-day")}"',
    FieldType.PERSON: f'{{name: "{fill_in("name")}", role: "{fill_in("role")}"}}',
    FieldType.TEXTS: f'["{fill_in("first")}", "{fill_in("second")}"]',
}
MORE = """\
#workbooks:                        # a short name for each workbook, and its file
#  budget: budgets/NAME.xlsx

#appendices:                       # Markdown, Word files, pictures and sheets, in their order
#  - appendix.md
"""
# A paper needs a section; where its kind asks for none, it begins with this one.
ANY_SECTION = SectionSpec("text", fill_in("the first heading"), "Write what the paper has to say.")
# What a line cannot begin with, lest Markdown takes it for more than words.
BEGINS_BLOCK = regex(r"[-+=#>|~:]|\d+[.)]")
MARKUP = regex(r"([\\`*_\[\]<>|~@$#]|\{(?=[{#.:%-]))")
COMMENT_BEGINS = regex(r"^", re.M)


def skeleton(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Return the files of a new paper by name, each with its text; the manifest comes first."""
    needed = tuple(spec for spec in kind.sections if spec.required)
    needed = needed or kind.sections[:1] or (ANY_SECTION,)
    manifest = ("paper.yaml", "\n".join(_manifest(kind, needed)))
    return (manifest, *((f"{spec.name}.md", _section(spec)) for spec in needed))


def _manifest(kind: Kind, needed: tuple[SectionSpec, ...]) -> Iterator[str]:
    optional = tuple(spec for spec in kind.fields if not _is_asked_for(spec, kind))
    example = f"{optional[0].name}: ..." if optional else "workbooks:"
    yield _comment(HEAD.replace("{example}", example))
    yield f"kind: {_scalar(kind.name)}\n"
    for spec in kind.fields:
        if _is_asked_for(spec, kind):
            yield from _required(spec)
    yield from _sections(kind, needed)
    if optional:
        yield "# --- What the paper may have, but need not ---\n"
    for spec in optional:
        yield from _optional(spec)
    yield MORE


def _is_asked_for(spec: FieldSpec, kind: Kind) -> bool:
    """Tell whether a new paper asks for a field: a required one, and the day its clock starts."""
    return spec.required or bool(kind.clock and spec.name == kind.clock.starts[0])


def _required(spec: FieldSpec) -> Iterator[str]:
    yield from _comments(*_form(spec))
    yield f"{spec.name}: {json.dumps(fill_in(spec.help or spec.name), ensure_ascii=False)}\n"


def _optional(spec: FieldSpec) -> Iterator[str]:
    yield from _comments(spec.help, *_form(spec))
    value = _scalar(spec.choices[0].written) if spec.choices else EXAMPLES[spec.type]
    yield f"#{spec.name}: {value}\n"


def _form(spec: FieldSpec) -> Iterator[str]:
    """Yield what is said of how a field is written: its type, its choices, who will see it."""
    if spec.choices:
        yield "One of these:"
        width = max(len(choice.written) for choice in spec.choices)
        for choice in spec.choices:
            means = choice.printed if choice.printed != choice.written else ""
            yield f"  {choice.written:{width}}  {means}".rstrip()
    else:
        yield FORMS[spec.type]
    if spec.private and PRIVATE not in spec.help.lower():
        yield f"It is {PRIVATE}."


def _sections(kind: Kind, needed: tuple[SectionSpec, ...]) -> Iterator[str]:
    yield "# The files of the sections, in the order in which they are printed."
    others = tuple(spec for spec in kind.sections if spec not in needed)
    if others:
        example = f"{others[0].name}.md, which begins with the line: # {others[0].heading}"
        yield from _comments(
            f"To have one with a # before it, take the # off and make its file: {example}"
        )
    yield "sections:"
    for spec in kind.sections or needed:
        if spec in needed:
            yield f"  - {spec.name}.md"
        else:
            yield from (f"  {line}" for line in _comments(f"{spec.heading}: {spec.guidance}"))
            yield f"  #- {spec.name}.md"
    yield ""


def _section(spec: SectionSpec) -> str:
    says = spec.guidance or "Write this section."
    heading = spec.heading if spec is ANY_SECTION else _escaped(spec.heading)
    parts = [f"# {heading}", _paragraph(guidance(_escaped(says))), spec.start.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraph(text: str) -> str:
    """Return the text in lines, or in one where Markdown would misread a line's beginning."""
    lines = _wrapped(text)
    return text if any(BEGINS_BLOCK.match(line) for line in lines[1:]) else "\n".join(lines)


def _escaped(text: str) -> str:
    """Return words as Markdown that prints them as they are."""
    return MARKUP.sub(r"\\\1", text)


def _comments(*texts: str) -> Iterator[str]:
    for text in filter(None, texts):
        indent = text[: len(text) - len(text.lstrip())]
        yield from (f"# {indent}{line}" for line in _wrapped(text.strip()))


def _comment(text: str) -> str:
    return COMMENT_BEGINS.sub("# ", text.strip()) + "\n"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _scalar(text: str) -> str:
    """Return a text as YAML takes it for one: in quotes, where it needs them."""
    plain = re.fullmatch(r"\w[\w /.&()-]*", text)
    return text if plain else json.dumps(text, ensure_ascii=False)
