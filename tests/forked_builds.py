"""Builds in processes of their own that start at once: copies of the one that runs the tests."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import select
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from building_projects import put

from reportgen.cli import main

LONGEST = 30  # seconds, after which a process counts as left behind

KIND = """\
kind: paper
title: Paper {name}
board: A board
date: 2022-03-22
author: An officer
sections: [purpose.md]
"""
NAMES = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class Running:
    """A build that runs, and a pipe that stays open as long as any of its processes does."""

    process: int
    pipe: int
    said: Path

    def send(self, number: int, *, to_all: bool) -> None:
        """Send a signal to the build, or to all its processes; it may be over already."""
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if to_all else os.kill)(self.process, number)

    def end(self) -> int:
        """Wait until no process is left; return the exit code, or the signal below zero."""
        _, status = os.waitpid(self.process, 0)
        left, _, _ = select.select([self.pipe], [], [], LONGEST)
        assert left, "a process was left behind"
        assert os.read(self.pipe, 1) == b""
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(status)


def start(said: Path, *arguments: str, before: Callable[[], object] = lambda: None) -> Running:
    """Begin a build in the folder that the user stands in; what it says goes to a file.

    `before` is called in the new process first.
    """
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        with contextlib.suppress(OSError):
            os.setpgid(process, process)
        return Running(process, read, said)
    code = 70
    try:
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with said.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
            faulthandler.dump_traceback_later(LONGEST, exit=True, file=file)
            with (
                open(1, "w", closefd=False) as out,
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(out),
            ):
                before()
                code = main(["build", *arguments])
    except KeyboardInterrupt:  # before the build had begun
        code = 2
    finally:
        os._exit(code)


def put_papers(root: Path, words: str) -> None:
    """Write a project of small papers that say these words."""
    put(root / "reportgen.toml", "")
    for name in NAMES:
        put(root / f"content/{name}/paper.yaml", KIND.format(name=name))
        text = f"# Purpose\n\nTo tell members of {name}: {words}.\n"
        put(root / f"content/{name}/purpose.md", text)


def built(folder: Path) -> dict[str, bytes]:
    """Return the finished files in a folder, by name; none where there is no folder."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))
