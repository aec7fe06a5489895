"""What is looked at before a paper is written. A check only looks: Paper in, diagnostics out."""

from collections.abc import Callable

from reportgen.checks import references, structure
from reportgen.diagnostics import Diagnostics
from reportgen.model import Paper

CHECKS: tuple[Callable[[Paper], Diagnostics], ...] = (
    structure.required_sections_are_there,
    structure.sections_have_headings,
    structure.links_can_be_followed,
    references.labels_are_used,
    references.appendices_are_referred_to,
    references.appendices_come_in_order,
)
