"""The words and tags of the template for an answer to a request for information.

It never prints who asked. The due day, the working days and the timeliness come from the clock of
the kind, not from the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator

import frame_xml as frame
import house_look as house
from frame_xml import Template


def blocks() -> Iterator[str]:
    """Yield the body: front block, questions and answers, attachments, sign-off, appendices."""
    yield from frame.classification()
    yield frame.paragraph("Eyebrow", *EYEBROW)
    yield frame.title()
    yield from facts()
    yield from map(frame.slot, ("contents", "body"))
    yield from frame.listed("Attached", "attachments")
    yield from frame.sign_off("signatory")
    yield frame.slot("appendices")


# The law without its year, and without "Act": Freedom of Information response.
EYEBROW = (
    "{% if regime %}",
    "{{ regime | replace(' Act 2000', '') | replace(' 2004', '') }}",
    " response",
    "{% else %}",
    "Response to a request for information",
    "{% endif %}",
)


def facts() -> Iterator[str]:
    yield from frame.fact("Reference", "reference")
    yield from frame.day("Request received", "received")
    yield from frame.day("Clarified", "clarified")
    yield from frame.day("Time extended to", "extended_to")
    yield from frame.day("Due", "due")
    late = ("{% if timeliness %}", ", ", "{{ timeliness }}", "{% endif %}")
    yield from frame.day("Response sent", "responded", *late)
    yield from frame.fact("Working days", "working_days")
    yield from frame.day("Published", "published")
    yield from frame.fact("Outcome", "outcome")
    yield from frame.fact("Category", "category")
    yield from frame.contact()


REFERENCE = ("{% if reference %}", "Reference ", "{{ reference }}", "{% endif %}")

TEMPLATE = Template(
    document=frame.document(blocks()),
    running_header=frame.running_header(REFERENCE, "(reference ~ title) | length < 75"),
    creator="signatory.name or signatory.role",
    styles=house.EYEBROW,
)
