"""What is kept from one build for the next. In: what a thing was made of. Out: the thing, as bytes.

It stands in the project's build folder, and may be deleted at any time. As in the ledger, nothing
in it can be carried out, and what this installation of reportgen did not write is not even read:
each file is sealed with what only the installation knows of itself.
"""

from __future__ import annotations

import contextlib
import os
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path

from reportgen.diagnostics import ReportgenError
from reportgen.ledger import FOLDER, SEAL, UNREADABLE, installation
from reportgen.output import clear_parts, write_file
from reportgen.project import Project

MOST_BYTES = 20_000_000  # of one thing
MOST_IN_ALL = 100_000_000
LOOKED_AFTER = 10  # every so many things that are kept, the oldest are thrown away


class Kept:
    """A folder of things that are kept, such as `frames`, at most so many of them."""

    def __init__(self, project: Project, name: str, most: int) -> None:
        self._build, self._name, self._most = project.build, name, most
        self._folder = project.build / FOLDER / name
        self._new = 0

    def get(self, made_of: str) -> bytes | None:
        """Return what was kept of just this, None for nothing, or for what is damaged."""
        path = self._path(made_of)
        try:
            if path.is_symlink() or not self._is_in_build() or path.stat().st_size > MOST_BYTES:
                return None
            data = path.read_bytes() if path.is_file() else b""
        except UNREADABLE:
            return None
        seal, data = data[:SEAL], data[SEAL:]
        return data if seal == self._seal(path, data) else None

    def put(self, made_of: str, data: bytes) -> None:
        """Keep a thing, where there is room: it only saves time."""
        path = self._path(made_of)
        if len(data) + SEAL > MOST_BYTES or not self._is_in_build():
            return
        with contextlib.suppress(ReportgenError):
            write_file(path, self._seal(path, data) + data, str(path))
        if self._new % LOOKED_AFTER == 0:
            self._throw_away()
        self._new += 1

    @cached_property
    def _key(self) -> bytes:
        return sha256(f"{self._name}\0{installation()}".encode("utf-8", "surrogatepass")).digest()

    def _path(self, made_of: str) -> Path:
        data = made_of.encode("utf-8", "surrogatepass")
        return self._folder / blake2b(data, digest_size=SEAL, key=self._key).hexdigest()

    def _seal(self, path: Path, data: bytes) -> bytes:
        return blake2b(path.name.encode() + data, digest_size=SEAL, key=self._key).digest()

    def _is_in_build(self) -> bool:
        """Tell whether the folder is in the build folder, and no link leads to another place."""
        build, here = (os.path.realpath(path) for path in (self._build, self._folder))
        return here == os.path.join(build, FOLDER, self._name)

    def _throw_away(self) -> None:
        """Delete the oldest files that are too many or too large, and what a kill left behind."""
        clear_parts(self._folder)
        with contextlib.suppress(OSError):
            room = MOST_IN_ALL
            for place, (_, size, path) in enumerate(sorted(_files(self._folder), reverse=True)):
                room -= size
                if place >= self._most - LOOKED_AFTER or room < 0:
                    os.unlink(path)


def _files(folder: Path) -> list[tuple[int, int, str]]:
    """Return times, sizes and paths of what is kept; what is being written has a point first."""
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if not entry.name.startswith(".")]
    states = [(entry.stat(follow_symlinks=False), entry.path) for entry in kept]
    return [(state.st_mtime_ns, state.st_size, path) for state, path in states]
