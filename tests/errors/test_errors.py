"""The reference of all problems: each code has a page, and each page is true."""

from __future__ import annotations

import re
from pathlib import Path

import pages
import pytest

HERE = Path(__file__).parent
CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
PROBLEM = re.compile(r"^(?P<head>.*: (?:error|warning): .*) \[(?P<code>[a-z-]+)\]$", re.M)


@pytest.mark.parametrize("case", pages.cases(HERE), ids=str)
def test_what_is_wrong_is_said_like_this(case: pages.Case, tmp_path: Path, accept: bool) -> None:
    """Each case says exactly what its page shows, and the page's own code is in it."""
    _, problems = pages.run(case, tmp_path)
    if accept:
        pages.accept(case, "problems", problems)
        return
    assert problems == case.expected("problems")
    assert f"[{case.page.stem}]" in problems


def test_every_code_has_a_page() -> None:
    """No problem is reported under a code that the reference does not explain."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (pages.REPOSITORY / "reportgen").rglob("*.py")
    )
    codes = set(re.findall(r'(?:error|warning|_fault|_\w+)\(\s*"([a-z]+(?:-[a-z]+)+)"', source))
    documented = {page.stem for page in HERE.glob("*.md")}
    assert len(codes) > 20, "the codes were not found"
    assert codes - documented == set()
