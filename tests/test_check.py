"""Checking papers from the command line: what is said, in which form; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportgen import check
from reportgen.cli import main

MANIFEST = "kind: paper\ntitle: A paper\nsections: [purpose.md]\n"
GOOD = "# Purpose\n\nTo tell members.\n"
DOUBTFUL = "# Purpose\n\nSee [the plan](plan.docx), 100% done.\n"
BAD = "# Purpose\n\nAs @par-nothing says.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "reportgen.toml").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, name: str, text: str, manifest: str = MANIFEST) -> None:
    folder = root / "content" / name
    folder.mkdir(parents=True)
    (folder / "paper.yaml").write_text(manifest, encoding="utf-8")
    (folder / "purpose.md").write_text(text, encoding="utf-8")


def test_each_paper_has_its_findings_and_what_they_come_to(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code says that one paper cannot be built; nothing is written for any of them."""
    put(root, "a-good", GOOD)
    put(root, "b-doubtful", DOUBTFUL)
    put(root, "c-bad", BAD)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    said = [line for line in out.splitlines() if line.startswith("checked") or "papers" in line]
    assert said == [
        "checked a-good: nothing found",
        "checked b-doubtful: 1 warning",
        "checked c-bad: 1 error",
        "2 of 3 papers can be built",
    ]
    assert "[link-target]" in out
    assert err == ""
    assert not (root / "build").exists()


def test_a_fault_of_reportgen_itself_costs_one_paper(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are checked all the same, and the exit code is that of a paper with an error."""
    for name in ("a", "b", "c"):
        put(root, name, GOOD)
    make = check.make

    def make_or_fail(shelf: Any, folder: Path) -> Any:
        if folder.name == "b":
            raise KeyError("w:p")
        return make(shelf, folder)

    monkeypatch.setattr(check, "make", make_or_fail)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if line.startswith("checked")] == [
        "checked a: nothing found",
        "checked b: 1 error",
        "checked c: nothing found",
    ]
    assert "content/b/paper.yaml: error: an unforeseen fault: KeyError: 'w:p'" in out
    assert err == ""


def test_one_paper_by_its_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, "good", GOOD)
    put(root, "bad", BAD)
    assert main(["check", "good"]) == 0
    assert capsys.readouterr().out == "checked good: nothing found\n"


def test_a_warning_fails_those_who_are_strict(root: Path) -> None:
    put(root, "doubtful", DOUBTFUL)
    assert main(["check"]) == 0
    assert main(["check", "--strict"]) == 1


def test_faults_of_the_template_are_found_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The paper is set in Word, though nothing is kept of it."""
    put(root, "good", GOOD, MANIFEST + "template: house\n")
    (root / "templates").mkdir()
    (root / "templates" / "house.docx").write_text("not a Word file", encoding="utf-8")
    assert main(["check"]) == 1
    assert "templates/house.docx" in capsys.readouterr().out


def test_json_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every part of a finding has a key of its own."""
    put(root, "doubtful", DOUBTFUL)
    assert main(["check", "--format", "json"]) == 0
    (paper,) = json.loads(capsys.readouterr().out)["papers"]
    (finding,) = paper.pop("findings")
    assert paper == {"name": "doubtful", "failed": False, "hint": "", "switched_off": 0}
    assert finding["message"].startswith('the link "the plan" leads to "plan.docx"')
    del finding["message"]
    assert finding == {
        "severity": "warning",
        "code": "link-target",
        "hint": "write the whole address, beginning with https://",
        "path": "content/doubtful/purpose.md",
        "line": 3,
        "sheet": "",
        "cell": "",
    }


def test_annotations_for_github(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a finding, with what its syntax reserves written as GitHub wants it."""
    put(root, "bad", BAD)
    put(root, "doubtful", "# Purpose\n\nSee [100% of: a, b](plan.docx).\n")
    assert main(["check", "--format", "github"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=content/bad/purpose.md,line=3,title=unknown-label::")
    assert second.startswith(
        "::warning file=content/doubtful/purpose.md,line=3,title=link-target::"
        'the link "100%25 of: a, b" leads'
    )
    assert "%0Ahint: " in second


def test_an_unreadable_project_cannot_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2: there is nothing to say of any paper."""
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "[no-project]" in capsys.readouterr().err
