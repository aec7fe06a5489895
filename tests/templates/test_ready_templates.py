"""The templates that are carried are carried ready: a build with one loads nothing to read it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import kind_papers
import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from kind_papers import NAMES, full, written
from lxml import etree
from msgspec.structs import replace

from reportgen.writers.word import prepared, rendering
from reportgen.writers.word.archive import unpack
from reportgen.writers.word.prepared import Prepared, carried
from reportgen.writers.word.preparing import prepare
from reportgen.writers.word.xml import W, w

every_template = pytest.mark.parametrize("name", NAMES)
AGAIN = "run `python templates/make_ready.py`"


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    """Let no test see what another has made ready."""
    rendering._ready.cache_clear()
    yield
    rendering._ready.cache_clear()


@every_template
def test_every_template_is_carried_as_it_is_now(name: str) -> None:
    """A change of a template, or of how one is taken apart, is not forgotten in what is ready."""
    template = kind_papers.template(name)
    ready = carried(template)
    assert ready is not None, AGAIN
    assert unpacked(ready) == unpacked(prepare(template)), AGAIN
    assert not ready.faults


def test_nothing_is_ready_that_is_no_template_any_more() -> None:
    here = {prepared.place(kind_papers.template(name)) for name in NAMES}
    assert set(prepared.FOLDER.iterdir()) == here, AGAIN


def test_papers_are_built_without_what_reads_templates(repository: Path, tmp_path: Path) -> None:
    """From nothing, the samples are built with neither docxtpl nor python-docx nor openpyxl."""
    for folder in ("content", "budgets"):
        shutil.copytree(repository / folder, tmp_path / folder)
    (tmp_path / "reportgen.toml").touch()
    code = (
        "import sys\n"
        "for name in ('docx', 'docxtpl', 'docxcompose', 'openpyxl'): sys.modules[name] = None\n"
        "from reportgen.cli import main\n"
        "sys.exit(main(['build', '--jobs', '1']))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    built = {path.stem for path in (tmp_path / "build").glob("*.docx")}
    assert built == {path.name for path in (tmp_path / "content").iterdir()}


@pytest.mark.parametrize("damaged", [b"", b"\xc1", b"\x80", b"\x93\x90\x90\x90"])
def test_a_ready_template_that_is_damaged_is_read_anew(
    damaged: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As one is whose file another version has written."""
    template = kind_papers.template("board-report")
    expected = written("board-report", full("board-report"))
    monkeypatch.setattr(prepared, "FOLDER", tmp_path)
    prepared.place(template).write_bytes(damaged)
    rendering._ready.cache_clear()
    assert written("board-report", full("board-report")) == expected


def unpacked(ready: Prepared) -> tuple[Prepared, list[tuple[object, ...]]]:
    """Return what is ready with its parts as they are: another zlib packs them otherwise."""
    assert ready.package is not None
    parts = [
        (part.name, part.content_type, part.relations, unpack(part.packed))
        for part in ready.package.parts
    ]
    return replace(ready, package=replace(ready.package, parts=())), parts


# --- columns that tags have made --------------------------------------------------------------


@st.composite
def tables(draw: st.DrawFn, depth: int = 2) -> str:
    """Return a table whose rows have about as many cells as its grid has columns."""
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(cells(depth), max_size=4), max_size=3))
    shown = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="100"/>' * columns
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{shown}</w:tbl>"


def cells(depth: int) -> st.SearchStrategy[str]:
    spans = st.sampled_from(
        ("", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "<w:tcPr><w:vAlign/></w:tcPr>")
    )
    inner = st.just("") if not depth else st.one_of(st.just(""), tables(depth - 1))
    return st.builds("<w:tc>{}{}<w:p/></w:tc>".format, spans, inner)


@given(tables())
def test_what_docxtpl_would_change_in_a_table_is_known_without_it(table: str) -> None:
    """Where the columns of a table fit its grid, docxtpl is not asked, for it would change none."""
    text = f'<w:body xmlns:w="{W}">{table}</w:body>'
    body = etree.fromstring(text)
    changes = etree.tostring(DocxTemplate(None).fix_tables(text)) != etree.tostring(body)
    is_other = any(map(rendering._has_other_columns, body.iter(w("tbl"))))
    assert is_other or not changes
