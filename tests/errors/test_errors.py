"""The reference of all problems: each page is true."""

from __future__ import annotations

from pathlib import Path

import pages
import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("case", pages.cases(HERE), ids=str)
def test_what_is_wrong_is_said_like_this(case: pages.Case, tmp_path: Path, accept: bool) -> None:
    """Each case says exactly what its page shows, and the page's own code is in it."""
    _, problems = pages.run(case, tmp_path)
    if accept:
        pages.accept(case, "problems", problems)
        return
    assert problems == case.expected("problems")
    assert f"[{case.page.stem}]" in problems
