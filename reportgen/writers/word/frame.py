"""The frame: the template with the paper's fields in it. In: paper and template. Out: a document.

What a designer may write is docxtpl's: `{{ title }}`, `{%p if contact %} ... {%p endif %}`,
`{{ date | long_date }}`, and `{{p body }}` where blocks go. Templates run in Jinja's sandbox,
values are never templates themselves, and every fault is a diagnostic with the paragraph's text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, UndefinedError, meta
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, has_errors
from reportgen.model import NO_CONTENTS, FieldValue, Paper, Person
from reportgen.source import Source
from reportgen.writers.word import slots, tags
from reportgen.writers.word.archive import damaged
from reportgen.writers.word.sandbox import GUIDE, sandbox
from reportgen.writers.word.slots import Sections, Slot
from reportgen.writers.word.tag_lines import tag_lines, where_of
from reportgen.writers.word.tags import TagLine
from reportgen.writers.word.xml import clean, parse_part

SLOTS = frozenset({slots.CONTENTS, slots.BODY, slots.APPENDICES, slots.SECTION})


def render_frame(paper: Paper, data: bytes, source: Source) -> tuple[Any, Diagnostics]:
    """Return the python-docx document with the fields printed and the slots marked.

    Returns None for the document when the template has a fault.
    """
    try:
        template = _Template(io.BytesIO(data))
        lines = tuple(tag_lines(template.get_docx()))
    except Exception as fault:  # whatever python-docx and lxml make of a damaged file
        return None, (damaged(source, str(fault)),)
    context = _context(paper)
    problems = tuple(_lint(lines, context, source))
    if has_errors(problems):
        return None, problems
    try:
        template.render(context, sandbox())
    except _RenderError as fault:
        return None, (*problems, fault.diagnostic(lines, source))
    except Exception as fault:
        return None, (damaged(source, str(fault)),)
    return template.docx, problems


# --- what a template may name ----------------------------------------------------------------


def _context(paper: Paper) -> dict[str, Any]:
    """Return the paper's fields and its slots."""
    return {field.name: _normal(field.value) for field in paper.fields} | {
        slots.CONTENTS: "" if paper.contents == NO_CONTENTS else Slot(slots.CONTENTS),
        slots.BODY: Slot(slots.BODY),
        slots.APPENDICES: Slot(slots.APPENDICES) if paper.appendices else "",
        slots.SECTION: Sections(tuple(section.name for section in paper.sections)),
    }


def _normal(value: FieldValue) -> FieldValue:
    """Return a value whose texts are one line each, of characters that XML can hold."""
    match value:
        case str():
            return clean(value).strip()
        case Person(name=name, role=role, email=email, telephone=telephone):
            return Person(*(clean(part).strip() for part in (name, role, email, telephone)))
        case tuple():
            return tuple(clean(item).strip() for item in value)
        case _:
            return value


# --- faults found before rendering -----------------------------------------------------------


def _lint(
    lines: tuple[TagLine, ...], context: dict[str, Any], source: Source
) -> Iterator[Diagnostic]:
    if not lines:
        message = "the template has no tags, so nothing of the paper would be printed"
        hint = "put {{ title }} and {{p body }} where they are to stand"
        yield error("template-tag", message, source, hint)
        return
    found = (*tags.place_problems(lines, SLOTS, source), *_expression_problems(lines, source))
    yield from found
    if not found:
        for where in dict.fromkeys(line.where for line in lines):
            part = tuple(line for line in lines if line.where == where)
            yield from _name_problems(part, context, source)


def _expression_problems(lines: Iterable[TagLine], source: Source) -> Iterator[Diagnostic]:
    """Report each `{{ ... }}` that does not read as an expression."""
    for line in lines:
        for tag in line.tags:
            text = replace(line, text=tag).statements
            if tag.startswith("{{") and (problem := _syntax_problem(text)):
                message, hint, _ = problem
                hint = hint or "write it as in {{ author.role }}"
                yield tags.tag_error(message, line, source, hint, tag)


def _syntax_problem(text: str) -> tuple[str, str, int] | None:
    """Return what is wrong with tags, a hint or "", and the line; None where they can be read."""
    try:
        sandbox().compile(text)
    except TemplateSyntaxError as fault:
        return *_plain_syntax(fault), fault.lineno
    except Exception as fault:  # what Python makes of a tag of a thousand brackets
        return f"the tag cannot be read ({type(fault).__name__})", "make it simpler", 0
    return None


def _plain_syntax(fault: TemplateSyntaxError) -> tuple[str, str]:
    message, _, hint = (fault.message or "unknown fault").partition("\n")
    return f"the tag cannot be read ({message.rstrip('.')})", hint


def _name_problems(
    lines: tuple[TagLine, ...], context: dict[str, Any], source: Source
) -> Iterator[Diagnostic]:
    """Report blocks that are not closed and names that no paper of this kind has, in one part."""
    text = "\n".join(line.statements for line in lines)
    if problem := _syntax_problem(text):
        message, hint, number = problem
        line = lines[min(max(number, 1), len(lines)) - 1]
        hint = hint or "check that each {%p if or {%p for has its own {%p endif or {%p endfor"
        yield tags.tag_error(message, line, source, hint)
        return
    environment = sandbox()
    unknown = meta.find_undeclared_variables(environment.parse(text))
    for name in sorted(unknown - set(context) - set(environment.globals)):
        line, tag = _tag_with(name, lines)
        message = f'{tags.placed(line, tag)}: nothing is called "{name}"'
        yield error("template-name", message, source, did_you_mean(name, context))


def _tag_with(name: str, lines: tuple[TagLine, ...]) -> tuple[TagLine, str]:
    """Return the first tag that has a name in it, and its paragraph."""
    for line in lines:
        for tag in line.tags:
            if re.search(rf"\b{re.escape(name)}\b", tag):
                return line, tag
    return lines[0], ""


# --- rendering -------------------------------------------------------------------------------


class _RenderError(Exception):
    """A template's fault while it is rendered, with the paragraph where it happened."""

    def __init__(self, message: str, line: TagLine, code: str = "template-tag") -> None:
        super().__init__(message)
        self.line, self.code = line, code

    def diagnostic(self, lines: tuple[TagLine, ...], source: Source) -> Diagnostic:
        """Return the error. docxtpl runs {%p paragraphs together: `lines` are as they were."""
        message, _, hint = str(self).partition("\n")
        # The fault's own words name what is in the tag, if anything does.
        named = re.findall(r'"(\w+)"', message)
        line, tag = _tag_with(named[0], (self.line,)) if named else (self.line, "")
        own = (each for each in lines if each.where == line.where and tag in each.statements)
        line = next(own, line) if tag else line
        return error(self.code, f"{tags.placed(line, tag)}: {message}", source, hint)


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl without what changes or hides text: it says where a fault is, and hides no damage."""

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        # Each paragraph on a line of its own: then the line of a fault is the paragraph.
        src_xml = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        try:
            text: str = jinja_env.from_string(src_xml).render(context)
        except Exception as fault:  # a template may do anything that its author did not mean
            raise _fault(fault, src_xml, where_of(part)) from fault
        return re.sub(r"\n<w:p([ >])", r"<w:p\1", text)

    def fix_tables(self, xml: str) -> Any:
        try:
            parse_part(xml)
        except Exception as fault:
            # docxtpl's own parser would mend this by leaving text out.
            line = TagLine("{% ... %}", "the text")
            message = "the tags do not fit around whole paragraphs or rows"
            raise _RenderError(f"{message}\nbegin them with {{%p or {{%tr", line) from fault
        return super().fix_tables(xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave the document's properties alone: the package sets them."""


def _fault(fault: Exception, xml: str, where: str) -> _RenderError:
    line = TagLine(_line_text(xml, _line_number(fault)), where)
    if isinstance(fault, UndefinedError):
        return _RenderError(str(fault.message), line, "template-name")
    if isinstance(fault, TemplateSyntaxError):
        return _RenderError("\n".join(_plain_syntax(fault)), line)
    message, _, hint = str(fault).partition("\n")
    return _RenderError(f"the tag cannot be carried out ({message})\n{hint or GUIDE}", line)


def _line_number(fault: Exception) -> int:
    """Return the template's line that a fault came from: the last of its frames in a template."""
    number = int(getattr(fault, "lineno", 0) or 0)
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def _line_text(xml: str, number: int) -> str:
    lines = xml.split("\n")
    text = lines[number - 1] if 0 < number <= len(lines) else ""
    return re.sub(r"<[^>]*>?", "", text)
