"""What keeps people from reading a paper, seen in its Markdown: reported once, or left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import png

from reportgen.making import read
from reportgen.project import find_project

CODES = {"alt-file-name", "alt-too-long", "link-text", "heading-empty", "heading-skipped",
         "blank-heading", "typed-capitals"}  # fmt: skip
MANIFEST = (
    "kind: paper\ntitle: A paper\nsections: [text.md]\n"
    "appendices:\n  - {file: more.md, title: More, label: app-more}\n"
)
MORE = "Text of the appendix.\n"
ADDRESS = "https://example.org/papers/2022/strategy/commissioning.pdf"

REPORTED = {
    "![Chart 2](map.png)": ["alt-file-name:3"],
    "![MAP_v2.JPEG](map.png)": ["alt-file-name:3"],
    f"![{'a map ' * 30}](map.png)": ["alt-too-long:3"],
    "It is [here](https://example.org).": ["link-text:3"],
    "[Click here](https://example.org) for it.": ["link-text:3"],
    f"See <{ADDRESS}>.": ["link-text:3"],
    "### Too deep\n\nText.": ["heading-skipped:3"],
    "## Down\n\nText.\n\n#### Too deep\n\nText.": ["heading-skipped:7"],
    "##\n\nText.": ["heading-empty:3"],
    "| | B |\n|--|--|\n| 1 | 2 |": ["blank-heading:3"],
    "THE BOARD IS ASKED TO NOTE": ["typed-capitals:3"],
    "## COSTS FOR THE YEAR": ["typed-capitals:3"],
}
LEFT_ALONE = (
    "![Map of the four council areas](map.png)",
    "![Figure showing spending by month](map.png)",
    "The [Commissioning strategy 2022](https://example.org).",
    "Write to [the office](mailto:office@example.org) or see <https://example.org>.",
    "[Here to Stay: a housing plan](https://example.org)",
    "## Down\n\nText.\n\n### Further down\n\nText.\n\n## Up again\n\nText.",
    "| A | B |\n|--|--|\n| 1 | 2 |",
    "OPCC, PCC, CFO and ACC.",
    "OPCC PCC CFO ACC HR IT",
    "OFFICIAL - SENSITIVE",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "paper"
    folder.mkdir(parents=True)
    (tmp_path / "reportgen.toml").touch()
    (folder / "paper.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "map.png").write_bytes(png(60, 40))
    return tmp_path


def reported(root: Path, text: str, more: str = MORE) -> list[str]:
    """Return code and line of each finding in a section that begins with its heading."""
    folder = root / "content" / "paper"
    (folder / "text.md").write_text(f"# Purpose\n\n{text}\n\nSee @app-more.\n", encoding="utf-8")
    (folder / "more.md").write_text(more, encoding="utf-8")
    _, found = read(find_project(root), folder)
    return [f"{item.code}:{item.source.line}" for item in found if item.code in CODES]


@pytest.mark.parametrize(("text", "codes"), REPORTED.items(), ids=REPORTED)
def test_what_nobody_could_read_is_reported_at_its_line(
    root: Path, text: str, codes: list[str]
) -> None:
    assert reported(root, text) == codes


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_can_be_read_is_left_alone(root: Path, text: str) -> None:
    assert reported(root, text) == []


def test_the_title_of_an_appendix_is_its_first_heading(root: Path) -> None:
    """Below it level 2 is right, and level 3 leaves one out."""
    assert reported(root, "Text.", "## Grants\n\nText.\n") == []
    assert reported(root, "Text.", "### Grants\n\nText.\n") == ["heading-skipped:1"]
