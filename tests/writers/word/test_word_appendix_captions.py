"""Tables and figures of appendices have their appendix in their numbers, and Word counts them."""

from __future__ import annotations

import re

import pytest
from conftest import Build, Pages
from small_appendices import budget, with_appendices
from small_papers import HERE, appendix, changed, paper, para, part, reference, text

from reportgen.model import Attributes, Block, Figure, Paper, Picture


def figure(number: str, label: str = "") -> Block:
    picture = Picture("a.png", "A map", "", HERE)
    return Figure(picture, HERE, text("Map"), Attributes(label), number)


def captioned(letters: tuple[str, str, str]) -> Paper:
    """Return a paper with tables and a figure in its text and in two of three appendices."""
    a, b, c = letters
    stop = "." if a.isdigit() else ""
    references = [
        reference("tbl-text", "Table", "1"),
        reference("tbl-second", "Table", f"{a}{stop}2"),
        reference("fig-last", "Figure", f"{c}{stop}1"),
        reference("fig-last", "", f"{c}{stop}1"),
    ]
    return paper(
        para(*[piece for each in references for piece in (each, "; ")]),
        budget("1", "tbl-text"),
        appendices=(
            appendix("One", budget(f"{a}{stop}1"), budget(f"{a}{stop}2", "tbl-second"), number=a),
            appendix("Two", number=b),
            appendix("Three", budget(f"{c}{stop}1"), figure(f"{c}{stop}1", "fig-last"), number=c),
        ),
    )


@pytest.mark.parametrize("letters", [("A", "B", "C"), ("1", "2", "3")])
def test_captions_in_appendices_are_numbered_by_word(
    build: Build, pages: Pages, letters: tuple[str, str, str]
) -> None:
    """A program that works fields out again prints Table A1 where Table A1 is stored."""
    data = build(captioned(letters))
    stored = "".join(pages(data))
    stale = changed(data, {"word/document.xml": _with_wrong_results})
    assert b">ZZ<" in part(stale)
    printed = "".join(pages(stale))
    assert printed == stored
    a, _, c = letters
    stop = "." if a.isdigit() else ""
    assert f"Table 1; Table {a}{stop}2; Figure {c}{stop}1; {c}{stop}1;" in printed
    for caption in (f"Table {a}{stop}1", f"Table {a}{stop}2", f"Table {c}{stop}1"):
        assert f"{caption} Funds" in printed


def _with_wrong_results(xml: bytes) -> bytes:
    pattern = rb'("separate"/></w:r><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)[^<]*'
    return re.sub(pattern, rb"\1ZZ", xml)


def test_a_heading_counts_unseen_only_where_captions_need_it(build: Build) -> None:
    """A paper whose appendices have no captions has nothing hidden in it."""
    assert b"w:vanish" not in part(build(with_appendices(appendix("First", budget()))))
    hidden = part(build(captioned(("A", "B", "C"))))
    assert hidden.count(rb"SEQ Appendix \h") == 3
