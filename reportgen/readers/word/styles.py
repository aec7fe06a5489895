"""The styles of a Word file. In: its styles part. Out: what each style says of a paragraph or run.

ECMA-376 part 1, 17.7: a style stands on another, and says only what differs from it. Built-in
styles have English names in every language of Word, whatever their ids are; a style without a
name goes by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reportgen.readers.word.xml import Element, child, each, get, number, switch, value

BODY_LEVEL = 9  # an outline level of 9 is body text
HEADING_NAME = re.compile(r"heading ([1-9])")
QUOTES = ("quote", "intense quote", "block text", "quotations")
CONTINUED = re.compile(r"(?:list continue|list contents)(?: \d)?")


class Role(Enum):
    """What a paragraph is, by its style."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class Emphases:
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

    def style_of(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "w:pPr", "w:pStyle") or self._default

    def chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it stands on, which a damaged file may let run in a circle."""
        seen = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "w:basedOn")

    def role(self, style: str) -> Role:
        for name_ in self._names(style):
            if name_ == "caption":
                return Role.CAPTION
            if name_ in QUOTES:
                return Role.QUOTE
            if CONTINUED.fullmatch(name_):
                return Role.CONTINUED
        return Role.TEXT

    def outline_level(self, paragraph: Element) -> int:
        """Return the level of a heading from 0, or BODY_LEVEL for what is none."""
        own = value(paragraph, "w:pPr", "w:outlineLvl")
        if own:
            return number(own, BODY_LEVEL)
        for style in self.chain(self.style_of(paragraph)):
            said = value(style, "w:pPr", "w:outlineLvl")
            if said:
                return number(said, BODY_LEVEL)
            name_ = _name(style)
            heading = HEADING_NAME.fullmatch(name_)
            if heading or name_ == "title":
                return int(heading[1]) - 1 if heading else 0
        return BODY_LEVEL

    def list_of(self, style: str) -> tuple[str, str]:
        """Return the list and the level in it that a style gives, `""` for what it leaves open."""
        num, level = "", ""
        for item in self.chain(style):
            num = num or value(item, "w:pPr", "w:numPr", "w:numId")
            level = level or value(item, "w:pPr", "w:numPr", "w:ilvl")
        return num, level

    def is_indented(self, paragraph: Element) -> bool:
        own = child(paragraph, "w:pPr", "w:ind")
        found = [own, *(child(s, "w:pPr", "w:ind") for s in self.chain(self.style_of(paragraph)))]
        for indent in found:
            left = get(indent, "w:left") or get(indent, "w:start")
            if left:
                return number(left) > 0
        return False

    def emphases(self, run: Element, paragraph_style: str) -> Emphases:
        """Return how a run stands out, by its styles and by what it says itself.

        ECMA-376 part 1, 17.7.3: what is on in the style of the paragraph and in that of the run
        is off again; what the run says itself is what it is. `paragraph_style` is `""` where
        the paragraph as a whole stands out, as a heading does.
        """
        properties = child(run, "w:rPr")
        styled = self._styled(paragraph_style, value(properties, "w:rStyle"))
        if properties is None:
            return styled
        own = {key: _any(properties, tags) for key, tags in SWITCHES.items()}
        said = {key: getattr(styled, key) if on is None else on for key, on in own.items()}
        return Emphases(**said)

    def _styled(self, paragraph_style: str, run_style: str) -> Emphases:
        key = (paragraph_style, run_style)
        if key not in self._emphases:
            on = {
                name_: self._switched(paragraph_style, tags) != self._switched(run_style, tags)
                for name_, tags in SWITCHES.items()
            }
            self._emphases[key] = Emphases(**on)
        return self._emphases[key]

    def _switched(self, style: str, tags: tuple[str, ...]) -> bool:
        for item in self.chain(style):
            properties = child(item, "w:rPr")
            said = None if properties is None else _any(properties, tags)
            if said is not None:
                return said
        return False

    def _names(self, style: str) -> Iterator[str]:
        return (_name(item) for item in self.chain(style))


def _any(properties: Element, tags: tuple[str, ...]) -> bool | None:
    said = [on for tag in tags if (on := switch(properties, tag)) is not None]
    return any(said) if said else None


def _name(style: Element) -> str:
    return (value(style, "w:name") or get(style, "w:styleId")).lower()
