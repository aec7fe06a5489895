"""Cross-references: in come labels and references, out come bookmarks and REF fields.

Word works a REF field out again from the bookmarked paragraph; the result that is stored in the
file is the number that the paper already has, so that it is right in every program.
What the switches give was measured; see docs/word-techniques.md.
"""

from __future__ import annotations

import hashlib
from enum import Enum, auto
from functools import lru_cache

from reportgen.model import (
    BlockQuote,
    Blocks,
    Figure,
    Heading,
    List,
    ListStyle,
    Paper,
    Paragraph,
    Reference,
    Table,
)
from reportgen.writers.word.xml import Xml, element, run

NO_BREAK = "\u00a0"
NUMBER_ALONE = "n"  # ends the name of the bookmark round the number in "Table 1"


class Kind(Enum):
    """What a reference points to."""

    PARAGRAPH = auto()
    ITEM = auto()
    APPENDIX = auto()
    CAPTION = auto()
    HEADING = auto()
    WORD = auto()


# The switches of each one's field.
SWITCHES = {
    Kind.PARAGRAPH: r"\w \h",  # the number in full: 4(b)
    Kind.ITEM: r"\n \h",  # this level's number alone
    Kind.APPENDIX: r"\n \h",  # the whole text of the level: Appendix A
    Kind.CAPTION: r"\h",  # the text in the bookmark: Table 1
    Kind.HEADING: r"\h",  # ... and here the heading itself
    Kind.WORD: r"\h",  # ... and here the number in "Question 1"
}


class Targets:
    """Where the labels of a paper stand, and so what kind of field a reference to each needs."""

    def __init__(self, paper: Paper) -> None:
        self._kinds: dict[str, Kind] = {}
        for section in paper.sections:
            _note_kinds(section.blocks, self._kinds)
        for appendix in paper.appendices:
            _note_kinds(appendix.blocks, self._kinds)
        for appendix in paper.appendices:
            self._kinds[appendix.attributes.label] = Kind.APPENDIX

    def reference(self, node: Reference, look: Xml) -> str:
        """Return the words and the field that a reference prints."""
        kind = self._kinds.get(node.label)
        words = node.words + NO_BREAK if node.words else ""
        if kind is None:
            return run(words + node.number, look)
        name = bookmark_name(node.label)
        if kind is Kind.APPENDIX and not words:
            # No switch gives the letter alone in every program; a link is right in all of them.
            return _jump(name, run(node.number, look))
        if kind is Kind.CAPTION and not words:
            name += NUMBER_ALONE
        if kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.WORD):
            number = field(f"REF {name} {SWITCHES[kind]}", node.number, look)
            return f"{run(words, look)}{number}"
        return field(f"REF {name} {SWITCHES[kind]}", words + node.number, look)


@lru_cache(4096)
def bookmark_name(label: str) -> str:
    """Return the name of a label's bookmark: hidden in Word by its first character."""
    return "_Ref" + hashlib.sha256(label.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bookmark(name: str, number: int, content: str) -> Xml:
    """Return content with a bookmark round it. `number` is its id in the file."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return Xml(f'{start}{content}<w:bookmarkEnd w:id="{number}"/>')


def field(instruction: str, result: str, look: Xml) -> Xml:
    """Return a field with the result that a program shows until it works it out again."""
    return Xml(
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, look)}"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _jump(name: str, content: Xml) -> Xml:
    return element("w:hyperlink", content, attributes={"w:anchor": name, "w:history": 1})


def _note_kinds(blocks: Blocks, kinds: dict[str, Kind]) -> None:
    for block in blocks:
        if isinstance(block, BlockQuote):
            _note_kinds(block.blocks, kinds)
        elif isinstance(block, List):
            kind = Kind.PARAGRAPH if block.style is ListStyle.PARAGRAPH else Kind.ITEM
            for item in block.items:
                kinds[item.attributes.label] = kind
                _note_kinds(item.blocks, kinds)
        elif isinstance(block, Heading):
            kinds[block.attributes.label] = _heading_kind(block)
        elif isinstance(block, Paragraph | Table | Figure) and block.number:
            is_text = isinstance(block, Paragraph)
            kinds[block.attributes.label] = Kind.PARAGRAPH if is_text else Kind.CAPTION


def _heading_kind(node: Heading) -> Kind:
    if node.word:
        return Kind.WORD
    return Kind.PARAGRAPH if node.number else Kind.HEADING
