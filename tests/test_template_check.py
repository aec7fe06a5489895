"""Checking templates from the command line: what is said, in which form, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faulty_templates import HOUSE, MAKERS

from reportgen.cli import main

ERROR = "a template with a misspelt field"
WARNING = "a template with a typed marking"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with one good template of its own, `house.docx`."""
    (tmp_path / "reportgen.toml").write_bytes(b"")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.docx").write_bytes(HOUSE.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, maker: str) -> None:
    (root / "templates" / "house.docx").write_bytes(MAKERS[maker]())


def test_all_templates_of_a_project_are_looked_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its own, and those that come with reportgen; Word's lock files are none."""
    (root / "templates" / "~$house.docx").write_bytes(b"locked")
    assert main(["template", "check"]) == 0
    checked = capsys.readouterr().out.splitlines()
    *carried, own = checked
    assert len(carried) == len(list(HOUSE.parent.glob("*.docx"))) > 1
    assert carried[0].endswith("board-report.docx: nothing found")
    assert all(line.endswith(".docx: nothing found") for line in carried)
    assert own == "checked templates/house.docx: nothing found"


def test_an_error_fails_and_a_warning_fails_those_who_are_strict(root: Path) -> None:
    put(root, WARNING)
    assert main(["template", "check"]) == 0
    assert main(["template", "check", "--strict"]) == 1
    put(root, ERROR)
    assert main(["template", "check"]) == 1


def test_a_project_says_how_severe_a_warning_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As for papers: a code can be made an error, or switched off, which is counted."""
    put(root, WARNING)
    settings = root / "reportgen.toml"
    settings.write_text('[checks]\ntemplate-marking = "error"\n', encoding="utf-8")
    assert main(["template", "check"]) == 1
    capsys.readouterr()
    settings.write_text('[checks]\ntemplate-marking = "off"\n', encoding="utf-8")
    assert main(["template", "check", "templates/house.docx"]) == 0
    assert capsys.readouterr().out == "checked templates/house.docx: 1 switched off\n"


def test_one_file_needs_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.docx").write_bytes(MAKERS[ERROR]())
    assert main(["template", "check", "mine.docx"]) == 1
    assert '"For the {{ bord }}": nothing is called "bord"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), "no-project"), (("gone.docx",), "missing-file"), ((".",), "folder-not-file")],
)
def test_what_cannot_be_looked_at_is_exit_code_2(
    arguments: tuple[str, ...],
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """There is nothing to say of any template: no project, no such file, or a folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["template", "check", *arguments]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_without_a_command_its_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template"]) == 2
    assert "reportgen template check" in capsys.readouterr().err


def test_json_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, WARNING)
    assert main(["template", "check", "templates/house.docx", "--format", "json"]) == 0
    (template,) = json.loads(capsys.readouterr().out)["templates"]
    (finding,) = template.pop("findings")
    assert template == {"name": "templates/house.docx", "failed": False, "switched_off": 0}
    assert (finding["code"], finding["path"]) == ("template-marking", "templates/house.docx")


def test_annotations_for_github(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, ERROR)
    assert main(["template", "check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=templates/house.docx,line=1,title=template-name::")


def test_a_template_that_leads_out_of_the_project_is_not_read(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link in a project that came from somebody may point anywhere."""
    (root / "templates" / "linked.docx").symlink_to(HOUSE.parent.parent / "pyproject.toml")
    assert main(["template", "check"]) == 2
    assert "[outside-project]" in capsys.readouterr().err
