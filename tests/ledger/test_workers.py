"""Papers made by several processes at once: what happens when something happens to one of them."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from building_projects import put
from forked_builds import KIND, built, put_papers, start

from reportgen import press, workers
from reportgen.cli import main

ALL = ("a", "b", "c")
JOBS = ("--jobs", "2", "--to", "txt")
ENDED = "error: the process that made this paper was ended, most often for want of memory "


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three papers, where the user stands."""
    put_papers(tmp_path, "the old words")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fail(monkeypatch: pytest.MonkeyPatch, what: dict[str, BaseException | None]) -> None:
    """Let papers fail by an exception or, with None, by the end of their process."""
    make = press.make

    def make_or_fail(shelf: Any, folder: Path) -> Any:
        if folder.name not in what:
            return make(shelf, folder)
        problem = what[folder.name]
        if problem is None:
            os.kill(os.getpid(), signal.SIGKILL)
        raise problem or AssertionError

    monkeypatch.setattr(press, "make", make_or_fail)


@pytest.mark.parametrize("ended", [("a",), ("b",), ("c",), ("a", "c"), ALL])
def test_a_process_that_the_system_ends_costs_its_own_papers_alone(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ended: tuple[str, ...],
) -> None:
    """Each of them is named, the others are built, in their order, and the exit code is 1."""
    fail(monkeypatch, dict.fromkeys(ended))
    assert main(["build", *JOBS]) == 1
    assert sorted(built(root / "build")) == [f"{name}.txt" for name in ALL if name not in ended]
    out, err = capsys.readouterr()
    good = [f"built build/{name}.txt" for name in ALL if name not in ended]
    assert out.splitlines() == [*good, f"{len(good)} of 3 papers built"]
    problems = [line for line in err.splitlines() if not line.startswith("  hint: ")]
    assert problems == [
        line
        for name in ended
        for line in (
            f"content/{name}/paper.yaml: {ENDED}[process-ended]",
            f"not built: {name} (1 error)",
        )
    ]


@pytest.mark.parametrize("sent", [1, 3, 10_000])
def test_a_process_that_is_ended_in_the_middle_of_its_answer(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sent: int
) -> None:
    """Nobody waits for the rest of it: the papers are printed again."""
    make, here = press.make, os.getpid()
    once = root / "once"

    def make_or_end(shelf: Any, folder: Path) -> Any:
        if folder.name == "a" and os.getpid() != here and not once.exists():
            once.touch()
            frame = sys._getframe()
            while "pipe" not in frame.f_locals:
                frame = frame.f_back or frame
            answer = struct.pack("!i", 1_000_000) + bytes(10_000)
            os.write(frame.f_locals["pipe"].fileno(), answer[:sent])
            os.kill(os.getpid(), signal.SIGKILL)
        return make(shelf, folder)

    monkeypatch.setattr(press, "make", make_or_end)
    assert main(["build", *JOBS]) == 0
    assert sorted(built(root / "build")) == [f"{name}.txt" for name in ALL]
    assert once.exists()
    assert capsys.readouterr().err == ""


def test_an_unforeseen_fault_in_a_process_costs_one_paper(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even one that no other process could take over as it is."""

    class OddError(Exception):
        def __reduce__(self) -> Any:
            raise TypeError("cannot be pickled")

    fail(monkeypatch, {"a": OddError("odd"), "b": MemoryError()})
    assert main(["build", *JOBS]) == 1
    assert sorted(built(root / "build")) == ["c.txt"]
    err = capsys.readouterr().err
    assert (
        "content/a/paper.yaml: error: an unforeseen fault: OddError: odd [unforeseen-fault]" in err
    )
    assert "content/b/paper.yaml: error: an unforeseen fault: MemoryError" in err
    assert "Traceback" not in err


def test_a_slip_in_the_settings_is_said_once(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Not by each process; nothing is built, and the exit code is 2."""
    put(root / "reportgen.toml", '[checks]\nno-such-check = "off"\n')
    assert main(["build", *JOBS]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[0].endswith("[unknown-check]")
    assert len(err.splitlines()) == 2


def test_one_paper_needs_no_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--jobs` with one paper, and a build that finds all but one unchanged."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a process was begun")

    monkeypatch.setattr(workers, "_begin", refuse)
    assert main(["build", "a", *JOBS]) == 0
    assert main(["build", "a", "b", *JOBS]) == 0


def test_more_processes_than_papers(root: Path) -> None:
    """The papers are built all the same."""
    assert main(["build", "--jobs", "64", "--to", "txt"]) == 0
    assert sorted(built(root / "build")) == ["a.txt", "b.txt", "c.txt"]


def test_papers_are_told_in_their_order(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever is ready first; also where a process takes several at a time."""
    names = [f"p{number:02}" for number in range(40)]
    for name in names:
        put(root / f"content/{name}/paper.yaml", KIND.format(name=name))
        put(root / f"content/{name}/purpose.md", "# Purpose\n\n" + "To tell members.\n\n" * (
            60 if name.endswith("0") else 1))  # fmt: skip
    assert main(["build", *JOBS]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == [f"built build/{name}.txt" for name in (*ALL, *names)]


SPAWNING = """\
import sys
from reportgen import workers
from reportgen.cli import main
if __name__ == "__main__":
    workers.WAY = "spawn"
    sys.exit(main())
"""


def test_elsewhere_processes_start_from_nothing(root: Path, tmp_path: Path) -> None:
    """As on Windows and macOS, where none is a copy of the first."""
    script = tmp_path / "start.py"
    put(script, SPAWNING)
    command = [sys.executable, str(script), "build", *JOBS]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert sorted(built(root / "build")) == ["a.txt", "b.txt", "c.txt"]


# --- Ctrl-C -------------------------------------------------------------------------------------

INTERRUPTED = "interrupted: papers not listed as built are unchanged\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_all", [True, False])
def test_ctrl_c_ends_at_once_with_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, sent: int, to_all: bool
) -> None:
    """While a paper is being made that takes for ever; no process is left, and nothing written."""
    begun = root / "begun"

    def take_for_ever(*_: Any) -> None:
        begun.touch()
        time.sleep(1000)

    monkeypatch.setattr(press, "make", take_for_ever)
    build = start(root / "said", "--jobs", jobs, "--to", "txt")
    wait_for(begun)
    build.send(sent, to_all=to_all)
    assert build.end() == 2
    assert build.said.read_text(encoding="utf-8") == INTERRUPTED
    assert built(root / "build") == {}


def wait_for(path: Path) -> None:
    for _ in range(6000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path.name} did not come")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [True, False])
def test_libreoffice_ends_with_the_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, to_all: bool
) -> None:
    """It is in a group of its own, which a Ctrl-C does not reach."""
    program = root / "soffice"
    put(program, f"#!/bin/sh\ntouch '{root}/begun'\nsleep 1000\n")
    program.chmod(0o755)
    monkeypatch.setenv("REPORTGEN_LIBREOFFICE", str(program))
    monkeypatch.setenv("TMPDIR", str(root / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (root / "temporary").mkdir()
    build = start(root / "said", "a", "b", "--jobs", jobs, "--to", "pdf")
    wait_for(root / "begun")
    build.send(signal.SIGINT, to_all=to_all)
    assert build.end() == 2
    assert build.said.read_text(encoding="utf-8") == INTERRUPTED
    assert list((root / "temporary").iterdir()) == []


def test_the_processes_end_with_the_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where that is killed and cannot tell them, and with them the LibreOffice they began."""
    program = root / "soffice"
    put(program, f"#!/bin/sh\ntouch '{root}/begun'\nsleep 1000\n")
    program.chmod(0o755)
    monkeypatch.setenv("REPORTGEN_LIBREOFFICE", str(program))
    build = start(root / "said", "--jobs", "2", "--to", "pdf")
    wait_for(root / "begun")
    build.send(signal.SIGKILL, to_all=False)
    assert build.end() == -signal.SIGKILL
