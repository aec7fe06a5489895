"""Lists. In: lines with bullets and numbers. Out: the model's lists, one in the other.

A list of the house is numbered 1, (a), (i) by its depth. A line of another form (4.2, Article 3,
or (a) where a list would print 1) keeps its number as text before a paragraph, for the rest of
the text may name it.
"""

from __future__ import annotations

from msgspec import Struct, field

from reportgen.model import Attributes, Block, List, ListItem, ListStyle, Paragraph
from reportgen.readers.word.numbering import Label
from reportgen.readers.word.pieces import Line, labelled
from reportgen.source import Source

HOUSE_FORMS = ("decimal", "lowerLetter", "lowerRoman")  # by depth
UNNUMBERED = Attributes(classes=("unnumbered",))


class Entry(Struct, frozen=True):
    """A line of a list. `rank` is even for an item, odd for what goes on below one."""

    line: Line
    rank: int

    @property
    def is_item(self) -> bool:
        return self.rank % 2 == 0


class _Items(Struct):
    """The items of a list in the making."""

    style: ListStyle
    label: Label
    items: list[ListItem] = field(default_factory=list)
    last: int = 0

    def takes(self, style: ListStyle, label: Label) -> bool:
        follows = style is ListStyle.BULLET or label.number == self.last + 1
        return (style, label.series) == (self.style, self.label.series) and follows


def read_list(lines: list[Line], source: Source) -> list[Block]:
    """Return lines that follow each other, the first of them an item, as lists."""
    return _read(_entries(lines), 0, source)


def _entries(lines: list[Line]) -> list[Entry]:
    entries: list[Entry] = []
    for line in lines:
        if line.label is None:
            entries.append(Entry(line, entries[-1].rank | 1 if entries else 1))
        else:
            entries.append(Entry(line, 2 * line.label.level + (not line.label.shown)))
    return entries


def _read(entries: list[Entry], depth: int, source: Source) -> list[Block]:
    blocks: list[Block] = []
    current: _Items | None = None
    place = 0
    while place < len(entries):
        entry = entries[place]
        end = place + 1
        while end < len(entries) and entries[end].rank > entry.rank:
            end += 1
        below, place = entries[place + 1 : end], end
        label, style = entry.line.label, _style(entry, depth)
        if style is None or label is None:
            _close(current, blocks, source)
            current = None
            blocks += [_plain(entry.line, source), *_read(below, depth, source)]
            continue
        if current and not current.takes(style, label):
            _close(current, blocks, source)
            current = None
        current = current or _Items(style, label)
        own = Paragraph(entry.line.content, source)
        inside = (own, *_read(below, depth + 1, source))
        current.items.append(ListItem(inside, source))
        current.last = label.number
    _close(current, blocks, source)
    return blocks


def _style(entry: Entry, depth: int) -> ListStyle | None:
    label = entry.line.label
    if label is None or not entry.is_item:
        return None
    if label.is_bullet:
        return ListStyle.BULLET
    fits = label.simple and depth < len(HOUSE_FORMS) and label.form == HOUSE_FORMS[depth]
    return ListStyle.NUMBER if fits else None


def _close(current: _Items | None, blocks: list[Block], source: Source) -> None:
    if current:
        start = current.label.number if current.style is ListStyle.NUMBER else 1
        blocks.append(List(current.style, tuple(current.items), source, start))


def _plain(line: Line, source: Source) -> Paragraph:
    numbered = line.label is not None and line.label.shown
    if numbered:
        return Paragraph(labelled(line), source, UNNUMBERED)
    return Paragraph(line.content, source)
