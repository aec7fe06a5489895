"""Colours. In: what a Word file says of a colour. Out: the colour, and how it stands out.

A colour is `1F3A5F`; `auto` is what Word chooses itself, black or white, and so always readable.
"""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.readers.word.xml import Element, each, get, local, name

AUTO = "auto"
WHITE, BLACK = "FFFFFF", "000000"
COLOUR = regex(r"[0-9A-F]{6}")
# ECMA-376 part 1, 17.18.97: what a run calls a theme's colour, and its element in the theme.
THEME_NAMES = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1",
    "dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
# ECMA-376 part 1, 17.18.40
HIGHLIGHTS = {
    "black": BLACK, "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": WHITE, "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


class Theme:
    """The colours and fonts of a file's theme; a file without one has none."""

    def __init__(self, root: Element | None) -> None:
        self._colours: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        for scheme in () if root is None else each(root, "a:clrScheme"):
            self._colours = {local(item): colour for item in scheme if (colour := _own(item))}
        for kind in ("major", "minor"):
            for font in () if root is None else each(root, f"a:{kind}Font"):
                latin = font.find(name("a:latin"))
                self._fonts[kind] = "" if latin is None else latin.get("typeface", "")

    def font(self, called: str) -> str:
        """Return the font that `minorHAnsi` stands for."""
        return self._fonts.get(called[:5], "")

    def colour(self, node: Element, direct: str = "w:val", theme: str = "theme") -> str:
        """Return a colour, by the theme where it is of the theme; "" for none that is known.

        `direct` and `theme` are the attributes: `w:fill` and `themeFill` of a shading.
        """
        own = get(node, direct)
        key = "themeColor" if theme == "theme" else theme
        base = self._colours.get(THEME_NAMES.get(get(node, f"w:{key}"), ""), "")
        if base:
            return _shaded(base, get(node, f"w:{theme}Shade"), get(node, f"w:{theme}Tint"))
        if own == AUTO:
            return AUTO
        return own.upper() if COLOUR.fullmatch(own.upper()) else ""

    def shading(self, node: Element) -> str:
        """Return the colour of a `w:shd`: `auto` for none, "" for a pattern of two colours."""
        match get(node):
            case "nil" | "":
                return AUTO
            case "clear":
                return self.colour(node, "w:fill", "themeFill")
            case "solid":
                return self.colour(node, "w:color")
        return ""


def _own(item: Element) -> str:
    for node in item:
        said = (node.get("lastClr") or node.get("val") or "").upper()
        if COLOUR.fullmatch(said):
            return said
    return ""


def _shaded(colour: str, shade: str, tint: str) -> str:
    """Return a colour made darker or lighter by a share of 255 (17.3.2.6)."""
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    if _is_share(shade):
        parts = [round(part * int(shade, 16) / 255) for part in parts]
    if _is_share(tint):
        parts = [round(255 - (255 - part) * int(tint, 16) / 255) for part in parts]
    return "".join(f"{part:02X}" for part in parts)


def _is_share(text: str) -> bool:
    return re.fullmatch(r"[0-9A-Fa-f]{1,2}", text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
