"""Our reader of workbooks holds the same as openpyxl's, whatever stands in a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import by_openpyxl
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from reportgen.readers.workbook.parts import DamagedError
from reportgen.readers.workbook.shared_formulas import SharedFormula
from reportgen.readers.workbook.sheets import TooManyCellsError, read_book
from reportgen.source import Source
from reportgen.workbook import Workbook

ROOT = Path(__file__).parent.parent.parent
SOURCE = Source("budgets/budget.xlsx")
MOST_CELLS = 10_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = (
    "General", "0", "0.00", "#,##0", "£#,##0;[Red]-£#,##0", "0%", "dd/mm/yyyy", "mmm-yy", "h:mm",
    "[h]:mm", "[mm]:ss.0", "@", "0.00E+00", '"days" 0', r"\d0", "[Red]0", "[$-809]d mmmm yyyy",
    "yyyy;@", '_-"£"* #,##0_-', "# ?/?", "mm:ss.000", "General;[h]", 'h "o\'clock"',
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-3, 80_000),
    st.decimals(-1_000_000, 1_000_000, places=2).map(float),
)
MOMENTS = st.one_of(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=400)),
)


def both(data: bytes) -> tuple[Workbook, Workbook]:
    return (
        read_book(data, SOURCE, MOST_CELLS),
        by_openpyxl.read_book(data, SOURCE, MOST_CELLS),
    )


def made_workbooks() -> Iterator[Path]:
    yield from sorted(ROOT.glob("budgets/*.xlsx"))
    yield from sorted((ROOT / "tests").rglob("*.xlsx"))


@pytest.mark.parametrize("path", list(made_workbooks()), ids=lambda path: path.name)
def test_the_workbooks_of_this_project(path: Path) -> None:
    """Saved by Excel, LibreOffice and by hand, with comments, names, tables and shared formulas."""
    ours, theirs = both(path.read_bytes())
    assert ours.sheets
    assert ours == theirs


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_workbooks_of_xlsxwriter(data: st.DataObject) -> None:
    """Numbers of any size, dates from either epoch, truths, texts, formulas, hidden parts."""
    target = io.BytesIO()
    options = {
        "date_1904": data.draw(st.booleans()),
        "remove_timezone": True,
        "in_memory": True,
        "constant_memory": data.draw(st.booleans()),  # texts stand in the cells themselves
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(target, options) as book:
        for _ in range(data.draw(st.integers(1, 2))):
            fill_with_xlsxwriter(data, book, book.add_worksheet())
    ours, theirs = both(target.getvalue())
    assert ours == theirs


def fill_with_xlsxwriter(data: st.DataObject, book: Any, sheet: Any) -> None:
    draw = data.draw
    for row in sorted(draw(st.sets(st.integers(0, 40), max_size=6))):
        if draw(st.booleans()):
            height, hidden = draw(st.sampled_from((0, 12))), draw(st.booleans())
            sheet.set_row(row, height, None, {"hidden": hidden})
        for column in sorted(draw(st.sets(st.integers(0, 30), max_size=4))):
            look = {"num_format": draw(st.sampled_from(FORMATS)), "bold": draw(st.booleans())}
            put_with_xlsxwriter(data, sheet, row, column, book.add_format(look))
    if draw(st.booleans()):
        sheet.set_column(draw(st.integers(0, 5)), draw(st.integers(5, 9)), 0, None, {"hidden": 1})


def put_with_xlsxwriter(data: st.DataObject, sheet: Any, row: int, column: int, look: Any) -> None:
    draw = data.draw
    match draw(st.integers(0, 6)):
        case 0:
            sheet.write_number(row, column, draw(NUMBERS.filter(lambda n: abs(n) < 1e300)), look)
        case 1:
            sheet.write_string(row, column, draw(TEXTS), look)
        case 2:
            sheet.write_boolean(row, column, draw(st.booleans()), look)
        case 3:
            value = draw(st.one_of(NUMBERS, TEXTS, st.booleans(), st.just("#REF!")))
            sheet.write_formula(row, column, "=A1&B2", look, value)
        case 4:
            sheet.write_blank(row, column, None, look)
        case 5:
            sheet.write_datetime(row, column, draw(MOMENTS), look)
        case 6:
            sheet.write_number(row, column, draw(st.integers(0, 100_000)), look)
            sheet.write_comment(row, column, draw(TEXTS.filter(bool)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_workbooks_of_openpyxl(data: st.DataObject) -> None:
    """Array formulas, data tables, comments, merged cells, bold type, and nothing saved."""
    draw = data.draw
    book = openpyxl.Workbook()
    book.create_sheet("Another")
    sheet: Any = book.worksheets[0]
    for address in draw(st.sets(st.sampled_from([f"{c}{r}" for c in "ABDZ" for r in (1, 2, 9)]))):
        cell = sheet[address]
        cell.value = draw(
            st.one_of(
                NUMBERS,
                TEXTS.filter(lambda text: not text.startswith("=")),
                MOMENTS,
                st.booleans(),
                st.sampled_from(("=SUM(A1:A2)", "#N/A", "=1/0")),
                st.just(ArrayFormula("D9:D9", "=SUM(A1:A2*B1:B2)")),
                st.just(DataTableFormula(ref="D9", r1="A1", dt2D=False)),
            )
        )
        cell.number_format = draw(st.sampled_from(FORMATS))
        cell.font = Font(bold=draw(st.booleans()))
        if draw(st.booleans()):
            cell.comment = Comment(draw(TEXTS), "an officer")
    if draw(st.booleans()):
        sheet.merge_cells("A1:B2")
    sheet.row_dimensions[2].hidden = draw(st.booleans())
    sheet.column_dimensions["B"].hidden = draw(st.booleans())
    sheet.sheet_state = draw(st.sampled_from(("visible", "hidden", "veryHidden")))
    target = io.BytesIO()
    book.save(target)
    ours, theirs = both(target.getvalue())
    assert ours == theirs


def workbook_of(sheet: str, strings: str = "", book: str = "", **parts: str) -> bytes:
    """Return a workbook with a sheet as it is given: XML that no program would write."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    package = "http://schemas.openxmlformats.org/package/2006"
    relations = f'<Relationships xmlns="{package}/relationships">'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/>'
        f'<Override PartName="/xl/strings.xml" ContentType="{types}sharedStrings+xml"/></Types>',
        "_rels/.rels": f'{relations}<Relationship Id="a" Type="{office}/officeDocument" '
        'Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}">{book}<sheets>'
        '<sheet name="One" sheetId="1" r:id="b"/></sheets><calcPr calcId="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": f'{relations}<Relationship Id="b" '
        f'Type="{office}/worksheet" Target="sheet.xml"/></Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{office}">{sheet}</worksheet>',
        "xl/strings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        **parts,
    }
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>",
        '<row r="5"><c r="C5"><v>1</v></c><c r="A5"><v>2</v></c><c r="A5"><v>3</v></c></row>'
        '<row r="2"><c r="B2"><v>4</v></c></row><row r="2"><c r="B2"/></row>',
        '<row r="1"><c r="b7"><v>1</v></c><c><v>2</v></c><c r="A01"><v>3</v></c></row>',
        '<row r="7.0" ht="0"><c r="A7"><v>1</v></c></row><row r="8" hidden="true" spans="1:2"/>',
        '<row r="1">\n  <c r="A1" t="str">\n <f>B1</f>\n <v> x </v></c><!-- odd --></row>',
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="str"><f>"x"</f></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a </t></r><rPh sb="0" eb="1"><t>no</t></rPh>'
        '<r><t>b</t></r></is><v>9</v></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> '
        'x_x000D_</t></is></c><c r="C1" t="inlineStr"/></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>0</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>2022-03-22</v></c><c r="B1" t="d"><v>2022-03-22T09:30:00Z'
        '</v></c><c r="C1" t="d"><v>09:30:15.25</v></c><c r="D1" t="d"><v>PT1H30M</v></c></row>',
        '<row r="1"><c r="A1"><v>1E3</v></c><c r="B1"><v>-0</v></c><c r="C1"><v>007</v></c>'
        '<c r="D1"><v>1e400</v></c><c r="E1"><v>12345678901234567890</v></c>'
        '<c r="F1"><v>0.30000000000000004</v></c><c r="G1"><v> 5 </v></c><c r="H1"><v>1.50</v></c>'
        '<c r="I1"><v>-0.0</v></c><c r="J1"><v>123456789012345</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v> 2</v></c><c r="D1" t="s"><v/></c><c r="E1" t="s"><v>3</v></c></row>',
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1+SUM(B:B,$D1,2:2)</f><v>1</v>'
        '</c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3">'
        '<c r="A3"><f t="shared" si="0"/></c><c r="B3"><f t="shared" si="9"/></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="A1">SUM(B1:B2*C1:C2)</f><v>1</v></c>'
        '<c r="B1"><f t="dataTable" ref="B1" dt2D="1" r1="C1" r2="D1"/><v>1</v></c></row>',
    ],
)
def test_sheets_that_few_programs_would_write(cells: str) -> None:
    """Without addresses, out of order, with white space, twice, or with types that are rare."""
    strings = (
        "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>in </t></r><r><t>runs</t></r></si>"
        "<si><t>_x005F_x000D_ and _x000D_</t><rPh sb='0' eb='1'><t>no</t></rPh></si><si/>"
    )
    ours, theirs = both(workbook_of(f"<sheetData>{cells}</sheetData>", strings))
    assert ours.sheets[0].rows
    assert ours == theirs


def test_a_workbook_that_says_nothing_of_how_it_reckons_is_read() -> None:
    """Programs that write workbooks leave `calcPr` out."""
    data = workbook_of("<sheetData><row><c><v>1</v></c></row></sheetData>")
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    main = parts["xl/workbook.xml"].replace('<calcPr calcId="1"/>', "")
    book = read_book(workbook_of("", **{**parts, "xl/workbook.xml": main}), SOURCE, MOST_CELLS)
    assert [len(sheet.rows) for sheet in book.sheets] == [1]
    assert not book.as_displayed


@pytest.mark.parametrize("prefix", ["x", "main"])
def test_another_prefix_for_the_namespace_is_the_same_sheet(prefix: str) -> None:
    """Some programs write `<x:row>`."""
    plain = '<worksheet xmlns="{}"><sheetData><row r="2"><c r="B2" t="str"><v>a</v></c></row>'
    plain = plain.format(MAIN) + "</sheetData></worksheet>"
    named = re.sub(r"(</?)(\w)", rf"\1{prefix}:\2", plain).replace("xmlns=", f"xmlns:{prefix}=")
    ours, theirs = both(workbook_of("", **{"xl/sheet.xml": named}))
    assert [cell.value for cell in ours.sheets[0].cells()] == ["a"]
    assert ours == theirs


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["A1", "$B2", "C$3", "$D$4", "AA10:AB$11", "B:C", "$B:C", "2:3", "Sheet1!B2", "+", "-",
             "'Q1 A1'!B2", '"A1 "" B2"', "SUM(B2:C$3,1)", "(A2)", "LOG10(5)", "Rate_2022", "1E5",
             "2.5",
             "Plan[Amount]", "Plan[[#Totals],[A1]]", "[1]Prices!B4", "TRUE", "#REF!", " ", "x1_y"]
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 40),
    st.integers(1, 40),
)  # fmt: skip
def test_a_shared_formula_moves_as_openpyxl_moves_it(
    pieces: list[str], row: int, column: int
) -> None:
    """Relative references move, absolute ones stay; names, texts and parts of tables are kept."""
    formula = "=" + "+".join(pieces)
    shared = SharedFormula(formula, 1, 1)
    there = f"{openpyxl.utils.get_column_letter(column)}{row}"
    assert shared.at(row, column) == Translator(formula, "A1").translate_formula(there)


def test_a_reference_that_leaves_the_sheet_is_an_error() -> None:
    """Filled up or to the left, a formula may point above row 1 or before column A."""
    shared = SharedFormula("=B2+$C$5+SUM(A:B)", 5, 5)
    assert shared.at(3, 5) == "=#REF!+$C$5+SUM(A:B)"
    assert shared.at(5, 3) == "=#REF!+$C$5+SUM(#REF!)"


def test_a_sheet_of_too_many_cells_is_not_read_to_its_end() -> None:
    """The limit holds for the workbook as a whole."""
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(MOST_CELLS + 1))
    with pytest.raises(TooManyCellsError):
        read_book(workbook_of(f"<sheetData>{rows}</sheetData>"), SOURCE, MOST_CELLS)


@pytest.mark.parametrize("part", ["xl/strings.xml", "xl/sheet.xml", "xl/workbook.xml"])
def test_a_part_that_declares_entities_is_not_read(part: str) -> None:
    """Parts are looked at before by their endings; a part of any other name is refused here."""
    bomb = f'<!DOCTYPE x [<!ENTITY a "b">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'
    with pytest.raises(DamagedError):
        read_book(workbook_of("<sheetData/>", **{part: bomb}), SOURCE, MOST_CELLS)
