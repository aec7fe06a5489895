"""What papers were made from, and what became of them. In: a paper to be built. Out: is it built?

A paper is as it was when every file that it was made from has the contents it had then, and every
file that was made of it is still there unchanged. Times of files are never asked, for they come
and go with git and copies.

The ledger is kept in the project's build folder, in JSON: nothing in it can be carried out, and it
may be deleted at any time. It begins with what this installation of reportgen is, so that a ledger
that came with somebody else's project is not believed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, ReportgenError
from reportgen.digests import digest, file_digest, names_digest
from reportgen.output import write_file
from reportgen.project import MANIFEST, Project

FOLDER = ".reportgen"


class Entry(Struct, frozen=True):
    """What is known of one paper as it was last built.

    `files` are the digests of what it was made from, `folders` those of what stood in the folders
    that decided which, `written` those of its finished files: by path.
    """

    output: str
    files: dict[str, str]
    folders: dict[str, str]
    written: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    switched_off: int = 0


class Ledger:
    """The ledger of a project, for papers built in the same way: to the same forms and folder."""

    def __init__(
        self, project: Project, forms: tuple[str, ...], out: Path, *, strict: bool
    ) -> None:
        self._project, self._out = project, out
        self._folder = project.build / FOLDER
        ways = (
            installation(),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            os.environ.get("REPORTGEN_LIBREOFFICE", ""),
            ",".join(forms),
            str(out),
            str(strict),
            repr(project.settings),
        )
        self._way = "\0".join(ways)
        self._known: dict[Path, str] = {}

    def find(self, folder: Path) -> Entry | None:
        """Return what became of a paper whose files are all as they were then; else None."""
        try:
            entry = msgspec.json.decode(self._path(folder).read_bytes(), type=Entry)
        except (OSError, msgspec.DecodeError):
            return None
        same = (
            all(self._now(Path(path)) == then for path, then in entry.files.items())
            and all(names_digest(Path(path)) == then for path, then in entry.folders.items())
            and all(file_digest(Path(path)) == then for path, then in entry.written.items())
        )
        return entry if same else None

    def keep(self, folder: Path, entry: Entry) -> None:
        """Keep what became of a paper, unless what it was made from changed in the meantime.

        The digests of `entry.files` are those from before each was read: where they are still the
        same, that is what was read.
        """
        if any(file_digest(Path(path)) != then for path, then in entry.files.items()):
            return
        path = self._path(folder)
        try:
            write_file(path, msgspec.json.encode(entry), str(path))
        except ReportgenError:
            return  # the ledger only saves time: without it the paper is made again

    def _path(self, folder: Path) -> Path:
        name = digest(f"{self._way}\0{folder / MANIFEST}".encode())
        return self._folder / "papers" / f"{name}.json"

    def _now(self, path: Path) -> str:
        """Return the digest of a file, which is read once in a run."""
        if path not in self._known:
            self._known[path] = file_digest(path)
        return self._known[path]


def installation() -> str:
    """Return what this installation of reportgen is: its version, files and libraries.

    The times of its files stand in it, so that nobody else can know it.
    """
    package = Path(__file__).parent
    libraries = sorted(
        entry.name
        for entry in os.scandir(Path(msgspec.__file__).parents[1])
        if entry.name.endswith(".dist-info")
    )
    files = sorted(_state(entry) for entry in _files(package))
    parts = (__version__, sys.version, str(package), *libraries, *files)
    return digest("\0".join(parts).encode())


def _files(folder: Path) -> Iterable[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path))
        else:
            yield entry


def _state(entry: os.DirEntry[str]) -> str:
    state = entry.stat()
    return f"{entry.path}:{state.st_size}:{state.st_mtime_ns}"
