"""How much room words take in a drawing: words in, their width and their lines out.

Nobody knows the reader's font: widths are those of Arial, rounded up.
"""

from __future__ import annotations

import unicodedata

from reportgen.writers.html.markup import printable

LETTER = 15  # the size of letters
LINE = 20.0  # from one line to the next
NARROW = frozenset("ijltfrI.,:;'|!()[]/- ")
WIDE = frozenset("mwMWQOGDHNU%&@…—")


def width_of(words: str) -> float:
    """Return the width of words in pixels, at the most."""
    return sum(map(_width, printable(words))) * LETTER


def cut(words: str, room: float) -> str:
    """Return words that fit into the room, the last of them cut off if they have to be."""
    words = " ".join(printable(words).split())
    if width_of(words) <= room:
        return words
    while words and width_of(words + "…") > room:
        words = words[:-1]
    return f"{words.rstrip()}…" if words.strip() else ""


def wrapped(words: str, room: float, most: int) -> list[str]:
    """Return words as lines that fit into the room, `most` of them; what is over is cut off."""
    rest = " ".join(printable(words).split())[: int(room)]
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        line = _first_line(rest, room)
        if not line:
            break
        lines.append(line)
        rest = rest[len(line) :].strip()
    last = cut(rest, room)
    return [*lines, last] if last else lines


def _first_line(words: str, room: float) -> str:
    """Return as many words as fit, "" where not even the first one does."""
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if width_of(longer) > room:
            break
        line = longer
    return line


def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if letter in WIDE or letter.isupper():
        return 1.0 if letter in WIDE else 0.75
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2FF:
        return 1.3
    return 0.6
