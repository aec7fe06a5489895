"""Read the names of blocks: in come a workbook's main part and its sheets, out go names.

Defined names (ECMA-376 part 1, 18.2.5) that are one block of one sheet each, and Excel tables
(18.5.1.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from reportgen.patterns import regex
from reportgen.readers.workbook.parts import MAIN, is_true
from reportgen.workbook import NamedRange, Sheet, read_range

# A defined name for one block of one sheet: Summary!$C$9, 'Active Citizens'!$B$5:$B$9.
BLOCK = regex(r"(?:'((?:[^']|'')+)'|([^'!\[\](),]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
# Excel's own, for print areas, filters and the like.
RESERVED = regex(
    r"_xlnm\.(Print_Area|Print_Titles|Criteria|_FilterDatabase|Extract|Consolidate_Area|Sheet_Title)"
)


def defined_names(tree: Element, sheets: Sequence[Sheet]) -> Iterator[NamedRange]:
    """Yield the names for one block of one sheet; a workbook's own name goes before a sheet's."""
    titles = {sheet.title.casefold(): sheet.title for sheet in sheets}
    seen: set[str] = set()
    names = list(_each_name(tree))
    times = Counter(name.casefold() for name, _ in names)
    for name, text in names:
        found = BLOCK.fullmatch(text)
        if found is None or name.casefold() in seen:
            continue
        sheet = titles.get((found[1] or found[2]).replace("''", "'").casefold())
        block = read_range(found[3])
        if sheet and block:
            seen.add(name.casefold())
            ambiguous = times[name.casefold()] > 1 or not _is_absolute(found[3])
            yield NamedRange(name, sheet, block, ambiguous=ambiguous)


def table_name(tree: Element, sheet: str) -> NamedRange | None:
    """Return an Excel table, None for one that is no block of cells."""
    block = read_range(tree.get("ref", ""))
    if block is None:
        return None
    headers, totals = tree.get("headerRowCount", "1"), tree.get("totalsRowCount", "0")
    name = tree.attrib["displayName"]
    return NamedRange(
        name, sheet, block, is_table=True, header_rows=int(headers), total_rows=int(totals)
    )


def _each_name(tree: Element) -> Iterator[tuple[str, str]]:
    """Yield names with what they stand for: the workbook's own, then those of each sheet."""
    scopes: dict[int, dict[str, Element]] = {}
    for node in tree.findall(f"{MAIN}definedNames/{MAIN}definedName"):
        scope = int(node.get("localSheetId", "-1"))
        scopes.setdefault(scope, {})[node.attrib["name"]] = node
    for scope in sorted(scopes):
        for name, node in scopes[scope].items():
            if not is_true(node.get("hidden")) and not RESERVED.match(name):
                yield name, node.text or ""


def _is_absolute(address: str) -> bool:
    """Tell whether a name means the same cells wherever it is used: $B$5:$B$9, not B5:B9."""
    return address.count("$") == 2 * len(address.split(":"))
