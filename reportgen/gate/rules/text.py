"""Rules on how text looks: large enough, without serifs, left aligned, and dark enough.

The printed text is the text of the body outside tables, text boxes and small print; what follows
the accessibility regulations' rule on size leaves captions, notes, tables and contents alone.
"""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics, error, warning
from reportgen.gate.colours import AUTO, WHITE, contrast
from reportgen.gate.document import Document, Paragraph, Run
from reportgen.gate.looks import TextLook
from reportgen.gate.type_faces import is_monospaced, is_serif
from reportgen.patterns import regex
from reportgen.readers.word.xml import child

LEAST_BODY = 12.0  # points
LEAST = 9.0  # points: of captions, notes, tables, headers and footers
RUNNING_TEXT = 40  # letters: shorter lines are dates, names and labels
SMALL_PRINT = regex(
    r"caption|footnote|endnote|header|footer|^toc\b|table|contents|source|note|code|html|macro"
    r"|classification|details|fact|contact|sign-?off|subtitle|title|comment|balloon|annotation"
)
LARGE, LARGE_BOLD = 18.0, 14.0  # points (WCAG 2.2, large scale)
CONTRAST, LARGE_CONTRAST = 4.5, 3.0
SIZE_HINT = "in Word, Home, Styles, right-click the style, Modify: set it to {} point or more"
FONT_HINT = (
    "in Word, Design, Fonts: choose a font without serifs, such as Arial; or Home, Styles, "
    "right-click the style, Modify"
)
LEFT_HINT = "in Word, Home, Align Left (Ctrl+L); or Home, Styles, right-click the style, Modify"
COLOUR_HINT = "in Word, Home, Font Color: choose Automatic, or a darker colour of the theme"


def text_is_large_enough(document: Document) -> Diagnostics:
    """Report the sizes of running text below 12 point, and of any text below 9."""
    body: dict[float, Paragraph] = {}
    small: dict[float, Paragraph] = {}
    for paragraph, run, look in document.texts:
        if look.size < LEAST and not look.raised:
            small.setdefault(look.size, paragraph)
        elif _is_too_small(paragraph, run, look, document):
            body.setdefault(look.size, paragraph)
    return (
        *(
            warning("text-too-small", f"{first} is set in {size:g} point, where text should have "
                    f"{LEAST_BODY:g}", document.source, SIZE_HINT.format(f"{LEAST_BODY:g}"))
            for size, first in body.items()
        ),
        *(
            warning("text-too-small", f"{first} is set in {size:g} point, where even notes should "
                    f"have {LEAST:g}", document.source, SIZE_HINT.format(f"{LEAST:g}"))
            for size, first in small.items()
        ),
    )  # fmt: skip


def text_has_no_serifs(document: Document) -> Diagnostics:
    """Report the fonts with serifs that texts of the body and of tables are set in."""
    fonts: dict[str, Paragraph] = {}
    for paragraph, run, look in document.texts:
        if look.font not in fonts and any(letter.isalpha() for letter in run.text):
            roman = is_serif(look.font) or document.looks.is_roman(look.font)
            if roman and not is_monospaced(look.font):
                fonts[look.font] = paragraph
    return tuple(
        warning("serif-text", f'{first} is set in {font}, which has serifs', document.source,
                FONT_HINT)
        for font, first in fonts.items()
    )  # fmt: skip


def text_is_left_aligned(document: Document) -> Diagnostics:
    """Report paragraphs that are stretched over the whole line."""
    found = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.text.strip()
        and document.looks.paragraph_value(paragraph.node, paragraph.style, "w:jc")
        in ("both", "distribute")
    ]
    if not found:
        return ()
    many = f" and {len(found) - 1} more are" if len(found) > 1 else " is"
    message = f"{found[0]}{many} justified: its words stand at uneven distances"
    return (warning("text-justified", message, document.source, LEFT_HINT),)


def text_stands_out(document: Document) -> Diagnostics:
    """Report colours that do not stand out from what is behind them (WCAG 1.4.3).

    What is behind the text of a text box is not known, unless the text itself is shaded.
    """
    found: dict[tuple[str, str], Paragraph] = {}
    passed = set()
    page = _page(document)
    for paragraph, _, look in document.texts:
        if look.colour in (AUTO, ""):
            continue
        pair = (look.colour, _behind(paragraph, look, page, document))
        wanted = _wanted(look)
        if not pair[1] or pair in found or (pair, wanted) in passed:
            continue
        if contrast(*pair) < wanted:
            found[pair] = paragraph
        passed.add((pair, wanted))
    return tuple(
        error("contrast-low", f"{first} is in a colour ({colour}) too near to what is behind it "
              f"({behind}): {contrast(colour, behind):.1f} to 1", document.source, COLOUR_HINT)
        for (colour, behind), first in found.items()
    )  # fmt: skip


def _is_too_small(paragraph: Paragraph, run: Run, look: TextLook, document: Document) -> bool:
    """Tell whether most of a paragraph of running text is smaller than it should be."""
    small = look.size < LEAST_BODY and not look.raised and not is_monospaced(look.font)
    return small and len(run.text) * 2 > len(paragraph.text) and _is_running(paragraph, document)


def _is_running(paragraph: Paragraph, document: Document) -> bool:
    if not paragraph.is_body or len(paragraph.text) < RUNNING_TEXT:
        return False
    looks = document.looks
    if looks.heading_level(paragraph.node, paragraph.style):
        return False
    return not SMALL_PRINT.search(looks.called(paragraph.style))


def _behind(paragraph: Paragraph, look: TextLook, page: str, document: Document) -> str:
    """Return the colour behind a text, "" when that cannot be told."""
    if look.fill != AUTO:
        return look.fill
    looks = document.looks
    fill = looks.fill(paragraph.node, paragraph.style)
    cell = paragraph.cell
    while fill == AUTO and cell is not None and not paragraph.in_box:
        fill = looks.cell_fill(cell.node, cell.table.style, cell.regions)
        fill = cell.table.fill if fill == AUTO else fill
        cell = cell.table.within
    if fill != AUTO:
        return fill
    return "" if paragraph.in_box else page


def _page(document: Document) -> str:
    root = document.roots.get(document.package.main)
    background = child(root, "w:background")
    colour = "" if background is None else document.looks.theme.colour(background, "w:color")
    return colour if colour not in ("", AUTO) else WHITE


def _wanted(look: TextLook) -> float:
    large = look.size >= LARGE or (look.bold and look.size >= LARGE_BOLD)
    return LARGE_CONTRAST if large else CONTRAST
