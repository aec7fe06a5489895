"""A fifth kind of paper: one declaration and one template of a project's own, and no Python."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.cli import main
from reportgen.diagnostics import Severity
from reportgen.model import Kind
from reportgen.readers.manifest import read_kind
from reportgen.skeleton import skeleton

CARRIED = Path(__file__).parents[2] / "templates"
MINUTES = """\
# Minutes of a meeting, which are to be sent out within ten working days.
about: The minutes of a meeting.
output: "{reference} {status}"
numbering: decimal
forms: [docx, html]
fields:
  reference: {required: true, help: "The number of the minutes: M and two digits."}
  title: {required: true, help: What met.}
  committee: {required: true, help: Who met.}
  date: {type: date, required: true, help: The day of the meeting.}
  issued: {type: date, help: The day on which they were sent out.}
  status:
    help: Whether they were agreed.
    choices: {draft: Draft for comment, agreed: Agreed by the board}
  author: {type: person, help: Who took them.}
  contact: {type: person, help: Whom to ask.}
  agenda_item: {help: The item.}
  purpose: {help: What for.}
  background_papers: {type: texts, help: What was on the table.}
  cleared_by: {type: texts, help: Who has cleared them.}
  marking: {choices: [OFFICIAL], help: The marking.}
  apologies: {type: texts, private: true, help: Who was not there.}
sections:
  actions:
    heading: Actions
    required: true
    guidance: 'Say who does what by when: "A" does "B".'
    start: |
      ## Action: [Fill in: what is to be done]

      [Fill in: who does it, and by when]
  next-meeting: {heading: Next meeting, required: true, guidance: Say when it is.}
  any-other-business: {heading: Any other business, guidance: Say what else was said.}
in_order: [date, issued]
clock: {starts: date, stops: issued, working_days: 10}
numbered_headings: {Action: act}
checks: {missing-section: warning, unused-label: error}
web_page:
  above: [committee]
  facts: {status: Status, due: To be sent out by, timeliness: In time}
  sign_off: author
  lists: {background_papers: On the table}
"""
PAPER = """\
kind: minutes
reference: M12
title: Strategic Policing and Crime Board
committee: The board of the office
date: 2022-03-22
issued: 2022-04-06
status: agreed
author: Head of Governance
apologies: [Treasurer]
sections: [actions.md, next-meeting.md]
"""
ACTIONS = """\
# Actions

## Action: Publish the budget {#act-budget}

The office publishes it.

## Action

The office reports on @act-budget.
"""
TAGS = {r"\bboard\b": "committee", r"\bwards\b": "due", "Wards affected": "To be sent out by"}


def minutes_template() -> bytes:
    """Return the carried template of a board report with the tags of minutes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(CARRIED / "board-report.docx") as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if re.fullmatch(r"word/(document|header\d)\.xml|docProps/core\.xml", name):
                text = data.decode()
                for tag, own in TAGS.items():
                    text = re.sub(tag, own, text)
                text = re.sub(r"\{\{ ?due ?\}\}", "{{ due | long_date }}", text)
                data = text.encode()
            new.writestr(name, data)
    return target.getvalue()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with a kind of its own, and a paper of it."""
    for name, text in {
        "reportgen.toml": "",
        "templates/minutes.yaml": MINUTES,
        "content/m12/paper.yaml": PAPER,
        "content/m12/actions.md": ACTIONS,
        "content/m12/next-meeting.md": "# Next meeting\n\nIt is in April.\n",
    }.items():
        put(tmp_path, name, text)
    (tmp_path / "templates" / "minutes.docx").write_bytes(minutes_template())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    put(root, name, text.replace(old, new))


# --- built -------------------------------------------------------------------------------------


def test_a_paper_of_ones_own_kind_is_built(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into the forms and under the name that the declaration says, through the kind's template."""
    assert main(["build"]) == 0, capsys.readouterr().err
    assert capsys.readouterr().err == ""
    built = sorted(path.name for path in (project / "build").glob("[!.]*"))
    assert built == ["M12 agreed.docx", "M12 agreed.html"]
    printed = [p.text for p in docx.Document(project / "build" / "M12 agreed.docx").paragraphs]
    assert "The board of the office" in printed
    assert any(re.search(r"To be sent out by\t?5\s?April\s?2022", text) for text in printed)
    assert any(text.endswith("Publish the budget") for text in printed)


def test_its_web_page_has_the_clock_and_the_choice_as_it_is_printed(project: Path) -> None:
    """Ten working days from 22 March 2022 end on 5 April; sent on the 6th, it is a day late."""
    main(["build"])
    page = (project / "build" / "M12 agreed.html").read_text(encoding="utf-8")
    words = " ".join(" ".join(html5lib.parse(page).itertext()).replace("\u00a0", " ").split())
    assert "Status Agreed by the board To be sent out by 5 April 2022" in words
    assert "In time one working day late" in words
    assert "Action 1: Publish the budget" in words
    assert "reports on action 1" in words.lower()
    assert "Treasurer" not in page


def test_its_own_numbering_holds_unless_a_paper_says_other(project: Path) -> None:
    """`numbering: decimal` of the kind, and `none` of one paper."""
    main(["build", "--to", "txt"])
    assert "1.1" in (project / "build" / "M12 agreed.txt").read_text(encoding="utf-8")
    change(project, "content/m12/paper.yaml", "kind:", "numbering: none\nkind:")
    main(["build", "--to", "txt"])
    assert "1.1" not in (project / "build" / "M12 agreed.txt").read_text(encoding="utf-8")


def test_its_own_severities_hold(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing section is a warning here, and a label that nothing refers to an error."""
    change(project, "content/m12/paper.yaml", ", next-meeting.md", "")
    assert main(["build"]) == 0
    assert 'needs a section "next-meeting"' in capsys.readouterr().err
    change(project, "content/m12/actions.md", "on @act-budget", "on it")
    assert main(["build"]) == 1
    assert re.search(r"error: .* \[unused-label\]", capsys.readouterr().err)


def test_a_new_paper_of_it_asks_for_what_it_needs_and_is_built_then(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`reportgen new minutes` knows the kind by its declaration alone."""
    assert main(["new", "minutes", "m13"]) == 0
    capsys.readouterr()
    assert main(["check", "m13"]) == 1
    said = capsys.readouterr().out
    assert set(re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]$", said, re.M)) == {"guidance-left"}
    assert said.count("[guidance-left]") == 8
    folder = project / "content" / "m13"
    assert "#- any-other-business.md" in (folder / "paper.yaml").read_text(encoding="utf-8")
    values = {"reference": "M13", "title": "A board", "committee": "A board", "date": "2022-04-19"}
    for key, value in values.items():
        text = (folder / "paper.yaml").read_text(encoding="utf-8")
        put(folder, "paper.yaml", re.sub(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.M))
    for name in ("actions.md", "next-meeting.md"):
        text = (folder / name).read_text(encoding="utf-8")
        put(folder, name, re.sub(r"\[(?:Guidance|Fill in): [^\]]*\]", "Words.", text))
    assert main(["build", "m13"]) == 0, capsys.readouterr().err
    assert (project / "build" / "M13.docx").exists()


def test_its_template_is_held_against_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`template check` knows which fields the project's own kind has."""
    assert main(["template", "check", "templates/minutes.docx"]) == 0
    found = capsys.readouterr().out
    assert '"status"' in found  # a note: the template does not print it
    assert "error" not in found
    change(project, "templates/minutes.yaml", "  committee: {required: true, help: Who met.}\n", "")
    change(project, "templates/minutes.yaml", "  above: [committee]\n", "")
    assert main(["template", "check", "templates/minutes.docx"]) == 1
    assert '"committee"' in capsys.readouterr().out


def test_a_kind_with_the_name_of_a_carried_one_hides_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project's own `foi-response` is the one that its papers are of."""
    own = "about: Our own answers.\ntemplate: minutes.docx\nfields: {question: {required: true}}\n"
    put(project, "templates/foi-response.yaml", own)
    assert main(["new"]) == 2
    said = capsys.readouterr().err
    assert "  foi-response     Our own answers.\n" in said
    assert said.count("foi-response") == 1
    main(["new", "foi-response", "answer"])
    manifest = (project / "content" / "answer" / "paper.yaml").read_text(encoding="utf-8")
    assert 'question: "[Fill in: question]"' in manifest
    assert "received" not in manifest


# --- what can be wrong -------------------------------------------------------------------------


def test_faults_of_a_declaration_are_told_once_with_those_of_other_papers(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run tells of the declaration, by its line, and of papers of other kinds."""
    change(project, "templates/minutes.yaml", "type: date, required", "type: dat, required")
    change(project, "templates/minutes.yaml", "unused-label: error", "unused-lable: error")
    put(project, "content/note/paper.yaml", "kind: paper\nsections: [text.md]\n")
    put(project, "content/note/text.md", "# Text\n\nWords.\n")
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    slip = 'templates/minutes.yaml:10: error: "type" cannot be "dat": choose from'
    assert said.count(slip) == 1
    assert 'hint: did you mean "date"?' in said
    assert 'content/note/paper.yaml: error: "title" is missing' in said
    change(project, "templates/minutes.yaml", "type: dat, required", "type: date, required")
    assert main(["build"]) == 1
    assert re.search(r'templates/minutes.yaml:\d+: error: "unused-lable"', capsys.readouterr().err)


GOOD = """\
fields:
  title: {required: true}
  ref: {}
  met: {type: date}
  sent: {type: date}
  chair: {type: person}
  papers: {type: texts}
  asker: {private: true}
"""


def faults(more: str) -> list[tuple[str, int]]:
    """Return the code and the line of each thing that is wrong with a declaration."""
    _, found = read_kind(GOOD + more, "templates/k.yaml", "k")
    assert all(item.hint for item in found)
    return [(item.code, item.source.line) for item in found]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("abuot: x", "unknown-key"),
        ("about: [x]", "wrong-type"),
        ("about: ''", "empty-value"),
        ("about: x\nabout: y", "duplicate-key"),
        ("forms: [docx, odt]", "unknown-choice"),
        ("numbering: roman", "unknown-choice"),
        ("template: ../k.docx", "kind-form"),
        ("output: '{refrence}'", "unknown-field"),
        ("output: '{asker}'", "unknown-field"),
        ("output: '{chair}'", "unknown-field"),
        ("output: '{due}'", "unknown-field"),
        ("output: '{}'", "unknown-field"),
        ("output: '{ref'", "kind-form"),
        ("output: 'a/{ref}'", "kind-form"),
        ("sections: [purpose]", "wrong-type"),
        ("sections: {../purpose: {}}", "kind-form"),
        ("sections: {con: {}}", "kind-form"),
        ("sections: {purpose: {heading: [x]}}", "wrong-type"),
        ("sections: {purpose: {start: [x]}}", "wrong-type"),
        ("sections: {purpose: {requierd: true}}", "unknown-key"),
        ("sections: {purpose: {required: perhaps}}", "unknown-choice"),
        ("sections: {purpose: {}, purpose: {}}", "duplicate-key"),
        ("in_order: [met, snet]", "unknown-field"),
        ("in_order: [met, chair]", "unknown-field"),
        ("in_order: [met, met]", "duplicate-key"),
        ("clock: {starts: met, stops: sent}", "missing-key"),
        ("clock: {starts: chair, stops: sent, working_days: 20}", "unknown-field"),
        ("clock: {starts: met, stops: sent, working_days: twenty}", "wrong-type"),
        ("clock: {starts: met, stops: sent, working_days: 0}", "wrong-type"),
        ("clock: {starts: met, stops: sent, working_days: 20, extended: ref}", "unknown-field"),
        ("clock: twenty", "wrong-type"),
        ("numbered_headings: {Action: par}", "label-form"),
        ("numbered_headings: {Action: a, Answer: a}", "label-form"),
        ("numbered_headings: {Action: A}", "label-form"),
        ("numbered_headings: {Action: a, action: b}", "kind-form"),
        ("numbered_headings: {Action 1: a}", "kind-form"),
        ("numbered_headings: [Action]", "wrong-type"),
        ("gathers: k", "kind-form"),
        ("checks: {missing-section: fatal}", "unknown-choice"),
        ("checks: [missing-section]", "wrong-type"),
        ("web_page: {above: [titel]}", "unknown-field"),
        ("web_page: {above: [asker]}", "unknown-field"),
        ("web_page: {facts: {due: Due}}", "unknown-field"),
        ("web_page: {facts: [ref]}", "wrong-type"),
        ("web_page: {sign_off: ref}", "unknown-field"),
        ("web_page: {lists: {ref: References}}", "unknown-field"),
        ("web_page: {abvoe: [ref]}", "unknown-key"),
    ],
)
def test_a_slip_in_a_declaration_is_told_with_its_line(more: str, code: str) -> None:
    """Once, at the line that has it, with what to do."""
    line = GOOD.count("\n") + 1 + ("\nabout" in more)
    assert faults(more) == [(code, line)]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("Title: {}", "field-name"),
        ("the title: {}", "field-name"),
        ("sections: {}", "field-name"),
        ("due: {}", "field-name"),
        ("for: {}", "field-name"),
        ("when: {type: dat}", "unknown-choice"),
        ("status: {choices: OFFICIAL}", "wrong-type"),
        ("status: {choices: [a, A]}", "duplicate-key"),
        ("status: {choices: {a: x, a: y}}", "duplicate-key"),
        ("status: {choices: [[a]]}", "wrong-type"),
        ("status: {type: date, choices: [a]}", "kind-form"),
        ("status: {requierd: true}", "unknown-key"),
        ("status: {private: perhaps}", "unknown-choice"),
        ("status: The status", "wrong-type"),
        ("ref: {}", "duplicate-key"),
    ],
)
def test_a_slip_in_a_field_is_told_with_its_line(field: str, code: str) -> None:
    """As for all else that a declaration says."""
    _, found = read_kind(f"{GOOD}  {field}\n", "templates/k.yaml", "k")
    assert [(item.code, item.source.line) for item in found] == [(code, GOOD.count("\n") + 1)]
    assert found[0].hint


def test_a_field_without_a_type_is_told_once() -> None:
    """A slip in a type is not told again where the field is named as a date or a person."""
    text = GOOD.replace("met: {type: date}", "met: {type: dat}")
    _, found = read_kind(f"{text}in_order: [met, sent]\n", "templates/k.yaml", "k")
    assert [item.code for item in found] == ["unknown-choice"]


def test_what_two_papers_share_is_told_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the declaration stands above the first paper; the second only counts it."""
    change(project, "templates/minutes.yaml", "about:", "abuot:")
    put(project, "content/m13/paper.yaml", PAPER.replace("M12", "M13"))
    for command in ("build", "check"):
        assert main([command]) == 1
        said = "".join(capsys.readouterr())
        assert said.count("[unknown-key]") == 1
        assert "m13 (1 error, 1 told above)" in said or "m13: 1 error, 1 told above" in said


def test_the_carried_declarations_and_this_one_are_sound() -> None:
    """What the other tests change is right before it is changed."""
    for path in (*CARRIED.glob("*.yaml"),):
        assert read_kind(path.read_text(encoding="utf-8"), path.name, path.stem)[1] == ()
    assert read_kind(MINUTES, "minutes.yaml", "minutes")[1] == ()
    assert faults("") == []


TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CARRIED.glob("*.yaml"))] + [MINUTES]
PIECES = ["", ":", "{", "}", "[", "]", "\n", "  ", "- ", "'", '"', "#", "|", "&a", "*a", "!x",
          "x: y", "due", "{}", "\t", "\0", "true", "date", "é", "9" * 400]  # fmt: skip


@given(
    st.sampled_from(TEXTS),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 40), st.sampled_from(PIECES) | st.text()),
        min_size=1,
        max_size=4,
    ),
)
def test_no_declaration_is_too_odd_to_be_read(
    text: str, changes: list[tuple[int, int, str]]
) -> None:
    """Whatever is cut out or put in, there is a kind or an error, and never a fault of ours."""
    for place, length, piece in changes:
        place %= len(text) + 1
        text = text[:place] + piece + text[place + length :]
    kind, found = read_kind(text, "templates/k.yaml", "k")
    errors = [item for item in found if item.severity is Severity.ERROR]
    assert isinstance(kind, Kind) != bool(errors)
    assert all(item.hint or item.code == "unknown-key" for item in found), found
    if kind:
        (_, manifest), *sections = skeleton(kind)
        assert manifest.count("\nkind: k\n") == 1
        assert sections
