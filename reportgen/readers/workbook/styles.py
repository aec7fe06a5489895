"""Read the looks of cells: in comes a package, out go number formats and bold type by style.

ECMA-376 part 1, 18.8. Fonts, fills and borders are nobody's business here.
"""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.workbook.parts import MAIN, Package, is_true

STYLES = "xl/styles.xml"
GENERAL = "General"

# Formats that a workbook names by number alone (18.8.30), as in the United States; what a United
# Kingdom Excel shows for those that follow the computer's settings, number_formats knows.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

# What of a format's first section is no code: words in quotes, colours and currencies in brackets.
NO_CODE = regex(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
DATE_CODE = regex(r"(?<![_\\])[dmhys]", re.IGNORECASE)
ELAPSED = regex(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)


class NumberKind(Enum):
    """What the number in a cell stands for, by its format."""

    NUMBER = "a number"
    MOMENT = "a date, a time or both"
    DURATION = "hours, minutes or seconds that have passed"


class Style(Struct, frozen=True):
    """The look of a cell, as far as it means something."""

    number_format: str = GENERAL
    bold: bool = False
    kind: NumberKind = NumberKind.NUMBER


def read_styles(package: Package) -> list[Style]:
    """Return the styles in the order of the numbers that cells have for them."""
    if STYLES not in package:
        return [Style()]
    tree = package.tree(STYLES)
    formats = BUILT_IN | {
        int(node.get("numFmtId", "")): node.get("formatCode", GENERAL)
        for node in tree.findall(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    bold = [_is_bold(node.find(f"{MAIN}b")) for node in tree.findall(f"{MAIN}fonts/{MAIN}font")]
    styles = []
    for node in tree.findall(f"{MAIN}cellXfs/{MAIN}xf"):
        code = formats.get(int(node.get("numFmtId", "0")), GENERAL)
        font = int(node.get("fontId", "0"))
        styles.append(Style(code, font < len(bold) and bold[font], number_kind(code)))
    return styles or [Style()]


def number_kind(number_format: str) -> NumberKind:
    """Tell what a number stands for; the first section of its format decides."""
    first = number_format.split(";")[0]
    if not DATE_CODE.search(NO_CODE.sub("", first)):
        return NumberKind.NUMBER
    return NumberKind.DURATION if ELAPSED.search(first) else NumberKind.MOMENT


def _is_bold(node: object) -> bool:
    get = getattr(node, "get", None)
    return get is not None and is_true(get("val"), default=True)
