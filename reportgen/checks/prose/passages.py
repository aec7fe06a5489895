"""The texts of a section or an appendix: a part of a paper in, its passages out.

A check that goes through thousands of texts most often finds nothing in any of them. So all words
of a part are looked at together first, then those of a passage, and then those of each text.
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


class Passage(Struct, frozen=True):
    """A title or a block with all below it, but for what was read from a sheet.

    `words` are its texts and the alternative texts of its pictures.
    """

    nodes: tuple[Node, ...]
    texts: tuple[PlacedText, ...]
    words: str
    has_amounts: bool


class Prose(Struct, frozen=True):
    """A part, its passages in order, and the words of all of them."""

    part: Part
    passages: tuple[Passage, ...]
    words: str

    @property
    def has_brackets(self) -> bool:
        return "[" in self.words


def prose_of(part: Part) -> Prose:
    """Return a part with its passages."""
    contents: list[tuple[Node, ...]] = [(block,) for block in part.blocks]
    if isinstance(part, Appendix):
        contents.insert(0, part.title)
    passages = tuple([_passage(nodes, part.source) for nodes in contents])
    return Prose(part, passages, "\n".join([passage.words for passage in passages]))


def _passage(nodes: tuple[Node, ...], source: Source) -> Passage:
    texts: list[PlacedText] = []
    others: list[AmountText | Picture] = []
    _gather(nodes, source, True, texts, others)
    words = [text.text for text, _, _ in texts]
    words += [node.alt for node in others if isinstance(node, Picture)]
    has_amounts = any(isinstance(node, AmountText) for node in others)
    return Passage(nodes, tuple(texts), "\n".join(words), has_amounts)


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
        elif kind is AmountText or kind is Picture:
            others.append(node)
        elif kind in CHILDREN:
            here = getattr(node, "source", source)
            needs = needs_source and kind is not Stated and kind is not Strikethrough
            for name in typed_fields(node):
                below = getattr(node, name)
                _gather(below if type(below) is tuple else (below,), here, needs, texts, others)
