"""The published schema of a manifest, against what the manifest reader takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from carried_kinds import KINDS, all_kinds

from reportgen.diagnostics import has_errors
from reportgen.readers.manifest import read_manifest
from reportgen.schema import json_schema

SMALL = """\
kind: board-report
title: A paper
board: A board
date: 2022-03-22
author: Chief Finance Officer
sections: [purpose.md]
"""


def is_valid(text: str) -> bool:
    """Tell what an editor would say; editors take every plain word as text."""
    document: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (texts only)
    validator = jsonschema.Draft202012Validator(json_schema(all_kinds()))
    return not list(validator.iter_errors(document))


def test_the_published_schema_is_what_the_kinds_say(repository: Path, accept: bool) -> None:
    """docs/paper.schema.json is made from the kinds; `pytest --accept` writes it again."""
    path = repository / "docs" / "paper.schema.json"
    if accept:
        path.write_text(json.dumps(json_schema(all_kinds()), indent=2) + "\n", encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema(all_kinds())


def test_the_schema_is_a_schema() -> None:
    """It follows draft 2020-12, and every field of every kind has a description."""
    schema = json_schema(all_kinds())
    jsonschema.Draft202012Validator.check_schema(schema)
    for kind in all_kinds():
        properties = schema["$defs"][kind.name]["properties"]
        assert all(properties[field.name]["description"] for field in kind.fields)


def test_the_sample_paper_follows_the_schema(repository: Path) -> None:
    """The sample's manifest has no fault in an editor, nor in a build."""
    path = repository / "content" / "2022-03-22-commissioning-budget" / "paper.yaml"
    text = path.read_text(encoding="utf-8")
    assert is_valid(text)
    assert read_manifest(text, "paper.yaml", KINDS)[1] == ()


@pytest.mark.parametrize(
    "more",
    [
        "",
        "agenda_item: 7\n",
        "marking: OFFICIAL-SENSITIVE\n",
        "contact: {name: A. Name, email: a@example.org, telephone: 0121 000 0000}\n",
        "background_papers: [Police and Crime Plan]\n",
        "workbooks: {budget: budgets/x.xlsx}\nappendices: [{workbook: budget, sheet: Notes}]\n",
        "appendices: [a.md, {file: b.md, title: B, label: app-b}]\n",
        "numbering: none\n",
        "numbering: {paragraphs: decimal, recommendations: own, appendices: numbers}\n",
        "numbering: {appendix_paragraphs: numbered}\n",
        "contents: true\n",
        "contents: [headings, tables]\n",
        "appendices: [letter.docx, {file: b.docx, look: house, accept_changes: yes}]\n",
        "appendices: [{file: map.png, alt: A map, landscape: true}]\n",
        "reconcile: [budget.a = budget.b within £1000]\n",
        "reconcile: [{name: Sources and uses, equal: budget.a = budget.b, within: '1,000'}]\n",
        "transfers: [{from: One fund, to: Another, amount: budget.a - budget.b}]\n",
    ],
)
def test_what_the_schema_takes_the_reader_takes(more: str) -> None:
    """An editor and a build agree on what is right."""
    assert is_valid(SMALL + more)
    assert read_manifest(SMALL + more, "paper.yaml", KINDS)[1] == ()


@pytest.mark.parametrize(
    "more",
    [
        "titel: x\n",
        "marking: SECRET\n",
        "contact: [x]\n",
        "contact: {nam: x}\n",
        "background_papers: one\n",
        "workbooks: {my budget: x.xlsx}\n",
        "workbooks: {budget: x.xls}\n",
        "appendices: [letter.doc]\n",
        "appendices: [{file: b.docx, look: lovely}]\n",
        "appendices: [{workbook: budget}]\n",
        "appendices: [{file: b.md, label: b}]\n",
        "numbering: roman\n",
        "numbering: {recomendations: own}\n",
        "contents: [pictures]\n",
        "reconcile: budget.a = budget.b\n",
        "reconcile: [budget.a]\n",
        "reconcile: [{name: Sources and uses}]\n",
        "reconcile: [{equal: budget.a = budget.b, within: some}]\n",
        "transfers: [{from: One fund, to: Another}]\n",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(more: str) -> None:
    """An editor and a build agree on what is wrong."""
    assert not is_valid(SMALL + more)
    assert has_errors(read_manifest(SMALL + more, "paper.yaml", KINDS)[1])
