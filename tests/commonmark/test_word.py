"""Whatever CommonMark allows can be printed in Word, and nothing that is written gets lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import ooxml_integrity
import openxml_audit
import pytest
from carried_kinds import carried
from lxml import etree

from commonmark.examples import COUNT, Example, examples, words, words_of_html
from reportgen.model import Block, Field, Numbering, Paper, Paragraph, Person, Scheme, Section, Text
from reportgen.passes.numbering import number_paper
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source
from reportgen.writers.word import write_word

HERE = Source("example.md", 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE = Path(__file__).parents[2] / "templates" / "board-report.docx"
MARK = "Example\u2116"  # before each example's number, in a word of its own


SCHEMES = [Numbering(scheme) for scheme in Scheme]


def paper_of(found: list[Example], numbering: Numbering) -> Paper:
    """Return a paper with a section for each example, after a paragraph with its number."""
    sections = tuple(Section(f"n{e.number}", HERE, (_mark(e), *_blocks(e))) for e in found)
    texts = dict.fromkeys(("marking", "agenda_item", "purpose", "wards"), "")
    others = {"title": "All", "board": "Board", "date": date(2022, 3, 22), "author": Person()}
    lists: dict[str, tuple[str, ...]] = {"background_papers": (), "cleared_by": ()}
    values = {**texts, **others, **lists, "contact": Person()}
    fields = tuple(Field(name, value, HERE) for name, value in values.items())
    paper = Paper(
        "all", carried("paper"), HERE, numbering=numbering, fields=fields, sections=sections
    )
    return number_paper(paper)


@cache
def built(numbering: Numbering) -> bytes:
    data, problems = write_word(paper_of(examples(), numbering), TEMPLATE.read_bytes(), "house")
    assert {problem.code for problem in problems} <= {"list-start"}  # one begins at 123456789
    return data


@pytest.mark.parametrize("numbering", SCHEMES)
def test_no_word_of_any_commonmark_example_is_lost_in_word(numbering: Numbering) -> None:
    """Every word that a page of the example shows is in the Word file too, in the same order."""
    parts = re.split(rf"{MARK}(\d+)", _text(built(numbering)))[1:]
    shown = dict(zip(parts[::2], parts[1::2], strict=True))
    assert len(shown) == COUNT
    lost = [failure for e in examples() for failure in _lost(e, words(shown[str(e.number)]))]
    assert lost == []


@pytest.mark.parametrize("numbering", SCHEMES)
def test_all_examples_make_a_file_that_word_can_open(numbering: Numbering, tmp_path: Path) -> None:
    """The most entangled Markdown makes a valid file: its XML, its lists, links and notes."""
    path = tmp_path / "all.docx"
    path.write_bytes(built(numbering))
    faults = openxml_audit.OpenXmlValidator().validate(path).errors
    assert [str(fault) for fault in faults] == []
    assert [str(fault) for fault in ooxml_integrity.check(path)] == []


def _blocks(example: Example) -> tuple[Block, ...]:
    return read_markdown(example.markdown, "example.md")[0]


def _mark(example: Example) -> Paragraph:
    return Paragraph((Text(f"{MARK}{example.number}"),), HERE)


def _text(data: bytes) -> str:
    """Return the text of the document with its footnotes in place, as they are read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(_parts(root))


def _parts(root: etree._Element) -> Iterator[str]:
    for node in root.iter(W + "t", W + "p", W + "br", W + "tab"):
        yield (node.text or "") if node.tag == W + "t" else " "


def _lost(example: Example, printed: list[str]) -> Iterator[str]:
    rest = iter(printed)
    for word in words_of_html(example.html):
        if word not in rest:
            yield f"example {example.number} ({example.section}): {word!r} not in {printed}"
            return
