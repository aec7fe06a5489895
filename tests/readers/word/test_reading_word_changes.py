"""Accepted changes: the text reads as if Word had accepted all of them; comments are left out."""

from __future__ import annotations

import pytest
from word_files.faulty import WHO, cell, letter, p, r, row, table, with_changes
from word_files.makers import as_word_file
from word_reading import outline, read

DELETED = f"<w:del {WHO}><w:r><w:delText>old </w:delText></w:r></w:del>"
INSERTED = f"<w:ins {WHO}>{r('new ')}</w:ins>"


def mark(kind: str) -> str:
    """Return the properties of a paragraph whose mark is inserted or deleted."""
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


def accepted(*body: str) -> str:
    return outline(letter(*body), accept_changes=True)


def test_insertions_stay_and_deletions_go() -> None:
    """Words, formats and comments."""
    assert outline(with_changes(), accept_changes=True) == "The grant is £500 **for a** year."


@pytest.mark.parametrize("kind", ["moveFrom", "moveTo"])
def test_what_was_moved_is_where_it_was_moved_to(kind: str) -> None:
    """Once."""
    moved = f"<w:{kind} {WHO}>{r('moved ')}</w:{kind}>"
    assert accepted(p(moved, r("text"))) == ("text" if kind == "moveFrom" else "moved text")


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    """So does one whose text is all deleted: nothing is left of it."""
    assert accepted(p(r("One "), more=mark("del")), p(r("two"))) == "One two"
    assert accepted(p(DELETED, more=mark("del")), p(r("two"))) == "two"


def test_an_inserted_end_of_paragraph_parts_two() -> None:
    """As Word shows it."""
    assert accepted(p(INSERTED, more=mark("ins")), p(r("two"))) == "new\n\ntwo"


def test_deleted_rows_and_tables_go() -> None:
    """Inserted ones stay."""
    gone, new = f"<w:del {WHO}/>", f"<w:ins {WHO}/>"
    kept = table(row(cell("a"), more=new), row(cell("b"), more=gone))
    everything = ("One", kept, table(row(cell("c"), more=gone)))
    assert accepted(*everything) == "One\n\n  a"


def test_a_change_within_a_deletion_goes_with_it() -> None:
    """One author inserted it, another took it out."""
    assert accepted(p(r("a"), f"<w:ins {WHO}>{DELETED}</w:ins>", r("b"))) == "ab"


def test_a_file_with_accepted_changes_is_the_file_without_them() -> None:
    """Held by a file as Word writes it, with changes of every kind."""
    with_all, _ = read(as_word_file(changes=True, comments=True), accept_changes=True)
    without, _ = read(as_word_file())
    assert with_all == without
