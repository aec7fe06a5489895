"""Word files for the gate: one that everybody can read, and what people do to such files.

`minutes` returns the sound one with texts of its parts replaced. FAULTS has one fault each: its
name, the code of what is found, and the replacements that make it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from faults import png
from word_files.packages import HEAD, RELATIONSHIPS, package, root

BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
HEADER, FOOTNOTES = "word/header1.xml", "word/footnotes.xml"
LONG = "The Board noted the programme for the year, and asked for a report on its results in May."
Change = tuple[str, str, str]


def p(*runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words: str, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{more}</w:tcPr>{p(r(words))}</w:tc>'


def row(*words: str, more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(map(cell, words))}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    look = '<w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="0420"/>'
    grid = '<w:gridCol w:w="3000"/>' * columns
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(
    alt: str = "Map of the four council areas", more: str = "", frame: str = "inline"
) -> str:
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="1800000" cy="900000"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}">{more}</wp:docPr><a:graphic>'
        '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:{frame}></w:drawing></w:r>"
    )


def field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")]
    said = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks[0]}{said}{marks[1]}{r(result)}{marks[2]}"


def link(words: str, relation: str = 'r:id="rIdL"') -> str:
    return f"<w:hyperlink {relation}>{r(words)}</w:hyperlink>"


def control(words: str, about: str = '<w:alias w:val="Chair"/>') -> str:
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{r(words)}</w:sdtContent></w:sdt>"


def item(words: str) -> str:
    return p(r(words), style="ListBullet")


TABLE = table(
    row("Grant", "Amount", more="<w:tblHeader/>"), row("Mentoring", "£400"), row("Outreach", "£300")
)
CONTENT = "".join(
    (
        p(r("Minutes of the Board"), style="Title"),
        p('<w:bookmarkStart w:id="1" w:name="Grants"/>', r("Grants"),
          '<w:bookmarkEnd w:id="1"/>', style="Heading1"),
        p(r(LONG)),
        p(r("Decisions"), style="Heading2"),
        p(r("The Board agreed:")),
        item("the grants for mentoring"),
        item("the grants for outreach"),
        TABLE,
        p(picture()),
        p(r("See "), field(r"REF Grants \h", "Grants"), r(" and "), link("the strategy of 2022"),
          r(".")),
        p(r("Signed by "), control("Simon Foster"), r(" as agreed"),
          '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    )
)  # fmt: skip
LOOKS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    '<w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2, 3)
    )
    + '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TITLE = "<dc:title>Minutes of the Board</dc:title>"
ABOUT = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/">{TITLE}</cp:coreProperties>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
START = (
    f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
LINKS = {
    "rIdS": ("styles", "styles.xml"),
    "rIdN": ("numbering", "numbering.xml"),
    "rIdF": ("footnotes", "footnotes.xml"),
    "rIdH": ("header", "header1.xml"),
    "rIdP": ("image", "media/map.png"),
    "rIdL": ("hyperlink", "https://example.org/strategy-2022"),
}


def minutes(*changes: Change) -> bytes:
    """Return the sound file, with each change's old text (which has to be there) replaced."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": START,
        CORE: ABOUT,
        BODY: root("w:document", f"<w:body>{CONTENT}<w:sectPr/></w:body>"),
        STYLES: root("w:styles", LOOKS),
        "word/numbering.xml": root("w:numbering", LISTS),
        FOOTNOTES: root("w:footnotes", f'<w:footnote w:id="1">{p(r("A note."))}</w:footnote>'),
        HEADER: root("w:hdr", p(r("Board"), "<w:r><w:tab/><w:tab/></w:r>", r("Page 1"))),
        "word/media/map.png": png(200, 100),
    }
    for part, old, new in changes:
        text = str(parts[part])
        assert old in text, f"{part} has no {old}"
        parts[part] = text.replace(old, new, 1)
    return package(parts, {BODY: LINKS})


@dataclass(frozen=True, slots=True)
class Fault:
    """What somebody did to a sound file, and the code of what is found."""

    name: str
    code: str
    changes: tuple[Change, ...]

    def made(self) -> bytes:
        return minutes(*self.changes)


def _in_body(name: str, code: str, old: str, new: str) -> Fault:
    return Fault(name, code, ((BODY, old, new),))


def _more(name: str, code: str, *blocks: str) -> Fault:
    """Return a fault that comes with more paragraphs before the end."""
    return _in_body(name, code, "<w:sectPr/>", f"{''.join(blocks)}<w:sectPr/>")


def _looks(name: str, code: str, old: str, new: str) -> Fault:
    return Fault(name, code, ((STYLES, old, new),))


SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
WORD_ART = (
    '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" style="position:absolute">'
    '<v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
)
BEHIND = picture("").replace("1800000", "6000000").replace("900000", "6000000")
BEHIND = BEHIND.replace("<wp:inline>", '<wp:anchor behindDoc="1">').replace(
    "/wp:inline", "/wp:anchor"
)
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
    '<wp:docPr id="9" name="Text Box 9"/><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
OLD_FIELD = "Error! Reference source not found."
MARKED = '<w:ins w:id="7" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'

FAULTS: tuple[Fault, ...] = (
    Fault("minutes without a title", "title-missing", ((CORE, TITLE, ""),)),
    Fault("minutes with a blank title", "title-missing",
          ((CORE, TITLE, TITLE.replace("Minutes of the Board", " ")),)),
    _looks("minutes in no language", "language-missing", '<w:lang w:val="en-GB"/>', ""),
    _looks("minutes in American English", "language-stray", "en-GB", "en-US"),
    _in_body("minutes with an American paragraph", "language-stray", r(LONG),
             r(LONG, '<w:lang w:val="en-US"/>')),
    _in_body("minutes that begin with a heading of level 2", "heading-skipped", "Heading1",
             "Heading2"),
    _in_body("minutes with a heading of level 3 below one of level 1", "heading-skipped",
             "Heading2", "Heading3"),
    _more("minutes with an empty heading", "heading-empty", p(style="Heading2"), p(r(LONG))),
    _more("minutes with a bold line for a heading", "heading-faked",
          p(r("Next steps", "<w:b/>")), p(r(LONG))),
    _in_body("minutes with a table without a header row", "header-row-missing", "<w:tblHeader/>",
             ""),
    _in_body("minutes with a row that splits", "row-splits", "<w:cantSplit/>",
             '<w:cantSplit w:val="0"/>'),
    _in_body("minutes with a cell over two columns", "cell-merged", row("Mentoring", "£400"),
             row("Mentoring").replace("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>')),
    _in_body("minutes with a cell over two rows", "cell-merged", cell("Mentoring"),
             cell("Mentoring", '<w:vMerge w:val="restart"/>')),
    _in_body("minutes with a table in a table", "table-nested", p(r("Mentoring")),
             table(row("Mentoring"), columns=1) + "<w:p/>"),
    _in_body("minutes with an empty cell", "cell-empty", r("£300"), ""),
    _in_body("minutes with an empty row", "cell-empty", row("Outreach", "£300"), row("", " ")),
    _in_body("minutes with a picture without words", "alt-missing",
             'descr="Map of the four council areas"', ""),
    _more("minutes with an old shape without words", "alt-missing",
          p('<w:r><w:pict><v:rect style="width:90pt"/></w:pict></w:r>')),
    _in_body("minutes with the name of a file for a picture's words", "alt-file-name",
             "Map of the four council areas", "map_final-2.PNG"),
    _in_body("minutes with Picture 3 for a picture's words", "alt-file-name",
             "Map of the four council areas", "Picture 3"),
    _in_body("minutes with 151 letters for a picture's words", "alt-too-long",
             "Map of the four council areas", "A map. " * 21 + "Map."),
    _in_body("minutes with a link called here", "link-text", "the strategy of 2022", "here"),
    _in_body("minutes with a long address for a link", "link-text", "the strategy of 2022",
             "https://example.org/strategies/2022/commissioning/final"),
    _more("minutes with a field that links click here", "link-text",
          p(field('HYPERLINK "https://example.org"', "Click here"))),
    _more("minutes with typed bullets", "list-typed", p(r("• mentoring")), p(r("• outreach"))),
    _more("minutes with typed numbers", "list-typed", p(r("(a) mentoring")), p(r("(b) outreach"))),
    _more("minutes with blank lines", "blank-paragraphs", "<w:p/>", p(r("  ")), p(r("The end."))),
    _more("minutes placed with spaces", "spaced-layout", p(r("Present:        the Chair"))),
    _more("minutes placed with tabs", "spaced-layout",
          p(r("Present:"), "<w:r><w:tab/><w:tab/></w:r>", r("the Chair"))),
    _looks("minutes in 11 point", "text-too-small", '<w:sz w:val="24"/>', '<w:sz w:val="22"/>'),
    Fault("minutes with a note in 8 point", "text-too-small",
          ((FOOTNOTES, r("A note."), r("A note.", '<w:sz w:val="16"/>')),)),
    _looks("minutes in Times New Roman", "serif-text", 'w:ascii="Arial"',
           'w:ascii="Times New Roman"'),
    _more("minutes with a justified paragraph", "text-justified",
          p(r(LONG), more='<w:jc w:val="both"/>')),
    _more("minutes in pale grey", "contrast-low", p(r(LONG, '<w:color w:val="999999"/>'))),
    _in_body("minutes with white on yellow", "contrast-low", cell("Mentoring"),
             cell("Mentoring", SHADE.format("FFFF00")).replace(
                 "<w:rPr>", '<w:rPr><w:color w:val="FFFFFF"/>')),
    _more("minutes with a picture that floats", "object-floating", p(picture(frame="anchor"))),
    _in_body("minutes with a control without a title", "control-untitled",
             '<w:alias w:val="Chair"/>', ""),
    Fault("minutes with DRAFT behind the text", "watermark-behind",
          ((HEADER, r("Board"), WORD_ART),)),
    Fault("minutes with a picture behind the text", "watermark-behind",
          ((HEADER, r("Board"), BEHIND),)),
    _in_body("minutes with a reference to nothing", "field-broken", r"REF Grants \h",
             r"REF Gone \h"),
    _in_body("minutes with a reference that Word gave up", "field-broken",
             field(r"REF Grants \h", "Grants"), field(r"REF Grants \h", OLD_FIELD)),
    _in_body("minutes with a bookmark without an end", "bookmark-broken",
             '<w:bookmarkEnd w:id="1"/>', ""),
    _more("minutes with one bookmark twice", "bookmark-broken",
          p('<w:bookmarkStart w:id="2" w:name="grants"/>', r("Twice."),
            '<w:bookmarkEnd w:id="2"/>')),
    _more("minutes with a link to no place", "bookmark-broken",
          p(link("the third item", 'w:anchor="Item3"'))),
    _more("minutes with a tag", "tag-left", p(r("Held on {{ date }}."))),
    _more("minutes with a tag in a text box", "tag-left", p(BOX.format(p(r("{% if date %}"))))),
    _more("minutes with a style that is not there", "style-undefined",
          p(r(LONG), style="HouseText")),
    _more("minutes with a list that is not there", "numbering-undefined",
          p(r("one"), more='<w:numPr><w:numId w:val="44"/></w:numPr>')),
    _more("minutes with a tracked change", "changes-left", p(MARKED)),
    _more("minutes with a comment", "changes-left",
          p(r("A remark."), '<w:r><w:commentReference w:id="3"/></w:r>')),
)  # fmt: skip

MAKERS: dict[str, Callable[[], bytes]] = {
    "minutes": minutes,
    **{fault.name: fault.made for fault in FAULTS},
}
