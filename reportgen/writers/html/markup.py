"""HTML as text: in go texts and attributes, out comes HTML in which every text is escaped.

`Html` is finished HTML. Any other string is text: it gets into a page by `text` and by attributes
alone, and both escape it.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.characters import clean
from reportgen.patterns import regex

VOID = frozenset({"hr", "br", "img", "meta"})
NO_BREAK = "\u00a0"
# What HTML forbids beyond what XML does: the controls behind ASCII, and what is no character.
_NO_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
                         for plane in range(0x10000, 0x110000, 0x10000))  # fmt: skip
_FORBIDDEN = regex(f"[\x7f-\x9f\ufdd0-\ufdef{_NO_CHARACTERS}]")

Value = str | int | None


class Html(str):
    """Finished HTML."""

    __slots__ = ()


NOTHING = Html("")


def printable(text: str) -> str:
    """Return a text without the characters that HTML forbids; line ends and tabs become spaces."""
    return _FORBIDDEN.sub("", clean(text))


def text(words: str) -> Html:
    """Return a text as it stands between tags, or in an attribute between double quotes."""
    escaped = printable(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html(escaped.replace('"', "&quot;").replace("'", "&#39;"))


def element(tag: str, attributes: Mapping[str, Value] | None = None, *content: Html) -> Html:
    """Return an element. An attribute that is None is left out."""
    shown = "".join(
        f' {name}="{text(str(value))}"'
        for name, value in (attributes or {}).items()
        if value is not None
    )
    return Html(f"<{tag}{shown}>" if tag in VOID else f"<{tag}{shown}>{''.join(content)}</{tag}>")


def lines(*parts: Html) -> Html:
    """Return blocks, each beginning a line of its own."""
    return Html("\n".join(part for part in parts if part))


def framed(content: Html) -> Html:
    """Return blocks on lines of their own, for between two tags."""
    return Html(f"\n{content}\n") if content else NOTHING


def css_string(words: str) -> str:
    """Return a text as a string of a style sheet, with all but plain letters and digits escaped."""
    signs = (s if s.isascii() and s.isalnum() else f"\\{ord(s):06x}" for s in printable(words))
    return f'"{"".join(signs)}"'
