"""Measure how fast reportgen is, beside other builders of the same papers, in one run.

docs/speed.md says what is measured and how to read it.

    python benchmarks/run.py                          everything: about half an hour
    python benchmarks/run.py --only S,T --runs 9      some workloads, with more runs
    python benchmarks/run.py --only T,L --sizes small --runs 5 --peers none --growth-limit 1.25
                                                      what has to pass before a change lands
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from builders import Missing, Peer, find_peers, reportgen_command
from machine import machine
from measuring import Figures, Starter, measure
from printing import HEADS, TARGET_HEADS, figure_rows, table, target_rows
from targets import COMPARED, growth, targets
from workloads import FULL, SMALL, Setting, groups, warm_up

WORKLOADS = ("S", "E", "N", "P", "T", "L")
MORE = 2  # times that the rounds are run again where growth seems over its limit
REPOSITORY = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 when an output is wrong or a growth is over its limit."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="reportgen-speed-") as folder:
        peers, missing = _chosen(Path(folder), options.peers)
        setting = Setting(
            REPOSITORY, Path(folder), reportgen_command(options.reportgen), peers, _jobs(options)
        )
        figures = _measured(setting, options)
    for line in _report(figures, missing, brief=options.brief, markdown=options.markdown):
        print(line)
    if options.json:
        text = json.dumps([asdict(found) for found in figures], indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")
    over = _over(figures, options) if options.growth_limit else []
    print(*over, sep="\n", end="\n" if over else "")
    return int(bool(over) or any(found.fault for found in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--only", type=_workloads, default=WORKLOADS, metavar="LIST", help="such as S,T")
    add("--sizes", choices=("full", "small"), default="full")
    add("--runs", type=int, default=5, metavar="N", help="rounds of each group (default: 5)")
    add("--peers", metavar="WORDS", help="those whose name has one of these words, or: none")
    add("--reportgen", metavar="FILE", help="the program to measure (default: the installed one)")
    add("--jobs", type=int, metavar="N", help="passed to `reportgen build`")
    add("--markdown", action="store_true", help="print tables as Markdown")
    add("--brief", action="store_true", help="leave out the sizes that are there for the growth")
    add("--json", type=Path, metavar="FILE", help="write every run here as well")
    add("--growth-limit", type=float, metavar="K", help="fail when T or L grow faster than n^K")
    return parser


def _workloads(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().upper() for name in text.split(","))
    unknown = set(names) - set(WORKLOADS)
    if unknown:
        raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join(WORKLOADS)}")
    return names


def _chosen(work: Path, words: str | None) -> tuple[list[Peer], list[Missing]]:
    if words == "none":
        return [], []
    peers, missing = find_peers(work)
    wanted = (words or "").split(",")
    chosen = [peer for peer in peers if any(word in peer.name for word in wanted)]
    return chosen, [peer for peer in missing if any(word in peer.name for word in wanted)]


def _jobs(options: argparse.Namespace) -> tuple[str, ...]:
    return ("--jobs", str(options.jobs)) if options.jobs else ()


def _measured(setting: Setting, options: argparse.Namespace) -> list[Figures]:
    """Measure group by group, and say on a terminal what is being measured."""

    def say(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)

    sizes = FULL if options.sizes == "full" else SMALL
    figures: list[Figures] = []
    with Starter() as starter:
        say("once untimed")
        measure(starter, warm_up(setting), 1)
        for jobs in groups(setting, sizes, options.only):
            found = measure(starter, jobs, options.runs, say)
            for _ in range(MORE if options.growth_limit else 0):
                if _over(found, options):
                    found = measure(starter, jobs, options.runs, say, found)
            figures += found
    say("")
    return figures


def _report(
    figures: Sequence[Figures], missing: Sequence[Missing], *, brief: bool, markdown: bool
) -> list[str]:
    shown = [found for found in figures if not brief or found.workload in COMPARED]
    lines = [machine(), "", *table(HEADS, figure_rows(shown), markdown=markdown), ""]
    lines += table(TARGET_HEADS, target_rows(targets(figures)), markdown=markdown)
    lines += [f"{peer.name} is not installed: {peer.how}" for peer in missing]
    lines += [
        f"no figure for {found.workload}, {found.builder}: {found.fault}"
        for found in figures
        if found.fault
    ]
    return lines


def _over(figures: Sequence[Figures], options: argparse.Namespace) -> list[str]:
    """Return which growth is over the limit. One that could not be measured is, too."""
    found = {
        workload: growth(figures, workload)
        for workload in ("T", "L")
        if any(figure.workload.startswith(f"{workload} ") for figure in figures)
    }
    return [
        f"growth of {workload} is n^{value:.2f}; the limit is n^{options.growth_limit}"
        if value is not None
        else f"growth of {workload} could not be measured"
        for workload, value in found.items()
        if value is None or value > options.growth_limit
    ]


if __name__ == "__main__":
    sys.exit(main())
