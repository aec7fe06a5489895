"""The same papers are the same bytes: in any folder, on any day, by any number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import building_projects
import pytest
from building_projects import put
from forked_builds import built

CONTENTS = building_projects.WHOLE.replace("kind: paper", "kind: paper\ncontents: true")

# A clock that is ten years and some hours ahead, whoever asks it.
AHEAD = """\
import datetime, time
AHEAD = 10 * 365 * 86_400 + 12_345
now, local, universal = time.time, time.localtime, time.gmtime
time.time = lambda: now() + AHEAD
time.time_ns = lambda: int(time.time() * 1e9)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: universal(time.time() if seconds is None else seconds)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls): return cls.now()
class LaterDay(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
datetime.datetime, datetime.date = Later, LaterDay
"""
START = "import sys\nfrom reportgen.cli import main\nsys.exit(main())\n"

# What must make no difference: the words of a command, what goes before it, the environment.
DIFFERENCES: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "two processes": (("--jobs", "2"), "", {"PYTHONHASHSEED": "1"}),
    "three processes": (("--jobs", "3"), "", {"PYTHONHASHSEED": "2"}),
    "a second time": (("--jobs", "1", "--force"), "", {"PYTHONHASHSEED": "3"}),
    "another day": (("--jobs", "1"), AHEAD, {}),
    "another time zone, language and home": (
        ("--jobs", "1"),
        "",
        {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "HOME": "/nowhere", "COLUMNS": "40"},
    ),
}


def build(root: Path, *arguments: str, before: str = "", **machine: str) -> dict[str, bytes]:
    """Build the project in a process of its own; return its files by name."""
    command = [sys.executable, "-c", before + START, "build", "--to", "docx,html,txt,csv"]
    own = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    run = subprocess.run(
        [*command, *arguments], cwd=root, env=own | machine, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return built(root / "build")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = building_projects.put_project(tmp_path_factory.mktemp("p"))
    made = build(root, "--jobs", "1", PYTHONHASHSEED="0")
    assert len(made) == 4 * len(building_projects.PAPERS)
    return made


@pytest.mark.parametrize("what", DIFFERENCES)
def test_it_makes_no_difference(first: dict[str, bytes], tmp_path: Path, what: str) -> None:
    """All in another folder, too, with spaces in a longer name, and of files of other times."""
    arguments, before, machine = DIFFERENCES[what]
    root = building_projects.put_project(tmp_path / "for the board" / "of next month" / "papers")
    for number, path in enumerate(sorted(root.rglob("*"))):
        os.utime(path, (number * 10**7, number * 10**7))
    again = build(root, *arguments, before=before, **machine)
    assert [name for name in first if again.get(name) != first[name]] == []
    assert again.keys() == first.keys()


def test_the_machine_may_set_the_day(first: dict[str, bytes], tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH dates the Word files; in any folder, by any number of processes."""
    made = []
    for number, name in enumerate(("a", "a longer name"), start=1):
        root = building_projects.put_project(tmp_path / name)
        jobs = ("--jobs", str(number))
        made.append(build(root, *jobs, before=AHEAD * (number - 1), SOURCE_DATE_EPOCH="1700000000"))
    one, two = made
    assert [name for name in one if one[name] != two[name]] == []
    dated = {name for name in first if one[name] != first[name]}
    assert dated == {name for name in first if name.endswith(".docx")}


def test_lists_of_contents_are_the_same(tmp_path: Path) -> None:
    """Their page numbers come from LibreOffice."""
    made = []
    for name in ("a", "a longer name"):
        root = building_projects.put_project(tmp_path / name)
        put(root / "content/whole/paper.yaml", CONTENTS)
        made.append(build(root, "whole", "--to", "docx,pdf"))
    assert made[0].keys() == {"whole.docx", "whole.pdf"}
    assert made[0] == made[1]
