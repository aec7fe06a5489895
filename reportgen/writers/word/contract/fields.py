"""The fields that a template prints. In: a template and kinds of paper. Out: what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.diagnostics import Diagnostic, note, warning
from reportgen.model import FieldSpec, FieldType, Kind
from reportgen.source import Source
from reportgen.writers.word import slots
from reportgen.writers.word.tag_lines import tag_lines


def unused_fields(
    document: Any, kinds: tuple[Kind, ...], source: Source, *, has_own: bool
) -> Iterator[Diagnostic]:
    """Report fields that papers give and the template never prints.

    One that papers must give is a warning: of any kind where the template `has_own`, else of all.
    """
    for field in left_out(document, kinds):
        needing = [kind.name for kind in kinds if _requires(kind, field.name)]
        message = f'the template never prints "{field.name}"'
        if needing and (has_own or len(needing) == len(kinds)):
            message += f", which every paper of the kind {' or '.join(needing)} has"
            yield warning("template-unused", message, source, _hint(field))
        else:
            yield note(
                "template-unused", f"{message}, which a paper may have", source, _hint(field)
            )


def left_out(document: Any, kinds: tuple[Kind, ...]) -> tuple[FieldSpec, ...]:
    """Return the fields of kinds that a template never prints."""
    printed = set(printed_names(document))
    return tuple(field for field in _fields(kinds) if field.name not in printed)


def missing_slots(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report what no paper can do without, though another fault may keep papers from being tried.

    In the words of a build, so that a finding of both is one.
    """
    printed = set(printed_names(document))
    if tuple(tag_lines(document)) and not printed & {slots.BODY, slots.SECTION}:
        yield slots.no_text(source)
    if tuple(tag_lines(document)) and slots.APPENDICES not in printed:
        yield slots.no_appendices(source)


def printed_names(document: Any) -> Iterator[str]:
    """Yield the names that tags print, not those that they only ask about."""
    for text, tree in _trees(document):
        # Where a part cannot be read, which is reported, any of its words may be a name.
        yield from _printed(tree) if tree is not None else re.findall(r"\w+", text)


def named_sections(document: Any) -> Iterator[str]:
    """Yield the sections that tags name, as in `section.purpose`."""
    for _, tree in _trees(document):
        for node in tree.find_all((nodes.Getattr, nodes.Getitem)) if tree else ():
            match node:
                case nodes.Getattr(node=nodes.Name(name=owner), attr=name) if (
                    owner == slots.SECTION
                ):
                    yield name
                case nodes.Getitem(
                    node=nodes.Name(name=owner), arg=nodes.Const(value=str(name))
                ) if owner == slots.SECTION:
                    yield name


def _trees(document: Any) -> Iterator[tuple[str, nodes.Template | None]]:
    """Yield the tags of each part and what they say; None where they cannot be read."""
    for _, lines in groupby(tag_lines(document), key=lambda line: line.where):
        text = "\n".join(line.statements for line in lines)
        try:
            yield text, Environment(autoescape=True).parse(text)
        except (TemplateSyntaxError, RecursionError):
            yield text, None


def _printed(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Name(name=name, ctx="load"):
            yield name
        case nodes.If(body=body, elif_=others, else_=rest):
            for child in (*body, *others, *rest):
                yield from _printed(child)
        case nodes.CondExpr(expr1=first, expr2=second):
            for part in (first, second):
                yield from _printed(part) if part is not None else ()
        case _:
            for child in node.iter_child_nodes():
                yield from _printed(child)


def _fields(kinds: Iterable[Kind]) -> tuple[FieldSpec, ...]:
    return tuple({field.name: field for kind in kinds for field in kind.public_fields}.values())


def _requires(kind: Kind, name: str) -> bool:
    return any(field.name == name and field.required for field in kind.fields)


def _hint(field: FieldSpec) -> str:
    if field.type is FieldType.TEXTS:
        return f"put {{{{ {field.name} }}}} where it is to stand, or list it by {{%p for %}}"
    part = ".role" if field.type is FieldType.PERSON else ""
    return f"put {{{{ {field.name}{part} }}}} where it is to stand"
