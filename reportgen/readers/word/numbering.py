"""The lists of a Word file. In: its numbering part. Out: the number beside each paragraph.

ECMA-376 part 1, 17.9: a paragraph names a list (`w:num`) and a level in it; the list stands on an
abstract one, whose count it shares with all lists that do. Paragraphs must be asked for in the
order they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.word.styles import Style, Styles
from reportgen.readers.word.xml import Element, child, each, get, number, switch, value

LEVELS = 9
LONGEST_REPEAT = 20  # letters: z is followed by aa, and a count of a million by none of them
PLACEHOLDER = regex(r"%([1-9])")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Label(Struct, frozen=True):
    """What Word prints beside a paragraph: `text` is `4.2`, or `""` for a bullet.

    `form` is the number format of its own level; `simple` is true for a number of one level with
    nothing but brackets and a full stop about it. `series` tells the lists apart.
    """

    level: int
    series: str
    number: int = 0
    text: str = ""
    form: str = "bullet"
    simple: bool = True
    shown: bool = True

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet"


class _Level(Struct, frozen=True):
    start: int
    form: str
    text: str
    restart: int  # the level (from 1) whose number begins this one anew; 0 for never
    legal: bool  # all numbers as 1, 2, 3


class Numbering:
    """The lists of one file, with the count that each has come to."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        nums = [] if root is None else list(each(root, "w:num"))
        lists = [] if root is None else list(each(root, "w:abstractNum"))
        self._nums = {get(num, "w:numId"): num for num in nums}
        self._lists = {get(item, "w:abstractNumId"): item for item in lists}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def label(self, paragraph: Element, style: Style) -> Label | None:
        """Return what stands beside a paragraph, None for one that is in no list."""
        num, level = self._place(paragraph, style)
        if num not in self._nums:
            return None
        series = self._series(num)
        if series not in self._lists:
            return None
        made = self._level(num, series, level)
        if made is None:
            return None
        if made.form == "bullet":
            return Label(level, series, shown=bool(made.text.strip()))
        count = self._count(num, series, level, made)
        return self._numbered(num, series, level, made, count)

    def _place(self, paragraph: Element, style: Style) -> tuple[str, int]:
        """Return the list and the level of a paragraph, by itself or by its style."""
        num, level = style.num, style.level
        own = child(paragraph, "w:pPr", "w:numPr")
        if num and not value(own, "w:numId"):
            level = str(self._level_of_style(num, style.id, level))
        num, level = value(own, "w:numId") or num, value(own, "w:ilvl") or level
        return num, min(max(number(level), 0), LEVELS - 1)

    def _level_of_style(self, num: str, style: str, said: str) -> int:
        """Return the level that is linked to a style, which goes before what the style says."""
        of_list = self._lists.get(self._series(num)) if num in self._nums else None
        for level in each(of_list, "w:lvl") if of_list is not None else ():
            if value(level, "w:pStyle") == style:
                return number(get(level, "w:ilvl"))
        return number(said)

    def _series(self, num: str) -> str:
        """Return the abstract list of a list, by way of a list style where it stands for one."""
        seen: set[str] = set()
        while num in self._nums and num not in seen:
            seen.add(num)
            series = value(self._nums[num], "w:abstractNumId")
            link = value(self._lists.get(series), "w:numStyleLink")
            if not link:
                return series
            num = self._styles.style(link).num
        return ""

    def _level(self, num: str, series: str, level: int) -> _Level | None:
        if (num, level) not in self._levels:
            self._levels[num, level] = self._read_level(num, series, level)
        return self._levels[num, level]

    def _read_level(self, num: str, series: str, level: int) -> _Level | None:
        own = self._override(num, level)
        node = child(own, "w:lvl")
        if node is None:
            node = _at_level(self._lists[series], "w:lvl", level)
        if node is None:
            return None
        form = value(node, "w:numFmt") or "decimal"
        restart = value(node, "w:lvlRestart")
        return _Level(
            number(value(node, "w:start")),
            "bullet" if child(node, "w:lvlPicBulletId") is not None else form,
            value(node, "w:lvlText"),
            number(restart, level) if restart else level,
            bool(switch(node, "w:isLgl")),
        )

    def _override(self, num: str, level: int) -> Element | None:
        return _at_level(self._nums[num], "w:lvlOverride", level)

    def _count(self, num: str, series: str, level: int, made: _Level) -> int:
        counts = self._counts.setdefault(series, {})
        begin = value(self._override(num, level), "w:startOverride")
        if begin and (num, level) not in self._used:
            counts[level] = number(begin)
        else:
            counts[level] = counts[level] + 1 if level in counts else made.start
        self._used.add((num, level))
        for deeper in range(level + 1, LEVELS):
            below = self._level(num, series, deeper)
            if below is None or level < below.restart:
                counts.pop(deeper, None)
        return counts[level]

    def _numbered(self, num: str, series: str, level: int, made: _Level, count: int) -> Label:
        counts = self._counts[series]

        def filled(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = made if at == level else self._level(num, series, at)
            if other is None or other.form == "bullet":
                return ""
            return formatted(counts.get(at, other.start), "decimal" if made.legal else other.form)

        text = PLACEHOLDER.sub(filled, made.text).strip() if made.form != "none" else made.text
        around = PLACEHOLDER.sub("", made.text).strip("()[].: ")
        simple = not around and PLACEHOLDER.findall(made.text) == [str(level + 1)]
        return Label(level, series, count, text, made.form, simple, bool(text.strip()))


def formatted(count: int, form: str) -> str:
    """Return a number in one of Word's formats (17.18.59); those not known here as 1, 2, 3."""
    known: dict[str, Callable[[int], str]] = {
        "lowerLetter": _letters,
        "upperLetter": lambda n: _letters(n).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
        "decimalZero": lambda n: f"{n:02}",
        "none": lambda _: "",
    }
    return known.get(form, str)(count)


def _letters(count: int) -> str:
    if not 0 < count <= 26 * LONGEST_REPEAT:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for worth, letter in ROMAN:
        text += letter * (count // worth)
        count %= worth
    return text


def _at_level(parent: Element, tag: str, level: int) -> Element | None:
    found = (node for node in each(parent, tag) if get(node, "w:ilvl") == str(level))
    return next(found, None)
