"""Whatever CommonMark allows can be read, and nothing that is written gets lost."""

from __future__ import annotations

from collections.abc import Iterator

from commonmark.examples import COUNT, Example, examples, words, words_of_html
from reportgen import model, walk
from reportgen.readers.markdown import read_markdown


def test_all_examples_of_the_specification_are_here() -> None:
    """The examples are fetched, all of them: a test over none would prove nothing."""
    assert len(examples()) == COUNT


def test_no_word_of_any_commonmark_example_is_lost() -> None:
    """Every word that a page of the example shows is in the paper too, in the same order."""
    lost = [failure for example in examples() for failure in _lost(example)]
    assert lost == []


def _lost(example: Example) -> Iterator[str]:
    blocks, _ = read_markdown(example.markdown, "example.md")
    printed = words(" ".join(_texts(blocks)))
    rest = iter(printed)
    for word in words_of_html(example.html):
        if word not in rest:
            yield f"example {example.number} ({example.section}): {word!r} not in {printed}"
            return


def _texts(blocks: model.Blocks) -> Iterator[str]:
    """Yield what is printed of each block, in the order they are read."""
    kinds = (model.Paragraph, model.Heading, model.TableCell, model.CodeBlock, model.Figure)
    for block in blocks:
        for node in walk.each(block, *kinds):
            match node:
                case model.CodeBlock(text=text):
                    yield text
                case model.Figure(picture=picture):
                    yield picture.alt
                case _:
                    yield walk.plain(node.content)
