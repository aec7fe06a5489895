"""`reportgen new`: what it makes, what it refuses, and what becomes of a paper that it made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from carried_kinds import KINDS, all_kinds
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.checks import prose
from reportgen.checks.prose.guidance import guidance_is_followed
from reportgen.cli import main
from reportgen.guidance import left_in
from reportgen.kinds import Kinds
from reportgen.model import Choice, FieldSpec, FieldType, Kind, Paper, Section, SectionSpec
from reportgen.readers.manifest import read_manifest
from reportgen.readers.markdown import read_markdown
from reportgen.skeleton import skeleton
from reportgen.source import Source

NAMES = KINDS.names
RIGHTS = "Ask for an internal review; then complain to the Information Commissioner."
FOUND = re.compile(r"^(?:[^\n]*: )?(?:error|warning|note): .* \[([a-z-]+)\]$", re.M)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a new project, with nothing in it."""
    (tmp_path / "reportgen.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled(text: str, *, markdown: bool) -> str:
    """Put words in the place of each mark, as an officer does, and dates where dates belong."""
    if markdown:
        for mark in reversed([*left_in(text)]):
            words = RIGHTS if "internal review" in mark.says else "Words about it."
            text = f"{text[: mark.start]}{words}{text[mark.end :]}"
        return text
    text = re.sub(r'(# A date:[^\n]*\n\w+: )"[^\n]*"', r"\g<1>2022-03-22", text)
    return re.sub(r'^(\w+: )"\[Fill in: [^\n]*\]"$', r"\1Words", text, flags=re.M)


# --- a new paper, and what it becomes --------------------------------------------------------


@pytest.mark.parametrize("kind", NAMES)
def test_a_new_paper_asks_for_each_thing_once(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` finds in a new paper of any kind what is to be filled in, and nothing else."""
    assert main(["new", kind, "a-paper"]) == 0
    files = sorted((project / "content" / "a-paper").iterdir())
    marks = [mark for file in files for mark in left_in(live(file))]
    capsys.readouterr()
    assert main(["check", "a-paper"]) == 1
    found = FOUND.findall(capsys.readouterr().out)
    assert set(found) == {"guidance-left"}
    assert len(found) == len(marks) > 1


def live(file: Path) -> str:
    """Return a file's text; of a manifest without the lines in comments and the head."""
    text = file.read_text(encoding="utf-8")
    return re.sub(r"^\s*#.*$", "", text, flags=re.M) if file.suffix == ".yaml" else text


@pytest.mark.parametrize("kind", NAMES)
def test_a_new_paper_can_be_built_once_it_is_filled_in(
    kind: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With simple words in the place of each mark, a paper of any kind is built without errors."""
    main(["new", kind, "a-paper"])
    for file in (project / "content" / "a-paper").iterdir():
        text = filled(file.read_text(encoding="utf-8"), markdown=file.suffix == ".md")
        file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "a-paper"]) == 0, capsys.readouterr().err
    assert (project / "build" / "a-paper.docx").exists()


@pytest.mark.parametrize("kind", NAMES)
def test_every_line_in_a_comment_can_be_taken_in(kind: str) -> None:
    """With the # taken off, each field asks to be filled in, and has no fault of any other sort."""
    (_, manifest), *_ = skeleton(find(kind))
    taken_in = re.sub(r"^( *)#(?=[a-z-]|  [a-z-])", r"\1", manifest, flags=re.M)
    assert taken_in.count("\n#") < manifest.count("\n#")
    read, found = read_manifest(taken_in, "paper.yaml", KINDS)
    assert {item.code for item in found} == {"guidance-left"}
    assert read is not None
    assert [section.name for section in read.sections][: len(find(kind).sections)] == [
        spec.name for spec in find(kind).sections
    ] or not find(kind).sections


def find(name: str) -> Kind:
    return next(kind for kind in all_kinds() if kind.name == name)


def test_what_was_made_is_said_with_what_to_do_next(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file is named, and the commands that come next."""
    main(["new", "decision-notice", "2022-03-22-notice"])
    said = capsys.readouterr().out
    for file in (project / "content" / "2022-03-22-notice").iterdir():
        assert f"made content/2022-03-22-notice/{file.name}\n" in said
    assert "reportgen check 2022-03-22-notice" in said
    assert "reportgen build 2022-03-22-notice" in said


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../x", "a/b", "a\\b", "..", ".", ".hidden", "a.", "a ", "a b", "con", "NUL.txt", "com1",
     "a:b", "what?", "*", 'a"b', "a|b", "<a>", "C:", "x" * 101, "~", "a\nb", "a\0b", ""],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_that_windows_cannot_have_is_refused(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made under such a name, and what to write is said."""
    assert main(["new", "paper", name]) == 2
    assert "[paper-name]\n  hint: " in capsys.readouterr().err
    assert [entry.name for entry in project.iterdir()] == ["reportgen.toml"]


@given(st.text(max_size=30))
@example("con.report")
@example("Budget: 2022/23")
def test_a_proposed_name_is_one_that_is_taken(name: str) -> None:
    """Whatever is typed, the hint names something that can be typed."""
    from reportgen.project import places

    if not places.can_name_a_folder(name):
        proposed = re.search(r"for example: (.+)", places._better(name))
        assert proposed is None or places.can_name_a_folder(proposed[1])


def test_a_paper_that_is_there_stays_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is overwritten, under a name in other capitals either."""
    main(["new", "paper", "budget"])
    mine = project / "content" / "budget" / "paper.yaml"
    mine.write_text("mine", encoding="utf-8")
    for name in ("budget", "Budget"):
        assert main(["new", "paper", name]) == 2
        assert "[paper-exists]" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [entry.name for entry in (project / "content").iterdir()] == ["budget"]


def test_a_paper_is_made_whole_or_not_at_all(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that is full after two files leaves no half paper, and no folder of it either."""
    write, written = Path.write_text, []

    def full(path: Path, *args: object, **more: object) -> int:
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        written.append(path.name)
        return write(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["new", "board-report", "budget"]) == 2
    assert len(written) == 2
    assert "No space left on device [output-unwritable]" in capsys.readouterr().err
    assert [entry.name for entry in project.iterdir()] == ["reportgen.toml"]


def test_a_paper_that_is_stopped_half_way_is_taken_away(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl+C leaves nothing behind, either."""

    def stop(path: Path, *args: object, **more: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", stop)
    assert main(["new", "board-report", "budget"]) == 2
    assert "interrupted" in capsys.readouterr().err
    assert [entry.name for entry in project.iterdir()] == ["reportgen.toml"]


def test_papers_are_made_in_the_project_alone(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """A content/ that is a link to elsewhere gets no papers."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "content").symlink_to(elsewhere, target_is_directory=True)
    assert main(["new", "paper", "budget"]) == 2
    assert "[outside-project]" in capsys.readouterr().err
    assert not [*elsewhere.iterdir()]


# --- the kinds ---------------------------------------------------------------------------------


def test_without_a_kind_all_are_listed_with_what_each_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`reportgen new` alone teaches which kinds there are, in a project or not."""
    monkeypatch.chdir(tmp_path)
    assert main(["new"]) == 2
    said = capsys.readouterr().err
    for kind in all_kinds():
        assert re.search(rf"^  {kind.name} +{re.escape(kind.about)}$", said, re.M)


def test_a_slip_in_the_kind_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown kind lists those there are, and proposes the nearest."""
    assert main(["new", "bord-report", "budget"]) == 2
    said = capsys.readouterr().err
    assert 'did you mean "board-report"?' in said
    assert "  decision-notice " in said


def test_a_new_paper_needs_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside of any project it is said how to make one."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "paper", "budget"]) == 2
    assert "[no-project]" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


# --- any kind that somebody declares -------------------------------------------------------------

WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).map(
    lambda text: " ".join(text.split())
)
ODD = 'Say "why": #1 of [the] {list} @par-x *and* <b> {{ x }} | `code` \\ - 1. it\'s $5 TBC £X'
NAME = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).map(lambda name: f"f_{name}")
CHOICES = st.lists(WORDS.filter(bool), max_size=3, unique_by=str.casefold).map(
    lambda words: tuple(Choice(word, word) for word in words)
)
FIELDS = st.lists(
    st.builds(
        FieldSpec, NAME, st.sampled_from(FieldType), WORDS | st.just(ODD), st.booleans(),
        private=st.booleans(),
    ) | st.builds(FieldSpec, NAME, st.just(FieldType.TEXT), WORDS, st.booleans(), CHOICES),
    max_size=5, unique_by=lambda spec: spec.name,
)  # fmt: skip
# A heading is not checked for what it means: one that asks to be filled in is a placeholder.
HEADINGS = WORDS.filter(
    lambda words: (
        words
        and not re.search(
            r"tb[acd]|£|\?\?\?|xx|todo|fixme|dd/mm|lorem|to enter|[\[<{]", words, re.I
        )
    )
)
SECTIONS = st.lists(
    st.builds(
        SectionSpec, st.from_regex(r"[a-z]{1,9}", fullmatch=True).map(lambda name: f"s-{name}"),
        HEADINGS | st.just(ODD.removesuffix(" TBC £X")), WORDS | st.just(ODD),
        required=st.booleans(),
    ),
    max_size=4, unique_by=lambda spec: spec.name,
)  # fmt: skip


class One(Kinds):
    """A project with one kind of its own."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._files = {kind.name: Path()}
        self._found = {kind.name: (kind, ())}


@given(FIELDS, SECTIONS)
def test_whatever_a_kind_says_its_new_papers_can_be_read(
    fields: list[FieldSpec], sections: list[SectionSpec]
) -> None:
    """Colons, quotes, brackets and marks of Markdown in its words break neither file."""
    kind = Kind("minutes", fields=tuple(fields), sections=tuple(sections))
    (name, text), *files = skeleton(kind)
    manifest, found = read_manifest(text, name, One(kind))
    assert manifest is not None
    assert {item.code for item in found} <= {"guidance-left"}
    assert len(found) == sum(spec.required for spec in fields)
    assert [section.path for section in manifest.sections] == [file for file, _ in files]
    for file, written in files:
        blocks, problems = read_markdown(written, file)
        part = Section(file, Source(file, 1), blocks)
        paper = Paper("x", kind, Source(name), sections=(part,))
        assert problems == ()
        assert len(guidance_is_followed(paper)) >= 1
        assert prose.nothing_is_left_to_fill_in(paper) == ()
