"""What a row of a budget is taken for, by its formula, its label, its type or its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typed_cells import Bold, Sum

from reportgen.budget import Budget, find_budget
from reportgen.diagnostics import Diagnostics
from reportgen.readers.workbook import read_workbook

Kinds = Callable[[Any], list[str]]
Recognised = Callable[..., tuple[Budget, Diagnostics]]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(B2:B3)",
        "=SUM($B$2:$B$3)",
        "=B2+B3",
        "=+B2-B3",
        "=SUBTOTAL(9,B2:B3)",
        "=AGGREGATE(9,6,B2:B3)",
        "=ROUND(SUM(B2:B3),0)",
        "=SUM(Grants[Funding])",
        "=SUBTOTAL(109,[Funding])",
    ],
)
def test_a_formula_that_adds_rows_up_makes_a_total(kinds: Kinds, formula: str) -> None:
    """Whatever its label says."""
    assert kinds([("Roads", 5), ("Rail", 6), ("All", Sum(formula, 11))])[-1] == "total"


@pytest.mark.parametrize(
    "formula",
    [
        "=B2*1.02",
        "=B2",
        "=Other!B2+Other!B3",
        "=SUM(Other!B2:B9)",
        "=C4+D4",
        "=B2/B3",
        "=SUM(B7:B9)",
    ],
)
def test_any_other_formula_leaves_a_line_a_line(kinds: Kinds, formula: str) -> None:
    """An uplift, a link to another sheet and a sum of what stands beside are amounts of a line."""
    assert kinds([("Roads", 5), ("Rail", 6), ("Air", Sum(formula, 11))])[-1] == "line"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Total", "total"),
        ("TOTAL allocated to projects", "total"),
        ("Grand total 2022/23", "total"),
        ("Funding available 2022/23", "total"),
        ("Sub-total", "sub-total"),
        ("Subtotal: roads", "sub-total"),
        ("Sub – total", "sub-total"),
        ("Totally Safe Streets", "line"),
        ("Funding not yet allocated", "line"),
    ],
)
def test_a_typed_total_is_told_by_its_label(kinds: Kinds, label: str, kind: str) -> None:
    """Only so can a check find that it is wrong."""
    assert kinds([("Roads", 5), (label, 5)])[-1] == kind


def test_weaker_words_need_bold_type(kinds: Kinds) -> None:
    """`Allocated` may be the name of a line, or in bold the end of a table."""
    assert kinds([("Roads", 5), ("Allocated to roads", 5)])[-1] == "line"
    assert kinds([("Roads", 5), (Bold("Allocated to roads"), Bold(5))])[-1] == "total"


def test_a_sum_that_a_later_sum_takes_in_is_a_subtotal(kinds: Kinds) -> None:
    """Without any word for it in the labels."""
    rows = [
        ("Roads", 5),
        ("Rail", 6),
        ("Transport", Sum("=SUM(B2:B3)", 11)),
        ("Parks", 7),
        ("Everything", Sum("=B4+B5", 18)),
    ]
    assert kinds(rows) == ["line", "line", "sub-total", "line", "total"]


def test_totals_of_groups_under_a_grand_total_are_subtotals(kinds: Kinds) -> None:
    """Each group closes with its own `Total ...`, and the last row adds them up."""
    rows = [
        ("Roads",),
        ("Bridges", 5),
        ("Total roads", Sum("=SUM(B3:B3)", 5)),
        ("Rail",),
        ("Tracks", 6),
        ("Total rail", Sum("=SUM(B6:B6)", 6)),
        ("Grand total", Sum("=B4+B7", 11)),
    ]
    assert kinds(rows)[2] == "sub-total"
    assert kinds(rows)[-1] == "total"


def test_a_label_alone_is_a_caption_or_at_the_end_a_note(kinds: Kinds) -> None:
    """A caption has rows to stand over; a note stands under the last."""
    rows = [("Force-wide",), ("Roads", 5), ("Note: prices of 2021",), ("Rail", 6), ("See above.",)]
    assert kinds(rows) == ["group", "line", "note", "line", "note"]


def test_rows_below_the_total_say_how_it_is_paid_for(kinds: Kinds) -> None:
    """Grant, transfer and carry-forward stand below the total and above what is available."""
    rows = [
        ("Roads", 5),
        ("Match funding to projects", 6),
        ("Total", Sum("=SUM(B2:B3)", 11)),
        ("Home Office", 8),
        ("C/fwd 2021/22", 3),
        ("Available", Sum("=B5+B6", 11)),
    ]
    assert kinds(rows) == ["line", "line", "total", "funding", "funding", "total"]


def test_after_a_total_of_the_funding_lines_begin_anew(kinds: Kinds) -> None:
    """A second part of the budget follows, and only words for funding say funding in it."""
    rows = [
        ("Roads", 5),
        ("Total", 5),
        ("Grant", 5),
        ("Total funding", 5),
        ("Advisers", 2),
        ("Allocation for advisers", 2),
        ("Total of all", 7),
    ]
    assert kinds(rows)[4:] == ["line", "funding", "total"]


def test_a_caption_after_the_total_begins_lines_or_funding(kinds: Kinds) -> None:
    """`Funded by` says so itself."""
    rows = [
        ("Roads", 5),
        ("Total", 5),
        ("Reserves held",),
        ("General", 1),
        ("Funded by",),
        ("X", 5),
    ]
    assert kinds(rows)[2:] == ["group", "line", "group", "funding"]


def test_a_total_on_top_does_not_make_funding_of_the_lines(kinds: Kinds) -> None:
    """Some sheets begin with the total."""
    assert kinds([("Total", 11), ("Roads", 5), ("Rail", 6)]) == ["total", "line", "line"]


def test_a_kind_column_has_the_last_word_and_is_not_printed(recognised: Recognised) -> None:
    """Where the guess is wrong, finance says what a row is."""
    budget, problems = recognised(
        [
            ("Area", "Funding", "Kind"),
            ("Total Place programme", 5, "Line"),
            ("All", 5, "subtotal"),
            ("Reserve", 1, "fundng"),
        ]
    )
    assert [column.heading for column in budget.columns] == ["Area", "Funding"]
    assert [line.kind.value for line in budget.lines] == ["line", "sub-total", "line"]
    (problem,) = problems
    assert (problem.code, problem.hint) == ("unknown-row-kind", 'did you mean "funding"?')


def test_a_column_of_another_sense_may_be_called_kind(recognised: Recognised) -> None:
    """`Kind: revenue or capital` is printed like any other column."""
    budget, problems = recognised([("Area", "Funding", "Kind"), ("Roads", 5, "capital")])
    assert [column.heading for column in budget.columns] == ["Area", "Funding", "Kind"]
    assert problems == ()


def test_a_very_long_formula_is_no_trouble(kinds: Kinds) -> None:
    """A formula can have 8,192 characters; one made to take for ever is not looked into."""
    assert kinds([("Roads", 5), ("Rail", Sum("=" + "A" * 8_000, 5))]) == ["line", "line"]


def test_the_sample_workbook_has_the_kinds_of_the_published_paper(repository: Path) -> None:
    """Victims Services: 16 lines, then funding, then the advisers and what pays for them."""
    path = repository / "budgets" / "commissioning-2022-23.xlsx"
    workbook, _ = read_workbook(path, "budget", "budgets/commissioning-2022-23.xlsx")
    assert workbook is not None
    budget, _ = find_budget(workbook, "Victims Services")
    assert budget is not None
    kinds = [line.kind.value for line in budget.lines]
    assert kinds[:16] == ["line"] * 16
    assert kinds[16:] == ["total", "funding", "funding", "total", "line", "funding", "total"]
