"""Blocks: in come the blocks of a section, an appendix or a note, out come paragraphs and tables.

A block's look is its style and nothing else, but for two things no style can say: the space
after a table, which Word does not know, and the line that keeps two tables apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.model import (
    Appendix,
    Block,
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
    Series,
    Table,
    Text,
    ThematicBreak,
)
from reportgen.patterns import regex
from reportgen.walk import heading_words, plain
from reportgen.writers.word import styles
from reportgen.writers.word.contents import ContentsWriter
from reportgen.writers.word.inlines import InlineWriter, Look, look_xml
from reportgen.writers.word.numbering import Numbering
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.provenance import CONTROL_END, Provenance
from reportgen.writers.word.tables import TableWriter
from reportgen.writers.word.targets import (
    NO_BREAK,
    NUMBER_ALONE,
    bookmark,
    bookmark_name,
)
from reportgen.writers.word.targets import field as field_xml
from reportgen.writers.word.xml import Value, Xml, escape, paragraph, run

EN_SPACE = "\u2002"
TABLE_ENDS = ("</w:tbl>", f"</w:tbl>{CONTROL_END}")
LINE = 240  # twentieths of a point
AFTER_TABLE: Value = {"w:before": LINE}  # the paragraph that follows a table
UNNUMBERED = "unnumbered"
WITH_SPACE_ABOVE = (
    *styles.HEADINGS,
    styles.NUMBERED_HEADING,
    styles.CAPTION,
    styles.FIGURE,
    styles.BREAK,
)
_CAPTION_NUMBER = regex(r"(?:([A-Z]+|[0-9]+(?=\.))(\.?))?([0-9]+)")
# Appendix headings count, unseen; captions repeat the count as a letter or a number. (`\h`
# hides a result from Word's readers, but not from LibreOffice's: hidden text does in both.)
APPENDIX_COUNT = "Appendix"
COUNT_APPENDICES = field_xml(rf"SEQ {APPENDIX_COUNT} \h", "", Xml("<w:rPr><w:vanish/></w:rPr>"))
CAPTIONS = frozenset({"table", "figure", APPENDIX_COUNT.casefold()})
CAPTION_LOOK = Look(style=styles.CAPTION_LABEL)
SEQUENCE = 40  # letters of the name of a sequence
SERIES_STYLES = {
    Series.RUNNING: styles.NUMBERED,
    Series.DECIMAL: styles.DECIMAL,
    Series.RECOMMENDATION: styles.RECOMMENDATIONS,
    Series.APPENDIX: styles.APPENDIX_PARAGRAPHS,
    Series.NONE: styles.NUMBERED,
}


class Place(Struct, frozen=True):
    """Where a block stands. `text` is the style of plain paragraphs there.

    `depth` counts the lists around it; `numbered` is true in the sections of a paper whose
    paragraphs are numbered, `numeric` in appendices that are numbered and not lettered.
    """

    text: str = styles.BODY
    depth: int = 0
    numbered: bool = False
    numeric: bool = False


class Line(Struct, frozen=True):
    """A paragraph to be. `more` are its properties beside the style."""

    style: str
    content: str
    more: dict[str, Value] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        """True for what has no space of its own above it."""
        return self.style not in WITH_SPACE_ABOVE


class Marker(Struct, frozen=True):
    """How the first paragraph of a list item is set, and its later ones."""

    style: str
    later: str
    number: Xml


class BlockWriter:
    """Writes blocks into one story of the document."""

    def __init__(
        self,
        file: WordFile,
        numbering: Numbering,
        inlines: InlineWriter,
        tables: TableWriter,
        draw_chart: Callable[[Chart], Xml],
        contents: ContentsWriter,
        provenance: Provenance,
    ) -> None:
        self._file = file
        self._provenance = provenance
        self._contents = contents
        self._numbering = numbering
        self._inlines = inlines
        self._tables = tables
        self._draw_chart = draw_chart
        self._writers: dict[type, Callable[[Any, Place], Iterable[Line | Xml]]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            List: self._list,
            BlockQuote: self._quote,
            CodeBlock: self._code,
            ThematicBreak: self._break,
            Table: self._table,
            Figure: self._figure,
        }

    def write(self, blocks: Blocks, place: Place) -> list[Xml]:
        """Return the paragraphs and tables of blocks."""
        return list(_spaced(self._write(blocks, place)))

    def write_appendix_heading(self, appendix: Appendix, *, counted: bool) -> Xml:
        """Return the heading of an appendix, which Word letters or numbers.

        It is `counted` where captions in appendices take their letter from it.
        """
        content = self._inlines.write(appendix.title)
        content = self._contents.appendix(appendix.number, plain(appendix.title), content)
        title = self._labelled(appendix.attributes.label, content)
        return paragraph(appendix_heading(appendix), (COUNT_APPENDICES if counted else "") + title)

    def write_appendix(self, appendix: Appendix) -> list[Xml]:
        """Return what stands below the heading of an appendix."""
        return self.write(appendix.blocks, Place(numeric=appendix.number.isdigit()))

    def write_note(self, blocks: Blocks, mark: Xml) -> list[Xml]:
        """Return the paragraphs of a footnote, the first with the note's mark."""
        place = Place(text=styles.FOOTNOTE_TEXT)
        first = mark
        if blocks and isinstance(blocks[0], Paragraph):
            first = Xml(mark + self._inlines.write(blocks[0].content))
            blocks = blocks[1:]
        rest = self.write(blocks, place)
        end = [separator()] if ends_in_table(rest) else []
        return [paragraph(place.text, first), *rest, *end]

    def _write(self, blocks: Blocks, place: Place) -> Iterator[Line | Xml]:
        for at, block in enumerate(blocks):
            leads = at + 1 < len(blocks) and _leads_in(block)
            for piece in self._writers[type(block)](block, place):
                yield _kept(piece) if leads and isinstance(piece, Line) else piece

    def _paragraph(self, node: Paragraph, place: Place) -> tuple[Line, ...]:
        content = self._labelled(node.attributes.label, self._inlines.write(node.content))
        is_shown = content or node.number
        return (Line(_paragraph_style(node, place), content),) if is_shown else ()

    def _heading(self, node: Heading, place: Place) -> Iterator[Line | Xml]:
        style = styles.HEADINGS[min(node.level, len(styles.HEADINGS)) - 1]
        if node.number and not node.word:
            style = styles.NUMBERED_HEADING
        content = self._worded(node) if node.word else self._inlines.write(node.content)
        if content:
            content = self._contents.heading(node, content)
            label = "" if node.word else node.attributes.label
            yield Line(style, self._labelled(label, content))

    def _worded(self, node: Heading) -> Xml:
        """Return `Question 1: Spending`, counted by Word. The label is on the number alone."""
        title = self._inlines.write(node.content)
        if not node.number:
            return Xml(run(heading_words(node)) + title)
        restart = rf" \r {node.number}" if node.restarts else ""
        number = field_xml(rf"SEQ {_sequence(node.word)} \* ARABIC{restart}", node.number, Xml(""))
        number = self._labelled(node.attributes.label, number)
        colon = ": " if heading_words(node).endswith(": ") else ""
        return Xml(run(node.word + NO_BREAK) + number + run(colon) + title)

    def _list(self, node: List, place: Place) -> Iterator[Line | Xml]:
        marker = self._marker(node, place)
        inside = replace(place, text=marker.later, depth=place.depth + 1)
        for item in node.items:
            yield from self._item(item, marker, inside)

    def _marker(self, node: List, place: Place) -> Marker:
        names, later, level = _list_styles(node, place)
        last = len(names) - 1
        style = names[min(level, last)]
        number = Xml("")
        if node.style is not ListStyle.BULLET and (node.restarts or node.start != 1):
            # Below the last style's level lists share one level, but must not share its count.
            number = self._numbering.restart(style, node, apart=level > last)
        return Marker(style, later[min(level, last)], number)

    def _item(self, item: ListItem, marker: Marker, inside: Place) -> Iterator[Line | Xml]:
        blocks = item.blocks
        content = Xml("")
        if blocks and isinstance(blocks[0], Paragraph):
            label = blocks[0].attributes.label
            content = self._labelled(label, self._inlines.write(blocks[0].content))
            blocks = blocks[1:]
        content = self._labelled(item.attributes.label, content)
        line = Line(marker.style, content, {"numPr": marker.number} if marker.number else {})
        yield _kept(line) if blocks and _leads_in(item.blocks[0]) else line
        yield from self._write(blocks, inside)

    def _quote(self, node: BlockQuote, place: Place) -> Iterator[Line | Xml]:
        return self._write(node.blocks, replace(place, text=styles.QUOTE))

    def _code(self, node: CodeBlock, place: Place) -> Iterator[Line | Xml]:
        text = node.text.rstrip("\n")
        if text:
            # Not splitlines: that would take odd characters, which are text, for line ends.
            lines = "<w:br/>".join(_code_line(line) for line in text.split("\n"))
            yield Line(styles.CODE_BLOCK, f"<w:r>{lines}</w:r>")

    def _break(self, node: ThematicBreak, place: Place) -> Iterator[Line | Xml]:
        yield Line(styles.BREAK, run("* * *"))

    def _table(self, node: Table, place: Place) -> Iterator[Line | Xml]:
        if node.caption:
            yield self._caption("Table", node, keep=True)
        if node.rows and node.columns:
            yield from self._provenance.table(node, self._tables.write(node))

    def _figure(self, node: Figure, place: Place) -> Iterator[Line | Xml]:
        if isinstance(node.picture, Chart):
            drawn = self._draw_chart(node.picture)
            picture = Xml(self._provenance.chart(node.picture, drawn))
        else:
            picture = self._inlines.write((node.picture,))
        if picture:
            yield Line(styles.FIGURE, picture, {"keepNext": bool(node.caption)})
        if node.caption:
            yield self._caption("Figure", node, keep=False)

    def _caption(self, word: str, node: Table | Figure, *, keep: bool) -> Line:
        text = self._inlines.write(node.caption)
        if node.number:
            text = Xml(self._caption_label(word, node) + run(EN_SPACE) + text)
        text = self._contents.caption(node, text)
        # Said either way: the style may keep every caption with what follows it.
        return Line(styles.CAPTION, text, {"keepNext": int(keep)})

    def _caption_label(self, word: str, node: Table | Figure) -> Xml:
        """Return `Table 1` with bookmarks round it and round its number, to refer to either."""
        look = look_xml(CAPTION_LOOK)
        number = _caption_number(word, node.number, look)
        label = node.attributes.label
        if label:
            number = bookmark(bookmark_name(label) + NUMBER_ALONE, self._file.next_id(), number)
        return self._labelled(label, Xml(run(word + NO_BREAK, look) + number))

    def _labelled(self, label: str, content: Xml) -> Xml:
        return bookmark(bookmark_name(label), self._file.next_id(), content) if label else content


def separator() -> Xml:
    """Return the thin line that keeps two tables apart, and ends what must not end in a table."""
    line: Value = {"w:before": 0, "w:after": 0, "w:line": LINE, "w:lineRule": "exact"}
    return paragraph(styles.BODY, "", spacing=line)


def ends_in_table(blocks: list[Xml]) -> bool:
    return bool(blocks) and blocks[-1].endswith(TABLE_ENDS)


def _leads_in(block: Block) -> bool:
    """Tell a paragraph such as "The Board is asked to:", which stays with what it announces."""
    if isinstance(block, Paragraph):
        for node in reversed(block.content):
            if text := (node.text if isinstance(node, Text) else plain((node,))).rstrip():
                return text.endswith(":")
    return False


def _kept(line: Line) -> Line:
    return replace(line, more={**line.more, "keepNext": True})


def _paragraph_style(node: Paragraph, place: Place) -> str:
    if node.number:
        return _series_styles(node.series, place)[0]
    if place.numbered and place.text == styles.BODY and UNNUMBERED in node.attributes.classes:
        return styles.NUMBERED_CONTINUE[0]
    return place.text


def _list_styles(node: List, place: Place) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return the styles of items, those of their later paragraphs, and the level to take."""
    match node.style:
        case ListStyle.PARAGRAPH:
            return _series_styles(node.series, place), styles.NUMBERED_CONTINUE, node.depth
        case ListStyle.NUMBER:
            return styles.NUMBERS, styles.LIST_CONTINUE, place.depth
        case ListStyle.BULLET:
            return styles.BULLETS, styles.LIST_CONTINUE, place.depth


def _series_styles(series: Series, place: Place) -> tuple[str, ...]:
    """Return the styles of the numbered paragraphs of a series, and of what is below them."""
    if series is Series.APPENDIX and place.numeric:
        return styles.NUMERIC_APPENDIX_PARAGRAPHS
    return SERIES_STYLES[series]


def appendix_heading(appendix: Appendix) -> str:
    """Return the style of an appendix's heading, by whether it is lettered or numbered."""
    return styles.NUMERIC_APPENDIX_HEADING if appendix.number.isdigit() else styles.APPENDIX_HEADING


def _caption_number(word: str, number: str, look: Xml) -> Xml:
    """Return the fields of 4, A1 or 1.1: the appendix that they stand in, and a count in it."""
    appendix, stop, count = _CAPTION_NUMBER.fullmatch(number).groups()  # type: ignore[union-attr]
    if not appendix:
        return field_xml(rf"SEQ {word} \* ARABIC", count, look)
    form = "ARABIC" if stop else "ALPHABETIC"
    letter = field_xml(rf"SEQ {APPENDIX_COUNT} \c \* {form}", appendix, look)
    # The first of an appendix begins anew; it is the same sequence, so that a list of tables
    # that Word makes holds them all.
    restart = r" \r 1" if count == "1" else ""
    return Xml(letter + run(stop, look) + field_xml(rf"SEQ {word} \* ARABIC{restart}", count, look))


def _sequence(word: str) -> str:
    """Return the name of a word's sequence: no more than 40 letters, digits and underscores.

    It is none of those that captions count (ECMA-376 part 1, 17.16.5.56).
    """
    name = re.sub(r"\W+", "_", word)[:SEQUENCE]
    return f"{name[: SEQUENCE - 1]}_" if name.casefold() in CAPTIONS else name


def _code_line(line: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escape(t)}</w:t>' if t else "" for t in line.split("\t"))
    return "<w:tab/>".join(parts)


def _spaced(pieces: Iterator[Line | Xml]) -> Iterator[Xml]:
    """Yield the XML of lines and tables, with space after each table.

    Word makes one table of two that touch, so a thin empty line goes between them; it is the
    only empty paragraph there is.
    """
    before: Line | Xml | None = None
    for piece in pieces:
        if isinstance(piece, Line):
            closes = isinstance(before, Xml) and piece.is_text
            more = {**piece.more, "spacing": AFTER_TABLE} if closes else piece.more
            yield paragraph(piece.style, piece.content, **more)
        else:
            if isinstance(before, Xml) and ends_in_table([before]) and not _is_paragraph(piece):
                yield separator()
            yield piece
        before = piece


def _is_paragraph(xml: Xml) -> bool:
    """Tell the caption of a group, or a note, from a table."""
    return xml.startswith("<w:p>")
