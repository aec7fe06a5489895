"""Finding papers, by their names and by paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diagnostics import ReportgenError
from reportgen.project import Project, find_paper, papers


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path.resolve() / "project"
    for name in ("2022-05-budget", "2022-03-precept", "notes", ".hidden"):
        (root / "content" / name).mkdir(parents=True)
        if name != "notes":
            (root / "content" / name / "paper.yaml").write_text("kind: board-report\n")
    return Project(root)


def test_papers_are_the_folders_with_a_manifest(project: Project) -> None:
    """They come in the order of their names; other folders are no papers."""
    assert [paper.name for paper in papers(project)] == ["2022-03-precept", "2022-05-budget"]


def test_a_project_without_content_has_no_papers(tmp_path: Path) -> None:
    """A new project is not a fault."""
    assert papers(Project(tmp_path.resolve())) == ()


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-budget",
        "2022-05-budget/",
        "content/2022-05-budget",
        "content/2022-05-budget/paper.yaml",
        "./content/../content/2022-05-budget",
    ],
)
def test_a_paper_is_found_by_name_or_path(project: Project, written: str) -> None:
    """Whatever the shell completes is understood."""
    assert find_paper(project, written) == project.content / "2022-05-budget"


def test_a_path_is_from_where_the_user_stands(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the paper's own folder, a dot is enough; an absolute path works from anywhere."""
    folder = project.content / "2022-03-precept"
    assert find_paper(project, str(folder)) == folder
    monkeypatch.chdir(folder)
    assert find_paper(project, ".") == folder


def test_an_unknown_paper_gets_the_nearest_name(project: Project) -> None:
    """A slip in the name is answered with the paper that was meant."""
    with pytest.raises(ReportgenError) as caught:
        find_paper(project, "2022-05-bugdet")
    assert caught.value.diagnostics[0].code == "unknown-paper"
    assert caught.value.diagnostics[0].hint == 'did you mean "2022-05-budget"?'


@pytest.mark.parametrize("written", ["notes", "", "..", "x" * 5000, "a\0b"])
def test_what_is_no_paper_is_refused(project: Project, written: str) -> None:
    """A folder without a manifest, and names no folder can have, end in a message."""
    with pytest.raises(ReportgenError) as caught:
        find_paper(project, written)
    assert caught.value.diagnostics[0].code == "unknown-paper"


def test_a_paper_outside_the_project_is_refused(project: Project) -> None:
    """Neither a path nor a symbolic link leads to a paper elsewhere."""
    other = project.root.parent / "other"
    other.mkdir()
    (other / "paper.yaml").write_text("kind: board-report\n")
    (project.content / "linked").symlink_to(other)
    (project.content / "notes" / "paper.yaml").symlink_to(other / "paper.yaml")
    for written in (str(other), "linked", "notes"):
        with pytest.raises(ReportgenError) as caught:
            find_paper(project, written)
        assert caught.value.diagnostics[0].code == "outside-project"
    with pytest.raises(ReportgenError, match=r'"content/linked/paper\.yaml" leads out') as caught:
        papers(project)
    assert len(caught.value.diagnostics) == 2
