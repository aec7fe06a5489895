"""Read a large part in pieces. In: its bytes, and a parser. Out: pieces to one or the other of two.

What most programs write is so plain that a pattern reads it in a third of the time that a parser
takes. Each piece is offered to `plain`, and what that refuses, the parser gets: to the parser the
part looks as if the plain pieces were not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from reportgen.patterns import regex

PIECE = 64_000  # bytes, about; one odd cell gives so many to the parser

# How programs begin a part whose bytes a pattern can go by.
USUAL_HEAD = regex(
    r"""(?:<\?xml\ version="1\.0"\ encoding="(?i:utf-8)"(?:\ standalone="(?:yes|no)")?\ ?\?>\s*)?
    <[a-zA-Z]""",
    re.VERBOSE,
)
LONGEST_HEAD = 200
# Characters of a text that is as it stands: no markup, no control character, none XML has not.
AS_IT_STANDS = "[^<>&\x00-\x1f\ufffe\uffff]*+"


def read_pieces(
    data: bytes,
    parser: expat.XMLParserType,
    begin: bytes,
    end: bytes,
    plain: Callable[[str], bool],
) -> None:
    """Offer what stands between the tag `begin` and the last `end` to `plain`, piece by piece.

    A piece ends in `end`. `plain` returns whether it has read it; else it must have read nothing.
    Raises `expat.ExpatError` for what is no XML, and ValueError for what is no UTF-8.
    """
    first, last = data.find(begin), data.rfind(end)
    if not 0 <= first < last or not _is_usual(data):
        parser.Parse(data, True)
        return
    at, last = data.find(b">", first) + 1, last + len(end)
    parser.Parse(data[:at], False)
    while at < last:
        there = data.find(end, at + PIECE, last)
        stop = last if there < 0 else there + len(end)
        piece = data[at:stop]
        if not plain(piece.decode()):
            parser.Parse(piece, False)
        at = stop
    parser.Parse(data[last:], True)


def _is_usual(data: bytes) -> bool:
    """Tell a part in UTF-8 without anything in which a tag would be no tag: comments, CDATA."""
    head = data[:LONGEST_HEAD].decode("ascii", "replace")
    return bool(USUAL_HEAD.match(head)) and b"<!" not in data and data.rfind(b"<?") <= 0
