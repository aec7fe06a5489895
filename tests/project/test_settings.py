"""Finding the project that somebody stands in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reportgen.diagnostics import ReportgenError
from reportgen.project import Project, Settings, find_project
from reportgen.source import Source


def codes(problem: ReportgenError) -> list[str]:
    return [item.code for item in problem.diagnostics]


def test_an_empty_settings_file_makes_a_project(tmp_path: Path) -> None:
    """An empty reportgen.toml is enough: every setting has a default."""
    (tmp_path / "reportgen.toml").write_text("")
    project = find_project(tmp_path)
    root = tmp_path.resolve()
    assert project == Project(root, Settings(source=Source("reportgen.toml")))
    assert (project.content, project.templates, project.build) == (
        root / "content",
        root / "templates",
        root / "build",
    )


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    """The nearest folder upwards counts, whichever of the two files holds the settings."""
    inner = tmp_path / "content" / "paper"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.reportgen]\ncontent = "papers"\n')
    assert find_project(inner).content == tmp_path.resolve() / "papers"
    (inner.parent / "reportgen.toml").write_text("")
    assert find_project(inner).root == inner.parent.resolve()


def test_a_pyproject_of_something_else_is_passed_by(tmp_path: Path) -> None:
    """Another program's pyproject.toml is not a project, even when it is faulty."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "reportgen.toml").write_text("")
    for text in ("[tool.black]\n", "[tool]\nreportgen = 3\n", "not toml"):
        (inner / "pyproject.toml").write_text(text)
        assert find_project(inner).root == tmp_path.resolve()


def test_no_project_says_what_to_do(tmp_path: Path) -> None:
    """Outside any project the user is told which file to make, and where."""
    with pytest.raises(ReportgenError) as caught:
        find_project(tmp_path)
    assert codes(caught.value) == ["no-project"]
    assert "put an empty file named reportgen.toml" in caught.value.diagnostics[0].hint


def test_all_faults_of_the_settings_are_listed(tmp_path: Path) -> None:
    """An unknown setting gets the nearest known one; a folder must lie in the project."""
    (tmp_path / "reportgen.toml").write_text('contents = "x"\nbuild = "../out"\ntemplates = 3\n')
    with pytest.raises(ReportgenError) as caught:
        find_project(tmp_path)
    assert codes(caught.value) == ["unknown-setting", "wrong-setting", "wrong-setting"]
    assert caught.value.diagnostics[0].hint == 'did you mean "content"?'


@pytest.mark.parametrize("folder", ["../out", "/out", "C:/out", "a/../../b", "", ".", "~/x"])
def test_a_folder_of_the_settings_cannot_lead_outside(tmp_path: Path, folder: str) -> None:
    """A project from somebody else cannot make us write elsewhere."""
    (tmp_path / "reportgen.toml").write_text(f"build = '{folder}'\n")
    with pytest.raises(ReportgenError) as caught:
        find_project(tmp_path)
    assert codes(caught.value) == ["wrong-setting"]


def test_settings_that_are_not_toml_name_the_line(tmp_path: Path) -> None:
    """A slip in the settings is shown with its line."""
    (tmp_path / "reportgen.toml").write_text('build = "build"\ncontent: papers\n')
    with pytest.raises(ReportgenError) as caught:
        find_project(tmp_path)
    assert codes(caught.value) == ["settings-syntax"]
    assert str(caught.value.diagnostics[0].source) == "reportgen.toml:2"


def test_a_project_may_say_how_it_writes_financial_years(tmp_path: Path) -> None:
    """By an example of one; whatever is none is refused, and an example shown."""
    settings = tmp_path / "reportgen.toml"
    settings.write_text('financial_years = "2022 to 2023"\n', encoding="utf-8")
    assert find_project(tmp_path).settings.financial_years == "2022 to 2023"
    for wrong in ('"2022"', '"2022/24"', '"in 2022/23"', '""', "2022", "true", '["2022/23"]'):
        settings.write_text(f"financial_years = {wrong}\n", encoding="utf-8")
        with pytest.raises(ReportgenError) as caught:
            find_project(tmp_path)
        assert codes(caught.value) == ["wrong-setting"]
        assert 'financial_years = "2022/23"' in caught.value.diagnostics[0].hint


def test_every_setting_is_in_the_guide() -> None:
    """docs/settings.md shows all of them in one file, which is a good one."""
    guide = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    names = {*Settings.__struct_fields__} - {"source"}
    assert set(tomllib.loads(example)) == names
