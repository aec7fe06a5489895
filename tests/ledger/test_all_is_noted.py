"""Whatever a build reads or looks for in a project, the ledger takes note of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import building_projects
import pytest

from reportgen.ledger import FOLDER, SEAL

# Writes down what a build opens, lists and asks for below the folder it is started in.
SPY = """\
import os, sys
root = os.getcwd()
notes = open(sys.argv.pop(1), "w", buffering=1)
def note(event, path, writes=False):
    if isinstance(path, (str, os.PathLike)) and not writes:
        path = os.path.abspath(os.fspath(path))
        if path.startswith(root):
            notes.write(f"{event} {os.path.relpath(path, root)}\\n")
def heard(event, arguments):
    if event == "open":
        note("open", arguments[0], arguments[2] & (os.O_WRONLY | os.O_RDWR))
    elif event in ("os.listdir", "os.scandir"):
        note("list", arguments[0])
def asked(look):
    def ask(path, *more, **named):
        note("ask", path)
        return look(path, *more, **named)
    return ask
from reportgen.cli import main
sys.addaudithook(heard)
os.stat = asked(os.stat)
sys.exit(main())
"""
# Read at the beginning of each build; the papers' names are listed there, too, when all are built.
BY_EVERY_BUILD = {"reportgen.toml", "pyproject.toml"}


@pytest.fixture(scope="module")
def spied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, set[str]]]:
    """Build the project with everything in it; return it, with what was opened, listed, asked."""
    root = building_projects.put_project(tmp_path_factory.mktemp("project"))
    put = building_projects.put
    put(root / "content/plain/purpose.md", "# Purpose\n\nTo tell all.\n\n![Wards](a%20map.png)\n")
    put(root / "content/plain/a map.png", building_projects.faults.png(30, 20))
    notes = tmp_path_factory.mktemp("notes") / "notes.txt"
    command = [sys.executable, "-c", SPY, str(notes), "build", "--to", "docx,txt,html,csv"]
    run = subprocess.run([*command, "--jobs", "1"], cwd=root, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, set[str]] = {"open": set(), "list": set(), "ask": set()}
    for line in notes.read_text(encoding="utf-8").splitlines():
        event, _, path = line.partition(" ")
        found[event].add(path)
    return root, found


def noted(root: Path) -> tuple[set[str], set[str]]:
    """Return the files and the folders that the ledger has, of all papers, from the root."""
    entries = [
        json.loads(path.read_bytes()[SEAL:])
        for path in (root / "build" / FOLDER / "papers").iterdir()
    ]
    assert len(entries) == len(building_projects.PAPERS)
    files, folders = (
        {os.path.relpath(path, root) for entry in entries for path in entry[name]}
        for name in ("files", "folders")
    )
    return files, folders


def test_every_file_that_is_read_is_noted(spied: tuple[Path, dict[str, set[str]]]) -> None:
    """Whatever kind of file it is, and whoever reads it."""
    root, found = spied
    files, _ = noted(root)
    read = {path for path in found["open"] if not path.startswith("build")} - BY_EVERY_BUILD
    assert {"content/whole/pictures/wards.png", "budgets/fund.xlsx"} <= read
    assert read - files == set()


def test_every_folder_that_is_listed_is_noted(spied: tuple[Path, dict[str, set[str]]]) -> None:
    """But that of the templates: where each of them is, or could be, is noted by itself. In the
    root and in the paper's folder something like a%20map.png was looked for, for a hint that nobody
    needs once the picture is found."""
    root, found = spied
    files, folders = noted(root)
    read = {path for path in found["list"] if not path.startswith("build")}
    assert read - folders == {"templates", ".", "content/plain"}
    assert {f"templates/{name}" for name in ("board-report.docx", "paper.yaml")} <= files


def test_every_file_that_is_looked_for_and_not_there_is_noted(
    spied: tuple[Path, dict[str, set[str]]],
) -> None:
    """It would change the paper if it were there."""
    root, found = spied
    files, folders = noted(root)
    missing = {path for path in found["ask"] if not (root / path).exists()}
    missing = {path for path in missing if not path.startswith("build")} - BY_EVERY_BUILD
    assert {"content/plain/a%20map.png", "pictures"} <= missing
    assert missing - files - folders == set()
