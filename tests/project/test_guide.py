"""The user's guide, held against the tool."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from carried_kinds import KINDS, carried

from reportgen.readers.manifest import read_manifest


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "writing-a-paper.md").read_text(encoding="utf-8")


def test_the_manifest_in_the_guide_can_be_copied(guide: str) -> None:
    """Who copies the example gets a manifest without a fault."""
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", guide, re.M | re.S)
    manifest, problems = read_manifest(example, "paper.yaml", KINDS)
    assert problems == ()
    assert manifest is not None
    assert len(manifest.appendices) == 2


def test_the_guide_explains_every_field(guide: str) -> None:
    """A field that a paper can have is in the guide's table of keys."""
    keys = {key for row in re.findall(r"^\| (`.*?) \|", guide, re.M) for key in row.split(", ")}
    for name in ("board-report", "paper"):  # docs/kinds.md has those of the others
        assert {f"`{spec.name}`" for spec in carried(name).fields} <= keys
