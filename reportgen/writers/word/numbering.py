"""Lists that begin anew: in comes a list style, out go the numbering properties of its items.

Bullets, running paragraphs and their first sub-paragraphs carry their style alone: the template
links it to a level of a list. A list that must restart gets a `w:num` of its own on the same
`w:abstractNum`, so it keeps the designer's look and Word's count of the levels above it.
"""

from __future__ import annotations

import copy
from typing import Any

from reportgen.diagnostics import Diagnostic, warning
from reportgen.model import List
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import Xml, element, parse, properties, w

# ECMA-376 sets no limit; Word's own dialog ends here and Word mends a file that goes beyond.
HIGHEST_START = 32_767


class Numbering:
    """The lists of a template, and those that are added to them.

    `unlinked` are the styles that a list asked for and the template links to no list;
    `problems` what could not be numbered as asked.
    """

    def __init__(self, styles: Element, part: Any) -> None:
        self._styles = {str(node.get(w("styleId"))): node for node in styles.iter(w("style"))}
        self._root: Element = None if part is None else part.element
        nums = () if self._root is None else self._root.findall(w("num"))
        self._abstract = {_num_id(node): _value(node, "abstractNumId") for node in nums}
        self.unlinked: set[str] = set()
        self.problems: list[Diagnostic] = []
        self._next = max((int(name) for name in self._abstract if name.isdigit()), default=0) + 1

    def restart(self, style: str, node: List, *, apart: bool = False) -> Xml:
        """Return the `w:numPr` content for a list in `style` that begins at its own start.

        `apart` lists count by themselves, whatever happens on the same level around them.
        Returns `""` when the template links the style to no list.
        """
        if not self.numbers(style):
            self.unlinked.add(style)
            return Xml("")
        level, number = self._linked(style)
        abstract = self._abstract[number]
        if apart:
            abstract = self._copy(abstract)
        if node.start > HIGHEST_START:
            self.problems.append(_too_high(node))
        name = self._add(abstract, level, min(node.start, HIGHEST_START))
        return numbered(level, name)

    def numbers(self, style: str) -> bool:
        """Tell whether the template links a style to a list, so that Word numbers what has it."""
        return self._root is not None and self._linked(style)[1] in self._abstract

    def level(self, style: str) -> tuple[str, str, Element | None]:
        """Return a numbered style's abstract list, its level, and that level's own element."""
        depth, number = self._linked(style)
        name = self._resolved(self._abstract[number])
        own = _with(self._nodes("num", "numId", number), "lvlOverride", depth)
        override = None if own is None else own.find(w("lvl"))
        level = _with(self._nodes("abstractNum", "abstractNumId", name), "lvl", depth)
        return name, depth, level if override is None else override

    def _resolved(self, abstract: str) -> str:
        """Return the list that one borrows from a list style, else the list itself."""
        for node in self._nodes("abstractNum", "abstractNumId", abstract):
            style = _value(node, "numStyleLink")
            if style in self._styles:
                return self._abstract.get(self._linked(style)[1], abstract)
        return abstract

    def _nodes(self, tag: str, key: str, name: str) -> list[Element]:
        nodes = () if self._root is None else self._root.findall(w(tag))
        return [node for node in nodes if node.get(w(key)) == name]

    def _linked(self, style: str) -> tuple[str, str]:
        """Return the level and list of a style, its own or those of the style it is based on."""
        level, number = "", ""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            node = self._styles[style]
            level = level or _value(node, "pPr", "numPr", "ilvl")
            number = number or _value(node, "pPr", "numPr", "numId")
            style = _value(node, "basedOn")
        return level or "0", number

    def _add(self, abstract: str, level: str, start: int) -> str:
        """Add a list on an abstract one, with a start of its own at one level."""
        last = self._root.find(w("numIdMacAtCleanup"))  # has to stay the last
        name = self._free_name(last)
        override = properties("w:lvlOverride", {"w:ilvl": level}, startOverride=start)
        base = element("w:abstractNumId", attributes={"w:val": abstract})
        node = parse(element("w:num", base, override, attributes={"w:numId": name}))
        if last is None:
            self._root.append(node)
        else:
            last.addprevious(node)
        return name

    def _free_name(self, last: Element | None) -> str:
        """Return a number that no list has; what was added by others stands at the end."""
        added = self._root[-1] if last is None else last.getprevious()
        highest = _num_id(added) if added is not None else ""
        self._next = max(self._next, int(highest) + 1 if highest.isdigit() else 0)
        self._next += 1
        return str(self._next - 1)

    def _copy(self, abstract: str) -> str:
        """Add an abstract list that looks like another and is linked to no style."""
        abstracts = self._root.findall(w("abstractNum"))
        old = next(node for node in abstracts if node.get(w("abstractNumId")) == abstract)
        new = copy.deepcopy(old)
        name = str(max(int(node.get(w("abstractNumId"), "0")) for node in abstracts) + 1)
        new.set(w("abstractNumId"), name)
        # Word takes lists with one nsid for one list.
        for node in [*new.iter(w("nsid"), w("tmpl"), w("styleLink"), w("pStyle"))]:
            node.getparent().remove(node)
        abstracts[-1].addnext(new)
        return name


def numbered(level: str, number: str) -> Xml:
    """Return the content of a `w:numPr`."""
    children = properties("w:numPr", ilvl=level, numId=number)
    return Xml(children.removeprefix("<w:numPr>").removesuffix("</w:numPr>"))


def _too_high(node: List) -> Diagnostic:
    return warning(
        "list-start",
        f"Word cannot number a list from {node.start}; this one begins at {HIGHEST_START}",
        node.source,
        "write the numbers as text, in paragraphs of their own",
    )


def _num_id(node: Element) -> str:
    return str(node.get(w("numId")))


def _with(nodes: list[Element], tag: str, depth: str) -> Element | None:
    """Return the child for a level of a list."""
    found = (child for node in nodes for child in node.findall(w(tag)))
    return next((child for child in found if child.get(w("ilvl"), "0") == depth), None)


def _value(node: Element, *path: str) -> str:
    found = node.find("/".join(w(name) for name in path))
    return "" if found is None else str(found.get(w("val"), ""))
