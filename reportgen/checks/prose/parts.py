"""The texts of a section or an appendix: a part of a paper in, its texts with their words out.

A check that goes through thousands of texts most often finds nothing in any of them. So the words
of a part are looked at together first, and only where they may hold something each text.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from reportgen.model import AmountText, Appendix, Picture, Section, Stated, Strikethrough, Text
from reportgen.source import Source
from reportgen.walk import CHILDREN, Node, typed_fields

Part = Section | Appendix
# A text, the source of the nearest node with one, and whether its amounts need a source.
PlacedText = tuple[Text, Source, bool]


class Prose(Struct, frozen=True):
    """A part with its texts in order, but for what was read from a sheet.

    `words` are its texts and the alternative texts of its pictures.
    """

    part: Part
    texts: tuple[PlacedText, ...]
    words: str
    has_amounts: bool

    @property
    def has_brackets(self) -> bool:
        return "[" in self.words


def prose_of(part: Part) -> Prose:
    """Return a part with its texts."""
    texts: list[PlacedText] = []
    others: list[AmountText | Picture] = []
    _gather((part,), part.source, True, texts, others)
    words = [text.text for text, _, _ in texts]
    words += [node.alt for node in others if isinstance(node, Picture)]
    has_amounts = any(isinstance(node, AmountText) for node in others)
    return Prose(part, tuple(texts), "\n".join(words), has_amounts)


def _gather(
    nodes: Iterable[Node],
    source: Source,
    needs_source: bool,
    texts: list[PlacedText],
    others: list[AmountText | Picture],
) -> None:
    for node in nodes:
        kind = type(node)
        if kind is Text:
            texts.append((node, source, needs_source))
        elif kind in CHILDREN:
            here = getattr(node, "source", source)
            needs = needs_source and kind is not Stated and kind is not Strikethrough
            for name in typed_fields(node):
                below = getattr(node, name)
                _gather(below if type(below) is tuple else (below,), here, needs, texts, others)
        elif kind is AmountText or kind is Picture:
            others.append(node)
