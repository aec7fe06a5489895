"""The house's template, made faulty: one fault each. Bytes come out.

A page names a maker by its name in MAKERS; tests/templates holds each fault against its code.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HOUSE = Path(__file__).parent.parent / "templates" / "board-report.docx"
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
HEADER = "word/header2.xml"
TITLE = '<w:t xml:space="preserve">{{ title }}</w:t>'
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="9" cy="9"/><wp:docPr id="77" name="Crest"{more}'
    "</wp:inline></w:drawing></w:r>"
)
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
WATERMARK = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'id="PowerPlusWaterMarkObject1"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
)
CHANGE = (
    '<w:ins w:id="9" w:author="A" w:date="2022-03-22T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>'
)

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the part of the house's template that has it, and how it gets there."""

    part: str
    change: Change
    code: str
    says: str

    def make(self) -> bytes:
        return changed(self.part, self.change)


def changed(part: str, change: Change) -> bytes:
    """Return the house's template with one part changed; raises where nothing would change."""
    target = io.BytesIO()
    with zipfile.ZipFile(HOUSE) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                before, text = text, change(text)
                assert before != text, f"nothing changed in {part}"
            new.writestr(name, text)
    return target.getvalue()


def swap(old: str, new: str, text: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def paragraph(*content: str) -> str:
    """Return a paragraph; what is no XML yet becomes a run of text."""
    runs = (
        part if part.startswith("<") else f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>'
        for part in content
    )
    return f"<w:p>{''.join(runs)}</w:p>"


def table(*rows: str, look: str = "", first: str = "") -> str:
    """Return a table of one column, with a tag or words in each row."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc></w:tr>'
    head = f"<w:trPr>{first}</w:trPr>" if first else ""
    body = "".join(
        f"<w:tr>{'' if number else head}{cell.format(paragraph(row))}"
        for number, row in enumerate(rows)
    )
    grid = '<w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{grid}{body}</w:tbl>"


def at_the_top(*blocks: str) -> Change:
    return partial(swap, "<w:body>", f"<w:body>{''.join(blocks)}")


def in_the_header(*content: str) -> Change:
    def put(xml: str) -> str:
        end = xml.rindex("</w:hdr>")
        return f"{xml[:end]}{paragraph(*content)}{xml[end:]}"

    return put


def without_style(style: str) -> Change:
    return partial(re.sub, rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', "")


def in_style(style: str, old: str, new: str) -> Change:
    """Change the first `old` (a pattern) of one style."""

    def change(xml: str) -> str:
        start = xml.index(f'w:styleId="{style}"')
        end = xml.index("</w:style>", start)
        return xml[:start] + re.sub(old, new, xml[start:end], count=1) + xml[end:]

    return change


def in_level(style: str, old: str, new: str) -> Change:
    """Change the first `old` of the level of a list that is linked to a style."""

    def change(xml: str) -> str:
        start = xml.rindex("<w:lvl ", 0, xml.index(f'<w:pStyle w:val="{style}"/>'))
        end = xml.index("</w:lvl>", start)
        return xml[:start] + xml[start:end].replace(old, new, 1) + xml[end:]

    return change


def without(*tags: str) -> Change:
    """Take tags out, and leave their paragraphs."""

    def change(xml: str) -> str:
        for tag in tags:
            xml = swap(tag, "", xml)
        return xml

    return change


HEADED = '<w:tblLook w:val="0480" w:firstColumn="1"/>'
HALF = '<w:hyperlink w:anchor="x"><w:r><w:t>{{ ti</w:t></w:r></w:hyperlink>'

FAULTS: dict[str, Fault] = {
    "a template with a misspelt field": Fault(
        DOCUMENT, at_the_top(paragraph("For the {{ bord }}")),
        "template-name", 'in the text, in "For the {{ bord }}": nothing is called "bord"'),
    "a template with a misspelt part of a person": Fault(
        DOCUMENT, at_the_top(paragraph("{% if author.rolle %}x{% endif %}")),
        "template-name", 'a person has no "rolle"'),
    "a template with a section that few papers have": Fault(
        DOCUMENT, partial(swap, "{{p body }}", "{{p section.risks }}"),
        "template-slot", "no place for"),
    "a template without a place for appendices": Fault(
        DOCUMENT, without("{{p appendices }}"), "template-slot", "no place for them"),
    "a template with its text twice": Fault(
        DOCUMENT, at_the_top(paragraph("{{p body }}")), "template-slot", "twice"),
    "a template with a filter that does not exist": Fault(
        DOCUMENT, at_the_top(paragraph("Of {{ title | shout }}")),
        "template-tag", 'there is no filter "shout"'),
    "a template with a filter that is used wrongly": Fault(
        DOCUMENT, at_the_top(paragraph("Of {{ title | round }}")),
        "template-tag", 'the filter "round" cannot use what it is given'),
    "a template with a loop that never ends": Fault(
        DOCUMENT, at_the_top(paragraph(*3 * ("{% for n in range(999) %}",), "x",
                                       *3 * ("{% endfor %}",))),
        "template-tag", "the template does too much"),
    "a template with a tag that a link cuts": Fault(
        DOCUMENT, at_the_top(paragraph(HALF, "tle }}")),
        "template-tag", "holds only a part of {{ title }}"),
    "a template with tags in two cells": Fault(
        DOCUMENT, at_the_top(table("{%p if title %}", "{%p endif %}", look=HEADED)),
        "template-tag", "begins in one cell or text box and ends in another"),
    "a template with tags of two sorts": Fault(
        DOCUMENT, at_the_top(table("{%tr if title %}", "{{ title }}", "{%p endif %}", look=HEADED)),
        "template-tag", 'begins with "{%tr" and ends with "{%p"'),
    "a template that never prints the board": Fault(
        HEADER, lambda xml: xml, "template-unused", 'never prints "board"'),
    "a template without a style": Fault(
        STYLES, without_style("SubParagraph"),
        "template-style", 'no paragraph style "SubParagraph"'),
    "a template with a style of another kind": Fault(
        STYLES, partial(swap, 'w:type="character" w:customStyle="1" w:styleId="InlineCode"',
                        'w:type="paragraph" w:customStyle="1" w:styleId="InlineCode"'),
        "template-style", "is not a character style"),
    "a template with a heading that Word does not know": Fault(
        STYLES, partial(swap, '<w:name w:val="heading 2"/>', '<w:name w:val="Our heading"/>'),
        "template-style", 'is called "Our heading"'),
    "a template with a style that is not numbered": Fault(
        STYLES, in_style("DecimalParagraph", "<w:numPr>.*?</w:numPr>", ""),
        "template-list", 'the style "DecimalParagraph" is linked to level 1'),
    "a template whose numbers end in a full stop": Fault(
        NUMBERING, in_level("NumberedParagraph", 'w:lvlText w:val="%1"', 'w:lvlText w:val="%1."'),
        "template-list", 'prints "%1."'),
    "a template with another format of numbers": Fault(
        NUMBERING, in_level("SubParagraph", "lowerLetter", "upperLetter"),
        "template-list", "numbers by upperLetter"),
    "a template with a number of its own": Fault(
        NUMBERING, in_level("AppendixHeading", "Appendix %1", "Annex %1"),
        "template-list", 'prints "Annex %1"'),
    "a template with a level that names no style": Fault(
        NUMBERING, in_level("SubSubParagraph", '<w:pStyle w:val="SubSubParagraph"/>', ""),
        "template-list", "does not name the style"),
    "a template that numbers headings": Fault(
        STYLES, in_style("Heading2", "<w:pPr>",
                         '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        "template-list", "Word numbers headings by it"),
    "a template on American paper": Fault(
        DOCUMENT, partial(re.sub, r'<w:pgSz [^>]*>', '<w:pgSz w:w="12240" w:h="15840"/>'),
        "template-page", "21.6 by 27.9 cm"),
    "a template in American English": Fault(
        STYLES, partial(swap, '<w:lang w:val="en-GB"', '<w:lang w:val="en-US"'),
        "template-language", 'language is "en-US"'),
    "a template with words in another language": Fault(
        DOCUMENT, at_the_top('<w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr>'
                             "<w:t>Color of money</w:t></w:r></w:p>"),
        "template-language", 'in the text, in "Color of money"'),
    "a template whose title has no style": Fault(
        DOCUMENT, partial(swap, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="BodyText"/>'),
        "template-title", "prints no title"),
    "a template with fonts of its own": Fault(
        STYLES, in_style("Quote", "<w:rPr>", '<w:rPr><w:rFonts w:ascii="Calibri"/>'),
        "template-theme", 'fonts are not taken from the theme in "Quote"'),
    "a template with colours of its own": Fault(
        STYLES, in_style("Quote", ' w:themeColor="text2"', ""),
        "template-theme", 'colours are not taken from the theme in "Quote"'),
    "a template with a table for layout": Fault(
        DOCUMENT, at_the_top(table("Report of", "{{ author.role }}")),
        "template-table", 'in the text, in "Report of": a table without a header'),
    "a template with a tag in a text box": Fault(
        DOCUMENT, at_the_top(paragraph("Beside ", BOX.format(paragraph("{{ title }}")))),
        "template-text-box", 'in "{{ title }}": a tag stands in a text box'),
    "a template with a page number in a text box": Fault(
        HEADER, in_the_header(BOX.format(
            paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))),
        "template-text-box", "in a header"),
    "a template with a crest without words": Fault(
        DOCUMENT, at_the_top(paragraph("Police", DRAWING.format(more="/>"))),
        "template-alt", 'in "Police": the picture "Crest" has no words'),
    "a template with a watermark": Fault(
        HEADER, in_the_header(WATERMARK), "template-watermark", "in a header"),
    "a template with a typed marking": Fault(
        HEADER, in_the_header("OFFICIAL-SENSITIVE"),
        "template-marking", 'in a header, in "OFFICIAL-SENSITIVE"'),
    "a template with tracked changes": Fault(
        DOCUMENT, at_the_top(paragraph("Some ", CHANGE)), "template-changes", 'in "Some new"'),
}  # fmt: skip


def _never_prints_the_board() -> bytes:
    """Take the board out of the text and of the header, which only asks about it then."""
    target = io.BytesIO()
    with zipfile.ZipFile(HOUSE) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"{{ board }}", b""))
    return target.getvalue()


def with_section_of_its_own(xml: str) -> str:
    """Put every required section, and one that papers may lack, in the place of the whole text."""
    kind = ("purpose", "financial_implications", "legal_implications", "recommendations", "risks")
    slots = "".join(paragraph(f"{{{{p section.{name} }}}}") for name in kind)
    return xml.replace('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t '
                       'xml:space="preserve">{{p body }}</w:t></w:r></w:p>', slots)  # fmt: skip


MAKERS: dict[str, Callable[[], bytes]] = {name: fault.make for name, fault in FAULTS.items()} | {
    "a template that never prints the board": _never_prints_the_board,
    "a template with a section of its own": lambda: changed(DOCUMENT, with_section_of_its_own),
}
