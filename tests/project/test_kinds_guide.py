"""The guide to kinds, held against the tool."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from carried_kinds import KINDS, carried

from reportgen.model import FieldSpec, FieldType, Kind
from reportgen.readers.manifest import kind as declaration
from reportgen.readers.manifest import read_kind
from reportgen.skeleton import skeleton


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "kinds.md").read_text(encoding="utf-8")


def test_the_declaration_in_the_guide_can_be_copied(guide: str) -> None:
    """Who copies the example gets a kind without a fault, which uses every key but two."""
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", guide, re.M | re.S)
    kind, found = read_kind(example, "templates/minutes.yaml", "minutes")
    assert found == ()
    assert kind is not None
    assert {spec.type for spec in kind.fields} == set(FieldType)
    used = set(re.findall(r"^(\w+):", example, re.M))
    assert set(declaration.KEYS) - used == {"template", "gathers"}


def test_the_guide_explains_every_key(guide: str) -> None:
    """Each key that a declaration can have is in one of the tables, and no other is."""
    tables = re.findall(r"^\| key \| example \| says \|\n\|[-|]+\n((?:\|.*\n)+)", guide, re.M)
    keys = [tuple(re.findall(r"^\| `(\w+)` \|", table, re.M)) for table in tables]
    assert [set(names) for names in keys] == [
        set(declaration.KEYS),
        set(declaration.FIELD_KEYS),
        set(declaration.SECTION_KEYS),
        set(declaration.CLOCK_KEYS),
        set(declaration.PAGE_KEYS),
    ]
    for names in (*FieldType, *declaration.FORMS):
        assert f"`{names}`" in guide


def test_the_guide_lists_the_carried_kinds_and_what_a_new_paper_has(guide: str) -> None:
    """Its table of kinds is whole, and its example is what is printed."""
    kinds = guide.partition("\n## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", kinds, re.M)) == set(KINDS.names)
    kind = carried("decision-notice")
    made = re.findall(r"^made content/2022-03-22-grant/(.+)$", guide, re.M)
    assert made == [name for name, _ in skeleton(kind)]


@pytest.mark.parametrize("name", ["foi-response", "disclosure-log", "decision-notice"])
def test_the_guide_has_the_fields_of_each_kind(repository: Path, name: str, accept: bool) -> None:
    """Its tables are made from the declarations; `pytest --accept` writes them again."""
    path = repository / "docs" / "kinds.md"
    heading = re.compile(rf"(?<=^### {name}\n\n).*?(?=\n^#|\Z)", re.M | re.S)
    text = path.read_text(encoding="utf-8")
    if accept:
        text = heading.sub(lambda _: fields(carried(name)), text)
        path.write_text(text, encoding="utf-8")
    assert heading.findall(text) == [fields(carried(name))]


def fields(kind: Kind) -> str:
    """Return the table of a kind's fields."""
    rows = (f"| `{spec.name}` | {holds(spec)} | {spec.help} |\n" for spec in kind.fields)
    return "".join(("| field | holds | |\n|---|---|---|\n", *rows))


def holds(spec: FieldSpec) -> str:
    types = {FieldType.TEXTS: "list of texts"}
    words = " or ".join(f"`{choice.written}`" for choice in spec.choices)
    return (words or types.get(spec.type, spec.type.value)) + (", needed" if spec.required else "")
