"""Begin sentences with a capital: `paragraph 4 says` at the beginning of one becomes `Paragraph 4`.

In: a paper whose references have their words. Out: the same, with capitals where they belong.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from reportgen.labels import plural, uncapitalised
from reportgen.model import Inline, Inlines, Paper, Paragraph, Reference, Text
from reportgen.patterns import regex
from reportgen.walk import Node, each, plain, rebuild

NO_BREAK = "\u00a0"
WORDS = ("paragraph", "recommendation", "item", "section")
NEAR = 3  # so many nodes tell where a sentence begins: a text, the mark of a footnote, a space
OPENING, ENDING = "“‘([\n", (".", "!", "?", "”", "’", ")", "]")
BEGINNING = regex(r"(?:^|[.!?][”’)\]]*\s+)[“‘(\[]*$")
# A full stop behind one of these ends no sentence.
SHORT_FORM = regex(
    r"(?:\b(?:e\.g|i\.e|cf|viz|vs|nos?|paras?|pp?|ss?|approx|incl)|\.\.)\.\s+[“‘(\[]*$",
    re.IGNORECASE,
)


def set_capitals(paper: Paper) -> Paper:
    """Return the paper with a capital on each reference that begins a sentence of a paragraph."""
    own = (uncapitalised(heading.word) for heading in paper.kind.numbered_headings)
    names = (*WORDS, *own)
    words = frozenset(f"{form}{NO_BREAK}" for word in names for form in (word, plural(word)))

    def change(node: Node) -> tuple[Node, ...]:
        return (_with_capitals(node, words),) if isinstance(node, Paragraph) else (node,)

    paragraphs = each(paper, Paragraph)
    if all(_with_capitals(paragraph, words) is paragraph for paragraph in paragraphs):
        return paper
    return rebuild(paper, change, Paragraph)


def _with_capitals(paragraph: Paragraph, words: frozenset[str]) -> Paragraph:
    content = paragraph.content
    places = {
        place
        for at in [at for at, node in enumerate(content) if isinstance(node, Reference)]
        for place in range(max(at - 2, 0), at + 1)  # a word may stand before several numbers
        if _is_printed(content[place], words) and _begins(content[max(place - NEAR - 1, 0) : place])
    }
    if not places:
        return paragraph
    changed = tuple(_capital(node) if at in places else node for at, node in enumerate(content))
    return paragraph if changed == content else replace(paragraph, content=changed)


def _is_printed(node: Inline, words: frozenset[str]) -> bool:
    """Tell a reference, or the word that stands before the numbers of several."""
    if isinstance(node, Text):
        return node.text.endswith(NO_BREAK) and node.text in words
    return isinstance(node, Reference)


def _begins(before: Inlines) -> bool:
    if before and isinstance(before[-1], Text) and _goes_on(before[-1].text):
        return False
    text = ("…" if len(before) > NEAR else "") + plain(before[-NEAR:])
    return not _goes_on(text) and bool(BEGINNING.search(text)) and not SHORT_FORM.search(text)


def _goes_on(text: str) -> bool:
    """Tell at a glance, as of nearly all texts, that no sentence begins behind it."""
    words = text.rstrip(OPENING).rstrip()
    return bool(words) and not words.endswith(ENDING)


def _capital(node: Inline) -> Inline:
    if isinstance(node, Reference):
        return replace(node, words=node.words[:1].upper() + node.words[1:])
    assert isinstance(node, Text)  # noqa: S101 - a word before several numbers
    return Text(node.text[:1].upper() + node.text[1:])
