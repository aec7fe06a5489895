"""Turn the house's look into the XML of styles.xml and numbering.xml.

In: the data of `house_look.py` and `house_lists.py`. Out: the text of the two parts. Colours are
written twice, as Word does: as they are, and as their place in the theme, which Word prefers.
"""

from __future__ import annotations

from collections.abc import Iterator

import house_lists
import house_look as house
from house_look import Edge, Level, Look, Style, Tab

from reportgen.writers.word import styles as ids

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BRACKET = 0.333  # the width of a closing bracket in Arial, in ems
BUILT_IN = {
    *("Title", "Body Text", "Quote", "caption", "header", "footer"),
    *("footnote text", "footnote reference", "Hyperlink", "Strong", "Emphasis"),
    *("toc 1", "toc 2", "table of figures"),
}


def style_sheet(own: tuple[Style, ...], width: float) -> str:
    """Return styles.xml: the defaults, then paragraph, character and table styles.

    `own` are styles that not every template has, `width` is that of the text on a page.
    """
    paragraphs = house.paragraphs(own, width)
    sheet = [paragraph_style(style) for style in (*paragraphs, *amount_styles())]
    sheet += [character_style(style) for style in house.CHARACTERS]
    sheet += [report_table(), *(row_style(*row) for row in house.ROWS)]
    return f'<w:styles xmlns:w="{W}">{defaults()}{"".join(sheet)}</w:styles>'


def numbering() -> str:
    """Return numbering.xml: the lists and, under the same numbers, their first use."""
    lists = house_lists.lists()
    abstract = (abstract_list(n, levels) for n, levels in enumerate(lists, 1))
    used = (
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(lists) + 1)
    )
    return f'<w:numbering xmlns:w="{W}">{"".join((*abstract, *used))}</w:numbering>'


def cm(length: float) -> int:
    """Return a length in twentieths of a point."""
    return round(length / 2.54 * 1440)


# --- styles ---------------------------------------------------------------------------------


def defaults() -> str:
    """Return what a document has before any style, and Word's own default styles."""
    theme = 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"'
    cell_margins = cell_margin({"top": 0, "left": 0.19, "bottom": 0, "right": 0.19})
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(house.FONT, theme)}{color(house.INK)}"
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>'
        f"{spacing(Look(before=8, after=8, line=1.15))}</w:pPr></w:pPrDefault></w:docDefaults>"
        # Everything that this sheet does not name stays out of Word's list of styles.
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{cell_margins}</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "</w:style>"
    )


def amount_styles() -> Iterator[Style]:
    """Yield two styles for the amounts of each kind of row.

    An amount keeps the room of a closing bracket free at its right; one in brackets fills it, so
    that the digits of a column stand under each other.
    """
    sizes = {style.id: style.look.size for style in house.TABLES}
    for style in house.TABLES:
        room = (sizes[style.id] or sizes[ids.TABLE_TEXT] or 0) * BRACKET / 72 * 2.54
        amount = Style(
            style.id + ids.AMOUNT,
            style.name + " Amount",
            style.id,
            Look(align="right", right=room),
        )
        yield amount
        yield Style(amount.id + ids.BRACKETED, amount.name + " Bracketed", amount.id, Look(right=0))


def paragraph_style(style: Style) -> str:
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{custom(style.name)} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based_on}"/>{following}'
        f"<w:qFormat/>{paragraph_look(style.look)}{run_look(style.look)}</w:style>"
    )


def character_style(style: Style) -> str:
    return (
        f'<w:style w:type="character"{custom(style.name)} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:qFormat/>{run_look(style.look)}</w:style>"
    )


def report_table() -> str:
    """Return the style of tables.

    The first letter of a row stands on the page's margin, so the shade begins a little outside.
    """
    sides = {"top": house.CELL_TOP, "left": house.CELL_SIDE}
    sides |= {"bottom": house.CELL_TOP, "right": house.CELL_SIDE}
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{ids.TABLE}">'
        '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="{-cm(house.CELL_SIDE)}" w:type="dxa"/>'
        f"<w:tblBorders>{edges(house.TABLE_EDGES)}</w:tblBorders>{cell_margin(sides)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{cell_borders(house.HEADING_ROW_EDGES)}'
        f'{shading(house.TINT)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def row_style(style_id: str, name: str, borders: tuple[Edge, ...]) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tcPr>{cell_borders(borders)}</w:tcPr></w:style>"
    )


def custom(name: str) -> str:
    built_in = name in BUILT_IN or name.startswith(("heading ", "List "))
    return "" if built_in else ' w:customStyle="1"'


def cell_margin(sides: dict[str, float]) -> str:
    margins = (f'<w:{side} w:w="{cm(at)}" w:type="dxa"/>' for side, at in sides.items())
    return f"<w:tblCellMar>{''.join(margins)}</w:tblCellMar>"


def cell_borders(rules: tuple[Edge, ...]) -> str:
    return f"<w:tcBorders>{edges(rules)}</w:tcBorders>"


# --- looks ----------------------------------------------------------------------------------


def paragraph_look(look: Look) -> str:
    """Return `w:pPr`, its children in the order of ECMA-376 part 1, 17.3.1.26."""
    num = look.numbering
    parts = (
        "<w:keepNext/>" if look.keep_next else "",
        "<w:keepLines/>" if look.keep_lines else "",
        "<w:pageBreakBefore/>" if look.page_break else "",
        f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "",
        f"<w:pBdr>{edges(look.edges)}</w:pBdr>" if look.edges else "",
        shading(look.shade) if look.shade else "",
        tab_stops(look.tabs),
        spacing(look),
        indent(look),
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>',
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""


def run_look(look: Look) -> str:
    """Return `w:rPr`, its children in the order of ECMA-376 part 1, 17.3.2.28."""
    size = f"{look.size * 2:g}" if look.size else ""
    bold = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}
    parts = (
        fonts(look.font) if look.font else "",
        bold[look.bold],
        "<w:i/><w:iCs/>" if look.italic else "",
        "<w:caps/>" if look.caps else "",
        "" if look.proof else "<w:noProof/>",
        color(look.color) if look.color else "",
        f'<w:spacing w:val="{round(look.tracking * 20)}"/>' if look.tracking else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        f'<w:u w:val="single" {colored(look.underline)}/>' if look.underline else "",
        '<w:vertAlign w:val="superscript"/>' if look.raised else "",
    )
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""


def fonts(name: str, theme: str = "") -> str:
    plain = f'w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"'
    return f"<w:rFonts {plain} {theme}/>" if theme else f"<w:rFonts {plain}/>"


def edges(rules: tuple[Edge, ...]) -> str:
    return "".join(
        f'<w:{rule.side} w:val="single" w:sz="{round(rule.width * 8)}" w:space="{rule.space}" '
        f"{colored(rule.color)}/>"
        if rule.color
        else f'<w:{rule.side} w:val="nil"/>'
        for rule in rules
    )


def tab_stops(tabs: tuple[Tab, ...]) -> str:
    leaders = {tab: f' w:leader="{tab.leader}"' if tab.leader else "" for tab in tabs}
    stops = "".join(
        f'<w:tab w:val="{tab.kind}"{leaders[tab]} w:pos="{cm(tab.at)}"/>' for tab in tabs
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def spacing(look: Look) -> str:
    sides = (("before", look.before), ("after", look.after))
    given = "".join(f' w:{side}="{round(at * 20)}"' for side, at in sides if at is not None)
    if look.line is not None:
        given += f' w:line="{round(look.line * 240)}" w:lineRule="auto"'
    return f"<w:spacing{given}/>" if given else ""


def indent(look: Look) -> str:
    sides = (("left", look.left), ("right", look.right), ("hanging", look.hanging))
    given = "".join(f' w:{side}="{cm(at)}"' for side, at in sides if at is not None)
    return f"<w:ind{given}/>" if given else ""


def color(value: str) -> str:
    return f'<w:color w:val="{value}" w:themeColor="{house.THEME_COLORS[value]}"/>'


def colored(value: str) -> str:
    return f'w:color="{value}" w:themeColor="{house.THEME_COLORS[value]}"'


def shading(value: str) -> str:
    theme = house.THEME_COLORS[value]
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}" w:themeFill="{theme}"/>'


# --- lists ----------------------------------------------------------------------------------


def abstract_list(number: int, levels: tuple[Level, ...]) -> str:
    """Return one list. Its `nsid` is fixed: Word tells lists apart by it when text is copied."""
    body = "".join(level_xml(n, level) for n, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5B0A4D0{number}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5B0A4E0{number}"/>'
        f"{body}</w:abstractNum>"
    )


def level_xml(number: int, level: Level) -> str:
    linked = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>'
        f'{linked}<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="{level.align}"/>'
        f"<w:pPr>{tab_stops((Tab('num', level.at),))}"
        f"{indent(Look(left=level.at, hanging=level.hanging))}</w:pPr>"
        f"{run_look(level.look)}</w:lvl>"
    )
