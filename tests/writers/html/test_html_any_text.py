"""Whatever is typed stays text: it is in the page, and never becomes a part of it."""

from __future__ import annotations

from collections.abc import Callable

from html_pages import (
    FIELDS,
    HERE,
    Element,
    bullets,
    page,
    paper,
    para,
    read,
    row,
    shown,
    table,
    text,
)
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import (
    Appendix,
    Attributes,
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Figure,
    Footnote,
    Heading,
    Link,
    Person,
    Picture,
    Reference,
    RowKind,
    Stated,
)
from reportgen.writers.html import write_html
from reportgen.writers.html.markup import printable

PNG = b"\x89PNG\r\n\x1a\n"
TRICKS = st.sampled_from(
    [
        "<script>alert(1)</script>", "</style>", "</title>", "<!--", "-->", "]]>", "&lt;", "&#60;",
        '"', "'", '" onload="x', "' autofocus '", "javascript:x", "\\", "\\3c", "*/", "}", "{",
        "\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ufffe", "\U0001ffff", "\u2028", "\u202e",
        "<svg><style>", "<plaintext>", "=", "`",
    ]
)  # fmt: skip
WORDS = st.lists(TRICKS | st.text(max_size=8), max_size=5).map("".join)
SEEN = WORDS.map(lambda words: f"a{words}z")  # never empty, never only spaces

FORMS: dict[str, Callable[[str], tuple[Block, ...]]] = {
    "text": lambda s: (para(s),),
    "numbered": lambda s: (para(s, number=s),),
    "label": lambda s: (para("x", label=s), para(Reference(s, HERE, words="see", number=s))),
    "heading": lambda s: (Heading(1, text(s), HERE), Heading(2, text("b"), HERE)),
    "code": lambda s: (para(Code(s)), CodeBlock(s, HERE, s)),
    "link": lambda s: (para(Link("https://example.org/" + s, text(s), s)), para(Link(s, text(s)))),
    "picture": lambda s: (para(Picture(s, s, s, HERE, PNG, 9525, 9525)),),
    "figure": lambda s: (Figure(Picture(s, s, s, HERE), HERE, text(s), number=s),),
    "quote": lambda s: (BlockQuote((para(s),), HERE),),
    "bullets": lambda s: (bullets(s, s),),
    "footnote": lambda s: (para("x", Footnote((para(s),), HERE, 1)),),
    "stated": lambda s: (para(Stated(text(s), s, HERE)),),
    "table": lambda s: (
        table(row(RowKind.HEADING, s, s), row(RowKind.LINE, s, s), caption=s, number=s),
        table(row(RowKind.GROUP, s, ""), row(RowKind.LINE, s, s), row(RowKind.NOTE, s, "")),
    ),
}
WITH_LINKS = ("link",)  # whether these become links depends on the text


def shape(node: Element) -> list[object]:
    """Return an element's tag, the names of its attributes and the shapes in it."""
    inside = [shape(child) for child in node if isinstance(child.tag, str)]
    return [node.tag, sorted(map(str, node.attrib)), inside]


@given(st.lists(st.tuples(st.sampled_from(sorted(FORMS)), SEEN), min_size=1, max_size=4))
def test_any_text_in_any_place_is_in_the_page(parts: list[tuple[str, str]]) -> None:
    """Nothing that can be shown gets lost, and the page is sound HTML."""
    blocks = tuple(block for form, words in parts for block in FORMS[form](words))
    data, problems = write_html(paper(*blocks))
    assert problems == ()
    everything = shown(read(data)) + " ".join(map(str, read(data).xpath("//@alt")))  # type: ignore[union-attr]
    for _, words in parts:
        assert _plain(words) in " ".join(everything.split())


@given(st.sampled_from(sorted(set(FORMS) - set(WITH_LINKS))), SEEN)
def test_no_text_changes_what_a_page_is_made_of(form: str, words: str) -> None:
    """With any text a page has the elements and attributes that it has with "amz", no others."""
    made = paper(*FORMS[form](words), appendices=(_appendix(words),), **_fields(words))
    plain = paper(*FORMS[form]("amz"), appendices=(_appendix("amz"),), **_fields("amz"))
    assert shape(page(made)) == shape(page(plain))


@given(SEEN)
def test_no_text_gets_out_of_the_style_sheet_s_strings(words: str) -> None:
    """Board, title and marking stand at the edges of printed pages, as strings and no more."""
    sheets = []
    for value in (words, "amz"):
        made = paper(para("x"), board=value, marking=value, title=value)
        (style,) = page(made).xpath("//style")  # type: ignore[union-attr,misc]
        sheet = str(style.text)  # type: ignore[union-attr]
        edges = sheet[sheet.rindex("@media print") :]
        assert edges.isascii()
        sheets.append([part for place, part in enumerate(edges.split('"')) if place % 2 == 0])
    assert sheets[0] == sheets[1]


def _appendix(words: str) -> Appendix:
    return Appendix(text(words), HERE, (para("x"),), Attributes(words), number="A")


def _fields(words: str) -> dict[str, object]:
    texts = dict.fromkeys(FIELDS, words) | dict.fromkeys(("agenda_item", "purpose", "wards"), words)
    # With a space it is no address, which would become a link.
    people = dict.fromkeys(("author", "contact"), Person(words, words, f"{words} x", words))
    return texts | people | {"date": words, "cleared_by": (words,), "background_papers": (words,)}


def _plain(words: str) -> str:
    return " ".join(printable(words).replace("\u00a0", " ").split())
