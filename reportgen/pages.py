"""Page numbers: in goes a Word file, out comes the page of each of its bookmarks.

Word works page numbers out when it lays a file out, and a program that only writes the file
cannot. LibreOffice, where it is installed, lays it out in the same fonts: it makes a PDF, in which
every bookmark is a named destination. It runs with a profile of its own, which is thrown away
afterwards: without macros, and without fetching what a file links to.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
    ("Writer/Content/Update", "Link", "0"),
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
    """Return the path of LibreOffice's program, "" where it is not installed."""
    on_path = (found for name in PROGRAMS if (found := shutil.which(name)))
    in_place = (place for place in PLACES if os.path.isfile(place))
    return next(on_path, "") or next(in_place, "")


def bookmark_pages(document: bytes, program: str) -> dict[str, int]:
    """Return the page, from 1, of each bookmark of a Word file; nothing when that fails."""
    with TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        pdf = _pdf(document, program, Path(folder))
        return dict(_destinations(pdf)) if pdf else {}


def _pdf(document: bytes, program: str, folder: Path) -> bytes:
    """Return a Word file as PDF, nothing when LibreOffice does not make one."""
    source, made = folder / "paper.docx", folder / "paper.pdf"
    source.write_bytes(document)
    profile = folder / "profile"
    _set_up(profile)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    _run(command)
    # It says that all went well even when it did not: the file tells.
    return made.read_bytes() if made.is_file() else b""


def _run(command: list[str]) -> None:
    """Run a command until it ends or its time is up, in a group of its own with what it starts."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the file our own
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return
    try:
        process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _set_up(profile: Path) -> None:
    items = "\n".join(
        _SETTING.format(path=path, name=name, value=value) for path, name, value in SETTINGS
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE.format(items=items), encoding="utf-8")


def _destinations(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name and the page of each named destination of a PDF."""
    import pikepdf  # takes as long as all the rest to import, and only lists of contents need it

    with contextlib.suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        named = document.Root.get("/Dests", pikepdf.Dictionary())
        for name in named.keys():  # noqa: SIM118 - a dictionary of the PDF is not one of Python
            page: Any = named[name][0]
            yield _bookmark(name), pages[page.objgen]


def _bookmark(name: str) -> str:
    """Return a bookmark's name: LibreOffice writes a sign that is no letter or digit as `5F`."""
    return re.sub("^/(5F)?", lambda found: "_" if found.group(1) else "", name)
