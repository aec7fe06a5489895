"""Themes: in come fonts and colours that a file names by their part in its theme, out the fonts and
colours themselves, as the paper's own theme means others by the same names.
"""

from __future__ import annotations

import colorsys
import re

from reportgen.patterns import regex
from reportgen.writers.word.appended.markup import A
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import W14, W, w

# What a file without a theme is shown in: that of Office since 2013, and Word's oldest font.
OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4",
    "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5",
    "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
OLDEST = "Times New Roman"
# Names in WordprocessingML, and what they are called in a theme.
SLOTS = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
# Names that the settings of a file map to those; here as every file of Word's own has them.
MAPPED = {"background1": "light1", "text1": "dark1", "background2": "light2", "text2": "dark2"}
SETTINGS = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}
SHORT = {"bg1": "background1", "tx1": "text1", "bg2": "background2", "tx2": "text2"}
FONT_ATTRIBUTES = {
    "asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs",
}  # fmt: skip
# The attributes of a colour: what it is called, how it is lightened or darkened, what it is.
COLOURS = (
    ("themeColor", "themeTint", "themeShade"),
    ("themeFill", "themeFillTint", "themeFillShade"),
)
DRAWN_FONT = regex(r"\+(mj|mn)-(lt|ea|cs)$")
SCRIPTS = {"lt": "latin", "ea": "ea", "cs": "cs"}


class Theme:
    """The fonts and colours of a file."""

    def __init__(self, root: Element | None, settings: Element | None) -> None:
        self._colours = OFFICE | _scheme(root)
        self._fonts = _fonts(root)
        self._map = dict(MAPPED)
        mapping = None if settings is None else settings.find(w("clrSchemeMapping"))
        for name, key in SETTINGS.items():
            if mapping is not None and mapping.get(w(key)):
                self._map[name] = str(mapping.get(w(key)))

    def settle(self, root: Element) -> None:
        """Put what the theme means in place of what names it, in a whole tree."""
        for node in root.iter(f"{{{W}}}*"):
            if node.tag == w("rFonts"):
                self._settle_fonts(node)
            else:
                self._settle_colours(node)
        self._settle_drawn(root)

    def colour(self, name: str) -> str:
        """Return a colour by any of its names as six digits, "" for one that is none."""
        name = self._map.get(SHORT.get(name, name), name)
        return self._colours.get(SLOTS.get(name, name), "")

    def _settle_fonts(self, node: Element) -> None:
        for named, plain in FONT_ATTRIBUTES.items():
            name = node.attrib.pop(w(named), None)
            font = "" if name is None else self._font(str(name))
            if font:
                node.set(w(plain), font)

    def _font(self, name: str) -> str:
        """Return the font for `minorHAnsi` and the like."""
        which = "major" if name.startswith("major") else "minor"
        script = "ea" if name.endswith("EastAsia") else "cs" if name.endswith("Bidi") else "latin"
        return self._fonts.get((which, script), OLDEST if script == "latin" else "")

    def _settle_colours(self, node: Element) -> None:
        for named, tint, shade in COLOURS:
            name = node.attrib.pop(w(named), None)
            changes = node.attrib.pop(w(tint), ""), node.attrib.pop(w(shade), "")
            colour = "" if name is None else self.colour(str(name))
            if colour:
                node.set(w(_plain(node, named)), changed(colour, *map(str, changes)))

    def _settle_drawn(self, root: Element) -> None:
        for node in list(root.iter(f"{{{A}}}schemeClr", f"{{{W14}}}schemeClr")):
            key = "val" if node.tag.startswith(f"{{{A}}}") else f"{{{W14}}}val"
            colour = self.colour(str(node.get(key, "")))
            if colour:
                node.tag = node.tag.replace("schemeClr", "srgbClr")
                node.set(key, colour)
        for node in root.iter(f"{{{A}}}latin", f"{{{A}}}ea", f"{{{A}}}cs"):
            found = DRAWN_FONT.match(str(node.get("typeface", "")))
            if found:
                which = "major" if found.group(1) == "mj" else "minor"
                script = SCRIPTS[found.group(2)]
                node.set("typeface", self._fonts.get((which, script), ""))


def changed(colour: str, tint: str, shade: str) -> str:
    """Return a colour lightened by a tint or darkened by a shade, as in ECMA-376 17.3.2.6."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if part := _part(tint):
        light = light * part + (1 - part)
    if part := _part(shade):
        light *= part
    return "".join(f"{round(x * 255):02X}" for x in colorsys.hls_to_rgb(hue, light, strength))


def _part(digits: str) -> float:
    return int(digits, 16) / 255 if re.fullmatch("[0-9A-Fa-f]{2}", digits) else 0.0


def _plain(node: Element, named: str) -> str:
    """Return the attribute that holds a colour itself."""
    if named == "themeFill":
        return "fill"
    return "val" if node.tag == w("color") else "color"


def _scheme(root: Element | None) -> dict[str, str]:
    found = None if root is None else root.find(f".//{{{A}}}clrScheme")
    colours = {}
    for node in () if found is None else found.iterchildren(f"{{{A}}}*"):
        inner = next(node.iterchildren(f"{{{A}}}*"), None)
        digits = "" if inner is None else str(inner.get("lastClr") or inner.get("val") or "")
        if re.fullmatch("[0-9A-Fa-f]{6}", digits):
            colours[node.tag.rpartition("}")[2]] = digits.upper()
    return colours


def _fonts(root: Element | None) -> dict[tuple[str, str], str]:
    fonts = {}
    for which in ("major", "minor"):
        found = None if root is None else root.find(f".//{{{A}}}{which}Font")
        for script in SCRIPTS.values():
            node = None if found is None else found.find(f"{{{A}}}{script}")
            if node is not None and node.get("typeface"):
                fonts[which, script] = str(node.get("typeface"))
    return fonts
