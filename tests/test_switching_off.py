"""Findings that are as they should be: switched off where they are, or for the whole project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import faults
import pages
import pytest

from reportgen.cli import main
from reportgen.policy import CHECKED, WARNED

LINK = "See [the plan](plan.docx)."
MANIFEST = """\
kind: paper
title: A paper
sections: [purpose.md]
"""

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a project of one paper, in which the user stands."""
    folder = tmp_path / "content" / "paper"
    folder.mkdir(parents=True)
    (tmp_path / "budgets").mkdir()
    monkeypatch.chdir(tmp_path)

    def put(text: str, settings: str = "", manifest: str = MANIFEST) -> None:
        (tmp_path / "reportgen.toml").write_text(settings, encoding="utf-8")
        (folder / "paper.yaml").write_text(manifest, encoding="utf-8")
        (folder / "purpose.md").write_text(text, encoding="utf-8")

    return put


@pytest.fixture
def found(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[list[str], int]]:
    """Check the paper; return the codes that are left and how many are switched off."""

    def look(*options: str) -> tuple[list[str], int]:
        main(["check", "--format", "json", *options])
        (paper,) = json.loads(capsys.readouterr().out)["papers"]
        return [item["code"] for item in paper["findings"]], paper["switched_off"]

    return look


Found = Callable[..., tuple[list[str], int]]

# --- where it is ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK} <!-- reportgen: off link-target: it is on the shared drive -->",
        f"<!-- reportgen: off link-target -->\n{LINK}",
        f"<!-- reportgen: off link-target -->\n\n{LINK}",
        f"First line,\n{LINK}\nthird line. <!-- Reportgen: OFF unused-label, link-target: old -->",
        f"- one\n- {LINK}\n- three <!--reportgen: off link-target-->",
    ],
)
def test_a_comment_switches_off_what_is_found_in_its_block(
    write: Write, found: Found, text: str
) -> None:
    """In the paragraph or list itself, or alone above it; what is switched off is counted."""
    write(f"# Purpose\n\n{text}\n")
    assert found() == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{LINK}\n\nAnother. <!-- reportgen: off link-target -->",
        f"<!-- reportgen: off link-target -->\n\nAnother.\n\n{LINK}",
        f"Another. <!-- reportgen: off link-target -->\n\n{LINK}",
        f"{LINK} <!-- reportgen: off unused-label -->",
        f"{LINK} <!-- off: link-target -->",
        f"{LINK} `reportgen: off link-target`",
    ],
)
def test_a_comment_leaves_other_blocks_and_other_findings_alone(
    write: Write, found: Found, text: str
) -> None:
    """Only the code that it names, and only there."""
    write(f"# Purpose\n\n{text}\n")
    assert found() == (["link-target"], 0)


def test_a_comment_is_not_printed(write: Write, tmp_path: Path) -> None:
    """Nothing of it reaches the paper."""
    write(f"# Purpose\n\n{LINK} <!-- reportgen: off link-target: on the drive -->\n")
    assert main(["build", "--to", "txt"]) == 0
    text = (tmp_path / "build" / "paper.txt").read_text(encoding="utf-8")
    assert "See the plan" in text
    assert "reportgen" not in text


def test_a_comment_in_the_manifest(write: Write, found: Found) -> None:
    """A comment in the first lines of paper.yaml is about the paper as a whole."""
    report = MANIFEST.replace("kind: paper", "kind: board-report\nboard: Board\ndate: 2022-03-22")
    report += "author: An officer\n"
    write("# Purpose\n\nTo tell.\n", manifest=report)
    assert found() == (["missing-section"] * 3, 0)
    write("# Purpose\n\nTo tell.\n", manifest=f"# reportgen: off missing-section\n{report}")
    assert found() == ([], 3)


def test_a_note_on_a_cell(write: Write, found: Found, tmp_path: Path) -> None:
    """Finance switches off what is found at a cell by a note on it in Excel."""

    def as_text(note: str) -> bytes:
        def fill(book: object, sheet: object) -> None:
            sheet.write("B3", "£80,000")  # type: ignore[attr-defined]
            sheet.write_formula("B4", "=SUM(B2:B3)", None, 120_000)  # type: ignore[attr-defined]
            sheet.write_comment("B3", note)  # type: ignore[attr-defined]

        return faults.workbook(fill)

    manifest = MANIFEST + "workbooks: {budget: budgets/fund.xlsx}\n"
    write("# Purpose\n\n```{budget} Youth fund\n```\n", manifest=manifest)
    workbook = tmp_path / "budgets" / "fund.xlsx"
    workbook.write_bytes(as_text("to be paid in May"))
    assert "number-as-text" in found()[0]
    workbook.write_bytes(as_text("Finance:\nreportgen: off number-as-text: not granted yet"))
    codes, switched_off = found()
    assert "number-as-text" not in codes
    assert switched_off == 1


def test_what_cannot_be_printed_cannot_be_switched_off(write: Write, found: Found) -> None:
    """An error in reading stays, and the comment that was to hide it is reported."""
    write("# Purpose\n\nAs @par-x says. <!-- reportgen: off unknown-label -->\n")
    assert sorted(found()[0]) == ["unknown-check", "unknown-label"]


# --- for the whole project --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "codes", "exit_code"),
    [("error", ["link-target"], 1), ("note", ["link-target"], 0), ("off", [], 0)],
)
def test_a_project_sets_the_severity_of_a_code(
    write: Write,
    capsys: pytest.CaptureFixture[str],
    severity: str,
    codes: list[str],
    exit_code: int,
) -> None:
    """`[checks]` in the settings; a note never fails a paper, even with --strict."""
    write(f"# Purpose\n\n{LINK}\n", f'[checks]\nlink-target = "{severity}"\n')
    strict = ["--strict"] if severity == "note" else []
    assert main(["check", *strict]) == exit_code
    out = capsys.readouterr().out
    assert re.findall(rf"{severity}: .* \[([a-z-]+)\]", out) == codes
    assert ("1 switched off" in out) == (severity == "off")
    assert main(["build", *strict]) == exit_code


@pytest.mark.parametrize("value", ['"fatal"', "true", "1"])
def test_a_severity_is_one_of_four_words(
    write: Write, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    """Any other word is refused before anything is built."""
    write("# Purpose\n\nTo tell.\n", f"[checks]\nlink-target = {value}\n")
    assert main(["check"]) == 2
    assert "error, warning, note, off" in capsys.readouterr().err


def test_every_warning_there_is_can_be_changed() -> None:
    """The codes of the warnings that the pages of problems show are those the policy knows."""
    warned: set[str] = set()
    shown = re.compile(r"(?:warning|note): .* \[([a-z-]+)\]$", re.M)
    for page in sorted((pages.REPOSITORY / "tests" / "errors").glob("*.md")):
        warned.update(shown.findall(page.read_text(encoding="utf-8")))
    assert warned - CHECKED == WARNED
