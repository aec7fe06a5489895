"""Whatever ends a build, and whenever: no half file, no process left, and the next build is right.

Each build is one of two versions of the same papers, so that what it leaves is plainly old or new.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import forked_builds
import pytest
from forked_builds import NAMES, built, parts, put_papers, start

from reportgen.cli import main
from reportgen.processes import machine

FORMS = ("--to", "docx,txt")
MOMENTS = 50
WORDS = ("the old words", "words that are new")


@pytest.fixture
def versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Both versions as a build from nothing makes them; the user stands in the project."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    made = []
    for number, words in enumerate(WORDS):
        put_papers(root, words)
        clean = tmp_path / f"clean{number}"
        assert main(["build", *FORMS, "--jobs", "1", "--out", str(clean)]) == 0
        made.append(built(clean))
    old, new = made
    assert old.keys() == new.keys()
    assert not set(old.values()) & set(new.values())
    return old, new


WAYS = {
    "kill all of it": (signal.SIGKILL, True, (0, -signal.SIGKILL)),
    "kill the first process alone": (signal.SIGKILL, False, (0, -signal.SIGKILL)),
    "Ctrl-C": (signal.SIGINT, True, (0, 2)),
    "a request to end": (signal.SIGTERM, False, (0, 2, -signal.SIGTERM)),
    "a request to end for all of it": (signal.SIGTERM, True, (0, 2, -signal.SIGTERM)),
}


def test_a_build_may_end_at_any_moment(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """50 moments by chance, the same ones each time, five ways of ending it; two processes."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    root = Path.cwd()
    began = time.monotonic()
    assert start(tmp_path / "said", *FORMS, "--jobs", "2").end() == 0
    longest = time.monotonic() - began
    ended: dict[int, int] = {}
    for number in range(MOMENTS):
        put_papers(root, WORDS[number % 2])
        way = list(WAYS)[number % len(WAYS)]
        sent, to_all, codes = WAYS[way]
        build = start(tmp_path / "said", *FORMS, "--jobs", "2")
        time.sleep(chance.uniform(0, longest))
        build.send(sent, to_all=to_all)
        code = build.end()
        said = build.said.read_text(encoding="utf-8")
        assert code in codes, (way, said)
        assert "Traceback" not in said, said
        ended[code] = ended.get(code, 0) + 1
        for name, content in built(root / "build").items():
            assert name.endswith(".part") or content in (versions[0][name], versions[1][name])
        assert main(["build", *FORMS, "--jobs", "1"]) == 0
        assert built(root / "build") == versions[number % 2]
        assert parts(root) == []
    assert ended[-signal.SIGKILL] > 5
    assert ended[2] > 5


def test_a_build_may_be_killed_between_any_two_steps_of_writing(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """Before a file is begun, in the middle of it, and before it is moved into place; the same for
    the ledger. What is left half written is gone after the next build."""
    root = Path.cwd()
    left = 0
    for step in range(100):
        put_papers(root, WORDS[step % 2])
        build = start(tmp_path / "said", "a", *FORMS, before=lambda step=step: die_at(step))
        code = build.end()
        left += len(parts(root))
        for name, content in built(root / "build").items():
            assert name.endswith(".part") or content in (versions[0][name], versions[1][name])
        assert main(["build", "a", *FORMS]) == 0
        made = built(root / "build")
        assert made == {name: versions[step % 2][name] for name in made}
        assert parts(root) == []
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert step == 3 * (2 + 1)  # two files and an entry of the ledger
    assert left > 0


def die_at(step: int) -> None:
    """Kill this process at the given step of all that it writes."""
    steps = iter(range(1000))
    open_file, replace = Path.open, Path.replace

    def die() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def opened(path: Path, mode: str = "r", *more: Any) -> Any:
        if "x" not in mode:
            return open_file(path, mode, *more)
        die()
        return Slow(open_file(path, mode, *more), die)

    def replaced(path: Path, target: Path) -> Path:
        die()
        return replace(path, target)

    Path.open, Path.replace = opened, replaced  # type: ignore[method-assign]


class Slow:
    """A file that takes two steps to be written; something happens between them."""

    def __init__(self, file: Any, between: Callable[[], None]) -> None:
        self.file, self.between = file, between

    def __enter__(self) -> Slow:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.between()
        self.file.write(data[len(data) // 2 :])


# --- what is cleared ----------------------------------------------------------------------------


def test_the_part_of_a_build_that_still_runs_is_left_alone(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """However long it takes; also what another computer writes to the same drive, and files that
    only look alike."""
    root = Path.cwd()
    put_papers(root, WORDS[0])
    build = root / "build"
    running = os.fork()
    if not running:
        time.sleep(forked_builds.LONGEST)
        os._exit(0)
    kept = [
        build / f".a.docx.{machine()}-{running}.part",
        build / f".a.docx.{'0' * 8}-{running}.part",
        build / ".a.docx.part",
        build / "a.docx.part",
        build / f"a.{machine()}-99999999999.part",
    ]
    for path in kept:
        path.write_bytes(b"half")
    try:
        assert main(["build", *FORMS]) == 0
        assert [path for path in kept if not path.exists()] == []
    finally:
        os.kill(running, signal.SIGKILL)
        os.waitpid(running, 0)
    assert main(["build", *FORMS]) == 0
    assert [path for path in kept if not path.exists()] == kept[:1]


def test_a_link_that_lies_in_wait_is_not_followed(
    versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    """A project from somebody else may bring links under the names that parts will have."""
    root = Path.cwd()
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (root / f"build/.a.txt.{machine()}-{os.getpid()}.part").symlink_to(victim)
    assert main(["build", "a", "--to", "txt"]) == 0
    assert victim.read_bytes() == b"mine"


# --- two at once --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"), [((), ()), (NAMES[:2], NAMES[2:]), (NAMES, NAMES[1:])]
)
def test_two_builds_at_once_do_not_harm_each_other(
    versions: tuple[dict[str, bytes], dict[str, bytes]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    first: tuple[str, ...],
    second: tuple[str, ...],
) -> None:
    """Of the same papers and of different ones, in two processes each: both do their work, and the
    next build finds all of it done."""
    root = Path.cwd()
    for number in range(4):
        put_papers(root, WORDS[number % 2])
        builds = [
            start(tmp_path / f"said{place}", *names, *FORMS, "--jobs", "2")
            for place, names in enumerate((first, second))
        ]
        for build in builds:
            assert build.end() == 0, build.said.read_text(encoding="utf-8")
        assert built(root / "build") == versions[number % 2]
        assert parts(root) == []
        capsys.readouterr()
        assert main(["build", *FORMS]) == 0
        assert capsys.readouterr().out.count("unchanged ") == len(NAMES)
