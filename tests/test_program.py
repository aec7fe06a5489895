"""The program ends at once, with all that was printed and the right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def ended(*lines: str) -> subprocess.CompletedProcess[str]:
    """Run the program with a command of its own in the place of all others."""
    code = "\n".join(("import atexit, sys", "from reportgen import cli", *lines, "cli.program()"))
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_exit_code_is_that_of_the_command(code: int) -> None:
    assert ended(f"cli.main = lambda: {code}").returncode == code


def test_all_that_was_printed_is_there() -> None:
    """Also what waits in a buffer, of both streams, and what is done at the end of a process."""
    run = ended(
        "def main():",
        "    print('built', end=''); print('a warning', end='', file=sys.stderr); return 0",
        "cli.main = main",
        "atexit.register(print, ', and gone')",
    )
    assert (run.stdout, run.stderr) == ("built, and gone\n", "a warning")


def test_a_program_without_a_window_to_print_to_ends_well() -> None:
    """As Python runs without a console on Windows."""
    assert ended("sys.stdout = None", "cli.main = lambda: 1").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_what_cannot_be_printed_is_no_success() -> None:
    lines = ("from reportgen import cli", "cli.main = lambda: print('built') or 0", "cli.program()")
    with open("/dev/full", "w") as full:
        run = subprocess.run([sys.executable, "-c", "\n".join(lines)], stdout=full, check=False)
    assert run.returncode
