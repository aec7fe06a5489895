"""The words and tags of a disclosure log's template, on its side: it holds a wide table."""

from __future__ import annotations

from collections.abc import Iterator

import frame_xml as frame
import house_look as house
from frame_xml import LANDSCAPE, Template


def blocks() -> Iterator[str]:
    """Yield the body: front block, contents, sections, appendices."""
    yield from frame.classification()
    yield from frame.when("office", frame.paragraph("Eyebrow", "{{ office }}"))
    yield frame.title()
    yield from frame.fact("Period", "period")
    yield from frame.day("Updated on", "updated")
    yield from frame.contact()
    yield from map(frame.slot, ("contents", "body", "appendices"))


TEMPLATE = Template(
    document=frame.document(blocks(), LANDSCAPE),
    running_header=frame.running_header(
        ("{{ office }}",), "(office ~ title) | length < 130", LANDSCAPE
    ),
    creator="office",
    styles=house.EYEBROW,
    page=LANDSCAPE,
)
