"""The frame: the template with the paper's fields in it. In: paper and template. Out: a document.

What a designer may write is docxtpl's: `{{ title }}`, `{%p if contact %} ... {%p endif %}`,
`{{ date | long_date }}`, and `{{p body }}` where blocks go. Templates run in Jinja's sandbox,
values are never templates themselves, and every fault is a diagnostic with the paragraph's text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from reportgen.dates import long_date
from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, has_errors
from reportgen.model import NO_CONTENTS, FieldValue, Paper, Person
from reportgen.source import Source
from reportgen.writers.word import slots, tags
from reportgen.writers.word.archive import damaged
from reportgen.writers.word.slots import Element, Sections, Slot
from reportgen.writers.word.tags import TagLine
from reportgen.writers.word.xml import clean, parse_part, w

SLOTS = frozenset({slots.CONTENTS, slots.BODY, slots.APPENDICES, slots.SECTION})
NOTES_PART = "footnotes+xml"


def render_frame(paper: Paper, data: bytes, source: Source) -> tuple[Any, Diagnostics]:
    """Return the python-docx document with the fields printed and the slots marked.

    Returns None for the document when the template has a fault.
    """
    try:
        template = _Template(io.BytesIO(data))
        lines = tuple(_tag_lines(template.get_docx()))
    except Exception as fault:  # whatever python-docx and lxml make of a damaged file
        return None, (damaged(source, str(fault)),)
    context = _context(paper)
    problems = tuple(_lint(lines, context, source))
    if has_errors(problems):
        return None, problems
    try:
        template.render(context, _environment())
    except _RenderError as fault:
        return None, (*problems, fault.diagnostic(source))
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


# --- the sandbox -----------------------------------------------------------------------------


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, in which a template cannot make a huge text or number either."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        small = all(isinstance(side, int) and abs(side) < 1_000_000 for side in (left, right))
        if operator == "**" or not small:
            raise SecurityError(f"{operator} works on small whole numbers alone here")
        return super().call_binop(context, operator, left, right)


class _Unknown(StrictUndefined):
    """A name or a part of one that is not there. Its message has the hint on a second line."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if isinstance(owner, Sections):
            return f'the paper has no section "{name}"\n{owner.hint(str(name))}'
        if isinstance(owner, Person):
            return f'a person has no "{name}"\n' + did_you_mean(str(name), Person.__slots__)
        return f'there is no "{name}" here\nlook for a slip of the pen in the tag'


def _environment() -> SandboxedEnvironment:
    environment = _Sandbox(autoescape=True, undefined=_Unknown, finalize=_printed)
    environment.globals = {"range": environment.globals["range"]}
    environment.filters["long_date"] = long_date
    return environment


def _printed(value: Any) -> Any:
    """Return what a value prints as when its tag names no filter."""
    match value:
        case None:
            return ""
        case date():
            return long_date(value)
        case Person(name=name, role=role):
            return ", ".join(part for part in (name, role) if part)
        case tuple() | list():
            return ", ".join(str(item) for item in value)
        case _:
            return value


# --- faults found before rendering -----------------------------------------------------------


def _tag_lines(document: Any) -> Iterator[TagLine]:
    """Yield the paragraphs with tags: of the text, the headers and footers, and the notes."""
    yield from _lines_of(document.element.body, "the text")
    for relation in document.part.rels.values():
        if not relation.is_external:
            where = _where(relation.target_part)
            if where != "the text":
                yield from _lines_of(parse_part(relation.target_part.blob), where)


def _where(part: Any) -> str:
    for kind in ("header", "footer"):
        if part.content_type.endswith(f"{kind}+xml"):
            return f"a {kind}"
    return "a footnote" if part.content_type.endswith(NOTES_PART) else "the text"


def _lines_of(root: Element, where: str) -> Iterator[TagLine]:
    for node in root.iter(w("p")):
        text = "".join(_texts(node))
        if tags.TAG.search(text) or tags.BRACKETS.search(text):
            yield TagLine(text, where, next(node.iterancestors(w("tr")), None) is not None)


def _texts(paragraph: Element) -> Iterator[str]:
    """Yield the texts of a paragraph, not those of a text box that is anchored in it."""
    for node in paragraph.iter(w("t"), w("tab"), w("br")):
        if next(node.iterancestors(w("p"))) is paragraph:
            yield node.text or "" if node.tag == w("t") else " "


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
    environment = _environment()
    for line in lines:
        for tag in replace(line, text=line.statements).tags:
            if tag.startswith("{{") and (message := _syntax_problem(environment, tag)):
                yield tags.tag_error(message, line, source, "write it as in {{ author.role }}")


def _syntax_problem(environment: SandboxedEnvironment, text: str) -> str:
    try:
        environment.compile(text)
    except TemplateSyntaxError as fault:
        return _plain_syntax(fault)
    return ""


def _plain_syntax(fault: TemplateSyntaxError) -> str:
    return f"the tag cannot be read ({(fault.message or 'unknown fault').rstrip('.')})"


def _name_problems(
    lines: tuple[TagLine, ...], context: dict[str, Any], source: Source
) -> Iterator[Diagnostic]:
    """Report blocks that are not closed and names that no paper of this kind has, in one part."""
    environment = _environment()
    text = "\n".join(line.statements for line in lines)
    try:
        environment.compile(text)
        unknown = meta.find_undeclared_variables(environment.parse(text))
    except TemplateSyntaxError as fault:
        line = lines[min(max(fault.lineno, 1), len(lines)) - 1]
        hint = "check that each {%p if or {%p for has its own {%p endif or {%p endfor"
        yield tags.tag_error(_plain_syntax(fault), line, source, hint)
        return
    for name in sorted(unknown - set(context) - set(environment.globals)):
        line = next((li for li in lines if re.search(rf"\b{name}\b", li.statements)), lines[0])
        message = f'in {line.where}, in "{tags.quoted(line.text)}": nothing is called "{name}"'
        yield error("template-name", message, source, did_you_mean(name, context))


# --- rendering -------------------------------------------------------------------------------


class _RenderError(Exception):
    """A template's fault while it is rendered, with the paragraph where it happened."""

    def __init__(self, message: str, line: TagLine, code: str = "template-tag") -> None:
        super().__init__(message)
        self.line, self.code = line, code

    def diagnostic(self, source: Source) -> Diagnostic:
        message, _, hint = str(self).partition("\n")
        place = f'in {self.line.where}, in "{tags.quoted(self.line.text)}"'
        return error(self.code, f"{place}: {message}", source, hint)


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
            raise _fault(fault, src_xml, _where(part)) from fault
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
        return _RenderError(_plain_syntax(fault), line)
    return _RenderError(f"the tag cannot be carried out ({fault})", line)


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
