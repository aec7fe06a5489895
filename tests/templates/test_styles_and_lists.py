"""What the writer may rely on: the template's styles, its lists and where their text stands."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from reportgen.writers.word import styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHARACTER = {
    styles.HYPERLINK,
    styles.INLINE_CODE,
    styles.FOOTNOTE_REFERENCE,
    styles.CAPTION_LABEL,
}
TABLE = {
    styles.TABLE,
    styles.ROW_SUBTOTAL,
    styles.ROW_TOTAL,
}
CELLS = (
    styles.TABLE_TEXT,
    styles.TABLE_HEADING,
    styles.TABLE_GROUP,
    styles.TABLE_SUBTOTAL,
    styles.TABLE_TOTAL,
    styles.TABLE_NOTE,
)
AMOUNTS = tuple(cell + styles.AMOUNT for cell in CELLS)
SIDEWAYS = tuple(line + styles.LANDSCAPE for line in ("Header", "Footer"))
BRACKETED = tuple(amount + styles.BRACKETED for amount in AMOUNTS)

TEXT_WIDTH, LANDSCAPE_WIDTH = 9071, 14003  # 16.0 and 24.7 cm, in twentieths of a point

LIST_STYLES = (
    styles.NUMBERED,
    (styles.APPENDIX_HEADING, *styles.APPENDIX_PARAGRAPHS),
    styles.BULLETS,
    styles.NUMBERS,
    (styles.NUMBERED_HEADING, *styles.DECIMAL),
    styles.RECOMMENDATIONS,
    (styles.NUMERIC_APPENDIX_HEADING, *styles.NUMERIC_APPENDIX_PARAGRAPHS),
)
LINKS = [(style, level) for linked in LIST_STYLES for level, style in enumerate(linked)]


def contract() -> list[str]:
    """Return every style id that `styles.py` names."""
    found: list[str] = []
    for name, value in vars(styles).items():
        if name.isupper() and name not in ("AMOUNT", "BRACKETED", "LANDSCAPE"):
            found += [value] if isinstance(value, str) else value
    return found


def below(level: int) -> list[tuple[str, str]]:
    """Return what stands below a numbered paragraph: (a) at a level, (i) at the next."""
    return [("lowerLetter", f"(%{level})"), ("lowerRoman", f"(%{level + 1})")]


@pytest.mark.parametrize("style", [*contract(), *AMOUNTS, *BRACKETED, *SIDEWAYS])
def test_template_has_every_style_the_writer_names(style: str, style_nodes: dict[str, Any]) -> None:
    """Each is there, and of the kind that the writer uses it as."""
    kind = "table" if style in TABLE else "character" if style in CHARACTER else "paragraph"
    assert style in style_nodes
    assert style_nodes[style].get(W + "type") == kind


def test_styles_rest_on_styles_that_exist(style_nodes: dict[str, Any]) -> None:
    """No style is based on, or followed by, one that is missing."""
    named = {
        node.get(W + "val")
        for style in style_nodes.values()
        for tag in ("basedOn", "next")
        for node in style.iter(W + tag)
    }
    assert named
    assert named <= style_nodes.keys()


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("Title", "Title"),
        ("Heading1", "heading 1"),
        ("BodyText", "Body Text"),
        ("ListBullet", "List Bullet"),
        ("ListNumber2", "List Number 2"),
        ("ListContinue3", "List Continue 3"),
        ("Caption", "caption"),
        ("FootnoteText", "footnote text"),
        ("FootnoteReference", "footnote reference"),
        ("Hyperlink", "Hyperlink"),
        ("TOC1", "toc 1"),
        ("TOC2", "toc 2"),
        ("TableofFigures", "table of figures"),
    ],
)
def test_words_own_styles_have_words_own_names(
    style: str, name: str, style_nodes: dict[str, Any]
) -> None:
    """So Word knows a heading as a heading, in navigation and for screen readers."""
    node = style_nodes[style]
    assert node.find(W + "name").get(W + "val") == name
    assert node.get(W + "customStyle") is None


@pytest.mark.parametrize(("style", "level"), LINKS)
def test_lists_and_styles_are_linked_both_ways(
    style: str, level: int, style_nodes: dict[str, Any], parts: dict[str, bytes]
) -> None:
    """The style names the level and the level names the style: a paragraph needs its style only."""
    number = style_nodes[style].find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
    assert style_nodes[style].find(f"{W}pPr/{W}numPr/{W}ilvl").get(W + "val") == str(level)
    node = levels(parts, number)[level]
    assert node.find(W + "pStyle").get(W + "val") == style


@pytest.mark.parametrize(
    ("style", "formats"),
    [
        (styles.NUMBERED[0], [("decimal", "%1"), *below(2)]),
        (
            styles.APPENDIX_HEADING,
            [("upperLetter", "Appendix %1"), ("decimal", "%1%2"), *below(3)],
        ),
        (
            styles.NUMERIC_APPENDIX_HEADING,
            [("decimal", "Appendix %1"), ("decimal", "%1.%2"), *below(3)],
        ),
        (styles.NUMBERED_HEADING, [("decimal", "%1"), ("decimal", "%1.%2"), *below(3)]),
        (styles.RECOMMENDATIONS[0], [("decimal", "R%1"), *below(2)]),
        (styles.BULLETS[0], [("bullet", "•"), ("bullet", "–"), ("bullet", "•")]),
        (styles.NUMBERS[0], [("decimal", "%1."), *below(2)]),
    ],
)
def test_numbers_read_as_the_papers_house_writes_them(
    style: str,
    formats: list[tuple[str, str]],
    style_nodes: dict[str, Any],
    parts: dict[str, bytes],
) -> None:
    """1, 1.1, R1, A1, each with (a) and (i) below; no paragraph's number ends in a full stop."""
    number = style_nodes[style].find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
    found = [
        (level.find(W + "numFmt").get(W + "val"), level.find(W + "lvlText").get(W + "val"))
        for level in levels(parts, number)
    ]
    assert len(found) == 9
    assert found[: len(formats)] == formats


def test_numbers_begin_again_under_each_paragraph_and_heading(parts: dict[str, bytes]) -> None:
    """Word restarts a level after any level above it, unless a list says otherwise."""
    numbering = etree.fromstring(parts["word/numbering.xml"])
    assert list(numbering.iter(W + "lvl"))
    assert not list(numbering.iter(W + "lvlRestart"))


@pytest.mark.parametrize("style", styles.HEADINGS)
def test_headings_are_not_numbered(style: str, style_nodes: dict[str, Any]) -> None:
    """So paragraph numbers run through all sections; and a heading never ends a page."""
    lineage = ancestry(style, style_nodes)
    assert not any(node.findall(f"{W}pPr/{W}numPr") for node in lineage)
    assert any(node.findall(f"{W}pPr/{W}keepNext") for node in lineage)


@pytest.mark.parametrize("style", [styles.APPENDIX_HEADING, styles.NUMERIC_APPENDIX_HEADING])
def test_appendix_begins_a_page_and_is_in_navigation(
    style: str, style_nodes: dict[str, Any]
) -> None:
    """An appendix is a heading of the first level on a page of its own."""
    assert inherited(style, "pageBreakBefore", style_nodes) is not None
    assert inherited(style, "outlineLvl", style_nodes).get(W + "val") == "0"


def test_numbered_section_heading_is_a_heading(style_nodes: dict[str, Any]) -> None:
    """In the decimal scheme too, sections are in the navigation, and look as they otherwise do."""
    own = style_nodes[styles.NUMBERED_HEADING]
    assert own.find(W + "basedOn").get(W + "val") == styles.HEADINGS[0]
    assert [node.tag for node in own.find(W + "pPr")] == [W + "numPr"]
    assert own.find(W + "rPr") is None
    assert inherited(styles.NUMBERED_HEADING, "outlineLvl", style_nodes).get(W + "val") == "0"


def test_contents_do_not_list_themselves(style_nodes: dict[str, Any]) -> None:
    """The heading over a list of headings is not in the outline, and stays with the list."""
    outline = inherited(styles.CONTENTS_HEADING, "outlineLvl", style_nodes)
    assert outline.get(W + "val") == "9"
    assert inherited(styles.CONTENTS_HEADING, "keepNext", style_nodes) is not None


@pytest.mark.parametrize("style", [*styles.CONTENTS, styles.CAPTIONS_LIST])
def test_page_numbers_of_contents_stand_at_the_margin(
    style: str, style_nodes: dict[str, Any]
) -> None:
    """One stop, at the text's width, and no indent that a program would hide the number in."""
    stops = stops_of(style, style_nodes)
    assert stops == [("right", TEXT_WIDTH)]
    indent = inherited(style, "ind", style_nodes)
    assert int(indent.get(W + "hanging")) > 0
    assert not any(
        node.get(W + "right")
        for name in ancestry(style, style_nodes)
        for node in name.iter(W + "ind")
    )


@pytest.mark.parametrize("style", SIDEWAYS)
def test_lines_of_landscape_pages_end_at_their_margin(
    style: str, style_nodes: dict[str, Any]
) -> None:
    """The stops of upright pages are cleared, so that none of them catches a tab."""
    upright = style_nodes[style].find(W + "basedOn").get(W + "val")
    stops = stops_of(style, style_nodes)
    assert style == upright + styles.LANDSCAPE
    assert ("right", LANDSCAPE_WIDTH) in stops
    assert {at for kind, at in stops if kind == "clear"} == {
        at for _, at in stops_of(upright, style_nodes)
    }


def test_running_line_of_an_appendix_needs_no_tab(style_nodes: dict[str, Any]) -> None:
    """It ends at the margin of a page of any width."""
    assert inherited(styles.APPENDIX_CONTINUED, "jc", style_nodes).get(W + "val") == "right"


@pytest.mark.parametrize(
    "series",
    [
        styles.DECIMAL,
        styles.RECOMMENDATIONS,
        styles.APPENDIX_PARAGRAPHS,
        styles.NUMERIC_APPENDIX_PARAGRAPHS,
    ],
)
def test_all_numbered_paragraphs_look_alike(
    series: tuple[str, ...], style_nodes: dict[str, Any], parts: dict[str, bytes]
) -> None:
    """A change to the running paragraphs is a change to those of every other series."""
    for style, running in zip(series, styles.NUMBERED, strict=True):
        assert style_nodes[style].find(W + "basedOn").get(W + "val") == running
        assert style_nodes[style].find(W + "rPr") is None
        mine, theirs = (linked_level(name, style_nodes, parts) for name in (style, running))
        for number in (mine, theirs):
            assert number.find(W + "lvlJc").get(W + "val") == "left"
        assert mine.find(f"{W}pPr/{W}ind").attrib == theirs.find(f"{W}pPr/{W}ind").attrib


@pytest.mark.parametrize(
    ("continued", "item"),
    [
        *zip(styles.NUMBERED_CONTINUE, styles.NUMBERED, strict=True),
        *zip(styles.NUMBERED_CONTINUE, styles.DECIMAL, strict=True),
        *zip(styles.LIST_CONTINUE, styles.BULLETS, strict=True),
        *zip(styles.LIST_CONTINUE, styles.NUMBERS, strict=True),
    ],
)
def test_second_paragraph_of_an_item_stands_under_its_text(
    continued: str, item: str, style_nodes: dict[str, Any], parts: dict[str, bytes]
) -> None:
    """The left edge of an item's text goes on in the paragraphs that belong to it."""
    text_at = linked_level(item, style_nodes, parts).find(f"{W}pPr/{W}ind").get(W + "left")
    assert style_nodes[continued].find(f"{W}pPr/{W}ind").get(W + "left") == text_at


@pytest.mark.parametrize(("plain", "bracketed"), list(zip(AMOUNTS, BRACKETED, strict=True)))
def test_amounts_keep_the_room_of_a_bracket(
    plain: str, bracketed: str, style_nodes: dict[str, Any]
) -> None:
    """Digits of a column stand under each other: Arial's bracket is a third of the type size."""
    size = next(
        int(node.get(W + "val"))
        for style in ancestry(plain, style_nodes)
        for node in style.findall(f"{W}rPr/{W}sz")
    )
    look = style_nodes[plain].find(W + "pPr")
    assert look.find(W + "jc").get(W + "val") == "right"
    room = int(look.find(W + "ind").get(W + "right"))
    assert room == pytest.approx(0.333 * size * 10, abs=1)
    filled = style_nodes[bracketed]
    assert filled.find(W + "basedOn").get(W + "val") == plain
    assert filled.find(f"{W}pPr/{W}ind").get(W + "right") == "0"


def test_text_colours_can_be_read_by_everybody(style_nodes: dict[str, Any]) -> None:
    """Each colour of text has a contrast of 4.5 to 1 at least, on white and on the grey shade."""
    colors = {
        node.get(W + "val")
        for style in style_nodes.values()
        for node in style.findall(f"{W}rPr/{W}color")
    }
    assert colors
    assert all(contrast(color, paper) >= 4.5 for color in colors for paper in ("FFFFFF", "F2F4F7"))


def test_a_house_changes_colours_and_fonts_in_one_place(parts: dict[str, bytes]) -> None:
    """Every colour names its place in the theme and is the theme's; so is the font of all text."""
    theme = etree.fromstring(parts["word/theme/theme1.xml"])
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    inherited = {"text1": "dk1", "text2": "dk2", "background2": "lt2"}
    sheet = etree.fromstring(parts["word/styles.xml"])
    seen = 0
    for node in sheet.iter():
        for value, place in (("val", "themeColor"), ("color", "themeColor"), ("fill", "themeFill")):
            name = node.get(W + place)
            if name and node.get(W + value) not in (None, "single", "clear", "auto"):
                entry = theme.find(f".//{a}{inherited.get(name, name)}/{a}srgbClr")
                assert entry.get("val") == node.get(W + value)
                seen += 1
    assert seen > 20
    fonts = sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert fonts.get(W + "asciiTheme") == "minorHAnsi"
    assert theme.find(f".//{a}minorFont/{a}latin").get("typeface") == fonts.get(W + "ascii")


def levels(parts: dict[str, bytes], number: str) -> list[Any]:
    """Return the levels of the list that a `w:num` uses."""
    numbering = etree.fromstring(parts["word/numbering.xml"])
    used = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(W + "val")
    return numbering.findall(f"{W}abstractNum[@{W}abstractNumId='{used}']/{W}lvl")


def linked_level(style: str, style_nodes: dict[str, Any], parts: dict[str, bytes]) -> Any:
    """Return the level of a list that a style is linked to."""
    numbering = style_nodes[style].find(f"{W}pPr/{W}numPr")
    number, level = (numbering.find(W + name).get(W + "val") for name in ("numId", "ilvl"))
    return levels(parts, number)[int(level)]


def stops_of(style: str, style_nodes: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the tab stops of a style, or those of the style it is based on: kind, place."""
    stops = inherited(style, "tabs", style_nodes).findall(W + "tab")
    return [(stop.get(W + "val"), int(stop.get(W + "pos"))) for stop in stops]


def inherited(style: str, name: str, style_nodes: dict[str, Any]) -> Any:
    """Return a property of a style's paragraphs, its own or the nearest that it is based on."""
    for node in ancestry(style, style_nodes):
        if (found := node.find(f"{W}pPr/{W}{name}")) is not None:
            return found
    return None


def ancestry(style: str, style_nodes: dict[str, Any]) -> list[Any]:
    """Return a style and those it is based on, itself first."""
    lineage = [style_nodes[style]]
    while (base := lineage[-1].find(W + "basedOn")) is not None:
        lineage.append(style_nodes[base.get(W + "val")])
    return lineage


def contrast(color: str, paper: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(color), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
