"""Charts in a project: their amounts are traced, counted and told like those of tables."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import pytest
from pages import Block, Case, write_project

from reportgen.cli import main

CHART = """\
# The programme

```{chart} Summary
:caption: The funding streams
:unit: £000s
```
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    blocks = (Block("file", "content/paper/budget.md", CHART),)
    write_project(Case(tmp_path / "x.md", "a chart", blocks), tmp_path)
    return tmp_path


def test_the_register_lists_the_amounts_of_a_chart(project: Path) -> None:
    """Each has its line, its column, its cell and its raw value, as in a table."""
    with contextlib.chdir(project):
        assert main(["build", "--to", "csv"]) == 0
    (path,) = (project / "build").glob("*.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["Printed"], row["Line of the table"]) for row in rows] == [
        ("400", "Active Citizens (POCA)"),
        ("3,863", "Community Safety"),
        ("1,687", "External Commissioning"),
        ("5,341", "Victims Services"),
    ]
    assert {row["Where in the paper"] for row in rows} == {"Figure 1"}
    assert [row["Cells"] for row in rows] == [f"Summary!C{row}" for row in range(5, 9)]


def test_an_issued_paper_with_a_chart_can_be_traced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands in a chart is Word's own data; no amount of it is said to be missing."""
    with contextlib.chdir(project):
        assert main(["build", "--to", "docx"]) == 0
        capsys.readouterr()
        main(["trace", "build/paper.docx"])
    said = capsys.readouterr()
    assert "missing" not in said.out + said.err
    assert "no-provenance" not in said.err


def test_a_chart_and_a_table_may_have_units_of_their_own(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5,341 in a chart is no second form of £5,341,050 in the text."""
    text = CHART + '\nVictims have {{ budget["Summary"]["Victims Services", "2022/23"] | gbp }}.\n'
    (project / "content/paper/budget.md").write_text(text, encoding="utf-8")
    with contextlib.chdir(project):
        assert main(["build", "--to", "txt"]) == 0
    assert "shown-differently" not in capsys.readouterr().err


def test_a_long_alternative_text_is_kept_short(project: Path) -> None:
    """What is written from the data has up to 150 letters, whatever the labels are."""
    text = CHART.replace("Summary", "External Commissioning").replace(
        ":unit: £000s",
        ":rows: Black Country and Bham & Solihull FDACs – DA advice worker (women’s aid); "
        "Match Funding to Crime Prevention Activities; Drug Safety Testing in the Night Time "
        "Economy",
    )
    (project / "content/paper/budget.md").write_text(text, encoding="utf-8")
    with contextlib.chdir(project):
        assert main(["build", "--to", "txt"]) == 0
    outline = (project / "build/paper.txt").read_text(encoding="utf-8")
    (alt,) = (line for line in outline.splitlines() if line.startswith("["))
    assert "is the largest of 3" in alt
    assert len(alt.strip("[]")) <= 150


def test_words_of_the_author_are_held_to_the_same_length(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An `:alt:` that nobody listens to the end of is reported, as a picture's is."""
    text = CHART.replace(":unit:", f":alt: {'Much is said. ' * 12}\n:unit:")
    (project / "content/paper/budget.md").write_text(text, encoding="utf-8")
    with contextlib.chdir(project):
        assert main(["build", "--to", "txt"]) == 0
    assert "alt-too-long" in capsys.readouterr().err
