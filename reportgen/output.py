"""Put finished files in their place: all or nothing, and never over a file that is open.

A file is written beside its place first, under a name that tells which process of which machine
writes it. Where that process was killed, `clear_parts` takes the part away.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from reportgen.diagnostics import Diagnostic, ReportgenError, error
from reportgen.patterns import regex
from reportgen.processes import is_running, machine
from reportgen.source import Source

PART = regex(r"\..+\.(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]{1,12})\.part", re.DOTALL)


def write_file(path: Path, data: bytes, shown: str) -> None:
    """Write beside the file first, then move into place, so that no reader sees half of it.

    Raises ReportgenError when the folder or the file cannot be written; `shown` names the file
    in the message. What was there before stays until the new file is complete.
    """
    part = path.with_name(_part_name(path.name))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # of a process that had the same number
        with part.open("xb") as file:  # a link that lies in wait under the name is not followed
            file.write(data)
        part.replace(path)
    except OSError as problem:
        raise ReportgenError(_cannot_write(shown, problem)) from None
    finally:
        with contextlib.suppress(OSError):  # the folder it was to stand in may be none
            part.unlink(missing_ok=True)


def clear_parts(folder: Path) -> None:
    """Take away the parts in a folder whose processes are gone, as after a kill.

    What a process of another machine left stays: whether that one runs cannot be told from here.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return
    parts = [found for name in names if name.endswith(".part") and (found := PART.fullmatch(name))]
    for part in parts:
        if part["machine"] == machine() and not is_running(int(part["process"])):
            with contextlib.suppress(OSError):
                (folder / part.string).unlink(missing_ok=True)


def write_folder(folder: Path, files: Iterable[tuple[str, str]], shown: str) -> None:
    """Make a folder with text files in it, all of them or nothing.

    Raises ReportgenError when it cannot be made; `shown` names it in the message. The folder must
    not be there, and what is beside it stays as it is.
    """
    part = folder.with_name(_part_name(folder.name))
    made = [path for path in folder.parents if not path.exists()]
    try:
        part.mkdir(parents=True)
        for name, text in files:
            (part / name).write_text(text, encoding="utf-8", newline="\n")
        part.rename(folder)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"the folder cannot be made: {reason}"
        hint = "see whether there is room, and whether you may write there"
        raise ReportgenError(error("output-unwritable", message, Source(shown), hint)) from None
    finally:
        if not folder.exists():
            _take_away(part, made)


def _take_away(part: Path, made: Iterable[Path]) -> None:
    shutil.rmtree(part, ignore_errors=True)
    for path in made:
        with contextlib.suppress(OSError):
            path.rmdir()


def _part_name(name: str) -> str:
    return f".{name}.{machine()}-{os.getpid()}.part"


def _cannot_write(shown: str, problem: OSError) -> Diagnostic:
    """Say why; Windows refuses to replace a file that Word has open."""
    if isinstance(problem, PermissionError):
        message = "the file cannot be replaced: it is open in another program, or protected"
        return error("output-locked", message, Source(shown), "close it in Word and build again")
    reason = problem.strerror or type(problem).__name__
    if isinstance(problem, FileExistsError | NotADirectoryError):
        reason = "a file is where its folder should be"
    message = f"the file cannot be written: {reason}"
    return error("output-unwritable", message, Source(shown), "name another folder with --out")
