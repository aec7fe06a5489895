"""WordprocessingML as text: in go texts and properties, out comes XML in the right order.

Every container whose children have a fixed order in ECMA-376 (transitional, part 1 clause 17 and
part 4) is written by `properties`, which sorts by the tables below and refuses names they do not
hold. So a wrong order, which Word calls a damaged file, cannot be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from reportgen.characters import clean as clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
W14 = f"{MICROSOFT}/word/2010/wordml"
W15 = f"{MICROSOFT}/word/2012/wordml"
WP14 = f"{MICROSOFT}/word/2010/wordprocessingDrawing"
# What was added to the standard, by the prefixes that Word gives it.
EXTENSIONS = {MC: "mc", W14: "w14", W15: "w15", WP14: "wp14"}
DECLARATIONS = f' xmlns:w="{W}" xmlns:r="{R}"'

ORDERS: dict[str, tuple[str, ...]] = {
    "w:pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
        "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
        "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
        "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    "w:rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
        "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
        "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect",
        "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
        "specVanish", "rPrChange",
    ),
    "w:tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblW", "jc", "tblCellSpacing", "tblInd",
        "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription",
        "tblPrChange",
    ),
    "w:trPr": (
        "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "trHeight", "hidden",
        "cantSplit", "tblHeader", "tblCellSpacing", "jc", "ins", "del", "trPrChange",
    ),
    "w:tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark", "cellIns", "cellDel", "cellMerge",
        "tcPrChange",
    ),
    "w:tcBorders": (
        "top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl",
    ),
    "w:numPr": ("ilvl", "numId", "numberingChange", "ins"),
    "w:num": ("abstractNumId", "lvlOverride"),
    "w:lvlOverride": ("startOverride", "lvl"),
}  # fmt: skip
_RANKS = {tag: {name: rank for rank, name in enumerate(names)} for tag, names in ORDERS.items()}


class Xml(str):
    """Finished XML. Any other string is text, and is escaped."""

    __slots__ = ()


Value = bool | int | str | Xml | Mapping[str, str | int]


def escape(text: str) -> str:
    """Return text as it stands between tags, or in an attribute between double quotes."""
    if not text.isprintable():  # else there is nothing to clean, which is quick to see
        text = clean(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def element(tag: str, *content: Xml, attributes: Mapping[str, str | int] | None = None) -> Xml:
    """Return an element with finished XML in it."""
    shown = ""
    for name, value in (attributes or {}).items():
        shown += f' {name}="{escape(str(value))}"'
    inside = "".join(content)
    return Xml(f"<{tag}{shown}>{inside}</{tag}>" if inside else f"<{tag}{shown}/>")


def properties(
    tag: str, attributes: Mapping[str, str | int] | None = None, /, **children: Value
) -> Xml:
    """Return a container with its children in the order of the schema; nothing when it has none.

    A child is given as True (it is there), False or `""` (it is not), a text or number (its
    `w:val`), a mapping (its attributes) or finished XML (its content). Raises KeyError for a
    child that the container does not know.
    """
    try:
        inside = _known_inside(tag, **children)
    except TypeError:  # a mapping among them, which cannot be known again
        inside = _ordered(tag, children)
    if attributes and inside:
        return element(tag, inside, attributes=attributes)
    return Xml(f"<{tag}>{inside}</{tag}>" if inside else "")


@lru_cache(1000, typed=True)
def _known_inside(tag: str, /, **children: Value) -> Xml:
    # A thousand paragraphs have a dozen kinds of properties. (By their types: 1 is not True.)
    return _ordered(tag, children)


def _ordered(tag: str, children: Mapping[str, Value]) -> Xml:
    names = sorted(children, key=_RANKS[tag].__getitem__)
    values = ((name, children[name]) for name in names)
    parts = [_property(name, value) for name, value in values if value is not False and value != ""]
    return Xml("".join(parts))


def run(text: str, look: Xml = Xml("")) -> Xml:  # noqa: B008 (a string is immutable)
    """Return a run of text. `look` is its finished `w:rPr`."""
    return Xml(f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else "")


def plain_run(text: str) -> str:
    """Return a run of text that looks as its paragraph does."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(style: str, content: str, **more: Value) -> Xml:
    """Return a paragraph in a style. `more` are further paragraph properties."""
    if style and not more:  # as nearly all have
        return Xml(f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>{content}</w:p>')
    return Xml(f"<w:p>{properties('w:pPr', pStyle=style, **more)}{content}</w:p>")


def parse(xml: str) -> etree._Element:
    """Return one element from its XML, which may lack the declarations of its namespaces."""
    return etree.fromstring(declared(xml))


def declared(xml: str) -> str:
    """Return an element's XML with the namespaces declared that the writers use."""
    head = min(place for place in (xml.find(" "), xml.find(">"), xml.find("/>")) if place > 0)
    return xml[:head] + DECLARATIONS + xml[head:]


def add_child(root: etree._Element, space: str, name: str, prefix: str) -> etree._Element:
    """Add an element of a namespace, which has the prefix where it has none yet."""
    return etree.SubElement(root, f"{{{space}}}{name}", nsmap={prefix: space})


def parse_part(data: bytes | str) -> etree._Element:
    """Return the root of a part that is kept as bytes."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def parse_compact(data: bytes) -> etree._Element:
    """Return the root of a part without the white space between its elements."""
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True, resolve_entities=False))


def serialize(root: etree._Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def allow_extensions(root: etree._Element, used: Iterable[str]) -> None:
    """Say on the root of a part of ours that a reader may pass over extensions it does not know.

    Each is named by its prefix there, and lxml adds prefixes to an element with attributes only.
    """
    names = str(root.get(f"{{{MC}}}Ignorable", "")).split()
    for uri in sorted(used):
        etree.register_namespace(EXTENSIONS[uri], uri)
        root.set(f"{{{uri}}}any", "")
        prefix = next(key for key, known in root.nsmap.items() if known == uri)
        del root.attrib[f"{{{uri}}}any"]
        if prefix not in names:
            names.append(str(prefix))
    if names:
        etree.register_namespace(EXTENSIONS[MC], MC)
        root.set(f"{{{MC}}}Ignorable", " ".join(names))


def fragment(node: etree._Element) -> Xml:
    """Return an element as finished XML, without what follows it."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    return Xml(text.replace(f' xmlns:w="{W}"', "").replace(f' xmlns:r="{R}"', ""))


def w(name: str) -> str:
    """Return the name of a WordprocessingML element or attribute as lxml knows it."""
    return f"{{{W}}}{name}"


def attributes_of(node: etree._Element) -> dict[str, str]:
    """Return an element's WordprocessingML attributes with their prefix: `{"w:val": "single"}`."""
    prefix = f"{{{W}}}"
    return {
        f"w:{name.removeprefix(prefix)}": value
        for name, value in _pairs(node)
        if name.startswith(prefix)
    }


def _property(name: str, value: Value) -> Xml:
    if value is True:
        return Xml(f"<w:{name}/>")
    if isinstance(value, Xml):
        return element(f"w:{name}", value)
    if isinstance(value, Mapping):
        return element(f"w:{name}", attributes=value)
    return element(f"w:{name}", attributes={"w:val": value})


def _pairs(node: etree._Element) -> Sequence[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in node.attrib.items()]
