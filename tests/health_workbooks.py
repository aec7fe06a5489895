"""Workbooks whose formulas are right but whose amounts are not sound. Bytes come out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import faults
import xlsxwriter

Fill = Callable[[Any, Any], None]
POUNDS = {"num_format": "£#,##0"}
THOUSANDS = {"num_format": "#,##0,"}
EXTERNAL = "xl/externalLinks/"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def linked(*formulas: tuple[str, str, int]) -> bytes:
    """Return a workbook with formulas that read others, as Excel saves them: [1], [2]."""
    data = faults.workbook(lambda book, sheet: _write_links(book, sheet, formulas))
    files = ("file:///F:\\Finance\\prices%202022.xlsx", "https://council.example/Rates.xlsx")
    for number, target in enumerate(files, 1):
        data = _with_link(data, number, target)
    return data


def _write_links(book: Any, sheet: Any, formulas: tuple[tuple[str, str, int], ...]) -> None:
    for cell, formula, value in formulas:
        sheet.write_formula(cell, formula, book.add_format(POUNDS), value)


def _with_link(data: bytes, number: int, target: str) -> bytes:
    """Add a link to a package: its part, the part's relationship, and what leads to it."""
    part = f"{EXTERNAL}externalLink{number}.xml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = (
        f'<externalLink xmlns="{main}" xmlns:r="{DOCUMENT}"><externalBook r:id="rId1"/>'
        "</externalLink>"
    )
    relation = (
        f'<Relationships xmlns="{packages}"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{DOCUMENT}/externalLinkPath" Target="{target}"/></Relationships>'
    )
    leads = (
        f'<Relationship Id="link{number}" Type="{DOCUMENT}/externalLink" '
        f'Target="externalLinks/externalLink{number}.xml"/>'
    )
    reference = f'<externalReference r:id="link{number}"/>'
    data = faults.altered(data, part, lambda _: link)
    data = faults.altered(
        data, f"{EXTERNAL}_rels/externalLink{number}.xml.rels", lambda _: relation
    )
    data = faults.altered(
        data, "xl/_rels/workbook.xml.rels", lambda xml: _before(xml, "</Relationships>", leads)
    )
    return faults.altered(data, "xl/workbook.xml", lambda xml: _with_reference(xml, reference))


def _with_reference(xml: str, reference: str) -> str:
    if "</externalReferences>" in xml:
        return _before(xml, "</externalReferences>", reference)
    return _before(xml, "<calcPr", f"<externalReferences>{reference}</externalReferences>")


def _before(xml: str, mark: str, added: str) -> str:
    assert mark in xml
    return xml.replace(mark, added + mark, 1)


# --- units ----------------------------------------------------------------------------------


def with_two_scales(book: Any, sheet: Any) -> None:
    sheet.write("B1", "Funding £000s")
    sheet.write_number("B2", 120_000, book.add_format(THOUSANDS))
    sheet.write_formula("B4", "=SUM(B2:B3)", book.add_format(THOUSANDS), 200_000)


def with_euros(book: Any, sheet: Any) -> None:
    sheet.write_number("B3", 80_000, book.add_format({"num_format": "[$€-2] #,##0"}))


def with_pounds_under_thousands(book: Any, sheet: Any) -> None:
    number = book.add_format({"num_format": "#,##0"})
    sheet.write("B1", "Funding £000s")
    for row, (label, value) in enumerate(
        (("Mentoring", 120), ("Wardens", 80), ("Detached youth work", 1_080_400)), 1
    ):
        sheet.write_row(row, 0, (label, value), number)
    sheet.write("A5", "Total")
    sheet.write_formula("B5", "=SUM(B2:B4)", number, 1_080_600)


# --- two sheets -----------------------------------------------------------------------------


def two_funds() -> bytes:
    """Two funds with a line that stands in both, and general ones such as Staffing."""
    return _saved(
        {
            "Prevention": (("Street pastors", 45_000), ("Staffing", 30_000)),
            "Night-time economy": (("Taxi marshals", 20_000), ("Street Pastors", 48_000),
                                   ("Staffing", 25_000)),
        }
    )  # fmt: skip


def _saved(funds: dict[str, tuple[tuple[str, int], ...]]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        pounds = book.add_format(POUNDS)
        for title, lines in funds.items():
            sheet = book.add_worksheet(title)
            sheet.write_row("A1", ("Project area", "Funding 2022/23"))
            for row, line in enumerate(lines, 1):
                sheet.write_row(row, 0, line, pounds)
            end = len(lines) + 1
            sheet.write(end, 0, "Total")
            total = sum(value for _, value in lines)
            sheet.write_formula(end, 1, f"=SUM(B2:B{end})", pounds, total)
    return target.getvalue()


# --- a sheet behind the printed one ---------------------------------------------------------


def worked_out(fill: Fill | None = None) -> bytes:
    """A budget whose mentoring is worked out on the sheet Workings, as `fill` alters that."""

    def with_workings(book: Any, sheet: Any) -> None:
        pounds = book.add_format(POUNDS)
        workings = book.add_worksheet("Workings")
        workings.write_row("A1", ("Mentor", "Fee"))
        workings.write_row("A2", ("North", 45_000), pounds)
        workings.write_row("A3", ("South", 40_000), pounds)
        workings.write_row("A4", ("East", 35_000), pounds)
        sheet.write_formula("B2", "=SUM(Workings!B2:B4)", pounds, 120_000)
        if fill:
            fill(book, workings)

    return faults.workbook(with_workings)


def hidden_sheet(_: Any, workings: Any) -> None:
    workings.hide()


def hidden_row(_: Any, workings: Any) -> None:
    workings.set_row(2, None, None, {"hidden": True})


def amount_as_text(book: Any, workings: Any) -> None:
    workings.write_string("B3", "£40,000")
    save_results(book, "=SUM(Workings!B2:B4)")


def error_value(book: Any, workings: Any) -> None:
    workings.write_formula("B3", "=Fees!#REF!", book.add_format(POUNDS), "#REF!")


def guarded_error(book: Any, workings: Any) -> None:
    """A sum that takes an error for nothing, so that nobody sees it in the paper."""
    error_value(book, workings)
    formula = "=IFERROR(Workings!B2,0)+IFERROR(Workings!B3,0)+IFERROR(Workings!B4,0)"
    save_results(book, formula)


def save_results(book: Any, formula: str) -> None:
    """Save what Excel works out once the amount of one mentor no longer counts."""
    (sheet,) = (item for item in book.worksheets() if item.name == faults.SHEET)
    sheet.write_formula("B2", formula, book.add_format(POUNDS), 80_000)
    sheet.write_formula("B4", "=SUM(B2:B3)", book.add_format(POUNDS), 160_000)


MAKERS: dict[str, Callable[[], bytes]] = {
    "a workbook that reads two others": lambda: linked(
        ("B2", "=[1]Prices!$B$4*12", 120_000),
        ("B3", "='F:\\Finance\\[2]Day rates'!C9+[1]Prices!B5", 80_000),
    ),
    "a workbook that shows thousands and pounds": lambda: faults.workbook(with_two_scales),
    "a workbook with an amount in euros": lambda: faults.workbook(with_euros),
    "a workbook with full pounds under £000s": lambda: faults.workbook(with_pounds_under_thousands),
    "two funds that share a line": two_funds,
    "a workbook with hidden workings": lambda: worked_out(hidden_sheet),
    "a workbook with a hidden row in its workings": lambda: worked_out(hidden_row),
    "a workbook with an amount as text in its workings": lambda: worked_out(amount_as_text),
    "a workbook with an error in its workings": lambda: worked_out(guarded_error),
}
