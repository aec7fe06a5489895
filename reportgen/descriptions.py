"""Texts that stand for something else: of pictures, of links. Out: whether they say anything.

What a screen reader says in the place of a picture, or in a list of the links of a page, has to
make sense by itself (WCAG 2.2: 1.1.1 and 2.4.4).
"""

from __future__ import annotations

import re

from reportgen.patterns import regex

LONGEST_ALT = 150  # letters; what is longer belongs into the text beside the picture
LONGEST_ADDRESS = 40  # letters of an address that somebody can still listen to

_FILE_NAME = regex(r"[^/\\:\n]{0,200}\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic|pdf)", re.I)
_KIND = regex(
    r"(an? |the )?(picture|image|img|pic|photo|graphic|graph|chart|diagram|figure|logo|screenshot"
    r"|icon|shape|object|placeholder|table|alt text|drawing|text box|rectangle)?[ _-]?\d*",
    re.I,
)
_EMPTY_LINK = regex(
    r"(please )?((click|see|read|press|tap|look)( it)? )?(here|this|this (link|page|site|website)"
    r"|link|the link|more|read more|more information|find out more|see more|learn more|details"
    r"|more details|further information|download|website|web page|click|continue|go)( here)?",
    re.I,
)
_ADDRESS = regex(r"(https?://|www\.)\S+", re.I)


def alt_says_nothing(alt: str) -> bool:
    """Tell whether an alternative text is the name of a file, or no more than "Picture 3"."""
    text = alt.strip().rstrip(".")
    return bool(text) and bool(_FILE_NAME.fullmatch(text) or _KIND.fullmatch(text))


def link_says_nothing(text: str) -> bool:
    """Tell whether a link's text is "here" or the like, or a long address."""
    words = " ".join(text.split()).strip("[]().,:;>»→ ")
    if not words:
        return False
    long_address = len(words) > LONGEST_ADDRESS and _ADDRESS.fullmatch(words)
    return bool(_EMPTY_LINK.fullmatch(words) or long_address)


def letters_are_capitals(text: str, least: int) -> bool:
    """Tell whether a text of at least so many words with letters is in capitals throughout."""
    if text.upper() != text:
        return False
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return len(words) >= least
