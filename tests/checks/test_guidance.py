"""What is left of a new paper's guidance: where it is found, and that no more is said of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from carried_kinds import KINDS, carried
from hypothesis import example, given
from hypothesis import strategies as st
from typed_papers import PATH

from reportgen.checks import CHECKS, check_paper, prose
from reportgen.diagnostics import Diagnostics
from reportgen.guidance import left_in, without_marks
from reportgen.model import FieldSpec, FieldType, Paper, Section
from reportgen.policy import CHECKED, WARNED
from reportgen.readers.manifest import read_manifest
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source
from reportgen.workbook import Workbook


def paper(text: str) -> Paper:
    """Return a paper of one Markdown file; with a workbook, so that typed amounts are looked at."""
    blocks, _ = read_markdown(text, "text.md")
    section = Section("text", Source("text.md", 1), blocks)
    book = Workbook("budget", Source(PATH), (), ())
    return Paper(
        "paper", carried("paper"), Source("paper.yaml"), workbooks=(book,), sections=(section,)
    )


def look(text: str) -> list[tuple[int, str]]:
    """Return the line and what is said of each mark that is found."""
    found = prose.guidance_is_followed(paper(text))
    assert all(item.source.path == "text.md" for item in found)
    return [(item.source.line, item.message.rpartition(": ")[2]) for item in found]


# --- in Markdown -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# T\n\n[Guidance: Say why.]", 3),
        ("# T\n\nIt costs little. [Guidance: Say why.]", 3),
        ("# T\n\nIt costs\nlittle. [Guidance: Say\nwhy.]", 4),
        ("# T\n\n[Fill in: Say why.]", 3),
        ("# T\n\n[fill in : Say why.]", 3),
        ("# T\n\n[GUIDANCE: Say why.]", 3),
        ("# T [Guidance: Say why.]\n\nWords.", 1),
        ("# T\n\n- one\n- [Fill in: Say why.]", 4),
        ("# T\n\n1. one\n\n   [Fill in: Say why.]", 5),
        ("# T\n\n> [Fill in: Say why.]", 3),
        ("# T\n\n| A | B |\n|---|---|\n| a | [Fill in: Say why.] |", 5),
        ("# T\n\n| A | [Fill in: Say why.] |\n|---|---|\n| a | b |", 3),
        ("# T\n\n| A | B |\n|---|---|\n| a | b |\n\nTable: [Fill in: Say why.]", 7),
        ("# T\n\nWords[^a].\n\n[^a]: [Fill in: Say why.]", 5),
        ("# T\n\n[Guidance: Say *why*.]", 3),
        ("# T\n\n**[Guidance: Say why.]**", 3),
        ("# T\n\n[Guidance: **Say** why.]", 3),
        ("# T\n\n~~[Guidance: Say why.]~~", 3),
        ("# T\n\n[Guidance: Say\\\nwhy.]", 3),
        ("# T\n\n[Guidance: Say `why`.]", 3),
        ("# T\n\n![[Fill in: Say why.]](map.png)", 3),
        ("# T\n\nAs agreed [Guidance: Say why.", 3),
    ],
)  # fmt: skip
def test_guidance_is_found_wherever_it_stands(text: str, line: int) -> None:
    """In paragraphs, headings, lists, tables, notes and descriptions, over lines, with emphasis."""
    assert [at for at, _ in look(text)] == [line]
    assert look(text)[0][1].rstrip(".") == "Say why"


@pytest.mark.parametrize(
    "text",
    [
        "`[Guidance: Say why.]`",
        "```\n[Guidance: Say why.]\n```",
        "The [Guidance](https://example.org) says why.",
        "The guidance: say why.",
        "[Guidance on grants] says why.",
        "<!-- [Guidance: Say why.] -->\n\nWords.",
    ],
)
def test_words_about_guidance_are_none(text: str) -> None:
    """Code, links, notes to oneself, and a sentence on guidance are as they should be."""
    assert look(f"# T\n\n{text}") == []


def test_two_in_one_paragraph_are_two() -> None:
    """Each has its own line."""
    assert look("# T\n\n[Fill in: who] says\nthat [Fill in: what].") == [(3, "who"), (4, "what")]


def test_brackets_in_guidance_belong_to_it() -> None:
    """What is quoted in it is no other mark, and the mark goes on behind it."""
    assert look("# T\n\n[Guidance: Put [date] here.] Words.") == [(3, "Put [date] here.")]


@pytest.mark.parametrize(
    "says",
    ["Say £50,000 or TBC.", "Say £X, [insert date] or ???.", "Say *£50,000* and XX **TBC**.",
     "2021-22 and 2022/23 and 2023-24."],
)  # fmt: skip
def test_nothing_else_is_said_of_the_words_of_guidance(says: str) -> None:
    """It has no amounts, no placeholders and no years: it is no text of the paper."""
    codes = {item.code for item in check_paper(paper(f"# T\n\n[Guidance: {says}]\n\nWords."))}
    assert codes == {"guidance-left"}


def test_a_placeholder_beside_guidance_is_told_too() -> None:
    """Only what is between the brackets is left out of the other checks."""
    found = check_paper(paper("# T\n\n[Guidance: Say TBC.] The grant is TBC."))
    assert sorted(item.code for item in found) == ["guidance-left", "placeholder-left"]


def test_no_setting_lets_guidance_be_published() -> None:
    """Its code is none of those whose severity can be changed, or that can be switched off."""
    assert "guidance-left" not in CHECKED | WARNED
    assert any("guidance-left" in check.codes for check in CHECKS)


# --- in paper.yaml -----------------------------------------------------------------------------

REST = "kind: decision-notice\nsections: [decision.md]\n"
GOOD = {"reference": "D1", "title": "A grant", "decision_maker": "The Commissioner",
        "date": "2022-03-22"}  # fmt: skip


def problems(**values: str) -> Diagnostics:
    lines = "".join(f"{key}: {value}\n" for key, value in (GOOD | values).items())
    return read_manifest(REST + lines, "paper.yaml", KINDS)[1]


@pytest.mark.parametrize(
    "mark",
    [
        '"[Fill in: Say, why.]"',
        "[Fill in: Say, why.]",
        "'[Guidance: Say, why.]'",
        '"About [Fill in: Say, why.]"',
    ],
)
@pytest.mark.parametrize("field", ["title", "date", "decision_maker", "marking", "published",
                                   "contact", "background_papers"])  # fmt: skip
def test_a_field_of_any_type_asks_to_be_filled_in_and_no_more(field: str, mark: str) -> None:
    """Not that it is no date, no list or none of its choices; with quotation marks or without."""
    (found,) = problems(**{field: mark})
    assert found.code == "guidance-left"
    assert found.message == f'"{field}" is still to be filled in: Say, why.'
    assert f"{field}: " in found.hint


def test_the_parts_of_a_person_and_of_a_list_are_asked_for_one_by_one() -> None:
    """A name and a role, and each entry."""
    person = '{name: "[Fill in: name]", role: "[Fill in: role]"}'
    found = problems(decision_maker=person, background_papers='["[Fill in: first]", Plan]')
    assert [(item.code, item.source.line) for item in found] == [
        ("guidance-left", 5), ("guidance-left", 5), ("guidance-left", 7),
    ]  # fmt: skip


# --- marks in any text -------------------------------------------------------------------------


@given(st.text(st.sampled_from("[]: Gguidance\nFill in x"), max_size=60))
@example("[guidance:[guidance:]]")
@example("[Guidance: [Fill in: x]")
def test_marks_are_in_order_and_taken_out_whole(text: str) -> None:
    """They never overlap, and what is left has as many letters and no mark."""
    marks = [*left_in(text)]
    assert all(mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
    assert len(without_marks(text)) == len(text)
    assert not [*left_in(without_marks(text))]


def test_a_text_of_nothing_but_open_brackets_is_read_in_one_go() -> None:
    """A megabyte of marks that never close is one mark."""
    assert len([*left_in("[Guidance: " * 100_000)]) == 1


def test_a_field_spec_says_what_it_wants_where_the_mark_says_nothing() -> None:
    """`[Fill in: ]` is answered with the help of the field."""
    (found,) = problems(title='"[Fill in: ]"')
    spec = FieldSpec("title", FieldType.TEXT, "What was decided about, in a few words.")
    assert found.message.endswith(spec.help)
