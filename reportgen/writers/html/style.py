"""The style sheet: in comes a paper, out comes `page.css` with what stands at a page's edges."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reportgen.model import Paper
from reportgen.writers.html.front import field_text, page_title
from reportgen.writers.html.markup import Html, css_string

LONGEST_TITLE = 90  # characters of a title that a running header has room for, in two lines

EDGES = """\
@media print {{
  @page {{
    @top-left {{ content: {board} "\\a " {date}; white-space: pre-line }}
    @top-center {{ content: {marking} }}
    @top-right {{ content: {title} }}
    @bottom-center {{ content: {marking} }}
  }}
  @page :first {{
    @top-left {{ content: none }}
    @top-center {{ content: none }}
    @top-right {{ content: none }}
  }}
}}
"""


def style_sheet(paper: Paper) -> Html:
    """Return the whole style sheet. The paper's words are in it as escaped strings alone."""
    board, title = field_text(paper, "board"), page_title(paper)
    edges = EDGES.format(
        board=css_string(board),
        date=css_string(field_text(paper, "date")),
        title=css_string(title if len(title) <= LONGEST_TITLE else ""),
        marking=css_string(field_text(paper, "marking")),
    )
    return Html(_house_style() + edges)


@cache
def _house_style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")
