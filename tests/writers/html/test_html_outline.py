"""The page prints what the outline prints: every word, number and reference, in the same order."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_pages import Element, found, ids, read

from reportgen.cli import main

TESTS = Path(__file__).parents[2]
SAMPLE = "2022-03-22-commissioning-budget"
PAPERS = (SAMPLE, *sorted(path.name for path in (TESTS / "real_papers").iterdir()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The pages and outlines of the sample and of papers as offices write them."""
    root = tmp_path_factory.mktemp("offices")
    shutil.copytree(repository / "content", root / "content")
    shutil.copytree(TESTS / "real_papers", root / "content", dirs_exist_ok=True)
    shutil.copytree(repository / "budgets", root / "budgets")
    for workbook in (TESTS / "workbooks").glob("*.xlsx"):
        shutil.copy(workbook, root / "budgets")
    (root / "reportgen.toml").touch()
    with contextlib.chdir(root):
        assert main(["build", "--to", "html,txt"]) == 0
    return root / "build"


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_prints_the_words_and_numbers_of_the_outline(name: str, built: Path) -> None:
    """Paragraph numbers, captions, references, amounts and notes cannot differ."""
    root = read((built / f"{name}.html").read_bytes())
    outline = (built / f"{name}.txt").read_text(encoding="utf-8")
    assert len(PAPERS) == 4
    assert _words(" ".join(_printed(root))) == _words(outline)


@pytest.mark.parametrize("name", PAPERS)
def test_every_link_within_a_page_leads_somewhere(name: str, built: Path) -> None:
    """References, contents and notes: each one's target is in the page."""
    root = read((built / f"{name}.html").read_bytes())
    targets = {str(link.get("href"))[1:] for link in found(root, "//a[starts-with(@href, '#')]")}
    assert len(targets) > 1
    assert targets <= set(ids(root))


def _printed(root: Element) -> Iterator[str]:
    """Yield the texts of the sections, without what the manifest's fields print between them."""
    (body,) = found(root, "//main")
    for part in body:
        heading = part.xpath("string(h2)")
        if part.get("class") == "sign-off" or heading in ("Background papers", "Cleared by"):
            continue
        yield from _texts(part)


def _texts(node: Element) -> Iterator[str]:
    if node.get("role") == "doc-backlink" or node.get("id") == "footnotes":
        return
    between = " " if node.tag in ("p", "li", "th", "td", "tr", "h2", "h3", "h4", "br") else ""
    yield between + (node.text or "")
    for child in node:
        yield from _texts(child)
        yield child.tail or ""
    yield between


def _words(text: str) -> list[str]:
    """Return the words with letters or digits, without the outline's marks."""
    return re.findall(r"\w+", text.replace("_", " "))
