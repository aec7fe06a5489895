"""What a manifest says, and what is said about its faults."""

from __future__ import annotations

from datetime import date

import pytest
from carried_kinds import KINDS, carried
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics, has_errors
from reportgen.model import AppendixLabels, Contents, FieldValue, Numbering, Person, Scheme
from reportgen.readers.manifest import (
    AppendixFile,
    AppendixSheet,
    Manifest,
    SectionFile,
    WorkbookFile,
    read_manifest,
)
from reportgen.source import Source

PATH = "content/paper/paper.yaml"
SMALL = """\
kind: board-report
title: A paper
board: A board
date: 2022-03-22
author: Chief Finance Officer
sections: [purpose.md]
"""


def good(more: str = "", *, text: str = SMALL) -> Manifest:
    manifest, problems = read_manifest(text + more, PATH, KINDS)
    assert problems == ()
    assert manifest is not None
    return manifest


def value(manifest: Manifest | None, name: str) -> FieldValue:
    assert manifest is not None
    return next(field.value for field in manifest.fields if field.name == name)


def problems(text: str) -> Diagnostics:
    return read_manifest(text, PATH, KINDS)[1]


def said(more: str, *, text: str = SMALL) -> list[str]:
    """Return each problem in one line: its line, code and message."""
    return [f"{p.source.line} {p.code}: {p.message}" for p in problems(text + more)]


def hint(more: str) -> str:
    (problem,) = problems(SMALL + more)
    return problem.hint


# --- what is read ---------------------------------------------------------------------------


def test_a_small_manifest_is_enough() -> None:
    """Five facts and one section make a board report, set in the kind's own template."""
    manifest = good()
    assert (manifest.kind.name, manifest.template) == ("board-report", "board-report.docx")
    assert manifest.numbering == Numbering()
    assert value(manifest, "date") == date(2022, 3, 22)
    assert manifest.sections == (SectionFile("purpose.md", Source(PATH, 6)),)
    assert manifest.sections[0].name == "purpose"


def test_every_field_of_the_kind_is_there() -> None:
    """What the manifest leaves out is empty, of the field's own type."""
    manifest = good()
    assert [field.name for field in manifest.fields] == [
        field.name for field in carried("board-report").fields
    ]
    assert value(manifest, "wards") == ""
    assert value(manifest, "contact") == Person()
    assert value(manifest, "cleared_by") == ()


def test_a_field_knows_its_line() -> None:
    """A later problem with a field can be shown where the field was written."""
    places = {field.name: str(field.source) for field in good().fields}
    assert places["date"] == f"{PATH}:4"
    assert places["wards"] == PATH


def test_a_person_is_a_role_or_has_parts() -> None:
    """A plain text is taken as the role."""
    assert value(good(), "author") == Person(role="Chief Finance Officer")
    manifest = good("contact: {name: A. Name, email: a@example.org, telephone: 0121 000}\n")
    assert value(manifest, "contact") == Person("A. Name", "", "a@example.org", "0121 000")


@pytest.mark.parametrize(
    "text", ["no", "0123", "1_000", "22:30", "1e3", "~", "null", "2022-03-22", "0x1F", "=", "<<"]
)
def test_a_text_stays_what_was_typed(text: str) -> None:
    """YAML's ideas of numbers, times and truth do not change a word."""
    assert value(good(f"agenda_item: {text}\n"), "agenda_item") == text


def test_a_text_is_one_line() -> None:
    """Line breaks and tabs in a value become spaces."""
    manifest = good('wards: |\n  Aston\n  Ladywood\npurpose: "For\\tnoting\\n"\n')
    assert value(manifest, "wards") == "Aston Ladywood"
    assert value(manifest, "purpose") == "For noting"


@pytest.mark.parametrize("marking", ["OFFICIAL-SENSITIVE", "Official-Sensitive"])
def test_a_marking_is_printed_in_capitals(marking: str) -> None:
    """Choices are read in any case of letters and printed in the house's."""
    assert value(good(f"marking: {marking}\n"), "marking") == "OFFICIAL-SENSITIVE"


def test_workbooks_sections_and_appendices_keep_their_order() -> None:
    """An appendix is a Markdown file or a sheet; both may have a title and a label."""
    manifest = good(
        "workbooks:\n"
        "  grants: budgets/grants.xlsx\n"
        "  budget: 'budgets\\2022.XLSX'\n"
        "appendices:\n"
        "  - tables.md\n"
        "  - {file: notes.md, title: Notes, label: app-notes}\n"
        "  - {workbook: budget, sheet: Summary, title: The sums}\n"
        "numbering: none\n"
        "template: house\n"
    )
    assert manifest.workbooks == (
        WorkbookFile("grants", "budgets/grants.xlsx", Source(PATH, 8)),
        WorkbookFile("budget", "budgets\\2022.XLSX", Source(PATH, 9)),
    )
    assert manifest.appendices == (
        AppendixFile("tables.md", Source(PATH, 11)),
        AppendixFile("notes.md", Source(PATH, 12), "Notes", "app-notes"),
        AppendixSheet("budget", "Summary", Source(PATH, 13), "The sums"),
    )
    assert (manifest.numbering, manifest.template) == (Numbering(Scheme.NONE), "house")


# --- what is wrong with keys and values -----------------------------------------------------


def test_all_problems_are_listed_in_one_run_in_the_order_of_lines() -> None:
    """The officer mends everything at once, and the rest of the manifest is still read."""
    text = "kind: board-report\ntitel: x\ndate: 22/03/2022\nauthor: Chief\nsections: [a.doc]\n"
    manifest, found = read_manifest(text, PATH, KINDS)
    assert [(problem.source.line, problem.code) for problem in found] == [
        (0, "missing-key"),
        (0, "missing-key"),
        (2, "unknown-key"),
        (3, "date-form"),
        (5, "file-form"),
    ]
    assert value(manifest, "author") == Person(role="Chief")


def test_an_unknown_key_gets_the_nearest_one() -> None:
    """A slip in a key is answered with the key that was meant."""
    assert said("agenda-item: 7\n") == [
        '7 unknown-key: "agenda-item" is not a key of the kind board-report'
    ]
    assert hint("agenda-item: 7\n") == 'did you mean "agenda_item"?'


def test_a_missing_key_is_shown_with_an_example() -> None:
    """What has to be added can be copied from the hint."""
    (problem,) = problems(SMALL.replace("date: 2022-03-22\n", ""))
    assert (problem.message, problem.hint) == ('"date" is missing', "add date: 2022-03-22")
    assert str(problem.source) == PATH


def test_a_key_that_stands_twice_is_an_error() -> None:
    """Neither of the two is silently dropped."""
    assert said("title: Another\n") == [
        '7 duplicate-key: "title" stands twice in the manifest, first in line 2'
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("22/03/2022", "2022-03-22"),
        ("22/3/22", "2022-03-22"),
        ("22.03.2022", "2022-03-22"),
        ("22 March 2022", "2022-03-22"),
        ("22nd March 2022", "2022-03-22"),
        ("Tuesday 22 March 2022", "2022-03-22"),
        ("2022-3-22", "2022-03-22"),
        ("20220322", "2022-03-22"),
    ],
)
def test_a_date_in_another_form_is_turned_round(written: str, meant: str) -> None:
    """The hint is the same day as year-month-day; the day comes before the month."""
    (problem,) = problems(SMALL.replace("2022-03-22", written))
    assert (problem.code, problem.hint) == ("date-form", f"write {meant}")


def test_what_is_no_date_gets_an_example() -> None:
    """A word in place of a date is shown how to write one."""
    (problem,) = problems(SMALL.replace("2022-03-22", "soon"))
    assert (problem.code, problem.hint) == ("date-form", "write the date like this: 2022-03-22")


@pytest.mark.parametrize("written", ["2022-02-30", "2022-22-03", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    """A day that no calendar has is an error, not a fault."""
    (problem,) = problems(SMALL.replace("2022-03-22", written))
    assert problem.code == "date-impossible"


def test_an_empty_value_is_an_error_only_where_it_is_needed() -> None:
    """A form may keep its empty lines; a board report needs a title."""
    assert said("wards:\ncontact: {}\n") == [
        '7 empty-value: "wards" is empty and is left out',
        '8 empty-value: "contact" is empty and is left out',
    ]
    assert not has_errors(problems(SMALL + "wards:\n"))
    assert has_errors(problems(SMALL.replace("A paper", "")))


@pytest.mark.parametrize(
    ("line", "message", "example"),
    [
        ("wards: [a]", '"wards" must be a text', 'wards: "..."'),
        ("contact: [a]", '"contact" must be a person', "contact: {name: A. Name, role: "),
        ("cleared_by: a", '"cleared_by" must be a list of texts', 'cleared_by: ["first"'),
        ("cleared_by: [{a: b}]", '"an entry of cleared_by" must be a text', ""),
        ("workbooks: a.xlsx", '"workbooks" must be names with a path each', "workbooks: {budget:"),
        ("appendices: a.md", '"appendices" must be a list of files', "appendices: [budget-"),
    ],
)
def test_a_wrong_type_says_what_was_expected(line: str, message: str, example: str) -> None:
    """The message names the type and the hint shows it."""
    (problem,) = problems(f"{SMALL}{line}\n")
    assert (problem.code, problem.message) == ("wrong-type", message)
    assert f"for example: {example}" in problem.hint


def test_a_person_without_name_and_role_is_incomplete() -> None:
    """A paper has to say who reports."""
    assert said("contact: {email: a@example.org}\n") == [
        '7 missing-key: "contact" has neither a name nor a role'
    ]


def test_a_choice_that_is_not_offered_lists_those_that_are() -> None:
    """The markings are a short list."""
    assert said("marking: official sensitive\n") == [
        '7 unknown-choice: "marking" cannot be "official sensitive": '
        "choose from OFFICIAL, OFFICIAL-SENSITIVE"
    ]


def test_an_unknown_kind_is_an_error_and_the_rest_is_checked() -> None:
    """Without a kind there is no manifest, but the files are looked at."""
    text = "kind: bord-report\nsections: [a.doc]\n"
    assert [problem.code for problem in problems(text)] == ["unknown-kind", "file-form"]
    assert problems(text)[0].hint == 'did you mean "board-report"?'
    assert read_manifest(text, PATH, KINDS)[0] is None


def test_one_word_of_numbering_is_for_the_paragraphs() -> None:
    """The other choices have keys of their own, and their usual values."""
    assert good("numbering: decimal\n").numbering == Numbering(Scheme.DECIMAL)
    every = "{paragraphs: none, recommendations: own, appendices: numbers}"
    wanted = Numbering(Scheme.NONE, True, AppendixLabels.NUMBERS, False)
    assert good(f"numbering: {every}\n").numbering == wanted
    assert good("numbering: {appendix_paragraphs: numbered}\n").numbering.appendix_paragraphs


def test_a_choice_that_does_not_exist_is_told_the_others() -> None:
    """A slip in a word or in a key is met with what there is."""
    assert said("numbering: runing\n") == [
        '7 unknown-choice: "numbering" cannot be "runing": choose from running, decimal, none'
    ]
    assert hint("numbering: {recomendations: own}\n") == 'did you mean "recommendations"?'
    assert said("numbering: [1]\n") == ['7 wrong-type: "numbering" must be one word or keys']


def test_the_contents_are_a_yes_or_a_list() -> None:
    """`true` is a list of the headings; tables and figures can be listed too."""
    assert good("contents: true\n").contents == Contents(headings=True)
    assert good("contents: no\n").contents == Contents()
    assert good("contents: [tables, figures]\n").contents == Contents(False, True, True)
    assert [p.code for p in problems(SMALL + "contents: [pictures]\n")] == ["unknown-choice"]


@pytest.mark.parametrize("name", ["my budget", "2022", "budget-1", "class", "bücher", ""])
def test_a_workbook_has_a_name_that_expressions_can_use(name: str) -> None:
    """A name that could not stand between {{ and }} is refused at once."""
    codes = [problem.code for problem in problems(f"{SMALL}workbooks: {{'{name}': x.xlsx}}\n")]
    assert codes == ["workbook-name"]


def test_two_sections_cannot_have_one_name() -> None:
    """A template calls a section by its file's name, so there can be one only."""
    text = SMALL.replace("[purpose.md]", "[purpose.md, more/Purpose.md]")
    assert said("", text=text) == ['6 duplicate-section: there are two sections called "Purpose"']


def test_a_paper_has_sections() -> None:
    """A manifest without sections, or with an empty list, is not a paper."""
    for text in (SMALL.replace("sections: [purpose.md]\n", ""), SMALL.replace("purpose.md", "")):
        assert [problem.code for problem in problems(text)] == ["missing-key"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("letter.doc", "appendix-form"),
        ("{file: letter.odt}", "appendix-form"),
        ("{file: a.md, look: house}", "unknown-key"),
        ("{file: a.docx, alt: A map}", "unknown-key"),
        ("{file: a.docx, look: lovely}", "unknown-choice"),
        ("{file: a.md, landscape: perhaps}", "unknown-choice"),
        ("{workbook: budgt, sheet: Notes}", "unknown-workbook"),
        ("{workbook: budget}", "missing-key"),
        ("{sheet: Notes}", "missing-key"),
        ("{title: Notes}", "missing-key"),
        ("{file: a.md, sheet: Notes}", "unknown-key"),
        ("{file: a.md, label: notes}", "label-form"),
        ("{file: a.md, label: app-}", "label-form"),
        ("[a.md]", "wrong-type"),
        ("''", "empty-value"),
    ],
)
def test_an_appendix_is_a_file_or_a_sheet(entry: str, code: str) -> None:
    """Each way to get an appendix wrong has its own message."""
    text = f"workbooks: {{budget: budgets/x.xlsx}}\nappendices: [{entry}]\n"
    assert [problem.code for problem in problems(SMALL + text)] == [code]


def test_a_control_character_is_left_out_with_a_warning() -> None:
    """What Word cannot hold is taken out and said, whether typed or written as an escape."""
    for line in ("wards: As\x07ton\n", 'wards: "As\\x07ton"\n', 'wards: "As\\ud800ton"\n'):
        manifest, found = read_manifest(SMALL + line, PATH, KINDS)
        assert value(manifest, "wards") == "Aston"
        assert [(p.code, p.source.line) for p in found] == [("control-character", 7)]
        assert not has_errors(found)


# --- any text -------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["kind: board-report\n", "title:", "sections:\n", "  - a.md\n", "- ", "{", "}", "[", "]", "&a",
     "*a", "!t ", "<<: ", "? ", ": ", "|\n", ">\n", '"', "'", "\t", "\n", "---\n", "...\n", "%",
     "#", "date: 2022-03-22\n", "author:\n", "workbooks:\n", "appendices:\n", "\x85", "\ufeff"]
)  # fmt: skip


@given(st.text() | st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_ends_in_a_manifest_or_in_messages(text: str) -> None:
    """Whatever is in the file, the reader does not fail and does not keep silent."""
    manifest, found = read_manifest(text, PATH, KINDS)
    assert manifest is not None or has_errors(found)
    assert all(problem.source.path == PATH and problem.message for problem in found)


@given(st.text())
def test_any_text_in_quotes_is_read(text: str) -> None:
    """A value in quotes is read, less its control characters and with typographic marks."""
    quoted = "'" + text.replace("'", "''") + "'"
    manifest, _ = read_manifest(f"{SMALL}wards: {quoted}\n", PATH, KINDS)
    assert manifest is not None
    read = value(manifest, "wards")
    assert isinstance(read, str)
    assert set(read) <= set(text) | set(" \u00a0‘’“”–—…")


def test_a_manifest_has_typographic_marks() -> None:
    """The title is set like the text below it; paths, addresses and labels stay as typed."""
    lines = "wards: All -- the city's\ncontact: {name: Sam O'Neill, email: o'neill@example.org}\n"
    appendix = "appendices: [{file: sam's.md, title: The board's \"view\"}]\n"
    manifest, found = read_manifest(SMALL + lines + appendix, PATH, KINDS)
    assert found == ()
    assert manifest is not None
    assert value(manifest, "wards") == "All – the city’s"
    assert value(manifest, "contact") == Person("Sam O’Neill", email="o'neill@example.org")
    (entry,) = manifest.appendices
    assert isinstance(entry, AppendixFile)
    assert (entry.path, entry.title) == ("sam's.md", "The board’s “view”")
