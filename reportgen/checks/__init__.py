"""What is looked at before a paper is written. A check only looks: Paper in, diagnostics out."""

from collections.abc import Callable

from reportgen.checks import structure
from reportgen.diagnostics import Diagnostics
from reportgen.model import Paper

CHECKS: tuple[Callable[[Paper], Diagnostics], ...] = (
    structure.sections_have_headings,
    structure.links_can_be_followed,
)
