"""Headings that a kind numbers, through the whole tool: Question 1, Answer 1, and what refers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoilt_fields import FIELD, TEXT, spoilt
from test_numbering import built

from reportgen.model import Heading, Kind, NumberedHeading, Paper, Section, Text
from reportgen.passes.headings import number_headings
from reportgen.source import Source
from reportgen.walk import heading_text

Convert = Callable[[Path, str, Path], Path]

HERE = Source("content/paper/questions.md", 1)
NUMBERED = (NumberedHeading("Question", "q"), NumberedHeading("Answer", "a"))
MANIFEST = """\
kind: answers
title: A request
contents: true
sections: [questions.md]
"""
QUESTIONS = """\
# Questions and answers

As @q-spend and [@q-plan; @a-plan] say, and [-@q-plan] again. See [@q-spend; @q-plan; @q-open].

## Question: Spending {#q-spend}

## Question: The plan {#q-plan}

## Answer {#a-plan}

## Question {#q-open}

## Answer: None is held
"""
# Question 1 is not answered, and the first answer is Answer 2 all the same.
HEADINGS = ["Question 1: Spending", "Question 2: The plan", "Answer 2", "Question 3",
            "Answer 3: None is held"]  # fmt: skip
REFERENCES = ["1", "2", "2", "2", "1", "3"]
SENTENCES = "As question 1 and question 2 and answer 2 say, and 2 again. See questions 1 to 3."


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    """A project with a kind of its own, which numbers questions and answers."""
    kind = (repository / "templates" / "paper.yaml").read_text(encoding="utf-8")
    kind += "\nnumbering: none\nnumbered_headings: {Question: q, Answer: a}\n"
    folder = tmp_path / "content" / "paper"
    for path, text in {
        tmp_path / "reportgen.toml": "",
        tmp_path / "templates" / "answers.yaml": kind,
        folder / "paper.yaml": MANIFEST,
        folder / "questions.md": QUESTIONS,
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def numbered(*typed: str) -> list[Heading]:
    """Return the headings that a paper with these has in the end."""
    headings = tuple(Heading(2, (Text(words),), HERE) for words in typed)
    kind = Kind("answers", numbered_headings=NUMBERED)
    paper, _ = number_headings(Paper("p", kind, HERE, sections=(Section("s", HERE, headings),)))
    return [block for block in paper.sections[0].blocks if isinstance(block, Heading)]


@given(st.lists(st.sampled_from(["Question", "Answer"]), max_size=12))
def test_an_answer_never_has_the_number_of_a_question_that_is_not_its_own(words: list[str]) -> None:
    """Questions count 1, 2, 3; an answer's question stands before it and has no other answer."""
    asked: list[str] = []
    answered: list[str] = []
    for heading in numbered(*words):
        if heading.word == "Question":
            asked.append(heading.number)
        elif heading.number and asked:
            assert heading.number in asked
            answered.append(heading.number)
    assert asked == [str(number) for number in range(1, len(asked) + 1)]
    assert len(answered) == len(set(answered))


@given(st.integers(1, 8))
def test_pairs_and_lists_of_questions_and_answers_have_the_same_numbers(many: int) -> None:
    """Whether each answer follows its question, or all follow all: none is left out."""
    expected = [str(number) for number in range(1, many + 1)]
    pairs = numbered(*["Question", "Answer"] * many)
    assert [heading.number for heading in pairs[1::2]] == expected
    lists = numbered(*["Question"] * many, *["Answer"] * many)
    if many > 1:
        assert [heading.number for heading in lists[many:]] == expected
    assert not any(heading.restarts for heading in (*pairs, *lists))


def test_where_nothing_is_asked_answers_count_by_themselves() -> None:
    """Without a heading for a question in the paper, an answer belongs to none, and has a place."""
    assert [heading_text(each) for each in numbered("Answer", "Answer: b")] == [
        "Answer\u00a01",
        "Answer\u00a02: b",
    ]


@given(st.text(max_size=30))
def test_any_heading_keeps_its_words(words: str) -> None:
    """Whatever stands behind the word, a heading prints all letters that it was given."""
    (heading,) = numbered(f"Question: {words}")
    assert heading.word == "Question"
    assert "".join(heading_text(heading).split()) == "".join(
        (f"Question1:{words}" if words.strip() else "Question1").split()
    )


def test_word_counts_the_headings_and_libreoffice_agrees(
    project: Path, monkeypatch: pytest.MonkeyPatch, soffice: Convert
) -> None:
    """With every stored number spoilt, LibreOffice works out the headings and references again."""
    built(project, monkeypatch)
    docx = project / "build" / "paper.docx"
    fields = _fields(docx)
    assert [code for code, _ in fields if code.startswith("SEQ")] == [
        r"SEQ Question \* ARABIC",
        r"SEQ Question \* ARABIC",
        r"SEQ Answer \* ARABIC \r 2",
        r"SEQ Question \* ARABIC",
        r"SEQ Answer \* ARABIC",
    ]
    assert [result for code, result in fields if code.startswith("REF")] == REFERENCES
    pdf = soffice(spoilt(docx, project / "spoilt.docx", "REF", "SEQ"), "pdf", project)
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        (section,) = outline.root
        assert [_plain(item.title) for item in section.children] == HEADINGS
    command = ["pdftotext", str(pdf), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert SENTENCES in " ".join(_plain(printed).split())


def test_the_lists_of_contents_name_the_headings_with_their_numbers(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Word and in the page, as in the outline."""
    outline = built(project, monkeypatch, "--to", "docx,html,txt")
    xml = ZipFile(project / "build" / "paper.docx").read("word/document.xml").decode()
    lines = re.findall(r'<w:pStyle w:val="TOC2"/>.*?</w:p>', xml, re.S)
    texts = [_plain("".join(TEXT.findall(line))) for line in lines]
    assert [text.rstrip("0123456789") for text in texts] == [
        heading.rstrip("0123456789") for heading in HEADINGS
    ]
    assert all(map(str.startswith, texts, HEADINGS))
    page = (project / "build" / "paper.html").read_text(encoding="utf-8")
    contents = page[page.index("<nav") : page.index("</nav>")]
    for heading in HEADINGS:
        assert f">{heading}</a>" in _plain(contents)
        assert f">{heading}</h3>" in _plain(page)
        assert f"## {heading}\n" in _plain(outline)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _fields(docx: Path) -> list[tuple[str, str]]:
    """Return the code of every field with the result that is stored."""
    xml = ZipFile(docx).read("word/document.xml").decode()
    found = FIELD.finditer(xml)
    return [(field["code"], _plain("".join(TEXT.findall(field["result"])))) for field in found]
