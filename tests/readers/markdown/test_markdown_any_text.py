"""Whatever a file holds, it can be read: a fault in it is told, never thrown."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen import walk
from reportgen.model import Block, CodeBlock, Heading, Paragraph
from reportgen.readers.markdown import read_markdown

MARKS = [
    *"*_`~<>[](){}|#@!\\\"'-+=:.^&;%/$0123456789ab \t\n\r",
    *"\x00\x0b\x0c\x1b\x85\u2028\ud800\ufdd0\ufffe",
    *("{{", "}}", "```", "~~~", "- ", "> ", "1. ", "    ", "\n\n", "[^a]", "[^a]: ", "@par-a", "£"),
    *("{#par-a}", "{budget}", ":a: b", "| a | b |\n", "|---|---|\n", "<!--", "-->", "<b>", "<br>"),
    *("Table: ", "![a](b)", "[a]: b", "<div>", "<![CDATA[", "<?", "&amp;", "&#0;", "\ufeff"),
]  # fmt: skip
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printed(blocks: tuple[Block, ...]) -> str:
    texts = []
    for block in blocks:
        for node in walk.each(block, Paragraph, Heading, CodeBlock):
            is_code = isinstance(node, CodeBlock)
            texts.append(node.text if is_code else walk.plain(node.content))
    return "\n".join(texts)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKS)).map("".join)))
@example("[^0]: [^0]:")
def test_any_text_can_be_read(text: str) -> None:
    """No text stops the reader, and nothing that a Word file cannot hold comes out of it."""
    blocks, problems = read_markdown(text, "a.md")
    assert not CONTROL.search(repr(blocks))
    lines = text.count("\n") + text.count("\r") + 1
    assert all(0 < problem.source.line <= lines for problem in problems)
    assert all(problem.hint for problem in problems)


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1), st.data())
def test_no_word_is_lost_between_marks(words: list[str], data: st.DataObject) -> None:
    """Words between any marks of emphasis, quotation and expressions are all printed, in order."""
    mark = st.sampled_from([" ", "\n", " *", "* ", " **", "` ", " `", ' "', '" ', " {{ ", " }} "])
    text = "".join(data.draw(mark) + word for word in words)
    blocks, _ = read_markdown("x" + text, "a.md")
    letters = re.compile("[^a-z]")
    assert letters.sub("", printed(blocks)) == letters.sub("", "x" + text)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " \t", "\r\n\r\n"])
def test_an_empty_file_is_an_empty_text(text: str) -> None:
    """A file without text has no blocks and no faults."""
    assert read_markdown(text, "a.md") == ((), ())


def test_windows_files_are_read_like_others() -> None:
    """A byte order mark and Windows line ends change neither the text nor its lines."""
    plain = read_markdown("# a\n\nb\n- c", "a.md")
    assert read_markdown("\ufeff# a\r\n\r\nb\r\n- c\r\n", "a.md") == plain


def test_control_characters_are_left_out_with_a_warning() -> None:
    """What no Word file can hold is taken out, and its line is named."""
    blocks, (problem,) = read_markdown("one\n\ntwo\x00 th\x1bree", "a.md")
    assert printed(blocks) == "one\ntwo three"
    assert (problem.code, problem.source.line) == ("control-character", 3)
    assert "U+0000, U+001B" in problem.message


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - ", ">"])
def test_quotes_and_lists_nested_without_end_are_reported_and_printed(mark: str) -> None:
    """Beyond twenty levels the marks are printed as typed; the words are kept."""
    blocks, problems = read_markdown(mark * 5_000 + "words", "a.md")
    assert printed(blocks).endswith("words")
    assert [problem.code for problem in problems] == ["nested-too-deep"]


def test_emphasis_nested_without_end_is_reported_and_printed() -> None:
    """Emphasis in emphasis in emphasis ends somewhere; the words are kept."""
    text = "*a _b " * 40 + "words" + "_ *" * 40
    blocks, problems = read_markdown(text, "a.md")
    assert "words" in printed(blocks)
    assert [problem.code for problem in problems] == ["nested-too-deep"]


HOSTILE = {
    "brackets": "[" * 5_000,
    "pairs of brackets": "[" * 5_000 + "](x)" * 5_000,
    "pictures": "![a" * 5_000 + "](b)" * 5_000,
    "emphasis": "*a _b " * 20_000,
    "expressions": "{{" * 50_000,
    "quoted expressions": '{{ " }} " ' * 10_000,
    "comments": "<!--" * 20_000,
    "tags": "<div " * 20_000,
    "code": "".join("`" * count + " " for count in range(400)),
    "heading blanks": "# a" + " " * 50_000 + "b",
    "broken tables": "a|b\n-|-\n" * 3_000 + "a|b|c\n",
    "lists and quotes": "- a\n> b\n" * 5_000,
    "one paragraph": "(x | y\n" * 20_000,
    "footnotes": "[^a]: x [^a]\n\n" * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_minutes(text: str) -> None:
    """Texts made to be slow are read all the same: each would take minutes were it not bounded."""
    blocks, problems = read_markdown(text, "a.md")
    assert blocks or problems
