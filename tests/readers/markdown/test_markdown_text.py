"""What is typed in a paragraph: emphasis, links, pictures, references, expressions."""

from __future__ import annotations

import pytest

from reportgen import walk
from reportgen.model import (
    Code,
    Emphasis,
    Expression,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Reference,
    Strikethrough,
    Strong,
    Table,
    Text,
)
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source

HERE = Source("a.md", 1)


def content(text: str) -> Inlines:
    """Return the content of a text of one paragraph that has no faults."""
    (block,), problems = read_markdown(text, "a.md")
    assert isinstance(block, Paragraph)
    assert problems == ()
    return block.content


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_markdown(text, "a.md")[1]]


def labels(text: str) -> list[str]:
    blocks, _ = read_markdown(text, "a.md")
    return [node.label for block in blocks for node in walk.each(block, Reference)]


def test_emphasis_code_and_strikethrough_are_what_they_are() -> None:
    """Emphasised, strong, struck and code words keep their kind and the spaces between them."""
    assert content("a *b* **c** ~~d~~ `e  f`") == (
        Text("a "),
        Emphasis((Text("b"),)),
        Text(" "),
        Strong((Text("c"),)),
        Text(" "),
        Strikethrough((Text("d"),)),
        Text(" "),
        Code("e  f"),
    )


def test_a_line_end_is_a_space_and_a_backslash_makes_it_a_break() -> None:
    """Lines of a paragraph are one text; a hard break stays a break."""
    assert content("a\nb\\\nc  \nd") == (
        Text("a b"),
        LineBreak(),
        Text("c"),
        LineBreak(),
        Text("d"),
    )


def test_links_have_target_words_and_title() -> None:
    """A link goes where it is written to go, with typography in its words alone."""
    assert content("""[PCC's "plan"](https://a.uk/x--y?a=1&amp;b "The title")""") == (
        Link("https://a.uk/x--y?a=1&b", (Text("PCC’s “plan”"),), "The title", HERE),
    )
    assert content("<https://a.uk/b--c...d>") == (
        Link("https://a.uk/b--c...d", (Text("https://a.uk/b--c...d"),), "", HERE),
    )
    assert content("<pcc@x.uk>") == (Link("mailto:pcc@x.uk", (Text("pcc@x.uk"),), "", HERE),)


def test_a_picture_in_a_line_has_target_alternative_text_and_title() -> None:
    """A picture's alternative text is plain, whatever is emphasised in it."""
    assert content('see ![a *bar* chart](img/a.png "T") here') == (
        Text("see "),
        Picture("img/a.png", "a bar chart", "T", HERE),
        Text(" here"),
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("R&amp;D", "R&D"),
        ("&amp;lt;", "&lt;"),
        (r"\&amp;", "&amp;"),
        ("&pound;5 &#163;5 &#xA3;5", "£5 £5 £5"),
        ("&nosuch; &amp", "&nosuch; &amp"),
        ("a&nbsp;b", "a\u00a0b"),
        ("a&#10;&#9;b&#12;", "a b "),
        (r"\*a\* \"b\" c\-\-d \'e\' f\.\.\.", "*a* \"b\" c--d 'e' f..."),
    ],
)
def test_entities_and_escapes_are_decoded_once(typed: str, printed: str) -> None:
    """An entity is its character, a character behind a backslash itself and never typography."""
    assert walk.plain(content(typed)) == printed


def test_quotation_marks_pair_across_markup() -> None:
    """Opening and closing marks find each other around emphasis, amounts and references."""
    assert walk.plain(content('"*so*", "**x** y" and "`z`"')) == "“so”, “x y” and “z”"
    assert content('"{{ a }}"') == (Text("“"), Expression("a", HERE), Text("”"))
    assert content('"@par-a"') == (Text("“"), Reference("par-a", HERE), Text("”"))


# --- references -----------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["par", "sec", "tbl", "fig", "app", "rec"])
def test_a_reference_is_an_at_sign_a_prefix_and_a_name(prefix: str) -> None:
    """Paragraphs, sections, tables, figures, appendices and recommendations can be named."""
    assert content(f"see @{prefix}-a_b-2.") == (
        Text("see "),
        Reference(f"{prefix}-a_b-2", HERE),
        Text("."),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("(@par-a, @par-b; @par-c)", ["par-a", "par-b", "par-c"]),
        ("_@par-a_ *@par-b* **@par-c**", ["par-a", "par-b", "par-c"]),
        ("@par-a- @par-b_ @par-c's", ["par-a", "par-b", "par-c"]),
        ("[see @par-a](x) \"@par-b\" '@par-c'", ["par-a", "par-b", "par-c"]),
        ("| a |\n|---|\n| @par-a |", ["par-a"]),
        ("# see @par-a", ["par-a"]),
        ("@par- @para-a @x-y @par", []),
        ("office@par-x.uk x.y/@par-b a@par-c", []),
        ("`@par-a` <https://x.uk/@par-b> [x](@par-c)", []),
        (r"\@par-a", []),
    ],
)
def test_references_stand_alone(typed: str, found: list[str]) -> None:
    """A reference is none in a word, an e-mail or web address, in code or behind a backslash."""
    assert labels(typed) == found


def test_a_reference_in_brackets_with_a_minus_prints_its_number_alone() -> None:
    """`[-@par-x]` is for where the sentence has the word already."""
    assert content("paragraphs [-@par-a] to [-@par-b]") == (
        Text("paragraphs "),
        Reference("par-a", HERE, number_only=True),
        Text(" to "),
        Reference("par-b", HERE, number_only=True),
    )


# --- expressions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "budget.summary.total | thousands",
        'budget["A *b* [c](d) `e` _f_"]["2022/23"]',
        "a < b and c > d",
        "'}}' ~ \"}}\"",
        'x["y--z..."]',
        "{'a': 1}['a']",
        "@par-a &amp; \\n",
    ],
)
def test_an_expression_is_read_before_all_other_marks(expression: str) -> None:
    """What stands between the brackets is left as it is, in a table's cell too."""
    assert content("a {{ " + expression + " }} b") == (
        Text("a "),
        Expression(expression, HERE),
        Text(" b"),
    )
    (table,), problems = read_markdown("| {{ " + expression + " }} | b |\n|---|---|", "a.md")
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].content == (Expression(expression, HERE),)
    assert problems == ()


def test_an_expression_may_go_on_over_a_line() -> None:
    """A long expression in a wrapped paragraph is one expression."""
    assert content("a {{ b\n   | c }}") == (Text("a "), Expression("b | c", HERE))


def test_an_expression_is_none_in_code_or_behind_a_backslash() -> None:
    """Brackets that are meant as brackets can be typed."""
    assert content("`{{ a | b }}`") == (Code("{{ a | b }}"),)
    assert content(r"\{{ a }}") == (Text("{{ a }}"),)
    (block,), _ = read_markdown("```\n{{ a | b }}\n```", "a.md")
    assert getattr(block, "text", "") == "{{ a | b }}"


def test_an_expression_that_never_ends_is_an_error_and_its_text_is_kept() -> None:
    """The line of the opening brackets is named."""
    (block,), (problem,) = read_markdown("one {{ a }}\ntwo {{ three *four*", "a.md")
    assert (problem.code, problem.source.line) == ("unclosed-expression", 2)
    assert isinstance(block, Paragraph)
    assert walk.plain(block.content) == "one {{ a }} two {{ three four"


@pytest.mark.parametrize("text", ["[a](b{{c}})", "![{{ a }}](b) x", '[a](b "{{ c }}")'])
def test_an_expression_in_an_address_is_an_error(text: str) -> None:
    """Amounts belong into text; in a picture's description or an address they are reported."""
    assert codes(text) == ["misplaced-expression"]


# --- HTML -----------------------------------------------------------------------------------


def test_html_is_reported_and_its_text_printed_plainly() -> None:
    """Tags are dropped with one warning a line; what stands between them is kept."""
    (first, second), problems = read_markdown(
        "a <b>c</b> d\n\n<div>\n<p>e &amp; f</p>\n</div>", "a"
    )
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.content, second.content) == ((Text("a c d"),), (Text("e & f"),))
    assert [(problem.code, problem.source.line) for problem in problems] == [
        ("raw-html", 1),
        ("raw-html", 3),
    ]


def test_comments_are_the_authors_own() -> None:
    """A comment is not printed and not reported, within a line or over many."""
    assert read_markdown("<!-- to do\n\n# not a heading\n-->", "a.md") == ((), ())
    assert content("a <!-- b --> c") == (Text("a c"),)


def test_a_comment_that_never_ends_is_an_error() -> None:
    """Without its end a comment would swallow the rest of the paper."""
    assert codes("text\n\n<!-- note\n\nmore text") == ["unclosed-comment"]


def test_a_line_break_may_be_written_as_html() -> None:
    """In a table's cell Markdown has no other way to break a line."""
    assert content("a<br>b<br/>c") == (
        Text("a"),
        LineBreak(),
        Text("b"),
        LineBreak(),
        Text("c"),
    )
