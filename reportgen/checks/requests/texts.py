"""All that a paper publishes in words: a paper in, texts with their places out.

Unlike what is typed in its text, it takes in addresses, alternative texts, tables from workbooks,
the names of files, and Word files that are carried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from reportgen import walk
from reportgen.carried_texts import carried_texts
from reportgen.model import (
    Appendix,
    BlockQuote,
    Chart,
    CodeBlock,
    Figure,
    Heading,
    Inlines,
    Link,
    Paper,
    Paragraph,
    Person,
    Picture,
    Stated,
    Table,
    Text,
)
from reportgen.source import NOWHERE, Source
from reportgen.walk import CHILDREN, Node


class PublishedText(Struct, frozen=True):
    """A text, and where it comes from. `lines` are those of `Text`.

    `quoted` is what somebody else wrote; `is_name` is the name of a file, in which hyphens and
    the like part words.
    """

    text: str
    source: Source
    lines: tuple[tuple[int, int], ...] = ()
    quoted: bool = False
    is_name: bool = False

    def source_at(self, place: int) -> Source:
        """Return the file and line that the character at `place` was typed on."""
        at = bisect_right(self.lines, place, key=lambda entry: entry[0])
        return replace(self.source, line=self.lines[at - 1][1]) if at else self.source


def published_texts(paper: Paper) -> Iterator[PublishedText]:
    """Yield every text that a reader of what is built could come upon, without empty ones."""
    return (text for text in _all(paper) if text.text.strip())


def _all(paper: Paper) -> Iterator[PublishedText]:
    yield _name(paper.output, paper.source)
    for book in paper.workbooks:  # the record of where amounts come from has it
        yield _name(book.source.path, book.source)
    for field in paper.fields:
        for words in _of_field(field.value):
            yield PublishedText(words, field.source)
    for section in paper.sections:
        yield from _below(section, section.source)
    for appendix in paper.appendices:
        yield from _of_appendix(appendix)


def _name(name: str, source: Source) -> PublishedText:
    return PublishedText(re.sub(r"[-_./]+", " ", name), source, is_name=True)


def _of_field(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Person(name=name, role=role, email=email, telephone=telephone):
            yield from (name, role, email, telephone)
        case tuple():
            yield from (item for item in value if isinstance(item, str))


def _of_appendix(appendix: Appendix) -> Iterator[PublishedText]:
    yield from _below(appendix, appendix.source)
    if appendix.document:
        source = appendix.document.source
        for text in carried_texts(appendix.document.data):
            yield PublishedText(text, source)


def _below(node: Node, source: Source, *, quoted: bool = False) -> Iterator[PublishedText]:
    """Yield the texts in and below a node; each has the source of the nearest node with one."""
    own = getattr(node, "source", NOWHERE)
    source = source if own == NOWHERE else own
    quoted = quoted or isinstance(node, BlockQuote)
    for content in _lines_of(node):
        text, lines = _joined(content)
        yield PublishedText(text, source, lines, quoted)
    for words in _beside(node):
        yield PublishedText(words, source, (), quoted)
    for name in CHILDREN.get(type(node), ()):
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            yield from _below(child, source, quoted=quoted)


def _lines_of(node: Node) -> Iterator[Inlines]:
    """Yield what stands in lines of its own in a node."""
    match node:
        case Paragraph(content=content) | Heading(content=content):
            yield content
        case Table(caption=caption, rows=rows):
            yield caption
            yield from (cell.content for row in rows for cell in row.cells)
        case Figure(caption=caption):
            yield caption
        case Appendix(title=title):
            yield title


def _beside(node: Node) -> Iterator[str]:
    """Yield the words of a node that do not stand in a line."""
    match node:
        case Picture(alt=alt, title=title):
            yield from (alt, title)
        case Link(target=target, title=title):
            yield from (target, title)
        case Stated(said_by=said_by):
            yield said_by
        case CodeBlock(text=text):
            yield text
        case Chart(alt=alt, categories=categories, series=series):
            yield from (alt, *categories, *(each.heading for each in series))


def _joined(content: Inlines) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of inline content, and which of its lines begin where in it."""
    text = ""
    lines: list[tuple[int, int]] = []
    for leaf in _leaves(content):
        if isinstance(leaf, Text):
            lines.extend((len(text) + at, line) for at, line in leaf.lines)
        text += walk.plain((leaf,))
    return text, tuple(lines)


def _leaves(content: Inlines) -> Iterator[Node]:
    for node in content:
        children = getattr(node, "children", None)
        if children is None:
            yield node
        else:
            yield from _leaves(children)
