"""The program ends at once, with all that was printed and the right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def ended(*lines: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program after some lines of code, in a folder."""
    code = "\n".join(("import atexit, sys", *lines, "import reportgen.program as p", "p.program()"))
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def command(code: int = 0, words: str = "") -> str:
    """Return a line that puts a command of its own in the place of all others."""
    return f"import reportgen.cli as c; c.main = lambda: print({words!r}, end='') or {code}"


@pytest.mark.parametrize("code", [0, 1, 2])
def test_exit_code_is_that_of_the_command(code: int) -> None:
    assert ended(command(code)).returncode == code


def test_all_that_was_printed_is_there() -> None:
    """Also what waits in a buffer, of both streams, and what is done at the end of a process."""
    run = ended(command(words="built"), "atexit.register(print, ', and gone', file=sys.stderr)")
    assert (run.stdout, run.stderr) == ("built", ", and gone\n")


def test_what_a_thread_is_at_is_brought_to_its_end() -> None:
    """As when LibreOffice is just being begun while somebody interrupts a build again and again."""
    run = ended(
        "import threading, time",
        "def work(): time.sleep(0.3); print('done')",
        f"{command(2)}; threading.Thread(target=work).start()",
    )
    assert (run.stdout, run.returncode) == ("done\n", 2)


def test_a_program_without_a_window_to_print_to_ends_well() -> None:
    """As Python runs without a console on Windows."""
    assert ended("sys.stdout = None", command(1)).returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_what_cannot_be_printed_is_no_success() -> None:
    lines = (command(words="built"), "import reportgen.program as p", "p.program()")
    with open("/dev/full", "w") as full:
        run = subprocess.run([sys.executable, "-c", "\n".join(lines)], stdout=full, check=False)
    assert run.returncode


def test_nothing_is_loaded_that_nobody_needs(tmp_path: Path) -> None:
    """What loads slowly is left alone by a command that does not want it, and can be had."""
    (tmp_path / "reportgen.toml").touch()
    slow = "{'typing_extensions', 'inspect', 'docx', 'mistune', 'yaml', 'lxml', 'jinja2'}"
    run = ended(
        "sys.argv = ['reportgen', 'build']",
        f"atexit.register(lambda: print(*sorted({slow} & sys.modules.keys())))",
        "atexit.register(lambda: __import__('typing_extensions') and None)",
        folder=tmp_path,
    )
    assert run.stdout == "inspect typing_extensions\n", run.stderr
