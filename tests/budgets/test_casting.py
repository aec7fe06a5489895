"""What each total of a budget is taken to add up: one in good order is not reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from castings import Recognised, faults
from sound_rows import SOUND_ROWS
from sound_totals import SOUND_TOTALS

from reportgen.budget import find_budget
from reportgen.budget.casting import Verdict, cast
from reportgen.readers.workbook import read_workbook

SOUND = SOUND_TOTALS | SOUND_ROWS


@pytest.mark.parametrize("shape", SOUND)
def test_a_budget_in_good_order_is_not_reported(recognised: Recognised, shape: str) -> None:
    """An accountant would let it pass, and so do we."""
    budget, _ = recognised(SOUND[shape])
    assert [(c.cell.source.cell, c.verdict) for c in faults(budget)] == []


def test_most_of_these_totals_are_judged(recognised: Recognised) -> None:
    """To pass them by would be no judgement: nearly all of them cast by a reading of theirs."""
    verdicts = [c.verdict for rows in SOUND.values() for c in cast(recognised(rows)[0])]
    assert verdicts.count(Verdict.CASTS) > 4 * verdicts.count(Verdict.UNJUDGED)


def test_every_total_of_the_sample_workbook_casts(repository: Path) -> None:
    """Nine totals on four sheets."""
    path = repository / "budgets" / "commissioning-2022-23.xlsx"
    workbook, _ = read_workbook(path, "budget", "budgets/commissioning-2022-23.xlsx")
    assert workbook is not None
    budgets = [find_budget(workbook, sheet.title)[0] for sheet in workbook.sheets]
    verdicts = [casting.verdict for budget in budgets if budget for casting in cast(budget)]
    assert verdicts == [Verdict.CASTS] * 9
