"""What the reader of workbooks promises about cells, sheets and names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as NewWorkbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from reportgen.workbook import Cell, CellRange, Workbook, column_letters, column_number, read_range

Write = Callable[..., Path]
Alter = Callable[..., Path]
Read = Callable[[Path], Workbook]
OneCell = Callable[[Path, str], Cell]

SHEET_XML = "xl/worksheets/sheet1.xml"


# --- values ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        ("1234.5600000000001", "1234.56"),
        ("0.30000000000000004", "0.3"),
        ("-150050", "-150050"),
        ("0.1", "0.1"),
        ("4.2E6", "4200000"),
        ("-0.0", "0"),
        ("12345678901234567890", "12345678901234600000"),
    ],
)
def test_a_number_is_the_decimal_that_excel_shows(
    write: Write, alter: Alter, cell: OneCell, saved: str, expected: str
) -> None:
    """Excel keeps 15 digits; the dust of binary fractions below them never reaches a paper."""
    path = write(lambda _, sheet: sheet.write_number("B2", 77))
    alter(path, SHEET_XML, lambda xml: xml.replace("<v>77</v>", f"<v>{saved}</v>"))
    value = cell(path, "B2").value
    assert isinstance(value, Decimal)
    assert value == Decimal(expected)
    assert not (value.is_zero() and value.is_signed())


def test_a_number_beyond_what_excel_can_hold_is_an_error_value(
    write: Write, alter: Alter, cell: OneCell
) -> None:
    """Infinity is no amount, so it may not get into a sum."""
    path = write(lambda _, sheet: sheet.write_number("B2", 77))
    alter(path, SHEET_XML, lambda xml: xml.replace("<v>77</v>", "<v>1e999</v>"))
    assert cell(path, "B2").error == "#NUM!"


def test_a_formula_comes_with_its_saved_value(write: Write, cell: OneCell) -> None:
    """The reader works nothing out: the value is the one Excel saved."""
    path = write(lambda _, sheet: sheet.write_formula("B4", "=SUM(B2:B3)", value=652_108))
    total = cell(path, "B4")
    assert total.formula == "=SUM(B2:B3)"
    assert total.value == Decimal(652_108)
    assert not total.uncalculated


def test_a_formula_without_a_saved_value_is_known_as_uncalculated(
    tmp_path: Path, cell: OneCell
) -> None:
    """A workbook written by a program and never opened in Excel has formulas but no results."""
    book = NewWorkbook()
    book.active["B4"] = "=SUM(B2:B3)"
    book.save(tmp_path / "new.xlsx")
    assert cell(tmp_path / "new.xlsx", "B4").uncalculated


def test_a_formula_with_an_empty_text_for_its_result_is_calculated(
    write: Write, alter: Alter, cell: OneCell
) -> None:
    """`=IF(A1>0,"yes","")` may well show nothing."""
    path = write(lambda _, sheet: sheet.write_formula("B2", '=""', value="gone"))
    alter(path, SHEET_XML, lambda xml: xml.replace("<v>gone</v>", "<v></v>"))
    blank = cell(path, "B2")
    assert blank.value == ""
    assert not blank.uncalculated


@pytest.mark.parametrize("fault", ["#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_an_error_value_is_kept_apart_from_values(write: Write, cell: OneCell, fault: str) -> None:
    """`#REF!` is no text: it must never be printed as one."""
    path = write(lambda _, sheet: sheet.write_formula("B2", "=Gone!B2", value=fault))
    assert (cell(path, "B2").error, cell(path, "B2").value) == (fault, None)


def test_shared_array_and_data_table_formulas_are_read(tmp_path: Path, cell: OneCell) -> None:
    """Each of Excel's ways to keep a formula comes out as the text of a formula."""
    book = NewWorkbook()
    book.active["B2"] = ArrayFormula("B2:B3", "=C2:C3*2")
    book.active["B5"] = DataTableFormula(ref="B5:B6", dt2D=False, r1="C5")
    book.save(tmp_path / "formulas.xlsx")
    assert cell(tmp_path / "formulas.xlsx", "B2").formula == "=C2:C3*2"
    assert cell(tmp_path / "formulas.xlsx", "B5").formula == "=TABLE(C5,)"


def test_dates_times_and_truths_keep_their_types(write: Write, cell: OneCell) -> None:
    """A date is a date, whatever number Excel keeps for it; a duration is a number of days."""

    def fill(workbook: Any, sheet: Any) -> None:
        day = workbook.add_format({"num_format": "d mmmm yyyy"})
        hours = workbook.add_format({"num_format": "hh:mm"})
        sheet.write_datetime("B2", datetime(2022, 3, 22), day)
        sheet.write_datetime("B3", time(18, 30), hours)
        sheet.write_boolean("B4", True)
        sheet.write_number("B5", 1.5, workbook.add_format({"num_format": "[h]:mm"}))

    path = write(fill)
    moment = cell(path, "B2").value
    assert isinstance(moment, date)
    assert (moment.year, moment.month, moment.day) == (2022, 3, 22)
    assert cell(path, "B3").value == time(18, 30)
    assert cell(path, "B4").value is True
    assert cell(path, "B5").value == Decimal("1.5")


def test_text_that_looks_like_a_number_stays_text(write: Write, cell: OneCell) -> None:
    """Nothing is guessed here: whoever reads a budget has to hear of it."""
    assert cell(write(lambda _, sheet: sheet.write_string("B2", "45,000")), "B2").value == "45,000"


def test_text_keeps_every_character(write: Write, cell: OneCell) -> None:
    """Marks that mean something in XML, Markdown or Jinja are only characters in a cell."""
    text = "Smith & Sons <Ltd> {{x}} *bold*\nsecond line"
    assert cell(write(lambda _, sheet: sheet.write_string("B2", text)), "B2").value == text


def test_number_format_boldness_and_comment_come_with_the_cell(write: Write, cell: OneCell) -> None:
    """The paper prints as Excel shows; a total is told by its bold type, too."""

    def fill(workbook: Any, sheet: Any) -> None:
        look = workbook.add_format({"num_format": "£#,##0;(£#,##0)", "bold": True})
        sheet.write_number("B2", -150_050, look)
        sheet.write_comment("B2", "Agreed with the auditor")

    amount = cell(write(fill), "B2")
    assert amount.number_format == "£#,##0;(£#,##0)"
    assert amount.bold
    assert "Agreed with the auditor" in amount.comment


# --- sheets ---------------------------------------------------------------------------------


def test_a_cell_knows_where_a_person_finds_it(write: Write, cell: OneCell) -> None:
    """Workbook, sheet and cell, as officers say it."""
    path = write(lambda _, sheet: sheet.write_number("AB12", 5))
    assert str(cell(path, "AB12").source) == "budgets/budget.xlsx!Budget!AB12"


def test_hidden_sheets_rows_and_columns_are_known(write: Write, read: Read) -> None:
    """What Excel hides is still read; who prints it decides."""

    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_column("B2", [1, 2, 3])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(3, 0)
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("D:XFD", None, None, {"hidden": True})
        workbook.add_worksheet("Workings").hide()

    workbook = read(write(fill))
    budget, workings = workbook.sheets
    assert budget.hidden_rows == (3, 4)
    assert budget.hidden_columns == (2,)
    assert (budget.hidden, workings.hidden) == (False, True)


def test_chart_sheets_are_left_out(write: Write, read: Read) -> None:
    """A sheet that is one chart has no cells to print."""

    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_column("B2", [1, 2])
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=Budget!$B$2:$B$3"})
        workbook.add_chartsheet("Chart").set_chart(chart)

    assert [sheet.title for sheet in read(write(fill)).sheets] == ["Budget"]


def test_cells_come_in_order_however_the_file_has_them(
    write: Write, alter: Alter, read: Read
) -> None:
    """Other programs write rows as they please."""
    path = write()
    rows = '<row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c></row>'
    rows += '<row r="2"><c r="B2"><v>2</v></c></row>'
    alter(path, SHEET_XML, lambda xml: xml.replace("<sheetData>", f"<sheetData>{rows}"))
    cells = [cell.source.cell for cell in read(path).sheets[0].cells()]
    assert cells == ["A1", "B1", "B2", "A9", "C9"]


def test_a_sheet_that_claims_to_be_huge_costs_only_its_cells(
    write: Write, alter: Alter, read: Read
) -> None:
    """One stray cell at the far corner, and merged or linked blocks of a whole sheet, are read."""

    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_number("XFD1048576", 1)

    path = write(fill)
    everything = "A1:XFD1048576"
    extra = (
        f'<mergeCells count="1"><mergeCell ref="{everything}"/></mergeCells>'
        f'<hyperlinks><hyperlink ref="{everything}" location="Budget!A1"/></hyperlinks>'
    )
    alter(path, SHEET_XML, lambda xml: xml.replace("</sheetData>", f"</sheetData>{extra}"))
    cells = [cell.source.cell for cell in read(path).sheets[0].cells()]
    assert cells == ["A1", "B1", "XFD1048576"]


def test_a_workbook_with_macros_is_read_without_them(
    write: Write, alter: Alter, read: Read
) -> None:
    """An .xlsm is a workbook like any other; its program is never opened."""
    path = write(name="budget.xlsm")
    main = "spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    kind = f"application/vnd.openxmlformats-officedocument.{main}"
    alter(path, "[Content_Types].xml", lambda xml: xml.replace(kind, macro))
    alter(path, "xl/vbaProject.bin", lambda _: "not a program")
    assert [sheet.title for sheet in read(path).sheets] == ["Budget"]


# --- names ----------------------------------------------------------------------------------


def test_names_of_one_block_are_read_and_others_left_out(write: Write, read: Read) -> None:
    """A name may mean a cell or a block; a sum, a constant or another workbook is neither."""

    def fill(workbook: Any, sheet: Any) -> None:
        workbook.add_worksheet("Victims' Services")
        workbook.define_name("grand_total", "=Budget!$B$9")
        workbook.define_name("fund", "='Victims'' Services'!$A$4:$B$17")
        workbook.define_name("rate", "=0.2")
        workbook.define_name("both", "=Budget!$B$9+Budget!$B$10")
        workbook.define_name("sum_of", "=SUM(Budget!$B$9)")
        sheet.autofilter("A1:B9")
        sheet.print_area("A1:B9")

    names = {item.name: item for item in read(write(fill)).names}
    assert set(names) == {"grand_total", "fund"}
    assert (names["fund"].sheet, str(names["fund"].range)) == ("Victims' Services", "A4:B17")
    assert str(names["grand_total"].range) == "B9"


def test_an_excel_table_is_a_name_for_its_block(write: Write, read: Read) -> None:
    """Finance turns a block into a table (Ctrl+T); its name then means that block."""

    def fill(workbook: Any, sheet: Any) -> None:
        columns = [{"header": "Project area"}, {"header": "Funding"}]
        sheet.add_table("A1:B4", {"name": "Grants", "columns": columns})

    (table,) = read(write(fill)).names
    assert (table.name, table.sheet, str(table.range)) == ("Grants", "Budget", "A1:B4")
    assert table.is_table


# --- addresses ------------------------------------------------------------------------------


@given(st.integers(min_value=1, max_value=16_384))
def test_letters_and_number_of_a_column_mean_each_other(column: int) -> None:
    """A to XFD, with none left out."""
    assert column_number(column_letters(column)) == column


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("A4:C19", CellRange(4, 1, 19, 3)),
        ("$C$19:$A$4", CellRange(4, 1, 19, 3)),
        ("c9", CellRange(9, 3, 9, 3)),
        ("", None),
        ("A0", None),
        ("A:C", None),
        ("XFE1", None),
        ("A1:B2:C3", None),
    ],
)
def test_a_block_is_read_as_people_write_it(text: str, block: CellRange | None) -> None:
    """Corners in any order, dollars or none; whatever is no block is None."""
    assert read_range(text) == block
