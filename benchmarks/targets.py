"""What reportgen has to reach. In: the figures of one run. Out: each target with its mark.

A ratio is how many times as long reportgen takes as something else, in the same rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from builders import CARBONE, DOCXTPL, REPORTGEN, XLSX2MD
from growth import exponent
from measuring import Figures, Ratio, ratio
from workloads import LOOP, ONE_PROCESS

FASTEST = "the fastest peer"
LARGEST = "T 30,000"

# The workload of ours, the other builder, how many times as long ours may take, and the workload
# of the other where it is not the same.
RATIOS: tuple[tuple[str, str, float, str], ...] = (
    ("S", XLSX2MD, 0.9, ""),
    ("S", FASTEST, 2, ""),
    ("E", FASTEST, 1, "S"),
    ("N", REPORTGEN, 0.35, "S"),
    ("P", f"{CARBONE}, {ONE_PROCESS}", 1, ""),
    ("P", f"{XLSX2MD}, {LOOP}", 1 / 12, ""),
    ("P again", REPORTGEN, 0.15, "P"),
    ("T 10,000", CARBONE, 1.2, ""),
    ("T 30,000", CARBONE, 1.2, ""),
    ("T 10,000", DOCXTPL, 0.1, ""),
    ("T 30,000", DOCXTPL, 0.1, ""),
    ("L 2,000", FASTEST, 1, ""),
)
COMPARED = frozenset(terms[0] for terms in RATIOS)


@dataclass(frozen=True, slots=True)
class Target:
    """A bound for one figure; `value` and `least` are None when it was not measured.

    `value` is of the medians, `least` of the shortest runs, which other work on the machine
    disturbs less. A target is met when `value` keeps to the bound.
    """

    what: str
    bound: float
    unit: str
    value: float | None
    least: float | None = None

    @property
    def mark(self) -> str:
        if self.value is None:
            return "not measured"
        return "met" if self.value <= self.bound else "NOT MET"


def targets(figures: Sequence[Figures]) -> list[Target]:
    """Return the targets of the workloads that were measured."""
    results = _Results(figures)
    memory = [_memory(results)] if results.get(LARGEST, REPORTGEN) else []
    return [*_ratios(results), *_growth(figures), *memory]


def growth(figures: Sequence[Figures], workload: str) -> float | None:
    """Return reportgen's exponent of T or L by seconds of processor: the median of the rounds.

    None where it cannot be told in half of them. A round has every size once, seconds apart: a
    machine that is slow for a while is so for all of them.
    """
    ours = [
        found
        for found in figures
        if found.builder == REPORTGEN and found.workload.startswith(f"{workload} ")
    ]
    rounds: dict[int, dict[int, float]] = {}
    for found in ours:
        size = int(found.workload.split()[1].replace(",", ""))
        for run in found.runs:
            rounds.setdefault(run.round, {})[size] = run.cpu
    whole = [times for times in rounds.values() if len(times) == len(ours)]
    told = []
    for times in whole:
        with suppress(ValueError):
            told.append(exponent(times))
    return median(told) if len(told) * 2 > len(whole) else None


def is_floor(builder: str) -> bool:
    """Tell what is no builder, but the least that any could take."""
    return builder.startswith("floor")


class _Results:
    """Figures by workload and builder."""

    def __init__(self, figures: Sequence[Figures]) -> None:
        self._found = {(found.workload, found.builder): found for found in figures if found.runs}

    def ratio(self, ours: str, workload: str, builder: str) -> Ratio | None:
        mine = self._found.get((ours, REPORTGEN))
        other = self.fastest(workload) if builder == FASTEST else self.get(workload, builder)
        return ratio(mine, other) if mine and other else None

    def get(self, workload: str, builder: str) -> Figures | None:
        return self._found.get((workload, builder))

    def fastest(self, workload: str) -> Figures | None:
        peers = [
            found
            for (of, builder), found in self._found.items()
            if of == workload and builder != REPORTGEN and not is_floor(builder)
        ]
        return min(peers, key=lambda found: found.median, default=None)


def _ratios(results: _Results) -> list[Target]:
    def target(ours: str, builder: str, bound: float, of: str) -> Target:
        workload = of or ours
        found = results.ratio(ours, workload, builder)
        name = builder
        if builder == FASTEST and (fastest := results.fastest(workload)):
            name = f"{FASTEST} ({fastest.builder})"
        what = f"{ours} / {workload} of {name}" if workload != ours else f"{ours} / {name}"
        return Target(what, bound, "×", found and found.paired, found and found.least)

    return [target(*terms) for terms in RATIOS if results.get(terms[0], REPORTGEN)]


def _growth(figures: Sequence[Figures]) -> list[Target]:
    found = ((workload, growth(figures, workload)) for workload in ("T", "L"))
    return [
        Target(f"growth of {workload}: k of n^k", 1.1, "", value)
        for workload, value in found
        if value is not None
    ]


def _memory(results: _Results) -> Target:
    largest = results.get(LARGEST, REPORTGEN)
    return Target(f"peak memory of {LARGEST}", 400, "MB", largest and largest.peak)
