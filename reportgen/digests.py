"""Digests: what a file or a folder holds, in a word. In: a path. Out: a text, "" without one."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

PIECE = 64 * 1024  # bytes, for a file may be larger than the memory


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """Return the digest of a file's contents, "" when it cannot be read.

    What is no file (a folder, a device, a pipe) counts as not there.
    """
    try:
        if not path.is_file():
            return ""
        known = sha256()
        with path.open("rb", 0) as file:  # without a buffer, which would be larger than most files
            while piece := file.read(PIECE):
                known.update(piece)
        return known.hexdigest()
    except (OSError, ValueError):  # ... or a name that the system cannot have
        return ""


def names_digest(folder: Path) -> str:
    """Return the digest of the names in a folder, "" when there is none; hidden ones do not count.

    A name may be what the system's encoding has no characters for.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (OSError, ValueError):
        return ""
    return digest("\0".join(names).encode("utf-8", "surrogatepass"))
