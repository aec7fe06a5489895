"""The text in a piece of HTML, as Python's parser finds it. In: HTML. Out: its text in parts."""

from __future__ import annotations

from html.parser import HTMLParser

from reportgen.patterns import regex

# These stand apart from the text beside them; other tags are in the middle of it.
_APART = regex(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6r]|header|legend|li|main|nav|ol|option|p|pre|script|section|style|summary|"
    "table|tbody|td|textarea|tfoot|th|thead|title|tr|ul"
)


class HtmlText(HTMLParser):
    """Collects in `parts` what is to be seen."""

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
