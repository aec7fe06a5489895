"""An OpenDocument text for LibreOffice to turn into Word: notes, landscape, edges, a text box."""

from __future__ import annotations

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
MARGINS = 'fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="3cm"'
EDGES = """
<style:header><text:p text:style-name="Header">Liberty header</text:p></style:header>
<style:footer><text:p text:style-name="Footer">Liberty footer page <text:page-number/></text:p>
</style:footer>
"""
FLAT_TEXT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/>
<style:text-properties style:font-name="Liberation Mono" fo:font-family="'Liberation Mono'" fo:font-size="11pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1">
<style:text-properties fo:font-size="18pt" fo:font-weight="bold" fo:color="#7a1f5c"/></style:style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties>
</text:list-level-style-number></text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="upright"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait" {MARGINS}/>
<style:header-style/><style:footer-style/></style:page-layout>
<style:page-layout style:name="wide"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" {MARGINS}/>
<style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="onWide" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="Wide"/>
<style:style style:name="onUpright" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="Standard"/>
<style:style style:name="box" style:family="graphic"><style:graphic-properties draw:stroke="solid" svg:stroke-color="#7a1f5c" fo:border="0.5pt solid #7a1f5c" fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="upright">{EDGES}</style:master-page>
<style:master-page style:name="Wide" style:page-layout-name="wide">{EDGES}</style:master-page>
</office:master-styles>
<office:body><office:text>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Liberty heading</text:h>
<text:p text:style-name="Standard">Liberty paragraph<text:note text:id="n1" text:note-class="endnote"><text:note-citation>i</text:note-citation>
<text:note-body><text:p text:style-name="Standard">Liberty endnote one</text:p></text:note-body></text:note> with an endnote,
and<text:note text:id="n2" text:note-class="endnote"><text:note-citation>ii</text:note-citation>
<text:note-body><text:p text:style-name="Standard">Liberty endnote two</text:p></text:note-body></text:note> another.</text:p>
<text:p text:style-name="Standard">Liberty with a footnote<text:note text:id="n3" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p text:style-name="Standard">Liberty footnote</text:p></text:note-body></text:note>.</text:p>
<text:list text:style-name="Numbers"><text:list-item><text:p text:style-name="Standard">Liberty item one</text:p></text:list-item>
<text:list-item><text:p text:style-name="Standard">Liberty item two</text:p></text:list-item></text:list>
<text:p text:style-name="Standard"><draw:frame text:anchor-type="as-char" svg:width="6cm" draw:style-name="box">
<draw:text-box fo:min-height="1.2cm"><text:p text:style-name="Standard">Liberty box</text:p></draw:text-box></draw:frame></text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p text:style-name="Standard">Liberty left</text:p></table:table-cell>
<table:table-cell><text:p text:style-name="Standard">Liberty right</text:p></table:table-cell></table:table-row></table:table>
<text:p text:style-name="onWide">Liberty landscape text</text:p>
<text:p text:style-name="onUpright">Liberty upright again</text:p>
</office:text></office:body>
</office:document>
"""  # noqa: E501 (XML reads better unbroken)
