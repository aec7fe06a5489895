"""Read the texts that the cells of a workbook share. In: the part. Out: the texts by number.

ECMA-376 part 1, 18.4.8: each is plain, or in runs; readings for the eye (`rPh`) are left out. Plain
ones are read by a pattern (`pieces`), all others by expat.
"""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from reportgen.patterns import regex
from reportgen.readers.workbook.parts import MAIN_PREFIX, parser_of
from reportgen.readers.workbook.pieces import AS_IT_STANDS, read_pieces
from reportgen.readers.workbook.values import text_value

TEXTS, ITEM, RUN, TEXT, READING = (
    f"{MAIN_PREFIX}{name}" for name in ("sst", "si", "r", "t", "rPh")
)
PLAIN_ITEM = regex(rf'<si><t(?: xml:space="preserve")?>({AS_IT_STANDS})</t></si>')
ESCAPED_UNDERSCORE = "x005F_"  # how Excel writes _ before what would look like a control character


def read_strings(part: IO[bytes]) -> list[str]:
    """Return the texts in their order. Raises `expat.ExpatError` for what is no XML."""
    reading = _Reading(parser_of())
    read_pieces(part.read(), reading.parser, b"<sst ", b"</si>", reading.plain)
    return reading.texts


class _Reading:
    """Collects the characters of each text; most texts are one piece."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.texts: list[str] = []
        self.parser = parser
        self._pieces: list[str] = []
        self._is_reading = False
        self._is_in_texts = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def plain(self, piece: str) -> bool:
        """Read texts that are all plain; return False where one is not, and read none."""
        parts = PLAIN_ITEM.split(piece)
        if not self._is_in_texts or any(parts[::2]):
            return False
        texts = parts[1::2]
        self.texts += map(_text, texts) if "_x00" in piece else texts
        return True

    def _start(self, name: str, _: object) -> None:
        if name == TEXT:
            if not self._is_reading:
                self.parser.CharacterDataHandler = self._pieces.append
        elif name == ITEM:
            self._pieces.clear()
        elif name == READING:
            self._is_reading = True
        elif name == TEXTS:
            self._is_in_texts = True

    def _end(self, name: str) -> None:
        if name == TEXT:
            self.parser.CharacterDataHandler = None
        elif name == ITEM:
            self.texts.append(_text("".join(self._pieces)))
        elif name == READING:
            self._is_reading = False


def _text(text: str) -> str:
    return text_value(text.replace(ESCAPED_UNDERSCORE, ""))
