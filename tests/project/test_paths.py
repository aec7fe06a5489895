"""The paths that people write in papers, and where they may lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.project import Project, find_template, relative, resolve
from reportgen.source import Source

SOURCE = Source("content/paper/paper.yaml", 7)
PAPER = "content/paper"


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a secret beside it, and links that lead to the secret."""
    top = tmp_path_factory.mktemp("top").resolve()
    secret = write(top / "secret" / "salaries.md")
    root = top / "project"
    write(root / PAPER / "purpose.md")
    write(root / PAPER / "Background.md")
    write(root / PAPER / "pictures" / "map of area.png")
    write(root / "budgets" / "2022.xlsx")
    write(root / "budgets" / "notes.md")
    write(root / "templates" / "house.docx")
    (root / PAPER / "link.md").symlink_to(secret)
    (root / PAPER / "linked").symlink_to(secret.parent)
    (root / PAPER / "inside.md").symlink_to(root / "budgets" / "notes.md")
    return Project(root)


def found(project: Project, written: str) -> str:
    path, problems = resolve(project, project.root / PAPER, written, SOURCE)
    assert path is not None, problems
    assert problems == ()
    return relative(project, path)


def refused(project: Project, written: str) -> tuple[str, str]:
    path, problems = resolve(project, project.root / PAPER, written, SOURCE)
    assert path is None
    assert [problem.source for problem in problems] == [SOURCE]
    return problems[0].code, problems[0].hint


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("purpose.md", "content/paper/purpose.md"),
        ("./purpose.md", "content/paper/purpose.md"),
        (" purpose.md ", "content/paper/purpose.md"),
        ("pictures/map of area.png", "content/paper/pictures/map of area.png"),
        ("pictures\\map of area.png", "content/paper/pictures/map of area.png"),
        ("budgets/2022.xlsx", "budgets/2022.xlsx"),
        ("budgets\\2022.xlsx", "budgets/2022.xlsx"),
        ("../../budgets/2022.xlsx", "budgets/2022.xlsx"),
        ("content/paper/purpose.md", "content/paper/purpose.md"),
        ("inside.md", "content/paper/inside.md"),
    ],
)
def test_a_path_is_from_the_paper_or_from_the_root(
    project: Project, written: str, path: str
) -> None:
    """It is from the root when it begins with a folder there; either slash will do."""
    assert found(project, written) == path


@pytest.mark.parametrize(
    "written",
    [
        "../../../secret/salaries.md",
        "budgets/../../secret/salaries.md",
        "..\\..\\..\\secret\\salaries.md",
        "/etc/passwd",
        "\\\\server\\share\\x.md",
        "C:\\x.md",
        "c:x.md",
        "~/x.md",
        "link.md",
        "linked/salaries.md",
    ],
)
def test_a_path_never_leads_outside(project: Project, written: str) -> None:
    """Neither dots, drives, home folders nor symbolic links reach a file elsewhere."""
    assert refused(project, written)[0] == "outside-project"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("purpse.md", 'did you mean "purpose.md"?'),
        ("background.md", 'it is called "Background.md": capital letters count'),
        ("budget/2022.xlsx", 'did you mean "budgets/2022.xlsx"?'),
        ("budgets/2023.xlsx", 'did you mean "budgets/2022.xlsx"?'),
        ("Budgets/2022.xlsx", 'did you mean "budgets/2022.xlsx"?'),
        ("zzz.md", "it was looked for in content/paper/; a path may also begin at the project's"),
    ],
)
def test_a_missing_file_gets_the_nearest_one(project: Project, written: str, hint: str) -> None:
    """The file that was meant is named, with its folder."""
    code, said = refused(project, written)
    assert code == "missing-file"
    assert said.startswith(hint)


def test_a_hint_never_tells_what_is_outside(project: Project) -> None:
    """A near miss of a linked folder does not list what the link leads to."""
    assert "salaries" not in refused(project, "linkd/salaries.md")[1]


def test_a_folder_is_not_a_file(project: Project) -> None:
    """The message names the files that the folder holds."""
    assert refused(project, "pictures") == (
        "folder-not-file",
        "name a file in it: map of area.png",
    )


@pytest.mark.parametrize("written", ["", "  ", "a\0b.md", "x" * 5000 + ".md", "\ud800.md"])
def test_a_name_no_file_can_have_is_missing(project: Project, written: str) -> None:
    """Names that the system refuses end in a message, not in a fault."""
    assert refused(project, written)[0] == "missing-file"


PIECES = st.sampled_from(
    ["..", ".", "/", "\\", "linked", "link.md", "salaries.md", "secret", "budgets", "C:", "~", ""]
)


@given(st.text() | st.lists(PIECES | st.text(max_size=3)).map("/".join))
def test_no_text_ever_resolves_outside(project: Project, written: str) -> None:
    """Whatever is written, the file that is found lies in the project, links followed."""
    path, problems = resolve(project, project.root / PAPER, written, SOURCE)
    assert (path is None) == bool(problems)
    assert path is None or path.resolve().is_relative_to(project.root)


@pytest.mark.parametrize("name", ["house", "house.docx"])
def test_a_template_is_found_by_its_name(project: Project, name: str) -> None:
    """The project's own templates come first; the ending may be left off."""
    path, problems = find_template(project, name, SOURCE)
    assert (path, problems) == (project.root / "templates" / "house.docx", ())


def test_the_package_carries_the_board_report(project: Project) -> None:
    """A project without templates can build a board report."""
    path, problems = find_template(project, "board-report.docx", SOURCE)
    assert problems == ()
    assert path is not None
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["hose", "../house", "templates/house", "/x.docx", "", "a\0"])
def test_an_unknown_template_is_an_error(project: Project, name: str) -> None:
    """A name is a file in one of the two folders, and leads nowhere else."""
    path, problems = find_template(project, name, SOURCE)
    assert path is None
    assert [problem.code for problem in problems] == ["unknown-template"]


def test_a_template_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    """What the link leads to is not read."""
    secret = write(tmp_path / "secret.docx")
    project = Project(tmp_path.resolve() / "project")
    project.templates.mkdir(parents=True)
    (project.templates / "own.docx").symlink_to(secret)
    path, problems = find_template(project, "own", SOURCE)
    assert path is None
    assert [problem.code for problem in problems] == ["outside-project"]
