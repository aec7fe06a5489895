"""Make the Word templates that come with reportgen: `python templates/make_templates.py`.

In: what stands in each template (`board_report.py` and its like) and how all look
(`house_look.py`, `house_lists.py`). Out: the Word files beside this one, the same bytes on every
run. A house needs none of this: it opens a template in Word and changes its styles there, or its
theme's colours and fonts.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import board_report
import decision_notice
import disclosure_log
import foi_response
import house_look as house
import look_xml
from frame_xml import R, Template
from look_xml import W

TEMPLATES = {
    "board-report": board_report.TEMPLATE,
    "decision-notice": decision_notice.TEMPLATE,
    "disclosure-log": disclosure_log.TEMPLATE,
    "foi-response": foi_response.TEMPLATE,
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CONTENT = "application/vnd.openxmlformats-officedocument"


def main() -> None:
    """Write every template beside this script."""
    for name, template in TEMPLATES.items():
        write_package(Path(__file__).with_name(f"{name}.docx"), parts(template))


def parts(template: Template) -> dict[str, str]:
    """Return the parts of a template: name in the package -> XML."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": package_relationships(),
        "docProps/core.xml": core_properties(template.creator),
        "word/_rels/document.xml.rels": document_relationships(),
        "word/document.xml": template.document,
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": template.footer,
        "word/footer2.xml": template.footer,
        "word/footnotes.xml": footnotes(),
        "word/header1.xml": template.first_header,
        "word/header2.xml": template.running_header,
        "word/numbering.xml": look_xml.numbering(),
        "word/settings.xml": settings(),
        "word/styles.xml": look_xml.style_sheet(template.styles, template.page.text_width),
        "word/theme/theme1.xml": theme(),
    }


def write_package(path: Path, parts: dict[str, str]) -> None:
    """Zip the parts in their order, with a fixed date: the same parts are the same file."""
    with zipfile.ZipFile(path, "w") as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            text = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml
            package.writestr(entry, text.encode())


# --- the package ----------------------------------------------------------------------------

# id, kind of part, file; header1 and footer1 are the first page's
DOCUMENT_PARTS = (
    ("styles", "styles", "styles.xml"),
    ("numbering", "numbering", "numbering.xml"),
    ("settings", "settings", "settings.xml"),
    ("fontTable", "fontTable", "fontTable.xml"),
    ("footnotes", "footnotes", "footnotes.xml"),
    ("theme", "theme", "theme/theme1.xml"),
    ("header_first", "header", "header1.xml"),
    ("header_default", "header", "header2.xml"),
    ("footer_first", "footer", "footer1.xml"),
    ("footer_default", "footer", "footer2.xml"),
)


def content_types() -> str:
    types = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{CONTENT}.wordprocessingml.document.main+xml",
    }
    types |= {
        f"word/{file}": f"{CONTENT}.{'' if kind == 'theme' else 'wordprocessingml.'}{kind}+xml"
        for _, kind, file in DOCUMENT_PARTS
    }
    overrides = (
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def package_relationships() -> str:
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return relationships(
        ("document", f"{R}/officeDocument", "word/document.xml"),
        ("core", core, "docProps/core.xml"),
    )


def document_relationships() -> str:
    return relationships(*((key, f"{R}/{kind}", file) for key, kind, file in DOCUMENT_PARTS))


def relationships(*links: tuple[str, str, str]) -> str:
    items = (
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(items)}</Relationships>'


def core_properties(creator: str) -> str:
    """Return the properties. `creator` is the expression that says who made the paper."""
    # `safe`, because python-docx escapes what docxtpl puts here.
    date = 'xsi:type="dcterms:W3CDTF">2022-01-01T00:00:00Z'
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>{{ title | safe }}</dc:title>"
        f"<dc:creator>{{{{ ({creator}) | safe }}}}</dc:creator>"
        f"<dcterms:created {date}</dcterms:created><dcterms:modified {date}</dcterms:modified>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


# --- the document's settings ----------------------------------------------------------------


def settings() -> str:
    """Return settings.xml: Word 2013 and later, which is compatibility mode 15."""
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in modes.items()
    )
    accents = " ".join(f'w:accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        f'{accents} w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def footnotes() -> str:
    """Return the two rules above footnotes, which Word keeps as notes -1 and 0."""
    notes = (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" '
        'w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'<w:footnotes xmlns:w="{W}">{"".join(notes)}</w:footnotes>'


def font_table() -> str:
    """Return the fonts with their metric twins, for machines that have only those."""
    twins = (
        (house.FONT, "Liberation Sans", "swiss"),
        (house.CODE_FONT, "Liberation Mono", "modern"),
    )
    fonts = (
        f'<w:font w:name="{name}"><w:altName w:val="{twin}"/><w:family w:val="{family}"/></w:font>'
        for name, twin, family in twins
    )
    return f'<w:fonts xmlns:w="{W}">{"".join(fonts)}</w:fonts>'


def theme() -> str:
    """Return theme1.xml: the one place where a house changes its colours and its font.

    All accents are navy or grey, so that a chart stays in the paper's own colours.
    """
    colors = {"dk1": house.INK, "lt1": "FFFFFF", "dk2": house.GREY, "lt2": house.TINT}
    colors |= {"accent1": house.ACCENT, "accent2": "5B7391", "accent3": house.RULE}
    colors |= {"accent4": house.HAIRLINE, "accent5": "8FA1B5", "accent6": house.GREY}
    colors |= {"hlink": house.ACCENT, "folHlink": house.ACCENT}
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors.items()
    )
    faces = f'<a:latin typeface="{house.FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="{DRAWING}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{scheme}</a:clrScheme><a:fontScheme name="House">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="House">{shape_formats()}</a:fmtScheme></a:themeElements></a:theme>'
    )


def shape_formats() -> str:
    """Return the plain fills, lines and effects that a theme must have for drawn shapes."""
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f"<a:fillStyleLst>{3 * fill}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{3 * effect}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{3 * fill}</a:bgFillStyleLst>"
    )


if __name__ == "__main__":
    main()
