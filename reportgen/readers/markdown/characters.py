"""The characters of a text: which may stand in a Word file, and stand-ins for some of them.

The stand-ins are Unicode noncharacters (U+FDD0 and on). No text can hold one once it is clean,
so that none is ever printed.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from urllib.parse import quote

from reportgen.diagnostics import Diagnostic, warning
from reportgen.patterns import regex
from reportgen.source import Source

NO_PIPES = {ord("|"): 0xFDD0}
PIPE = {0xFDD0: ord("|")}

# Written with a backslash, or in a web address, these mean themselves and nothing else.
LITERAL = {ord(char): 0xFDD1 + place for place, char in enumerate("&\"'-.{*[")}
NO_EMPHASIS = {ord("*"): 0xFDE0, ord("_"): 0xFDE1}
AS_WRITTEN = {
    stand_in: char for table in (LITERAL, NO_PIPES, NO_EMPHASIS) for char, stand_in in table.items()
}
_STAND_IN = regex("[\ufdd0-\ufdef]")
_IN_ADDRESS = {quote(chr(stand_in)): chr(char) for stand_in, char in AS_WRITTEN.items()}

_ORDINARY = bytes(range(ord(" "), ord("~") + 1)) + b"\t\n"
_SPACES = regex("[\x0b\x0c\x85\u2028\u2029]")
_WIDE = regex("[ \t]{200,}")
_CONTROL = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{0,40}));")


def clean(text: str, path: str, first_line: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text with plain line ends and without control characters, one warning a line.

    Lines stay lines. A byte order mark goes, and of hundreds of blanks in a row most go.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "  " in text or "\t" in text:
        text = _WIDE.sub(" " * 200, text)
    if _is_ordinary(text) or not _CONTROL.search(text):
        return text, ()
    problems = tuple(
        _control_characters(found, Source(path, line))
        for line, content in enumerate(text.split("\n"), first_line)
        if (found := _CONTROL.findall(content))
    )
    return printable(text), problems


def _is_ordinary(text: str) -> bool:
    """Tell in a fraction of a pattern's time that a text has only what English is typed with."""
    return text.isascii() and not text.encode("ascii").translate(None, _ORDINARY)


def _control_characters(found: list[str], source: Source) -> Diagnostic:
    names = ", ".join(sorted({f"U+{ord(char):04X}" for char in found}))
    return warning(
        "control-character",
        f"this line holds characters that cannot be printed ({names}); they are left out",
        source,
        "they often come with text copied from a PDF; type the words around them again",
    )


def as_written(text: str) -> str:
    """Return the text with what it was typed with for the stand-ins."""
    if text.isascii() or not _STAND_IN.search(text):
        return text
    return text.translate(AS_WRITTEN)


def address(url: str) -> str:
    """Return a percent-encoded web address with what it was typed with for the stand-ins."""
    for encoded, char in _IN_ADDRESS.items() if "%EF%B7" in url else ():
        url = url.replace(encoded, char)
    return url


def printable(text: str) -> str:
    """Return the text without characters that a Word file cannot hold (XML 1.0, section 2.2)."""
    return _CONTROL.sub("", _SPACES.sub(" ", text))


def decode(text: str) -> str:
    """Return the text with its entities (`&pound;`, `&#163;`) as characters, decoded once."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    # The characters alone are looked at: the stand-ins in the text around them have to stay.
    name = entity.group(1)
    char = html5.get(f"{name};", entity.group()) if name else html.unescape(entity.group())
    return printable(char)
