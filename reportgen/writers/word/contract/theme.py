"""The theme of a template. In: a template. Out: styles that a change of it does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.diagnostics import Diagnostic, note
from reportgen.source import Source
from reportgen.writers.word import styles
from reportgen.writers.word.contract.style_sheet import name_of
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

# Code is set in a font of one width, which a theme does not have.
OWN_FONT = (styles.CODE_BLOCK, styles.INLINE_CODE)
HINT = (
    "choose it from the theme's (in Word: Design, Fonts or Colors), so that a house changes "
    "its look in one place"
)


def theme_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Note fonts and colours that are written into styles."""
    sheet = document.styles.element
    defaults = sheet.find(w("docDefaults"))
    if defaults is not None and _has_own_font(defaults):
        message = "the template's own font is not taken from its theme"
        yield note("template-theme", message, source, HINT)
    found = [node for node in sheet.iter(w("style")) if node.get(w("styleId")) not in OWN_FONT]
    for what, is_own in (("font", _has_own_font), ("colour", _has_own_colour)):
        names = [f'"{name_of(node)}"' for node in found if is_own(node)]
        if names:
            shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if names[8:] else "")
            message = f"{what}s are not taken from the theme in {shown}"
            yield note("template-theme", message, source, HINT)


def _has_own_font(node: Element) -> bool:
    return any(
        fonts.get(w("ascii")) is not None and fonts.get(w("asciiTheme")) is None
        for fonts in node.iter(w("rFonts"))
    )


def _has_own_colour(node: Element) -> bool:
    return any(
        color.get(w("val"), "auto") != "auto" and color.get(w("themeColor")) is None
        for color in node.iter(w("color"))
    )
