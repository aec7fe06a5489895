"""Whatever is typed into a paper is in the Word file, in its order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import faults_of
from hypothesis import given, settings
from hypothesis import strategies as st
from small_papers import (
    HERE,
    appendix,
    bullets,
    frame,
    item,
    letters,
    link,
    numbers,
    paper,
    para,
    plain,
    row,
    table,
    text,
)

from reportgen.model import (
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Picture,
    RowKind,
    Strikethrough,
    Strong,
)
from reportgen.writers.word import write_word
from reportgen.writers.word.xml import clean

# Text of any characters, and much of the kind that could be taken for something else.
TRICKS = st.sampled_from(["{{ x }}", "{%p", "<w:p>", "&amp;", "]]>", "{_{", "\\g<0>", "\x00", ")"])
WORDS = st.lists(TRICKS | st.text(max_size=8), max_size=4).map("".join)
SEEN = WORDS.map(lambda words: f"a{words}z")  # never empty, never only spaces

FORMS: dict[str, Callable[[str], tuple[Block, ...]]] = {
    "text": lambda s: (para(s),),
    "numbered": lambda s: (para(s, number="1"),),
    "emphasis": lambda s: (para(Emphasis(text(s)), Strong(text(s)), Strikethrough(text(s))),),
    "code": lambda s: (para(Code(s)),),
    "link": lambda s: (para(link("https://example.org/" + s, s, title=s)),),
    "picture": lambda s: (para(Picture("x.png", s, s, HERE)),),
    "figure": lambda s: (Figure(Picture("x.png", s, "", HERE), HERE, text(s)),),
    "heading": lambda s: (Heading(2, text(s), HERE),),
    "quote": lambda s: (BlockQuote((para(s),), HERE),),
    "bullets": lambda s: (bullets(item(s, bullets(item(s)))),),
    "numbers": lambda s: (numbers(item(s, s)),),
    "letters": lambda s: (letters(item(s)),),
    "footnote": lambda s: (para("x", Footnote((para(s),), HERE)),),
    "table": lambda s: (
        table(row(RowKind.HEADING, s, s), row(RowKind.LINE, s, s), caption=text(s), number="1"),
        table(row(RowKind.GROUP, s, ""), row(RowKind.NOTE, s, ""), amounts=(1,)),
    ),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(FORMS)), SEEN), min_size=1, max_size=6), SEEN)
def test_any_text_in_any_place_survives(parts: list[tuple[str, str]], title: str) -> None:
    """Any text, in any block and any field, is in the file, and the file is a valid one."""
    blocks = tuple(block for form, words in parts for block in FORMS[form](words))
    made = paper(*blocks, appendices=(appendix(title, *blocks),), title=title)
    template = frame("{{ title }}", "{{p body }}", "{{p appendices }}")
    data, problems = write_word(made, template, "templates/house.docx")
    assert problems == ()
    shown = plain(data) + plain(data, "word/footnotes.xml")
    for _, words in parts:
        assert clean(words) in shown
    assert clean(title).strip() in shown


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_code_keeps_every_line(words: str) -> None:
    """Each line of a block of code is there as it was typed."""
    data, _ = write_word(paper(CodeBlock(f"a\n{words}\nz", HERE)), frame(), "t")
    shown = "".join(plain(data).split())
    for line in words.split("\n"):
        assert "".join(clean(line).split()) in shown


def test_a_file_with_every_form_is_valid(tmp_path: Path) -> None:
    """All forms of text together make a file that Word can open."""
    blocks = tuple(block for form in FORMS.values() for block in form("a <b> & c"))
    data, _ = write_word(paper(*blocks), frame(), "t")
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    assert faults_of(path) == []
