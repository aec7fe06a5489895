"""Amounts that finance declares to be equal: when they are taken for equal, and what is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import transfer_workbooks
from carried_kinds import carried
from fund_papers import MANIFEST, fund_paper
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.checks.reconciliations import declared_amounts_agree
from reportgen.diagnostics import Diagnostics, Severity
from reportgen.model import Paper, Reconciliation
from reportgen.workbook import Workbook

BOOK = transfer_workbooks.workbook(
    {
        "Fund": (
            ("Uses", 950_000),
            ("Sources", 949_500),
            ("Pence", 0.1),
            ("More pence", 0.2),
            ("Pence together", 0.3),
            ("Words", "to be agreed"),
        )
    },
    {},
)
SOURCES, USES = 'budget["Fund"]["Sources"]', 'budget["Fund"]["Uses"]'


def found(tmp_path: Path, *declared: Reconciliation) -> Diagnostics:
    return declared_amounts_agree(fund_paper(tmp_path, BOOK, reconciliations=declared))


def declared(left: str, right: str, within: str = "0", name: str = "") -> Reconciliation:
    return Reconciliation(left, right, MANIFEST, Decimal(within), name)


def test_amounts_that_are_equal_are_not_spoken_of(tmp_path: Path) -> None:
    """Expressions on both sides may be worked out."""
    assert found(tmp_path, declared(f"{SOURCES} + 500", f"{USES} * 2 / 2")) == ()


def test_two_amounts_that_differ_are_stated_with_the_difference(tmp_path: Path) -> None:
    """Both numbers and how far they are apart, at the line of the manifest."""
    (problem,) = found(tmp_path, declared(SOURCES, USES))
    assert (problem.severity, problem.code) == (Severity.ERROR, "does-not-reconcile")
    assert problem.source == MANIFEST
    assert problem.message == (
        f"{SOURCES} is £949,500 and {USES} is £950,000: a difference of £500"
    )  # fmt: skip


def test_the_name_that_finance_has_for_it_comes_first(tmp_path: Path) -> None:
    """And what is allowed comes last."""
    (problem,) = found(tmp_path, declared(SOURCES, USES, "100", "Sources and uses"))
    assert problem.message.startswith(f"Sources and uses: {SOURCES} is")
    assert problem.message.endswith("a difference of £500, where £100 is allowed")


def test_long_expressions_are_not_repeated(tmp_path: Path) -> None:
    """The message stays one that can be read."""
    long = " + ".join([SOURCES] * 12)
    (problem,) = found(tmp_path, declared(long, USES))
    assert problem.message == (
        f"the amount on the left is £11,394,000 and {USES} is £950,000: a difference of £10,444,000"
    )


@pytest.mark.parametrize(("within", "problems"), [("499.99", 1), ("500", 0), ("501", 0)])
def test_the_tolerance_itself_is_allowed(tmp_path: Path, within: str, problems: int) -> None:
    """£500 apart is within £500, whichever of the two is larger."""
    assert len(found(tmp_path, declared(SOURCES, USES, within))) == problems
    assert len(found(tmp_path, declared(USES, SOURCES, within))) == problems


def test_what_binary_reckoning_loses_is_no_difference(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.3, as on paper; a penny is a difference."""
    pence = 'budget["Fund"]["Pence"] + budget["Fund"]["More pence"]'
    together = 'budget["Fund"]["Pence together"]'
    assert found(tmp_path, declared(pence, together)) == ()
    (problem,) = found(tmp_path, declared(pence, f"{together} + 0.01"))
    assert problem.message.endswith("is £0.31: a difference of £0.01")


def test_less_than_a_penny_is_stated_with_its_decimals(tmp_path: Path) -> None:
    """No message says that 0.30 and 0.30 are 0.00 apart."""
    (problem,) = found(tmp_path, declared('budget["Fund"]["Pence together"]', "0.301"))
    assert problem.message.endswith("0.301: a difference of 0.001")


def test_what_cannot_be_worked_out_is_said_of_each_side(tmp_path: Path) -> None:
    """A slip has the message that it has in a sentence, with the manifest's line."""
    problems = found(
        tmp_path, declared("budget.nothing", 'budget["Fund"]["Words"]'), declared(USES, "1 / 0")
    )
    assert [(problem.code, problem.source) for problem in problems] == [
        ("unknown-name", MANIFEST),
        ("not-a-number", MANIFEST),
        ("division-by-zero", MANIFEST),
    ]


def test_a_workbook_that_could_not_be_read_is_not_spoken_of_again(tmp_path: Path) -> None:
    """Its own message is enough."""
    paper = fund_paper(tmp_path, BOOK, reconciliations=(declared(SOURCES, USES),))
    unread = Workbook("budget", paper.workbooks[0].source)
    assert declared_amounts_agree(replace(paper, workbooks=(unread,))) == ()


@pytest.mark.parametrize("large", ["1e300", "1e300 * 1e300", "1e15 * 1e15 / 3"])
def test_a_number_that_is_no_sum_of_money_does_not_reconcile(tmp_path: Path, large: str) -> None:
    """However large an amount has become by mistake, it is stated like any other."""
    (problem,) = found(tmp_path, declared(large, USES, "500"))
    assert problem.code == "does-not-reconcile"
    assert f"{USES} is £950,000" in problem.message


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), st.integers(0, 10**12))
def test_any_two_sums_agree_just_when_they_are_close_enough(
    left: int, right: int, within: int
) -> None:
    """Pence from minus to plus ten thousand million pounds: the rule has no holes."""
    pounds = [str(Decimal(number).scaleb(-2)) for number in (left, right, within)]
    item = declared(f"({pounds[0]})", f"({pounds[1]})", pounds[2])
    paper = Paper("paper", carried("paper"), MANIFEST, reconciliations=(item,))
    assert (declared_amounts_agree(paper) == ()) == (abs(left - right) <= within)
