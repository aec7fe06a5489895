"""`reportgen check FILE.docx`, and the gate on the file that a paper will be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faults import altered, png
from gate_files import BODY, minutes

from reportgen.cli import main

MANIFEST = "kind: paper\ntitle: A paper\nsections: [purpose.md]\n"
FAULTY = minutes((BODY, 'descr="Map of the four council areas"', ""))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that belongs to no project, with a sound file and a faulty one."""
    monkeypatch.chdir(tmp_path)
    Path("sound.docx").write_bytes(minutes())
    Path("faulty.docx").write_bytes(FAULTY)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["check", *arguments])
    return code, capsys.readouterr().out


def test_a_file_needs_no_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "sound.docx") == (0, "checked sound.docx: nothing found\n")


def test_files_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, because one has an error; the ending may be in capitals."""
    Path("SECOND.DOCX").write_bytes(minutes())
    code, out = checked(capsys, "sound.docx", "faulty.docx", "SECOND.DOCX")
    assert code == 1
    assert out.splitlines()[-1] == "2 of 3 Word files can be published"


def test_a_file_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other file is looked at all the same."""
    code, out = checked(capsys, "gone.docx", "sound.docx")
    assert code == 1
    assert "there is no file gone.docx [missing-file]" in out
    assert "checked sound.docx: nothing found" in out


def test_json_has_files_as_it_has_papers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = checked(capsys, "--format", "json", "faulty.docx")
    (file,) = json.loads(out)["papers"]
    assert (file["name"], file["failed"]) == ("faulty.docx", True)
    assert [finding["code"] for finding in file["findings"]] == ["alt-missing"]


def test_a_warning_fails_those_who_are_strict(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("loose.docx").write_bytes(minutes((BODY, "the strategy of 2022", "here")))
    assert checked(capsys, "loose.docx")[0] == 0
    assert checked(capsys, "loose.docx", "--strict")[0] == 1


def test_a_project_may_give_a_rule_another_severity(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("reportgen.toml").write_text('[checks]\nalt-missing = "off"\n', encoding="utf-8")
    assert checked(capsys, "faulty.docx") == (0, "checked faulty.docx: 1 switched off\n")


# --- the file that a paper will be ----------------------------------------------------------


def put(text: str, manifest: str = MANIFEST) -> None:
    paper = Path("content/paper")
    paper.mkdir(parents=True)
    Path("reportgen.toml").touch()
    (paper / "paper.yaml").write_text(manifest, encoding="utf-8")
    (paper / "purpose.md").write_text(text, encoding="utf-8")


def test_a_template_that_breaks_a_rule_is_named(
    folder: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text in 11 point is the template's doing: it is named before anything is published."""
    put("# Purpose\n\nTo tell members how the grants of the year are spent.\n",
        MANIFEST + "template: house\n")  # fmt: skip
    sound = (repository / "templates" / "board-report.docx").read_bytes()
    Path("templates").mkdir()
    small = altered(sound, "word/styles.xml", lambda xml: xml.replace(
        '<w:sz w:val="24"/>', '<w:sz w:val="21"/>', 1))  # fmt: skip
    Path("templates/house.docx").write_bytes(small)
    code, out = checked(capsys, "paper")
    assert code == 0
    assert out.startswith("templates/house.docx: warning: ")
    assert "10.5 point" in out
    assert "[text-too-small]" in out


def test_what_a_line_is_blamed_for_is_not_said_again_of_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A picture without words and a link called here: one finding each, with file and line."""
    put("# Purpose\n\n![](map.png)\n\nIt is [here](https://example.org).\n")
    Path("content/paper/map.png").write_bytes(png(60, 40))
    _, out = checked(capsys, "paper")
    assert [line.split(": ")[0] for line in out.splitlines() if line.startswith("content")] == [
        "content/paper/purpose.md:3",
        "content/paper/purpose.md:5",
    ]
    assert out.splitlines()[-1] == "checked paper: 2 warnings"


def test_a_carried_file_has_its_own_faults_told_as_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody else's letter does not stop the paper; its faults stand under its own name."""
    put("# Purpose\n\nSee @app-offer.\n", MANIFEST + (
        "appendices:\n  - {file: offer.docx, title: Grant offer, label: app-offer, look: keep}\n"
    ))  # fmt: skip
    Path("content/paper/offer.docx").write_bytes(FAULTY)
    code, out = checked(capsys, "paper")
    assert code == 0
    first, *_ = out.splitlines()
    assert first.startswith("content/paper/offer.docx: warning: the picture")
    assert out.splitlines()[-1] == "checked paper: 1 warning"


def test_the_sample_passes(repository: Path, folder: Path) -> None:
    """A paper that reportgen has built passes the gate as a file, with its tables and notes."""
    out = folder / "built"
    with pytest.MonkeyPatch.context() as here:
        here.chdir(repository)
        assert main(["build", "--out", str(out)]) == 0
    files = [str(file) for file in out.glob("*.docx")]
    assert files
    assert main(["check", "--strict", *files]) == 0
