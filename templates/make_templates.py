"""Make the Word templates that come with reportgen.

In: the looks below. Out: `board-report.docx` beside this file, the same bytes on every run.
Run it from the project's root: `python -m templates.make_templates`.

A house that only wants other colours and fonts changes the theme in Word (Design > Colours,
Fonts), or `ACCENT` and `FONT` here. Lengths are in cm, type sizes and spaces in points.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportgen.writers.word import styles as ids

FONT = "Arial"  # Liberation Sans is its metric twin, so LibreOffice breaks lines as Word does
CODE_FONT = "Courier New"
INK, ACCENT, GREY = "1D1D1F", "1F3A5F", "4B5563"  # contrast with white 16.8, 11.5 and 7.6
RULE, HAIRLINE, TINT = "7A8794", "BFC5CD", "F2F4F7"
THEME_NAMES = {INK: "text1", ACCENT: "accent1", GREY: "text2", TINT: "background2",
               RULE: "accent3", HAIRLINE: "accent4"}

PAGE_WIDTH, PAGE_HEIGHT, SIDE, TOP = 21.0, 29.7, 2.5, 2.2
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
CELL_SIDE, CELL_TOP = 0.15, 0.1
BRACKET = 0.333  # the width of a closing bracket in Arial, in ems

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def main() -> None:
    """Write every template beside this script."""
    write_package(Path(__file__).with_name("board-report.docx"), board_report())


def board_report() -> dict[str, str]:
    """Return the parts of the board report's template: name in the package -> XML."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(PACKAGE_PARTS),
        "docProps/core.xml": CORE,
        "word/_rels/document.xml.rels": relationships(DOCUMENT_PARTS),
        "word/document.xml": document(),
        "word/fontTable.xml": FONT_TABLE,
        "word/footer1.xml": story("ftr", footer()),
        "word/footer2.xml": story("ftr", footer()),
        "word/footnotes.xml": FOOTNOTES,
        "word/header1.xml": story("hdr", first_header()),
        "word/header2.xml": story("hdr", running_header()),
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/styles.xml": style_sheet(),
        "word/theme/theme1.xml": theme(),
    }


def write_package(path: Path, parts: dict[str, str]) -> None:
    """Zip the parts in their order, with a fixed date so that the same parts are the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            text = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml
            package.writestr(entry, text.encode())


# --- the paper: its words and tags ----------------------------------------------------------


def document() -> str:
    """Return the body: front block, slots, sign-off, lists of papers, page set-up."""
    blocks = [*front_block(), paragraph(ids.BODY, "{{p body }}"), *sign_off(),
              *listed("Background papers", "background_papers"), *listed("Cleared by", "cleared_by"),
              paragraph(ids.BODY, "{{p appendices }}"), page_setup()]
    return (f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
            f"{''.join(blocks)}</w:body></w:document>")


def front_block() -> Iterator[str]:
    # The marking stands in the text as well, because screen readers skip headers.
    yield from when("marking", paragraph("Classification", "Classification: ",
                                         run("{{ marking }}", "Marking")))
    yield paragraph("BoardName", "{{ board }}")
    yield paragraph("MeetingDetails", "{{ date | long_date }}",
                    "{% if agenda_item %}", ", agenda item ", "{{ agenda_item }}", "{% endif %}")
    yield paragraph(ids.TITLE, "{{ title }}")
    yield from fact("Report of", "author.name or author.role", people("author", "name", "role"))
    yield from fact("Purpose", "purpose")
    yield from fact("Wards affected", "wards")
    yield from fact("Contact", "contact.name or contact.role or contact.email or contact.telephone",
                    people("contact", "name", "role", "email", "telephone"))


def fact(label: str, condition: str, value: str = "") -> Iterator[str]:
    tag = "{{ " + (value or condition) + " }}"
    yield from when(condition, paragraph("Fact", run(label, "FactLabel"), TAB, tag))


def people(person: str, *parts: str) -> str:
    """Return the expression that lists what is given of a person."""
    return "[" + ", ".join(f"{person}.{part}" for part in parts) + "] | select | join(', ')"


def sign_off() -> Iterator[str]:
    yield from when("author.name or author.role",
                    paragraph("SignOffName", "{{ author.name or author.role }}"))
    yield from when("author.name and author.role", paragraph("SignOff", "{{ author.role }}"))
    yield from when("author.email", paragraph("SignOff", "{{ author.email }}"))
    yield from when("author.telephone", paragraph("SignOff", "{{ author.telephone }}"))


def listed(heading: str, name: str) -> Iterator[str]:
    items = (paragraph(ids.BODY, "{%p for entry in " + name + " %}"),
             paragraph(ids.BULLETS[0], "{{ entry }}"), paragraph(ids.BODY, "{%p endfor %}"))
    yield from when(name, paragraph(ids.HEADINGS[1], heading), *items)


def when(condition: str, *blocks: str) -> Iterator[str]:
    """Print blocks only where the condition holds; docxtpl takes the tags' paragraphs away."""
    yield paragraph(ids.BODY, "{%p if " + condition + " %}")
    yield from blocks
    yield paragraph(ids.BODY, "{%p endif %}")


def first_header() -> Iterator[str]:
    yield paragraph("HeaderMarking", run("{{ marking }}", "Marking"))


def running_header() -> Iterator[str]:
    yield from when("marking", paragraph("HeaderMarking", run("{{ marking }}", "Marking")))
    # A long title would run into the board's name: there is room for about 95 letters.
    yield paragraph("Header", "{{ board }}", ", ", "{{ date | long_date }}", TAB,
                    "{% if (board ~ title) | length < 80 %}", "{{ title }}", "{% endif %}")


def footer() -> Iterator[str]:
    yield paragraph("Footer", TAB, run("{{ marking }}", "Marking"), TAB,
                    "Page ", field("PAGE"), " of ", field("NUMPAGES"))


def story(element: str, blocks: Iterator[str]) -> str:
    """Return a header or a footer."""
    return f'<w:{element} xmlns:w="{W}">{"".join(blocks)}</w:{element}>'


def paragraph(style: str, *runs: str) -> str:
    body = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{body}</w:p>'


def run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def field(code: str) -> str:
    """Return a field with its result stored, so that viewers that do not compute show one."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (mark.format("begin") + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText>'
            "</w:r>" + mark.format("separate") + run("1") + mark.format("end"))


def page_setup() -> str:
    kinds = (("header", "first", "rId11"), ("header", "default", "rId12"),
             ("footer", "first", "rId13"), ("footer", "default", "rId14"))
    stories = "".join(f'<w:{kind}Reference w:type="{on}" r:id="{target}"/>'
                      for kind, on, target in kinds)
    return (f"<w:sectPr>{stories}"
            f'<w:pgSz w:w="{cm(PAGE_WIDTH)}" w:h="{cm(PAGE_HEIGHT)}"/>'
            f'<w:pgMar w:top="{cm(TOP)}" w:right="{cm(SIDE)}" w:bottom="{cm(TOP)}" '
            f'w:left="{cm(SIDE)}" w:header="{cm(1.0)}" w:footer="{cm(1.0)}" w:gutter="0"/>'
            "<w:titlePg/></w:sectPr>")


# --- styles ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edge:
    """One rule of a paragraph or a cell, `space` away from its text; no colour: no rule."""

    side: str
    width: float = 0
    color: str = ""
    space: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a style looks; `None` and `""` leave it to the style it is based on."""

    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    numbering: tuple[int, int] | None = None  # list, level
    rules: tuple[Edge, ...] = ()
    shade: str = ""
    tabs: tuple[tuple[str, float], ...] = ()
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    contextual: bool = False
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


TITLE_RULE = (Edge("bottom", 1, ACCENT, 7),)
HANG = 1.0  # the text of a numbered paragraph; levels below step by 0.8
SUB, SUBSUB = 1.8, 2.6
LISTS = (1.6, 2.4, 3.2)  # the text of lists inside a numbered paragraph

PARAGRAPHS = (
    Style(ids.BODY, "Body Text", "Normal", Look()),
    Style("Classification", "Classification", "Normal", Look(size=10, color=GREY, after=10)),
    Style("BoardName", "Board Name", "Normal", Look(
        size=13, bold=True, color=ACCENT, after=2, keep_next=True)),
    Style("MeetingDetails", "Meeting Details", "Normal", Look(
        size=11, color=GREY, after=20, keep_next=True)),
    Style(ids.TITLE, "Title", "Normal", Look(
        size=20, bold=True, color=ACCENT, line=1.05, before=0, after=10, rules=TITLE_RULE,
        keep_next=True, keep_lines=True), ids.BODY),
    Style("Fact", "Fact", "Normal", Look(
        size=11, after=3, line=1.1, left=4.0, hanging=4.0, tabs=(("left", 4.0),))),
    Style(ids.HEADINGS[0], "heading 1", "Normal", Look(
        size=14, bold=True, color=ACCENT, before=18, after=6, line=1.1, keep_next=True,
        keep_lines=True, outline=0), ids.NUMBERED[0]),
    Style(ids.HEADINGS[1], "heading 2", ids.HEADINGS[0], Look(
        size=12, before=14, after=4, outline=1), ids.NUMBERED[0]),
    Style(ids.HEADINGS[2], "heading 3", ids.HEADINGS[1], Look(
        color=INK, before=12, outline=2), ids.NUMBERED[0]),
    Style(ids.HEADINGS[3], "heading 4", ids.HEADINGS[2], Look(
        bold=False, color=GREY, outline=3), ids.NUMBERED[0]),
    Style(ids.APPENDIX_HEADING, "Appendix Heading", ids.HEADINGS[0], Look(
        size=16, before=0, after=12, rules=TITLE_RULE, page_break=True, numbering=(2, 0),
        outline=0), ids.BODY),
    Style("AppendixParagraph", "Appendix Paragraph", ids.BODY, Look(numbering=(2, 1))),
    Style(ids.NUMBERED[0], "Numbered Paragraph", ids.BODY, Look(numbering=(1, 0))),
    Style(ids.NUMBERED[1], "Sub Paragraph", ids.BODY, Look(numbering=(1, 1))),
    Style(ids.NUMBERED[2], "Sub Sub Paragraph", ids.BODY, Look(numbering=(1, 2))),
    Style(ids.NUMBERED_CONTINUE[0], "Paragraph Continue", ids.BODY, Look(left=HANG)),
    Style(ids.NUMBERED_CONTINUE[1], "Sub Paragraph Continue", ids.BODY, Look(left=SUB)),
    Style(ids.NUMBERED_CONTINUE[2], "Sub Sub Paragraph Continue", ids.BODY, Look(left=SUBSUB)),
    *(Style(ids.BULLETS[n], f"List Bullet{'' if n == 0 else f' {n + 1}'}", ids.BODY,
            Look(numbering=(3, n), contextual=True)) for n in range(3)),
    *(Style(ids.NUMBERS[n], f"List Number{'' if n == 0 else f' {n + 1}'}", ids.BODY,
            Look(numbering=(4, n), contextual=True)) for n in range(3)),
    *(Style(ids.LIST_CONTINUE[n], f"List Continue{'' if n == 0 else f' {n + 1}'}", ids.BODY,
            Look(left=LISTS[n])) for n in range(3)),
    Style(ids.QUOTE, "Quote", ids.BODY, Look(
        left=1.6, right=1.0, color=GREY, rules=(Edge("left", 2, HAIRLINE, 10),))),
    Style(ids.CODE_BLOCK, "Code Block", ids.BODY, Look(
        font=CODE_FONT, size=10, line=1.1, left=1.0, shade=TINT, proof=False, align="left")),
    Style(ids.BREAK, "Section Break", ids.BODY, Look(
        align="center", before=14, after=14, color=GREY)),
    Style(ids.CAPTION, "caption", "Normal", Look(
        size=11, before=14, after=5, line=1.1, keep_next=True, keep_lines=True)),
    Style(ids.FIGURE, "Figure", "Normal", Look(before=10, after=8, line=1, keep_next=True)),
    Style("SignOffName", "Sign-off Name", "Normal", Look(
        bold=True, before=30, after=0, keep_next=True)),
    Style("SignOff", "Sign-off", "Normal", Look(after=0, keep_next=True)),
    Style("Header", "header", "Normal", Look(
        size=9, color=GREY, after=0, line=1, tabs=(("right", TEXT_WIDTH),))),
    Style("HeaderMarking", "Header Marking", "Header", Look(align="center", after=3)),
    Style("Footer", "footer", "Normal", Look(
        size=9, color=GREY, after=0, line=1,
        tabs=(("center", TEXT_WIDTH / 2), ("right", TEXT_WIDTH)))),
    Style(ids.FOOTNOTE_TEXT, "footnote text", "Normal", Look(size=10, after=3, line=1)),
    Style(ids.TABLE_TEXT, "Table Text", "Normal", Look(size=11, before=0, after=0, line=1)),
    Style(ids.TABLE_HEADING, "Table Heading", ids.TABLE_TEXT, Look(bold=True, keep_next=True)),
    Style(ids.TABLE_GROUP, "Table Group", ids.TABLE_TEXT, Look(
        bold=True, before=8, keep_next=True)),
    Style(ids.TABLE_SUBTOTAL, "Table Subtotal", ids.TABLE_TEXT, Look(bold=True)),
    Style(ids.TABLE_TOTAL, "Table Total", ids.TABLE_TEXT, Look(bold=True)),
    Style(ids.TABLE_NOTE, "Table Note", ids.TABLE_TEXT, Look(size=10, color=GREY, before=3)),
)

CHARACTERS = (
    Style("Strong", "Strong", "", Look(bold=True)),
    Style("Emphasis", "Emphasis", "", Look(italic=True)),
    Style("Marking", "Marking", "", Look(caps=True, tracking=0.5)),
    Style("FactLabel", "Fact Label", "", Look(bold=True, color=GREY)),
    Style("CaptionLabel", "Caption Label", "", Look(bold=True)),
    Style(ids.INLINE_CODE, "Inline Code", "", Look(font=CODE_FONT, size=11, proof=False)),
    Style(ids.HYPERLINK, "Hyperlink", "", Look(color=ACCENT, underline=RULE)),
    Style(ids.FOOTNOTE_REFERENCE, "footnote reference", "", Look(raised=True)),
)

# The borders of a cell in rows of each kind. A row with none keeps the table's own hairlines.
ROWS = (
    (ids.ROW_GROUP, "Row Group", (Edge("top"),)),
    (ids.ROW_SUBTOTAL, "Row Subtotal", (Edge("top", 0.5, RULE),)),
    (ids.ROW_TOTAL, "Row Total", (Edge("top", 1, GREY), Edge("bottom", 1, GREY))),
    (ids.ROW_NOTE, "Row Note", (Edge("top"), Edge("bottom"))),
)


def style_sheet() -> str:
    """Return styles.xml: defaults, then paragraph, character and table styles."""
    sheet = [paragraph_style(style) for style in (*PARAGRAPHS, *amount_styles())]
    sheet += [character_style(style) for style in CHARACTERS]
    sheet += [report_table(), *(row_style(*row) for row in ROWS)]
    return f'<w:styles xmlns:w="{W}">{DEFAULTS}{"".join(sheet)}</w:styles>'


def amount_styles() -> Iterator[Style]:
    """Two styles for the amounts of each kind of row.

    An amount keeps the room of a closing bracket free at its right; one in brackets fills it, so
    that the digits of a column stand under each other.
    """
    kinds = (ids.TABLE_HEADING, ids.TABLE_TEXT, ids.TABLE_GROUP, ids.TABLE_SUBTOTAL,
             ids.TABLE_TOTAL, ids.TABLE_NOTE)
    for kind in kinds:
        name, size = kind.replace("Table", "Table "), 10 if kind == ids.TABLE_NOTE else 11
        plain, bracketed = kind + ids.AMOUNT, kind + ids.AMOUNT + ids.BRACKETED
        room = size * BRACKET / 72 * 2.54
        yield Style(plain, f"{name} Amount", kind, Look(align="right", right=room))
        yield Style(bracketed, f"{name} Amount Bracketed", plain, Look(right=0))


def paragraph_style(style: Style) -> str:
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (f'<w:style w:type="paragraph"{custom(style.name)} w:styleId="{style.id}">'
            f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based_on}"/>{following}'
            f"<w:qFormat/>{paragraph_look(style.look)}{run_look(style.look)}</w:style>")


def character_style(style: Style) -> str:
    return (f'<w:style w:type="character"{custom(style.name)} w:styleId="{style.id}">'
            f'<w:name w:val="{style.name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
            f"<w:qFormat/>{run_look(style.look)}</w:style>")


def report_table() -> str:
    margins = "".join(f'<w:{side} w:w="{cm(width)}" w:type="dxa"/>' for side, width in (
        ("top", CELL_TOP), ("left", CELL_SIDE), ("bottom", CELL_TOP), ("right", CELL_SIDE)))
    return (f'<w:style w:type="table" w:customStyle="1" w:styleId="{ids.TABLE}">'
            '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            # The first letter of a row stands on the margin, its shading a little outside.
            f'<w:tblPr><w:tblInd w:w="{-cm(CELL_SIDE)}" w:type="dxa"/><w:tblBorders>'
            f"{edges(Edge('bottom', 0.5, HAIRLINE), Edge('insideH', 0.5, HAIRLINE))}</w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edges(Edge("bottom", 1, GREY))}'
            f"</w:tcBorders>{shading(TINT)}<w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr>"
            "</w:style>")


def row_style(style_id: str, name: str, borders: tuple[Edge, ...]) -> str:
    return (f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tcPr><w:tcBorders>{edges(*borders)}</w:tcBorders></w:tcPr></w:style>")


BUILT_IN = ("Title", "Body Text", "caption", "Quote", "header", "footer", "footnote text",
            "footnote reference", "Hyperlink", "Strong", "Emphasis")


def custom(name: str) -> str:
    built_in = name in BUILT_IN or name.startswith(("heading ", "List "))
    return "" if built_in else ' w:customStyle="1"'


def paragraph_look(look: Look) -> str:
    """Return `w:pPr` with its children in the order of ECMA-376 part 1, 17.3.1.26."""
    num = look.numbering
    parts = (
        "<w:keepNext/>" if look.keep_next else "",
        "<w:keepLines/>" if look.keep_lines else "",
        "<w:pageBreakBefore/>" if look.page_break else "",
        f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "",
        f"<w:pBdr>{edges(*look.rules)}</w:pBdr>" if look.rules else "",
        shading(look.shade) if look.shade else "",
        tab_stops(look.tabs),
        spacing(look),
        indent(look),
        "<w:contextualSpacing/>" if look.contextual else "",
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>',
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""


def edges(*rules: Edge) -> str:
    return "".join(
        f'<w:{rule.side} w:val="single" w:sz="{round(rule.width * 8)}" w:space="{rule.space}" '
        f"{theme_color(rule.color)}/>"
        if rule.color
        else f'<w:{rule.side} w:val="nil"/>'
        for rule in rules
    )


def spacing(look: Look) -> str:
    given = "".join(f' w:{name}="{round(points * 20)}"' for name, points in (
        ("before", look.before), ("after", look.after)) if points is not None)
    if look.line is not None:
        given += f' w:line="{round(look.line * 240)}" w:lineRule="auto"'
    return f"<w:spacing{given}/>" if given else ""


def indent(look: Look) -> str:
    given = "".join(f' w:{name}="{cm(length)}"' for name, length in (
        ("left", look.left), ("right", look.right), ("hanging", look.hanging))
        if length is not None)
    return f"<w:ind{given}/>" if given else ""


def tab_stops(tabs: tuple[tuple[str, float], ...]) -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{cm(place)}"/>' for kind, place in tabs)
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def run_look(look: Look) -> str:
    """Return `w:rPr` with its children in the order of ECMA-376 part 1, 17.3.2.28."""
    font, size = look.font, look.size
    bold = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}
    parts = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else "",
        bold[look.bold],
        "<w:i/><w:iCs/>" if look.italic else "",
        "<w:caps/>" if look.caps else "",
        "" if look.proof else "<w:noProof/>",
        color(look.color) if look.color else "",
        "" if look.tracking is None else f'<w:spacing w:val="{round(look.tracking * 20)}"/>',
        "" if size is None else f'<w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/>',
        f'<w:u w:val="single" {theme_color(look.underline)}/>' if look.underline else "",
        '<w:vertAlign w:val="superscript"/>' if look.raised else "",
    )
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""


def color(value: str) -> str:
    return f'<w:color w:val="{value}" w:themeColor="{THEME_NAMES[value]}"/>'


def theme_color(value: str) -> str:
    return f'w:color="{value}" w:themeColor="{THEME_NAMES[value]}"'


def shading(value: str) -> str:
    return (f'<w:shd w:val="clear" w:color="auto" w:fill="{value}" '
            f'w:themeFill="{THEME_NAMES[value]}"/>')


def cm(length: float) -> int:
    """Return a length in twentieths of a point."""
    return round(length / 2.54 * 1440)


# --- numbering ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Level:
    format: str
    text: str
    style: str
    at: float  # where the text stands
    hanging: float
    align: str = "left"


def numbering() -> str:
    """Return numbering.xml: four lists of nine levels, the used ones linked to styles."""
    lists = (paragraph_levels(), appendix_levels(), bullet_levels(), number_levels())
    abstract = "".join(abstract_list(n, levels) for n, levels in enumerate(lists, 1))
    instances = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
                        for n in range(1, len(lists) + 1))
    return f'<w:numbering xmlns:w="{W}">{abstract}{instances}</w:numbering>'


def paragraph_levels() -> list[Level]:
    # No full stop after the paragraph's number: a reference then reads 4(b), not 4.(b).
    used = [Level("decimal", "%1", ids.NUMBERED[0], HANG, HANG),
            Level("lowerLetter", "(%2)", ids.NUMBERED[1], SUB, 0.8),
            Level("lowerRoman", "(%3)", ids.NUMBERED[2], SUBSUB, 0.8)]
    return deeper(used)


def appendix_levels() -> list[Level]:
    used = [Level("upperLetter", "Appendix %1", ids.APPENDIX_HEADING, 3.4, 3.4),
            Level("decimal", "%1%2", "AppendixParagraph", HANG, HANG),
            Level("lowerLetter", "(%3)", "", SUB, 0.8),
            Level("lowerRoman", "(%4)", "", SUBSUB, 0.8)]
    return deeper(used)


def bullet_levels() -> list[Level]:
    signs = "•–•–•–•–•"
    return [Level("bullet", sign, style, 1.6 + 0.8 * n, 0.6)
            for n, (sign, style) in enumerate(zip(signs, (*ids.BULLETS, *6 * ("",)), strict=True))]


def number_levels() -> list[Level]:
    # Set flush right before the text, so that 9. and 10. and (viii) keep one text edge.
    forms = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
    used = [Level(form, text, style, at, 0.15, "right")
            for (form, text), style, at in zip(forms, ids.NUMBERS, LISTS, strict=True)]
    return deeper(used)


def deeper(used: list[Level]) -> list[Level]:
    """Return nine levels; those nobody uses yet step on to the right."""
    forms, levels = ("upperLetter", "decimal", "lowerLetter"), list(used)
    while len(levels) < 9:
        n, above = len(levels), levels[-1]
        levels.append(Level(forms[n % 3], f"(%{n + 1})", "", above.at + 0.8, above.hanging,
                            above.align))
    return levels


def abstract_list(number: int, levels: list[Level]) -> str:
    body = "".join(level_xml(n, level) for n, level in enumerate(levels))
    return (f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5B0A4D0{number}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5B0A4E0{number}"/>'
            f"{body}</w:abstractNum>")


def level_xml(number: int, level: Level) -> str:
    linked = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    place = (f"<w:pPr>{tab_stops((('num', level.at),))}"
             f'<w:ind w:left="{cm(level.at)}" w:hanging="{cm(level.hanging)}"/></w:pPr>')
    look = run_look(Look(bold=False, color=GREY)) if level.style == ids.APPENDIX_HEADING else ""
    return (f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>'
            f'{linked}<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="{level.align}"/>'
            f"{place}{look}</w:lvl>")


# --- the other parts ------------------------------------------------------------------------

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" '
    'w:cs="{0}" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
    ' w:cstheme="minorBidi"/>{1}<w:sz w:val="24"/><w:szCs w:val="24"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "</w:style>"
).format(FONT, color(INK))

SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="en-GB"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" '
    'w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" '
    'w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)

FOOTNOTES = f'<w:footnotes xmlns:w="{W}">' + "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
    f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
) + "</w:footnotes>"

FONT_TABLE = f'<w:fonts xmlns:w="{W}">' + "".join(
    f'<w:font w:name="{name}"><w:altName w:val="{twin}"/><w:family w:val="{family}"/></w:font>'
    for name, twin, family in (
        (FONT, "Liberation Sans", "swiss"),
        (CODE_FONT, "Liberation Mono", "modern"),
    )
) + "</w:fonts>"

CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ title | safe }}</dc:title>'
    "<dc:creator>{{ (author.name or author.role) | safe }}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2022-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2022-01-01T00:00:00Z</dcterms:modified>'
    "<dc:language>en-GB</dc:language></cp:coreProperties>"
)

# id, kind of relationship (the last step of its name), target
PACKAGE_PARTS = (
    ("rId1", f"{R}/officeDocument", "word/document.xml"),
    ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
DOCUMENT_PARTS = (
    ("rId1", f"{R}/styles", "styles.xml"),
    ("rId2", f"{R}/numbering", "numbering.xml"),
    ("rId3", f"{R}/settings", "settings.xml"),
    ("rId4", f"{R}/theme", "theme/theme1.xml"),
    ("rId5", f"{R}/footnotes", "footnotes.xml"),
    ("rId6", f"{R}/fontTable", "fontTable.xml"),
    ("rId11", f"{R}/header", "header1.xml"),
    ("rId12", f"{R}/header", "header2.xml"),
    ("rId13", f"{R}/footer", "footer1.xml"),
    ("rId14", f"{R}/footer", "footer2.xml"),
)


def relationships(parts: tuple[tuple[str, str, str], ...]) -> str:
    links = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
                    for key, kind, target in parts)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = [("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
             ("word/document.xml", f"{word}.document.main+xml"),
             ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
             *((f"word/{name}.xml", f"{word}.{name}+xml")
               for name in ("fontTable", "footnotes", "numbering", "settings", "styles")),
             *((f"word/{name}{n}.xml", f"{word}.{name}+xml")
               for name in ("header", "footer") for n in (1, 2))]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>'
                        for name, kind in kinds)
    return (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')


def theme() -> str:
    """Return theme1.xml: the one place where a house changes its colour and its font."""
    colors = (("dk1", INK), ("lt1", "FFFFFF"), ("dk2", GREY), ("lt2", TINT), ("accent1", ACCENT),
              ("accent2", "5B7391"), ("accent3", RULE), ("accent4", HAIRLINE),
              ("accent5", "8FA1B5"), ("accent6", GREY), ("hlink", ACCENT), ("folHlink", ACCENT))
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors)
    fonts = "".join(f'<a:{kind}Font><a:latin typeface="{FONT}"/><a:ea typeface=""/>'
                    f'<a:cs typeface=""/></a:{kind}Font>' for kind in ("major", "minor"))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    formats = (f"<a:fillStyleLst>{3 * fill}</a:fillStyleLst><a:lnStyleLst>"
               + "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
               + "</a:lnStyleLst><a:effectStyleLst>"
               + 3 * "<a:effectStyle><a:effectLst/></a:effectStyle>"
               + f"</a:effectStyleLst><a:bgFillStyleLst>{3 * fill}</a:bgFillStyleLst>")
    return ('<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'name="Board report"><a:themeElements><a:clrScheme name="Board report">{scheme}'
            f'</a:clrScheme><a:fontScheme name="Board report">{fonts}</a:fontScheme>'
            f'<a:fmtScheme name="Board report">{formats}</a:fmtScheme></a:themeElements>'
            "</a:theme>")


if __name__ == "__main__":
    main()
