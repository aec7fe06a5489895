"""The Word writer. In: a finished paper and a template. Out: a .docx as bytes.

    template --check--> frame with fields and marked slots --fill--> document --save--> bytes

The frame is docxtpl's work; the paper's own blocks never pass through it.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Diagnostics, has_errors
from reportgen.model import Paper
from reportgen.source import Source
from reportgen.writers.word.fill import fill_frame
from reportgen.writers.word.frame import Frames, render_frame
from reportgen.writers.word.opc import Package
from reportgen.writers.word.package import WordFile

__all__ = ["Frames", "write_word"]


def write_word(
    paper: Paper,
    template: bytes,
    template_path: str,
    pages: Mapping[str, int] | None = None,
    frames: Frames | None = None,
) -> tuple[bytes, Diagnostics]:
    """Return the paper as a Word file, the same bytes for the same input.

    The paper must be finished: amounts set, budgets turned into tables, numbers and references
    filled. `template_path` is what diagnostics call the template. `pages` are the pages that lists
    of contents print, by bookmark: 0 for one that is not there, none at all for None. `frames`
    are those of other builds. With an error among the diagnostics the bytes are empty.
    """
    source = Source(template_path)
    frame = render_frame(paper, template, source, frames)
    if frame.package is None:
        return b"", frame.problems
    file = WordFile(Package(frame.package))
    problems = frame.problems + fill_frame(paper, file, pages, source)
    return b"" if has_errors(problems) else file.save(paper), problems
