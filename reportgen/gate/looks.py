"""How text is set. In: a package's styles and theme, a run. Out: its font, size, colour, language.

ECMA-376 part 1, 17.7.2: the file's defaults, the table's style, the paragraph's style and the
run's style say it in that order, and the run itself last. What none of them says is Word's own
default: Times New Roman in 10 point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from reportgen.gate.colours import AUTO, HIGHLIGHTS, Theme
from reportgen.readers.word.package import Package
from reportgen.readers.word.styles import BODY_LEVEL, HEADING_NAME
from reportgen.readers.word.xml import OFF, Element, child, each, get, local, number, value

WORDS_FONT = "Times New Roman"
WORDS_SIZE = 10.0
# From the weakest to the strongest (17.7.6.6).
REGIONS = ("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz",
           "firstCol", "lastCol", "firstRow", "lastRow")  # fmt: skip
UK_LANGUAGES = ("en-GB", "cy-GB", "gd-GB", "ga-IE", "cy", "gd", "ga", "kw-GB", "gv-GB", "sco-GB")


class TextLook(Struct, frozen=True):
    """`size` is in points; `colour` and `fill` are as in `colours`; `language` may be ""."""

    font: str = WORDS_FONT
    size: float = WORDS_SIZE
    colour: str = AUTO
    fill: str = AUTO
    bold: bool = False
    language: str = ""
    hidden: bool = False
    raised: bool = False


class Looks:
    """The styles of one file."""

    def __init__(self, package: Package) -> None:
        self.theme = Theme(package.related_root("theme"))
        root = package.related_root("styles")
        styles = [] if root is None else list(each(root, "w:style"))
        self.styles = {get(style, "w:styleId"): style for style in styles}
        self.default_style = _default(styles, "paragraph")
        self.default_table_style = _default(styles, "table")
        self.defaults = None if root is None else child(root, "w:docDefaults")
        self._roman = set(_roman_fonts(package.related_root("fontTable")))
        self._bases: dict[tuple[str, str, frozenset[str]], TextLook] = {}
        self._texts: dict[tuple[str, str, frozenset[str], str], TextLook] = {}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._fills: dict[str, str] = {}
        self._cell_fills: dict[tuple[str, frozenset[str]], str] = {}
        self._said: dict[tuple[str, str], str] = {}
        self._outlines: dict[str, int] = {}

    def text(self, run: Element, style: str, table: str, regions: frozenset[str]) -> TextLook:
        """Return how a run in a paragraph of a style is set, in a cell of a table's style."""
        own = child(run, "w:rPr")
        key = (style, table, regions, value(own, "w:rStyle"))
        if key not in self._texts:
            look = self._base(style, table, regions)
            for node in reversed(self.chain(key[3])):
                look = self._changed(look, child(node, "w:rPr"))
            self._texts[key] = look
        look = self._texts[key]
        return look if own is None or len(own) == 0 else self._changed(look, own)

    def base(self, style: str) -> TextLook:
        """Return how text of a paragraph style is set where nothing else is said."""
        return self._base(style, "", frozenset())

    def chain(self, style: str) -> tuple[Element, ...]:
        """Return a style and those it stands on; a damaged file may let them run in a circle."""
        if style not in self._chains:
            self._chains[style] = tuple(self._chain(style))
        return self._chains[style]

    def called(self, style: str) -> str:
        """Return a style's name in small letters."""
        return (value(self.styles.get(style), "w:name") or style).lower()

    def paragraph_value(self, paragraph: Element, style: str, *path: str) -> str:
        """Return what a paragraph, its style or the file's defaults say of a property."""
        own = child(paragraph, "w:pPr", *path)
        if own is not None:
            return get(own)
        key = (style, "/".join(path))
        if key not in self._said:
            default = child(self.defaults, "w:pPrDefault")
            nodes = (child(node, "w:pPr", *path) for node in (*self.chain(style), default))
            self._said[key] = get(next((node for node in nodes if node is not None), None))
        return self._said[key]

    def heading_level(self, paragraph: Element, style: str) -> int:
        """Return 1 for a heading of the first level, 0 for a paragraph that is no heading."""
        own = value(paragraph, "w:pPr", "w:outlineLvl")
        level = number(own, BODY_LEVEL) if own else self._outline_of(style)
        return level + 1 if level < BODY_LEVEL else 0

    def fill(self, paragraph: Element, style: str) -> str:
        """Return the shading of a paragraph, by itself or by its style."""
        own = child(paragraph, "w:pPr", "w:shd")
        if own is not None:
            return self.theme.shading(own)
        if style not in self._fills:
            nodes = (child(node, "w:pPr", "w:shd") for node in self.chain(style))
            self._fills[style] = self._first_shading(nodes)
        return self._fills[style]

    def cell_fill(self, cell: Element, table: str, regions: frozenset[str]) -> str:
        """Return the shading of a cell, by itself or by the style of its table."""
        own = child(cell, "w:tcPr", "w:shd")
        if own is not None:
            return self.theme.shading(own)
        key = (table, regions)
        if key not in self._cell_fills:
            said = reversed(tuple(self._of_table(table, regions)))
            self._cell_fills[key] = self._first_shading(child(n, "w:tcPr", "w:shd") for n in said)
        return self._cell_fills[key]

    def _first_shading(self, nodes: Iterable[Element | None]) -> str:
        found = next((node for node in nodes if node is not None), None)
        return AUTO if found is None else self.theme.shading(found)

    def is_roman(self, font: str) -> bool:
        """Tell whether the file itself says of a font that it has serifs."""
        return font.lower() in self._roman

    def _chain(self, style: str) -> Iterator[Element]:
        seen = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value(self.styles[style], "w:basedOn")

    def _outline_of(self, style: str) -> int:
        if style not in self._outlines:
            self._outlines[style] = self._outline(style)
        return self._outlines[style]

    def _outline(self, style: str) -> int:
        for node in self.chain(style):
            said = value(node, "w:pPr", "w:outlineLvl")
            heading = HEADING_NAME.fullmatch(value(node, "w:name").lower())
            if said:
                return number(said, BODY_LEVEL)
            if heading:
                return int(heading[1]) - 1
        return BODY_LEVEL

    def _base(self, style: str, table: str, regions: frozenset[str]) -> TextLook:
        key = (style, table, regions)
        if key not in self._bases:
            look = self._changed(TextLook(), child(self.defaults, "w:rPrDefault", "w:rPr"))
            for node in (*self._of_table(table, regions), *reversed(self.chain(style))):
                look = self._changed(look, child(node, "w:rPr"))
            self._bases[key] = look
        return self._bases[key]

    def _of_table(self, table: str, regions: frozenset[str]) -> Iterator[Element]:
        """Yield what says something of a cell in a table of a style, the strongest last."""
        for style in reversed(self.chain(table)):
            yield style
            parts = {get(part, "w:type"): part for part in each(style, "w:tblStylePr")}
            yield from (parts[key] for key in REGIONS if key in regions and key in parts)

    def _changed(self, look: TextLook, properties: Element | None) -> TextLook:
        if properties is None:
            return look
        said: dict[str, Any] = {}
        for node in properties:
            said.update(self._property(node))
        if not said:
            return look
        old = {key: getattr(look, key) for key in TextLook.__struct_fields__}
        return TextLook(**{**old, **said})

    def _property(self, node: Element) -> dict[str, Any]:
        """Return what one element of a run's properties says of its look."""
        kind, said = local(node), get(node)
        match kind:
            case "sz" if said.isdecimal():
                return {"size": int(said[:5]) / 2}
            case "rFonts":
                font = self.theme.font(get(node, "w:asciiTheme")) or get(node, "w:ascii")
                return {"font": font} if font else {}
            case "color":
                return {"colour": self.theme.colour(node)}
            case "shd":
                return {"fill": self.theme.shading(node)}
            case "highlight":
                return {"fill": HIGHLIGHTS.get(said, AUTO)}
            case "lang":
                return {"language": said} if said else {}
        return _switched(kind, said)


def _switched(kind: str, said: str) -> dict[str, Any]:
    match kind:
        case "b":
            return {"bold": said not in OFF}
        case "vanish":
            return {"hidden": said not in OFF}
        case "vertAlign":
            return {"raised": said in ("superscript", "subscript")}
    return {}


def _default(styles: list[Element], kind: str) -> str:
    found = (style for style in styles if get(style, "w:type") == kind)
    return next((get(s, "w:styleId") for s in found if get(s, "w:default") in ("1", "true")), "")


def _roman_fonts(root: Element | None) -> Iterator[str]:
    for font in () if root is None else each(root, "w:font"):
        if value(font, "w:family") == "roman":
            yield get(font, "w:name").lower()
