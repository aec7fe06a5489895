"""What papers were made from, and what became of them. In: a paper to be built. Out: is it built?

A paper is as it was when every file that it was made from has the contents it had then, and every
file that was made of it is still there unchanged. Times of its files are never asked, for they
come and go with git and copies.

The ledger is kept in the project's build folder, an entry for each paper, and may be deleted at
any time. An entry is JSON, so that nothing in it can be carried out. It is sealed with what only
this installation of reportgen knows of itself, so that an entry which is damaged, which came with
somebody else's project or was written for another paper is not even read. The seal is as good as
the times of the installation's files are private: who has an image of the same machine could make
an entry that is believed. All it could do is to call files in the build folder finished that are
there already; nothing outside the project is read for it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from hashlib import blake2b, sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, ReportgenError
from reportgen.digests import digest, file_digest, names_digest
from reportgen.output import clear_parts, write_file
from reportgen.project import MANIFEST, Project, may_be_read

FOLDER = ".reportgen"
SEAL = 32  # bytes, at the beginning of an entry
MOST_BYTES = 50_000_000  # of an entry; one of a log of 10,000 requests has five million
INSTALLED = (".dist-info", ".egg-info")
UNREADABLE = (OSError, ValueError, RecursionError, msgspec.DecodeError)


class Entry(Struct, frozen=True):
    """What is known of one paper as it was last built.

    `files` are the digests of what it was made from, `folders` those of what stood in the folders
    that decided which, by path; `written` those of its finished files, by name. `libreoffice` is
    the one that had a part in it, "" for none.
    """

    output: str
    files: dict[str, str]
    folders: dict[str, str]
    written: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    switched_off: int = 0
    libreoffice: str = ""


class Ledger:
    """The ledger of a project, for papers built in the same way: to the same forms and folder."""

    def __init__(
        self, project: Project, forms: tuple[str, ...], out: Path, *, strict: bool
    ) -> None:
        self._project, self._out = project, out
        self._folder = project.build / FOLDER / "papers"
        self._way = "\0".join((",".join(forms), str(out), str(strict)))
        self._key = _key(project)
        self._files: dict[str, str] = {}
        self._open: dict[str, bool] = {}

    def find(self, folder: Path) -> Entry | None:
        """Return what became of a paper whose files are all as they were then; else None."""
        entry = self._read(self._path(folder))
        if entry is None or not all(Path(name).name == name for name in entry.written):
            return None
        same = (
            all(self._now(path) == then for path, then in entry.files.items())
            and all(self._names(path) == then for path, then in entry.folders.items())
            and all(file_digest(self._out / name) == then for name, then in entry.written.items())
            and (not entry.libreoffice or entry.libreoffice == libreoffice_state())
        )
        return entry if same else None

    def keep(self, folder: Path, entry: Entry) -> None:
        """Keep what became of a paper, unless what it was made from changed in the meantime.

        The digests of `entry.files` are those from before each was read: where they are still the
        same, that is what was read.
        """
        if any(file_digest(Path(path)) != then for path, then in entry.files.items()):
            return
        if not self._is_in_build():
            return
        path = self._path(folder)
        try:
            data = msgspec.json.encode(entry)
            write_file(path, self._seal(path, data) + data, str(path))
        except (ReportgenError, ValueError):  # no room, or names that no text can hold
            return  # the ledger only saves time: without it the paper is made again

    def clear(self) -> None:
        """Take away what killed builds left half written."""
        if self._is_in_build():
            clear_parts(self._folder)

    def _read(self, path: Path) -> Entry | None:
        """Return an entry that this installation wrote for the paper; else None."""
        try:
            if path.is_symlink() or not self._is_in_build() or path.stat().st_size > MOST_BYTES:
                return None
            data = path.read_bytes() if path.is_file() else b""
            seal, data = data[:SEAL], data[SEAL:]
            if seal != self._seal(path, data):
                return None
            return msgspec.json.decode(data, type=Entry)
        except UNREADABLE:
            return None

    def _seal(self, path: Path, data: bytes) -> bytes:
        return blake2b(path.name.encode() + data, digest_size=SEAL, key=self._key).digest()

    def _path(self, folder: Path) -> Path:
        name = f"{self._way}\0{folder / MANIFEST}".encode("utf-8", "surrogatepass")
        return self._folder / f"{digest(name)}.json"

    def _is_in_build(self) -> bool:
        """Tell whether the ledger is in the build folder, and no link leads to another place."""
        build, here = (os.path.realpath(path) for path in (self._project.build, self._folder))
        return here == os.path.join(build, FOLDER, "papers")

    def _now(self, path: str) -> str | None:
        """Return the digest of a file, which is read once in a run; None where none may be."""
        if path not in self._files:
            if not self._may_be_read(path):
                return None
            self._files[path] = file_digest(Path(path))
        return self._files[path]

    def _names(self, path: str) -> str | None:
        return names_digest(Path(path)) if may_be_read(self._project, Path(path)) else None

    def _may_be_read(self, path: str) -> bool:
        """Tell it of a file, by its folder, which is looked at once, where it is no link."""
        folder = os.path.dirname(path)
        if folder not in self._open:
            self._open[folder] = may_be_read(self._project, Path(folder))
        is_link = os.path.islink(path)
        return self._open[folder] and not (is_link and not may_be_read(self._project, Path(path)))


def libreoffice_state() -> str:
    """Return what LibreOffice this is, "" without one: it lays out pages in a way of its own."""
    from reportgen.libreoffice import find_libreoffice

    program = find_libreoffice()
    if not program:
        return ""
    # Where it stands, and the file beside it that names its version.
    place = Path(os.path.realpath(program))
    files = (place, place.with_name("versionrc"), place.with_name("version.ini"))
    return digest("\0".join((program, *map(file_digest, files))).encode("utf-8", "surrogatepass"))


def _key(project: Project) -> bytes:
    """Return what all papers of a project rest on, in a word that nobody else knows."""
    machine = (os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", "REPORTGEN_LIBREOFFICE"))
    parts = (installation(), *machine, repr(project.settings))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def installation() -> str:
    """Return what this installation of reportgen is: its version, files and libraries.

    Of its files it tells the size and the times, by which Python knows its own from those that it
    keeps compiled; the time of the last change, too, which nobody can set.
    """
    package = Path(__file__).parent
    files = sorted(_state(entry) for entry in _files(package))
    parts = (__version__, sys.version, str(package), *_libraries(), *files)
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))


def _libraries() -> list[str]:
    """Return the names and versions of all libraries that can be imported."""
    found: set[str] = set()
    for place in set(sys.path):
        with contextlib.suppress(OSError):  # of what is no folder, or closed to us, none can be
            found.update(name for name in os.listdir(place or ".") if name.endswith(INSTALLED))
    return sorted(found)


def _files(folder: Path) -> Iterable[os.DirEntry[str]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path))
        else:
            yield entry


def _state(entry: os.DirEntry[str]) -> str:
    state = entry.stat(follow_symlinks=False)
    return f"{entry.path}:{state.st_size}:{state.st_mtime_ns}:{state.st_ctime_ns}"
