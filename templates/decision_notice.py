"""The words and tags of a decision notice's template, with room to sign."""

from __future__ import annotations

from collections.abc import Iterator

import frame_xml as frame
import house_look as house
from frame_xml import Template

from reportgen.writers.word import styles as ids


def blocks() -> Iterator[str]:
    """Yield the body: front block, contents, sections, lists of papers, signature, appendices."""
    yield from frame.classification()
    yield frame.paragraph("Eyebrow", *NUMBERED)
    yield frame.title()
    yield from frame.person("Decision maker", "decision_maker")
    yield from frame.day("Date of decision", "date")
    yield from frame.day("Published", "published")
    yield from frame.fact("Urgency", "urgency")
    yield from frame.person("Report of", "author")
    yield from frame.contact()
    yield from map(frame.slot, ("contents", "body"))
    yield from frame.listed("Background papers", "background_papers")
    yield from frame.listed("Cleared by", "cleared_by")
    yield from signature()
    yield frame.slot("appendices")


NUMBERED = ("Decision notice", "{% if reference %}", " ", "{{ reference }}", "{% endif %}")


def signature() -> Iterator[str]:
    """Yield a line to sign on, with who signs beneath it, and a line for the day.

    The decision maker signs where the paper names nobody else.
    """
    other = "signatory if signatory.name or signatory.role else decision_maker"
    yield frame.paragraph(ids.BODY, "{%p set signer = " + other + " %}")
    who = "signer.name or signer.role"
    name = frame.paragraph("Signatory", frame.run(frame.tag(who), "Strong"))
    yield from frame.when(who, line_for("Signed"), name)
    role = frame.paragraph("Signatory", "{{ signer.role }}")
    yield from frame.when("signer.name and signer.role", role)
    yield from frame.when(who, line_for("Date"))


def line_for(label: str) -> str:
    return frame.paragraph("SignatureLine", frame.run(label, "FactLabel"))


TEMPLATE = Template(
    document=frame.document(blocks()),
    running_header=frame.running_header(NUMBERED, "(reference ~ title) | length < 70"),
    creator="author.name or author.role",
    styles=(*house.EYEBROW, *house.SIGNATURE),
)
