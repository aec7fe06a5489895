"""A log is in the same order on every machine: the newest first, then by reference."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reportgen.gathered import newest_first
from reportgen.model import Entry
from reportgen.source import Source

DAYS = st.none() | st.dates(date(2013, 10, 1), date(2013, 10, 4))
ENTRIES = st.lists(
    st.builds(
        Entry,
        reference=st.sampled_from(["A1", "a1", "A2", "13033"]),
        title=st.just("Spending"),
        document=st.just("paper.docx"),
        source=st.builds(Source, st.sampled_from(["content/a/paper.yaml", "content/b/paper.yaml"])),
        received=DAYS,
        responded=DAYS,
        published=DAYS,
    ),
    unique_by=lambda entry: (entry.source, entry.day),
)


@given(ENTRIES, st.randoms())
def test_the_order_does_not_depend_on_that_of_the_files(
    entries: list[Entry], chance: Random
) -> None:
    """However a machine lists the folders, the log is the same."""
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert newest_first(shuffled) == newest_first(entries)


@given(ENTRIES)
def test_the_newest_is_first_and_ties_go_by_reference(entries: list[Entry]) -> None:
    """Publication counts, else the answer, else receipt; what has no day at all comes last."""
    in_order = newest_first(entries)
    assert len(in_order) == len(entries)
    for first, second in pairwise(in_order):
        assert (first.day or date.min) >= (second.day or date.min)
        if first.day == second.day:
            assert first.reference.casefold() <= second.reference.casefold()


def test_the_day_of_an_entry_is_the_last_that_is_known() -> None:
    """Publication before the answer, the answer before receipt."""
    days = {"received": date(2013, 10, 7), "responded": date(2013, 11, 5)}
    source = Source("content/a/paper.yaml")
    entry = Entry("1", "Spending", "a.docx", source, **days)
    assert entry.day == date(2013, 11, 5)
    assert Entry(
        "1", "Spending", "a.docx", source, published=date(2013, 11, 6), **days
    ).day == date(2013, 11, 6)
    assert Entry("1", "Spending", "a.docx", source).day is None
