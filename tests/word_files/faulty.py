"""Word files that are broken or unfit on purpose, for the pages of problems and for tests.

`letter` returns a sound file of a few paragraphs, as its arguments alter it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
from faults import ENCRYPTED_PART, OLE_CONTAINER, altered, png

from word_files.packages import HEAD, package, root

DOCUMENT = "word/document.xml"
MAIN = "wordprocessingml.document.main+xml"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
    f"<w:pPr>{look}</w:pPr></w:style>"
    for key, name, look in (
        ("Title", "Title", ""),
        *((f"Heading{n}", f"heading {n}", f'<w:outlineLvl w:val="{n - 1}"/>') for n in range(1, 7)),
        ("Caption", "caption", ""),
        ("Quote", "Quote", ""),
        ("ListContinue", "List Continue", ""),
    )
) + (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Firmer"><w:name w:val="Firmer"/>'
    '<w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Nameless"/>'
)
FORMS = {0: ("decimal", "%1."), 1: ("lowerLetter", "(%2)"), 2: ("lowerRoman", "(%3)")}
BULLET_LIST, NUMBER_LIST, OTHER_LIST, LEGAL_LIST, RESTARTED_LIST = 1, 2, 3, 4, 5

Parts = Mapping[str, str | bytes]
Links = Mapping[str, tuple[str, str]]


def letter(
    *body: str, parts: Parts | None = None, links: Links | None = None, notes: str = ""
) -> bytes:
    """Return a file of these paragraphs (XML, or text for a paragraph of it)."""
    content = "".join(part if part.startswith("<") else p(r(part)) for part in body)
    named = {"rIdS": ("styles", "styles.xml"), "rIdN": ("numbering", "numbering.xml")}
    files: dict[str, str | bytes] = {
        DOCUMENT: root("w:document", f"<w:body>{content}<w:sectPr/></w:body>"),
        "word/styles.xml": root("w:styles", STYLES),
        "word/numbering.xml": root("w:numbering", numbering()),
        **(parts or {}),
    }
    if notes:
        files["word/footnotes.xml"] = root("w:footnotes", notes)
        named["rIdF"] = ("footnotes", "footnotes.xml")
    return package(files, {DOCUMENT: {**named, **(links or {})}})


def p(*runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words: str, level: int = 0, num: int = NUMBER_LIST) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(r(words), more=place)


def table(*rows: str, look: str = "") -> str:
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*content: str, more: str = "") -> str:
    inside = "".join(part if part.startswith("<") else p(r(part)) for part in content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside or '<w:p/>'}</w:tc>"


def picture(relation: str = "rIdP", alt: str = "A map", crop: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="900000"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/>{crop}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_picture(*body: str, data: bytes = b"", file: str = "media/map.png") -> bytes:
    parts = {f"word/{file}": data or png(200, 100)}
    return letter(*body, parts=parts, links={"rIdP": ("image", file)})


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + said + mark("separate") + r(result) + mark("end")


def text_box(words: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{p(r(words))}</w:txbxContent></wps:txbx></wps:wsp>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{p(r(words))}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def numbering() -> str:
    """Lists 1 to 5: bullets, the house's numbers, (a) at the top, 1.1 below 1, and 2 anew at 7."""
    bullets = dict.fromkeys(range(9), ("bullet", "•"))
    other = {0: ("lowerLetter", "(%1)"), 1: ("decimal", "%2.")}
    legal = {level: ("decimal", ".".join(f"%{n}" for n in range(1, level + 2))) for level in (0, 1)}
    lists = (bullets, FORMS, other, legal)
    made = "".join(_abstract(key, levels) for key, levels in enumerate(lists, start=1))
    nums = "".join(f'<w:num w:numId="{n}">{_on(n)}</w:num>' for n in range(1, len(lists) + 1))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    return f'{made}{nums}<w:num w:numId="{RESTARTED_LIST}">{_on(2)}{anew}</w:num>'


def _on(abstract: int) -> str:
    return f'<w:abstractNumId w:val="{abstract}"/>'


def _abstract(key: int, levels: Mapping[int, tuple[str, str]]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in levels.items()
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{made}</w:abstractNum>'


# --- unfit files ----------------------------------------------------------------------------

WHO = 'w:id="1" w:author="Officer" w:date="2022-03-22T09:00:00Z"'


def with_changes() -> bytes:
    """Three tracked changes (a word in, a word out, one made bold) and two comments."""
    return letter(
        p(
            r("The grant is "),
            f"<w:del {WHO}><w:r><w:delText>£400</w:delText></w:r></w:del>",
            f"<w:ins {WHO}>{r('£500')}</w:ins>",
            r(" for a ", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>"),
            r("year."),
            '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="1"/></w:r>',
        )
    )


def with_embedded_text() -> bytes:
    return letter(
        "Dear Commissioner",
        '<w:altChunk r:id="rIdA"/>',
        parts={"word/afchunk.htm": "<html><body>The terms of the grant</body></html>"},
        links={"rIdA": ("aFChunk", "afchunk.htm")},
    )


def with_dangling_references() -> bytes:
    return letter(
        p(r("Dear Commissioner"), style="HouseSalutation"),
        p(r("The terms are these."), style="HouseText"),
        item("It is spent by March.", num=44),
        p(r("See the note."), '<w:r><w:footnoteReference w:id="9"/></w:r>', picture("rId99")),
    )


def with_entity() -> bytes:
    entity = f'{HEAD}<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>'
    return letter("Dear Commissioner", parts={"word/extra.xml": entity})


def with_left_out() -> bytes:
    """A header with words, a hidden text and a list of contents."""
    return letter(
        p(field("TOC \\o", "Terms 3")),
        p(r("The grant is £400."), r("Do not tell them.", "<w:vanish/>")),
        parts={"word/header1.xml": root("w:hdr", p(r("Private and confidential")))},
        links={"rIdH": ("header", "header1.xml")},
    )


def with_made_plain() -> bytes:
    inner = table(row(cell("Youth"), cell("£400")))
    return letter(
        p(r("The grant is £400."), text_box("Subject to audit")),
        p("<m:oMath><m:f><m:num><m:r><m:t>400</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r>"
          "</m:den></m:f></m:oMath>"),
        table(row(cell("Fund"), cell("Parts")), row(cell("Main"), cell(inner, "in all"))),
    )  # fmt: skip


def with_old_numbers() -> bytes:
    return letter(
        p(r("See page "), field("PAGEREF _Ref1", "12"), r(" and Table 1.")),
        p(r("Table 1: Payments"), style="Caption"),
        table(row(cell("April"), cell("£100"))),
    )


def strict() -> bytes:
    old = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    return altered(letter("Dear Commissioner"), DOCUMENT, lambda xml: xml.replace(old, new))


def with_kind(kind: str) -> bytes:
    """A file whose text is said to be of another kind."""
    types = "[Content_Types].xml"
    return altered(letter("Dear Commissioner"), types, lambda xml: xml.replace(MAIN, kind))


def workbook() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def other_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.txt", "Dear Commissioner")
    return target.getvalue()


def without_text() -> bytes:
    """A package that names a part for its text and has none."""
    data, target = letter("Dear Commissioner"), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != DOCUMENT:
                new.writestr(name, old.read(name))
    return target.getvalue()


def bomb() -> bytes:
    target = io.BytesIO(letter("Dear Commissioner"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/map.png", b"\0" * 151_000_000)
    return target.getvalue()


def cut_short() -> bytes:
    data = letter("Dear Commissioner")
    return data[: len(data) // 2]


def cropped() -> bytes:
    return with_picture(p(picture(crop='<a:srcRect l="25000"/>')))


def with_link_to_a_file() -> bytes:
    shown = f'<w:hyperlink r:id="rIdL">{r("the spreadsheet")}</w:hyperlink>'
    links = {"rIdL": ("hyperlink", "file:///C:/Users/officer/grants.xlsx")}
    return letter(p(r("See "), shown), links=links)


def in_old_format() -> bytes:
    """Keep the picture as a metafile, which no program but Windows can size."""
    return with_picture(p(picture()), data=b"\x01\x00\x00\x00l\x00\x00\x00", file="media/map.emf")


def with_linked_picture() -> bytes:
    shown = picture("rIdP", "A map of the county").replace("r:embed", "r:link")
    links = {"rIdP": ("image", "https://example.org/map.png")}
    return letter(p(r("See "), shown), links=links)


def with_control() -> bytes:
    shown = (
        "<w:r><w:object><v:shape id='_x0000_i1025' alt='Accept'><v:textbox/></v:shape>"
        '<w:control r:id="rIdC" w:name="Button"/></w:object></w:r>'
    )
    parts = {"word/activeX/activeX1.xml": root("w:control", "")}
    return letter(
        p(r("Press "), shown), parts=parts, links={"rIdC": ("control", "activeX/activeX1.xml")}
    )


def with_lost_bookmark() -> bytes:
    return letter(p(r("See "), field(r"REF Grant \\h", "section 4")))


MAKERS: dict[str, Callable[[], bytes]] = {
    "a letter": lambda: letter("Dear Commissioner", "The grant is £400."),
    "a letter with 3 tracked changes and 2 comments": with_changes,
    "a letter with text in an embedded file": with_embedded_text,
    "a letter with references that lead nowhere": with_dangling_references,
    "a letter with an XML entity": with_entity,
    "a letter with a header, a hidden text and a list of contents": with_left_out,
    "a letter with a text box, an equation and a table within a table": with_made_plain,
    "a letter with a cropped picture": cropped,
    "a letter with a picture in a format of old Windows": in_old_format,
    "a letter that names a page and a table by their numbers": with_old_numbers,
    "a letter without text": letter,
    "a letter saved as Strict Open XML": strict,
    "a letter with macros": lambda: with_kind("ms-word.document.macroEnabled.main+xml"),
    "a letter of before 2007": lambda: OLE_CONTAINER,
    "a letter with a password": lambda: OLE_CONTAINER + ENCRYPTED_PART,
    "a letter that unpacks to 151 MB": bomb,
    "a letter cut short": cut_short,
    "a workbook": workbook,
    "a letter with a link to a file": with_link_to_a_file,
    "a letter with a picture on a web page": with_linked_picture,
    "a letter with a button": with_control,
    "a letter with a reference to a lost bookmark": with_lost_bookmark,
}
