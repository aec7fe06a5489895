"""What is said of a file that cannot be read as a workbook: never a traceback, always a way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.readers import workbook as reader
from reportgen.readers.workbook import file as workbook_file

Write = Callable[..., Path]
Alter = Callable[..., Path]
Refuse = Callable[[Path], Diagnostics]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SHEET_XML = "xl/worksheets/sheet1.xml"


def test_a_missing_workbook_is_named_with_the_nearest_one(write: Write, refuse: Refuse) -> None:
    """A slip in the name is the likeliest reason."""
    path = write(name="commissioning.xlsx")
    (problem,) = refuse(path.with_name("comissioning.xlsx"))
    assert problem.code == "missing-file"
    assert str(problem.source) == "budgets/comissioning.xlsx"
    assert problem.hint == 'did you mean "commissioning.xlsx"?'


def test_a_folder_is_no_workbook(write: Write, refuse: Refuse) -> None:
    """The hint names what lies in it."""
    (problem,) = refuse(write(name="fund.xlsx").parent)
    assert problem.code == "folder-not-file"
    assert "is a folder" in problem.message
    assert "fund.xlsx" in problem.hint


def test_the_mark_of_an_open_workbook_is_not_the_workbook(tmp_path: Path, refuse: Refuse) -> None:
    """Excel leaves `~$budget.xlsx` beside a workbook that someone has open."""
    (tmp_path / "~$budget.xlsx").write_bytes(b"\x05owner")
    (problem,) = refuse(tmp_path / "~$budget.xlsx")
    assert problem.code == "workbook-format"
    assert problem.hint == "name the workbook itself: budget.xlsx"


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".csv", ".xlsb", ".pdf", ""])
def test_another_format_is_to_be_saved_as_xlsx(tmp_path: Path, refuse: Refuse, suffix: str) -> None:
    """The hint says how in Excel's own words."""
    path = tmp_path / f"budget{suffix}"
    path.write_bytes(b"something")
    (problem,) = refuse(path)
    assert problem.code == "workbook-format"
    assert "Excel Workbook (*.xlsx)" in problem.hint


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook-damaged"),
        (b"Project area,Funding\n", "workbook-damaged"),
        (b"PK\x03\x04 and no more", "workbook-damaged"),
        (OLE, "workbook-format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
    ],
    ids=["empty", "text", "cut short", "old format", "encrypted"],
)
def test_a_file_that_only_has_the_name_of_a_workbook(
    tmp_path: Path, refuse: Refuse, data: bytes, code: str
) -> None:
    """Each case has its own message, since each has its own remedy."""
    (tmp_path / "budget.xlsx").write_bytes(data)
    (problem,) = refuse(tmp_path / "budget.xlsx")
    assert problem.code == code
    assert problem.hint


def test_a_workbook_cut_short_in_any_place_is_damaged(write: Write, refuse: Refuse) -> None:
    """A download that broke off, at a hundred places."""
    path = write()
    data = path.read_bytes()
    for length in range(4, len(data) - 22, len(data) // 100):
        path.write_bytes(data[:length])
        (problem,) = refuse(path)
        assert problem.code == "workbook-damaged"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.floats(min_value=0, max_value=1), byte=st.integers(min_value=0, max_value=255))
def test_a_changed_byte_never_raises(write: Write, at: float, byte: int) -> None:
    """Either the workbook is read, or one diagnostic says why not."""
    path = write()
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] = byte
    path.write_bytes(data)
    workbook, problems = reader.read_workbook(path, "budget", "budgets/budget.xlsx")
    assert (workbook is None) == (len(problems) == 1)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET_XML, lambda xml: xml.replace("</sheetData>", "")),
        (SHEET_XML, lambda xml: xml.replace('t="s"><v>0', 't="s"><v>999')),
        (SHEET_XML, lambda xml: xml.replace('r="A1"', 'r="fish"')),
        ("xl/workbook.xml", lambda _: ""),
        ("[Content_Types].xml", lambda _: "<Types/>"),
    ],
)
def test_parts_that_contradict_each_other_are_damage(
    write: Write, alter: Alter, refuse: Refuse, part: str, change: Callable[[str], str]
) -> None:
    """The remedy is Excel's own repair."""
    (problem,) = refuse(alter(write(), part, change))
    assert problem.code == "workbook-damaged"
    assert "save it again" in problem.hint


def test_strict_open_xml_is_to_be_saved_as_an_ordinary_workbook(
    write: Write, alter: Alter, refuse: Refuse
) -> None:
    """Excel offers this format, too; read as it is, it would seem to have no sheets."""
    transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = alter(write(), "xl/workbook.xml", lambda xml: xml.replace(transitional, strict))
    (problem,) = refuse(path)
    assert problem.code == "workbook-format"
    assert "Strict Open XML" in problem.message


def test_a_workbook_without_sheets_says_so(write: Write, alter: Alter, refuse: Refuse) -> None:
    """There is nothing to take a budget from."""

    def without_sheets(xml: str) -> str:
        start, end = xml.index("<sheets>"), xml.index("</sheets>")
        return xml[:start] + "<sheets>" + xml[end:]

    (problem,) = refuse(alter(write(), "xl/workbook.xml", without_sheets))
    assert problem.code == "workbook-empty"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_declarations_are_refused(write: Write, refuse: Refuse, encoding: str) -> None:
    """They serve to read other files or to fill the memory, in whatever encoding they come."""
    path = write()
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", xml.encode(encoding))
    (problem,) = refuse(path)
    assert problem.code == "workbook-unsafe"
    assert "xl/extra.xml" in problem.message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(write: Write, refuse: Refuse) -> None:
    """A small file that unpacks to more than any budget holds."""
    path = write()
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (workbook_file.MOST_UNPACKED + 1))
    assert path.stat().st_size < 1_000_000
    (problem,) = refuse(path)
    assert problem.code == "workbook-too-large"


def test_a_workbook_of_data_is_refused_with_the_limit(
    write: Write, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is on filled cells of all sheets together."""
    monkeypatch.setattr(reader, "MOST_CELLS", 10)
    (problem,) = refuse(write(lambda _, sheet: sheet.write_column("A2", range(20))))
    assert problem.code == "workbook-too-large"
    assert "more than 10 filled cells" in problem.message


def test_a_workbook_that_may_not_be_opened_is_to_be_closed_in_excel(
    write: Write, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system locks files, an open workbook answers with a refusal."""

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write()
    monkeypatch.setattr(Path, "read_bytes", locked)
    (problem,) = refuse(path)
    assert problem.code == "workbook-locked"
    assert "close it in Excel" in problem.hint
