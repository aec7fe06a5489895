"""The styles of a Word file. In: its styles part. Out: what each style says of a paragraph or run.

ECMA-376 part 1, 17.7: a style stands on another, and says only what differs from it. Built-in
styles have English names in every language of Word, whatever their ids are; a style without a
name goes by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.word.xml import Element, child, each, get, number, switch, value

BODY_LEVEL = 9  # an outline level of 9 is body text
HEADING_NAME = regex(r"heading ([1-9])")
QUOTES = ("quote", "intense quote", "block text", "quotations")
CONTINUED = regex(r"(?:list continue|list contents)(?: \d)?")


class Role(Enum):
    """What a paragraph is, by its style."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    CONTINUED = "continued"


class Style(Struct, frozen=True):
    """What a style says of a paragraph. `outline` is a heading's level from 0, else BODY_LEVEL.

    `num` and `level` are the list that it brings along, `""` for what it leaves open.
    """

    id: str
    role: Role = Role.TEXT
    outline: int = BODY_LEVEL
    num: str = ""
    level: str = ""
    indented: bool = False


class Emphases(Struct, frozen=True):
    """How a text stands out. `hidden` text is not to be seen at all."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    hidden: bool = False


NO_EMPHASES = Emphases()
SWITCHES = {"bold": ("w:b",), "italic": ("w:i",), "strike": ("w:strike", "w:dstrike"),
            "hidden": ("w:vanish",)}  # fmt: skip


class Styles:
    """The styles of one file; unknown ids are those of a style that says nothing."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(each(root, "w:style"))
        self._by_id = {get(style, "w:styleId"): style for style in found}
        self._default = next(
            (get(style, "w:styleId") for style in found
             if get(style, "w:type") == "paragraph" and get(style, "w:default") in ("1", "true")),
            "",
        )  # fmt: skip
        self._emphases: dict[tuple[str, str], Emphases] = {}
        self._styles: dict[str, Style] = {}

    def style_of(self, paragraph: Element) -> Style:
        """Return a paragraph's style."""
        return self.style(value(paragraph, "w:pPr", "w:pStyle") or self._default)

    def _chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it stands on, which a damaged file may let run in a circle."""
        seen = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "w:basedOn")

    def style(self, style: str) -> Style:
        """Return what a style says of its paragraphs."""
        if style not in self._styles:
            chain = list(self._chain(style))
            num, level = _list_of(chain)
            indents = (child(item, "w:pPr", "w:ind") for item in chain)
            indented = next((on for item in indents if (on := _indented(item)) is not None), False)
            self._styles[style] = Style(
                style, _role(chain), _outline(chain), num, level, indented=indented
            )
        return self._styles[style]

    def emphases(self, run: Element, paragraph_style: str) -> Emphases:
        """Return how a run stands out, by its styles and by what it says itself.

        ECMA-376 part 1, 17.7.3: what is on in the style of the paragraph and in that of the run
        is off again; what the run says itself is what it is. `paragraph_style` is `""` where
        the paragraph as a whole stands out, as a heading does.
        """
        properties = child(run, "w:rPr")
        styled = self._styled(paragraph_style, value(properties, "w:rStyle"))
        if properties is None or len(properties) == 0:
            return styled
        own = {key: _any(properties, tags) for key, tags in SWITCHES.items()}
        said = {key: getattr(styled, key) if on is None else on for key, on in own.items()}
        return Emphases(**said)

    def _styled(self, paragraph_style: str, run_style: str) -> Emphases:
        key = (paragraph_style, run_style)
        if key not in self._emphases:
            on = {
                name: self._switched(paragraph_style, tags) != self._switched(run_style, tags)
                for name, tags in SWITCHES.items()
            }
            self._emphases[key] = Emphases(**on)
        return self._emphases[key]

    def _switched(self, style: str, tags: tuple[str, ...]) -> bool:
        for item in self._chain(style):
            properties = child(item, "w:rPr")
            said = None if properties is None else _any(properties, tags)
            if said is not None:
                return said
        return False


def outline_level(paragraph: Element, style: Style) -> int:
    """Return the level of a heading from 0, or BODY_LEVEL for what is none."""
    own = value(paragraph, "w:pPr", "w:outlineLvl")
    return number(own, BODY_LEVEL) if own else style.outline


def is_indented(paragraph: Element, style: Style) -> bool:
    own = _indented(child(paragraph, "w:pPr", "w:ind"))
    return style.indented if own is None else own


def _role(chain: list[Element]) -> Role:
    for name in map(_name, chain):
        if name == "caption":
            return Role.CAPTION
        if name in QUOTES:
            return Role.QUOTE
        if CONTINUED.fullmatch(name):
            return Role.CONTINUED
    return Role.TEXT


def _outline(chain: list[Element]) -> int:
    for style in chain:
        said = value(style, "w:pPr", "w:outlineLvl")
        heading = HEADING_NAME.fullmatch(_name(style))
        if said:
            return number(said, BODY_LEVEL)
        if heading or _name(style) == "title":
            return int(heading[1]) - 1 if heading else 0
    return BODY_LEVEL


def _list_of(chain: list[Element]) -> tuple[str, str]:
    nums = (value(style, "w:pPr", "w:numPr", "w:numId") for style in chain)
    levels = (value(style, "w:pPr", "w:numPr", "w:ilvl") for style in chain)
    return next(filter(None, nums), ""), next(filter(None, levels), "")


def _indented(indent: Element | None) -> bool | None:
    left = get(indent, "w:left") or get(indent, "w:start")
    return number(left) > 0 if left else None


def _any(properties: Element, tags: tuple[str, ...]) -> bool | None:
    said = [on for tag in tags if (on := switch(properties, tag)) is not None]
    return any(said) if said else None


def _name(style: Element) -> str:
    return (value(style, "w:name") or get(style, "w:styleId")).lower()
