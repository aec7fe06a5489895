"""Transfers between funds: where they are looked for, and which totals count them twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from carried_kinds import KINDS
from fund_papers import MANIFEST, PATH, fund_paper
from msgspec.structs import replace
from transfer_workbooks import FUNDS, PREVENTION, SUMMARY, SUPPORT, Rows, changed, typed, workbook

from reportgen.checks.transfers import transfers_count_once
from reportgen.diagnostics import Diagnostic, Diagnostics, Severity
from reportgen.model import Transfer
from reportgen.readers.manifest import read_manifest
from reportgen.source import Source

GROSS = "budget.programme_total"
NET = "budget.programme_total - budget.support_transfer"
DECLARED = Transfer("Prevention", "Support", "budget.support_transfer", MANIFEST)
TOTAL = Source(PATH, sheet="Summary", cell="B4")

Sheets = Mapping[str, Rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def found(
    folder: Path, sheets: Sheets, *printed: str, transfers: tuple[Transfer, ...] = (DECLARED,)
) -> Diagnostics:
    data = workbook(sheets)
    return transfers_count_once(fund_paper(folder, data, *printed, transfers=transfers))


def only(problems: Diagnostics) -> Diagnostic:
    (problem,) = problems
    return problem


def undeclared(folder: Path, sheets: Sheets, *printed: str) -> Diagnostics:
    return found(folder, sheets, *printed, transfers=())


# --- a declared transfer --------------------------------------------------------------------


def test_a_total_that_counts_a_transfer_twice_is_an_error(folder: Path) -> None:
    """The message has the total, the amount, where it stands in both funds, and the net total."""
    problem = only(found(folder, FUNDS, GROSS))
    assert (problem.severity, problem.code) == (Severity.ERROR, "transfer-counted-twice")
    assert problem.source == TOTAL
    assert problem.message == (
        "the total of £950,000 counts £50,000 twice: it stands in Prevention (B5) and again in "
        "Support (B6); net of it the total is £900,000"
    )
    assert problem.hint == (
        "print the net total as well: {{ budget.programme_total - budget.support_transfer | gbp }}"
        ", or a table of it: ```{transfers} budget.programme_total"
    )


@pytest.mark.parametrize(
    "net", [NET, f"{NET} | thousands", "900000", "budget.support_transfer * 18"]
)
def test_a_paper_that_prints_the_net_total_is_right(folder: Path, net: str) -> None:
    """However it is worked out and whatever it is printed in."""
    assert found(folder, FUNDS, GROSS, net) == ()


def test_a_paper_that_does_not_print_the_gross_total_is_right(folder: Path) -> None:
    """What the funds come to by themselves counts nothing twice."""
    assert found(folder, FUNDS, "budget.support_transfer", 'budget["Support"]["Helpline"]') == ()
    assert found(folder, FUNDS, NET) == ()


def test_what_else_is_made_of_the_gross_total_does_not_hide_it(folder: Path) -> None:
    """A half of it, or the same below nothing, is printed in other places."""
    for other in (f"{GROSS} / 2", f"-{GROSS}"):
        assert only(found(folder, FUNDS, GROSS, other)).source == TOTAL
        assert only(found(folder, FUNDS, other, GROSS)).source == TOTAL


@pytest.mark.parametrize("total", ["Support", "Prevention"])
def test_the_total_of_one_fund_counts_a_transfer_once(folder: Path, total: str) -> None:
    """The fund that receives shows the money with a link to the one that gives."""
    total = f'budget["{total}"]["Total funding available"]'
    assert found(folder, FUNDS, total) == ()
    assert undeclared(folder, FUNDS, total) == ()


def test_a_total_and_lines_that_were_typed_are_funds_by_their_labels(folder: Path) -> None:
    """A line bears the name of a sheet and has its total: then it is that fund."""
    assert only(found(folder, typed(), GROSS)).source == TOTAL
    wrong = only(found(folder, typed(945_000), GROSS))
    assert "the total of £945,000 counts £50,000 twice" in wrong.message


def test_a_line_that_only_begins_like_a_fund_is_another(folder: Path) -> None:
    """Last year's Support, and Supporters, are not the sheet Support."""
    for label, amount in (("Support", 380_000), ("Supporters", 400_000)):
        rows = (("Prevention", 550_000), (label, amount), ("Total", 550_000 + amount))
        assert found(folder, {**FUNDS, "Summary": rows}, GROSS) == ()


def test_a_total_may_lead_to_the_funds_through_other_sheets(folder: Path) -> None:
    """From an overview by a summary to the funds; the same total on two sheets is one finding."""
    overview = (("Programme", ("=Summary!B4", 950_000)), ("Total", ("=SUM(B2:B2)", 950_000)))
    sheets = {**FUNDS, "Overview": overview}
    problem = only(found(folder, sheets, 'budget["Overview"]["Total"]', GROSS))
    assert problem.source in (TOTAL, Source(PATH, sheet="Overview", cell="B3"))


def test_a_long_chain_of_cells_is_followed_to_its_end(folder: Path) -> None:
    """Running totals over thousands of rows are no reason to fail."""
    lines = 3_000
    chain: list[tuple[object, ...]] = [("Prevention", ("=Prevention!B6", 550_000))]
    chain += [(f"Line {row}", (f"=B{row - 1}+0", 550_000)) for row in range(3, lines)]
    chain += [("Total", (f"=B{lines - 1}+Support!B4", 950_000))]
    data = workbook({**FUNDS, "Summary": chain}, {"programme_total": f"=Summary!$B${lines}"})
    transfer = Transfer("Prevention", "Support", "50000", MANIFEST)
    problem = only(transfers_count_once(fund_paper(folder, data, GROSS, transfers=(transfer,))))
    assert problem.source.cell == f"B{lines}"


def test_formulas_in_a_circle_come_to_an_end(folder: Path) -> None:
    """A workbook with a circular reference is looked at like any other."""
    rows = (*SUMMARY[:2], ("Total", ("=SUM(B2:B3)+B5", 950_000)), ("Again", ("=B4", 0)))
    assert only(found(folder, {**FUNDS, "Summary": rows}, GROSS)).source == TOTAL


# --- totals that are net already ------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        (*SUMMARY[:2], ("Less transfers", -50_000), ("Total", ("=SUM(B2:B4)", 900_000))),
        (*SUMMARY[:2], ("Transfers", ("=Prevention!B5", 50_000)), ("Net", ("=B2+B3-B4", 900_000))),
        (*SUMMARY[:2], ("", ""), ("Total", ("=SUM(B2:B3)-Prevention!B5", 900_000))),
    ],
)
def test_a_total_from_which_the_transfer_is_taken_off_is_net(folder: Path, rows: Rows) -> None:
    """As a line of its own, subtracted from another line, or within the formula."""
    data = workbook({**FUNDS, "Summary": rows}, {"net": "=Summary!$B$5"})
    transfer = Transfer("Prevention", "Support", "50000", MANIFEST)
    assert transfers_count_once(fund_paper(folder, data, "budget.net", transfers=(transfer,))) == ()
    assert transfers_count_once(fund_paper(folder, data, "budget.net")) == ()


def test_a_total_before_the_money_is_added_leaves_it_out(folder: Path) -> None:
    """Prevention's own projects and Support together count nothing twice."""
    before = changed("Summary", (2, ("Prevention", ("=Prevention!B4", 500_000))))
    assert found(folder, before, GROSS) == ()
    assert undeclared(folder, before, GROSS) == ()


def test_a_fund_that_takes_off_what_it_gives_counts_it_once(folder: Path) -> None:
    """Net of the transfer a fund adds up with the other; before it is taken off it does not."""
    giving = (
        ("Youth work", 550_000),
        ("Total", ("=SUM(B2:B2)", 550_000)),
        ("", ""),
        ("To fund Support", -50_000),
        ("Balance for projects, total", ("=B3+B5", 500_000)),
    )
    net = changed("Summary", (2, ("Prevention", ("=Prevention!B6", 500_000))))
    gross = changed("Summary", (2, ("Prevention", ("=Prevention!B3", 550_000))))
    assert found(folder, {**net, "Prevention": giving}, GROSS) == ()
    problem = only(found(folder, {**gross, "Prevention": giving}, GROSS))
    assert "counts £50,000 twice" in problem.message
    assert "{{ budget.programme_total + budget.support_transfer | gbp }}" in problem.hint


def test_another_years_total_does_not_count_this_years_transfer(folder: Path) -> None:
    """With a column for each year, a total is held against its own column alone."""
    both: dict[str, Rows] = {
        "Summary": (
            ("Prevention", ("=Prevention!B4", 380_000), ("=Prevention!C4", 550_000)),
            ("Support", ("=Support!B4", 300_000), ("=Support!C4", 400_000)),
            ("Total", ("=SUM(B2:B3)", 680_000), ("=SUM(C2:C3)", 950_000)),
        ),
        "Prevention": (
            ("Youth work", 380_000, 500_000),
            ("To fund Support", 0, 50_000),
            ("Total", ("=SUM(B2:B3)", 380_000), ("=SUM(C2:C3)", 550_000)),
        ),
        "Support": (
            ("Helpline", 300_000, 350_000),
            ("From Prevention", ("=Prevention!B3", 0), ("=Prevention!C3", 50_000)),
            ("Total", ("=SUM(B2:B3)", 300_000), ("=SUM(C2:C3)", 400_000)),
        ),
    }
    data = workbook(
        both,
        {"last_year": "=Summary!$B$4", "this_year": "=Summary!$C$4"},
        ("Project area", "2021/22", "2022/23"),
    )
    transfer = Transfer("Prevention", "Support", "50000", MANIFEST)
    last, this = (
        transfers_count_once(fund_paper(folder, data, f"budget.{year}", transfers=(transfer,)))
        for year in ("last_year", "this_year")
    )
    assert last == ()
    assert only(this).source.cell == "C4"
    assert (
        only(transfers_count_once(fund_paper(folder, data, "budget.this_year"))).source.cell == "C4"
    )


# --- several transfers ----------------------------------------------------------------------


def test_several_transfers_are_taken_off_together(folder: Path) -> None:
    """The net total is net of all of them, and the message names each."""
    sheets: dict[str, Rows] = {
        "Summary": (
            *SUMMARY[:2], ("Events", ("=Events!B4", 80_000)), ("Total", ("=SUM(B2:B4)", 1_030_000))
        ),
        "Prevention": PREVENTION,
        "Support": (*SUPPORT, ("Passed on by Events", 20_000)),
        "Events": (
            ("Festival", 60_000), ("Passed on to Support", 20_000), ("Total", ("=B2+B3", 80_000))
        ),
    }  # fmt: skip
    data = workbook(sheets, {"total": "=Summary!$B$5", "one": "=Prevention!$B$5"})
    other = Transfer("events", "support", 'budget["Events"]["Passed on to Support"]', MANIFEST)
    first = Transfer("Prevention", "Support", "budget.one", MANIFEST)

    def said(*printed: str) -> list[str]:
        paper = fund_paper(folder, data, "budget.total", *printed, transfers=(first, other))
        return [problem.message for problem in transfers_count_once(paper)]

    assert said() == [
        "the total of £1,030,000 counts £50,000 and £20,000 twice: £50,000 stands in Prevention "
        "(B5) and again in Support (B6); £20,000 stands in Events (B3) and again in Support (B8); "
        "net of them the total is £960,000"
    ]
    assert len(said("budget.total - budget.one")) == 1
    assert said("960000") == []


def test_of_very_many_transfers_three_are_named(folder: Path) -> None:
    """A message stays one that can be read: a whole sheet of links is one finding, and short."""
    lines = 500
    given = [(f"Bid {row}", row * 10) for row in range(2, lines + 2)]
    total = sum(amount for _, amount in given)
    whole = ("Total", (f"=SUM(B2:B{lines + 1})", total))
    links = [(label, (f"=Prevention!B{row}", row * 10)) for row, (label, _) in enumerate(given, 2)]
    sheets = {
        "Prevention": (*given, whole),
        "Support": (*links, whole),
        "Summary": (
            ("Prevention", (f"=Prevention!B{lines + 2}", total)),
            ("Support", (f"=Support!B{lines + 2}", total)),
            ("Total", ("=B2+B3", 2 * total)),
        ),
    }
    problem = only(undeclared(folder, sheets, GROSS))
    assert "seems to count £20, £30, £40 and 497 more twice: " in problem.message
    assert problem.message.endswith(f"net of them the total is £{total:,}")
    assert len(problem.message) < 350
    assert problem.hint.count("{from:") == 3


# --- what is not found ----------------------------------------------------------------------


def test_an_amount_that_one_fund_does_not_show_is_an_error(folder: Path) -> None:
    """The transfer has changed on one side; the total is not spoken of as well."""
    sheets = changed("Support", (6, ("From Prevention", 45_000)))
    problem = only(found(folder, sheets, GROSS))
    assert (problem.severity, problem.code) == (Severity.ERROR, "transfer-not-found")
    assert problem.source == MANIFEST
    assert problem.message == (
        "the transfer of £50,000 from Prevention to Support does not stand on the sheet Support"
    )


def test_the_sign_of_a_transfer_does_not_matter(folder: Path) -> None:
    """What goes out may stand there as negative."""
    sheets = changed("Prevention", (5, ("To fund Support", -50_000)))
    codes = {problem.code for problem in found(folder, sheets, "budget.support_transfer")}
    assert codes == set()


@pytest.mark.parametrize(("name", "known"), [("Preventoin", "Prevention"), ("Suport", "Support")])
def test_a_fund_that_is_no_sheet_has_its_did_you_mean(folder: Path, name: str, known: str) -> None:
    """A slip in from or to is reported with the manifest's line."""
    giver, receiver = (name, "Support") if known == "Prevention" else ("Prevention", name)
    transfer = Transfer(giver, receiver, "budget.support_transfer", MANIFEST)
    problems = found(folder, FUNDS, NET, transfers=(transfer,))
    assert [(p.code, p.source, p.hint) for p in problems] == [
        ("unknown-sheet", MANIFEST, f'did you mean "{known}"?')
    ]


def test_an_amount_that_cannot_be_worked_out_is_reported_as_in_a_sentence(folder: Path) -> None:
    """And nothing else is said of the two funds."""
    transfer = Transfer("Prevention", "Support", "budget.support_transfr", MANIFEST)
    problem = only(found(folder, FUNDS, GROSS, transfers=(transfer,)))
    assert (problem.code, problem.source) == ("unknown-name", MANIFEST)


def test_sheets_are_named_as_expressions_name_them(folder: Path) -> None:
    """Capitals and spaces are forgiven, and a sheet may be named in one word."""
    sheets = {"Summary": SUMMARY, "Prevention": PREVENTION, "Support": SUPPORT}
    transfer = Transfer(" prevention", "SUPPORT", "budget.support_transfer", MANIFEST)
    assert only(found(folder, sheets, GROSS, transfers=(transfer,))).source == TOTAL


# --- found, though nobody has declared it ---------------------------------------------------


@pytest.mark.parametrize("sheets", [FUNDS, changed("Support", (6, ("From Prevention", 50_000)))])
def test_a_link_or_a_label_shows_that_money_passes(folder: Path, sheets: Sheets) -> None:
    """Then it is a warning, and the hint has the very line to declare it with."""
    problem = only(undeclared(folder, sheets, GROSS))
    assert (problem.severity, problem.code) == (Severity.WARNING, "transfer-counted-twice")
    assert problem.source == TOTAL
    assert problem.message.startswith("the total of £950,000 seems to count £50,000 twice: ")
    assert problem.hint == (
        "if so, add under transfers: in paper.yaml - {from: Prevention, to: Support, amount: "
        "budget.support_transfer}; and print the net total as well: "
        "{{ budget.programme_total - budget.support_transfer | gbp }}, or a table of it: "
        "```{transfers} budget.programme_total"
    )


def test_printing_the_net_total_is_enough(folder: Path) -> None:
    """Who prints it knows of the transfer, declared or not."""
    assert undeclared(folder, FUNDS, GROSS, NET) == ()


def test_the_line_to_add_can_be_copied_whatever_the_labels_are(folder: Path) -> None:
    """Labels and titles with YAML's own signs come in quotes, and the manifest reads them."""
    label = '£50,000: to fund "Support" & women\'s aid #1'
    sheets = {
        "Summary": (("One", ("='Fund, 1'!B4", 550_000)), ("Two", ("=Support!B3", 400_000)),
                    ("Total", ("=SUM(B2:B3)", 950_000))),
        "Fund, 1": (("Youth work", 500_000), (label, 50_000), ("Total", ("=B2+B3", 550_000))),
        "Support": (("Helpline", 400_000), ("Total", ("=SUM(B2:B2)", 400_000)),
                    ("Other money", ("='Fund, 1'!B3", 50_000))),
    }  # fmt: skip
    paper = fund_paper(folder, workbook(sheets, {}), 'budget["Summary"]["Total"]')
    hint = only(transfers_count_once(paper)).hint
    entry = hint.partition("paper.yaml ")[2].partition("; and print")[0]
    start = "kind: paper\ntitle: A paper\nsections: [a.md]\ntransfers:\n  "
    manifest, problems = read_manifest(f"{start}{entry}\n", "paper.yaml", KINDS)
    assert problems == ()
    assert manifest is not None
    (transfer,) = manifest.transfers
    assert (transfer.giver, transfer.receiver) == ("Fund, 1", "Support")
    declared = fund_paper(
        folder, workbook(sheets, {}), 'budget["Summary"]["Total"]', transfers=(transfer,)
    )
    assert only(transfers_count_once(declared)).severity is Severity.ERROR


@pytest.mark.parametrize(
    ("given", "received"),
    [
        ("Wardens", "From Prevention"),
        ("Support for wardens", "Advice"),
        ("To fund Supporters", "Contribution to the helpline"),
        ("To fund Support", "Advice"),
    ],
)
def test_what_stands_in_two_funds_by_chance_is_no_transfer(
    folder: Path, given: str, received: str
) -> None:
    """The same amount needs the other fund's name, and words of giving and taking in both."""
    sheets: dict[str, Rows] = {
        "Summary": (("Prevention", ("=Prevention!B4", 550_000)), *SUMMARY[1:]),
        "Prevention": ((given, 50_000), ("Youth work", 500_000), ("Total", ("=B2+B3", 550_000))),
        "Support": ((received, 50_000), ("Helpline", 350_000), ("Total", ("=B2+B3", 400_000))),
    }
    assert undeclared(folder, sheets, GROSS) == ()


def test_links_to_a_sheet_of_details_are_no_transfers(folder: Path) -> None:
    """Nor are a summary's links to its funds: no total adds up both sides of either."""
    sheets = {
        "Summary": (
            ("Prevention", ("=Prevention!B4", 500_000)),
            ("Support", ("=Support!B4", 250_000)),
            ("Total", ("=SUM(B2:B3)", 750_000)),
        ),
        "Prevention": PREVENTION,
        "Support": (
            ("Helpline, north", ("=Details!B2", 100_000)),
            ("Helpline, south", ("=Details!B3", 150_000)),
            ("Total", ("=B2+B3", 250_000)),
        ),
        "Details": (
            ("Helpline, north", 100_000),
            ("Helpline, south", 150_000),
            ("Total", ("=SUM(B2:B3)", 250_000)),
        ),
    }
    assert undeclared(folder, sheets, GROSS) == ()


def test_the_line_of_the_giver_may_be_the_link(folder: Path) -> None:
    """What Prevention gives is what Support asks for: the words say in which direction."""
    sheets = {
        **changed("Prevention", (5, ("To fund Support", ("=Support!B6", 50_000)))),
        **{"Support": changed("Support", (6, ("Asked for", 50_000)))["Support"]},
    }
    problem = only(undeclared(folder, sheets, GROSS))
    assert "it stands in Prevention (B5) and again in Support (B6)" in problem.message


def test_a_transfer_that_is_declared_is_not_found_again(folder: Path) -> None:
    """One finding for one total, in whichever direction it was declared."""
    back = Transfer("Support", "Prevention", "budget.support_transfer", MANIFEST)
    for transfer in (DECLARED, back):
        assert len(found(folder, FUNDS, GROSS, transfers=(transfer,))) == 1


def test_a_paper_without_workbooks_has_no_transfers(folder: Path) -> None:
    """Nothing to look at, and nothing said but that the workbook is missing."""
    paper = replace(fund_paper(folder, workbook()), workbooks=(), transfers=(DECLARED,))
    assert [problem.code for problem in transfers_count_once(paper)] == ["unknown-workbook"]
    assert transfers_count_once(replace(paper, transfers=())) == ()
