"""Lists: in come the lists that a file uses, out they go among the paper's with other numbers.

A list is copied with its definition, so that it begins anew, and never goes on from one of the
paper's or from another copy of the same file.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable

from reportgen.writers.word.appended.look import LIST, PARAGRAPH, Look
from reportgen.writers.word.appended.markup import new, remove, value
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

NONE = "0"  # takes a list away
CarryParts = Callable[[Element], None]


class Lists:
    """The lists of one file, of which those in use come into the paper."""

    def __init__(
        self, numbering: Element | None, paper: Callable[[], Element], look: Look, prefix: str
    ) -> None:
        """Take the file's definitions. `paper` returns the paper's own, to add to."""
        old = new("numbering") if numbering is None else numbering
        self._abstract = {_id(n, "abstractNumId"): n for n in old.iter(w("abstractNum"))}
        self._lists = {
            _id(n, "numId"): n
            for n in old.iter(w("num"))
            if value(n, "abstractNumId") in self._abstract
        }
        self._pictures = {_id(n, "numPicBulletId"): n for n in old.iter(w("numPicBullet"))}
        self._paper, self._look, self._prefix = paper, look, prefix
        self._numbers: dict[str, str] = {}

    def carry(self, root: Element) -> None:
        """Give a story the lists' new numbers; a list that is not there is taken away."""
        for node in list(root.iter(w("numPr"))):
            named = node.find(w("numId"))
            number = "" if named is None else self.use(str(named.get(w("val"), "")))
            if number:
                named.set(w("val"), number)
            elif named is not None:
                remove(node)

    def use(self, old: str) -> str:
        """Return the new number of a list, "" for one that the file does not have."""
        if old == NONE:
            return NONE
        if old not in self._lists:
            return ""
        if old not in self._numbers:
            self._numbers[old] = str(_highest(self._paper(), "num", "numId") + 1)
            self._paper().append(new("num", numId=self._numbers[old]))  # filled in at the end
            style = value(self._abstract[self._name(old)], "numStyleLink")
            if style:
                self._look.use(LIST, style)
        return self._numbers[old]

    def level_of(self, number: str, style: str) -> str:
        """Return the level of a list that a style is linked to, "" when it is linked to none."""
        levels = self._abstract[self._name(number)].iter(w("lvl")) if number in self._lists else ()
        return next((_id(n, "ilvl") for n in levels if value(n, "pStyle") == style), "")

    def finish(self, carry_parts: CarryParts) -> None:
        """Write the definitions of the lists in use. `carry_parts` brings their pictures."""
        if not self._numbers:
            return
        root = self._paper()
        made: dict[str, str] = {}
        for old, number in self._numbers.items():
            name = self._name(old)
            if name not in made:
                made[name] = self._define(root, name, carry_parts)
            self._fill(root, number, self._lists[old], made[name], carry_parts)
        last = root.find(w("numIdMacAtCleanup"))
        if last is not None:
            root.append(last)

    def _name(self, number: str) -> str:
        return value(self._lists[number], "abstractNumId")

    def _define(self, root: Element, name: str, carry_parts: CarryParts) -> str:
        """Copy a definition and return its new id."""
        definition = copy.deepcopy(self._abstract[name])
        number = str(_highest(root, "abstractNum", "abstractNumId") + 1)
        definition.set(w("abstractNumId"), number)
        self._make_own(definition, name)
        self._link_levels(definition, PARAGRAPH)
        self._bring_pictures(root, definition, carry_parts)
        before = [*root.iterchildren(w("abstractNum"))] or [*root.iterchildren(w("numPicBullet"))]
        if before:
            before[-1].addnext(definition)
        else:
            root.insert(0, definition)
        return number

    def _make_own(self, definition: Element, name: str) -> None:
        """Set the number by which Word knows two lists for one: a new one, the same each time."""
        digest = hashlib.sha256(f"{self._prefix} {name}".encode()).hexdigest()[:8].upper()
        for node in [*definition.iterchildren(w("nsid"))]:
            remove(node)
        definition.insert(0, new("nsid", val=digest))
        for node in [*definition.iterchildren(w("styleLink"), w("numStyleLink"))]:
            style = self._look.find(LIST, str(node.get(w("val"), "")))
            if style:
                node.set(w("val"), style)
            else:
                remove(node)

    def _link_levels(self, definition: Element, kind: str) -> None:
        for node in [*definition.iter(w("pStyle"))]:
            style = self._look.find(kind, str(node.get(w("val"), "")))
            if style:
                node.set(w("val"), style)
            else:
                remove(node)

    def _bring_pictures(self, root: Element, definition: Element, carry: CarryParts) -> None:
        for node in [*definition.iter(w("lvlPicBulletId"))]:
            found = self._pictures.get(str(node.get(w("val"), "")))
            if found is None:
                remove(node)
                continue
            picture = copy.deepcopy(found)
            number = str(_highest(root, "numPicBullet", "numPicBulletId") + 1)
            picture.set(w("numPicBulletId"), number)
            node.set(w("val"), number)
            carry(picture)
            root.insert(len([*root.iterchildren(w("numPicBullet"))]), picture)

    def _fill(
        self, root: Element, number: str, old: Element, definition: str, carry: CarryParts
    ) -> None:
        found = next(n for n in root.iterchildren(w("num")) if _id(n, "numId") == number)
        found.append(new("abstractNumId", val=definition))
        for override in old.iterchildren(w("lvlOverride")):
            own = copy.deepcopy(override)
            self._link_levels(own, PARAGRAPH)
            self._bring_pictures(root, own, carry)
            found.append(own)


def _id(node: Element, name: str) -> str:
    return str(node.get(w(name), ""))


def _highest(root: Element, tag: str, name: str) -> int:
    numbers = (_id(node, name) for node in root.iterchildren(w(tag)))
    return max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0)
