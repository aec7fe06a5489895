"""Every message about a text names the line where the text stands, however deep it is nested."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import walk
from reportgen.model import (
    BlockQuote,
    CodeBlock,
    Expression,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
)
from reportgen.readers.markdown import read_markdown

# A block as its lines. `N` stands for a number that no other word of the document has.
PARAGRAPH = st.integers(1, 4).map(lambda count: ["wordN some wordN"] * count)
LEAF = st.one_of(
    PARAGRAPH,
    PARAGRAPH.map(lambda lines: [*lines, "see @par-xN and {{ xN }} ![alt](N.png) there"]),
    st.sampled_from(
        [
            ["## wordN heading"],
            ["wordN over", "two wordN", "----"],
            ["```text", "wordN code", "", "wordN", "```"],
            ["| wordN | a |", "|---|---|", "| @par-xN | wordN |", "| {{ a | b }} | @par-xN |"],
            ["***"],
            ["<!-- a note", "of two lines -->"],
            ["![alt](N.png)"],
            ["[link-N]: /target"],
            ["    wordN indented", "", "      wordN code"],
        ]
    ),
)


def in_quote(blocks: list[list[str]]) -> list[str]:
    return [("> " + line).rstrip() for line in joined(blocks)]


def in_list(marker: str, bare: bool, items: list[list[list[str]]]) -> list[str]:
    lines: list[str] = []
    for blocks in items:
        indent = " " * (len(marker) + 1)
        first, *rest = joined(blocks)
        if bare and not first.startswith(" "):
            lines += [marker, indent + first]
        elif first.startswith(" "):
            lines += [f"{marker} wordN", "", indent + first]
        else:
            lines += [f"{marker} {first}"]
        lines += [indent + line if line else "" for line in rest]
        lines += [""]
    return lines[:-1]


def joined(blocks: list[list[str]]) -> list[str]:
    return [line for block in blocks for line in (*block, "")][:-1]


def containers(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    blocks = st.lists(inner, min_size=1, max_size=3)
    items = st.lists(blocks, min_size=1, max_size=3)
    return st.one_of(
        blocks.map(in_quote),
        st.builds(in_list, st.sampled_from(["-", "*", "1.", "12)"]), st.booleans(), items),
    )


DOCUMENTS = st.lists(st.recursive(LEAF, containers, max_leaves=8), min_size=1, max_size=5)


def numbered(lines: list[str]) -> str:
    numbers = iter(range(1, 10_000))
    return re.sub("N", lambda _: str(next(numbers)), "\n".join(lines))


def line_of(word: str, text: str) -> int:
    found = re.search(rf"{re.escape(word)}(?!\d)", text)
    assert found, word
    return text.count("\n", 0, found.start()) + 1


@settings(deadline=None)
@given(DOCUMENTS)
def test_each_block_knows_the_line_that_it_begins_on(document: list[list[str]]) -> None:
    """A block's line is the line of its first word, also in lists in quotes in lists."""
    text = numbered(joined(document))
    blocks, problems = read_markdown(text, "a.md")
    assert not problems
    found: list[str] = []
    for block in blocks:
        for node in walk.each(block, Paragraph, Heading, CodeBlock, Table):
            words = re.findall(r"word\d+", written(node))
            fence = isinstance(node, CodeBlock) and node.language == "text"
            if words:
                assert node.source.line == line_of(words[0], text) - fence
            found += words
    assert found == re.findall(r"word\d+", text)


def written(node: Paragraph | Heading | CodeBlock | Table) -> str:
    match node:
        case CodeBlock(text=text):
            return text
        case Table(rows=rows):
            return " ".join(walk.plain(cell.content) for row in rows for cell in row.cells)
        case _:
            return walk.plain(node.content)


@settings(deadline=None)
@given(DOCUMENTS)
def test_each_reference_expression_and_picture_knows_its_own_line(
    document: list[list[str]],
) -> None:
    """What may be faulty within a paragraph is found on its own line, not the paragraph's."""
    text = numbered(joined(document))
    blocks, _ = read_markdown(text, "a.md")
    found = [node for block in blocks for node in walk.each(block, Reference, Expression, Picture)]
    for node in found:
        match node:
            case Reference(label=label):
                assert node.source.line == line_of("@" + label, text)
            case Picture(target=target):
                assert node.source.line == line_of(f"]({target}", text)
            case Expression(text=words) if words.startswith("x"):
                assert node.source.line == line_of("{{ " + words, text)
    assert len(found) == len(re.findall(r"@par|\{\{|!\[", text))


@settings(deadline=None)
@given(DOCUMENTS)
def test_each_list_item_and_quote_knows_the_line_of_its_mark(document: list[list[str]]) -> None:
    """An item's line is that of its bullet or number, a list's that of its first item."""
    text = numbered(joined(document))
    blocks, _ = read_markdown(text, "a.md")
    lines = text.split("\n")
    for block in blocks:
        for node in walk.each(block, ListItem, BlockQuote, List):
            line = lines[node.source.line - 1]
            mark = ">" if isinstance(node, BlockQuote) else r"(?:[-*]|\d+[.)])(?= |$)"
            assert re.search(mark, line), (node.source.line, text)
            if isinstance(node, List):
                assert node.source == node.items[0].source


def test_lines_are_counted_from_the_line_that_is_given() -> None:
    """A text that begins further down in a file has the lines of the file."""
    blocks, problems = read_markdown("one\n\ntwo {{ three", "a.md", first_line=11)
    assert [block.source.line for block in blocks] == [11, 13]
    assert problems[0].source.line == 13


def test_a_footnote_has_the_line_of_its_mark_and_its_text_the_line_of_the_text() -> None:
    """The mark and the text of a footnote are two places to mend."""
    text = "one\ntwo[^n]\n\n[^n]: words\n    more @par-x\n\n    second paragraph"
    (block,), _ = read_markdown(text, "a.md")
    (note,) = walk.each(block, Footnote)
    assert note.source.line == 2
    assert [part.source.line for part in note.blocks] == [4, 7]
    (reference,) = walk.each(note.blocks[0], Reference)
    assert reference.source.line == 5


def test_text_below_a_list_or_a_quote_has_its_own_line() -> None:
    """What ends a list or a quote without a blank line is found where it stands."""
    text = "- item\n> quote\n- item\n# heading\n> quote\n***\n1. item\n2. item\n## end"
    blocks, _ = read_markdown(text, "a.md")
    assert [block.source.line for block in blocks] == [1, 2, 3, 4, 5, 6, 7, 9]


def test_a_quote_between_paragraphs_stays_between_them() -> None:
    """A number that follows a quote does not carry text to the paragraph above the quote."""
    blocks, _ = read_markdown("before\n> quote\n2) after", "a.md")
    texts = [node.text for block in blocks for node in walk.each(block, Text)]
    assert texts == ["before", "quote", "after"]
    assert [block.source.line for block in blocks] == [1, 2, 3]


def test_a_figure_has_the_line_of_its_picture() -> None:
    """A picture alone in its paragraph is a figure of that line."""
    blocks, _ = read_markdown("text\n\n![alt](a.png)\n", "a.md")
    assert isinstance(blocks[1], Figure)
    assert blocks[1].source.line == 3
