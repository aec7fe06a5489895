"""Tracked changes are accepted as if a person had pressed Accept All."""

from __future__ import annotations

from typing import Any

import pytest
from carried import Carried, carry, findings, shown
from lxml import etree
from small_papers import W
from word_files.by_hand import hand_made_file, para, text
from word_files.makers import as_word_file

WHO = 'w:id="9" w:author="Officer" w:date="2022-03-22T09:00:00Z"'
GONE = '<w:r><w:delText xml:space="preserve">gone</w:delText></w:r>'
MARK_GONE = f"<w:rPr><w:del {WHO}/></w:rPr>"


def accepted(body: str) -> Carried:
    return carry(hand_made_file(body=body), accept=True)


def lines(made: Carried) -> list[str]:
    """Return the carried paragraphs between the file's own last ones."""
    texts = [shown(node) for node in made.body.iter(W + "p")]
    return texts[texts.index("Handmade sum ") + 1 : texts.index("Handmade end")]


def test_accepting_all_changes_gives_the_file_without_them() -> None:
    """A tracked file and the one that it becomes give the same paper."""
    tracked = carry(as_word_file(changes=True, comments=True), accept=True)
    clean = carry(as_word_file(), accept=True)

    def content(made: Carried) -> list[tuple[str, str]]:
        return [(node.tag, shown(node)) for node in made.body.iter(W + "p", W + "tr", W + "tbl")]

    assert content(tracked) == content(clean)
    assert findings(tracked.data) == findings(clean.data)


def test_no_trace_of_a_change_is_left() -> None:
    """Neither what was thrown out nor who did it."""
    made = carry(as_word_file(changes=True, comments=True), accept=True)
    xml = b"".join(data for name, data in made.parts.items() if name.endswith(".xml"))
    for trace in (b"thrown out", b"w:author", b"<w:ins ", b"<w:del ", b"Change", b"comment"):
        assert trace not in xml


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(f"<w:ins {WHO}>{text('new')}</w:ins>", " old"), ["new old"]),
        (para(f"<w:del {WHO}>{GONE}</w:del>", "kept"), ["kept"]),
        (para(f"<w:moveTo {WHO}>{text('moved')}</w:moveTo>"), ["moved"]),
        (para(f"<w:moveFrom {WHO}>{text('moved')}</w:moveFrom>", "left"), ["left"]),
        (para("one ", more=MARK_GONE) + para("two"), ["one two"]),
        (para("a ", more=MARK_GONE) + para("b ", more=MARK_GONE) + para("c"), ["a b c"]),
        (para(f"<w:del {WHO}>{GONE}</w:del>", more=MARK_GONE) + para("next"), ["next"]),
    ],
)
def test_text_is_what_it_is_after_accepting(body: str, expected: list[str]) -> None:
    """Insertions stay, deletions go, and a paragraph without its mark runs on."""
    assert lines(accepted(body)) == expected


def table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def row(*cells: str, more: str = "") -> str:
    shown_cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{shown_cells}</w:tr>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (table(row(para("a")), row(para("b"), more=f"<w:del {WHO}/>")), ["a"]),
        (table(row(para("a")), row(para("b"), more=f"<w:ins {WHO}/>")), ["a", "b"]),
        (table(row(para("b"), more=f"<w:del {WHO}/>")) + para("after"), ["after"]),
        (table(row(para("a"), f"<w:tcPr><w:cellDel {WHO}/></w:tcPr>{para('b')}")), ["a"]),
        (table(row(para("a"), f"<w:tcPr><w:cellIns {WHO}/></w:tcPr>{para('b')}")), ["a", "b"]),
    ],
)
def test_rows_and_cells_are_what_they_are_after_accepting(body: str, expected: list[str]) -> None:
    """A table that has lost all its rows is gone."""
    assert lines(accepted(body)) == expected


def test_looks_are_the_new_ones() -> None:
    """What a paragraph looked like before is forgotten."""
    earlier = f"<w:pPrChange {WHO}><w:pPr><w:jc w:val='right'/></w:pPr></w:pPrChange>"
    made = accepted(para("Left", more=f'<w:jc w:val="left"/>{earlier}'))
    found: list[Any] = list(made.paragraph("Left").iter(W + "jc"))
    assert [node.get(W + "val") for node in found] == ["left"]
    assert b"pPrChange" not in etree.tostring(made.body)
