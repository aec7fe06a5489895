"""What the workbooks promise: the published figures, and formulas with the results of Excel."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import make_real_workbooks
import make_workbooks
import pytest

from reportgen.workbook import Cell, Workbook

Read = Callable[[Path], Workbook]
Convert = Callable[[Path, str, Path], Path]

OFFICES = [make_real_workbooks.HERE / name for name in make_real_workbooks.WORKBOOKS]

SAVED_RESULT = re.compile(r"(</f>)<v>[^<]*</v>")


def cells_of(workbook: Workbook) -> dict[str, Cell]:
    return {
        f"{cell.source.sheet}!{cell.source.cell}": cell
        for sheet in workbook.sheets
        for cell in sheet.cells()
    }


def named(workbook: Workbook) -> dict[str, Decimal]:
    cells = cells_of(workbook)
    values = {item.name: cells[f"{item.sheet}!{item.range}"].value for item in workbook.names}
    return {name: value for name, value in values.items() if isinstance(value, Decimal)}


def without_results(path: Path, folder: Path) -> Path:
    """Copy a workbook without any saved result: who opens it has to work all of them out."""
    copy = folder / path.name
    with ZipFile(path) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as new:
        for name in archive.namelist():
            data = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = SAVED_RESULT.sub(r"\1", data.decode()).encode()
            new.writestr(name, data)
    return copy


@pytest.mark.parametrize(
    "path", [make_workbooks.SAMPLE, make_workbooks.PUBLISHED, *OFFICES], ids=lambda path: path.stem
)
def test_every_saved_result_is_what_a_spreadsheet_works_out(
    path: Path, tmp_path: Path, read: Read, soffice: Convert
) -> None:
    """LibreOffice recalculates the workbook and comes to the saved value of each formula."""
    (tmp_path / "new").mkdir()
    recalculated = soffice(without_results(path, tmp_path), "xlsx", tmp_path / "new")
    expected = {at: cell for at, cell in cells_of(read(path)).items() if cell.formula}
    found = cells_of(read(recalculated))
    assert len(expected) >= 11
    assert [at for at in expected if not same_result(found[at], expected[at])] == []


def same_result(found: Cell, expected: Cell) -> bool:
    """Tell equal results: a long sum of decimals may differ in its last digits."""
    first, second = found.value, expected.value
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return abs(first - second) <= Decimal("1E-9")
    return (first, found.error) == (second, expected.error)


def test_the_totals_are_those_of_the_published_lines(read: Read) -> None:
    """The paper's own figures, with the total that its four programmes really come to."""
    assert named(read(make_workbooks.SAMPLE)) == {
        "programme_total": Decimal(11_291_353),
        "active_citizens_total": Decimal(400_000),
        "community_safety_total": Decimal(3_863_303),
        "external_commissioning_total": Decimal(1_687_000),
        "victims_services_total": Decimal(5_341_050),
        "victims_transfer": Decimal(271_410),
        "carry_forward": Decimal(-150_050),
    }


def test_the_published_faults_are_kept_for_checks_to_find(read: Read) -> None:
    """A typed-in total that is 12 too low, and a carry-forward with the wrong sign."""
    workbook = read(make_workbooks.PUBLISHED)
    total = cells_of(workbook)["Summary!C9"]
    assert (total.value, total.formula) == (Decimal(11_279_000), "")
    assert named(workbook)["carry_forward"] == Decimal(150_050)


def test_no_label_of_the_sample_holds_an_amount(read: Read) -> None:
    """An amount typed into words goes stale unseen."""
    labels = [c.value for c in cells_of(read(make_workbooks.SAMPLE)).values()]
    texts = [text for text in labels if isinstance(text, str)]
    assert texts
    assert [text for text in texts if re.search(r"£[1-9]", text)] == []


def test_making_the_workbooks_again_writes_the_same_bytes(tmp_path: Path) -> None:
    """What is in the repository is what the script makes."""
    for path, plans, names in make_workbooks.workbooks():
        make_workbooks.write_workbook(tmp_path / path.name, plans, names)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    for path in OFFICES:
        fill = make_real_workbooks.WORKBOOKS[path.name]
        make_real_workbooks.write_workbook(tmp_path / path.name, fill)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
