"""docs/templates.md is complete: what a template may use is in it, and its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from carried_kinds import all_kinds

from reportgen.writers.word import slots
from reportgen.writers.word.contract.style_sheet import contract
from reportgen.writers.word.sandbox import sandbox

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "templates.md").read_text(encoding="utf-8")


def test_every_style_is_in_the_guide(guide: str, style_nodes: dict[str, Any]) -> None:
    """By the name that Word shows; those of amounts by what is put behind the name."""
    words = " ".join(re.sub(r"Heading 1 to Heading 4", HEADINGS, guide).split()).casefold()
    for style in contract():
        name = style_nodes[style].find(W + "name").get(W + "val")
        assert name.split(" Amount")[0].casefold() in words, style


HEADINGS = "Heading 1 Heading 2 Heading 3 Heading 4"


def test_every_tag_is_in_the_guide(guide: str) -> None:
    """Fields of every kind of paper, slots and filters, each as code."""
    code = " ".join(re.findall(r"`([^`]+)`", guide))
    fields = {field.name for kind in all_kinds() for field in kind.fields}
    for name in (*fields, slots.BODY, slots.APPENDICES, slots.CONTENTS, slots.SECTION):
        assert re.search(rf"\b{name}\b", code), name
    for name in sandbox().filters:
        assert re.search(rf"\b{name}\b", code), name


def test_pictures_are_small_and_have_words(guide: str, repository: Path) -> None:
    """Each picture is below 100 kB, and says in a sentence what it shows."""
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", guide)
    assert len(found) >= 6
    for words, path in found:
        assert len(words.split()) > 5
        assert (repository / "docs" / path).stat().st_size < 100_000
