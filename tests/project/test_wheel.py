"""What is installed: every kind of paper with its template, also without the repository at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from carried_kinds import KINDS, all_kinds


def put_into_wheels(repository: Path) -> dict[str, str]:
    """Return the files that pyproject.toml puts into a wheel, with their places in it."""
    text = (repository / "pyproject.toml").read_text(encoding="utf-8")
    build = tomllib.loads(text)["tool"]["hatch"]["build"]["targets"]["wheel"]
    return dict(build["force-include"])


def test_a_wheel_has_every_kind_with_its_template(repository: Path) -> None:
    """Each declaration and each Word file in templates/ goes to where reportgen looks for it."""
    files = {path.name for path in (repository / "templates").iterdir()}
    carried = {name for name in files if name.endswith((".yaml", ".docx"))}
    expected = {f"templates/{name}": f"reportgen/templates/{name}" for name in carried}
    assert put_into_wheels(repository) == expected
    assert {f"{name}.yaml" for name in KINDS.names} <= carried
    assert {kind.template for kind in all_kinds()} <= carried


def test_what_is_installed_finds_its_kinds_without_the_repository(
    repository: Path, tmp_path: Path
) -> None:
    """A copy of the package with what a wheel adds lists all kinds, and checks their templates."""
    shutil.copytree(
        repository / "reportgen",
        tmp_path / "site" / "reportgen",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for source, place in put_into_wheels(repository).items():
        (tmp_path / "site" / place).parent.mkdir(exist_ok=True)
        shutil.copy(repository / source, tmp_path / "site" / place)
    project = tmp_path / "project"
    project.mkdir()
    (project / "reportgen.toml").touch()
    listed = installed(tmp_path / "site", project, "new")
    assert all(f"\n  {name} " in listed for name in KINDS.names)
    checked = installed(tmp_path / "site", project, "template", "check")
    lines = [line for line in checked.splitlines() if line.startswith("checked ")]
    assert len(lines) == len({kind.template for kind in all_kinds()})
    assert all("site/reportgen/templates/" in line.replace(os.sep, "/") for line in lines)


def installed(site: Path, project: Path, *command: str) -> str:
    """Run the copy of the package in a project; return all that it says."""
    run = subprocess.run(
        [sys.executable, "-m", "reportgen", *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr
