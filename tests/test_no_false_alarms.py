"""No false alarms: papers over workbooks as offices keep them are looked at by every check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.check import Checked, check
from reportgen.checks import CHECKS
from reportgen.diagnostics import Severity
from reportgen.project import find_project

HERE = Path(__file__).parent
SAMPLE = "2022-03-22-commissioning-budget"
# Where printed rows, each rounded by itself, do not add up to their rounded total: readers are
# told so by a note under the table, which is no fault of anybody's.
ROUNDED = {
    "medium-term-plan": ["Plan!C28", "Reserves!E8"],
    "revenue-monitoring": ["Monitoring!D11"],
}
PAPERS = sorted(folder.name for folder in (HERE / "real_papers").iterdir())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A project with the sample and the papers of this folder, and all their workbooks."""
    root = tmp_path_factory.mktemp("offices")
    shutil.copytree(repository / "content", root / "content")
    shutil.copytree(HERE / "real_papers", root / "content", dirs_exist_ok=True)
    shutil.copytree(repository / "budgets", root / "budgets")
    for workbook in (HERE / "workbooks").glob("*.xlsx"):
        shutil.copy(workbook, root / "budgets")
    (root / "reportgen.toml").touch()
    return root


def checked(root: Path, name: str) -> Checked:
    (result,) = check(find_project(root), (root / "content" / name,))
    return result


@pytest.mark.parametrize("name", [SAMPLE, *PAPERS])
def test_nothing_is_reported_where_nothing_is_wrong(project: Path, name: str) -> None:
    """A plan, a register, a monitoring report and the sample pass every check there is."""
    assert len(PAPERS) == 3
    assert len(CHECKS) > 6
    found = checked(project, name).diagnostics
    assert [str(item) for item in found if item.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", [SAMPLE, *PAPERS])
def test_what_is_rounded_is_noted_and_nothing_else(project: Path, name: str) -> None:
    """A note stands where rounded rows miss their rounded total: 1.5 in rows, 1.6 in the total."""
    found = checked(project, name).diagnostics
    notes = [f"{item.source.sheet}!{item.source.cell}" for item in found]
    assert notes == ROUNDED.get(name, [])
    assert {item.code for item in found} <= {"rounding-note"}


def test_only_the_line_of_two_funds_is_switched_off(project: Path) -> None:
    """The sample needs one word of finance's, on one cell; the other papers need none."""
    assert checked(project, SAMPLE).switched_off == 1
    assert [checked(project, name).switched_off for name in PAPERS] == [0, 0, 0]


def test_the_published_workbook_has_the_line_of_two_funds_reported(
    project: Path, tmp_path: Path
) -> None:
    """Without that word Arrest Referral is named once, with both amounts and the difference."""
    root = tmp_path / "published"
    shutil.copytree(project, root)
    published = HERE / "workbooks" / "published-errors.xlsx"
    shutil.copy(published, root / "budgets" / "commissioning-2022-23.xlsx")
    found = [item for item in checked(root, SAMPLE).diagnostics if item.code == "same-label"]
    assert [str(item).splitlines()[0] for item in found] == [
        "budgets/commissioning-2022-23.xlsx!Community Safety!B9: warning: "
        '"Arrest Referral (Drug Interventions Programme)" is £500,000 here and £503,000 in '
        "External Commissioning (B15): £3,000 apart [same-label]"
    ]
