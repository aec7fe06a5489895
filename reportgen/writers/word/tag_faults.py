"""What Jinja cannot read in a template's tags. In: its paragraphs. Out: faults, and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jinja2 import TemplateSyntaxError, meta
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.source import NOWHERE
from reportgen.writers.word import slots, tags
from reportgen.writers.word.sandbox import compiled, sandbox
from reportgen.writers.word.tags import TagLine

SLOTS = frozenset({slots.CONTENTS, slots.BODY, slots.APPENDICES, slots.SECTION})


def faults_of(lines: tuple[TagLine, ...]) -> Diagnostics:
    """Return what is wrong with a template's tags for papers of every kind."""
    if not lines:
        message = "the template has no tags, so nothing of the paper would be printed"
        hint = "put {{ title }} and {{p body }} where they are to stand"
        return (error("template-tag", message, NOWHERE, hint),)
    problems = _expression_problems(lines, sandbox().parse)
    found = (*tags.place_problems(lines, SLOTS, NOWHERE), *problems)
    return found or tuple(item for part in _by_part(lines) for item in _block_problems(part))


def undeclared(lines: tuple[TagLine, ...]) -> Iterator[tuple[str, str]]:
    """Yield the names that a paper must have, each with the part that uses it."""
    environment = sandbox()
    for part in _by_part(lines):
        names = meta.find_undeclared_variables(environment.parse(_statements(part)))
        for name in sorted(names - set(environment.globals)):
            yield name, part[0].where


def plain_syntax(fault: TemplateSyntaxError) -> tuple[str, str]:
    """Return a fault in our words, and a hint or ""."""
    message, _, hint = (fault.message or "unknown fault").partition("\n")
    return f"the tag cannot be read ({message.rstrip('.')})", hint


def _by_part(lines: Iterable[TagLine]) -> tuple[tuple[TagLine, ...], ...]:
    parts: dict[str, list[TagLine]] = {}
    for line in lines:
        parts.setdefault(line.where, []).append(line)
    return tuple(map(tuple, parts.values()))


def _expression_problems(
    lines: Iterable[TagLine], read: Callable[[str], object]
) -> Iterator[Diagnostic]:
    """Report each `{{ ... }}` that does not read as an expression."""
    for line in lines:
        for tag in line.tags:
            text = replace(line, text=tag).statements
            if tag.startswith("{{") and (problem := _syntax_problem(text, read)):
                message, hint, _ = problem
                hint = hint or "write it as in {{ author.role }}"
                yield tags.tag_error(message, line, NOWHERE, hint, tag)


def _block_problems(lines: tuple[TagLine, ...]) -> Iterator[Diagnostic]:
    """Report a block that is not closed, in one part."""
    text = _statements(lines)
    if problem := _syntax_problem(text, compiled):
        # What Python cannot compile, such as a hundred filters on one another, is some tag's.
        found = tuple(_expression_problems(lines, sandbox().compile))
        yield from found
        if not found:
            message, hint, number = problem
            line = lines[min(max(number, 1), len(lines)) - 1]
            hint = hint or "check that each {%p if or {%p for has its own {%p endif or {%p endfor"
            yield tags.tag_error(message, line, NOWHERE, hint)


def _syntax_problem(text: str, read: Callable[[str], object]) -> tuple[str, str, int] | None:
    """Return what is wrong with tags, a hint or "", and the line; None where they can be read."""
    try:
        read(text)
    except TemplateSyntaxError as fault:
        return *plain_syntax(fault), fault.lineno
    except Exception as fault:  # what Python makes of a tag of a thousand brackets
        return f"the tag cannot be read ({type(fault).__name__})", "make it simpler", 0
    return None


def _statements(lines: tuple[TagLine, ...]) -> str:
    return "\n".join(line.statements for line in lines)
