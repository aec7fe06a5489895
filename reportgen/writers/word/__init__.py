"""The Word writer. In: a finished paper and a template. Out: a .docx as bytes.

    template --check--> frame with fields and marked slots --fill--> document --save--> bytes

The frame is docxtpl's work; the paper's own blocks never pass through it.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Diagnostics, has_errors
from reportgen.model import Paper
from reportgen.source import Source
from reportgen.writers.word.archive import check_template, damaged
from reportgen.writers.word.fill import fill_frame
from reportgen.writers.word.frame import render_frame
from reportgen.writers.word.package import WordFile, is_sound

__all__ = ["write_word"]


def write_word(
    paper: Paper, template: bytes, template_path: str, pages: Mapping[str, int] | None = None
) -> tuple[bytes, Diagnostics]:
    """Return the paper as a Word file, the same bytes for the same input.

    The paper must be finished: amounts set, budgets turned into tables, numbers and references
    filled. `template_path` is what diagnostics call the template. `pages` are the pages that lists
    of contents print, by bookmark: 0 for one that is not there, none at all for None. With an
    error among the diagnostics the bytes are empty.
    """
    source = Source(template_path)
    problems = check_template(template, source)
    if problems:
        return b"", problems
    document, problems = render_frame(paper, template, source)
    if document is None:
        return b"", problems
    if not is_sound(document):
        return b"", (*problems, damaged(source))
    file = WordFile(document)
    problems += fill_frame(paper, file, pages, source)
    return b"" if has_errors(problems) else file.save(paper), problems
