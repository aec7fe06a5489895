"""Check that the requester is told what to do when not content with the answer."""

from __future__ import annotations

import re

from reportgen.checks.requests.texts import published_texts
from reportgen.diagnostics import Diagnostics, error
from reportgen.model import Paper
from reportgen.patterns import regex

# FOIA section 17(7)(a) asks for the authority's procedure for complaints, EIR reg. 14(5)(a) for
# the right to make representations, by which the authority reconsiders (reg. 11).
REVIEW = regex(
    r"\binternal(?:ly)?\s+review|\breconsider"
    r"|\breview\b[^.]{0,60}\b(?:request|decision|response|answer|handl)"
    r"|\b(?:request|ask|apply)\b[^.]{0,60}\breview",
    re.IGNORECASE,
)
COMMISSIONER = regex(r"(?i:\binformation\s+commissioner|\bico\.org\.uk)|\bICO\b")


def rights_are_told(paper: Paper) -> Diagnostics:
    """Report a paper that speaks of no internal review, or not of the Information Commissioner.

    What is quoted is the requester's own, and does not count.
    """
    texts = [text.text for text in published_texts(paper) if not text.quoted]
    missing = [
        words
        for words, pattern in (("an internal review", REVIEW),
                               ("the Information Commissioner", COMMISSIONER))
        if not any(pattern.search(text) for text in texts)
    ]  # fmt: skip
    if not missing:
        return ()
    message = f"the answer does not speak of {' or of '.join(missing)}"
    hint = (
        "add a section that says how to ask for an internal review, and that the requester may "
        "then complain to the Information Commissioner, with the address"
    )
    return (error("rights-missing", message, paper.source, hint),)
