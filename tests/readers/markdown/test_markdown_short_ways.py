"""Short ways through plain text: what is read by one is what the long way reads."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reportgen.readers import typography
from reportgen.readers.markdown import block_parser, read_markdown
from reportgen.readers.markdown.parser import Parser
from reportgen.readers.markdown.plain_inlines import PlainInlines

PIECES = (
    "the fund", " ", "  ", "\n", " \n", "\t", "*", "**", "**key point**", "*so*", "_", "@par-a",
    "@par-a.", "@", "x@par-b", "{{", "}}", "{{ budget.total }}", '{{ budget["A & B"] }}', "{", "&",
    "&amp;", " & ", "~", "~~", "`", "[", "]", "(", "!", "<", ">", "\\", "£5", "é", "“", "–", ".",
    "--", "'", '"', "{#par-a}", "22 March", "paragraph 4", "1st May", "5 million", "Table A",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
LINES = (
    "", "", "", " ", "     ", "\t", "\f", "\u00a0", "The fund", "is spent", "it | is", "| a | b |",
    "a | b", "--|--", "|---|---|", "---", "===", "# Heading", "Table: Funds", "- item", "1. item",
    "  below", "    code", "> quote", "```", "```{budget} Summary", "~~~", "***", "[plan]: /plan",
    "[^a]: note", "so[^a]", "<div>", "<!-- note", "-->", "é", "“so", "²", "0 = none", "A\u2028b",
)  # fmt: skip
BLOCKS = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


@given(TEXTS)
def test_a_plain_text_is_read_as_any_other(text: str) -> None:
    """Marks, lines and findings are the same, whichever way a paragraph takes."""
    with patch.object(PlainInlines, "tokens", return_value=None):  # so that mistune reads all
        long_way = read_markdown(text, "x.md")
    assert repr(read_markdown(text, "x.md")) == repr(long_way)


def test_most_paragraphs_take_the_short_way() -> None:
    """Bold type, emphasis, references, amounts and line ends are plain; links are not."""
    plain = PlainInlines(())
    text = "The *fund* of {{ budget.total }}, as @par-a says,\nis **well spent** & audited."
    assert plain.tokens(text, 1) is not None
    assert plain.tokens("See [the plan](https://example.org).", 1) is None
    assert plain.tokens("R&amp;D", 1) is None


@given(BLOCKS)
def test_plain_paragraphs_are_read_as_any_others(text: str) -> None:
    """Whatever stands before and behind them, and wherever a text ends."""
    with patch.object(block_parser, "_behind_plain", lambda _, start: start):  # mistune reads all
        long_way = Parser().blocks(text, 1)
        tree = read_markdown(text, "x.md")
    assert repr(Parser().blocks(text, 1)) == repr(long_way)
    assert repr(read_markdown(text, "x.md")) == repr(tree)


@given(TEXTS)
def test_no_space_is_overlooked(text: str) -> None:
    """The quick look sees every text that has a space which must not break."""
    if any(pattern.search(text) for pattern in typography._SPACES):
        assert typography._SPACE.search(text)
