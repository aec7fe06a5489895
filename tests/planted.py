"""The sample workbook with something in it changed, as by hand in Excel. A new workbook goes out.

Its formulas (sums, plus and minus, links between sheets) are worked out again after a change, so
that every saved value is what Excel would have saved.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REFERENCE = re.compile(r"(?:'([^']+)'!|(\w+)!)?([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


class Book:
    """A workbook of one-letter columns; sheets by their titles, cells by their addresses.

    What a formula has from another workbook stays as it was saved.
    """

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        book = etree.fromstring(self.parts["xl/workbook.xml"])
        self.states = {node.get("name"): node for node in book.iter(_main("sheet"))}
        self.book = book
        # XlsxWriter numbers the sheets' parts in their order.
        self.sheets = {
            title: etree.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"])
            for number, title in enumerate(self.states, 1)
        }

    def cell(self, sheet: str, address: str) -> Any:
        return next(c for c in self.sheets[sheet].iter(_main("c")) if c.get("r") == address)

    def number(self, sheet: str, address: str, number: int) -> None:
        """Type a number into a cell that is there."""
        cell = self._emptied(sheet, address)
        etree.SubElement(cell, _main("v")).text = str(number)

    def text(self, sheet: str, address: str, text: str) -> None:
        """Type a text into a cell that is there."""
        cell = self._emptied(sheet, address)
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, _main("is")), _main("t")).text = text

    def formula(self, sheet: str, address: str, formula: str) -> None:
        """Type a formula, without its `=`, into a cell that is there."""
        cell = self._emptied(sheet, address)
        etree.SubElement(cell, _main("f")).text = formula
        etree.SubElement(cell, _main("v")).text = "0"

    def saved(self, sheet: str, address: str, value: str | None, *, kind: str = "") -> None:
        """Set what is saved for a formula, None for nothing; to be called after `calculate`."""
        cell = self.cell(sheet, address)
        for old in cell.findall(_main("v")):
            cell.remove(old)
        if value is not None:
            etree.SubElement(cell, _main("v")).text = value
        if kind:
            cell.set("t", kind)

    def look_like(self, sheet: str, address: str, other_sheet: str, other: str) -> None:
        """Copy the format of another cell."""
        self.cell(sheet, address).set("s", self.cell(other_sheet, other).get("s"))

    def hide_row(self, sheet: str, row: int) -> None:
        (node,) = (n for n in self.sheets[sheet].iter(_main("row")) if n.get("r") == str(row))
        node.set("hidden", "1")

    def hide_column(self, sheet: str, column: int) -> None:
        nodes = self.sheets[sheet].iter(_main("col"))
        next(n for n in nodes if n.get("min") == str(column)).set("hidden", "1")

    def hide(self, sheet: str) -> None:
        self.states[sheet].set("state", "hidden")

    def without_notes(self) -> None:
        """Take away the notes on all cells."""
        for name in [name for name in self.parts if "comments" in name]:
            self.parts[name] = re.sub(rb"reportgen: off", b"see", self.parts[name])

    def calculate(self) -> None:
        """Work every formula out, those of sheets that others need first."""
        for _ in range(6):  # deeper than any chain of the sample
            for title, sheet in self.sheets.items():
                for cell in sheet.iter(_main("c")):
                    formula = cell.find(_main("f"))
                    if formula is not None and "[" not in (formula.text or ""):
                        cell.find(_main("v")).text = str(self._result(title, formula.text or ""))

    def save(self) -> bytes:
        for number, sheet in enumerate(self.sheets.values(), 1):
            self.parts[f"xl/worksheets/sheet{number}.xml"] = etree.tostring(sheet)
        self.parts["xl/workbook.xml"] = etree.tostring(self.book)
        target = BytesIO()
        with ZipFile(target, "w") as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        return target.getvalue()

    def _emptied(self, sheet: str, address: str) -> Any:
        cell = self.cell(sheet, address)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        return cell

    def _result(self, sheet: str, formula: str) -> int:
        summed = re.sub(r"SUM\(([^()]*)\)", r"(\1)", formula)
        parts = re.fullmatch(r"[-+() ]*(?:" + REFERENCE.pattern + r"[-+() ]*)+", summed)
        assert parts, f"this formula is not one of the sample's: {formula}"
        signs = re.sub(r"[^-+]", "", REFERENCE.sub("", summed))
        values = [self._value(sheet, *found) for found in REFERENCE.findall(summed)]
        signs = signs if len(signs) == len(values) else "+" + signs
        pairs = zip(signs, values, strict=True)
        return sum(value if sign == "+" else -value for sign, value in pairs)

    def _value(self, sheet: str, quoted: str, plain: str, *corners: str) -> int:
        column, first, _, last = corners
        wanted = {f"{column}{row}" for row in range(int(first), int(last or first) + 1)}
        cells = self.sheets[quoted or plain or sheet].iter(_main("c"))
        return sum(
            int(float(cell.findtext(_main("v")) or 0))
            for cell in cells
            if cell.get("r") in wanted and cell.get("t") not in ("s", "inlineStr", "str")
        )


def _main(name: str) -> str:
    return f"{{{MAIN}}}{name}"
