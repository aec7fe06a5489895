"""The look of a house's papers: colours and styles, as plain data.

This and `house_lists.py` are the files to change for another look; `look_xml.py` turns them into
Word's XML. Lengths are in cm; type sizes, spaces above and below, and widths of rules in points.
Where two paragraphs meet, Word takes the larger of the space below and the space above, not their
sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.writers.word import styles as ids

FONT = "Arial"  # its metric twin Liberation Sans lets LibreOffice break lines as Word does
CODE_FONT = "Courier New"

# Contrast with white: ink 16.8, accent 11.5, grey 7.6 (WCAG 2.2 AA asks for 4.5).
INK, ACCENT, GREY = "1D1D1F", "1F3A5F", "4B5563"
RULE, HAIRLINE, TINT = "7A8794", "BFC5CD", "F2F4F7"
# Where each stands in the theme, which is where a designer changes it.
THEME_COLORS = {
    INK: "text1",
    GREY: "text2",
    TINT: "background2",
    ACCENT: "accent1",
    RULE: "accent3",
    HAIRLINE: "accent4",
}

PAGE_WIDTH, PAGE_HEIGHT = 21.0, 29.7
MARGIN_SIDE, MARGIN_TOP, HEADER_AT, FOOTER_AT = 2.5, 2.2, 0.8, 1.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
LANDSCAPE_WIDTH = PAGE_HEIGHT - 2 * MARGIN_SIDE  # of the text on a page turned sideways
CELL_SIDE, CELL_TOP = 0.15, 0.1

# Where the text of each level stands; the next level's number stands under it.
PARAGRAPH, SUB, SUB_SUB = 1.0, 1.8, 2.6
# Where it stands beside a number that is wider than that, such as 10.12: in the first line only.
WIDE_NUMBER_TEXT = 1.4
LISTS = (1.6, 2.4, 3.2)


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule at one side of a paragraph or cell, `space` points from its text.

    Without a colour it says that there is no rule.
    """

    side: str
    width: float = 0
    color: str = ""
    space: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop. Of the kind `clear` it takes away one that the style is based on has."""

    kind: str
    at: float
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a style looks; `None` and `""` leave it to the style it is based on."""

    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    numbering: tuple[int, int] | None = None  # list, level
    edges: tuple[Edge, ...] = ()
    shade: str = ""
    tabs: tuple[Tab, ...] = ()
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    align: str = ""
    outline: int | None = None
    font: str = ""
    bold: bool | None = None
    italic: bool = False
    caps: bool = False
    proof: bool = True
    color: str = ""
    tracking: float | None = None
    size: float | None = None
    underline: str = ""  # its colour
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    id: str
    name: str
    based_on: str
    look: Look
    next: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format and text, its style, and where its text stands."""

    format: str
    text: str
    style: str
    at: float
    hanging: float
    align: str = "left"
    look: Look = Look()  # of the number


TITLE_RULE = (Edge("bottom", 1, ACCENT, 7),)
# Word draws it once, under the last of paragraphs that have the same.
FACTS_RULE = (Edge("bottom", 0.5, HAIRLINE, 7),)
# Rules in the colour of the shade, to give the code some room inside it.
CODE_FRAME = tuple(Edge(side, 0.5, TINT, 4) for side in ("top", "left", "bottom", "right"))

# The lists, by their numbers in the file.
PARAGRAPH_LIST, APPENDIX_LIST, BULLET_LIST, NUMBER_LIST = 1, 2, 3, 4
DECIMAL_LIST, RECOMMENDATION_LIST, NUMERIC_APPENDIX_LIST = 5, 6, 7


def like_numbered(names: tuple[str, ...], name: str, used: int, level: int) -> Iterator[Style]:
    """Yield the styles of a series that looks as running paragraphs do, but for its numbers."""
    for depth, style in enumerate(names):
        wide = () if depth else (Tab("left", WIDE_NUMBER_TEXT),)
        look = Look(numbering=(used, level + depth), tabs=wide)
        yield Style(style, deeper(name, depth), ids.NUMBERED[depth], look)


def deeper(name: str, depth: int) -> str:
    """Return `Decimal Sub Sub Paragraph` for a `Decimal Paragraph` of depth 2."""
    *first, last = name.split()
    return " ".join((*first, *depth * ("Sub",), last))


# What some templates have and others do not: lines above the title, and room to sign.
BOARD_AND_DATE = (
    Style("BoardName", "Board Name", "Normal", Look(
        size=13, bold=True, color=ACCENT, before=0, after=2, keep_next=True)),
    Style("MeetingDetails", "Meeting Details", "Normal", Look(
        size=11, color=GREY, before=0, after=20, keep_next=True)),
)  # fmt: skip
EYEBROW = (
    Style("Eyebrow", "Eyebrow", "Normal", Look(
        size=13, bold=True, color=ACCENT, before=0, after=16, keep_next=True)),
)  # fmt: skip
# The room to sign is above the rule, beside the word. All of it stands on one page.
SIGNATURE = (
    Style("SignatureLine", "Signature Line", "Normal", Look(
        before=36, after=6, line=1, right=TEXT_WIDTH - 9, edges=(Edge("bottom", 0.5, RULE, 4),),
        keep_next=True, keep_lines=True)),
    Style("Signatory", "Signatory", "Normal", Look(before=0, after=0, keep_next=True)),
)  # fmt: skip

CLASSIFICATION = Style("Classification", "Classification", "Normal", Look(
    size=10, color=GREY, before=0, after=12))  # fmt: skip
FRONT = (
    Style(ids.TITLE, "Title", "Normal", Look(
        size=20, bold=True, color=ACCENT, line=1.05, before=0, after=10, edges=TITLE_RULE,
        keep_next=True, keep_lines=True), ids.BODY),
    Style("Fact", "Fact", "Normal", Look(
        size=11, before=0, after=3, line=1.1, left=4, hanging=4, tabs=(Tab("left", 4),),
        edges=FACTS_RULE)),
)  # fmt: skip

HEADINGS = (
    Style(ids.HEADINGS[0], "heading 1", "Normal", Look(
        size=14, bold=True, color=ACCENT, before=18, after=6, line=1.1, keep_next=True,
        keep_lines=True, outline=0), ids.NUMBERED[0]),
    Style(ids.HEADINGS[1], "heading 2", ids.HEADINGS[0], Look(
        size=12, before=16, after=5, outline=1), ids.NUMBERED[0]),
    Style(ids.HEADINGS[2], "heading 3", ids.HEADINGS[1], Look(
        color=INK, before=14, outline=2), ids.NUMBERED[0]),
    Style(ids.HEADINGS[3], "heading 4", ids.HEADINGS[2], Look(
        bold=False, color=GREY, outline=3), ids.NUMBERED[0]),
    Style(ids.APPENDIX_HEADING, "Appendix Heading", ids.HEADINGS[0], Look(
        size=16, before=0, after=12, edges=TITLE_RULE, page_break=True,
        numbering=(APPENDIX_LIST, 0)), ids.BODY),
    Style(ids.NUMERIC_APPENDIX_HEADING, "Numeric Appendix Heading", ids.APPENDIX_HEADING, Look(
        numbering=(NUMERIC_APPENDIX_LIST, 0)), ids.BODY),
    Style(ids.NUMBERED_HEADING, "Numbered Heading", ids.HEADINGS[0], Look(
        numbering=(DECIMAL_LIST, 0)), ids.DECIMAL[0]),
    # Not in the outline: a list of headings does not list itself.
    Style(ids.CONTENTS_HEADING, "Contents Heading", ids.HEADINGS[0], Look(outline=9),
        ids.CONTENTS[0]),
)  # fmt: skip

TEXT = (
    Style(ids.BODY, "Body Text", "Normal", Look()),
    Style(ids.NUMBERED[0], "Numbered Paragraph", ids.BODY, Look(numbering=(PARAGRAPH_LIST, 0))),
    Style(ids.NUMBERED[1], "Sub Paragraph", ids.BODY, Look(
        numbering=(PARAGRAPH_LIST, 1), before=5, after=5)),
    Style(ids.NUMBERED[2], "Sub Sub Paragraph", ids.NUMBERED[1], Look(
        numbering=(PARAGRAPH_LIST, 2))),
    *like_numbered(ids.DECIMAL, "Decimal Paragraph", DECIMAL_LIST, 1),
    *like_numbered(ids.RECOMMENDATIONS, "Recommendation", RECOMMENDATION_LIST, 0),
    *like_numbered(ids.APPENDIX_PARAGRAPHS, "Appendix Paragraph", APPENDIX_LIST, 1),
    *like_numbered(ids.NUMERIC_APPENDIX_PARAGRAPHS, "Numeric Appendix Paragraph",
        NUMERIC_APPENDIX_LIST, 1),
    Style(ids.NUMBERED_CONTINUE[0], "Paragraph Continue", ids.BODY, Look(left=PARAGRAPH)),
    Style(ids.NUMBERED_CONTINUE[1], "Sub Paragraph Continue", ids.BODY, Look(
        left=SUB, before=5, after=5)),
    Style(ids.NUMBERED_CONTINUE[2], "Sub Sub Paragraph Continue", ids.NUMBERED_CONTINUE[1], Look(
        left=SUB_SUB)),
    # 3 points between items of any level, 8 around the list. (Word's own "no space between
    # paragraphs of the same style" would open a gap wherever the level changes.)
    *(Style(ids.BULLETS[n], f"List Bullet {n + 1}".removesuffix(" 1"), ids.BODY, Look(
        numbering=(BULLET_LIST, n), before=3, after=3)) for n in range(3)),
    *(Style(ids.NUMBERS[n], f"List Number {n + 1}".removesuffix(" 1"), ids.BODY, Look(
        numbering=(NUMBER_LIST, n), before=3, after=3)) for n in range(3)),
    *(Style(ids.LIST_CONTINUE[n], f"List Continue {n + 1}".removesuffix(" 1"), ids.BODY, Look(
        left=LISTS[n], before=3, after=3)) for n in range(3)),
    Style(ids.QUOTE, "Quote", ids.BODY, Look(
        left=1.6, right=1, color=GREY, edges=(Edge("left", 2, HAIRLINE, 10),))),
    Style(ids.CODE_BLOCK, "Code Block", ids.BODY, Look(
        font=CODE_FONT, size=10, line=1.1, left=1.2, right=0.2, before=10, after=12, shade=TINT,
        edges=CODE_FRAME, proof=False)),
    Style(ids.BREAK, "Section Break", ids.BODY, Look(
        align="center", before=14, after=14, color=GREY)),
    Style(ids.CAPTION, "caption", "Normal", Look(
        size=11, before=14, after=5, line=1.1, keep_next=True, keep_lines=True)),
    Style(ids.FIGURE, "Figure", "Normal", Look(before=12, after=6, line=1, keep_next=True)),
    Style(ids.FOOTNOTE_TEXT, "footnote text", "Normal", Look(size=10, before=0, after=3, line=1)),
)  # fmt: skip


# No indent at the right to keep the column of page numbers free: LibreOffice 7.4 does not print
# what a tab moves into it.
def contents(width: float) -> tuple[Style, ...]:
    """Return the styles of the lists of contents of pages whose text has a width."""
    page_column = (Tab("right", width, "dot"),)
    return (
        Style(ids.CONTENTS[0], "toc 1", "Normal", Look(
            before=4, after=4, line=1.1, left=0.6, hanging=0.6, tabs=page_column)),
        Style(ids.CONTENTS[1], "toc 2", ids.CONTENTS[0], Look(
            before=2, after=2, left=1.2, hanging=0.6)),
        Style(ids.CAPTIONS_LIST, "table of figures", ids.CONTENTS[0], Look(size=11)),  # as captions
    )  # fmt: skip


# The role keeps with what follows, so that nothing of a sign-off is left on the page before.
CLOSING = (
    Style("SignOffName", "Sign-off Name", "Normal", Look(
        bold=True, before=30, after=0, keep_next=True)),
    Style("SignOff", "Sign-off", "Normal", Look(before=0, after=0, keep_next=True)),
    Style("Header", "header", "Normal", Look(
        size=9, color=GREY, before=0, after=0, line=1, tabs=(Tab("right", TEXT_WIDTH),))),
    Style("HeaderMarking", "Header Marking", "Header", Look(align="center", after=2)),
    # Without a tab, so that it ends at the margin of a page of any width. As a third line of a
    # header it keeps the text below at a distance.
    Style(ids.APPENDIX_CONTINUED, "Appendix Continued", "Header", Look(
        align="right", before=2, after=10)),
    Style("Footer", "footer", "Normal", Look(
        size=9, color=GREY, before=0, after=0, line=1,
        tabs=(Tab("center", TEXT_WIDTH / 2), Tab("right", TEXT_WIDTH)))),
    # Word needs these no more than Header and Footer: its alignment tabs go by the page's margins.
    # Other programs take those for common tabs, which stop where the style says.
    Style("Header" + ids.LANDSCAPE, "Header Landscape", "Header", Look(
        tabs=(Tab("clear", TEXT_WIDTH), Tab("right", LANDSCAPE_WIDTH)))),
    Style("Footer" + ids.LANDSCAPE, "Footer Landscape", "Footer", Look(
        tabs=(
            Tab("clear", TEXT_WIDTH / 2), Tab("center", LANDSCAPE_WIDTH / 2),
            Tab("clear", TEXT_WIDTH), Tab("right", LANDSCAPE_WIDTH)))),
)  # fmt: skip

TABLES = (
    Style(ids.TABLE_TEXT, "Table Text", "Normal", Look(size=11, before=0, after=0, line=1)),
    Style(ids.TABLE_HEADING, "Table Heading", ids.TABLE_TEXT, Look(bold=True, keep_next=True)),
    # These two stand above and below tables, not in them.
    Style(ids.TABLE_GROUP, "Table Group", ids.TABLE_TEXT, Look(
        bold=True, before=10, after=4, keep_next=True)),
    Style(ids.TABLE_SUBTOTAL, "Table Subtotal", ids.TABLE_TEXT, Look(bold=True)),
    Style(ids.TABLE_TOTAL, "Table Total", ids.TABLE_TEXT, Look(bold=True)),
    Style(ids.TABLE_NOTE, "Table Note", ids.TABLE_TEXT, Look(size=10, color=GREY, before=4)),
)  # fmt: skip


def paragraphs(own: tuple[Style, ...], width: float) -> tuple[Style, ...]:
    """Return the styles of paragraphs of a template that has some of its own."""
    front = (CLASSIFICATION, *own, *FRONT)
    return (*front, *HEADINGS, *TEXT, *contents(width), *CLOSING, *TABLES)


CHARACTERS = (
    Style("Strong", "Strong", "", Look(bold=True)),
    Style("Emphasis", "Emphasis", "", Look(italic=True)),
    Style("Marking", "Marking", "", Look(caps=True, tracking=0.5)),
    Style("FactLabel", "Fact Label", "", Look(bold=True, color=GREY)),
    Style(ids.CAPTION_LABEL, "Caption Label", "", Look(bold=True)),
    Style(ids.INLINE_CODE, "Inline Code", "", Look(font=CODE_FONT, size=11, proof=False)),
    Style(ids.HYPERLINK, "Hyperlink", "", Look(color=ACCENT, underline=RULE)),
    Style(ids.FOOTNOTE_REFERENCE, "footnote reference", "", Look(raised=True)),
)

TABLE_EDGES = (Edge("bottom", 0.5, HAIRLINE), Edge("insideH", 0.5, HAIRLINE))
HEADING_ROW_EDGES = (Edge("bottom", 1, GREY),)
# What the cells of a row have for rules instead.
ROWS = (
    (ids.ROW_SUBTOTAL, "Row Subtotal", (Edge("top", 0.5, RULE), Edge("bottom"))),
    (ids.ROW_TOTAL, "Row Total", (Edge("top", 1, GREY), Edge("bottom", 1, GREY))),
)
