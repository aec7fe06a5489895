"""Faults planted in the sample paper, one at a time: each is reported, and nothing else is.

One thing in the workbook is changed, as a person would in Excel, and every formula has the saved
value that Excel would give it; or one thing in the Markdown or the manifest is.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pages
import pytest
from planted import Book

from reportgen.cli import main

NAME = "2022-03-22-commissioning-budget"
CONTENT = pages.REPOSITORY / "content" / NAME
FUNDS = ("Community Safety", "External Commissioning", "Victims Services")
SAFETY, EXTERNAL, VICTIMS = FUNDS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the sample paper and its workbook, in which the user stands."""
    shutil.copytree(CONTENT, tmp_path / "content" / NAME)
    (tmp_path / "budgets").mkdir()
    shutil.copy(pages.WORKBOOK, tmp_path / "budgets")
    (tmp_path / "reportgen.toml").write_bytes(b"")
    _drop_reconciliations(tmp_path / "content" / NAME / "paper.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _drop_reconciliations(manifest: Path) -> None:
    """Leave out what would say a second time that an amount is wrong; the transfer stays."""
    text = manifest.read_text(encoding="utf-8")
    before, _, declared = text.partition("reconcile:")
    manifest.write_text(before + declared[declared.index("transfers:") :], encoding="utf-8")


@pytest.fixture
def codes(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """Check the paper and return the code of each finding."""

    def found() -> list[str]:
        main(["check", "--format", "json"])
        (paper,) = json.loads(capsys.readouterr().out)["papers"]
        return [item["code"] for item in paper["findings"]]

    return found


def test_the_sample_itself_has_no_fault(codes: Callable[[], list[str]], project: Path) -> None:
    """Neither as it is, nor after its formulas were worked out again."""
    assert codes() == []
    plant(project, lambda book: None)
    assert codes() == []


def test_the_sample_reconciles(codes: Callable[[], list[str]], project: Path) -> None:
    """What finance declares of it holds, and would not if one fund were not in the summary."""
    shutil.copy(CONTENT / "paper.yaml", project / "content" / NAME)
    assert codes() == []
    plant(project, lambda book: book.number("Summary", "C6", 3_836_303))
    assert sorted(codes()) == ["cross-sheet-total", "does-not-reconcile"]


# --- in the workbook --------------------------------------------------------------------------

Change = Callable[[Book], None]

BEFORE_CALCULATING: dict[str, tuple[Change, str]] = {
    "a total typed in": (
        lambda book: book.number("Summary", "C9", 11_279_000),
        "total-mismatch",
    ),
    "a sub-total typed in, on which a total rests": (
        lambda book: book.number(SAFETY, "B13", 2_081_893),
        "total-mismatch",
    ),
    "two digits of a typed total changed round": (
        lambda book: book.number(VICTIMS, "B21", 3_617_720),
        "total-mismatch",
    ),
    "a carry-forward without its minus, over a typed total": (
        lambda book: _without_minus(book, lambda: book.number(EXTERNAL, "B27", 1_687_000)),
        "carry-forward-sign",
    ),
    "a carry-forward without its minus, that the total takes off": (
        lambda book: _without_minus(book, lambda: book.formula(EXTERNAL, "B27", "B25-B26")),
        "carry-forward-sign",
    ),
    "a sum without the last line": (
        lambda book: book.formula(EXTERNAL, "B25", "SUM(B5:B23)"),
        "sum-misses-line",
    ),
    "a sum without the first line": (
        lambda book: book.formula(EXTERNAL, "B25", "SUM(B6:B24)"),
        "sum-misses-line",
    ),
    "a sum without a line in the middle": (
        lambda book: book.formula(EXTERNAL, "B25", "SUM(B5:B15)+SUM(B17:B24)"),
        "sum-misses-line",
    ),
    "a sum over lines and their sub-total": (
        lambda book: book.formula(SAFETY, "B16", "SUM(B6:B15)"),
        "sum-over-subtotal",
    ),
    "a sum that begins among the lines of another part": (
        lambda book: book.formula(VICTIMS, "B24", "SUM(B20:B23)"),
        "sum-too-long",
    ),
    "a line of the summary typed in": (
        lambda book: book.number("Summary", "C6", 3_836_303),
        "cross-sheet-total",
    ),
    "the same line in two funds": (lambda book: book.without_notes(), "same-label"),
    "an amount in thousands among pounds": (
        lambda book: book.look_like(EXTERNAL, "B17", "Summary", "C5"),
        "mixed-units",
    ),
    "a link to another workbook": (
        lambda book: _linked(book, EXTERNAL, "B17", "300000"),
        "external-link",
    ),
    "an amount stored as text": (
        lambda book: book.text(EXTERNAL, "B5", "£100,000"),
        "number-as-text",
    ),
    "a hidden row": (lambda book: book.hide_row(VICTIMS, 9), "hidden-row"),
    "a hidden column": (lambda book: book.hide_column("Summary", 2), "hidden-column"),
    "a hidden sheet": (lambda book: book.hide(VICTIMS), "hidden-sheet"),
    "a transfer of two amounts": (
        lambda book: book.number(VICTIMS, "B23", 271_140),
        "transfer-not-found",
    ),
}

AFTER_CALCULATING: dict[str, tuple[Change, str]] = {
    "a value that was not worked out again": (
        lambda book: book.saved(EXTERNAL, "B25", "1737050"),
        "stale-value",
    ),
    "a formula that was never calculated": (
        lambda book: book.saved(VICTIMS, "B27", None),
        "cell-uncalculated",
    ),
    "an error value": (
        lambda book: book.saved(SAFETY, "B18", "#REF!", kind="e"),
        "cell-error",
    ),
}


def _without_minus(book: Book, total: Callable[[], None]) -> None:
    book.number(EXTERNAL, "B26", 150_050)
    total()


def _linked(book: Book, sheet: str, address: str, value: str) -> None:
    book.formula(sheet, address, "[1]Prices!$B$2")
    book.saved(sheet, address, value)


def plant(project: Path, change: Change, after: Change = lambda book: None) -> None:
    book = Book(pages.WORKBOOK.read_bytes())
    change(book)
    book.calculate()
    after(book)
    (project / "budgets" / pages.WORKBOOK.name).write_bytes(book.save())


@pytest.mark.parametrize("fault", BEFORE_CALCULATING)
def test_a_fault_in_the_workbook(project: Path, codes: Callable[[], list[str]], fault: str) -> None:
    """The right code is reported, once, and no other."""
    change, code = BEFORE_CALCULATING[fault]
    plant(project, change)
    assert codes() == [code]


@pytest.mark.parametrize("fault", AFTER_CALCULATING)
def test_a_saved_value_that_is_wrong(
    project: Path, codes: Callable[[], list[str]], fault: str
) -> None:
    """The saved value is what a paper prints: one that is missing or stale is reported."""
    change, code = AFTER_CALCULATING[fault]
    plant(project, lambda book: None, change)
    assert set(codes()) == {code}


# --- in the text ------------------------------------------------------------------------------

NET = "{{ budget.programme_total - budget.victims_transfer | gbp }}"
UNEQUAL = "reconcile:\n  - budget.victims_services_total = budget.community_safety_total\n"

IN_TEXT: dict[str, tuple[str, str, str, str]] = {
    "an amount typed that the workbook has": (
        "financial-implications.md",
        "from a mixture of",
        "from £11,291,353 of",
        "typed-amount",
    ),
    "an amount typed that the workbook nearly has": (
        "financial-implications.md",
        "from a mixture of",
        "from £11,279,000 of",
        "near-amount",
    ),
    "an amount typed that nobody can place": (
        "legal-implications.md",
        "be procured",
        "be procured, from £26,500 on,",
        "unsourced-amount",
    ),
    "an amount stated by nobody": (
        "legal-implications.md",
        "be procured",
        "be procured, from [£26,500]{.stated} on,",
        "stated-without-source",
    ),
    "a total in two forms": (
        "financial-implications.md",
        "from a mixture of",
        "from {{ budget.programme_total | millions }} of",
        "shown-differently",
    ),
    "financial years in two styles": (
        "purpose.md",
        "in 2022/23",
        "in 2022-23",
        "mixed-years",
    ),
    "a placeholder": ("purpose.md", "in 2022/23", "in 2022/23 (TBC)", "placeholder-left"),
    "a total that counts a transfer twice": (
        "budget.md",
        f", so the programme net of it is {NET}",
        "",
        "transfer-counted-twice",
    ),
    "an amount in thousands that does not say so": (
        "budget.md",
        "budget.programme_total | thousands",
        "budget.programme_total",
        "hidden-scale",
    ),
    "a line that is not there": (
        "purpose.md",
        "in 2022/23",
        'with {{ budget["Community Safety"]["Youth Ofending"] }}',
        "amount-not-found",
    ),
    "a sheet that is not there": (
        "appendix-a-budget-tables.md",
        "```{budget} Victims Services",
        "```{budget} Victim Services",
        "unknown-sheet",
    ),
    "a reference to nothing": ("purpose.md", "in 2022/23", "as @par-plan says", "unknown-label"),
    "a label that nothing refers to": (
        "purpose.md",
        "in 2022/23.",
        "in 2022/23. {#par-purpose}",
        "unused-label",
    ),
    "an appendix that is never mentioned": (
        "budget.md",
        "@app-streams describes",
        "An appendix describes",
        "unreferenced-appendix",
    ),
    "a section that is missing": (
        "paper.yaml",
        "  - legal-implications.md\n",
        "",
        "missing-section",
    ),
    "a reconciliation that does not hold": (
        "paper.yaml",
        "sections:\n",
        f"{UNEQUAL}\nsections:\n",
        "does-not-reconcile",
    ),
}


@pytest.mark.parametrize("fault", IN_TEXT)
def test_a_fault_in_the_text(project: Path, codes: Callable[[], list[str]], fault: str) -> None:
    """The right code is reported, once, and no other."""
    name, old, new, code = IN_TEXT[fault]
    file = project / "content" / NAME / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert codes() == [code]
