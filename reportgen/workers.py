"""Print papers in several processes at once. In: folders. Out: printed papers, in their order.

A process that the system ends, most often because memory runs out, takes its paper with it and no
other: what was not finished then is printed again, each paper in a process of its own. Python's own
pool of processes is not used: where one is ended in the middle of an answer, it waits for the rest
of that for ever.
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
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from reportgen.diagnostics import error
from reportgen.press import Press, Printed
from reportgen.project import MANIFEST, Project, relative
from reportgen.source import Source

# A process that is a copy of this one has everything loaded; elsewhere it starts from nothing.
WAY = "fork" if sys.platform == "linux" else "spawn"
PATIENCE = 5  # seconds that a process has to end what it began, as LibreOffice

_is_printing = False  # in this process, which is one of those

Batch = tuple[Path, ...]


class Worker(NamedTuple):
    """A process that prints, and the pipe to it. No other process writes into that: it is at its
    end when the process is, even in the middle of an answer."""

    process: BaseProcess
    pipe: Connection


def print_at_once(
    project: Project, folders: tuple[Path, ...], forms: tuple[str, ...], jobs: int, *, strict: bool
) -> Iterator[Printed]:
    """Print papers in `jobs` processes, and yield them in their order.

    Raises ReportgenError as `Press` does.
    """
    press = Press(project, forms, strict=strict)
    share = max(1, min(8, len(folders) // (jobs * 4)))
    batches = [folders[first : first + share] for first in range(0, len(folders), share)]
    return _printed(project, press, batches, min(jobs, len(batches)))


def _printed(
    project: Project, press: Press, batches: Sequence[Batch], jobs: int
) -> Iterator[Printed]:
    with _begun(press, jobs) as workers:
        work = _Work(batches)
        for worker in workers:
            work.hand_out(worker.pipe)
        for number, batch in enumerate(batches):
            answer = work.answer(number)
            if answer is None:
                yield from (_alone(project, press, folder) for folder in batch)
            else:
                yield from answer


class _Work:
    """What is to be printed, and what came of it. Once a process has ended, no more is handed out:
    where memory was short, the rest is better printed one by one."""

    def __init__(self, batches: Sequence[Batch]) -> None:
        self._waiting = deque(enumerate(batches))
        self._at: dict[Connection, int] = {}
        self._answers: dict[int, list[Printed]] = {}

    def hand_out(self, pipe: Connection) -> None:
        """Give a process the next batch, if there is one."""
        if not self._waiting:
            return
        number, batch = self._waiting.popleft()
        with contextlib.suppress(OSError):  # it has ended, which is seen when its answer is due
            pipe.send(batch)
        self._at[pipe] = number

    def answer(self, number: int) -> list[Printed] | None:
        """Return what came of a batch, None for nothing."""
        while number not in self._answers and self._at:
            ready = wait(list(self._at))
            for pipe in [pipe for pipe in self._at if pipe in ready]:
                self._take(pipe)
        return self._answers.pop(number, None)

    def _take(self, pipe: Connection) -> None:
        number = self._at.pop(pipe)
        answer = _answer(pipe)
        if answer is None:
            self._waiting.clear()
        else:
            self._answers[number] = answer
            self.hand_out(pipe)


def _alone(project: Project, press: Press, folder: Path) -> Printed:
    """Print one paper in a process of its own; where that is ended, the paper fails."""
    with _begun(press, 1) as (worker,):
        with contextlib.suppress(OSError):
            worker.pipe.send((folder,))
        answer = _answer(worker.pipe)
    if answer is not None:
        return answer[0]
    message = "the process that made this paper was ended, most often for want of memory"
    hint = (
        f'close other programs, and build it alone: "reportgen build {folder.name} --jobs 1"; '
        "if that does not help, make its pictures and workbooks smaller"
    )
    source = Source(relative(project, folder / MANIFEST))
    return Printed(folder, folder.name, (error("process-ended", message, source, hint),))


def _answer(pipe: Connection) -> list[Printed] | None:
    """Return what a process has printed, None where it was ended."""
    try:
        answer: list[Printed] = pipe.recv()
    except (EOFError, OSError):
        return None
    return answer


# --- processes --------------------------------------------------------------------------------


@contextlib.contextmanager
def _begun(press: Press, jobs: int) -> Iterator[list[Worker]]:
    """Begin processes, and end them with the block, at once where it is left by an error."""
    workers: list[Worker] = []
    try:
        with _undisturbed():
            for _ in range(jobs):
                workers.append(_begin(press))
        yield workers
        for worker in workers:
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
    except BaseException:
        for worker in workers:
            worker.process.terminate()
        raise
    finally:
        for worker in workers:
            worker.process.join()
            worker.pipe.close()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a Ctrl-C wait: a process that is just beginning has no answer to it yet."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(press: Press) -> Worker:
    context: Any = multiprocessing.get_context(WAY)
    ours, its = context.Pipe()
    process = context.Process(target=_serve, args=(press, its), daemon=True)
    process.start()
    its.close()
    return Worker(process, ours)


# --- in a process ---------------------------------------------------------------------------


def _serve(press: Press, pipe: Connection) -> None:
    """Print batches as they come, until None comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells the user
    signal.signal(signal.SIGTERM, _end)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while (batch := pipe.recv()) is not None:
            pipe.send(_printed_here(press, batch))
    except (SystemExit, MemoryError, EOFError, OSError):  # the parent sees it, or is gone
        os._exit(1)
    os._exit(0)  # without taking all apart that was made


def _printed_here(press: Press, folders: Batch) -> list[Printed]:
    global _is_printing
    try:
        _is_printing = True
        return [press.print(folder) for folder in folders]
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
