"""The guide for finance, held against the tool: every example in it prints what it says."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from carried_kinds import KINDS

from reportgen import amounts, budget
from reportgen.amounts import Amount
from reportgen.diagnostics import has_errors
from reportgen.expressions import Expressions
from reportgen.passes.budgets import OPTIONS
from reportgen.passes.budgets.charts import OPTIONS as CHART_OPTIONS
from reportgen.readers.manifest import read_manifest
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source

HERE = Source("docs/budgets-and-amounts.md")
EXAMPLE = re.compile(r"^\| `\{\{ (.+?) \}\}` \| (.+?) \|$", re.M)
FORMAT = re.compile(r"^\| `(-?[\d.]+)` \| `(.+?)` \| (.+?) \|$", re.M)
FILTER = re.compile(r"^\| `([a-z]+(?:\(\d\))?)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.M)


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    text = (repository / "docs" / "budgets-and-amounts.md").read_text(encoding="utf-8")
    return text.replace("\\|", "\ufdd0")


@pytest.fixture(scope="module")
def expressions(repository: Path) -> Expressions:
    path = repository / "budgets" / "commissioning-2022-23.xlsx"
    workbook, problems = read_workbook(path, "budget", path.name)
    assert problems == ()
    assert workbook is not None
    return Expressions((workbook,))


def printed(expressions: Expressions, expression: str) -> str:
    text, problems = expressions.print_text(expression.replace("\ufdd0", "|"), HERE)
    assert not has_errors(problems), problems
    assert text is not None
    return text.text.replace("\u00a0", " ")


def test_each_expression_prints_what_the_guide_says(guide: str, expressions: Expressions) -> None:
    """Who copies an example gets the result beside it."""
    examples = EXAMPLE.findall(guide)
    assert len(examples) >= 11
    for expression, result in examples:
        assert (expression, printed(expressions, expression)) == (expression, result)


def test_each_filter_prints_what_the_guide_says(guide: str, expressions: Expressions) -> None:
    """The table has all filters, with a large amount and a negative one."""
    rows = FILTER.findall(guide)
    assert {name.partition("(")[0] for name, _, _ in rows} | {"percent"} == set(amounts.FILTERS)
    for name, total, carried in rows:
        assert printed(expressions, f"budget.programme_total | {name}") == total
        assert printed(expressions, f"budget.carry_forward | {name}") == carried


def test_each_number_format_prints_what_the_guide_says(guide: str) -> None:
    """The table of formats is what finance chooses by."""
    rows = FORMAT.findall(guide)
    assert len(rows) >= 17
    for value, number_format, result in rows:
        shown = amounts.shown(Amount(Decimal(value), number_format))
        assert (value, number_format, shown) == (value, number_format, result)


def test_the_guide_has_every_option_of_a_budget(guide: str) -> None:
    """What is not in the guide is not known; what a chart has besides is in its own section."""
    of_budgets, of_charts = guide.split("## A chart in the paper")
    option = re.compile(r"^\| `:(\w+):` \|", re.M)
    assert set(option.findall(of_budgets)) == set(OPTIONS)
    assert set(option.findall(of_charts)) >= set(CHART_OPTIONS) - set(OPTIONS)


def test_each_code_in_the_guide_has_a_page(guide: str, repository: Path) -> None:
    """The reader of the guide can look each problem up, and is told rightly if it is an error."""
    rows = re.findall(r"^\| [^|]+ \| ([a-z, -]+) \| (error|warning) \|$", guide, re.M)
    assert len(rows) == 23
    for codes, severity in rows:
        for code in codes.split(", "):
            page = (repository / "tests" / "errors" / f"{code}.md").read_text(encoding="utf-8")
            assert re.search(rf"{severity}: .* \[{code}\]$", page, re.M), code


def test_what_the_guide_declares_holds(guide: str, expressions: Expressions) -> None:
    """The reconciliations and the transfer in the guide can be copied, and are true."""
    (declared,) = re.findall(r"^```yaml\n(.*?)^```$", guide, re.M | re.S)
    start = "kind: paper\ntitle: A paper\nsections: [budget.md]\n"
    manifest, problems = read_manifest(start + declared, "paper.yaml", KINDS)
    assert problems == ()
    assert manifest is not None
    assert len(manifest.reconciliations) == 3
    for item in manifest.reconciliations:
        left, right = (expressions.amount(side, HERE)[0] for side in (item.left, item.right))
        assert left is not None
        assert right is not None
        assert abs(left.value - right.value) <= item.tolerance
    (transfer,) = manifest.transfers
    assert expressions.amount(transfer.amount, HERE)[1] == ()


def test_where_a_table_ends_is_as_the_guide_says() -> None:
    """The numbers of blank rows and columns are in words in the guide."""
    assert (budget.blocks.BLANK_ROWS, budget.blocks.BLANK_COLUMNS) == (2, 1)
