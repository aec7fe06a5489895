"""Figures as a table. In: figures and targets. Out: lines of plain text or of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builders import REPORTGEN
from measuring import Figures, ratio
from targets import Target

HEADS = (
    "workload",
    "builder",
    "median s",
    "least s",
    "reportgen / it",
    "least",
    "cpu s",
    "peak MB",
    "runs",
)
TARGET_HEADS = ("target", "at most", "measured", "of the least", "mark")

Rows = list[tuple[str, ...]]


def figure_rows(figures: Sequence[Figures]) -> Rows:
    """Return a row for each builder at each workload; one without a right output has no figure."""
    ours = {found.workload: found for found in figures if found.builder == REPORTGEN and found.runs}
    return [_row(found, ours.get(found.workload)) for found in figures]


def target_rows(targets: Sequence[Target]) -> Rows:
    """Return a row for each target, with its mark."""
    return [
        (
            target.what,
            _bound(target.bound, target.unit),
            _bound(target.value, target.unit),
            _bound(target.least, target.unit),
            target.mark,
        )
        for target in targets
    ]


def table(heads: Sequence[str], rows: Rows, *, markdown: bool) -> Iterator[str]:
    """Yield the lines of a table; figures are set to the right."""
    right = [all(_is_figure(row[i]) for row in rows) for i in range(len(heads))]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if markdown:
        yield _line(heads, widths, right, "| ", " | ", " |")
        rules = ("-" * (width + 1) + "-:"[end] for width, end in zip(widths, right, strict=True))
        yield f"|{'|'.join(rules)}|"
        yield from (_line(row, widths, right, "| ", " | ", " |") for row in rows)
    else:
        yield _line(heads, widths, right, "", "  ", "")
        yield from (_line(row, widths, right, "", "  ", "") for row in rows)


def _row(found: Figures, ours: Figures | None) -> tuple[str, ...]:
    if not found.runs:
        return (found.workload, found.builder, "-", "-", "-", "-", "-", "-", "0")
    same = ours is None or ours is found
    against = None if same else ratio(ours, found)
    return (
        found.workload,
        found.builder,
        _seconds(found.median),
        _seconds(found.least),
        f"{against.paired:.2f} ×" if against else "",
        f"{against.least:.2f} ×" if against else "",
        _seconds(found.least_cpu),
        f"{found.peak:.0f}",
        str(len(found.runs)),
    )


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def _bound(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.0f} MB" if unit == "MB" else f"{value:.2f} {unit}".strip()


def _is_figure(text: str) -> bool:
    return not text or text == "-" or text[0].isdigit()


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], *ends: str) -> str:
    first, between, last = ends
    texts = (
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return (first + between.join(texts) + last).rstrip()
