"""Print papers in several processes at once. In: folders. Out: printed papers, in their order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from reportgen.press import Press, Printed
from reportgen.project import Project

# The press of a process; each of its papers shares what the others have read.
_press: Press


def print_at_once(
    project: Project, folders: tuple[Path, ...], forms: tuple[str, ...], jobs: int, *, strict: bool
) -> Iterator[Printed]:
    """Begin to print papers in `jobs` processes; return them as they are done, in their order."""
    # A process that is a copy of this one has everything loaded; elsewhere it starts from nothing.
    way = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(way)
    pool = ProcessPoolExecutor(jobs, context, _begin, (os.getpid(), project, forms, strict))
    share = max(1, min(8, len(folders) // (jobs * 4)))
    return _results(pool, pool.map(_print, folders, chunksize=share))


def _results(pool: ProcessPoolExecutor, printed: Iterator[Printed]) -> Iterator[Printed]:
    with pool:
        try:
            yield from printed
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _begin(parent: int, project: Project, forms: tuple[str, ...], strict: bool) -> None:
    global _press
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells the user
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _press = Press(project, forms, strict=strict)


def _end_with(parent: int) -> None:
    """End this process when the one that began it is gone, however that ended."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _print(folder: Path) -> Printed:
    return _press.print(folder)
