"""A Word file written by hand: nested bookmarks, fields, controls, a chart, custom numbering."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from word_files.packages import NAMESPACES, package, root

A = NAMESPACES["a"]
C = NAMESPACES["c"]
CHART_SIZE = 'cx="3600000" cy="2160000"'


def hand_made_file(*, body: str = "") -> bytes:
    """Return a sound file. `body` is put in before its last paragraph."""
    return package(
        {
            "word/document.xml": root("w:document", f"<w:body>{_body(body)}</w:body>"),
            "word/styles.xml": root("w:styles", STYLES, prefixes="w"),
            "word/numbering.xml": root("w:numbering", NUMBERING, prefixes="w"),
            "word/charts/chart1.xml": root("c:chartSpace", CHART, prefixes="c a r"),
            "word/embeddings/book1.xlsx": _workbook(),
        },
        {
            "word/document.xml": {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("numbering", "numbering.xml"),
                "rId3": ("chart", "charts/chart1.xml"),
                "rId4": ("hyperlink", "https://example.org/handmade?a=1&b=2"),
                "rId5": ("hyperlink", "mailto:handmade@example.org"),
            },
            "word/charts/chart1.xml": {"rId1": ("package", "../embeddings/book1.xlsx")},
        },
    )


def field(instruction: str, result: str) -> str:
    """Return a complex field with its stored result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def para(*content: str, style: str = "", more: str = "") -> str:
    """Return a paragraph; content that is no XML is text."""
    runs = "".join(part if part.startswith("<") else text(part) for part in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{look}{runs}</w:p>"


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def numbered(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def start(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def chart(relation: str = "rId3") -> str:
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {CHART_SIZE}/><wp:docPr id="1" name="Chart 1" descr="Handmade chart"/>'
        f'<a:graphic><a:graphicData uri="{C}"><c:chart r:id="{relation}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _body(more: str) -> str:
    return "".join(
        (
            para(start("whole", 0), "Handmade heading", end(0), style="Head"),
            para(
                "Handmade ",
                start("outer", 1),
                "outer ",
                start("inner", 2),
                "inner",
                end(1),
                " rest",
                end(2),
                " of bookmarks",
            ),
            para("Handmade reference to ", field(r"REF inner \h", "inner rest")),
            para("Handmade page ", field(r"PAGEREF whole \h", "1")),
            para(
                "Handmade jump ",
                field(r'HYPERLINK \l "outer"', "to the outer"),
                " or ",
                '<w:hyperlink w:anchor="inner"><w:r><w:t>to the inner</w:t></w:r></w:hyperlink>',
            ),
            para("Handmade Table ", field(r"SEQ Table \* ARABIC", "1"), style="Cap"),
            TABLE,
            para(
                '<w:hyperlink r:id="rId4"><w:r><w:t>Handmade site</w:t></w:r></w:hyperlink>',
                " and ",
                '<w:hyperlink r:id="rId5"><w:r><w:t>handmade mail</w:t></w:r></w:hyperlink>',
            ),
            para("Handmade article", more=numbered(0, 7)),
            para("Handmade clause", more=numbered(1, 7)),
            para("Handmade second clause", more=numbered(1, 7)),
            para("Handmade article two", more=numbered(0, 7)),
            para("Handmade five", more=numbered(0, 9)),
            para("Handmade by style", style="Listed"),
            CONTROLS,
            para(chart()),
            para("Handmade sum ", EQUATION),
            more,
            para("Handmade end"),
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
            'w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/>'
            '<w:pgNumType w:start="1"/></w:sectPr>',
        )
    )


TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Lined"/><w:tblW w:w="6000" w:type="dxa"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r>'
    "<w:t>Handmade left</w:t></w:r></w:p></w:tc>"
    '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r>'
    "<w:t>Handmade right</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)

CONTROLS = (
    '<w:sdt><w:sdtPr><w:alias w:val="Choice"/><w:tag w:val="choice"/><w:id w:val="5"/>'
    '<w:dropDownList><w:listItem w:displayText="Yes" w:value="yes"/></w:dropDownList></w:sdtPr>'
    "<w:sdtContent><w:p><w:r><w:t>Handmade choice</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    '<w:p><w:r><w:t xml:space="preserve">Handmade title </w:t></w:r>'
    '<w:sdt><w:sdtPr><w:id w:val="6"/><w:dataBinding w:xpath="/x" w:storeItemID="{0}"/><w:text/>'
    "</w:sdtPr><w:sdtContent><w:r><w:t>in a control</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)

EQUATION = "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>"

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Plain"><w:name w:val="Plain"/>'
    '<w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="22"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Plain"/><w:next w:val="Plain"/><w:link w:val="HeadChar"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:color w:val="006633"/><w:sz w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="HeadChar"><w:name w:val="Head Char"/>'
    '<w:link w:val="Head"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/>'
    '<w:basedOn w:val="Plain"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="Listed"/>'
    '<w:basedOn w:val="Plain"/><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Unused"><w:name w:val="Unused"/></w:style>'
    '<w:style w:type="table" w:styleId="Lined"><w:name w:val="Lined"/>'
    '<w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="006633"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="006633"/>'
    '<w:insideV w:val="single" w:sz="4" w:space="0" w:color="006633"/>'
    "</w:tblBorders></w:tblPr></w:style>"
)


def _level(number: int, form: str, shown: str, more: str = "") -> str:
    left = 567 * (number + 1)
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="567"/></w:pPr></w:lvl>'
    )


LINKED = '<w:pStyle w:val="Listed"/>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="3"><w:nsid w:val="0A0A0A0A"/>'
    f'<w:multiLevelType w:val="multilevel"/>{_level(0, "upperRoman", "Art. %1")}'
    f"{_level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="4"><w:nsid w:val="0B0B0B0B"/>'
    f'<w:multiLevelType w:val="singleLevel"/>'
    f"{_level(0, 'upperLetter', '%1)', LINKED)}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="5"><w:nsid w:val="0C0C0C0C"/>'
    f'<w:multiLevelType w:val="singleLevel"/>{_level(0, "decimal", "(%1)")}</w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="9"><w:abstractNumId w:val="5"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)

_FILL = '<c:spPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></c:spPr>'
CHART = (
    "<c:chart><c:plotArea><c:layout/><c:barChart>"
    '<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    f'<c:ser><c:idx val="0"/><c:order val="0"/>{_FILL}<c:cat><c:strRef><c:f>Sheet1!$A$1:$A$2</c:f>'
    '<c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>North</c:v></c:pt>'
    '<c:pt idx="1"><c:v>South</c:v></c:pt></c:strCache></c:strRef></c:cat>'
    "<c:val><c:numRef><c:f>Sheet1!$B$1:$B$2</c:f><c:numCache><c:formatCode>General</c:formatCode>"
    '<c:ptCount val="2"/><c:pt idx="0"><c:v>12</c:v></c:pt><c:pt idx="1"><c:v>8</c:v></c:pt>'
    "</c:numCache></c:numRef></c:val></c:ser>"
    '<c:gapWidth val="80"/><c:axId val="11"/><c:axId val="12"/></c:barChart>'
    '<c:catAx><c:axId val="11"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="b"/><c:crossAx val="12"/></c:catAx>'
    '<c:valAx><c:axId val="12"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
    '<c:delete val="0"/><c:axPos val="l"/><c:crossAx val="11"/></c:valAx>'
    '</c:plotArea><c:plotVisOnly val="1"/></c:chart>'
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
)


def _workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2022, 3, 22)})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row("A1", ("North", 12))
        sheet.write_row("A2", ("South", 8))
    return target.getvalue()
