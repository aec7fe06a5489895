"""A template with a fault is told by `reportgen template check`: which fault, and where."""

from __future__ import annotations

import io
import zipfile

import pytest
from carried_kinds import all_kinds
from faulty_templates import (
    DOCUMENT,
    DRAWING,
    FAULTS,
    HOUSE,
    MAKERS,
    at_the_top,
    changed,
    table,
    with_section_of_its_own,
)
from faulty_templates import paragraph as typed
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.writers.word.contract import check_contract
from reportgen.writers.word.contract.style_sheet import contract

NAME = "templates/board-report.docx"
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/header2.xml")


def test_the_template_that_comes_with_reportgen_has_no_fault() -> None:
    assert check_contract(HOUSE.read_bytes(), NAME, all_kinds()) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str) -> None:
    """One fault in a good template is reported by its code, with the words it stands in."""
    found = check_contract(MAKERS[name](), NAME, all_kinds())
    told = [item for item in found if item.code == FAULTS[name].code]
    assert any(FAULTS[name].says in item.message for item in told), found
    assert all(item.hint for item in found)
    assert {str(item.source) for item in found} == {NAME}


@pytest.mark.parametrize("name", [n for n in FAULTS if FAULTS[n].code not in ("template-slot",)])
def test_nothing_else_is_said_of_it(name: str) -> None:
    """A fault is not reported under other codes as well."""
    found = check_contract(MAKERS[name](), NAME, all_kinds())
    also = {"a template with tags of two sorts": {"template-table"}}.get(name, set())
    assert {item.code for item in found} <= {FAULTS[name].code} | also, found


def test_there_are_many_faults_and_many_codes() -> None:
    assert len(FAULTS) >= 25
    assert len({fault.code for fault in FAULTS.values()}) >= 16


@pytest.mark.parametrize(
    "blocks",
    [
        (table("Item", "{{ title }}", first="<w:tblHeader/>"),),
        (table("Item", "{{ title }}", look='<w:tblLook w:val="0480" w:firstColumn="1"/>'),),
        (table("Item", "{{ title }}", look='<w:tblLook w:val="0080"/>'),),
        (typed(DRAWING.format(more=' descr="The crest of the police"/>')),),
        (typed("An official letter about a secret ballot"),),
        (typed("{% for each in cleared_by %}{{ loop.index }} {{ each }}{% endfor %}"),),
        (typed("{%p if section.risks is defined %}"), typed("x"), typed("{%p endif %}")),
    ],
    ids=["header row", "header column", "header column in bits", "alt text", "words", "loop", "if"],
)
def test_what_is_sound_is_left_alone(blocks: tuple[str, ...]) -> None:
    """A table of data, a picture with words and a guarded section are no faults."""
    assert check_contract(changed(DOCUMENT, at_the_top(*blocks)), NAME, all_kinds()) == ()


def test_a_section_that_papers_may_lack_is_a_warning() -> None:
    """Papers without it could not be built; the template can ask before it prints."""
    (found,) = check_contract(changed(DOCUMENT, with_section_of_its_own), NAME, all_kinds())
    assert (found.severity, found.code) == (Severity.WARNING, "template-name")
    assert 'the paper has no section "risks"' in found.message


def test_all_faults_are_told_in_one_run() -> None:
    """A designer mends a template in one go: a fault in a tag does not hide the others."""
    both = at_the_top(typed("{{ titel }}"), table("Report of", "OFFICIAL"))

    def change(xml: str) -> str:
        return both(xml).replace("{{p body }}", "")

    codes = {item.code for item in check_contract(changed(DOCUMENT, change), NAME, all_kinds())}
    assert codes == {"template-name", "template-slot", "template-table", "template-marking"}


def test_a_template_of_another_name_has_to_suit_one_kind() -> None:
    """What only some kinds require is a note, as nobody has said which papers it is for."""
    without_board = MAKERS["a template that never prints the board"]()
    own, other = (check_contract(without_board, f"templates/{name}.docx", all_kinds())
                  for name in ("board-report", "minutes"))  # fmt: skip
    assert [item.severity for item in own] == [Severity.WARNING]
    assert [item.severity for item in other] == [Severity.NOTE]


@pytest.mark.parametrize("style", contract())
def test_every_style_of_the_contract_is_missed(style: str) -> None:
    """Whatever style the writer may need is named when a template lacks it."""

    def change(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        for node in [n for n in root if style in n.attrib.values()]:
            root.remove(node)
        return etree.tostring(root, encoding="unicode")

    found = check_contract(changed("word/styles.xml", change), NAME, all_kinds())
    assert any(f'style "{style}"' in item.message for item in found), found


@given(st.sampled_from(PARTS), st.data())
def test_a_mutated_template_never_crashes(part: str, data: st.DataObject) -> None:
    """Whatever is in a template's parts, what comes out are findings with codes of templates."""
    xml = _part(part)
    at = data.draw(st.integers(0, len(xml)))
    length = data.draw(st.integers(0, 60))
    new = data.draw(st.one_of(st.text(max_size=12), st.sampled_from(PIECES)))
    mutated = xml[:at] + new.encode("utf-8", "replace").decode() + xml[at + length :]
    found = check_contract(_with(part, mutated.encode("utf-8", "replace")), NAME, all_kinds())
    assert all(isinstance(item, Diagnostic) and item.code.startswith("template-") for item in found)


@settings(max_examples=25)  # each sets several specimen papers
@given(st.sampled_from(PARTS), st.data())
def test_a_rearranged_template_never_crashes(part: str, data: st.DataObject) -> None:
    """Elements in the wrong place, without their attributes or twice, are no reason to stop."""
    root = etree.fromstring(_part(part).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        nodes = list(root.iter(etree.Element))
        node, other = (data.draw(st.sampled_from(nodes)) for _ in range(2))
        _rearrange(node, other, data.draw(st.sampled_from(("drop", "strip", "copy", "words"))))
    found = check_contract(_with(part, etree.tostring(root)), NAME, all_kinds())
    assert all(item.code.startswith("template-") and item.message for item in found)


PIECES = (
    "{{", "}}", "{%", "{%p endif %}", "{{p body }}", "{{ title }}", "{{ x.y.z }}",
    "<w:p>", "</w:p>", "<w:tbl>", '<w:tbl/>', "<w:drawing/>", "<w:pict/>",
    "{% for x in y %}", "{{ ''.join }}",
)  # fmt: skip


def _rearrange(node: etree._Element, other: etree._Element, how: str) -> None:
    parent = node.getparent()
    if how == "strip":
        node.attrib.clear()
    elif how == "words":
        node.text = "{{ title | "
    elif parent is not None and how == "drop":
        parent.remove(node)
    elif how == "copy" and node not in other.iterancestors() and node is not other:
        other.append(etree.fromstring(etree.tostring(node, with_tail=False)))


def _part(name: str) -> str:
    with zipfile.ZipFile(HOUSE) as package:
        return package.read(name).decode()


def _with(part: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(HOUSE) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return target.getvalue()
