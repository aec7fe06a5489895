"""What is said of a Word file while it is carried: one warning for a kind, with its first words."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.source import Source

LONGEST = 60
MOST = 3


class Problems:
    """The faults met in one file. A Word file has no lines, so they name what they are about."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._hyperlinks: dict[str, None] = {}
        self._linked: dict[str, None] = {}
        self._left_out: dict[str, None] = {}
        self._dangling: dict[str, None] = {}

    def hyperlink(self, address: str) -> None:
        """Note a link to what is no web page, mail address or telephone number."""
        self._hyperlinks[address] = None

    def linked(self, what: str, address: str) -> None:
        """Note what the file shows and does not hold: `a picture`, and where it is."""
        self._linked[f"{what} ({_short(address)})" if address else what] = None

    def left_out(self, what: str) -> None:
        """Note what the file holds and the paper cannot: `a control`."""
        self._left_out[what] = None

    def dangling(self, bookmark: str) -> None:
        """Note the name of a bookmark that is referred to and not there."""
        self._dangling[bookmark] = None

    def diagnostics(self) -> Diagnostics:
        """Return everything there is to say."""
        return tuple(self._all())

    def _all(self) -> list[Diagnostic]:
        found = []
        if self._hyperlinks:
            message = f"links of the Word file become plain text: {_list(self._hyperlinks)}"
            hint = "a paper links to web pages, mail addresses and telephone numbers only"
            found.append(warning("word-hyperlink", message, self._source, hint))
        if self._linked:
            message = f"the Word file shows what is not in it: {_list(self._linked)}"
            hint = (
                "nothing is fetched, so a description or the last result stands in its place; "
                "to keep it, break the link in Word: File, Info, Edit Links to Files"
            )
            found.append(warning("word-linked", message, self._source, hint))
        if self._left_out:
            message = f"part of the Word file is left out: {_list(self._left_out)}"
            hint = "where it matters, put a picture or plain text in its place, and save it again"
            found.append(warning("word-not-carried", message, self._source, hint))
        if self._dangling:
            message = f"the Word file refers to bookmarks not in it: {_list(self._dangling)}"
            hint = "what it last showed is kept as plain text; see that it is still right"
            found.append(warning("word-bookmark", message, self._source, hint))
        return found


def _list(items: dict[str, None]) -> str:
    named = [_short(item) for item in items][:MOST]
    more = len(items) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
