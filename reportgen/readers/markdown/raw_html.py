"""The text of raw HTML: what a reader of the page would see of it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from reportgen.patterns import regex

# These stand apart from the text beside them; other tags are in the middle of it.
_APART = regex(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6r]|header|legend|li|main|nav|ol|option|p|pre|script|section|style|summary|"
    "table|tbody|td|textarea|tfoot|th|thead|title|tr|ul"
)
_TAG = regex(r"<[^<>]*>")
_LONGEST = 4_000  # html.parser takes too long over much broken HTML
BREAK = regex(r"<br\s*/?>", re.I)
_INSERT = regex(r"<insert\b[^<>]*>", re.I)


def without_comments(html: str) -> str:
    """Return the HTML without its comments, which are the authors' notes to themselves."""
    parts, place = [], 0
    while (start := html.find("<!--", place)) >= 0:
        # `<!-->` and `<!--->` are whole comments; one that never ends goes to the end of the text
        end = html.find("-->", start + 2)
        parts.append(html[place:start])
        place = end + 3 if end >= 0 else len(html)
    return "".join((*parts, html[place:]))


def has_tags(html: str) -> bool:
    """Return whether there are tags in it; `<insert name>` is none, but words still to be put."""
    return "<" in _INSERT.sub("", html)


def text_of_html(html: str) -> str:
    """Return the text of a piece of HTML: tags dropped, pictures as their alternative text."""
    if len(html) > _LONGEST:
        return unescape(_TAG.sub(" ", without_comments(html)))
    reader = _Reader()
    try:
        reader.feed(without_comments(html))
        reader.close()
    except AssertionError:  # html.parser gives up on some broken declarations, `<![x`
        return unescape(_TAG.sub(" ", html))
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._space(tag)
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag == "insert":
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._space(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def unknown_decl(self, data: str) -> None:
        self.parts.append(data.removeprefix("CDATA["))

    def _space(self, tag: str) -> None:
        if _APART.fullmatch(tag):
            self.parts.append(" ")
