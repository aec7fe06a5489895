"""The specification in the user's language: what is written, and the outline it becomes."""

from __future__ import annotations

from pathlib import Path

import pages
import pytest


@pytest.mark.parametrize("case", pages.cases(Path(__file__).parent), ids=str)
def test_what_is_written_becomes_this_outline(
    case: pages.Case, tmp_path: Path, accept: bool
) -> None:
    """Each case prints exactly its outline, and says exactly its problems."""
    outline, problems = pages.run(case, tmp_path)
    if accept:
        pages.accept(case, "outline", outline)
        pages.accept(case, "problems", problems)
        return
    assert problems == case.expected("problems")
    assert outline == case.expected("outline")
