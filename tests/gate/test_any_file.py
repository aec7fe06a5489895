"""Any Word file goes through the gate: those of five programs, and damaged ones."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from gate_files import BODY, minutes
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import faulty
from word_files.makers import (
    as_word_file,
    hand_made_file,
    libreoffice_file,
    pandoc_file,
    python_docx_file,
)

from reportgen.cli import main
from reportgen.diagnostics import Diagnostics
from reportgen.gate.codes import CODES
from reportgen.gate.examination import examine
from reportgen.source import Source

Convert = Callable[[Path, str, Path], Path]

MADE: dict[str, Callable[[], bytes]] = {
    "as Word writes it": as_word_file,
    "by hand": hand_made_file,
    "by pandoc": pandoc_file,
    "by python-docx": python_docx_file,
}
UNFIT = {"file-unreadable", "word-damaged", "word-format", "word-unsafe", "word-too-large",
         "word-encrypted"}  # fmt: skip
PARTS = (BODY, "word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/footnotes.xml")


def found(data: bytes) -> Diagnostics:
    problems = examine(data, Source("any.docx"))
    assert {problem.code for problem in problems} <= CODES | UNFIT
    return problems


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_file_of_each_program_is_looked_at(make: Callable[[], bytes]) -> None:
    """Files made without a thought of the rules have findings of the gate, and no crash."""
    assert {problem.code for problem in found(make())} & CODES


def test_a_file_of_libreoffice_is_looked_at(soffice: Convert, tmp_path: Path) -> None:
    """Also one that began as an OpenDocument text."""
    assert {problem.code for problem in found(libreoffice_file(soffice, tmp_path))} & CODES


@pytest.mark.parametrize("name", faulty.MAKERS)
def test_an_unfit_file_is_looked_at_or_refused(name: str) -> None:
    """Broken, locked, harmful and foreign files each have something said of them."""
    assert found(faulty.MAKERS[name]())


def test_the_template_itself_is_full_of_tags(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template checked by mistake is told from a paper by the tags in it."""
    assert main(["check", str(repository / "templates" / "board-report.docx")]) == 1
    assert "[tag-left]" in capsys.readouterr().out


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PARTS), st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_file_with_elements_gone_moved_or_renamed_never_crashes_it(
    part: str, chance: random.Random, times: int
) -> None:
    """Whatever is missing or out of place, findings come out and no exception."""
    found(mangled(minutes(), part, chance, times))


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_file_as_word_writes_it_with_elements_gone_never_crashes_it(
    chance: random.Random,
) -> None:
    found(mangled(as_word_file(), BODY, chance, 8))


def test_elements_in_elements_without_end_are_refused() -> None:
    """Tables in tables beyond what a parser takes are said to be damaged."""
    deep = "<w:tbl><w:tr><w:tc>" * 120 + "</w:tc></w:tr></w:tbl>" * 120
    (problem,) = found(minutes((BODY, "<w:sectPr/>", f"{deep}<w:sectPr/>")))
    assert problem.code == "word-damaged"


def test_tables_in_tables_as_deep_as_a_parser_takes_them() -> None:
    """Eighty tables, each in a cell of another, are looked at."""
    deep = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    codes = {problem.code for problem in found(minutes((BODY, "<w:sectPr/>", deep)))}
    assert "table-nested" in codes


def mangled(data: bytes, part: str, chance: random.Random, times: int) -> bytes:
    """Return a file in which elements of a part are gone, doubled, renamed or without values."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    tree = etree.fromstring(parts[part])
    for _ in range(times):
        nodes = [node for node in tree.iter(etree.Element) if node is not tree]
        if nodes:
            mangle(chance.choice(nodes), chance)
    parts[part] = etree.tostring(tree)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def mangle(node: etree._Element, chance: random.Random) -> None:
    parent = node.getparent()
    match chance.randrange(5):
        case 0 if parent is not None:
            parent.remove(node)
        case 1 if parent is not None:
            parent.append(etree.fromstring(etree.tostring(node)))
        case 2:
            node.tag = chance.choice(["{urn:x}odd", f"{node.tag}x", node.tag.replace("tc", "tr")])
        case 3:
            for key in list(node.attrib):
                node.attrib[key] = chance.choice(["", "x", "-1", "9" * 30, "²", "true"])
        case _:
            node.text = chance.choice(["", "{{", "•\t", " " * 50, "Error! Odd"])
