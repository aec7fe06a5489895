"""Type faces. In: the name of a font. Out: whether it has serifs, or sets code."""

from __future__ import annotations

import re

from reportgen.patterns import regex

SERIF = regex(
    r"times|georgia|cambria|garamond|palatino|bookman|century(?! gothic)|constantia|baskerville"
    r"|bodoni|caslon|didot|minion|rockwell|roman|(?<!sans )(?<!sans)\bserif|book antiqua|goudy"
    r"|perpetua|calisto|footlight|high tower|elephant|sitka|charter|noto serif|dejavu serif",
    re.I,
)
MONOSPACED = regex(
    r"courier|consolas|menlo|monaco|lucida console|\bmono\b|monospace|source code|cascadia"
    r"|typewriter|mono$|\bcode\b",
    re.I,
)


def is_serif(font: str) -> bool:
    """Tell whether a font is one of those with serifs that come with Office and LibreOffice."""
    return bool(SERIF.search(font)) and not is_monospaced(font)


def is_monospaced(font: str) -> bool:
    """Tell whether a font is one that code is set in."""
    return bool(MONOSPACED.search(font))
