"""What stands in a line of a paper stands in a line of the Word file, with its marks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import Build
from small_papers import HERE, lines, link, paper, para, text, tree

from reportgen.amounts import Amount
from reportgen.model import (
    AmountText,
    Code,
    Emphasis,
    LineBreak,
    Picture,
    Stated,
    Strikethrough,
    Strong,
)


def test_plain_text_is_printed_as_it_is(build: Build) -> None:
    """Nothing in a paper's text is taken for a tag or for XML."""
    words = "R&D spend <5% of {{ total }} {% if x %} {_{ \u2014 \u201cquoted\u201d \U0001f600"
    assert lines(build(paper(para(words)))) == [f"BodyText | {words}"]


def test_characters_that_word_cannot_hold_are_left_out(build: Build) -> None:
    """A control character pasted from elsewhere does not stop the paper; a tab is a space."""
    assert lines(build(paper(para("a\x00b\x0bc\td\ufffee\ud800")))) == ["BodyText | abc de"]


def test_emphasis_nests(build: Build) -> None:
    """Italic, bold and struck text may stand in each other."""
    inner = Strong(text("b ", Strikethrough(text("c"))))
    content = Emphasis(text("a ", inner, Emphasis(text("d"))))
    shown = "{i: a }{b i: b }{b i strike: c}{i: d}"
    assert lines(build(paper(para(content)))) == [f"BodyText | {shown}"]


def test_stated_words_print_as_any_other(build: Build) -> None:
    """Who states them is for the checks, and is not printed."""
    span = Stated(text("£5 ", Strong(text("each"))), "letter of 3 May", HERE)
    assert lines(build(paper(para("a ", Emphasis((span,)))))) == [
        "BodyText | a {i: £5 }{b i: each}"
    ]


def test_code_keeps_its_spaces(build: Build) -> None:
    """Code in a line has the template's own style for it, and all its spaces."""
    assert lines(build(paper(para(Code("a  <b>"))))) == ["BodyText | {InlineCode: a  <b>}"]


def test_a_hard_break_stays_in_the_paragraph(build: Build) -> None:
    """A line break typed in Markdown is a line break in Word."""
    assert lines(build(paper(para("a", LineBreak(), "b")))) == ["BodyText | a / b"]


def test_an_amount_does_not_break_at_the_line(build: Build) -> None:
    """The space in "£4.2 million" is one that a line cannot end at."""
    amount = AmountText("£4.2 million", Amount(Decimal("4.2")), "budget.total", HERE)
    assert lines(build(paper(para("It costs ", amount)))) == [
        "BodyText | It costs £4.2\u00a0million"
    ]


def test_a_link_is_a_link(build: Build) -> None:
    """A web address is a real link in the template's style, with its title as the tip."""
    data = build(paper(para(link("https://example.org/a?b=1&c=\u00e9", "here", title="Tip"))))
    address = "https://example.org/a?b=1&c=%C3%A9"
    assert lines(data) == [f"BodyText | [{{Hyperlink: here}}]({address})"]
    (made,) = tree(data).iter("{*}hyperlink")
    assert made.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tooltip") == (
        "Tip"
    )


def test_code_and_bold_in_a_link_stay_in_it(build: Build) -> None:
    """What stands in a link is part of the link, whatever its look."""
    node = link("mailto:a@example.org", "a ", Strong(text("b")), Code("c"))
    shown = "[{Hyperlink: a }{Hyperlink b: b}{InlineCode: c}](mailto:a@example.org)"
    assert lines(build(paper(para(node)))) == [f"BodyText | {shown}"]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "other.md",
        "#par-x",
        "http://[broken",
        "https://",
        "",
        "https://example.org/" + "x" * 2100,
    ],
)
def test_an_address_that_no_reader_can_follow_is_plain_text(build: Build, target: str) -> None:
    """The words of such a link are printed, and the file holds no link."""
    assert lines(build(paper(para(link(target, "words"))))) == ["BodyText | words"]


def test_one_address_is_kept_once(build: Build) -> None:
    """Two links to one page share its place in the file."""
    data = build(paper(para(link("https://example.org", "a"), link("https://example.org", "b"))))
    ids = {node.get(next(iter(node.attrib))) for node in tree(data).iter("{*}hyperlink")}
    assert len(ids) == 1


def test_a_picture_that_is_missing_is_described(build: Build) -> None:
    """Where a picture could not be read, its description is printed in italics."""
    picture = Picture("map.png", "Map of the wards", "", HERE)
    assert lines(build(paper(para("See ", picture)))) == ["BodyText | See {i: Map of the wards}"]
