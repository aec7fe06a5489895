"""Printing a template's tags. In: a template and what its tags may name. Out: the frame.

A template is taken apart and its tags are compiled once for all papers of a process, each of which
then has an environment, and a package, of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, did_you_mean, error, has_errors
from reportgen.source import NOWHERE, Source
from reportgen.writers.word import tags
from reportgen.writers.word.archive import damaged, pack
from reportgen.writers.word.frame import Frame
from reportgen.writers.word.opc import Stored
from reportgen.writers.word.prepared import Prepared, Step, carried
from reportgen.writers.word.sandbox import GUIDE, compiled, sandbox
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tag_faults import plain_syntax
from reportgen.writers.word.tag_lines import NOTE, THE_TEXT
from reportgen.writers.word.tags import TagLine
from reportgen.writers.word.xml import parse_compact, parse_part, serialize, w

TEMPLATES = 8  # that a process has ready at once
FIRST_DRAWING = 1001  # its number, as docxtpl has it
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def render(data: bytes, context: dict[str, Any], source: Source) -> Frame:
    """Return the template with all its tags printed, and what is wrong with it."""
    template = _ready(data)
    found = (*template.faults, *_name_problems(template, context))
    problems = tuple(replace(each, source=source) for each in found)
    if has_errors(problems):
        return Frame(None, problems)
    try:
        package = _printed(template, context)
    except _RenderError as fault:
        return Frame(None, (*problems, fault.diagnostic(template.lines, source)))
    except Exception as fault:  # what lxml makes of tags that have made something else than XML
        return Frame(None, (*problems, damaged(source, str(fault))))
    if package is None:
        return Frame(None, (*problems, damaged(source)))
    return Frame(package, problems)


@lru_cache(TEMPLATES)
def _ready(data: bytes) -> Prepared:
    template = carried(data)
    if template is None:
        from reportgen.writers.word.preparing import prepare  # it takes docxtpl

        template = prepare(data)
    return template


def _name_problems(template: Prepared, context: dict[str, Any]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the tags for a paper that has these names."""
    for name, where in template.names:
        if name not in context:
            line, tag = _tag_with(name, template.lines_in(where))
            message = f'{tags.placed(line, tag)}: nothing is called "{name}"'
            yield error("template-name", message, NOWHERE, did_you_mean(name, context))


def _printed(template: Prepared, context: dict[str, Any]) -> Stored | None:
    """Return the parts with the tags printed, None for those of a damaged template.

    Raises _RenderError where tags cannot be carried out, and what lxml raises where they have made
    something else than XML.
    """
    environment = sandbox()
    made = {step.part: _part(template, step, environment, context) for step in template.steps}
    if template.package is None:
        return None
    parts = (
        replace(part, packed=pack(made[part.name])) if part.name in made else part
        for part in template.package.parts
    )
    return replace(template.package, parts=tuple(parts))


def _part(
    template: Prepared, step: Step, environment: SandboxedEnvironment, context: dict[str, Any]
) -> bytes:
    text = _text(step, environment, context)
    if step.part == template.document:
        return _with_text(template.shell, text)
    if step.where == NOTE:
        parse_part(text.encode())
        return text.encode()
    return serialize(parse_compact(text.encode()))


def _text(step: Step, environment: SandboxedEnvironment, context: dict[str, Any]) -> str:
    try:
        namespace = environment.make_globals(None)
        code = compiled(step.source)
        template = environment.template_class.from_code(environment, code, namespace, None)
        text = template.render(context)
    except Exception as fault:  # a template may do anything that its author did not mean
        raise _fault(fault, step.source, step.where) from fault
    return re.sub(r"\n<w:p([ >])", r"<w:p\1", text)


def _with_text(shell: bytes, text: str) -> bytes:
    """Return the document with its printed body."""
    try:
        body: Element = parse_part(text)
    except Exception as fault:
        # docxtpl's own parser would mend this by leaving text out.
        line = TagLine("{% ... %}", THE_TEXT)
        message = "the tags do not fit around whole paragraphs or rows"
        raise _RenderError(f"{message}\nbegin them with {{%p or {{%tr", line) from fault
    if any(map(_has_other_columns, body.iter(w("tbl")))):
        from docxtpl import DocxTemplate  # few templates have {%tc

        body = DocxTemplate(None).fix_tables(text)
    for number, drawing in enumerate(body.iter(DRAWING), FIRST_DRAWING):
        drawing.set("id", str(number))
    root: Element = parse_part(shell)
    root.replace(root.find(w("body")), body)
    return serialize(root)


def _has_other_columns(table: Element) -> bool:
    """Tell whether a table has more or fewer columns than its grid, as tags may leave it."""
    grid = table.find(w("tblGrid"))
    if grid is None:
        return True
    columns = len(grid.findall(w("gridCol")))
    rows = [row.findall(w("tc")) for row in table.iter(w("tr"))]
    widest = max((sum(map(_span, row)) for row in rows), default=0)
    return widest < columns or any(len(row) > columns for row in rows)


def _span(cell: Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if span is None else int(span.get(w("val")))


# --- faults while rendering ------------------------------------------------------------------


def _tag_with(name: str, lines: tuple[TagLine, ...]) -> tuple[TagLine, str]:
    """Return the first tag that has a name in it, and its paragraph."""
    for line in lines:
        for tag in line.tags:
            if re.search(rf"\b{re.escape(name)}\b", tag):
                return line, tag
    return lines[0], ""


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
        return _RenderError("\n".join(plain_syntax(fault)), line)
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
