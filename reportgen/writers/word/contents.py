"""Lists of contents: in come the headings and captions as they are written, out come the lists.

A list is a TOC field of Word's with all its lines filled in, so that it is right in a program
that does not work fields out, and nobody is asked to update anything when the file is opened.
Word makes the same list when asked to (F9): it holds the headings of levels 1 and 2 wherever they
stand, those that the template prints among them, and those of appendices at level 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from reportgen.model import Contents, Figure, Heading, Table
from reportgen.walk import heading_words, plain
from reportgen.writers.word import styles
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.targets import NO_BREAK, bookmark, field
from reportgen.writers.word.xml import Xml, element, paragraph, parse, run, w

EN_SPACE = "\u2002"
TAB = Xml("<w:r><w:tab/></w:r>")
LEVELS = len(styles.CONTENTS)
PLAIN = Xml("")
Pages = Mapping[str, int]


class ListKind(StrEnum):
    """A list, by the heading over it."""

    HEADINGS = "Contents"
    TABLES = "Tables"
    FIGURES = "Figures"


class Entry(Struct, frozen=True):
    """A line of a list. `label` is the number before its text, and what parts the two."""

    style: str
    anchor: str
    text: str
    label: Xml = PLAIN


class ContentsWriter:
    """Takes note of what the lists of a paper name, and writes them."""

    def __init__(self, file: WordFile, wanted: Contents, pages: Pages | None) -> None:
        """Print the page of each bookmark; no page numbers for None."""
        self._file, self._pages = file, pages
        self._entries: dict[ListKind, list[Entry]] = {
            kind: []
            for kind, asked in zip(
                ListKind, (wanted.headings, wanted.tables, wanted.figures), strict=True
            )
            if asked
        }
        self._count = 0

    def heading(self, node: Heading, content: Xml) -> Xml:
        """Take note of a heading; return its content, with a bookmark if a list names it."""
        if node.word:
            # What Word would put there, with the space in it that no line breaks at.
            return self._heading(node.level, plain(node.content), content, run(heading_words(node)))
        label = Xml(run(node.number) + TAB) if node.number else PLAIN
        return self._heading(node.level, plain(node.content), content, label)

    def appendix(self, number: str, title: str, content: Xml) -> Xml:
        """Take note of an appendix's heading; return its content."""
        label = run(f"Appendix{NO_BREAK}{number}{EN_SPACE}")
        return self._heading(1, title, content, label)

    def caption(self, node: Table | Figure, content: Xml) -> Xml:
        """Take note of a caption with its number; return its content."""
        tables = isinstance(node, Table)
        word = "Table" if tables else "Figure"
        label = run(f"{word}{NO_BREAK}{node.number}{EN_SPACE}") if node.number else PLAIN
        kind = ListKind.TABLES if tables else ListKind.FIGURES
        return self._noted(kind, styles.CAPTIONS_LIST, plain(node.caption), content, label)

    def template_heading(self, node: Element) -> None:
        """Take note of a paragraph of the template, if it is a heading."""
        style = node.find(f"{w('pPr')}/{w('pStyle')}")
        name = "" if style is None else style.get(w("val"))
        text = "".join(part.text or "" for part in node.iter(w("t"))).strip()
        if ListKind.HEADINGS in self._entries and name in styles.HEADINGS[:LEVELS] and text:
            marked = self._heading(styles.HEADINGS.index(name) + 1, text, PLAIN, PLAIN)
            start, end = parse(Xml(f"<w:p>{marked}</w:p>"))
            node.insert(1, start)
            node.append(end)

    def write(self) -> list[Xml]:
        """Return the lists, each with its heading; none for what the paper does not have."""
        return [
            block
            for kind, entries in self._entries.items()
            if entries
            for block in (paragraph(styles.CONTENTS_HEADING, run(kind)), *self._list(kind, entries))
        ]

    def _heading(self, level: int, text: str, content: Xml, label: Xml) -> Xml:
        if level > LEVELS:
            return content
        style = styles.CONTENTS[level - 1]
        return self._noted(ListKind.HEADINGS, style, text, content, label)

    def _noted(self, kind: ListKind, style: str, text: str, content: Xml, label: Xml) -> Xml:
        text = " ".join(text.split())
        if kind not in self._entries or not (text or label):
            return content
        # Word names its own so, and takes them out when it makes the list again.
        self._count += 1
        anchor = f"_Toc9{self._count:08}"
        self._entries[kind].append(Entry(style, anchor, text, label))
        return bookmark(anchor, self._file.next_id(), content)

    def _list(self, kind: ListKind, entries: list[Entry]) -> Iterator[Xml]:
        start = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f" {self._instruction(kind)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="
            '"separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for index, entry in enumerate(entries):
            first, last = index == 0, index == len(entries) - 1
            line = f"{start if first else ''}{self._line(entry)}{end if last else ''}"
            yield paragraph(entry.style, line)

    def _instruction(self, kind: ListKind) -> str:
        if kind is not ListKind.HEADINGS:
            return rf'TOC \h \z \c "{kind.removesuffix("s")}"'
        # No \u, which takes every paragraph with an outline level: those of a Word file that is
        # carried as an appendix have one too.
        more = (styles.NUMBERED_HEADING, styles.APPENDIX_HEADING, styles.NUMERIC_APPENDIX_HEADING)
        names = [name for name in map(self._file.style_name, more) if name]
        others = ",".join(f"{name},1" for name in names)
        return rf'TOC \o "1-{LEVELS}" \h \z \t "{others}"'

    def _line(self, entry: Entry) -> Xml:
        content = Xml(entry.label + run(entry.text))
        if self._pages is not None:
            number = str(self._pages.get(entry.anchor, 0))
            content = Xml(content + TAB + field(rf"PAGEREF {entry.anchor} \h", number, PLAIN))
        return element(
            "w:hyperlink", content, attributes={"w:anchor": entry.anchor, "w:history": 1}
        )
