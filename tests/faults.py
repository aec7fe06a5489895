"""Files that are broken on purpose, made when a test needs them. Bytes come out."""

from __future__ import annotations

from collections.abc import Callable

MAKERS: dict[str, Callable[[], bytes]] = {}
