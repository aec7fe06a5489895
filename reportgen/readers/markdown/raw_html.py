"""The text of raw HTML: what a reader of the page would see of it."""

from __future__ import annotations

import re
from html import unescape

from reportgen.patterns import regex

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
    from reportgen.readers.markdown.html_text import HtmlText  # few papers have any HTML

    reader = HtmlText()
    try:
        reader.feed(without_comments(html))
        reader.close()
    except AssertionError:  # html.parser gives up on some broken declarations, `<![x`
        return unescape(_TAG.sub(" ", html))
    return "".join(reader.parts)
