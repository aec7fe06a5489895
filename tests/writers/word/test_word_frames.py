"""Templates with the fields printed in them are made once, and kept; no paper notices."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx.oxml.ns
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from small_papers import HERE, HOUSE, appendix, changed, frame, item, numbers, paper, para, part
from word_files.by_hand import hand_made_file

from reportgen.model import Appendix, Contents, Paper, Person, Section, Text, WordFile
from reportgen.writers.word import write_word
from reportgen.writers.word.archive import pack, zip_bytes
from reportgen.writers.word.frame import Frame

LETTER = hand_made_file()
PAPER = paper(para("a"), title="A paper")
OTHERS = (
    paper(para("a"), title="Another paper"),
    paper(para("a"), title="A paper", marking="OFFICIAL"),
    paper(para("a"), title="A paper", date=date(2022, 3, 23)),
    paper(para("a"), title="A paper", author=Person("R. Smith", "Chief Finance Officer")),
    paper(para("a"), title="A paper", cleared_by=("Legal",)),
    paper(para("a"), title="A paper", wards=("Legal",)),
    paper(para("a"), title="A paper", appendices=(appendix("More", para("b")),)),
    replace(PAPER, contents=Contents(True, False, False)),
    replace(PAPER, sections=(Section("aims", HERE, (para("a"),)),)),
)
TEMPLATE = frame(
    "{{ title }}", "{{p contents }}", "{{p body }}", "{{p appendices }}", header="{{ date }}"
)


class Shelf(dict[str, bytes]):
    """Frames that are kept in memory, and how often one was found."""

    found = 0

    def get(self, made_of: str) -> bytes | None:  # type: ignore[override]
        self.found += made_of in self
        return super().get(made_of)

    def put(self, made_of: str, data: bytes) -> None:
        self[made_of] = data


def written(made: Paper, frames: Shelf | None = None, template: bytes = TEMPLATE) -> bytes:
    data, problems = write_word(made, template, "templates/house.docx", None, frames)
    assert problems == ()
    return data


# --- in one process ---------------------------------------------------------------------------


def test_papers_do_not_change_each_other() -> None:
    """Whatever is printed in between, and however often, a paper gives the same bytes."""
    lists = paper(numbers(item("a")), numbers(item("b"), start=4), title="Lists")
    file = Appendix((Text("A letter"),), HERE, number="A", document=WordFile(LETTER, HERE))
    wide = replace(appendix("Wide", para("b"), number="B"), landscape=True)
    papers = (PAPER, lists, paper(para("a"), appendices=(file, wide)), *OTHERS)
    first = [written(each) for each in papers]
    assert [written(each) for each in reversed(papers)][::-1] == first
    assert len(set(first)) > len(first) // 2


def test_what_a_template_may_do_is_counted_for_each_paper() -> None:
    """A template that does much, and not too much, does so for any number of papers."""
    busy = "{% for n in range(200) %}{% for m in range(100) %}{% endfor %}{% endfor %}"
    template = frame(busy, "{{p body }}")
    for _ in range(4):  # of five million, a paper takes two
        written(PAPER, None, template)


def test_a_fault_is_found_for_every_paper() -> None:
    """Tags that cannot be carried out for one paper are tried again for the next."""
    template = frame("{{ author.name }}{{ wards[0] }}", "{{p body }}")
    for _ in range(2):
        _, (problem,) = write_word(paper(para("a"), wards=()), template, "first.docx")
        assert problem.source.path == "first.docx"
        written(paper(para("a"), wards=("Abbey",)), None, template)
    _, (problem,) = write_word(paper(para("a"), wards=()), template, "second.docx")
    assert problem.source.path == "second.docx"


def test_a_name_is_looked_for_in_each_paper() -> None:
    """A template is right for the papers that have its names, before and after one has not."""
    template = frame("{{ extra }}", "{{p body }}")
    for _ in range(2):
        written(paper(para("a"), extra="b"), None, template)
        _, (problem,) = write_word(paper(para("a")), template, "t")
        assert problem.code == "template-name"


# --- from build to build ----------------------------------------------------------------------


def test_a_kept_frame_gives_the_same_bytes() -> None:
    """Whether a frame was kept cannot be seen from a file."""
    frames = Shelf()
    for each in (PAPER, *OTHERS):
        alone = written(each)
        assert written(each, frames) == alone
        assert written(each, frames) == alone
    assert frames.found == 1 + len(OTHERS)


def test_a_frame_is_kept_for_what_it_prints_alone() -> None:
    """Another value, section, slot, template or name of a template is another frame."""
    frames = Shelf()
    for each in (PAPER, *OTHERS):
        written(each, frames)
    written(PAPER, frames, frame("{{p body }}"))
    write_word(PAPER, TEMPLATE, "templates/other.docx", None, frames)
    assert (len(frames), frames.found) == (3 + len(OTHERS), 0)
    written(replace(PAPER, sections=(Section("purpose", HERE, (para("other words"),)),)), frames)
    assert frames.found == 1


def test_values_of_different_kinds_are_different_frames() -> None:
    """A date is printed in words; the same digits as text are not."""
    frames = Shelf()
    day = written(paper(para("a"), date=date(2022, 3, 22)), frames)
    text = written(paper(para("a"), date="2022-03-22"), frames)
    assert "March" in part(day, "word/header2.xml").decode()
    assert b"2022-03-22" in part(text, "word/header2.xml")


def test_a_faulty_template_is_not_kept() -> None:
    """It is looked at anew with each build."""
    frames = Shelf()
    for template in (b"", b"PK", frame("{{ nobody }}"), frame("{{ title", "{{p body }}")):
        data, problems = write_word(PAPER, template, "t", None, frames)
        assert (data, len(problems) > 0) == (b"", True)
    assert frames == {}


@given(cut=st.integers(0, 20_000), more=st.binary(max_size=50))
def test_a_damaged_frame_is_made_again(cut: int, more: bytes) -> None:
    """Wherever it ends, and whatever stands there, the paper is as it would be without."""
    frames = Shelf()
    whole = written(PAPER, frames)
    ((made_of, kept),) = frames.items()
    frames[made_of] = kept[: cut % len(kept)] + more
    assert written(PAPER, frames) == whole


@given(data=st.binary(max_size=200))
def test_anything_in_the_place_of_a_frame_is_no_error(data: bytes) -> None:
    """What is no frame is passed over."""
    frames = Shelf()
    whole = written(PAPER, frames)
    frames.update(dict.fromkeys(frames, data))
    assert written(PAPER, frames) == whole


def test_a_part_that_was_changed_is_noticed() -> None:
    """The parts of a frame are those that were put there, and as large as was said."""
    frames = Shelf()
    whole = written(PAPER, frames)
    for change in ({"size": 5}, {"checksum": 5}, {"deflated": b""}, {"size": 2_000_000_000}):
        ((made_of, kept),) = frames.items()
        made = msgspec.msgpack.decode(kept, type=Frame)
        assert made.package is not None
        first, *others = made.package.parts
        changed_part = replace(first, packed=replace(first.packed, **change))
        package = replace(made.package, parts=(changed_part, *others))
        frames[made_of] = msgspec.msgpack.encode(replace(made, package=package))
        assert written(PAPER, frames) == whole


def test_nothing_is_loaded_that_renders_templates() -> None:
    """A frame that was kept needs neither docxtpl nor Jinja, nor python-docx, to become a paper."""
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parents[1])!r}]\n"
        "from test_word_frames import *\n"
        "frames = Shelf(); written(PAPER, frames)\n"
        "names = ('docxtpl', 'jinja2', 'docx')\n"
        "for name in [name for name in sys.modules if name.split('.')[0] in names]:\n"
        "    sys.modules[name] = None\n"
        "sys.modules.pop('reportgen.writers.word.rendering')\n"
        "print(len(written(PAPER, frames)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == str(len(written(PAPER))), run.stderr


# --- packages ---------------------------------------------------------------------------------


@given(
    entries=st.dictionaries(st.text("abc/ä€.", min_size=1, max_size=8), st.binary(max_size=300)),
    when=st.datetimes(datetime(1980, 1, 1), datetime(2107, 12, 31)),
)
def test_a_zip_file_is_one_of_pythons_own(entries: dict[str, bytes], when: datetime) -> None:
    """What is written here is, byte for byte, what Python's zipfile writes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, entries[name])
    packed = {name: pack(data) for name, data in entries.items()}
    assert zip_bytes(packed, when) == target.getvalue()


def test_properties_are_in_their_own_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is installed beside, and changes what python-docx knows, changes no file."""
    template = changed(HOUSE.read_bytes(), {"docProps/core.xml": _without_author})
    right = written(PAPER, None, template)
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    monkeypatch.setitem(docx.oxml.ns.nsmap, "cp", custom)
    # Another template, for what a process knows of the first one is not asked for again.
    assert written(PAPER, None, changed(template, {})) == right
    properties = etree.fromstring(part(right, "docProps/core.xml"))
    core = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
    assert properties.findtext(f"{core}lastModifiedBy") == "Chief Finance Officer"
    assert properties.findtext(f"{core}revision") == "1"


def _without_author(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for node in list(root):
        if etree.QName(node).localname in ("lastModifiedBy", "revision"):
            root.remove(node)
    return etree.tostring(root)


def test_a_template_without_properties_gets_them() -> None:
    """A file always says what it is called and who wrote it."""
    template = changed(HOUSE.read_bytes(), {"docProps/core.xml": lambda _: None,
                                            "_rels/.rels": _without_core})  # fmt: skip
    assert b"core-properties" not in part(template, "_rels/.rels")
    data = written(PAPER, None, template)
    assert b"<dc:title>A paper</dc:title>" in part(data, "docProps/core.xml")


def _without_core(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    for node in list(root):
        if str(node.get("Type")).endswith("/core-properties"):
            root.remove(node)
    return etree.tostring(root)
