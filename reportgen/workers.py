"""Print papers in several processes at once. In: folders. Out: printed papers, in their order.

A process that the system ends, most often because memory runs out, takes its paper with it and no
other: what was not finished then is printed again, each paper in a process of its own.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path
from types import FrameType

from reportgen.diagnostics import error
from reportgen.press import Press, Printed
from reportgen.project import MANIFEST, Project, relative
from reportgen.source import Source

# A process that is a copy of this one has everything loaded; elsewhere it starts from nothing.
WAY = "fork" if sys.platform == "linux" else "spawn"
PATIENCE = 5  # seconds that a process has to end what it began, as LibreOffice

# The press of a process; each of its papers shares what the others have read.
_press: Press
_is_printing = False

Batch = tuple[Path, ...]


def print_at_once(
    project: Project, folders: tuple[Path, ...], forms: tuple[str, ...], jobs: int, *, strict: bool
) -> Iterator[Printed]:
    """Print papers in `jobs` processes, and yield them in their order.

    Raises ReportgenError as `Press` does.
    """
    press = Press(project, forms, strict=strict)
    share = max(1, min(8, len(folders) // (jobs * 4)))
    batches = [folders[first : first + share] for first in range(0, len(folders), share)]
    return _printed(project, press, batches, _pool(press, jobs))


def _printed(
    project: Project, press: Press, batches: list[Batch], pool: ProcessPoolExecutor
) -> Iterator[Printed]:
    with _ending(pool):
        futures = deque(_submit(pool, batches))
        for batch in batches:
            try:
                yield from futures.popleft().result()
            except BrokenExecutor:
                yield from (_alone(project, press, folder) for folder in batch)


def _alone(project: Project, press: Press, folder: Path) -> Printed:
    """Print one paper in a process of its own; where that is ended, the paper fails."""
    pool = _pool(press, 1)
    with _ending(pool):
        (future,) = _submit(pool, [(folder,)])
        try:
            (printed,) = future.result()
        except BrokenExecutor:
            message = "the process that made this paper was ended, most often for want of memory"
            hint = (
                f'close other programs, and build it alone: "reportgen build {folder.name} '
                '--jobs 1"; if that does not help, make its pictures and workbooks smaller'
            )
            source = Source(relative(project, folder / MANIFEST))
            return Printed(folder, folder.name, (error("process-ended", message, source, hint),))
    return printed


# --- pools ----------------------------------------------------------------------------------


def _pool(press: Press, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(WAY), _begin, (press,))


def _submit(pool: ProcessPoolExecutor, batches: list[Batch]) -> list[Future[list[Printed]]]:
    """Hand out the work, which starts the processes.

    A Ctrl-C waits until that is done: a process that is just beginning has no answer to it yet.
    """
    waiting = {signal.SIGINT, signal.SIGTERM}
    if not hasattr(signal, "pthread_sigmask"):
        return [pool.submit(_print, batch) for batch in batches]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        return [pool.submit(_print, batch) for batch in batches]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _ending(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes of a pool with the block, at once where the block is left by an error."""
    others = set(multiprocessing.active_children())
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown()


# --- in a process ---------------------------------------------------------------------------


def _begin(press: Press) -> None:
    global _press
    _press = press
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells the user
    signal.signal(signal.SIGTERM, _end)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _print(folders: Batch) -> list[Printed]:
    try:
        return _printed_here(folders)
    except SystemExit:  # else it would go to the parent as a result
        os._exit(1)


def _printed_here(folders: Batch) -> list[Printed]:
    global _is_printing
    try:
        _is_printing = True
        return [_press.print(folder) for folder in folders]
    finally:
        _is_printing = False


def _end(_number: int, _frame: FrameType | None) -> None:
    """Leave what the process is at, which ends the LibreOffice that it may have started."""
    if not _is_printing:
        os._exit(1)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # nothing is to disturb that
    threading.Thread(target=_end_in_any_case, daemon=True).start()
    raise SystemExit(1)


def _end_in_any_case() -> None:
    time.sleep(PATIENCE)
    os._exit(1)


def _end_with_parent() -> None:
    """End this process when the one that began it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGTERM)
    _end_in_any_case()
