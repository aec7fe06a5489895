"""What LibreOffice works out again for `reportgen check`, and what never gets to it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import stale_workbooks
import xlsxwriter
from carried_kinds import carried
from health_workbooks import linked

from reportgen import libreoffice
from reportgen.cli import main
from reportgen.libreoffice import convert, find_libreoffice
from reportgen.model import Paper, Section, Table
from reportgen.readers.workbook import parse_workbook, read_workbook
from reportgen.recalculate import is_worked_out_alike, stale_values
from reportgen.recalculate.bare_workbook import bare_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

Fill = Callable[[Any, Any], None]
MANIFEST = """\
kind: paper
title: A paper
board: A board
date: 2022-03-22
author: An officer
workbooks:
  budget: budgets/fund.xlsx
sections:
  - budget.md
"""


def made(fill: Fill) -> bytes:
    """Return a workbook whose sheet Fund is filled."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "use_future_functions": True}) as book:
        fill(book, book.add_worksheet("Fund"))
    return target.getvalue()


def paper(root: Path, data: bytes) -> Paper:
    """Return a paper that prints a table of the sheet Fund."""
    path = root / "budgets" / "fund.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    book, problems = read_workbook(path, "budget", "budgets/fund.xlsx")
    assert book is not None, problems
    here = Source("content/paper/budget.md", 1)
    table = Table((), (), here, origin="budgets/fund.xlsx!Fund!A1:B9")
    sections = (Section("budget", here, (table,)),)
    return Paper("paper", carried("paper"), here, workbooks=(book,), sections=sections)


def stale(root: Path, fill: Fill) -> list[str]:
    """Return the cells that are reported once LibreOffice has worked the workbook out."""
    found, missed = stale_values(paper(root, made(fill)), root, find_libreoffice(), {})
    assert missed == 0
    return [item.source.cell for item in found]


def prices(sheet: Any) -> None:
    sheet.write_row("H1", ["Mentoring", 112_000])
    sheet.write_row("H2", ["Wardens", 60_000])


# --- what is found ----------------------------------------------------------------------------


def test_a_stale_look_up_is_found_where_it_begins(tmp_path: Path) -> None:
    """What rests on it is not reported besides, be it worked out here or there."""

    def fill(_: Any, sheet: Any) -> None:
        prices(sheet)
        sheet.write("A1", "Mentoring")
        sheet.write_formula("B1", "=VLOOKUP(A1,H1:I2,2,FALSE)", None, 100_000)
        sheet.write_formula("B2", '=VLOOKUP("Wardens",H1:I2,2,FALSE)', None, 60_000)
        sheet.write_formula("B3", "=B1+B2", None, 160_000)
        sheet.write_formula("B4", "=PRODUCT(B3,2)", None, 320_000)
        sheet.write_formula("B5", "=PRODUCT(B2,2)", None, 120_001)
        sheet.write_formula("B6", '=SUMIFS(I1:I2,H1:H2,"M*")', None, 112_000)
        sheet.write_formula("B7", '=COUNTIF(H1:H2,"W*")', None, 2)

    assert stale(tmp_path, fill) == ["B1", "B5", "B7"]


def test_names_and_tables_go_along(tmp_path: Path) -> None:
    """A formula may name its cells in any way that Excel knows."""

    def fill(book: Any, sheet: Any) -> None:
        options: dict[str, Any] = {
            "name": "Prices",
            "columns": [{"header": "Area"}, {"header": "Price"}],
        }
        sheet.add_table("H1:I3", options | {"data": [["Mentoring", 112_000], ["Wardens", 60_000]]})
        book.define_name("areas", "=Fund!$H$2:$H$3")
        book.define_name("rate", "=0.5")
        formula = '=SUMIFS(Prices[Price],areas,"W*")*rate'
        sheet.write_formula("B1", formula, None, 30_000)
        sheet.write_formula("B2", formula, None, 30_001)

    assert stale(tmp_path, fill) == ["B2"]


def test_an_array_formula_stays_one(tmp_path: Path) -> None:
    """Excel's braces change what a formula comes to."""

    def fill(_: Any, sheet: Any) -> None:
        prices(sheet)
        sheet.write_array_formula("B1", "{=SUM(IF(I1:I2>70000,I1:I2,1))}", None, 112_001)
        sheet.write_array_formula("B2", "{=SUM(LEN(H1:H2))}", None, 16)
        sheet.write_array_formula("B3", "{=SUM(LEN(H1:H2))}", None, 17)

    assert stale(tmp_path, fill) == ["B3"]


def test_a_moved_block_is_believed_when_nothing_else_is_in_doubt(tmp_path: Path) -> None:
    """OFFSET reads cells that it does not name."""

    def offset(_: Any, sheet: Any) -> None:
        prices(sheet)
        sheet.write_formula("B1", "=SUM(OFFSET(I1,0,0,2,1))", None, 1)

    def offset_and_another(book: Any, sheet: Any) -> None:
        offset(book, sheet)
        sheet.write_formula("B2", "=PRODUCT(I1,2)", None, 1)

    assert stale(tmp_path, offset) == ["B1"]
    assert stale(tmp_path, offset_and_another) == ["B2"]


# --- what is left alone -----------------------------------------------------------------------


def test_what_depends_on_the_day_or_on_excel_alone_is_left_alone(tmp_path: Path) -> None:
    """The value of the day it was saved is right; so is what a newer function came to."""

    def fill(_: Any, sheet: Any) -> None:
        prices(sheet)
        sheet.write_formula("B1", "=TODAY()", None, 44_642)
        sheet.write_formula("B2", "=PRODUCT(B1,2)", None, 89_284)
        sheet.write_formula("B3", '=XLOOKUP("Wardens",H1:H2,I1:I2)', None, 1)
        sheet.write_formula("B4", "=PRODUCT(B3,2)", None, 2)
        sheet.write_formula("B5", "=IFERROR(OURRATE(I1),5)", None, 7)
        sheet.write_formula("B6", "=IFERROR(VLOOKUP(B5,H1:I2,2,FALSE),5)", None, 5)
        sheet.write_formula("B7", '=VLOOKUP("Gone",H1:I2,2,FALSE)', None, 9)
        sheet.write_formula("B8", "=PRODUCT(B7,2)", None, 99)

    assert stale(tmp_path, fill) == []


def test_other_sheets_are_left_alone(tmp_path: Path) -> None:
    """Only what the paper rests on is reported."""

    def fill(book: Any, sheet: Any) -> None:
        prices(sheet)
        drafts = book.add_worksheet("Drafts")
        drafts.write_formula("B1", "=PRODUCT(Fund!I1,2)", None, 1)

    assert stale(tmp_path, fill) == []


@pytest.mark.parametrize(
    "formula",
    ["=RAND()", "=NOW()", "=INDIRECT(A1)", '=WEBSERVICE("http://example.org")', "=OURRATE(B1)",
     '=DDE("a","b","c")', "=[1]Prices!B4", "=SUM([1]!rate)", "=1+(", "=SUBTOTAL(9,B1:B9)",
     "=IF(B1*3=30.3,1,2)", "=#REF!+1"],
)  # fmt: skip
def test_a_formula_that_could_do_harm_or_differ_never_gets_there(formula: str) -> None:
    """Functions are let through by name; what is not understood is not let through."""
    assert not is_worked_out_alike(formula)
    assert is_worked_out_alike("=VLOOKUP(A1,B1:C9,2,FALSE)+SUM({1,2})")


# --- what LibreOffice gets to see -------------------------------------------------------------


def test_libreoffice_sees_cells_and_nothing_else() -> None:
    """Macros, links, pictures and every other formula stay behind; so do saved values."""

    def fill(book: Any, sheet: Any) -> None:
        book.define_name("danger", '=WEBSERVICE("http://example.org")')
        sheet.write_url("A1", "https://example.org")
        sheet.write_comment("A2", "a note")
        sheet.write_formula("B1", "=PRODUCT(3,4)", None, 11)
        sheet.write_formula("B2", "=TODAY()", None, 44_642)

    data = with_parts(made(fill), {"xl/vbaProject.bin": b"macro", "xl/media/image1.png": b"png"})
    bare = bare_workbook(data, {("Fund", "B1"): "PRODUCT(3,4)"})
    with ZipFile(io.BytesIO(bare)) as package:
        names = set(package.namelist())
        text = "".join(package.read(name).decode() for name in names)
    assert names == {
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml",
    }  # fmt: skip
    assert "PRODUCT(3,4)" in text
    assert ">11<" not in text
    assert ">44642<" in text
    assert "TODAY" not in text
    assert "WEBSERVICE" not in text
    assert "hyperlink" not in text


def test_a_stripped_workbook_is_still_the_workbook() -> None:
    """Its values are all there, formulas that take no part as what was saved for them."""
    data = stale_workbooks.MAKERS["a workbook with a stale look-up"]()
    bare = parsed(bare_workbook(data, {("Youth fund", "B2"): "VLOOKUP(A2,Prices!A2:B3,2,FALSE)"}))
    before, after = parsed(data), {cell.source: cell for s in bare.sheets for cell in s.cells()}
    for cell in (cell for sheet in before.sheets for cell in sheet.cells()):
        kept = after[cell.source]
        is_asked = cell.source.cell == "B2" and cell.source.sheet == "Youth fund"
        assert kept.value == (None if is_asked else cell.value)
        assert kept.formula == (cell.formula if is_asked else "")


def test_another_workbook_is_never_opened(tmp_path: Path) -> None:
    """A formula that reads another file shows what it saved, or nothing: not what is there now."""
    other = tmp_path / "Prices.xlsx"
    with xlsxwriter.Workbook(other) as book:
        book.add_worksheet("Prices").write("B4", 777)
    data = linked(("B2", "=[1]Prices!$B$4*12", 120_000))
    target = other.as_uri().encode()
    with ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if "externalLinks/_rels" in name]
        old = {name: package.read(name) for name in parts}
    assert parts
    pointing = {name: re_targeted(content, target) for name, content in old.items()}
    made_again = convert(with_parts(data, pointing), "xlsx", "xlsx", find_libreoffice())
    values = {str(cell.value) for sheet in parsed(made_again).sheets for cell in sheet.cells()}
    assert "80000" in values
    assert not values & {"777", str(777 * 12)}


def re_targeted(relations: bytes, target: bytes) -> bytes:
    head, _, rest = relations.partition(b'Target="')
    return head + b'Target="' + target + b'"' + rest.partition(b'"')[2]


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a package with some parts put into it, or in the place of those it had."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return target.getvalue()


def parsed(data: bytes) -> Workbook:
    book, problems = parse_workbook(data, "budget", Source("budgets/fund.xlsx"))
    assert book is not None, problems
    return book


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose only paper prints a stale look-up, where the user stands."""
    (tmp_path / "reportgen.toml").write_bytes(b"")
    folder = tmp_path / "content" / "paper"
    folder.mkdir(parents=True)
    (folder / "paper.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "budget.md").write_text("# Budget\n\n```{budget} Youth fund\n```\n", "utf-8")
    (tmp_path / "budgets").mkdir()
    data = stale_workbooks.MAKERS["a workbook with a stale look-up"]()
    (tmp_path / "budgets" / "fund.xlsx").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_libreoffice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(libreoffice, "PLACES", ())


@pytest.mark.usefixtures("project")
def test_check_finds_what_a_spreadsheet_works_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Both numbers and the difference are said, and where the formula stands."""
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(
        "budgets/fund.xlsx!Youth fund!B2: error: the saved value is £100,000, but "
        "=VLOOKUP(A2,Prices!A2:B3,2,FALSE) comes to £112,000: £12,000 more [stale-value]\n"
    )
    assert said.out.endswith("checked paper: 1 error\n")
    assert said.err == ""


def test_without_libreoffice_it_is_said_what_was_not_looked_at(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is missing is no fault of the paper."""
    without_libreoffice(project, monkeypatch)
    assert main(["check", "--strict"]) == 0
    said = capsys.readouterr()
    assert said.out == "checked paper: nothing found\n"
    assert said.err == (
        "  hint: 2 formulas were not worked out again, because LibreOffice, which knows more "
        "functions than reportgen, is not installed\n"
    )


def test_where_libreoffice_fails_that_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that makes nothing finds nothing."""
    program = project / "soffice"
    program.write_text(f"#!{sys.executable}\n", encoding="utf-8")
    program.chmod(0o700)
    without_libreoffice(project, monkeypatch)
    assert main(["check"]) == 0
    assert "could not open the workbook" in capsys.readouterr().err


def test_a_workbook_that_was_saved_meanwhile_is_not_compared(tmp_path: Path) -> None:
    """The values that were read are no longer those of the file."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("B1", "=SIGN(5)", None, 2)

    read_before = paper(tmp_path, made(fill))
    data = stale_workbooks.MAKERS["a workbook with a stale look-up"]()
    (tmp_path / "budgets" / "fund.xlsx").write_bytes(data)
    assert stale_values(read_before, tmp_path, find_libreoffice(), {}) == ((), 1)


def test_simple_workbooks_never_need_libreoffice(tmp_path: Path) -> None:
    """Where every formula is worked out here, no program is started."""
    data = made(lambda _, sheet: sheet.write_formula("B1", "=SUM(A1:A9)", None, 5))
    assert stale_values(paper(tmp_path, data), tmp_path, str(tmp_path / "gone"), {}) == ((), 0)


def test_the_reader_tells_precision_as_displayed_and_the_rows_of_a_table() -> None:
    """Both change what a formula comes to."""
    options = {"name": "Prices", "total_row": True, "header_row": False}
    data = made(lambda _, sheet: sheet.add_table("A1:B4", options))
    table = parsed(data).names[0]
    assert (table.header_rows, table.total_rows) == (0, 1)
    assert not parsed(data).as_displayed
    with ZipFile(io.BytesIO(data)) as package:
        book = package.read("xl/workbook.xml").replace(b"<calcPr", b'<calcPr fullPrecision="0"')
    assert parsed(with_parts(data, {"xl/workbook.xml": book})).as_displayed


def test_a_name_that_means_other_cells_elsewhere_is_left_alone() -> None:
    """Excel lets a sheet have a name of its own, and a name follow the cell that uses it."""

    def fill(book: Any, sheet: Any) -> None:
        book.add_worksheet("Other")
        book.define_name("total", "=Fund!$A$1")
        book.define_name("Other!total", "=Other!$A$1")
        book.define_name("above", "=Fund!A1")
        book.define_name("lines", "=Fund!$A$1:$A$9")

    names = {item.name: item.ambiguous for item in parsed(made(fill)).names}
    assert names == {"total": True, "above": True, "lines": False}
