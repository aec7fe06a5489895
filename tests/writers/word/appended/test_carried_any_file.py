"""Whatever a Word file is like, carrying it never fails and never makes a file that is unsound."""

from __future__ import annotations

import copy
import io
import zipfile
from functools import cache
from random import Random
from typing import Any

import pytest
from carried import carry, dangling
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files.makers import as_word_file, hand_made_file, pandoc_file, python_docx_file
from word_files.packages import package

VALUES = ("", "0", "1", "999", "-5", "abc", "rId1", 'é"<')
MADE = (
    hand_made_file,
    pandoc_file,
    python_docx_file,
    lambda: as_word_file(changes=True, comments=True),
)


@cache
def made(number: int) -> bytes:
    return MADE[number]()


def mutilated(data: bytes, random: Random) -> bytes:
    """Return a file in which somebody has taken out, doubled, moved and renamed at random."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("word/") and name.endswith((".xml", ".rels")):
                content = _mutilated_part(content, random)
            new.writestr(name, content)
    return target.getvalue()


def _mutilated_part(content: bytes, random: Random) -> bytes:
    root = etree.fromstring(content)
    nodes = [node for node in root.iter(etree.Element) if node is not root]
    for _ in range(random.randint(0, 5) if nodes else 0):
        _mutilate(random.choice(nodes), random.choice(nodes), random)
    return etree.tostring(root)


def _mutilate(node: Any, other: Any, random: Random) -> None:
    match random.randint(0, 6):
        case 0 if node.getparent() is not None:
            node.getparent().remove(node)
        case 1 if node.attrib:
            del node.attrib[random.choice(list(node.attrib))]
        case 2 if node.attrib:
            node.set(random.choice(list(node.attrib)), random.choice(VALUES))
        case 3 if node.getparent() is not None:
            node.addnext(copy.deepcopy(node))
        case 4:
            other.append(copy.deepcopy(node))
        case 5:
            node.text = random.choice(VALUES)
        case _:
            node.tag = other.tag


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(MADE) - 1), st.integers(), st.booleans())
def test_a_mutilated_file_is_carried_or_called_damaged(
    number: int, seed: int, accept: bool
) -> None:
    """There is no traceback, and nothing in the paper leads nowhere."""
    data = mutilated(made(number), Random(seed))  # noqa: S311 - repeatable, not secret
    carried = carry(data, hand_made_file(), accept=accept)
    if carried.data:
        assert dangling(carried) == []
    else:
        assert "word-damaged" in carried.codes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and nothing more",
        package({"word/document.xml": "<w:document"}, {}),
        package({"word/document.xml": "<a/>"}, {}),
        package({"word/other.xml": "<a/>"}, {}),
    ],
)
def test_what_is_no_word_file_is_called_damaged(data: bytes) -> None:
    """The reader refuses such a file; should one come this far, the paper is not built."""
    assert carry(data).codes == ["word-damaged"]


def test_an_empty_file_is_an_empty_page() -> None:
    """There is nothing to lose."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{w}"><w:body/></w:document>'
    carried = carry(package({"word/document.xml": body}, {}))
    assert carried.problems == ()
    assert dangling(carried) == []
