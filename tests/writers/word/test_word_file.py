"""The file as a whole: the same bytes each time, dated, titled, and with nothing left over."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from conftest import Build
from small_papers import HOUSE, appendix, frame, item, link, numbers, paper, para, part

from reportgen.writers.word import write_word

PAPER = paper(para("a", link("https://example.org", "b")), numbers(item("c")))


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.infolist()


def test_the_same_paper_gives_the_same_bytes(build: Build) -> None:
    """Building again changes nothing, so what changed in a file is what changed in the paper."""
    assert build(PAPER) == build(PAPER)


def test_the_bytes_do_not_depend_on_the_run() -> None:
    """Another process, with other hashes, clock and time zone, gives the same file."""
    here = Path(__file__).parent
    code = (
        f"import sys, hashlib; sys.path[:0] = [{str(here)!r}, {str(here.parents[1])!r}]\n"
        "from test_word_file import PAPER, frame, write_word\n"
        "print(hashlib.sha256(write_word(PAPER, frame(), 't')[0]).hexdigest())"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        environment = {**clean, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        found.add(run.stdout.strip())
    found.add(hashlib.sha256(write_word(PAPER, frame(), "t")[0]).hexdigest())
    assert len(found) == 1


def test_the_file_bears_the_date_of_the_paper(build: Build) -> None:
    """Parts and properties have the meeting's date, not that of the build."""
    data = build(PAPER)
    assert {entry.date_time for entry in entries(data)} == {(2022, 3, 22, 0, 0, 0)}
    properties = part(data, "docProps/core.xml")
    assert properties.count(b">2022-03-22T00:00:00Z<") == 2


def test_source_date_epoch_comes_first(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds reproducibly sets the date of everything in one place."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert {entry.date_time for entry in entries(build(PAPER))} == {(2023, 11, 14, 22, 13, 20)}


@pytest.mark.parametrize("value", ["", "soon", "-5", "9" * 30])
def test_a_source_date_that_is_none_is_passed_over(
    build: Build, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """A slip in the environment does not stop a paper."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert {entry.date_time[0] for entry in entries(build(PAPER))} == {2022}


def test_a_date_that_zip_files_do_not_know_is_brought_into_range(build: Build) -> None:
    """A zip file knows no year before 1980."""
    data = build(paper(para("a"), date=date(1974, 4, 1)))
    assert {entry.date_time[0] for entry in entries(data)} == {1980}


def test_word_shows_title_and_author(build: Build) -> None:
    """The title is what screen readers announce, and what a browser shows above a PDF."""
    properties = part(build(paper(para("a"), title="Smith & <Sons>")), "docProps/core.xml")
    assert b"<dc:title>Smith &amp; &lt;Sons&gt;</dc:title>" in properties
    assert b"<dc:creator>Chief Finance Officer</dc:creator>" in properties


def test_a_title_longer_than_word_allows_is_cut_there_alone(build: Build) -> None:
    """Word's properties end at 255 characters; the paper prints the title whole."""
    data = build(paper(para("a"), title="x" * 300), frame("{{ title }}", "{{p body }}"))
    assert b"<dc:title>" + b"x" * 255 + b"</dc:title>" in part(data, "docProps/core.xml")
    assert b"x" * 300 in part(data)


def test_the_parts_are_in_a_fixed_order(build: Build) -> None:
    """Content types first, as readers of streams want it; the rest by name."""
    names = [entry.filename for entry in entries(build(PAPER))]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert len(names) == len(set(names))


def test_nothing_of_the_making_is_left(build: Build) -> None:
    """No marker, no invented prefix and no tag is in the finished file."""
    data = build(paper(para("a"), appendices=(appendix("T", para("b")),)), HOUSE.read_bytes())
    xml = part(data)
    for trace in (b"ns0:", b"w:slot", b"{{", b"{%"):
        assert trace not in xml
    assert xml.count(b"xmlns:w=") == 1
