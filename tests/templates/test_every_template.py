"""Each template that is carried is what the script makes, is sound, and prints cleanly."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import kind_papers
import ooxml_integrity
import openxml_audit
import pytest
from carried_kinds import all_kinds, carried
from hypothesis import given, settings
from hypothesis import strategies as st
from kind_papers import NAMES, full, least, lines, only, written
from lxml import etree

from reportgen.dates import long_date
from reportgen.gate.examination import examine
from reportgen.model import FieldValue, Person
from reportgen.source import Source
from reportgen.writers.word.contract import check_contract

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STORIES = ("document", "header1", "header2", "footer1", "footer2")
SIZES = {"least": least, "full": full}
every_template = pytest.mark.parametrize("name", NAMES)
every_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(scope="module")
def made(repository: Path) -> dict[str, dict[str, str]]:
    """Return what the script makes: template -> part -> XML."""
    every = "{name: m.parts(each) for name, each in m.TEMPLATES.items()}"
    code = f"import json, make_templates as m; print(json.dumps({every}))"
    found: dict[str, dict[str, str]] = json.loads(run_beside_script(code, repository))
    return found


# --- the file --------------------------------------------------------------------------------


def test_every_template_that_is_carried_is_made_by_the_script(
    made: dict[str, dict[str, str]], repository: Path
) -> None:
    """None is left over from a kind that is gone, and every kind has one."""
    files = {path.stem for path in (repository / "templates").glob("*.docx")}
    assert files == set(made) == set(NAMES)
    assert {kind.template for kind in all_kinds()} == {f"{name}.docx" for name in NAMES}


@every_template
def test_template_is_what_the_script_makes(name: str, made: dict[str, dict[str, str]]) -> None:
    """Nobody's change in Word is lost by the next run, part by part."""
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = parts_of(name)
    assert list(parts) == list(made[name])
    for part, xml in made[name].items():
        assert parts[part] == declaration + xml.encode(), part


def test_script_makes_the_same_bytes_again(repository: Path, tmp_path: Path) -> None:
    """A run on another day leaves nothing to commit."""
    code = (
        "import pathlib, make_templates as m; "
        f"[m.write_package(pathlib.Path({str(tmp_path)!r}) / f'{{k}}.docx', m.parts(v)) "
        "for k, v in m.TEMPLATES.items()]"
    )
    run_beside_script(code, repository)
    for name in NAMES:
        again = (tmp_path / f"{name}.docx").read_bytes()
        assert entries(again) == entries(kind_papers.template(name)), name


@every_template
def test_template_carries_nothing_of_the_machine_it_was_made_on(name: str) -> None:
    """No revision ids, pictures of itself, or fields that ask the reader to update."""
    parts = parts_of(name)
    assert not [part for part in parts if "thumbnail" in part or "stylesWithEffects" in part]
    everything = b"".join(parts.values())
    assert b"rsid" not in everything
    assert b"updateFields" not in everything


@every_template
def test_template_is_british_english(name: str) -> None:
    """The spelling checker and screen readers know the language, from one place."""
    found = re.findall(rb'<w:lang w:val="([^"]+)"', b"".join(parts_of(name).values()))
    assert found == [b"en-GB"]


@every_template
def test_template_keeps_the_contract(name: str) -> None:
    """It suits every paper of its kind and prints every field: `template check` finds nothing."""
    file = f"{name}.docx"
    assert check_contract(kind_papers.template(name), file, all_kinds()) == ()


@every_template
def test_templates_look_alike(name: str) -> None:
    """A style that two templates have is the same in both; a list of contents fits the page."""
    house, other = (style_sheet(each) for each in ("board-report", name))
    shared = house.keys() & other.keys() - {"TOC1"}
    assert len(house.keys() - shared) <= 3
    assert all(house[style] == other[style] for style in shared)
    same = ("word/numbering.xml", "word/theme/theme1.xml", "word/settings.xml")
    assert all(parts_of(name)[part] == parts_of("board-report")[part] for part in same)


# --- tags ------------------------------------------------------------------------------------


@every_template
@pytest.mark.parametrize("story", STORIES)
def test_each_tag_is_in_one_run(name: str, story: str) -> None:
    """A tag torn over two runs can lose its text."""
    texts = [node.text or "" for node in xml(name, story).iter(W + "t")]
    tagged = [text for text in texts if "{" in text or "}" in text]
    assert tagged
    assert all(re.fullmatch(r"\{[{%][^{}]+[%}]\}", text) for text in tagged)


@every_template
def test_paragraph_tags_stand_alone(name: str) -> None:
    """docxtpl throws away what stands beside `{%p ... %}` and `{{p ... }}`."""
    found = 0
    for paragraph in xml(name, "document").iter(W + "p"):
        texts = [node.text or "" for node in paragraph.iter(W + "t")]
        if any(text.startswith(("{%p", "{{p")) for text in texts):
            assert len(texts) == 1
            found += 1
    assert found > 10


@every_template
@pytest.mark.parametrize("story", STORIES)
def test_looks_live_in_styles(name: str, story: str) -> None:
    """No paragraph or run has a font, size, colour or space of its own."""
    root = xml(name, story)
    looks = [node.tag for tag in ("pPr", "rPr") for look in root.iter(W + tag) for node in look]
    assert looks
    assert set(looks) <= {W + "pStyle", W + "rStyle"}


@every_template
@pytest.mark.parametrize("story", STORIES)
def test_styles_that_a_template_names_are_in_it(name: str, story: str) -> None:
    """A name that is not there would print in the look of plain text."""
    named = {
        node.get(W + "val")
        for tag in ("pStyle", "rStyle")
        for node in xml(name, story).iter(W + tag)
    }
    assert named
    assert named <= style_sheet(name).keys()


# --- what is printed -------------------------------------------------------------------------


@every_template
@pytest.mark.parametrize("tags", [True, False], ids=["template", "paper"])
def test_word_will_open_it(name: str, tags: bool, tmp_path: Path) -> None:
    """Two independent checkers find no fault: order of elements, styles, lists, relationships."""
    data = kind_papers.template(name) if tags else written(name, full(name), pages=2)
    assert complaints(data, tmp_path) == []


@every_template
def test_word_will_open_the_barest_paper(name: str, tmp_path: Path) -> None:
    """Where all that may be left out is left out."""
    assert complaints(written(name, least(name)), tmp_path) == []


@every_template
@every_size
@pytest.mark.parametrize("pages", [1, 3])
def test_everybody_can_read_what_is_printed(name: str, size: str, pages: int) -> None:
    """Title, language, headings, contrast and layout: the gate finds nothing."""
    data = written(name, SIZES[size](name), pages=pages)
    assert examine(data, Source("paper.docx")) == ()


@every_template
def test_every_field_is_printed(name: str) -> None:
    """And nothing is that papers keep to themselves, such as who asked for information."""
    text = "\n".join(lines(written(name, full(name))))
    for field, value in full(name).items():
        if field != "regime":  # in words of its own: "Freedom of Information response"
            assert shown(value) in text, field
    assert "requester" not in "".join(map(bytes.decode, parts_of(name).values()))


@every_template
@settings(max_examples=30)
@given(data=st.data())
def test_an_absent_field_leaves_nothing_behind(name: str, data: st.DataObject) -> None:
    """Whichever fields a paper has: no empty line, no label alone, no comma with one side."""
    optional = [spec.name for spec in carried(name).public_fields if not spec.required]
    chosen = data.draw(st.sets(st.sampled_from(optional)))
    paper = written(name, least(name) | only(name, chosen))
    # In a header or a footer, left, middle and right each may have nothing to say.
    edges = [line.split("\t") for story in kind_papers.edges(paper).values() for line in story]
    for line in (*lines(paper), *(part for parts in edges for part in parts if part)):
        assert line == line.strip() != ""
        assert not re.search(r"^[,;]|[,;:]$|, ,|  ", line)


def shown(value: FieldValue) -> str:
    match value:
        case Person(name=person):
            return person
        case date():
            return str(long_date(value))
        case (first, *_):
            return str(first)
        case _:
            return str(value)


# --- reading ---------------------------------------------------------------------------------


def parts_of(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(kind_papers.template(name))) as package:
        return {part: package.read(part) for part in package.namelist()}


def entries(data: bytes) -> list[tuple[str, tuple[int, ...], int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(entry.filename, entry.date_time, entry.CRC) for entry in package.infolist()]


def xml(name: str, story: str) -> Any:
    return etree.fromstring(parts_of(name)[f"word/{story}.xml"])


def style_sheet(name: str) -> dict[str, bytes]:
    """Return the styles of a template: id -> XML."""
    return {
        node.get(W + "styleId"): etree.tostring(node)
        for node in xml(name, "styles").iter(W + "style")
    }


def complaints(data: bytes, folder: Path) -> list[str]:
    path = folder / "paper.docx"
    path.write_bytes(data)
    result = openxml_audit.OpenXmlValidator().validate(path)
    return [str(error) for error in result.errors] + [
        str(finding) for finding in ooxml_integrity.check(str(path))
    ]


def run_beside_script(code: str, repository: Path) -> str:
    """Run Python where `templates/make_templates.py` is run, and return what it prints."""
    setup = f"import sys; sys.path[:0] = [{str(repository / 'templates')!r}, {str(repository)!r}]; "
    command = [sys.executable, "-c", setup + code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
