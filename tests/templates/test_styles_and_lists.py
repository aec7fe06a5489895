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
    styles.ROW_GROUP,
    styles.ROW_SUBTOTAL,
    styles.ROW_TOTAL,
    styles.ROW_NOTE,
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
BRACKETED = tuple(amount + styles.BRACKETED for amount in AMOUNTS)

LIST_STYLES = (
    styles.NUMBERED,
    (styles.APPENDIX_HEADING, "AppendixParagraph"),
    styles.BULLETS,
    styles.NUMBERS,
)
LINKS = [(style, level) for linked in LIST_STYLES for level, style in enumerate(linked)]


def contract() -> list[str]:
    """Return every style id that `styles.py` names."""
    found: list[str] = []
    for name, value in vars(styles).items():
        if name.isupper() and name not in ("AMOUNT", "BRACKETED"):
            found += [value] if isinstance(value, str) else value
    return found


@pytest.mark.parametrize("style", [*contract(), *AMOUNTS, *BRACKETED])
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
        (styles.NUMBERED[0], [("decimal", "%1"), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]),
        (styles.APPENDIX_HEADING, [("upperLetter", "Appendix %1"), ("decimal", "%1%2")]),
        (styles.BULLETS[0], [("bullet", "•"), ("bullet", "–"), ("bullet", "•")]),
        (styles.NUMBERS[0], [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]),
    ],
)
def test_numbers_read_as_the_papers_house_writes_them(
    style: str,
    formats: list[tuple[str, str]],
    style_nodes: dict[str, Any],
    parts: dict[str, bytes],
) -> None:
    """1, (a), (i); Appendix A, A1; and a paragraph's number has no full stop."""
    number = style_nodes[style].find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
    found = [
        (level.find(W + "numFmt").get(W + "val"), level.find(W + "lvlText").get(W + "val"))
        for level in levels(parts, number)
    ]
    assert len(found) == 9
    assert found[: len(formats)] == formats


@pytest.mark.parametrize("style", styles.HEADINGS)
def test_headings_are_not_numbered(style: str, style_nodes: dict[str, Any]) -> None:
    """So paragraph numbers run through all sections; and a heading never ends a page."""
    lineage = ancestry(style, style_nodes)
    assert not any(node.findall(f"{W}pPr/{W}numPr") for node in lineage)
    assert any(node.findall(f"{W}pPr/{W}keepNext") for node in lineage)


def test_appendix_begins_a_page_and_is_in_navigation(style_nodes: dict[str, Any]) -> None:
    """An appendix is a heading of the first level on a page of its own."""
    look = style_nodes[styles.APPENDIX_HEADING].find(W + "pPr")
    assert look.find(W + "pageBreakBefore") is not None
    assert look.find(W + "outlineLvl").get(W + "val") == "0"


@pytest.mark.parametrize(
    ("continued", "item"),
    [
        *zip(styles.NUMBERED_CONTINUE, styles.NUMBERED, strict=True),
        *zip(styles.LIST_CONTINUE, styles.BULLETS, strict=True),
        *zip(styles.LIST_CONTINUE, styles.NUMBERS, strict=True),
    ],
)
def test_second_paragraph_of_an_item_stands_under_its_text(
    continued: str, item: str, style_nodes: dict[str, Any], parts: dict[str, bytes]
) -> None:
    """The left edge of an item's text goes on in the paragraphs that belong to it."""
    numbering = style_nodes[item].find(f"{W}pPr/{W}numPr")
    level = levels(parts, numbering.find(W + "numId").get(W + "val"))[
        int(numbering.find(W + "ilvl").get(W + "val"))
    ]
    text_at = level.find(f"{W}pPr/{W}ind").get(W + "left")
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
