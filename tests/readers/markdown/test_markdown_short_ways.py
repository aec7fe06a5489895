"""Short ways through plain text: what is read by one is what the long way reads."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reportgen.readers import typography
from reportgen.readers.markdown import read_markdown
from reportgen.readers.markdown.plain_inlines import PlainInlines

PIECES = (
    "the fund", " ", "  ", "\n", " \n", "\t", "*", "**", "**key point**", "*so*", "_", "@par-a",
    "@par-a.", "@", "x@par-b", "{{", "}}", "{{ budget.total }}", '{{ budget["A & B"] }}', "{", "&",
    "&amp;", " & ", "~", "~~", "`", "[", "]", "(", "!", "<", ">", "\\", "£5", "é", "“", "–", ".",
    "--", "'", '"', "{#par-a}", "22 March", "paragraph 4", "1st May", "5 million", "Table A",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


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


@given(TEXTS)
def test_no_space_is_overlooked(text: str) -> None:
    """The quick look sees every text that has a space which must not break."""
    if any(pattern.search(text) for pattern in typography._SPACES):
        assert typography._SPACE.search(text)
