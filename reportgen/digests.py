"""Digests: what a file or a folder holds, in a word. In: a path. Out: a text, "" without one."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """Return the digest of a file's contents, "" when it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def names_digest(folder: Path) -> str:
    """Return the digest of the names in a folder, "" when there is none."""
    try:
        return digest("\0".join(sorted(os.listdir(folder))).encode())
    except OSError:
        return ""
