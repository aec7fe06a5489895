"""Measure jobs in turn. In: jobs, each a builder's work at one workload. Out: their figures.

All jobs of a group are run once a round, each round in another order, so that a machine whose
speed drifts, or that has other work, is the same for all. Ratios are taken inside each round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

LIMIT = 600.0  # seconds that one run may take
ENOUGH = 45.0  # seconds spent on one job after which it is not run again


@dataclass(frozen=True, slots=True)
class Job:
    """One builder's work at one workload. Only its commands are timed.

    `before` makes the state that the workload wants; `fault` reads the output back afterwards and
    returns what is wrong with it, "" when it is right.
    """

    workload: str
    builder: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path
    before: Callable[[], None] = lambda: None
    fault: Callable[[], str] = lambda: ""
    follows: bool = False  # runs right after the job before it, whose output it works on


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of the wall and of the processor, and the peak of memory in MB."""

    round: int
    wall: float
    cpu: float
    peak: float


@dataclass(slots=True)
class Figures:
    """What a job took. With a fault it has no figures: a fast wrong answer is none."""

    workload: str
    builder: str
    runs: list[Run] = field(default_factory=list)
    fault: str = ""

    @property
    def median(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def least(self) -> float:
        return min(run.wall for run in self.runs)

    @property
    def least_cpu(self) -> float:
        return min(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long one job takes as another: median of the rounds, and of the minima."""

    paired: float
    least: float


class Starter:
    """The small process that starts all commands; see starter.py."""

    def __enter__(self) -> Starter:
        command = [sys.executable, "-IS", str(Path(__file__).with_name("starter.py"))]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_environment(),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, job: Job, number: int) -> Run | str:
        """Run a job; return what it took, or why it failed."""
        text = {"commands": job.commands, "folder": str(job.folder), "limit": LIMIT}
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        took = json.loads(self._process.stdout.readline())
        if took["code"]:
            return f"exit code {took['code']}: {took['words'].strip()}"
        return Run(number, took["wall"], took["cpu"], took["peak"] / 1024)


def _environment() -> dict[str, str]:
    """Return the environment of this process without what slows Python down.

    Where it may not keep compiled modules, reportgen takes twice as long to start as installed.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONOPTIMIZE")
    }


def measure(
    starter: Starter,
    jobs: Sequence[Job],
    rounds: int,
    say: Callable[[str], None] = lambda _: None,
    before: Sequence[Figures] = (),
) -> list[Figures]:
    """Run jobs in turn, round after round; return the figures of each, in the order of the jobs.

    Rounds are added to those of the figures from `before`. A job that fails or whose output is
    wrong is not run again, nor is one that has taken long enough; what is not timed counts, too.
    """
    figures = list(before) or [Figures(job.workload, job.builder) for job in jobs]
    first = 1 + max((run.round for found in figures for run in found.runs), default=-1)
    spent = [0.0] * len(jobs)
    for number in range(first, first + rounds):
        for index in _order(jobs, number):
            if figures[index].fault or spent[index] > ENOUGH:
                continue
            began = time.perf_counter()
            say(f"round {number + 1}: {jobs[index].workload}, {jobs[index].builder}")
            _once(starter, jobs[index], number, figures[index])
            spent[index] += time.perf_counter() - began
    return figures


def ratio(ours: Figures, theirs: Figures) -> Ratio:
    """Compare two jobs of one group. Rounds that only one of them took part in do not count."""
    other = {run.round: run.wall for run in theirs.runs}
    pairs = [run.wall / other[run.round] for run in ours.runs if run.round in other]
    return Ratio(median(pairs), ours.least / theirs.least)


def _order(jobs: Sequence[Job], number: int) -> list[int]:
    """Return the order of a round: another job begins, and what follows a job stays behind it."""
    chains: list[list[int]] = []
    for index, job in enumerate(jobs):
        if job.follows:
            chains[-1].append(index)
        else:
            chains.append([index])
    turn = number % len(chains)
    return [index for chain in chains[turn:] + chains[:turn] for index in chain]


def _once(starter: Starter, job: Job, number: int, figures: Figures) -> None:
    job.before()
    run = starter.run(job, number)
    if isinstance(run, str):
        figures.fault = run
        return
    figures.fault = job.fault()
    if figures.fault:
        figures.runs.clear()
    else:
        figures.runs.append(run)
