"""How time grows with size. In: times at several sizes. Out: the exponent k of n^k."""

from __future__ import annotations

from collections.abc import Mapping
from math import log


def exponent(times: Mapping[int, float]) -> float:
    """Return k where time is start + c * size^k, by least squares of the logarithms.

    The time of the smallest size counts as the start, which has nothing to do with the size: it is
    taken off the others, which should be a hundred times as large. Without that, a tool that takes
    long to start would look as if it scaled well. Raises ValueError when the work cannot be told
    from the start.
    """
    smallest, *sizes = sorted(times)
    work = {size: times[size] - times[smallest] for size in sizes}
    if len(work) < 2 or min(work.values()) <= 0:
        raise ValueError("the work cannot be told from the start")
    points = [(log(size), log(seconds)) for size, seconds in work.items()]
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    up = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return up / sum((x - middle_x) ** 2 for x, _ in points)
