"""A build makes again what anything has changed for, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import building_projects
import pytest
from building_projects import CARRIED, PAPERS, changed, put, put_unnoticed

from reportgen import ledger, press
from reportgen.cli import main

FORMS = ("--to", "docx,txt", "--jobs", "1")
EVERY = set(PAPERS)

Builds = Callable[..., set[str]]
Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return building_projects.put_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def root(built_once: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The project with everything in it, built, where the user stands; mended after the test."""
    monkeypatch.chdir(built_once)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    main(["build", *FORMS])
    sources = [path for path in built_once.iterdir() if path.name != "build"]
    before = {path: path.read_bytes() for each in sources for path in _files(each)}
    yield built_once
    for path in built_once.iterdir():
        if path.is_dir() and path.name != "build":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    for path, content in before.items():
        put(path, content)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]


@pytest.fixture
def builds(root: Path, capsys: pytest.CaptureFixture[str]) -> Builds:
    """Build, and return the names of the papers that were made and not left as they were."""
    capsys.readouterr()

    def build(*arguments: str, code: int = 0) -> set[str]:
        assert main(["build", *(arguments or FORMS)]) == code
        lines = capsys.readouterr().out.splitlines()
        made = [line.split(",")[0] for line in lines if line.startswith("built ")]
        kept = [line for line in lines if line.startswith("unchanged ")]
        assert len(made) + len(kept) == len(lines) - 1
        return {Path(line.removeprefix("built ")).stem for line in made}

    return build


def outputs(folder: Path) -> dict[str, bytes]:
    """Return all that was built, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def unnoticed(name: str) -> Change:
    def change(root: Path) -> None:
        put_unnoticed(root / name, changed((root / name).read_bytes()))

    return change


def added(name: str, content: bytes | str) -> Change:
    return lambda root: put(root / name, content)


def replaced(name: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        put(root / name, text.replace(old, new))

    return change


def removed(name: str) -> Change:
    def remove(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


THIRD = building_projects.RESPONSE.format(reference="F-3").replace("[questions.md, your-rights.md]",
         "[content/first/questions.md, content/first/your-rights.md]")  # fmt: skip


# Each change, and the papers that rest on what it changes. Those marked "unnoticed" leave the
# file's size and times as they were.
CHANGES: dict[str, tuple[Change, set[str]]] = {
    "a section, unnoticed": (unnoticed("content/whole/purpose.md"), {"whole"}),
    "a section that two papers include, unnoticed": (
        unnoticed("shared/standing.md"),
        {"whole", "plain"},
    ),
    "an appendix in Markdown, unnoticed": (unnoticed("content/whole/more.md"), {"whole"}),
    "a Word file carried as it looks, unnoticed": (unnoticed("content/whole/plan.docx"), {"whole"}),
    "a Word file set like the rest, unnoticed": (unnoticed("content/whole/letter.docx"), {"whole"}),
    "a picture, unnoticed": (unnoticed("content/whole/pictures/wards.png"), {"whole"}),
    "an appendix that is a picture, unnoticed": (unnoticed("content/whole/map.png"), {"whole"}),
    "a workbook, unnoticed": (unnoticed("budgets/fund.xlsx"), {"whole"}),
    "the project's own template, unnoticed": (unnoticed("templates/house.docx"), {"house"}),
    "the project's own kind, unnoticed": (
        unnoticed("templates/house.yaml"),
        {"house", "log"},  # the log asks of every paper whether its kind is one
    ),
    "a manifest": (
        replaced("content/plain/paper.yaml", "A plain paper", "A very plain paper"),
        {"plain", "log"},  # ... and whether it belongs in the log
    ),
    "a template that hides one that comes with reportgen": (
        added("templates/board-report.docx", (CARRIED / "board-report.docx").read_bytes()),
        {"whole", "plain"},
    ),
    "a kind that hides one that comes with reportgen": (
        added("templates/paper.yaml", (CARRIED / "paper.yaml").read_bytes()),
        {"whole", "plain", "log"},
    ),
    "the same with its other ending": (
        added("templates/paper.yml", (CARRIED / "paper.yaml").read_bytes()),
        {"whole", "plain", "log"},
    ),
    "the kind that a log gathers": (
        added("templates/foi-response.yaml", (CARRIED / "foi-response.yaml").read_bytes()),
        {"first", "second", "log"},
    ),
    "a template and a kind that no paper names": (
        lambda root: (
            put(root / "templates/other.docx", (CARRIED / "board-report.docx").read_bytes()),
            put(root / "templates/other.yaml", (CARRIED / "paper.yaml").read_bytes()),
            put(root / "templates/~$house.docx", b"a mark that Word leaves"),
        ),
        set(),
    ),
    "a setting": (added("reportgen.toml", 'financial_years = "2022/23"\n'), EVERY),
    "the severity of a check": (added("reportgen.toml", '[checks]\nlink-target = "off"\n'), EVERY),
    "the file of the settings": (
        lambda root: (
            removed("reportgen.toml")(root),
            put(root / "pyproject.toml", "[tool.reportgen]\nfinancial_years = '2022/23'\n"),
        ),
        EVERY,
    ),
    "a settings file without settings": (added("reportgen.toml", "# nothing yet\n"), set()),
    "a request in a log": (unnoticed("content/first/questions.md"), {"first", "log"}),
    "a request more": (added("content/third/paper.yaml", THIRD), {"third", "log"}),
    "a request less": (removed("content/second"), {"log"}),
    "a request that becomes a paper": (
        added("content/second/paper.yaml", building_projects.PLAIN.replace("purpose.md, ", "")),
        {"second", "log"},
    ),
    "a paper more that is no request": (
        added("content/third/paper.yaml", building_projects.PLAIN.replace("purpose.md, ", "")),
        {"third", "log"},
    ),
    "a hidden folder": (added("content/.trash/paper.yaml", THIRD), set()),
    "an output that somebody edited": (
        lambda root: put_unnoticed(
            root / "build/plain.txt", (root / "build/plain.txt").read_bytes()[::-1]
        ),
        {"plain"},
    ),
    "an output that somebody removed": (removed("build/whole.docx"), {"whole"}),
    "the whole build folder": (removed("build"), EVERY),
    "a folder at the root by the name of one in a paper, with the same picture in it": (
        lambda root: shutil.copytree(root / "content/whole/pictures", root / "pictures"),
        {"whole"},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_has_changed_is_made_again_and_nothing_else(
    root: Path, builds: Builds, what: str
) -> None:
    """Afterwards the papers are as a build from nothing would make them."""
    change, made_again = CHANGES[what]
    assert builds() == set()
    change(root)
    assert builds() == made_again
    assert builds() == set()
    clean = root / "build" / "clean"
    builds("--to", "txt", "--jobs", "1", "--force", "--out", str(clean))
    built = outputs(root / "build")
    assert outputs(clean) == {name: built[name] for name in outputs(clean)}
    shutil.rmtree(clean)


@pytest.mark.parametrize(
    "what",
    [
        "a section, unnoticed",
        "a workbook, unnoticed",
        "a template that hides one that comes with reportgen",
        "a kind that hides one that comes with reportgen",
        "a request more",
    ],
)
def test_what_is_undone_is_made_again_as_it_was(root: Path, builds: Builds, what: str) -> None:
    """Whoever takes a change back has the papers of before."""
    before = outputs(root / "build")
    change, _ = CHANGES[what]
    sources = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    change(root)
    builds()
    for path in (*root.glob("content/**/*"), *root.glob("templates/*")):
        if path.is_file() and path not in sources:
            path.unlink()
    for path, content in sources.items():
        if "build" not in path.relative_to(root).parts:
            put(path, content)
    builds()
    assert {name: outputs(root / "build")[name] for name in before} == before


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "REPORTGEN_LIBREOFFICE"])
def test_a_setting_of_the_machine_makes_all_again(
    builds: Builds, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The date of the files, and which LibreOffice lays pages out, come from there."""
    assert builds() == set()
    monkeypatch.setenv(name, "1700000000")
    assert builds() == EVERY
    assert builds() == set()


def test_other_forms_folders_and_strictness_are_builds_of_their_own(
    root: Path, builds: Builds, tmp_path: Path
) -> None:
    """What was built to one place says nothing of another, and stays known."""
    some = ("log", "plain", "--jobs", "1")
    for more in (("--to", "txt"), ("--out", str(tmp_path)), ("--strict",), ("--to", "csv,html")):
        assert builds(*some, *more) == {"log", "plain"}
        assert builds(*some, *more) == set()
    assert builds() == set()


def test_force_makes_all_again(builds: Builds) -> None:
    """For whoever does not believe it."""
    assert builds(*FORMS, "--force") == EVERY


def test_a_file_that_was_only_touched_changes_nothing(root: Path, builds: Builds) -> None:
    """Times come and go with git and copies; contents count."""
    for path in root.rglob("*"):
        os.utime(path)
    assert builds() == set()


def test_another_version_of_reportgen_makes_all_again(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may print differently."""
    monkeypatch.setattr(ledger, "__version__", "99")
    assert builds() == EVERY


@pytest.mark.parametrize("name", ["writers/word.py", "writers/page.css"])
def test_a_file_of_reportgen_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Also one that was changed with its size and its times left as they were."""
    put(tmp_path / "ledger.py", "")
    put(tmp_path / name, "one")
    monkeypatch.setattr(ledger, "__file__", str(tmp_path / "ledger.py"))
    before = ledger.installation()
    assert ledger.installation() == before
    put_unnoticed(tmp_path / name, b"two")
    assert ledger.installation() != before


def test_another_libreoffice_makes_again_what_it_laid_out(
    root: Path, builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page numbers and PDFs come from it; papers without either do not mind."""
    monkeypatch.setattr(press, "_word", lambda *_: (b"as laid out", (), ""))
    put(tmp_path / "soffice", "#!/bin/sh\n")
    (tmp_path / "soffice").chmod(0o755)
    put(tmp_path / "versionrc", "7.4")
    monkeypatch.setenv("REPORTGEN_LIBREOFFICE", str(tmp_path / "soffice"))
    manifest = building_projects.PLAIN.replace("kind: paper", "kind: paper\ncontents: true")
    put(root / "content/plain/paper.yaml", manifest)
    builds()
    assert builds() == set()
    put_unnoticed(tmp_path / "versionrc", b"7.5")
    assert builds() == {"plain"}
    (tmp_path / "soffice").unlink()
    assert builds() == {"plain"}


def test_a_library_of_another_version_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it is installed."""
    monkeypatch.syspath_prepend(tmp_path)
    before = ledger.installation()
    (tmp_path / "lxml-99.0.dist-info").mkdir()
    assert ledger.installation() != before


def test_an_unchanged_build_says_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every warning comes again, with the same exit code, and what is switched off is counted."""
    put(root / "reportgen.toml", '[checks]\nlink-target = "off"\nword-made-plain = "note"\n')
    for more in ((), ("--jobs", "2")):
        said = []
        for expected in ("built", "unchanged"):
            capsys.readouterr()
            force = ("--force",) if expected == "built" else ()
            assert main(["build", *FORMS, *more, *force]) == 0
            out, err = capsys.readouterr()
            assert f"{expected} build/whole.txt, build/whole.docx (1 switched off)\n" in out
            said.append((out.replace("unchanged ", "built "), err))
        assert said[0] == said[1]
        assert "[unreferenced-appendix]" in said[0][1]
        assert "note: a chart or diagram" in said[0][1]


def test_a_paper_with_a_fault_is_never_called_unchanged(
    root: Path, builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so each time, until it is mended; then the last good paper is right again."""
    path = root / "content/plain/purpose.md"
    good = path.read_bytes()
    put(path, good + b"\nAs @par-nothing says.\n")
    for _ in range(2):
        assert main(["build", *FORMS]) == 1
        assert "not built: plain (1 error)\n" in capsys.readouterr().err
    put(path, good)
    assert builds() == set()
    for _ in range(2):
        assert main(["build", *FORMS, "whole", "--strict"]) == 1
        assert "not built: whole" in capsys.readouterr().err


def test_severities_decide_on_an_unchanged_build_too(
    root: Path, builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was a warning yesterday, and is an error by today's settings, stops the paper."""
    put(root / "reportgen.toml", '[checks]\nlink-target = "error"\n')
    assert main(["build", *FORMS]) == 1
    assert "not built: whole (1 error" in capsys.readouterr().err


# --- files that are not there -------------------------------------------------------------------


def test_a_picture_that_would_be_found_first_counts(root: Path, builds: Builds) -> None:
    """Markdown writes a space as %20; a file whose name really has %20 in it goes first."""
    text = "# Purpose\n\nTo tell members.\n\n![Wards](a%20map.png)\n"
    put(root / "content/plain/purpose.md", text)
    put(root / "content/plain/a map.png", building_projects.faults.png(30, 20))
    builds()
    assert builds() == set()
    put(root / "content/plain/a%20map.png", building_projects.faults.png(40, 20))
    assert builds() == {"plain"}


def test_a_folder_at_the_root_goes_before_that_of_a_paper(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once it is there, the path means a file in it, and there is none."""
    (root / "pictures").mkdir()
    assert main(["build", *FORMS]) == 1
    assert "[missing-file]" in capsys.readouterr().err


def test_a_link_that_now_leads_out_of_the_project_is_an_error(
    root: Path, builds: Builds, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where the file there holds the same."""
    section = root / "content/plain/purpose.md"
    section.rename(tmp_path / "purpose.md")
    section.symlink_to(tmp_path / "purpose.md")
    assert main(["build", *FORMS]) == 1
    assert "[outside-project]" in capsys.readouterr().err


def test_a_kind_that_is_gone_makes_the_log_incomplete(
    root: Path, builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a paper of an unknown kind is, and whether it belongs in the log, nobody can tell."""
    (root / "templates/house.yaml").unlink()
    assert main(["build", *FORMS, "log"]) == 1
    assert "[log-incomplete]" in capsys.readouterr().err


def test_a_folder_that_becomes_a_request_is_listed(root: Path, builds: Builds) -> None:
    """A folder without a paper.yaml is no paper until it has one."""
    (root / "content/third").mkdir()
    builds()
    assert builds() == set()
    put(root / "content/third/paper.yaml", THIRD.replace("F-3", "F-4"))
    assert builds() == {"third", "log"}


# --- changes while a build runs -----------------------------------------------------------------


def test_what_changes_while_papers_are_made_is_made_again(
    root: Path, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers share what they have read: one that is made late does not take new contents, which it
    has not read, for its own."""
    make = press.make
    for name in ("house", "plain"):  # both with the workbook, the second after it was changed
        manifest = root / f"content/{name}/paper.yaml"
        text = manifest.read_text(encoding="utf-8") + "workbooks: {budget: budgets/fund.xlsx}\n"
        put(manifest, text)

    def make_and_change(shelf: press.Shelf, folder: Path) -> object:
        if folder.name == "plain":
            put(root / "budgets/fund.xlsx", changed((root / "budgets/fund.xlsx").read_bytes()))
        return make(shelf, folder)

    monkeypatch.setattr(press, "make", make_and_change)
    assert builds(*FORMS, "house", "plain") == {"house", "plain"}
    monkeypatch.setattr(press, "make", make)
    assert builds(*FORMS, "house", "plain") == {"house", "plain"}
