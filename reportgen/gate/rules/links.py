"""Rule on links: their text says where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.descriptions import link_says_nothing
from reportgen.diagnostics import Diagnostics, warning
from reportgen.gate.document import Document
from reportgen.gate.fields import fields
from reportgen.readers.word.xml import each

HINT = (
    "in Word, right-click it, Edit Hyperlink, Text to display: name what it leads to, such as "
    '"Commissioning strategy 2022"'
)


def links_say_where_they_lead(document: Document) -> Diagnostics:
    """Report links called "here" or by a long address.

    WCAG 2.4.4, here by the text alone: many people have the links of a page read out as a list.
    """
    return tuple(
        warning("link-text", f'a link is called "{text[:80]}"', document.source, HINT)
        for text in _texts(document)
        if link_says_nothing(text)
    )


def _texts(document: Document) -> Iterator[str]:
    for root in document.roots.values():
        for node in each(root, "w:hyperlink"):
            yield "".join(item.text or "" for item in each(node, "w:t"))
        yield from (field.text for field in fields(root) if field.kind == "HYPERLINK")
