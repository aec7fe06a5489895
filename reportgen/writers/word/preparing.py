"""Make a template ready to be printed. In: a template's bytes. Out: it, taken apart, or its faults.

docxtpl makes Jinja templates of a Word file's text. What is wrong with its tags is found first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docxtpl import DocxTemplate
from msgspec.structs import replace

from reportgen.source import NOWHERE
from reportgen.writers.word.archive import check_template, damaged
from reportgen.writers.word.opc import Stored
from reportgen.writers.word.opened import is_sound, stored
from reportgen.writers.word.prepared import Prepared, Step
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tag_faults import faults_of, undeclared
from reportgen.writers.word.tag_lines import NOTE, tag_lines, where_of
from reportgen.writers.word.xml import parse_part, serialize, w


def prepare(data: bytes) -> Prepared:
    """Return a template taken apart; its faults are without its name."""
    problems = check_template(data, NOWHERE)
    if problems:
        return Prepared(problems)
    try:
        return _prepared(data)
    except Exception as fault:  # whatever python-docx and lxml make of a damaged file
        return Prepared((damaged(NOWHERE, str(fault)),))


def _prepared(data: bytes) -> Prepared:
    engine = DocxTemplate(io.BytesIO(data))
    document = engine.get_docx()
    found = tuple(tag_lines(document))
    faults = faults_of(found)
    if faults:
        return Prepared(faults)
    # What they stand in would keep the whole document in memory.
    lines = tuple(replace(line, parent=None, table=None) for line in found)
    return Prepared(
        names=tuple(undeclared(lines)),
        lines=lines,
        steps=tuple(_steps(engine, document)),
        package=_package(document),
        document=str(document.part.partname),
        shell=_without_text(document.part.blob),
    )


def _package(document: Any) -> Stored | None:
    return stored(document) if is_sound(document) else None


def _without_text(document: bytes) -> bytes:
    root: Element = parse_part(document)
    root.find(w("body"))[:] = []
    return serialize(root)


def _steps(engine: DocxTemplate, document: Any) -> Iterator[Step]:
    """Yield the parts that may have tags in the order in which they are printed, each once."""
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


def _step(part: Any, xml: str) -> Step:
    # Each paragraph on a line of its own: then the line of a fault is the paragraph.
    return Step(str(part.partname), re.sub(r"<w:p([ >])", r"\n<w:p\1", xml), where_of(part))
