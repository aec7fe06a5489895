"""The paper as it was published, with the workbook's faults in it: all that is said of it.

It had a total £12,000 too low, a transfer in two funds, a carry-forward without its minus, and one
programme in two funds at two prices. Its Victims lines, in thousands, do not add up to their total.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pages
import pytest

from reportgen.cli import main

NAME = "2022-03-22-commissioning-budget"
PUBLISHED = pages.REPOSITORY / "tests" / "workbooks" / "published-errors.xlsx"
# The published paper said nothing of the programme net of the transfer.
NET = "{{ budget.programme_total - budget.victims_transfer | gbp }}"
GROSS = "{{ budget.programme_total | gbp }}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The paper as it was published: nothing declared, Victims Services in thousands."""
    folder = tmp_path / "content" / NAME
    shutil.copytree(pages.REPOSITORY / "content" / NAME, folder)
    (tmp_path / "budgets").mkdir()
    shutil.copy(PUBLISHED, tmp_path / "budgets" / pages.WORKBOOK.name)
    (tmp_path / "reportgen.toml").write_bytes(b"")
    budget = folder / "budget.md"
    text = budget.read_text(encoding="utf-8")
    assert NET in text
    budget.write_text(text.replace(NET, GROSS), encoding="utf-8")
    tables = folder / "appendix-a-budget-tables.md"
    text = tables.read_text(encoding="utf-8")
    unit = "```{budget} Victims Services\n:unit: £000s\n"
    tables.write_text(text.replace("```{budget} Victims Services\n", unit), encoding="utf-8")
    manifest = folder / "paper.yaml"
    kept, _, _ = manifest.read_text(encoding="utf-8").partition("reconcile:")
    manifest.write_text(kept, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_fault_of_its_numbers_is_reported_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with both numbers and the difference; besides, a column whose heading was blank."""
    assert main(["check", "--format", "json"]) == 1
    (paper,) = json.loads(capsys.readouterr().out)["papers"]
    found = {item["code"]: item for item in paper["findings"]}
    assert len(found) == len(paper["findings"])
    assert {code: item["severity"] for code, item in found.items()} == {
        "total-mismatch": "error",
        "transfer-counted-twice": "warning",
        "carry-forward-sign": "error",
        "same-label": "warning",
        "rounding-note": "note",
        "blank-heading": "warning",
    }
    assert {code: f"{item['sheet']}!{item['cell']}" for code, item in found.items()} == {
        "total-mismatch": "Summary!C9",
        "transfer-counted-twice": "Summary!C9",
        "carry-forward-sign": "External Commissioning!B26",
        "same-label": "Community Safety!B9",
        "rounding-note": "Victims Services!B21",
        "blank-heading": "Active Citizens!A4",
    }
    for code, words in SAID.items():
        assert words in found[code]["message"]


SAID = {
    "total-mismatch": '"Total" is typed as 11,279, but its lines add up to 11,291: 12 too low',
    "transfer-counted-twice": "count £271,410 twice: it stands in Community Safety (B17) and again "
    "in Victims Services (B23)",
    "carry-forward-sign": '"C/fwd 21-22 External Fund" is £150,050',
    "same-label": "is £500,000 here and £503,000 in External Commissioning (B15): £3,000 apart",
    "rounding-note": "16 lines print as 3,673 in £000s and their total as 3,672",
}


def test_it_is_not_built(project: Path) -> None:
    """A paper with such a total cannot be issued by accident."""
    assert main(["build"]) == 1
    assert not (project / "build").exists()
