"""The XML of a foreign Word file: a part's bytes in, a tree of our own out.

The copy has our prefixes, declared where they are used, so that a block of it can be put into
the paper as text. What only concerns the program that wrote the file stays behind: ids of editing
sessions, marks of the spelling checker, places where a page once ended, and everything that its
own root calls ignorable (ECMA-376 part 3) and that is not worth keeping.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.patterns import regex
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import EXTENSIONS, MC, MICROSOFT, W14, W15, WP14, R, W, Xml, w

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
A = f"{DRAWING}/main"
WP = f"{DRAWING}/wordprocessingDrawing"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 (its prefix in every Word file)
PREFIXES = {
    W: "w",
    R: "r",
    A: "a",
    WP: "wp",
    V: "v",
    O: "o",
    **EXTENSIONS,
    f"{DRAWING}/picture": "pic",
    f"{DRAWING}/chart": "c",
    f"{DRAWING}/diagram": "dgm",
    f"{DRAWING}/lockedCanvas": "lc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "urn:schemas-microsoft-com:office:word": "w10",
    f"{MICROSOFT}/word/2010/wordprocessingShape": "wps",
    f"{MICROSOFT}/word/2010/wordprocessingGroup": "wpg",
    f"{MICROSOFT}/word/2010/wordprocessingCanvas": "wpc",
    f"{MICROSOFT}/word/2010/wordprocessingInk": "wpi",
    f"{MICROSOFT}/drawing/2010/main": "a14",
    f"{MICROSOFT}/drawing/2014/chartex": "cx",
    f"{MICROSOFT}/drawing/2016/SVG/main": "asvg",
}
# Extensions that show: effects on text, check boxes, sizes relative to the page.
KEPT = frozenset((W14, W15, WP14))
ROOT_NAMESPACES = {"w": W, "r": R}

BEHIND = frozenset(
    w(name)
    for name in (
        "proofErr",
        "lastRenderedPageBreak",
        "permStart",
        "permEnd",
        "smartTagPr",
        "customXmlPr",
        "divId",
        "printerSettings",
    )
)
UNWRAPPED = frozenset((w("smartTag"), w("customXml")))
PRIVATE = frozenset(
    (
        f"{{{W14}}}paraId", f"{{{W14}}}textId", f"{{{WP14}}}anchorId", f"{{{WP14}}}editId",
        f"{{{O}}}gfxdata", w("dirty"), f"{{{MC}}}Ignorable", f"{{{MC}}}MustUnderstand",
        f"{{{MC}}}ProcessContent", f"{{{MC}}}PreserveElements", f"{{{MC}}}PreserveAttributes",
    )
)  # fmt: skip
SESSION = f"{{{W}}}rsid"
CHOICE = f"{{{MC}}}Choice"
FALLBACK = f"{{{MC}}}Fallback"
NAMESPACE = regex(r"\{([^}]*)\}")


def read_part(data: bytes) -> Element | None:
    """Return the root of a part as it is, None when it is not XML. Entities are not resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def own_copy(root: Element) -> Element:
    """Return a copy in our prefixes, without what stays behind."""
    ignored = _ignored(root)
    scope = frozenset((W, R))
    declared = _declarations(root, scope, ignored)
    copy = etree.Element(root.tag, nsmap=ROOT_NAMESPACES | declared)
    _fill(copy, root, scope | set(declared.values()), ignored)
    return copy


def new(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return a WordprocessingML element with WordprocessingML attributes."""
    node = etree.Element(w(tag), nsmap={"w": W})
    for name, value in attributes.items():
        node.set(w(name), str(value))
    node.extend(children)
    return node


def text_run(words: str) -> Element:
    """Return a run of plain text."""
    shown = new("t")
    shown.text = words
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return new("r", shown)


def value(node: Element | None, *path: str) -> str:
    """Return the `w:val` of what stands at a path below an element, "" when it is not there."""
    found = None if node is None else node.find("/".join(w(name) for name in path))
    return "" if found is None else str(found.get(w("val"), ""))


def remove(node: Element) -> None:
    """Take an element out of its tree; text behind it stays."""
    parent, tail = node.getparent(), node.tail
    if parent is None:
        return
    if tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        node.tail = None
    parent.remove(node)


def unwrap(node: Element) -> None:
    """Put what an element holds in its place."""
    for child in list(node):
        node.addprevious(child)
    remove(node)


def ancestor(node: Element, *tags: str) -> Element | None:
    """Return the nearest element around another that has one of the tags."""
    return next(node.iterancestors(*tags), None)


def blocks_of(body: Element) -> Iterator[Xml]:
    """Yield the children of a body as XML text for a place where w and r are declared."""
    known = [f' xmlns:{prefix}="{uri}"' for prefix, uri in ROOT_NAMESPACES.items()]
    for child in body:
        text = etree.tostring(child, encoding="unicode", with_tail=False)
        head, end, rest = text.partition(">")
        for declaration in known:
            head = head.replace(declaration, "")
        yield Xml(head + end + rest)


def extensions_in(root: Element) -> set[str]:
    """Return the extensions that a tree makes use of."""
    found = {_namespace(node.tag) for node in root.iter(etree.Element)}
    found |= {_namespace(str(name)) for node in root.iter(etree.Element) for name in node.attrib}
    return found & KEPT


def drop_extensions(root: Element) -> None:
    """Take all extensions out of a tree that goes where they cannot be declared."""
    for node in list(root.iter(etree.Element)):
        if _namespace(node.tag) in KEPT:
            remove(node)
        for name in [name for name in node.attrib if _namespace(str(name)) in KEPT]:
            del node.attrib[name]


def _ignored(root: Element) -> frozenset[str]:
    prefixes = str(root.get(f"{{{MC}}}Ignorable", "")).split()
    named = {str(root.nsmap[prefix]) for prefix in prefixes if prefix in root.nsmap}
    return frozenset(named - KEPT)


def _fill(copy: Element, node: Element, scope: frozenset[str], ignored: frozenset[str]) -> None:
    """Copy attributes, text and children of an element. `scope` are the namespaces declared."""
    for name, text in node.attrib.items():
        if not _stays_behind(str(name), ignored):
            copy.set(name, text)
    copy.text = _text(node)
    if copy.tag == CHOICE:
        copy.set("Requires", _requires(node))
    for child in node:
        if isinstance(child.tag, str):
            _add(copy, child, scope, ignored)


def _add(parent: Element, node: Element, scope: frozenset[str], ignored: frozenset[str]) -> None:
    if node.tag in BEHIND or _namespace(node.tag) in ignored:
        return
    if node.tag in UNWRAPPED:
        for child in node:
            if isinstance(child.tag, str):
                _add(parent, child, scope, ignored)
        return
    declared = _declarations(node, scope, ignored)
    copy = etree.SubElement(parent, node.tag, nsmap=declared)
    _fill(copy, node, scope | set(declared.values()), ignored)
    if node.tail and node.tail.strip():
        copy.tail = node.tail


def _declarations(node: Element, scope: frozenset[str], ignored: frozenset[str]) -> dict[str, str]:
    """Return prefix and name of the namespaces that an element needs and its place lacks."""
    kept = (str(name) for name in node.attrib if not _stays_behind(str(name), ignored))
    used = {_namespace(node.tag), *(_namespace(name) for name in kept)}
    if node.tag == CHOICE:
        used |= {str(node.nsmap[prefix]) for prefix in _required(node)}
    missing = sorted(uri for uri in used - scope if uri and not uri.endswith("/XML/1998/namespace"))
    return {_prefix(uri, node): uri for uri in missing}


def _prefix(uri: str, node: Element) -> str:
    own = next((key for key, known in node.nsmap.items() if known == uri and key), "x")
    return PREFIXES.get(uri) or (own if own not in PREFIXES.values() else f"{own}x")


def _required(node: Element) -> list[str]:
    return [prefix for prefix in str(node.get("Requires", "")).split() if prefix in node.nsmap]


def _requires(node: Element) -> str:
    """Return the prefixes that a choice needs as they are called in the copy."""
    return " ".join(_prefix(str(node.nsmap[prefix]), node) for prefix in _required(node))


def _stays_behind(name: str, ignored: frozenset[str]) -> bool:
    return name in PRIVATE or name.startswith(SESSION) or _namespace(name) in ignored


def _text(node: Element) -> str | None:
    """Return an element's text, without the line ends of a file that is set out to be read."""
    return node.text if len(node) == 0 or (node.text and node.text.strip()) else None


def _namespace(name: str) -> str:
    found = NAMESPACE.match(name)
    return found.group(1) if found else ""
