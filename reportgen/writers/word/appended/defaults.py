"""Document defaults: what a file says of all its text, as properties that a style can say.

The paper has defaults of its own, which stand below every style. So the styles of a carried file
begin with what its own defaults are, and with what no defaults at all would mean where only the
paper says something.
"""

from __future__ import annotations

import copy

from reportgen.writers.word.appended.markup import new
from reportgen.writers.word.appended.order import sort_children
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

# What a document without defaults looks like (ECMA-376 17.7.5, and part 1 for each property).
UNSAID: dict[str, dict[str, str]] = {
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "color": {"val": "auto"},
    "u": {"val": "none"},
    "kern": {"val": "0"},
    "spacing of letters": {"val": "0"},
    "w": {"val": "100"},
    "position": {"val": "0"},
    "highlight": {"val": "none"},
    "vertAlign": {"val": "baseline"},
    "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
    "jc": {"val": "left"},
    "textAlignment": {"val": "auto"},
    "outlineLvl": {"val": "9"},
    **{name: {"val": "0"} for name in (
        "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "vanish", "rtl", "cs", "noProof", "keepNext", "keepLines",
        "pageBreakBefore", "contextualSpacing", "mirrorIndents", "bidi", "suppressLineNumbers",
        "suppressAutoHyphens",
    )},
    **{name: {"val": "1"} for name in ("widowControl", "snapToGrid", "autoSpaceDE", "autoSpaceDN")},
}  # fmt: skip
# Properties whose attributes are inherited one by one.
BY_ATTRIBUTE = frozenset(map(w, ("rFonts", "spacing", "ind", "lang", "eastAsianLayout")))


def own_defaults(styles: Element, paper_styles: Element, kind: str) -> Element:
    """Return the defaults of a file as `rPr` or `pPr`, so that none of the paper's shows."""
    base = new(kind)
    for node in _defaults(paper_styles, kind):
        name = node.tag.rpartition("}")[2]
        key = "spacing of letters" if (kind, name) == ("rPr", "spacing") else name
        said = UNSAID.get(key, {})
        if said:
            base.append(new(name, **said))
    return merged(base, _container(styles, kind))


def merged(base: Element, over: Element | None) -> Element:
    """Return properties as they are when some are inherited and others are one's own."""
    result = copy.deepcopy(base)
    for node in () if over is None else over:
        below = result.find(node.tag)
        added = copy.deepcopy(node)
        if below is None:
            result.append(added)
        elif node.tag in BY_ATTRIBUTE:
            for name, text in node.attrib.items():
                below.set(name, text)
        else:
            result.replace(below, added)
    sort_children(result)
    return result


def _container(styles: Element, kind: str) -> Element | None:
    return styles.find(f"{w('docDefaults')}/{w(f'{kind}Default')}/{w(kind)}")


def _defaults(styles: Element, kind: str) -> list[Element]:
    found = _container(styles, kind)
    return [] if found is None else list(found)
