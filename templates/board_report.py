"""The words and tags of a board report's template: what stands where."""

from __future__ import annotations

from collections.abc import Iterator

import frame_xml as frame
import house_look as house
from frame_xml import Template


def blocks() -> Iterator[str]:
    """Yield the body: front block, contents, sections, sign-off, lists of papers, appendices."""
    yield from frame.classification()
    yield from frame.when("board", frame.paragraph("BoardName", "{{ board }}"))
    item = ("{% if agenda_item %}", ", agenda item ", "{{ agenda_item }}", "{% endif %}")
    meeting = frame.paragraph("MeetingDetails", "{{ date | long_date }}", *item)
    yield from frame.when("date", meeting)
    yield frame.title()
    yield from frame.person("Report of", "author")
    yield from frame.fact("Purpose", "purpose")
    yield from frame.fact("Wards affected", "wards")
    yield from frame.contact()
    yield from map(frame.slot, ("contents", "body"))
    yield from frame.sign_off("author")
    yield from frame.listed("Background papers", "background_papers")
    yield from frame.listed("Cleared by", "cleared_by")
    yield frame.slot("appendices")


COMMA = ("{% if board and date %}", ", ", "{% endif %}")

TEMPLATE = Template(
    document=frame.document(blocks()),
    running_header=frame.running_header(
        ("{{ board }}", *COMMA, "{{ date | long_date }}"), "(board ~ title) | length < 80"
    ),
    creator="author.name or author.role",
    styles=house.BOARD_AND_DATE,
)
