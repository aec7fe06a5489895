"""Checks on how a paper is made up: its sections, and where its links lead."""

from __future__ import annotations

from reportgen import walk
from reportgen.diagnostics import Diagnostics, warning
from reportgen.labels import slug
from reportgen.links import SCHEMES
from reportgen.model import Heading, Link, Paper, Section

HINT = "begin the file with a line such as: # Purpose of report"


def required_sections_are_there(paper: Paper) -> Diagnostics:
    """Report the sections that a paper of this kind must have and this one has not.

    A section counts by the name of its file or by how its heading begins.
    """
    names = [slug(text) for section in paper.sections for text in (section.name, _title(section))]
    return tuple(
        warning(
            "missing-section",
            f'the kind {paper.kind.name} needs a section "{required}", and this paper has none',
            paper.source,
            f"add {required}.md; where nothing arises, let it say so",
        )
        for required in paper.kind.required_sections
        if not any(name.startswith(slug(required)) for name in names)
    )


def _title(section: Section) -> str:
    first = section.blocks[0] if section.blocks else None
    return walk.heading_text(first) if isinstance(first, Heading) else ""


def sections_have_headings(paper: Paper) -> Diagnostics:
    """Report a section without text, or one that does not begin with its heading."""
    return tuple(
        warning("section-heading", message, section.source, HINT)
        for section in paper.sections
        if (message := _heading_problem(section))
    )


def _heading_problem(section: Section) -> str:
    if not section.blocks:
        return "this section is empty"
    first = section.blocks[0]
    if not isinstance(first, Heading) or first.level != 1:
        return "this section does not begin with its heading"
    return ""


def links_can_be_followed(paper: Paper) -> Diagnostics:
    """Report links that a reader of the built paper could not follow; their text is printed."""
    return tuple(
        warning(
            "link-target",
            f'the link "{walk.plain(link.children)}" leads to "{link.target}", '
            "which a reader of the paper cannot open",
            link.source,
            _link_hint(link.target),
        )
        for link in walk.each(paper, Link)
        if link.target.partition(":")[0].lower() not in SCHEMES
    )


def _link_hint(target: str) -> str:
    if target.startswith("#"):
        return "give the heading there a label, {#sec-plan}, and write @sec-plan"
    return "write the whole address, beginning with https://"
