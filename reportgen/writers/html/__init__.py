"""The HTML writer. In: a finished paper. Out: one page, as bytes, that needs no other file.

page      the document, from its head to its foot
front     what the manifest's fields print: front block, sign-off, lists of papers
contents  the lists of headings, tables and figures
blocks, tables, inlines, pictures, notes    a paper's content
anchors   where links lead
markup    texts to HTML; everything is escaped here
page.css  the look, on screens and on paper
"""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics
from reportgen.model import Paper
from reportgen.writers.html.page import write_page

__all__ = ["write_html"]


def write_html(paper: Paper) -> tuple[bytes, Diagnostics]:
    """Return the paper as a web page, the same bytes for the same input, and what it cannot show.

    The paper must be finished: amounts set, budgets turned into tables, numbers and references
    filled.
    """
    page, problems = write_page(paper)
    return page.encode(), problems
