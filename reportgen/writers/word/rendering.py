"""Printing a template's tags. In: a template and what its tags may name. Out: the frame.

docxtpl makes Jinja templates of a Word file's text; here they are compiled once for all papers of
a process, each of which then has an environment, and a package, of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, UndefinedError, meta
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, has_errors
from reportgen.source import NOWHERE, Source
from reportgen.writers.word import slots, tags
from reportgen.writers.word.archive import check_template, damaged, pack
from reportgen.writers.word.frame import Frame
from reportgen.writers.word.opc import Stored
from reportgen.writers.word.opened import is_sound, stored
from reportgen.writers.word.sandbox import GUIDE, compiled, sandbox
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tag_lines import NOTE, tag_lines, where_of
from reportgen.writers.word.tags import TagLine
from reportgen.writers.word.xml import parse_compact, parse_part, serialize, w

SLOTS = frozenset({slots.CONTENTS, slots.BODY, slots.APPENDICES, slots.SECTION})
TEMPLATES = 8  # that a process has ready at once
FIRST_DRAWING = 1000  # docxtpl's number before the first


def render(data: bytes, context: dict[str, Any], source: Source) -> Frame:
    """Return the template with all its tags printed, and what is wrong with it."""
    problems = tuple(replace(each, source=source) for each in _refusal(data))
    if problems:
        return Frame(None, problems)
    try:
        template = _prepared(data)
    except Exception as fault:  # whatever python-docx and lxml make of a damaged file
        return Frame(None, (damaged(source, str(fault)),))
    problems = tuple(replace(each, source=source) for each in template.problems(context))
    if has_errors(problems):
        return Frame(None, problems)
    try:
        package = template.printed(context)
    except _RenderError as fault:
        return Frame(None, (*problems, fault.diagnostic(template.lines, source)))
    except Exception as fault:
        return Frame(None, (damaged(source, str(fault)),))
    if package is None:
        return Frame(None, (*problems, damaged(source)))
    return Frame(package, problems)


class _Step(Struct, frozen=True):
    """A part with tags in it: its text as Jinja reads it, and what people call the part."""

    part: str
    source: str
    where: str


class _Prepared:
    """A template taken apart: what is wrong with it, its tags, and its parts as they are."""

    def __init__(self, data: bytes) -> None:
        engine = DocxTemplate(io.BytesIO(data))
        document = engine.get_docx()
        lines = tuple(tag_lines(document))
        self._faults = tuple(_lint(lines))
        self._unknown = () if self._faults else tuple(_undeclared(lines))
        # What they stand in would keep the whole document in memory.
        self.lines = tuple(replace(line, parent=None, table=None) for line in lines)
        self._steps = () if self._faults else tuple(_steps(engine, document))
        self._stored = stored(document) if is_sound(document) else None
        self._document = str(document.part.partname)
        self._shell = _without_text(document.part.blob)

    def problems(self, context: dict[str, Any]) -> Iterator[Diagnostic]:
        """Yield what is wrong with the tags, for papers that have these names."""
        yield from self._faults
        for name, lines in self._unknown:
            if name not in context:
                line, tag = _tag_with(name, lines)
                message = f'{tags.placed(line, tag)}: nothing is called "{name}"'
                yield error("template-name", message, NOWHERE, did_you_mean(name, context))

    def printed(self, context: dict[str, Any]) -> Stored | None:
        """Return the parts with the tags printed, None for those of a damaged template.

        Raises _RenderError where tags cannot be carried out, and what lxml raises where they
        have made something else than XML.
        """
        environment = sandbox()
        made = {step.part: self._part(step, environment, context) for step in self._steps}
        if self._stored is None:
            return None
        parts = (
            replace(part, packed=pack(made[part.name])) if part.name in made else part
            for part in self._stored.parts
        )
        return replace(self._stored, parts=tuple(parts))

    def _part(
        self, step: _Step, environment: SandboxedEnvironment, context: dict[str, Any]
    ) -> bytes:
        text = _print(step, environment, context)
        if step.part == self._document:
            return self._with_text(text)
        if step.where == NOTE:
            parse_part(text.encode())
            return text.encode()
        return serialize(parse_compact(text.encode()))

    def _with_text(self, text: str) -> bytes:
        """Return the document with its printed body."""
        try:
            parse_part(text)
        except Exception as fault:
            # docxtpl's own parser would mend this by leaving text out.
            line = TagLine("{% ... %}", "the text")
            message = "the tags do not fit around whole paragraphs or rows"
            raise _RenderError(f"{message}\nbegin them with {{%p or {{%tr", line) from fault
        engine = DocxTemplate(None)
        engine.docx_ids_index = FIRST_DRAWING
        body = engine.fix_tables(text)
        engine.fix_docpr_ids(body)
        root: Element = parse_part(self._shell)
        root.replace(root.find(w("body")), body)
        return serialize(root)


@lru_cache(TEMPLATES)
def _refusal(data: bytes) -> Diagnostics:
    return check_template(data, NOWHERE)


@lru_cache(TEMPLATES)
def _prepared(data: bytes) -> _Prepared:
    return _Prepared(data)


def _without_text(document: bytes) -> bytes:
    root: Element = parse_part(document)
    root.find(w("body"))[:] = []
    return serialize(root)


def _steps(engine: DocxTemplate, document: Any) -> Iterator[_Step]:
    """Yield the parts with tags in the order in which they are printed, each once."""
    yield _step(document.part, engine.patch_xml(engine.get_xml()))
    edges = (
        part
        for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)
        for _, part in engine.get_headers_footers(uri)
    )
    for part in {str(part.partname): part for part in edges}.values():
        yield _step(part, engine.patch_xml(engine.get_part_xml(part)))
    for part in document.part.package.iter_parts():
        if where_of(part) == NOTE:
            yield _step(part, engine.patch_xml(part.blob.decode("utf-8")))


def _step(part: Any, xml: str) -> _Step:
    # Each paragraph on a line of its own: then the line of a fault is the paragraph.
    return _Step(str(part.partname), re.sub(r"<w:p([ >])", r"\n<w:p\1", xml), where_of(part))


def _print(step: _Step, environment: SandboxedEnvironment, context: dict[str, Any]) -> str:
    try:
        namespace = environment.make_globals(None)
        code = compiled(step.source)
        template = environment.template_class.from_code(environment, code, namespace, None)
        text = template.render(context)
    except Exception as fault:  # a template may do anything that its author did not mean
        raise _fault(fault, step.source, step.where) from fault
    return re.sub(r"\n<w:p([ >])", r"<w:p\1", text)


# --- faults found before rendering -----------------------------------------------------------


def _lint(lines: tuple[TagLine, ...]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a template's tags for papers of every kind."""
    if not lines:
        message = "the template has no tags, so nothing of the paper would be printed"
        hint = "put {{ title }} and {{p body }} where they are to stand"
        yield error("template-tag", message, NOWHERE, hint)
        return
    environment = sandbox()
    problems = _expression_problems(lines, environment.parse)
    found = (*tags.place_problems(lines, SLOTS, NOWHERE), *problems)
    yield from found
    for part in () if found else _by_part(lines):
        yield from _block_problems(part)


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
        return *_plain_syntax(fault), fault.lineno
    except Exception as fault:  # what Python makes of a tag of a thousand brackets
        return f"the tag cannot be read ({type(fault).__name__})", "make it simpler", 0
    return None


def _plain_syntax(fault: TemplateSyntaxError) -> tuple[str, str]:
    message, _, hint = (fault.message or "unknown fault").partition("\n")
    return f"the tag cannot be read ({message.rstrip('.')})", hint


def _undeclared(lines: tuple[TagLine, ...]) -> Iterator[tuple[str, tuple[TagLine, ...]]]:
    """Yield the names that a paper must have, with the paragraphs of the part that uses them."""
    environment = sandbox()
    for part in _by_part(lines):
        names = meta.find_undeclared_variables(environment.parse(_statements(part)))
        plain = tuple(replace(line, parent=None, table=None) for line in part)
        for name in sorted(names - set(environment.globals)):
            yield name, plain


def _statements(lines: tuple[TagLine, ...]) -> str:
    return "\n".join(line.statements for line in lines)


def _tag_with(name: str, lines: tuple[TagLine, ...]) -> tuple[TagLine, str]:
    """Return the first tag that has a name in it, and its paragraph."""
    for line in lines:
        for tag in line.tags:
            if re.search(rf"\b{re.escape(name)}\b", tag):
                return line, tag
    return lines[0], ""


# --- faults while rendering ------------------------------------------------------------------


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
