"""Text in a line: in comes inline content, out come the words of a page with their marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportgen.dates import long_date
from reportgen.links import link_target
from reportgen.model import (
    AmountText,
    Code,
    DateText,
    Emphasis,
    Footnote,
    Inlines,
    LineBreak,
    Link,
    Picture,
    Reference,
    Stated,
    Strikethrough,
    Strong,
    Text,
)
from reportgen.walk import plain
from reportgen.writers.html.anchors import Anchors
from reportgen.writers.html.markup import NO_BREAK, Html, element, text
from reportgen.writers.html.notes import Notes
from reportgen.writers.html.pictures import PictureWriter

SHORT_AMOUNT = 20  # characters of an amount that no line breaks in; one in words may break


class InlineWriter:
    """Writes inline content."""

    def __init__(self, anchors: Anchors, pictures: PictureWriter, notes: Notes) -> None:
        self._anchors = anchors
        self._pictures = pictures
        self._notes = notes
        self._in_link = False
        self._writers: dict[type, Callable[[Any], Html]] = {
            Text: lambda node: text(node.text),
            Emphasis: lambda node: element("em", None, self.write(node.children)),
            Strong: lambda node: element("strong", None, self.write(node.children)),
            Strikethrough: lambda node: element("s", None, self.write(node.children)),
            Stated: lambda node: self.write(node.children),
            Code: lambda node: element("code", None, text(node.text)),
            Link: self._link,
            LineBreak: lambda _: element("br"),
            Picture: self._picture,
            Footnote: self._footnote,
            Reference: self._reference,
            AmountText: lambda node: text(amount_text(node)),
            DateText: _date,
        }

    def write(self, content: Inlines) -> Html:
        """Return the HTML of inline content."""
        return Html("".join([self._inline(node) for node in content]))

    def _inline(self, node: Any) -> Html:
        writer = self._writers.get(type(node))
        return writer(node) if writer else text(plain((node,)))

    def _link(self, node: Link) -> Html:
        target = "" if self._in_link else link_target(node.target)
        if not target:
            return self.write(node.children)
        self._in_link = True
        content = self.write(node.children) or text(target)
        self._in_link = False
        # A picture without a description would leave a link without a name.
        name = None if plain(node.children).strip() or not node.children else target
        shown = {"href": target, "title": node.title or None, "aria-label": name}
        return element("a", shown, content)

    def _picture(self, node: Picture) -> Html:
        return self._pictures.draw(node)

    def _footnote(self, node: Footnote) -> Html:
        note = self._notes.add(node, self._anchors)
        number = text(str(node.number))
        if self._in_link:
            return element("sup", {"id": note.mark}, number)
        shown = {
            "id": note.mark,
            "href": f"#{note.anchor}",
            "role": "doc-noteref",
            "aria-label": f"Footnote {node.number}",
        }
        return element("sup", None, element("a", shown, number))

    def _reference(self, node: Reference) -> Html:
        words = text(NO_BREAK.join(part for part in (node.words, node.number) if part))
        anchor = self._anchors.of(node.label)
        if not anchor or self._in_link or not words:
            return words
        return element("a", {"href": f"#{anchor}"}, words)


def _date(node: DateText) -> Html:
    return element("time", {"datetime": node.day.isoformat()}, text(long_date(node.day)))


def amount_text(node: AmountText) -> str:
    """Return an amount as printed: a short one stays on one line."""
    return node.text.replace(" ", NO_BREAK) if len(node.text) <= SHORT_AMOUNT else node.text
