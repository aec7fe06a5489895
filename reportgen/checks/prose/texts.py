"""The texts of a paper that somebody typed for it: a paper in, texts with their lines out.

What comes from a workbook or a Word file, and what a pass has put in, was not typed for it. Nor is
guidance a text of the paper: it is blanked out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.prose.guidance import Part, without_guidance
from reportgen.model import Appendix, Paper, Person, Stated, Strikethrough, Text
from reportgen.patterns import regex
from reportgen.source import NOWHERE, Source
from reportgen.usage import once_a_paper
from reportgen.walk import CHILDREN, Node, typed_fields

WORD = regex(r"\S+")
# Web and mail addresses are no prose, and their figures mean something else.
OF_ADDRESS = ("://", "www.", "@")
BLANK = "\ufffc"
HELD = frozenset(CHILDREN) | {Text}


class TypedText(Struct, frozen=True):
    """A text and where it was typed. `lines` are those of `Text`.

    Its amounts need no source when it is marked as stated, or struck out. Web and mail addresses
    are blanked out, place for place.
    """

    text: str
    source: Source
    lines: tuple[tuple[int, int], ...] = ()
    needs_source: bool = True

    def source_at(self, place: int) -> Source:
        """Return the file and line that the character at `place` was typed on."""
        at = bisect_right(self.lines, place, key=lambda entry: entry[0])
        return replace(self.source, line=self.lines[at - 1][1]) if at else self.source


def typed_texts(paper: Paper) -> Iterator[TypedText]:
    """Yield the texts of the Markdown files: of paragraphs, headings, lists, tables, notes."""
    for _, texts in _by_part(paper):
        yield from texts


def fields_and_texts(paper: Paper) -> Iterator[TypedText]:
    """Yield the texts of the manifest's fields, then those of the Markdown files and titles."""
    for item in paper.fields:
        for text in _words(item.value):
            yield _typed(text, item.source)
    for part, texts in _by_part(paper):
        if isinstance(part, Appendix):
            yield from _title(part)
        yield from texts


@once_a_paper
def _by_part(paper: Paper) -> tuple[tuple[Part, tuple[TypedText, ...]], ...]:
    return tuple((part, tuple(_texts(part))) for part in without_guidance(paper))


def _title(appendix: Appendix) -> Iterator[TypedText]:
    """Yield a title that was given in the manifest; one in Markdown is a text like any other."""
    for node in appendix.title:
        if isinstance(node, Text) and not node.lines:
            yield _typed(node.text, appendix.source)


def _words(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Person(name=name, role=role):
            yield from (name, role)
        case tuple():
            yield from (item for item in value if isinstance(item, str))


def _texts(part: Part) -> Iterator[TypedText]:
    """Yield the typed texts of a part in order, with the source of the nearest node with one."""
    waiting: list[tuple[Node, Source, bool]] = [(part, NOWHERE, True)]
    while waiting:
        node, source, needs_source = waiting.pop()
        kind = type(node)
        if kind is Text:
            if node.lines:
                yield _typed(node.text, source, node.lines, needs_source=needs_source)
            continue
        source = getattr(node, "source", source)
        needs_source = needs_source and kind not in (Stated, Strikethrough)
        for name in reversed(typed_fields(node)):
            value = getattr(node, name)
            children = reversed(value) if type(value) is tuple else (value,)
            waiting += [(child, source, needs_source) for child in children if type(child) in HELD]


def _typed(
    text: str,
    source: Source,
    lines: tuple[tuple[int, int], ...] = (),
    *,
    needs_source: bool = True,
) -> TypedText:
    return TypedText(_without_addresses(text), source, lines, needs_source)


def _without_addresses(text: str) -> str:
    if not any(part in text for part in OF_ADDRESS):
        return text
    return WORD.sub(lambda word: _blank_address(word.group()), text)


def _blank_address(word: str) -> str:
    return BLANK * len(word) if any(part in word for part in OF_ADDRESS) else word
