"""Workbooks for the papers of the benchmark. In: rows, or a workbook. Out: an .xlsx file.

The same rows give the same file, whenever it is written.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

Line = tuple[str, str, int]


def write_book(path: Path, tables: Mapping[str, Sequence[Line]]) -> None:
    """Write a workbook as finance leaves it: amounts in pounds, a sum with its saved value."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2022, 3, 1)})
        money = book.add_format({"num_format": "£#,##0"})
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("Project", "Funding stream", "Funding 2022/23"))
            for index, (project, stream, amount) in enumerate(rows, 1):
                sheet.write_row(index, 0, (project, stream))
                sheet.write_number(index, 2, amount, money)
            end = len(rows) + 1
            sheet.write_string(end, 0, "Total")
            total = sum(amount for _, _, amount in rows)
            sheet.write_formula(end, 2, f"=SUM(C2:C{end})", money, total)


def multiply(source: Path, target: Path, factor: int) -> None:
    """Copy a workbook with every number in it, typed or worked out, times a factor."""
    number = re.compile(rb'(<c r="\w+"(?: s="\d+")?>(?:<f>[^<]*</f>)?<v>)(-?\d+)(</v>)')

    def scaled(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % (int(found[2]) * factor) + found[3]

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = number.sub(scaled, data)
            new.writestr(zipfile.ZipInfo(part.filename), data, zipfile.ZIP_DEFLATED)
