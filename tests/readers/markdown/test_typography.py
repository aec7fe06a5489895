"""What is typed with straight marks is printed with the marks that a printer sets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.readers.typography import set_type

CASES = [
    ('He said "yes".', "He said “yes”."),
    ("He said 'yes'.", "He said ‘yes’."),
    ("\"He said 'yes'\", she said.", "“He said ‘yes’”, she said."),
    ("'\"Yes\", he said'", "‘“Yes”, he said’"),
    ('("yes")', "(“yes”)"),
    ('he said--"yes"', "he said–“yes”"),
    ('"one"-"two"', "“one”-“two”"),
    ("the PCC's plan", "the PCC’s plan"),
    ("the officers' pay", "the officers’ pay"),
    ("\"the officers' pay\"", "“the officers’ pay”"),
    ("don't 'quote' it", "don’t ‘quote’ it"),
    ("the '90s and '80s", "the ’90s and ’80s"),
    ("the summer of '07", "the summer of ’07"),
    ("'tis rock 'n' roll", "’tis rock ’n’ roll"),
    ('a 6" pipe', 'a 6" pipe'),
    ('"A quotation that goes on', "“A quotation that goes on"),
    ("2021--2025", "2021–2025"),
    ("one---two", "one—two"),
    ("one - two", "one – two"),
    ("well-being -5", "well-being -5"),
    ("-----", "-----"),
    ("and so on...", "and so on…"),
    (".....", "....."),
    ("on 22 March 2022", "on 22\u00a0March 2022"),
    ("on 1st May", "on 1st\u00a0May"),
    ("on 222 March", "on 222 March"),
    ("on 45 March", "on 45 March"),
    ("see paragraph 4 of Appendix A", "see paragraph\u00a04 of Appendix\u00a0A"),
    ("Table 2, Figure 3, page 10", "Table\u00a02, Figure\u00a03, page\u00a010"),
    ("on this page I say", "on this page I say"),
    ("the section About us", "the section About us"),
    ("£138 million and £2 billion", "£138\u00a0million and £2\u00a0billion"),
    ("several million pounds", "several million pounds"),
    ("24 Hour", "24 Hour"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), CASES)
def test_typed_marks_become_printed_ones(typed: str, printed: str) -> None:
    """Quotation marks, apostrophes, dashes, ellipses and spaces are set as British printers do."""
    assert set_type([(typed, True)]) == [printed]


def test_marks_pair_across_emphasis() -> None:
    """A quotation mark may stand in front of emphasised words and its partner behind them."""
    assert set_type([('"', True), ("so", True), ('"', True)]) == ["“", "so", "”"]


def test_what_may_not_be_changed_is_not() -> None:
    """Code, an amount or an address keeps its marks, and the text around it sees it."""
    pieces = [('"', True), ('a--"b"...', False), ('" - c', True)]
    assert set_type(pieces) == ["“", 'a--"b"...', "” – c"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("ab1 -.'\"\n(Table 4 May"), st.booleans())))
def test_nothing_but_marks_and_spaces_changes(pieces: list[tuple[str, bool]]) -> None:
    """Typography loses no word, whatever is typed, and is done when it is done once."""
    printed = set_type(pieces)
    for (typed, may_change), piece in zip(pieces, printed, strict=True):
        assert may_change or piece == typed
    letters = [char for char in "".join(piece for piece, _ in pieces) if char.isalnum()]
    assert [char for char in "".join(printed) if char.isalnum()] == letters
