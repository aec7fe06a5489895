"""The workloads. In: which, how large, and who takes part. Out: groups of jobs to measure.

A group is what is measured in turn, so that its figures can be compared: S, E and N together, P
with its rebuilding, and each size of T and L with the same size of the peers.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builders import (
    FLOOR,
    REPORTGEN,
    START,
    XLSX2MD,
    Command,
    Peer,
    floor_command,
    start_command,
    unpack,
)
from measuring import Job
from outputs import fault
from papers import Paper, edit, programme, register, sample, variants

ONE_PROCESS = "one process"
LOOP = "a process for each paper"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the workloads are: papers of P, lines of T, paragraphs of L.

    The first size of T and of L is so small that its time is that of starting up.
    """

    papers: int
    lines: tuple[int, ...]
    paragraphs: tuple[int, ...]


FULL = Sizes(100, (10, 1_000, 3_000, 10_000, 30_000), (10, 200, 600, 2_000))
SMALL = Sizes(10, (10, 3_000, 8_000, 20_000), (10, 600, 1_200, 2_400))


@dataclass(frozen=True, slots=True)
class Setting:
    """Who takes part, and where: the checkout with the sample, and a folder to work in."""

    repository: Path
    work: Path
    reportgen: Command
    peers: Sequence[Peer]
    options: Command = ()  # of `reportgen build`, such as --jobs 2


def groups(setting: Setting, sizes: Sizes, only: Sequence[str]) -> Iterator[list[Job]]:
    """Yield the groups of jobs of the workloads asked for; each is made when its turn comes."""
    if {"S", "E", "N"} & set(only):
        yield _one_paper(setting)
    if "P" in only:
        yield _many_papers(setting, sizes.papers)
    if "T" in only:
        yield _sizes(setting, "T", register, sizes.lines)
    if "L" in only:
        yield _sizes(setting, "L", programme, sizes.paragraphs)


def warm_up(setting: Setting) -> list[Job]:
    """Return a small job for each builder, to run once before anything is timed.

    Compiled modules are there then, as they are after an installation, and programs in the cache of
    the file system.
    """
    paper = register(setting.work / "warm", 10)
    return [_cold(setting, "warm", paper, lambda: ""), *_others(setting, "warm", paper)]


def named(workload: str, size: int) -> str:
    """Return the name of a workload at one size: T 10,000."""
    return f"{workload} {size:,}"


def _one_paper(setting: Setting) -> list[Job]:
    """S, from nothing; E, after an edit; N, with nothing changed: one after the other."""
    paper = sample(setting.repository, setting.work / "S")
    editions = itertools.count(1)
    first = paper.wanted.texts[0]
    state = {"wanted": paper.wanted}

    def change() -> None:
        texts = (first.replace("This report sets out", edit(paper, next(editions))),)
        state["wanted"] = replace(paper.wanted, texts=texts + paper.wanted.texts[1:])

    def wrong() -> str:
        return fault(paper.built, state["wanted"])

    cold = _cold(setting, "S", paper, wrong)
    return [
        cold,
        replace(cold, workload="E", before=change, follows=True),
        replace(cold, workload="N", before=_nothing, follows=True),
        *_others(setting, "S", paper),
        Job("S", START, start_command(), setting.work),
    ]


def _many_papers(setting: Setting, number: int) -> list[Job]:
    """P, from nothing; then once more with nothing changed."""
    root, out = setting.work / "P", setting.work / "P" / "out"
    papers = variants(setting.repository, root, number)
    out.mkdir()

    def wrong(folder: Path) -> str:
        return next(
            (f"{paper.name}: {found}" for paper in papers
             if (found := fault(folder / paper.built.name, paper.wanted))), ""
        )  # fmt: skip

    def peer(name: str, commands: tuple[Command, ...]) -> Job:
        return Job("P", name, commands, root, lambda: _empty(out), lambda: wrong(out))

    cold = _cold(setting, "P", papers[0], lambda: wrong(root / "build"))
    jobs = [cold, replace(cold, workload="P again", before=_nothing, follows=True)]
    for other in setting.peers:
        if other.many:
            jobs.append(peer(f"{other.name}, {ONE_PROCESS}", other.many(root / "peers", out)))
        if other.name == XLSX2MD:
            commands = (other.one(paper, out / paper.built.name) for paper in papers)
            jobs.append(peer(f"{other.name}, {LOOP}", tuple(itertools.chain(*commands))))
    return jobs


def _sizes(
    setting: Setting, workload: str, make: Callable[[Path, int], Paper], sizes: Sequence[int]
) -> list[Job]:
    """One paper of each size. Its first size is for the start alone, and has no peers."""
    jobs = []
    for size in sizes:
        paper = make(setting.work / f"{workload}{size}", size)
        name = named(workload, size)
        jobs.append(_cold(setting, name, paper, lambda p=paper: fault(p.built, p.wanted)))
        if size != sizes[0]:
            jobs += _others(setting, name, paper)
    return jobs


def _cold(setting: Setting, name: str, paper: Paper, wrong: Callable[[], str]) -> Job:
    """Build with nothing kept of an earlier build, neither papers nor what they were made from."""
    build = paper.root / "build"
    command = (*setting.reportgen, "build", *setting.options)
    return Job(name, REPORTGEN, (command,), paper.root, lambda: _remove(build), wrong)


def _others(setting: Setting, name: str, paper: Paper) -> Iterator[Job]:
    out = paper.root / "out.docx"

    def before() -> None:
        out.unlink(missing_ok=True)

    def wrong() -> str:
        return fault(out, paper.wanted)

    for peer in setting.peers:
        yield Job(name, peer.name, peer.one(paper, out), paper.root, before, wrong)

    def before_floor() -> None:
        before()
        unpack(paper)

    def wrong_floor() -> str:
        """Its parts are of any edition, so its texts are not looked at."""
        return fault(out, replace(paper.wanted, texts=()))

    yield Job(name, FLOOR, floor_command(paper, out), paper.root, before_floor, wrong_floor)


def _nothing() -> None:
    pass


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path) -> None:
    _remove(folder)
    folder.mkdir()
