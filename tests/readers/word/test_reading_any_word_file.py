"""Nothing is lost: every word of a file's text is in the paper, in order, whoever made the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import faulty
from word_files.makers import (
    as_word_file,
    hand_made_file,
    libreoffice_file,
    pandoc_file,
    python_docx_file,
)
from word_reading import outline, read

from reportgen.diagnostics import has_errors

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MARKS = re.compile(r"[*~]")  # of emphasis, in the outline
WORD = re.compile(r"\w+")
Convert = Callable[[Path, str, Path], Path]


def words_of_body(data: bytes) -> list[str]:
    """Return the words in the file's text, read without any of the code that is tested."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own
    texts: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        for child in node:
            if child.tag == MC + "Fallback":
                continue
            if child.tag == W + "t":
                texts.append(child.text or "")
            elif child.tag in (W + "p", W + "tab", W + "br"):
                texts.append(" ")
            walk(child)

    walk(body)
    return WORD.findall("".join(texts))


def assert_in_order(words: list[str], text: str) -> None:
    found = iter(WORD.findall(MARKS.sub("", text)))
    for word in words:
        assert any(word == other for other in found), f"{word} is missing, or out of order"


@pytest.mark.parametrize(
    "maker", [pandoc_file, python_docx_file, hand_made_file, as_word_file], ids=lambda f: f.__name__
)
def test_every_word_is_there_whoever_made_the_file(maker: Callable[[], bytes]) -> None:
    """Pandoc, python-docx, a program of one's own, Word."""
    data = maker()
    _, problems = read(data, accept_changes=True)
    words = words_of_body(data)
    assert len(words) > 15
    assert not has_errors(problems)
    assert_in_order(words, outline(data, accept_changes=True))


def test_every_word_is_there_from_libreoffice(soffice: Convert, tmp_path: Path) -> None:
    """LibreOffice has ways of its own with lists, notes and text boxes."""
    data = libreoffice_file(soffice, tmp_path)
    assert_in_order(words_of_body(data), outline(data))


# --- files without end ------------------------------------------------------------------------

looks = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:strike/>", '<w:rStyle w:val="Strong"/>'])
text = st.text("abcxyz019 ", min_size=1, max_size=12)
runs = st.lists(
    st.one_of(
        st.builds(faulty.r, text, looks),
        st.just("<w:r><w:br/></w:r>"),
        st.just("<w:r><w:tab/></w:r>"),
        st.builds(lambda words: faulty.field("REF x", words), text),
        st.builds(lambda words: f"<w:ins {faulty.WHO}>{faulty.r(words)}</w:ins>", text),
        st.builds(lambda words: f"<w:sdt><w:sdtContent>{faulty.r(words)}</w:sdtContent></w:sdt>",
                  text),
        st.builds(lambda words: f'<w:hyperlink w:anchor="x">{faulty.r(words)}</w:hyperlink>', text),
    ),
    min_size=1,
    max_size=5,
).map("".join)  # fmt: skip
styles = st.sampled_from(["", "Heading1", "Heading3", "Title", "Quote", "ListContinue"])
paragraphs = st.builds(lambda runs, style: faulty.p(runs, style=style), runs, styles)
items = st.builds(faulty.item, text, st.integers(0, 4), st.sampled_from([1, 2, 3, 4, 5, 99]))
blocks = st.recursive(
    st.one_of(paragraphs, items),
    lambda inner: st.lists(
        st.lists(st.lists(inner, max_size=2), min_size=1, max_size=3), min_size=1, max_size=3
    ).map(
        lambda rows: faulty.table(
            *(faulty.row(*(faulty.cell(*cell) for cell in row)) for row in rows)
        )
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(body=st.lists(blocks, max_size=8))
def test_every_word_is_there_whatever_the_file_holds(body: list[str]) -> None:
    """Paragraphs of all styles but captions (which move above their tables), lists of all levels,
    tables in tables, in any order.
    """
    data = faulty.letter(*body)
    assert_in_order(words_of_body(data), outline(data, accept_changes=True))
