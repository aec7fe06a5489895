"""The program `reportgen`: how its process begins and how it ends; the rest is the cli's."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from typing import Any, NoReturn, cast


def program() -> NoReturn:
    """Run the command of this process, and end with its exit code.

    All that was made is left to the system, which takes it back at once. Python would free it piece
    by piece, which takes a tenth of the time of a build.
    """
    _load_msgspec()
    from reportgen.cli import main

    code = main()
    if len(sys._current_frames()) > 1:  # a thread is at something still, and is waited for
        sys.exit(code)
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError):  # whoever read what is printed is gone: Python sees to it
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(code)
    sys.exit(code)


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, of which it wants what Python 3.11 has itself.

    With `inspect`, which that loads, it is a sixth of a build that has nothing to do.
    """
    name = "typing_extensions"
    modules = cast("dict[str, Any]", sys.modules)
    if name in modules:
        return
    modules[name] = None  # Python's way to say that a module is not to be had
    try:
        import msgspec  # noqa: F401
    finally:
        del modules[name]
