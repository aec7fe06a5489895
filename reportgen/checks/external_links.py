"""Check that amounts do not hang on other workbooks, which change and move without this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import Paper
from reportgen.patterns import regex
from reportgen.usage import sheets_used
from reportgen.workbook import Cell, Sheet, Workbook

# [1]Prices!B4, '[prices.xlsx]Price list'!B4, 'C:\Finance\[prices.xlsx]Prices'!B4, [1]!vat_rate,
# 'prices.xlsx'!vat_rate. Not Grants[Paid], a column of a table, nor [0]!name, this workbook.
# Texts in quotation marks and names in apostrophes are each read as a whole.
PART = regex(
    r'"[^"]*"'
    r"|(?P<quoted>(?:'[^']*')++)(?P<bang>!)?"
    r"|(?<![\w\]])\[(?P<plain>[^\[\]]+)\][^\W\d]?[\w.]*+!"
)
BRACKETED = regex(r"\[([^\[\]]+)\]")
FILE = regex(r"[^\\/]+\.(xls[xmb]?|ods|csv)", re.IGNORECASE)
LONGEST_FORMULA = 8_192  # Excel takes no longer one
MOST_SHOWN = 5
HINT = (
    "bring the amount into this workbook (in Excel: Data, Edit Links, Break Link), "
    "and say in a note where it came from"
)


def amounts_come_from_this_workbook(paper: Paper) -> Diagnostics:
    """Report formulas on used sheets that read another workbook: a few of each sheet, counted."""
    return tuple(
        item for book, sheet in sheets_used(paper) for item in _sheet_problems(book, sheet)
    )


def _sheet_problems(book: Workbook, sheet: Sheet) -> Iterator[Diagnostic]:
    written = (cell for cell in sheet.cells() if cell.formula)
    formulas = (cell for cell in written if "[" in cell.formula or "'!" in cell.formula)
    found = [(cell, files) for cell in formulas if (files := _files(cell, book.links))]
    for cell, files in found[:MOST_SHOWN]:
        others = "another workbook" if len(files) == 1 else "other workbooks"
        message = f"the formula reads {others}, {' and '.join(files)}"
        yield warning("external-link", message, cell.source, HINT)
    if len(found) > MOST_SHOWN:
        cell, _ = found[MOST_SHOWN]
        files = tuple(dict.fromkeys(name for _, more in found[MOST_SHOWN:] for name in more))
        count = len(found) - MOST_SHOWN
        message = f"{count} more {'formula' if count == 1 else 'formulas'} of this sheet"
        message += f" {'reads' if count == 1 else 'read'} other workbooks: {', '.join(files)}"
        yield warning("external-link", message, cell.source, HINT)


def _files(cell: Cell, links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the file names of the workbooks that a formula reads, each once."""
    if len(cell.formula) > LONGEST_FORMULA:
        return ()
    written = (_written(found) for found in PART.finditer(cell.formula))
    return tuple(dict.fromkeys(_file_name(text, links) for text in written if text))


def _written(found: re.Match[str]) -> str:
    """Return how a formula names another workbook: its number or its path, "" for none."""
    if found["plain"]:
        return "" if found["plain"] == "0" else found["plain"]
    if not found["bang"]:
        return ""
    name = found["quoted"][1:-1].replace("''", "'")
    bracketed = BRACKETED.search(name)
    if bracketed:
        return "" if bracketed[1] == "0" else bracketed[1]
    return name if FILE.search(name) else ""


def _file_name(written: str, links: tuple[str, ...]) -> str:
    if written.isdigit():
        link = links[int(written) - 1] if 0 < int(written) <= len(links) else ""
        written = unquote(link) or f"the workbook [{written}]"
    return re.split(r"[\\/]", written)[-1] or written
