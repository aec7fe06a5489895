"""Footnotes are Word's own, whatever they hold, and whether or not the template had any."""

from __future__ import annotations

import re

import pytest
from conftest import Build
from small_papers import (
    HERE,
    bullets,
    changed,
    frame,
    item,
    lines,
    link,
    note_lines,
    paper,
    para,
    part,
    row,
    table,
    tree,
)

from reportgen.model import CodeBlock, Footnote, RowKind


def note(*blocks: object) -> Footnote:
    return Footnote(tuple(para(b) if isinstance(b, str) else b for b in blocks), HERE)  # type: ignore[misc]


def bare_frame() -> bytes:
    """Return a template that has no part for footnotes."""
    return changed(
        frame(),
        {
            "word/footnotes.xml": lambda _: None,
            "[Content_Types].xml": lambda xml: re.sub(
                rb'<Override PartName="/word/footnotes.xml"[^>]*/>', b"", xml
            ),
            "word/_rels/document.xml.rels": lambda xml: re.sub(
                rb"<Relationship [^>]*footnotes.xml\"[^>]*/>", b"", xml
            ),
            "word/settings.xml": lambda xml: re.sub(
                rb"<w:footnotePr>.*</w:footnotePr>", b"", xml, flags=re.DOTALL
            ),
        },
    )


@pytest.mark.parametrize("template", [frame, bare_frame])
def test_a_footnote_is_marked_and_printed(build: Build, template: object) -> None:
    """The mark stands where it was typed, and the note has Word's number and its words."""
    data = build(paper(para("a", note("first"), " b", note("second"))), template())  # type: ignore[operator]
    assert lines(data) == ["BodyText | a[^1] b[^2]"]
    mark = "FootnoteText | ^ "
    assert note_lines(data) == [mark + "first", mark + "second"]


def test_the_bare_template_of_these_tests_has_no_footnotes() -> None:
    """The case above means nothing if the part was there all along."""
    with pytest.raises(KeyError):
        part(bare_frame(), "word/footnotes.xml")


def test_a_note_may_hold_several_blocks(build: Build) -> None:
    """Later paragraphs, lists and tables of a note are printed in it."""
    blocks = ("one", "two", bullets(item("three")), table(row(RowKind.LINE, "four")))
    data = build(paper(para("a", note(*blocks))))
    assert note_lines(data) == [
        "FootnoteText | ^ one",
        "FootnoteText | two",
        "ListBullet | three",
        "row: TableText | four",
        "BodyText |",
    ]


def test_a_note_that_begins_with_code_has_its_mark_before_it(build: Build) -> None:
    """The mark needs a paragraph to stand in."""
    data = build(paper(para("a", note(CodeBlock("x = 1", HERE)))))
    assert note_lines(data) == ["FootnoteText | ^", "CodeBlock | x = 1"]


def test_a_link_in_a_note_is_a_link(build: Build) -> None:
    """The notes' part keeps its own list of addresses."""
    data = build(paper(para("a", note(para("see ", link("https://example.org", "here"))))))
    assert note_lines(data) == ["FootnoteText | ^ see [{Hyperlink: here}](https://example.org)"]


def test_a_note_in_a_note_is_printed_in_brackets(build: Build) -> None:
    """Word has no footnotes to footnotes, and their words are not to be lost."""
    data = build(paper(para("a", note(para("one", note("two"))))))
    assert note_lines(data) == ["FootnoteText | ^ one (two)"]


def test_the_notes_of_the_template_stay(build: Build) -> None:
    """A footnote that the designer wrote keeps its words, and ours come after it."""
    own = (
        b'<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>own {{ board }}</w:t>'
        b"</w:r></w:p></w:footnote></w:footnotes>"
    )
    mark = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    template = changed(
        frame(mark, "{{p body }}"),
        {"word/footnotes.xml": lambda xml: xml.replace(b"</w:footnotes>", own)},
    )
    data = build(paper(para("a", note("ours"))), template)
    assert lines(data) == [" | x[^7]", "BodyText | a[^8]"]
    assert note_lines(data) == [" | ^own Crime Board", "FootnoteText | ^ ours"]
    assert len(tree(data, "word/footnotes.xml")) == 4
