"""LibreOffice, where it is installed: a file of one format in, the same in another format out.

It runs with a profile of its own, which is thrown away afterwards: without macros, and without
fetching what a file links to.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

VARIABLE = "REPORTGEN_LIBREOFFICE"
PROGRAMS = ("soffice", "libreoffice")
# Where it is on machines that do not name it in PATH.
PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Seconds; a paper takes one or two, one of sixty pages four.
LONGEST = 180
SETTINGS = (
    ("Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),  # never; the two programs count differently
    ("Calc/Content/Update", "Link", "1"),  # never
    ("Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # always: saved values are not trusted
)
_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


def find_libreoffice() -> str:
    """Return the path of LibreOffice's program, "" where it is not installed.

    The machine's own setting REPORTGEN_LIBREOFFICE goes first. A project has none: whoever builds
    a stranger's papers must not run a program that the stranger names.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        return shutil.which(named) or ""
    on_path = (found for name in PROGRAMS if (found := shutil.which(name)))
    in_place = (place for place in PLACES if os.path.isfile(place))
    return next(on_path, "") or next(in_place, "")


def convert(data: bytes, ending: str, wanted: str, program: str, options: str = "") -> bytes:
    """Return a file in another format, nothing when LibreOffice does not make one.

    Formats are named by the endings of their files, without the dot: `docx`, `pdf`. `options` are
    the name of one of its export filters and the filter's own options.
    """
    with TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as name:
        folder, profile = Path(name), Path(name) / "profile"
        source, made = folder / f"file.{ending}", folder / "made" / f"file.{wanted}"
        source.write_bytes(data)
        _set_up(profile)
        form = f"{wanted}:{options}" if options else wanted
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", form, "--outdir", str(made.parent)]
        _run([*command, str(source)])
        # It says that all went well even when it did not: the file tells.
        return made.read_bytes() if made.is_file() else b""


def _set_up(profile: Path) -> None:
    items = "\n".join(
        _SETTING.format(path=path, name=name, value=value) for path, name, value in SETTINGS
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str]) -> None:
    """Run a command until it ends or its time is up, in a group of its own with what it starts.

    Whoever interrupts a build ends LibreOffice, too: also in the moment in which it is begun, for
    that is left to a thread, which signals do not reach.
    """
    begun: list[subprocess.Popen[bytes]] = []
    beginning = threading.Thread(target=_begin, args=(command, begun))
    try:
        beginning.start()
        beginning.join()
        for process in begun:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LONGEST)
    finally:
        beginning.join()
        for process in begun:
            if process.poll() is None:
                _end(process)


def _begin(command: list[str], begun: list[subprocess.Popen[bytes]]) -> None:
    quiet = subprocess.DEVNULL
    with contextlib.suppress(OSError):
        begun.append(
            subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the file our own
                command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
