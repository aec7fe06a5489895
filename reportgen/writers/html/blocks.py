"""Blocks: in come the blocks of a section, an appendix or a note, out comes their HTML.

Numbers are text, as in the outline: they are there for whoever copies a paragraph, and for
screen readers. A new kind of block is a function here and a line in `BlockWriter`'s table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import (
    SPLIT,
    BlockQuote,
    Blocks,
    Chart,
    CodeBlock,
    Figure,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    Table,
    ThematicBreak,
)
from reportgen.walk import heading_text, heading_words, plain
from reportgen.writers.html.anchors import Anchors
from reportgen.writers.html.charts import ChartWriter
from reportgen.writers.html.contents import ContentsList
from reportgen.writers.html.inlines import InlineWriter
from reportgen.writers.html.markup import NOTHING, Html, element, framed, lines, text
from reportgen.writers.html.tables import LONG, TableWriter, caption_label

UNNUMBERED = "unnumbered"
LOWEST = 6  # HTML's last level of headings
EN_SPACE = "\u2002"


class Place(Struct, frozen=True):
    """Where a block stands: `numbered` in sections whose paragraphs are numbered.

    `listed` headings are named in the contents.
    """

    numbered: bool = False
    listed: bool = True


class BlockWriter:
    """Writes blocks. Headings take their level in the page from those before them."""

    def __init__(
        self, anchors: Anchors, inlines: InlineWriter, tables: TableWriter, contents: ContentsList
    ) -> None:
        self._anchors = anchors
        self._inlines = inlines
        self._tables = tables
        self._charts = ChartWriter(anchors, tables)
        self._contents = contents
        self._levels: list[int] = []
        self._writers: dict[type, Callable[[Any, Place], Html]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            List: self._list,
            BlockQuote: self._quote,
            CodeBlock: self._code,
            ThematicBreak: lambda _, __: element("hr"),
            Table: self._table,
            Figure: self._figure,
        }

    def write(self, blocks: Blocks, place: Place) -> Html:
        """Return the HTML of blocks, each on a line of its own."""
        return lines(*(self._writers[type(block)](block, place) for block in blocks))

    def write_note(self, blocks: Blocks, number: Html) -> Html:
        """Return a footnote's blocks, its number in the first of them."""
        return self._behind(number, blocks, Place(listed=False), tight=len(blocks) == 1)

    def under_title(self, level: int) -> None:
        """Let the headings that follow stand under one of this level that is no block."""
        self._levels = [level]

    def _paragraph(self, node: Paragraph, place: Place) -> Html:
        content = self._inlines.write(node.content)
        if not content and not node.number:
            return NOTHING
        kind = None
        if node.number:
            content, kind = Html(_number(node.number) + content), "numbered"
        elif place.numbered and UNNUMBERED in node.attributes.classes:
            kind = "continued"
        anchor = self._anchors.place(node.attributes.label)
        return element("p", {"class": kind, "id": anchor}, content)

    def _heading(self, node: Heading, place: Place) -> Html:
        content = Html(text(heading_words(node)) + self._inlines.write(node.content))
        if not content:
            return NOTHING
        words = heading_text(node)
        level = self._level(node.level)
        anchor = self._anchors.place_or_new(node.attributes.label, words)
        if place.listed:
            self._contents.heading(level, anchor, words, "" if node.word else node.number)
        before = node.number and not node.word
        number = _number(node.number) if before else NOTHING
        shown = {"class": "numbered" if before else None, "id": anchor}
        return element(f"h{min(level + 1, LOWEST)}", shown, Html(number + content))

    def _level(self, level: int) -> int:
        """Return how deep a heading stands: no level is skipped, whatever the author skips."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels)

    def _list(self, node: List, place: Place) -> Html:
        tag = "ul" if node.style is ListStyle.BULLET else "ol"
        kind = "paragraphs" if node.style is ListStyle.PARAGRAPH and node.depth == 0 else None
        inside = replace(place, numbered=False)
        items = [self._item(node, item, inside) for item in node.items]
        return element(tag, {"class": kind}, framed(lines(*items)))

    def _item(self, node: List, item: ListItem, place: Place) -> Html:
        mark = _number(item_number(node, item)) if node.style is not ListStyle.BULLET else NOTHING
        content = self._behind(mark, item.blocks, place, tight=node.tight)
        return element("li", {"id": self._anchors.place(item.attributes.label)}, content)

    def _behind(self, mark: Html, blocks: Blocks, place: Place, *, tight: bool) -> Html:
        """Return blocks with a mark in the first; a `tight` one is a line and no paragraph."""
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph):
            return lines(mark, self.write(blocks, place))
        content = Html(mark + self._inlines.write(first.content))
        anchor = self._anchors.place(first.attributes.label)
        opening = content if tight and not anchor else element("p", {"id": anchor}, content)
        return lines(opening, self.write(blocks[1:], place))

    def _quote(self, node: BlockQuote, place: Place) -> Html:
        inside = self.write(node.blocks, replace(place, numbered=False))
        return element("blockquote", None, framed(inside)) if inside else NOTHING

    def _code(self, node: CodeBlock, _: Place) -> Html:
        words = node.text.rstrip("\n")
        if not words:
            return NOTHING
        kept = Html("\n".join(_code_line(line) for line in words.split("\n")))
        return element("pre", None, element("code", None, kept))

    def _table(self, node: Table, _: Place) -> Html:
        caption = self._caption("Table", node)
        anchor = self._anchors.place(node.attributes.label)
        if caption:
            anchor = anchor or self._anchors.new(f"table-{node.number}")
            self._contents.table(anchor, plain(node.caption), f"Table {node.number}")
        if not (node.rows and node.columns):
            shown = {"class": "caption", "id": anchor}
            return element("p", shown, caption) if caption else NOTHING
        caption_id = self._anchors.new(f"{anchor}-caption") if caption else ""
        written = self._tables.write(node, caption, caption_id)
        is_long = len(node.rows) > LONG or SPLIT in node.attributes.classes
        shown = {"class": "table long" if is_long else "table", "id": anchor}
        return element("div", shown, framed(written))

    def _figure(self, node: Figure, _: Place) -> Html:
        data = NOTHING
        if isinstance(node.picture, Chart):
            picture, data = self._charts.write(node.picture, node.number)
        else:
            picture = self._inlines.write((node.picture,))
        caption = self._caption("Figure", node)
        anchor = self._anchors.place(node.attributes.label)
        if caption:
            anchor = anchor or self._anchors.new(f"figure-{node.number}")
            self._contents.figure(anchor, plain(node.caption), f"Figure {node.number}")
        if not (picture or caption):
            return NOTHING
        below = element("figcaption", None, caption) if caption else NOTHING
        figure = element("figure", {"id": anchor}, framed(lines(picture, below)))
        return lines(figure, data)

    def _caption(self, word: str, node: Table | Figure) -> Html:
        content = self._inlines.write(node.caption)
        if not node.caption or not node.number:
            return content
        return Html(caption_label(word, node.number) + text(EN_SPACE) + content)


def item_number(block: List, item: ListItem) -> str:
    """Return an item's number as it stands at the margin: 1. or (b), of 4(b) the last level."""
    if block.style is ListStyle.NUMBER and item.number.isdigit():
        return f"{item.number}."
    return item.number[max(item.number.rfind("("), 0) :]


def _number(number: str) -> Html:
    # The space is within the box that the number hangs in, so that no line begins with it.
    return element("span", {"class": "number"}, text(f"{number} "))


def _code_line(line: str) -> str:
    return "\t".join(text(part) for part in line.split("\t"))
