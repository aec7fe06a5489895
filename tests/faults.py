"""Files that are broken on purpose, made when a page of problems needs them. Bytes come out.

A page names a maker by its name in MAKERS, at the end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import xlsxwriter
from docx.oxml.ns import qn

Fill = Callable[[Any, Any], None]

SHEET = "Youth fund"
HEADINGS = ("Project area", "Funding 2022/23")
POUNDS = {"num_format": "£#,##0"}
HOUSE_TEMPLATE = Path(__file__).parent.parent / "templates" / "board-report.docx"

# How a file begins that is not a zip: an old .xls, or a container with an encrypted workbook.
OLE_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")

# --- workbooks ------------------------------------------------------------------------------


def workbook(fill: Fill | None = None, headings: tuple[str, str] = HEADINGS) -> bytes:
    """Return a good workbook of one sheet (headings in row 1, total in B4), as `fill` alters it."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet, pounds = book.add_worksheet(SHEET), book.add_format(POUNDS)
        sheet.write_row("A1", headings)
        sheet.write_row("A2", ("Mentoring", 120_000), pounds)
        sheet.write_row("A3", ("Detached youth work", 80_000), pounds)
        sheet.write("A4", "Total")
        sheet.write_formula("B4", "=SUM(B2:B3)", pounds, 200_000)
        if fill:
            fill(book, sheet)
    return target.getvalue()


def altered(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a package with the text of one part changed; a part that is not there is added."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
        if part not in old.namelist():
            new.writestr(part, change(""))
    return target.getvalue()


def with_errors(book: Any, sheet: Any) -> None:
    sheet.write_formula("B3", "=Plan!#REF!", book.add_format(POUNDS), "#REF!")
    sheet.write_formula("B4", "=SUM(B2:B3)", book.add_format(POUNDS), "#REF!")


def with_not_available(book: Any, sheet: Any) -> None:
    sheet.write_formula("B3", '=VLOOKUP("Youth",D1:E9,2,0)', book.add_format(POUNDS), "#N/A")
    sheet.write_formula("B4", "=SUM(B2:B3)", book.add_format(POUNDS), "#N/A")


def never_calculated() -> bytes:
    """openpyxl writes formulas without values, as other programs that never calculate do."""
    book, target = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    for row in (("Project area", "Funding"), ("Mentoring", 120_000), ("Total", "=SUM(B2:B2)")):
        sheet.append(row)
    book.save(target)
    return target.getvalue()


def with_amount_as_text(book: Any, sheet: Any) -> None:
    sheet.write_string("B3", "£80,000")
    _save_total(book, sheet, 120_000)


def with_words_for_an_amount(book: Any, sheet: Any) -> None:
    sheet.write_string("B3", "to be confirmed")
    _save_total(book, sheet, 120_000)


def with_hidden_row(_: Any, sheet: Any) -> None:
    sheet.set_row(2, None, None, {"hidden": True})


def with_hidden_column(_: Any, sheet: Any) -> None:
    sheet.write_column("C1", ["Officer", "A. Shah", "B. Cole"])
    sheet.set_column("C:C", None, None, {"hidden": True})


def with_hidden_sheet(book: Any, sheet: Any) -> None:
    book.add_worksheet("Notes").activate()
    sheet.hide()


def with_second_table(_: Any, sheet: Any) -> None:
    sheet.write_row("A9", ["Late bids", 15_000])


def with_column_beside(_: Any, sheet: Any) -> None:
    sheet.write_column("C2", ["from April", "from July"])


def with_kinds(_: Any, sheet: Any) -> None:
    sheet.write_column("C1", ["Kind", "line", "lien", "total"])


def with_fractions(book: Any, sheet: Any) -> None:
    sheet.write_number("B3", 0.5, book.add_format({"num_format": "# ?/?"}))
    _save_total(book, sheet, 120_000.5)


def with_thousands_typed(_: Any, sheet: Any) -> None:
    sheet.write_column("B1", ["Funding £000s", 120, 80, 200])


def with_thousands_shown(book: Any, sheet: Any) -> None:
    sheet.write_number("B2", 120_000, book.add_format({"num_format": "#,##0,"}))


def with_same_label(_: Any, sheet: Any) -> None:
    sheet.write_string("A3", "Mentoring")


def with_name_for_a_block(book: Any, _: Any) -> None:
    book.define_name("all_funding", f"='{SHEET}'!$B$2:$B$4")


def with_markup(_: Any, sheet: Any) -> None:
    sheet.write_string("A3", "Smith & Sons <Ltd> {{x}}")


def _save_total(book: Any, sheet: Any, value: float) -> None:
    """Save what Excel works out for the total, once the lines above it have been altered."""
    sheet.write_formula("B4", "=SUM(B2:B3)", book.add_format(POUNDS), value)


def a_million_rows() -> bytes:
    """A sheet that claims all the rows and columns there are, and holds a small table."""
    used = '<dimension ref="A1:XFD1048576"/>'
    sheet = "xl/worksheets/sheet1.xml"
    data = altered(workbook(), sheet, lambda xml: xml.replace('<dimension ref="A1:B4"/>', used))
    assert used.encode() in ZipFile(BytesIO(data)).read(sheet)
    return data


def strict() -> bytes:
    transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    return altered(workbook(), "xl/workbook.xml", lambda x: x.replace(transitional, namespace))


def without_sheets() -> bytes:
    def cut(xml: str) -> str:
        return xml[: xml.index("<sheets>") + 8] + xml[xml.index("</sheets>") :]

    return altered(workbook(), "xl/workbook.xml", cut)


def with_entity() -> bytes:
    entity = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>'
    return altered(workbook(), "xl/extra.xml", lambda _: entity)


def zip_bomb() -> bytes:
    return altered(workbook(), "xl/media/image1.xml", lambda _: " " * 151_500_000)


def cut_short() -> bytes:
    data = workbook()
    return data[: len(data) // 2]


# --- templates ------------------------------------------------------------------------------


def template(*paragraphs: str) -> bytes:
    """Return a Word file of these paragraphs, with Word's own styles and not the house's."""
    document, target = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def template_with_slot_in_header() -> bytes:
    document, target = docx.Document(), BytesIO()
    document.add_paragraph("{{ title }}")
    document.sections[0].header.paragraphs[0].text = "{{p body }}"
    document.save(target)
    return target.getvalue()


def template_without_lists() -> bytes:
    """The house's template, whose paragraphs have lost the list that numbers them."""
    document, target = docx.Document(str(HOUSE_TEMPLATE)), BytesIO()
    for style in document.styles.element.iter(qn("w:style")):
        for list_link in style.iter(qn("w:numPr")):
            list_link.getparent().remove(list_link)
    document.save(target)
    return target.getvalue()


# --- pictures -------------------------------------------------------------------------------


def png(width: int, height: int, *, shown: bool = True) -> bytes:
    """Return a grey PNG; one that is not `shown` claims its size and holds no picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height if shown else b""
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


# --- texts ----------------------------------------------------------------------------------

POUND = "# Purpose\n\nThe grant is £400.\n"

MAKERS: dict[str, Callable[[], bytes]] = {
    "a good workbook": workbook,
    "a workbook with #REF! in B3": lambda: workbook(with_errors),
    "a workbook with #N/A in B3": lambda: workbook(with_not_available),
    "a workbook that was never calculated": never_calculated,
    "a workbook with an amount stored as text": lambda: workbook(with_amount_as_text),
    "a workbook with words for an amount": lambda: workbook(with_words_for_an_amount),
    "a workbook with a hidden row": lambda: workbook(with_hidden_row),
    "a workbook with a hidden column": lambda: workbook(with_hidden_column),
    "a workbook with a hidden sheet": lambda: workbook(with_hidden_sheet),
    "a workbook with a column without a heading": lambda: workbook(headings=("", "Funding")),
    "a workbook with lines after a gap": lambda: workbook(with_second_table),
    "a workbook with words beside its table": lambda: workbook(with_column_beside),
    "a workbook with a slip in its Kind column": lambda: workbook(with_kinds),
    "a workbook with an amount shown as a fraction": lambda: workbook(with_fractions),
    "a workbook typed in thousands": lambda: workbook(with_thousands_typed),
    "a workbook that shows thousands": lambda: workbook(with_thousands_shown),
    "a workbook with one label twice": lambda: workbook(with_same_label),
    "a workbook with a name for a block of cells": lambda: workbook(with_name_for_a_block),
    "a workbook with Smith & Sons <Ltd> {{x}} in it": lambda: workbook(with_markup),
    "a workbook that claims a million rows": a_million_rows,
    "a workbook with a password": lambda: OLE_CONTAINER + ENCRYPTED_PART,
    "a workbook of before 2007": lambda: OLE_CONTAINER,
    "a workbook saved as Strict Open XML": strict,
    "a workbook without sheets": without_sheets,
    "a workbook with an XML entity": with_entity,
    "a workbook that unpacks to 152 MB": zip_bomb,
    "a workbook cut short": cut_short,
    "an empty file": lambda: b"",
    "a template without tags": lambda: template("Report to the board"),
    "a template with an unknown tag": lambda: template("{{ titel }}", "{{p body }}"),
    "a template with a tag that is not closed": lambda: template("{{ title }", "{{p body }}"),
    "a template without a place for the text": lambda: template("{{ title }}"),
    "a template with the text in its header": template_with_slot_in_header,
    "a template without the styles": lambda: template("{{ title }}", "{{p body }}"),
    "a template without lists": template_without_lists,
    "a Word file with a password": lambda: OLE_CONTAINER + ENCRYPTED_PART,
    "a Word file": lambda: template("# Purpose"),
    "a picture": lambda: png(200, 100),
    "a picture cut short": lambda: png(200, 100)[:40],
    "a picture of 60,000 by 60,000 pixels": lambda: png(60_000, 60_000, shown=False),
    "a text in UTF-16": lambda: POUND.encode("utf-16"),
    "a text in Windows-1252": lambda: POUND.encode("cp1252"),
    "a text with a control character": lambda: b"# Purpose\n\nThe grant\x07 is 400.\n",
    "a manifest with a control character": lambda: (
        b"kind: paper\ntitle: A\x07 paper\nboard: A board\ndate: 2022-03-22\n"
        b"author: An officer\nsections: [purpose.md]\n"
    ),
    "a text of 6 MB": lambda: b"# Purpose\n\n" + b"All work and no play. " * 280_000,
}
