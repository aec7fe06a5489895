"""Take plain rows of a sheet apart. In: a piece of its XML. Out: what stands in it of each cell.

Plain are rows as Excel, LibreOffice, openpyxl and XlsxWriter write them when nothing is odd about
them: rows and cells with addresses, formulas of their own, texts without entities. All else is for
the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.patterns import regex
from reportgen.readers.workbook.parts import is_true
from reportgen.readers.workbook.pieces import AS_IT_STANDS
from reportgen.readers.workbook.styles import NumberKind, Style

# A cell with what is saved in it, and its row's ends where it is the first or the last one.
CELL = regex(
    rf"""(?:<row\ r="([1-9][0-9]*+)"([^<>]*+)>)?+
    <c\ r="([A-Z]++[0-9]++)"([^<>]*+)(?:/>|>
    (?:<f>({AS_IT_STANDS})</f>)?+ (?:<v>({AS_IT_STANDS})</v>)?+ </c>)(</row>)?+""",
    re.VERBOSE,
)
GROUPS = 8  # splitting by it gives these for each cell: what is before it, and its seven groups
ROW, LOOK, END = 1, 4, 7
CELL_LOOK = regex(r'(?: s="([0-9]+)")?(?: t="([a-z]+)")?')
ROW_LOOK = regex(
    r"""(?:\ (?:spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop
    |thickBot|x14ac:dyDescent)="[0-9A-Za-z.:\ ]*+")*+""",
    re.VERBOSE,
)
ATTRIBUTE = regex(r' ((?:(\w+):)?\w+)="([^"]*)"')


class PlainRows:
    """Takes pieces of one sheet apart.

    `looks` and `hidden` say what the attributes of cells and rows mean, as they are written: style,
    type and whether it holds a number that is no date; whether the row is hidden, None where that
    is not said. `prefixes` are those that the sheet declares.
    """

    def __init__(self, styles: Sequence[Style]) -> None:
        self.looks: dict[str, tuple[Style, str, bool]] = {}
        self.hidden: dict[str, bool | None] = {}
        self.prefixes: set[str] = set()
        self._styles = styles

    def cells(self, piece: str) -> Iterator[tuple[Any, ...]] | None:
        """Return GROUPS strings for each cell of some rows, None where not all of it is plain."""
        parts = CELL.split(piece)
        if any(parts[::GROUPS]) or not _are_whole_rows(parts):
            return None
        rows = set(parts[ROW + 1 :: GROUPS]) - {None}
        if not (
            all(map(self._knows_row, rows)) and all(map(self._knows, set(parts[LOOK::GROUPS])))
        ):
            return None
        return zip(*[iter(parts)] * GROUPS, strict=False)

    def _knows(self, about: str) -> bool:
        """Tell whether a cell has plain attributes alone, and keep what they mean."""
        if about not in self.looks:
            found = CELL_LOOK.fullmatch(about)
            if found is None:
                return False
            style, kind = self._styles[int(found[1] or 0)], found[2] or "n"
            self.looks[about] = (style, kind, kind == "n" and style.kind is NumberKind.NUMBER)
        return True

    def _knows_row(self, about: str) -> bool:
        """Tell whether a row has plain attributes alone, each once, and keep what they mean."""
        if about not in self.hidden:
            found = ATTRIBUTE.findall(about)
            look = {name: text for name, _, text in found}
            prefixes = {prefix for _, prefix, _ in found if prefix}
            if not ROW_LOOK.fullmatch(about) or len(look) < len(found) or prefixes - self.prefixes:
                return False
            self.hidden[about] = is_hidden(look) if look.keys() - {"spans"} else None
        return True


def is_hidden(look: Mapping[str, str]) -> bool:
    """Tell whether a row or column is hidden: by its flag, or by a height or width of nothing."""
    size = look.get("ht", look.get("width", "1"))
    return is_true(look.get("hidden")) or float(size) == 0


def _are_whole_rows(parts: list[str | Any]) -> bool:
    """Tell whether each row begins where the one before has ended, and the last one has ended."""
    begins = [number is not None for number in parts[ROW::GROUPS]]
    ends = [end is not None for end in parts[END::GROUPS]]
    return bool(ends) and ends[-1] and begins == [True, *ends[:-1]]
