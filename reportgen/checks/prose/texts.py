"""The texts of a paper that somebody typed for it: a paper in, texts with their lines out.

What comes from a workbook or a Word file, and what a pass has put in, was not typed for it. Nor is
guidance a text of the paper: it is blanked out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.prose.guidance import without_guidance
from reportgen.checks.prose.parts import Prose
from reportgen.model import Appendix, Paper, Person, Text
from reportgen.patterns import regex
from reportgen.source import Source

WORD = regex(r"\S+")
# Web and mail addresses are no prose, and their figures mean something else.
OF_ADDRESS = ("://", "www.", "@")
BLANK = "\ufffc"
# Tells whether a text may hold what a check looks for.
MayHold = Callable[[str], bool]


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


def typed_texts(paper: Paper, may_hold: MayHold) -> Iterator[TypedText]:
    """Yield the texts of the Markdown files that may hold something.

    They are those of paragraphs, headings, lists, tables, notes.
    """
    for prose in without_guidance(paper):
        yield from _texts(prose, may_hold)


def fields_and_texts(paper: Paper, may_hold: MayHold) -> Iterator[TypedText]:
    """Yield the texts that may hold something, of the manifest's fields and of the Markdown."""
    for item in paper.fields:
        for text in filter(may_hold, _words(item.value)):
            yield _typed(text, item.source)
    for prose in without_guidance(paper):
        if isinstance(prose.part, Appendix):
            yield from (text for text in _title(prose.part) if may_hold(text.text))
        yield from _texts(prose, may_hold)


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


def _texts(prose: Prose, may_hold: MayHold) -> Iterator[TypedText]:
    """Yield the typed texts of a part in order, with the source of the nearest node with one."""
    for text, source, needs_source in prose.texts if may_hold(prose.words) else ():
        if text.lines and may_hold(text.text):
            yield _typed(text.text, source, text.lines, needs_source=needs_source)


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
