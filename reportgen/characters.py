"""Characters that a file can hold. In: any text. Out: the text without those that XML forbids."""

from __future__ import annotations

from reportgen.patterns import regex

# What XML 1.0 cannot hold, and what a line of text has no use for.
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = regex("[\t\n\r]+")
_ODD = regex("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text that XML can hold: tabs and line ends become spaces, control characters go."""
    if not _ODD.search(text):
        return text
    return _ILLEGAL.sub("", _BREAKS.sub(" ", text))
