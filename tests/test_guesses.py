"""Guesses at what an unknown label was meant for: helpful, and never the work of minutes."""

from __future__ import annotations

from unittest.mock import patch

from reportgen import guesses as module
from reportgen.guesses import Guesses


def test_a_misspelt_label_is_recognised() -> None:
    """The nearest known label is named, each time it is asked for."""
    guesses = Guesses(("par-funding", "tbl-spending"))
    assert guesses.hint("par-fundin") == 'did you mean "par-funding"?'
    assert guesses.hint("par-fundin") == 'did you mean "par-funding"?'


def test_thousands_of_unknown_labels_are_not_all_compared_with_thousands() -> None:
    """The comparing stops in time; what was guessed already is still said."""
    known = [f"par-p{number}" for number in range(2_000)]
    guesses = Guesses(known)
    with patch.object(module, "did_you_mean", return_value="did you mean it?") as compared:
        hints = [guesses.hint(f"par-x{number}") for number in range(2_000)]
    most = module.MOST_COMPARED // len(known)
    assert compared.call_count == most
    assert hints == ["did you mean it?"] * most + [""] * (2_000 - most)
    assert guesses.hint("par-x0") == "did you mean it?"
