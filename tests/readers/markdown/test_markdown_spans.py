"""Spans: words in square brackets that somebody else has stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import walk
from reportgen.model import (
    Emphasis,
    Footnote,
    Heading,
    Link,
    Paragraph,
    Reference,
    Stated,
    Table,
    Text,
)
from reportgen.readers.markdown import read_markdown

SPAN = '[£5,000]{.stated source="letter of 3 May"}'


def stated(text: str) -> list[tuple[str, str, int]]:
    """Return the words, the source and the line of each span of a text."""
    blocks, _ = read_markdown(text, "a.md")
    nodes = (node for block in blocks for node in walk.each(block, Stated))
    return [(walk.plain(node.children), node.said_by, node.source.line) for node in nodes]


@pytest.mark.parametrize(
    "attributes",
    [
        '{.stated source="letter of 3 May"}',
        "{.stated source='letter of 3 May'}",
        "{.stated source=“letter of 3 May”}",
        "{.stated source=”letter of 3 May”}",
        "{.stated source=‘letter of 3 May’}",
        '{ source="letter of 3 May" .stated }',
        '{.stated source="letter of\n3 May"}',
        '{.stated source="letter&#32;of 3 May"}',
    ],
)
def test_a_span_says_where_its_words_come_from(attributes: str) -> None:
    """Quotation marks may be straight or curly; the source may go on in the next line."""
    assert stated(f"It is [£5,000]{attributes}.") == [("£5,000", "letter of 3 May", 1)]


def test_the_source_may_have_an_apostrophe_in_it() -> None:
    """In curly marks of either kind the apostrophe ends nothing."""
    assert stated("[£5]{.stated source=“the board’s letter”}")[0][1] == "the board’s letter"
    assert stated("[£5]{.stated source=‘the board’s letter’}")[0][1] == "the board’s letter"
    assert stated('[£5]{.stated source="the board\'s letter"}')[0][1] == "the board's letter"


@pytest.mark.parametrize(
    "text",
    [
        "{span}",
        "*so {span}*",
        "**{span}**",
        "~~{span}~~",
        "- {span}",
        "# Heading {span}",
        "> {span}",
        "| a | b |\n|---|---|\n| {span} | c |",
        "| a |\n|---|\n| b |\n\nTable: {span}",
        "Note[^n].\n\n[^n]: {span}",
        "[see {span}](https://example.org)",
        "{span} {{#par-a}}",
        "{span}{{#par-a}}",
        "[a] {span} [b]",
        "[[{span}]]",
    ],
)
def test_a_span_can_stand_wherever_text_can(text: str) -> None:
    """Also at the very end of a block, where attributes of the block stand."""
    assert [found[:2] for found in stated(text.format(span=SPAN))] == [
        ("£5,000", "letter of 3 May")
    ]


def test_a_label_behind_a_span_is_the_paragraphs() -> None:
    (block,), problems = read_markdown(f"It is {SPAN} {{#par-a}}", "a.md")
    assert isinstance(block, Paragraph)
    assert (block.attributes.label, problems) == ("par-a", ())


def test_a_span_may_have_emphasis_links_notes_and_references_in_it() -> None:
    """What stands in it is read as it is elsewhere."""
    text = "[*£5* as [they](https://example.org) say[^n] in @par-a]{.stated source=x}\n\n[^n]: y"
    blocks, problems = read_markdown(text, "a.md")
    (span,) = walk.each(blocks[0], Stated)
    kinds = [type(node) for node in span.children if not isinstance(node, Text)]
    assert kinds == [Emphasis, Link, Footnote, Reference]
    assert problems == ()


def test_links_and_references_are_read_as_before() -> None:
    """Brackets mean what they meant, beside a span too."""
    text = f"[t](https://a.b) [@par-x] [-@app-x] [@par-a; @par-b] [r] {SPAN}\n\n[r]: https://c.d"
    blocks, problems = read_markdown(text, "a.md")
    assert [node.target for node in walk.each(blocks[0], Link)] == ["https://a.b", "https://c.d"]
    assert [node.label for node in walk.each(blocks[0], Reference)] == ["par-x", "app-x"]
    assert problems == ()


@pytest.mark.parametrize(
    "attributes",
    [
        '{.said source="x"}',
        '{.stated by="x"}',
        "{.stated .big}",
        "{.stated #par-x}",
        '{.stated source="x" source="y"}',
    ],
)
def test_other_classes_and_attributes_are_reported(attributes: str) -> None:
    """Nothing is dropped in silence: they are printed, and said to be so."""
    blocks, problems = read_markdown(f"It is [£5]{attributes} now.", "a.md")
    assert [problem.code for problem in problems] == ["unread-label"]
    assert list(walk.each(blocks[0], Stated)) == []


@pytest.mark.parametrize(
    "text",
    [r"\[£5\]{.stated}", "`[£5]{.stated}`", "[£5] {.stated}", "![£5]{.stated}", "£5]{.stated}"],
)
def test_what_only_looks_like_a_span_is_none(text: str) -> None:
    """With a backslash, in code, apart from its brackets, or without the first."""
    assert stated(f"It is {text} here.") == []


def test_a_stated_mark_apart_from_its_brackets_is_not_the_blocks() -> None:
    """At the end of a paragraph it would be lost without a word."""
    _, problems = read_markdown('It is [£5] {.stated source="x"}', "a.md")
    assert [problem.code for problem in problems] == ["unread-label"]


def test_a_text_knows_the_line_that_each_part_of_it_was_typed_on() -> None:
    """Lines of a paragraph become one text, and its lines stay known."""
    text = "One\ntwo *three\nfour* `x\ny` five\\\nsix\n\n| a |\n|---|\n| b |\n\nTable: seven"
    blocks, _ = read_markdown(text, "a.md", first_line=11)
    lines = {
        word: line
        for block in blocks
        for node in walk.each(block, Text)
        for word in node.text.split()
        for place, line in node.lines
        if place <= node.text.index(word)
    }
    assert lines == {
        "One": 11, "two": 12, "three": 12, "four": 13, "five": 14, "six": 15,
        "a": 17, "b": 19, "seven": 21,
    }  # fmt: skip


def test_texts_of_headings_tables_and_notes_know_their_lines() -> None:
    blocks, _ = read_markdown("# A\n\n| b |\n|---|\n| c[^n] |\n\n[^n]: d", "a.md")
    assert isinstance(blocks[0], Heading)
    assert isinstance(blocks[1], Table)
    found = [(n.text, n.lines[0][1]) for block in blocks for n in walk.each(block, Text)]
    assert found == [("A", 1), ("b", 3), ("c", 5), ("d", 7)]


@given(
    st.lists(
        st.sampled_from(["[", "]", "{.stated", '"', "}", "source=", "a", "*", "\n", "(b)", "`"])
    )
)
def test_any_brackets_can_be_read(parts: list[str]) -> None:
    """Whatever stands where, each text has a line of the file, and none is lost."""
    text = "x" + "".join(parts)
    blocks, _ = read_markdown(text, "a.md")
    nodes = [node for block in blocks for node in walk.each(block, Text)]
    last = text.count("\n") + 1
    assert nodes
    assert all(1 <= line <= last for node in nodes for _, line in node.lines)
