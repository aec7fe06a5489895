"""The kinds of paper that reportgen carries, for tests that make papers by hand."""

from __future__ import annotations

from reportgen.kinds import Kinds
from reportgen.model import Kind

KINDS = Kinds()


def carried(name: str) -> Kind:
    """Return a carried kind."""
    found, problems = KINDS.find(name)
    assert found is not None, problems
    return found


def all_kinds() -> tuple[Kind, ...]:
    """Return all carried kinds."""
    kinds, problems = KINDS.all()
    assert not problems
    return kinds
