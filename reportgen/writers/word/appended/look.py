"""Styles: in come the styles that a file uses, out they go among the paper's under other names.

Each is copied with the styles it is based on, and with the file's own defaults below it. Word
puts a table's style between the defaults and the styles of the paragraphs in it. So in a table
the defaults are the table style's to say, and its paragraphs have copies of their styles that say
nothing of them: else they would overrule the table.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from reportgen.patterns import regex
from reportgen.writers.word.appended.defaults import merged, own_defaults
from reportgen.writers.word.appended.markup import ancestor, new, remove, value
from reportgen.writers.word.appended.theme import Theme
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

PARAGRAPH, CHARACTER, TABLE, LIST = "paragraph", "character", "table", "numbering"
IN_TABLE = "InTable"
HEADING = regex(r"heading ([1-9])$", re.I)
DEEPEST = 8  # the last level of an outline; 9 is text
# What a style says of Word's own lists of styles; a carried style is in none of them.
SAID_OF_LISTS = ("aliases", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked",
                 "personal", "personalCompose", "personalReply", "autoRedefine", "hidden",
                 "rsid")  # fmt: skip

Key = tuple[str, str, bool]  # type, id, whether for the paragraphs of a table
UseList = Callable[[str], str]


class Look:
    """The styles of one file, of which those in use come into the paper."""

    def __init__(
        self, styles: Element | None, paper_styles: Element, theme: Theme, prefix: str
    ) -> None:
        self._old = new("styles") if styles is None else styles
        theme.settle(self._old)
        self._paper = paper_styles
        self._prefix = prefix
        self._known = {
            (_type(node), str(node.get(w("styleId")))): node for node in self._old.iter(w("style"))
        }
        self._default = {
            _type(node): str(node.get(w("styleId")))
            for node in self._old.iter(w("style"))
            if node.get(w("default")) in ("1", "true", "on")
        }
        self._rpr = own_defaults(self._old, paper_styles, "rPr")
        self._ppr = own_defaults(self._old, paper_styles, "pPr")
        self._taken = {str(node.get(w("styleId"))) for node in paper_styles.iter(w("style"))}
        self._ids: dict[Key, str] = {}
        self._waiting: list[Key] = []

    def carry(self, root: Element) -> None:
        """Give a story the styles' new ids, and each paragraph and table a style."""
        for node in root.iter(w("p")):
            self._carry_paragraph(node)
        for node in list(root.iter(w("rStyle"))):
            self._rename(node, CHARACTER)
        for node in root.iter(w("tbl")):
            self._carry_table(node)
        lower_outline(root)

    def name(self, old: str) -> str:
        """Return what the paper calls a style of a name, "" when the file has none of it."""
        for kind, style in self._known:
            if value(self._known[kind, style], "name").casefold() == old.casefold():
                self.use(kind, style)
                return self._name(value(self._known[kind, style], "name"), False)
        return ""

    def use(self, kind: str, old: str, *, in_table: bool = False) -> str:
        """Return the new id of a style, "" for one that the file does not have."""
        if (kind, old) not in self._known and old:
            return ""
        key = (kind, old, in_table and kind == PARAGRAPH)
        if key not in self._ids:
            self._ids[key] = self._free_id(key)
            self._waiting.append(key)
        return self._ids[key]

    def find(self, kind: str, old: str) -> str:
        """Return the new id of a style that is in use, "" of any other."""
        return self._ids.get((kind, old, False)) or self._ids.get((kind, old, True), "")

    def finish(self, use_list: UseList, level_of: Callable[[str, str], str]) -> None:
        """Write the styles in use into the paper's, with those they need.

        `use_list` returns the new id of a list, `level_of` the level of a list that a style is
        linked to.
        """
        while self._waiting:
            key = self._waiting.pop(0)
            self._paper.append(self._copy(key, use_list, level_of))

    def _carry_paragraph(self, node: Element) -> None:
        properties = node.find(w("pPr"))
        if properties is None:
            properties = new("pPr")
            node.insert(0, properties)
        in_table = ancestor(node, w("tbl"), w("txbxContent"))
        named = properties.find(w("pStyle"))
        old = "" if named is None else str(named.get(w("val"), ""))
        inside = in_table is not None and in_table.tag == w("tbl")
        style = self.use(PARAGRAPH, old, in_table=inside) if old else ""
        style = style or self.use(PARAGRAPH, self._default.get(PARAGRAPH, ""), in_table=inside)
        if named is None:
            properties.insert(0, new("pStyle", val=style))
        else:
            named.set(w("val"), style)

    def _carry_table(self, node: Element) -> None:
        properties = node.find(w("tblPr"))
        if properties is None:
            properties = new("tblPr")
            node.insert(0, properties)
        named = properties.find(w("tblStyle"))
        style = self.use(TABLE, str(named.get(w("val"), ""))) if named is not None else ""
        style = style or self.use(TABLE, self._default.get(TABLE, ""))
        if named is None:
            properties.insert(0, new("tblStyle", val=style))
        else:
            named.set(w("val"), style)

    def _rename(self, node: Element, kind: str) -> None:
        style = self.use(kind, str(node.get(w("val"), "")))
        if style and node.get(w("val")):
            node.set(w("val"), style)
        else:
            remove(node)

    def _free_id(self, key: Key) -> str:
        kind, old, in_table = key
        plain = re.sub("[^A-Za-z0-9]", "", old) or f"Default{kind.capitalize()}"
        wanted = f"{self._prefix}{plain}{IN_TABLE if in_table else ''}"
        style, number = wanted, 1
        while style in self._taken:
            number += 1
            style = f"{wanted}{number}"
        self._taken.add(style)
        return style

    def _name(self, old: str, in_table: bool) -> str:
        # A comma would part two names.
        plain = old.replace(",", " ") or "default"
        return f"{self._prefix} {plain}{' in table' if in_table else ''}"

    def _copy(self, key: Key, use_list: UseList, level_of: Callable[[str, str], str]) -> Element:
        kind, old, in_table = key
        found = self._known.get((kind, old))
        style = new("style") if found is None else copy.deepcopy(found)
        style.attrib.clear()
        for name, text in (("type", kind), ("customStyle", "1"), ("styleId", self._ids[key])):
            style.set(w(name), text)
        for node in [*style.iterchildren(*map(w, SAID_OF_LISTS))]:
            remove(node)
        self._link(style, key, self._name(value(style, "name") or old, in_table))
        self._add_outline(style, found)
        if kind == TABLE:
            self._fold(style, self._chain(old))
        elif kind == PARAGRAPH and not in_table and style.find(w("basedOn")) is None:
            self._fold(style, [])
        self._carry_list(style, old, use_list, level_of)
        lower_outline(style)
        return style

    def _link(self, style: Element, key: Key, name: str) -> None:
        """Name a style, and have it refer to copies where it refers to other styles."""
        kind, old, in_table = key
        links = {link: value(style, link) for link in ("basedOn", "next", "link")}
        for node in [*style.iterchildren(w("name"), *map(w, links))]:
            remove(node)
        other = {PARAGRAPH: CHARACTER, CHARACTER: PARAGRAPH}.get(kind, kind)
        made = [new("name", val=name)]
        if links["basedOn"] and not self._is_circular(kind, old):
            based_on = self.use(kind, links["basedOn"], in_table=in_table)
            made += [new("basedOn", val=based_on)] if based_on else []
        if links["next"] and (following := self.use(kind, links["next"], in_table=in_table)):
            made.append(new("next", val=following))
        if links["link"] and not in_table and (linked := self.use(other, links["link"])):
            made.append(new("link", val=linked))
        made.append(new("semiHidden"))
        style[:0] = made

    def _is_circular(self, kind: str, old: str) -> bool:
        """Tell whether a style is, by way of others, based on itself."""
        seen: set[str] = set()
        style = old
        while style and style not in seen:
            seen.add(style)
            style = value(self._known.get((kind, style)), "basedOn")
        return style == old

    def _add_outline(self, style: Element, found: Element | None) -> None:
        """Say the level of a heading that Word knows by its name alone."""
        heading = HEADING.match(value(found, "name"))
        if heading and style.find(f"{w('pPr')}/{w('outlineLvl')}") is None:
            own = new("pPr", new("outlineLvl", val=int(heading.group(1)) - 1))
            _put(style, merged(own, style.find(w("pPr"))))

    def _fold(self, style: Element, above: list[Element]) -> None:
        """Put the defaults below what a style says, and what the styles `above` it say between."""
        for base in (self._ppr, self._rpr):
            for other in above:
                base = merged(base, other.find(base.tag))
            _put(style, merged(base, style.find(base.tag)))

    def _chain(self, old: str) -> list[Element]:
        """Return the styles that a table's style is based on, from the first one down.

        Word takes their properties over as well; LibreOffice does not.
        """
        chain: list[Element] = []
        style = self._known.get((TABLE, old))
        while style is not None and style not in chain:
            chain.insert(0, style)
            style = self._known.get((TABLE, value(style, "basedOn")))
        return chain[:-1]

    def _carry_list(
        self, style: Element, old: str, use_list: UseList, level_of: Callable[[str, str], str]
    ) -> None:
        properties = style.find(f"{w('pPr')}/{w('numPr')}")
        if properties is None:
            return
        named = properties.find(w("numId"))
        number = "" if named is None else str(named.get(w("val"), ""))
        if named is not None:
            fresh = use_list(number)
            if not fresh:
                remove(properties)
                return
            if properties.find(w("ilvl")) is None and (level := level_of(number, old)):
                properties.insert(0, new("ilvl", val=level))
            named.set(w("val"), fresh)


def lower_outline(root: Element) -> None:
    """Put headings one level down, below the heading of their appendix."""
    for node in root.iter(w("outlineLvl")):
        level = str(node.get(w("val"), ""))
        if level.isdigit() and int(level) <= DEEPEST:
            node.set(w("val"), str(min(int(level) + 1, DEEPEST)))


def _put(style: Element, properties: Element) -> None:
    """Put properties into a style, in place of its own: `pPr` before `rPr` before the table's."""
    old = style.find(properties.tag)
    if old is not None:
        style.replace(old, properties)
        return
    order = [w(name) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")]
    later = order[order.index(properties.tag) + 1 :]
    following = next((node for node in style if node.tag in later), None)
    if following is None:
        style.append(properties)
    else:
        following.addprevious(properties)


def _type(node: Element) -> str:
    return str(node.get(w("type"), PARAGRAPH))
