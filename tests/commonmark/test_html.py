"""Whatever CommonMark allows can be a web page, and nothing that is written gets lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import html5lib
import pytest
from carried_kinds import carried

from commonmark.examples import COUNT, Example, examples, words, words_of_html
from reportgen.model import Block, Field, Numbering, Paper, Paragraph, Scheme, Section, Text
from reportgen.passes.numbering import number_paper
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source
from reportgen.writers.html import write_html

HERE = Source("example.md", 1)
MARK = "Example\u2116"  # before each example's number, in a word of its own


@pytest.mark.parametrize("scheme", Scheme)
def test_no_word_of_any_commonmark_example_is_lost_in_html(scheme: Scheme) -> None:
    """Every word that a page of the example shows is in this page too, in the same order."""
    data, problems = write_html(_paper(examples(), Numbering(scheme)))
    assert problems == ()
    main = data.decode().partition("<main")[2]
    texts = " ".join(words_of_html(main))
    parts = re.split(rf"{MARK}(\d+)", texts)[1:]
    shown = dict(zip(parts[::2], parts[1::2], strict=True))
    assert len(shown) == COUNT
    lost = [failure for e in examples() for failure in _lost(e, words(shown[str(e.number)]))]
    assert lost == []


def test_all_examples_make_a_sound_page() -> None:
    """The most entangled Markdown makes HTML without a fault, in which no id is there twice."""
    data, _ = write_html(_paper(examples(), Numbering()))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    ids = [node.get("id") for node in parser.parse(data.decode()).iter() if node.get("id")]
    assert len(ids) == len(set(ids)) > 50


def _paper(found: list[Example], numbering: Numbering) -> Paper:
    """Return a paper with a section for each example, after a paragraph with its number."""
    sections = tuple(Section(f"n{e.number}", HERE, (_mark(e), *_blocks(e))) for e in found)
    fields = (Field("title", "All", HERE), Field("date", date(2022, 3, 22), HERE))
    paper = Paper(
        "all", carried("paper"), HERE, numbering=numbering, fields=fields, sections=sections
    )
    return number_paper(paper)


def _blocks(example: Example) -> tuple[Block, ...]:
    return read_markdown(example.markdown, "example.md")[0]


def _mark(example: Example) -> Paragraph:
    return Paragraph((Text(f"{MARK}{example.number}"),), HERE)


def _lost(example: Example, printed: list[str]) -> Iterator[str]:
    rest = iter(printed)
    for word in words_of_html(example.html):
        if word not in rest:
            yield f"example {example.number} ({example.section}): {word!r} not in {printed}"
            return
