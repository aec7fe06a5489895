"""What finance declares in a manifest: amounts that must agree, and transfers between funds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from carried_kinds import KINDS
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic
from reportgen.model import Reconciliation, Transfer
from reportgen.readers.manifest import Manifest, read_manifest
from reportgen.source import Source

PATH = "content/paper/paper.yaml"
SMALL = "kind: paper\ntitle: A paper\nsections: [purpose.md]\n"
BUDGET = 'budget["Summary"]["Victims Services", "2022/23"]'


def good(more: str) -> Manifest:
    manifest, problems = read_manifest(SMALL + more, PATH, KINDS)
    assert problems == ()
    assert manifest is not None
    return manifest


def reconciled(entry: str) -> Reconciliation:
    (entry_read,) = good(f"reconcile:\n  - {entry}\n").reconciliations
    return entry_read


def transferred(entry: str) -> Transfer:
    (entry_read,) = good(f"transfers:\n  - {entry}\n").transfers
    return entry_read


def problem(more: str) -> Diagnostic:
    """Return the one problem of a manifest, which then declares nothing."""
    manifest, (found,) = read_manifest(SMALL + more, PATH, KINDS)
    assert manifest is None or (manifest.reconciliations, manifest.transfers) == ((), ())
    return found


# --- what must agree ------------------------------------------------------------------------


def test_an_equals_sign_between_two_amounts_is_enough() -> None:
    """A line of finance's own is read as it stands, and remembers its line."""
    assert reconciled("budget.sources + budget.carried = budget.uses") == Reconciliation(
        "budget.sources + budget.carried", "budget.uses", Source(PATH, 5)
    )


def test_a_tolerance_stands_behind_the_two_amounts() -> None:
    """`within` allows a difference, in pounds."""
    entry = reconciled(f"{BUDGET} = budget.victims_services_total within 500")
    assert entry.left == BUDGET
    assert entry.right == "budget.victims_services_total"
    assert entry.tolerance == Decimal(500)


@pytest.mark.parametrize(
    ("written", "pounds"),
    [("£500", "500"), ("1,000", "1000"), ("£1,250,000", "1250000"), ("0.50", "0.5"), ("£ 5", "5")],
)
def test_a_tolerance_is_written_as_money_is(written: str, pounds: str) -> None:
    """A pound sign and commas are understood, in a line and under a key."""
    assert reconciled(f"budget.a = budget.b within {written}").tolerance == Decimal(pounds)
    keyed = f"equal: budget.a = budget.b\n    within: {written}"
    assert reconciled(keyed).tolerance == Decimal(pounds)


def test_an_entry_may_have_a_name() -> None:
    """With keys an entry says what finance calls it; long ones go over several lines."""
    short = "{name: Sources and uses, equal: budget.a + budget.b = budget.c, within: 1000}"
    entry = reconciled(short)
    assert (entry.name, entry.left, entry.right) == (
        "Sources and uses", "budget.a + budget.b", "budget.c"
    )  # fmt: skip
    long = "name: Sources and uses\n    equal:\n      budget.a + budget.b\n      = budget.c"
    assert reconciled(long).left == "budget.a + budget.b"


@pytest.mark.parametrize("quote", ['"', "'"])
def test_signs_in_quoted_labels_mean_nothing(quote: str) -> None:
    """An equals sign, a bar and the word within may stand in the label of a row."""
    label = f"{quote}a = b | c within 3{quote}"
    entry = reconciled(f"budget[{label}][{label}] = budget.b within 7")
    assert entry.left == f"budget[{label}][{label}]"
    assert (entry.right, entry.tolerance) == ("budget.b", Decimal(7))


def test_two_equals_signs_in_a_row_are_one() -> None:
    """Who programs types two, and means the same."""
    entry = reconciled("budget.a == budget.b")
    assert (entry.left, entry.right) == ("budget.a", "budget.b")


def test_a_label_with_a_colon_or_a_hash_goes_in_single_quotes() -> None:
    """So quoted, what YAML would take for its own signs is part of the label."""
    entry = reconciled("""'budget["Part: 1"]["Bid #4"] = budget["Women''s aid"]["Total"]'""")
    assert entry.left == 'budget["Part: 1"]["Bid #4"]'
    assert entry.right == 'budget["Women\'s aid"]["Total"]'


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("budget.a", '"budget.a" does not say which two amounts are equal'),
        ("budget.a >= budget.b", '"budget.a >= budget.b" does not say which two amounts are equal'),
        ("budget.a = budget.b = budget.c", "more than one equals sign"),
        ("budget.a =", "an amount is missing on one side of the equals sign"),
        ("budget.a = within 5", "an amount is missing on one side of the equals sign"),
        ("budget.a = budget.b within", 'the tolerance "" is not an amount in pounds'),
        ("budget.a = budget.b within a few", 'the tolerance "a few" is not an amount in pounds'),
        ("{equal: budget.a = budget.b, within: -5}", 'the tolerance "-5" is not an amount'),
        ("{equal: budget.a = budget.b, within: [5]}", 'the tolerance "" is not an amount'),
        ("{equal: budget.a = budget.b within 5, within: 6}", "the tolerance is given twice"),
        ("{equal: budget.a = budget.b, within: 1,000}", 'the comma before "000" begins a new key'),
        ("{name: Sources and uses}", 'needs the key "equal" with two amounts'),
        ("[budget.a, budget.b]", "an entry of reconcile cannot be a list"),
        ("budget.a | gbp = budget.b", '"budget.a | gbp" has a filter'),
        ('"{{ budget.a }} = {{ budget.b }}"', "amounts stand here without {{ and }}"),
    ],
)
def test_each_way_to_get_an_entry_wrong_is_said(entry: str, message: str) -> None:
    """The message says what is wrong with the entry, with its line; nothing else is said."""
    found = problem(f"reconcile:\n  - {entry}\n")
    assert found.code == "reconcile-form"
    assert message in found.message
    assert found.source == Source(PATH, 5)
    assert found.hint


@pytest.mark.parametrize(
    "entry", ['budget["Part: 1"]["Bid"] = budget.b', 'budget["Part #1"]["Bid #4"] = budget.b']
)
def test_who_forgets_the_quotes_is_told_of_them(entry: str) -> None:
    """Where YAML cuts a label in two, the hint shows how to keep it whole."""
    found = problem(f"reconcile:\n  - {entry}\n")
    assert found.code == "reconcile-form"
    assert found.hint.startswith("put the whole value in single quotes: '")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{{ budget.a }} = {{ budget.b }}", "in the manifest an amount stands without them"),
        ('{equal: budget["A"]["B"] = budget.c}', "cannot stand so between curly brackets"),
    ],
)
def test_brackets_that_yaml_takes_for_its_own_are_explained(entry: str, said: str) -> None:
    """An expression whose brackets break the YAML is what the message speaks of."""
    manifest, found = read_manifest(f"{SMALL}reconcile:\n  - {entry}\n", PATH, KINDS)
    assert manifest is None
    assert (found[-1].code, found[-1].source) == ("yaml-syntax", Source(PATH, 5))
    assert said in found[-1].message


def test_unknown_keys_are_reported_as_elsewhere() -> None:
    """A slip in a key has its did-you-mean."""
    entries = "reconcile:\n  - {equal: budget.a = budget.b, nam: x}\n"
    transfers = "transfers:\n  - {from: A, to: B, amount: budget.a, form: A}\n"
    _, found = read_manifest(SMALL + entries + transfers, PATH, KINDS)
    assert [(p.code, p.source.line, p.hint) for p in found] == [
        ("unknown-key", 5, 'did you mean "name"?'),
        ("unknown-key", 7, 'did you mean "from"?'),
    ]


@given(st.text(max_size=60))
def test_any_entry_is_read_or_reported(text: str) -> None:
    """Whatever stands in quotes is an equality, or has its message."""
    quoted = "'" + text.replace("'", "''").replace("\n", " ") + "'"
    manifest, found = read_manifest(f"{SMALL}reconcile:\n  - {quoted}\n", PATH, KINDS)
    assert manifest is not None
    assert bool(manifest.reconciliations) != any(p.code == "reconcile-form" for p in found)


# --- transfers ------------------------------------------------------------------------------


def test_a_transfer_says_from_to_and_amount() -> None:
    """Two sheets and an expression, in one line or in three."""
    short = "{from: Community Safety, to: Victims Services, amount: budget.victims_transfer}"
    assert transferred(short) == Transfer(
        "Community Safety", "Victims Services", "budget.victims_transfer", Source(PATH, 5)
    )
    long = 'from: A\n    to: B\n    amount: budget["A"]["To fund, this year, B"]'
    assert transferred(long).amount == 'budget["A"]["To fund, this year, B"]'


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        ("{from: A, to: B}", "transfer-form", 'does not say "amount"'),
        ("{to: B, amount: budget.a}", "transfer-form", 'does not say "from"'),
        ("{from: The fund, to: the  fund, amount: budget.a}", "transfer-form", "to the same fund"),
        ("{from: A, to: B, amount: budget.a = budget.b}", "transfer-form", "is an equality"),
        ("{from: A, to: B, amount: budget.a | gbp}", "transfer-form", "has a filter"),
        ("A to B", "transfer-form", "a transfer says from, to and amount"),
        ("{from: A, to: [B], amount: budget.a}", "wrong-type", '"to" must be a text'),
        ("{from: A, to: '', amount: budget.a}", "empty-value", '"to" is empty'),
    ],
)
def test_each_way_to_get_a_transfer_wrong_is_said(entry: str, code: str, message: str) -> None:
    """One message for one slip, with the line of the entry."""
    found = problem(f"transfers:\n  - {entry}\n")
    assert (found.code, found.source.line) == (code, 5)
    assert message in found.message


@pytest.mark.parametrize("name", ["reconcile", "transfers"])
def test_both_are_lists(name: str) -> None:
    """One entry without its hyphen is reported, and so is an empty list."""
    assert problem(f"{name}: x = y\n").code == "wrong-type"
    assert problem(f"{name}: []\n").code == "empty-value"
