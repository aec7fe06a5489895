"""A Word file as Word writes it: rsids, mc:AlternateContent, w14 ids, a theme, settings.

Tracked changes and comments come on wish; accepting all changes gives the file without them.
"""

from __future__ import annotations

from faults import png

from word_files.packages import NAMESPACES, package, root

RSID = 'w:rsidR="00A31B2C" w:rsidRDefault="00A31B2C" w14:paraId="{:08X}" w14:textId="77777777"'
WHO = 'w:author="Officer" w:date="2022-03-22T09:00:00Z"'
WPS = NAMESPACES["wps"]


def as_word_file(*, changes: bool = False, comments: bool = False) -> bytes:
    """Return a two-page letter with a first-page header, notes, a text box and a styled table."""
    relations = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("settings", "settings.xml"),
        "rId3": ("theme", "theme/theme1.xml"),
        "rId4": ("footnotes", "footnotes.xml"),
        "rId5": ("header", "header1.xml"),
        "rId6": ("header", "header2.xml"),
        "rId7": ("footer", "footer1.xml"),
        "rId8": ("image", "media/image1.png"),
        "rId9": ("numbering", "numbering.xml"),
    }
    parts: dict[str, str | bytes] = {
        "word/document.xml": _root("w:document", f"<w:body>{_body(changes, comments)}</w:body>"),
        "word/styles.xml": _root("w:styles", STYLES),
        "word/settings.xml": _root("w:settings", SETTINGS),
        "word/theme/theme1.xml": THEME,
        "word/footnotes.xml": _root("w:footnotes", FOOTNOTES),
        "word/header1.xml": _root("w:hdr", _p(20, _r("Wordish first header"), "Header")),
        "word/header2.xml": _root("w:hdr", _p(21, _r("Wordish header"), "Header")),
        "word/footer1.xml": _root("w:ftr", _p(22, _r("Wordish page ") + PAGE, "Footer")),
        "word/numbering.xml": _root("w:numbering", NUMBERING),
        "word/media/image1.png": png(64, 48),
    }
    if comments:
        relations["rId10"] = ("comments", "comments.xml")
        parts["word/comments.xml"] = _root("w:comments", COMMENTS)
    links = {
        "word/document.xml": relations,
        "word/settings.xml": {"rId1": ("attachedTemplate", "file:///C:/Users/officer/House.dotm")},
        "word/footnotes.xml": {"rId1": ("hyperlink", "https://example.org/wordish")},
    }
    return package(parts, links)


def _root(tag: str, content: str) -> str:
    return root(tag, content, ignorable="w14 w15 wp14")


def _p(number: int, content: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p {RSID.format(0x1A000000 + number)}>{look}{content}</w:p>"


def _r(words: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    shown = f'<w:t xml:space="preserve">{words}</w:t>'
    return f'<w:r w:rsidRPr="00B42C3D">{properties}{shown}</w:r>'


PAGE = (
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
)
NOTE_LOOK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
NOTE = f'<w:r>{NOTE_LOOK}<w:footnoteReference w:id="{{}}"/></w:r>'


def _body(changes: bool, comments: bool) -> str:
    return "".join(
        (
            _p(1, _bookmarked(_r("Wordish heading")), "Heading1"),
            _p(2, '<w:proofErr w:type="spellStart"/>' + _r("Wordish letter")
               + '<w:proofErr w:type="spellEnd"/>' + NOTE.format(2)
               + _r(" in accent", '<w:color w:val="4472C4" w:themeColor="accent1"/>')
               + _r(" and mono", '<w:rFonts w:ascii="Liberation Mono" w:hAnsi="Liberation Mono"/>')
               + NOTE.format(3)),
            _tracked(changes),
            _commented(comments),
            _p(5, _r("Wordish point one"), "ListParagraph", NUMBERED),
            _p(6, _r("Wordish point two"), "ListParagraph", NUMBERED),
            _p(7, _r("Wordish picture ") + PICTURE),
            _p(8, _r("Wordish beside a box ") + BOX),
            _p(9, _r("Wordish checked ") + CHECKBOX),
            _table(changes),
            _p(10, '<w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/>'
                   "<w:t>Wordish second page</w:t></w:r>"),
            '<w:sectPr w:rsidR="00A31B2C"><w:headerReference w:type="default" r:id="rId6"/>'
            '<w:headerReference w:type="first" r:id="rId5"/>'
            '<w:footerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" '
            'w:footer="708" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>',
        )
    )  # fmt: skip


def _bookmarked(content: str) -> str:
    return f'<w:bookmarkStart w:id="0" w:name="_Toc98765432"/>{content}<w:bookmarkEnd w:id="0"/>'


def _tracked(changes: bool) -> str:
    if not changes:
        return _p(3, _r("Wordish before ") + _r("kept") + _r(" after and on")) + _p(
            4, _r("Wordish next", "<w:b/>")
        )
    deleted = '<w:r><w:delText xml:space="preserve">thrown out</w:delText></w:r>'
    joined = f'<w:rPr><w:del w:id="93" {WHO}/></w:rPr>'
    bold = f'<w:b/><w:rPrChange w:id="94" {WHO}><w:rPr/></w:rPrChange>'
    return (
        _p(3, _r("Wordish before ") + f'<w:ins w:id="91" {WHO}>{_r("kept")}</w:ins>'
           f'<w:del w:id="92" {WHO}>{deleted}</w:del>' + _r(" after"), more=joined)
        + _p(31, _r(" and on"))
        + _p(32, f'<w:del w:id="95" {WHO}>{deleted}</w:del>',
             more=f'<w:rPr><w:del w:id="96" {WHO}/></w:rPr>')
        + _p(4, _r("Wordish next", bold))
    )  # fmt: skip


def _commented(comments: bool) -> str:
    if not comments:
        return _p(41, _r("Wordish remarked"))
    return _p(
        41,
        f'<w:commentRangeStart w:id="7"/>{_r("Wordish remarked")}<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>',
    )


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" wp14:anchorId="1B2C3D4E" '
    'wp14:editId="50D07946"><wp:extent cx="914400" cy="685800"/>'
    '<wp:docPr id="1" name="Picture 1" descr="Wordish grey"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="grey.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId8"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="914400" cy="685800"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></w:r>"
)
_IN_BOX = f"<w:txbxContent>{_p(50, _r('Wordish box'))}</w:txbxContent>"
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
    'distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>3200400</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1828800" cy="457200"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="2" name="Text Box 2"/>'
    f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{WPS}"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="1828800" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill></wps:spPr>'
    f'<wps:txbx>{_IN_BOX}</wps:txbx><wps:bodyPr rot="0"/></wps:wsp></a:graphicData></a:graphic>'
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"/><v:shape id="Text Box 2" o:spid="_x0000_s1026" '
    'type="#_x0000_t202" style="position:absolute;margin-left:252pt;width:144pt;height:36pt">'
    f"<v:textbox>{_IN_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CHECKBOX = (
    '<w:sdt><w:sdtPr><w:id w:val="-1234567"/><w14:checkbox><w14:checked w14:val="1"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>yes</w:t></w:r></w:sdtContent></w:sdt>"
)


def _row(number: int, words: tuple[str, str], more: str = "") -> str:
    cells = "".join(
        '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
        f"{_p(number + place, _r(word))}</w:tc>"
        for place, word in enumerate(words)
    )
    return f'<w:tr w:rsidR="00A31B2C" w14:paraId="{number:08X}">{more}{cells}</w:tr>'


def _table(changes: bool) -> str:
    gone = f'<w:trPr><w:del w:id="97" {WHO}/></w:trPr>'
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="GridTable"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
        + _row(100, ("Wordish area", "Wordish sum"))
        + (_row(110, ("thrown out", "thrown out"), gone) if changes else "")
        + _row(120, ("Wordish east", "Wordish 12"))
        + "</w:tbl>"
    )


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:latentStyles w:defLockedState="0" w:count="2"><w:lsdException w:name="Normal"/>'
    '<w:lsdException w:name="heading 1"/></w:latentStyles>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:link w:val="Heading1Char"/>'
    '<w:uiPriority w:val="9"/><w:qFormat/><w:rsid w:val="00A31B2C"/><w:pPr><w:keepNext/>'
    '<w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr>'
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
    '<w:color w:val="2F5496" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="32"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Heading1Char">'
    '<w:name w:val="Heading 1 Char"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:link w:val="Heading1"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="GridTable"><w:name w:val="Grid Table 4 Accent 1"/>'
    '<w:basedOn w:val="TableNormal"/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="4" w:space="0" w:color="4472C4" w:themeColor="accent1"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="4472C4" w:themeColor="accent1"/>'
    '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
    '<w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr><w:tcPr><w:shd w:val="clear" '
    'w:color="auto" w:fill="4472C4" w:themeFill="accent1"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="720"/><w:contextualSpacing/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4513"/></w:tabs>'
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "</w:style>"
)

SETTINGS = (
    '<w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:defaultTabStop w:val="720"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:rsids><w:rsidRoot w:val="00A31B2C"/><w:rsid w:val="00A31B2C"/></w:rsids>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
    'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
)


def _note(number: int, content: str) -> str:
    mark = f"<w:r>{NOTE_LOOK}<w:footnoteRef/></w:r>"
    shown = _p(60 + number, mark + content, "FootnoteText")
    return f'<w:footnote w:id="{number}">{shown}</w:footnote>'


FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote>"
    + _note(
        2, _r(" Wordish note one ") + f'<w:hyperlink r:id="rId1">{_r("with a link")}</w:hyperlink>'
    )
    + _note(3, _r(" Wordish note two"))
)

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0" w15:restartNumberingAfterBreak="0">'
    '<w:nsid w:val="1F2E3D4C"/><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:tmpl w:val="5B6A7988"/><w:lvl w:ilvl="0" w:tplc="0809000F"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1" w16cid:durableId="1234567" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid">'
    '<w:abstractNumId w:val="0"/></w:num>'
)

COMMENTS = (
    f'<w:comment w:id="7" {WHO} w:initials="O">'
    f"{_p(80, '<w:r><w:annotationRef/></w:r>' + _r('Wordish comment'))}</w:comment>"
)


def _scheme() -> str:
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4",
        "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5",
        "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
    }  # fmt: skip
    return "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )


_FONTS = '<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILLS = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES = f'<a:ln w="6350">{_FILLS[: len(_FILLS) // 3]}</a:ln>' * 3
_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
THEME = root(
    "a:theme",
    f'<a:themeElements><a:clrScheme name="Office">{_scheme()}</a:clrScheme>'
    f'<a:fontScheme name="Office">'
    f"<a:majorFont>{_FONTS.format('Liberation Sans Narrow')}</a:majorFont>"
    f"<a:minorFont>{_FONTS.format('Liberation Serif')}</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="Office"><a:fillStyleLst>{_FILLS}</a:fillStyleLst><a:lnStyleLst>{_LINES}'
    f"</a:lnStyleLst><a:effectStyleLst>{_EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{_FILLS}"
    "</a:bgFillStyleLst></a:fmtScheme></a:themeElements>",
    prefixes="a",
).replace("<a:theme ", '<a:theme name="Office" ', 1)
