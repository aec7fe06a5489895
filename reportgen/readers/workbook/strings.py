"""Read the texts that the cells of a workbook share. In: the part. Out: the texts by number.

ECMA-376 part 1, 18.4.8: each is plain, or in runs; readings for the eye (`rPh`) are left out.
"""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from reportgen.readers.workbook.parts import MAIN_PREFIX, parser_of
from reportgen.readers.workbook.values import text_value

ITEM, RUN, TEXT, READING = (f"{MAIN_PREFIX}{name}" for name in ("si", "r", "t", "rPh"))
ESCAPED_UNDERSCORE = "x005F_"  # how Excel writes _ before what would look like a control character


def read_strings(part: IO[bytes]) -> list[str]:
    """Return the texts in their order. Raises `expat.ExpatError` for what is no XML."""
    reading = _Reading(parser_of())
    reading.parser.ParseFile(part)
    return reading.texts


class _Reading:
    """Collects the characters of each text; most texts are one piece."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.texts: list[str] = []
        self.parser = parser
        self._pieces: list[str] = []
        self._is_reading = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, _: object) -> None:
        if name == TEXT:
            if not self._is_reading:
                self.parser.CharacterDataHandler = self._pieces.append
        elif name == ITEM:
            self._pieces.clear()
        elif name == READING:
            self._is_reading = True

    def _end(self, name: str) -> None:
        if name == TEXT:
            self.parser.CharacterDataHandler = None
        elif name == ITEM:
            text = "".join(self._pieces)
            self.texts.append(text_value(text.replace(ESCAPED_UNDERSCORE, "")))
        elif name == READING:
            self._is_reading = False
