"""Building papers from the command line: what is written, what is said, and what stays."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import docx
import faults
import pytest
from docx.oxml.ns import qn

from reportgen import build, ledger
from reportgen.cli import main
from reportgen.writers import word

ODD = "Smith & Sons <Ltd> {{x}}"
MANIFEST = """\
kind: paper
title: A paper
board: A board
date: 2022-03-22
author: An officer
workbooks: {budget: budgets/fund.xlsx}
sections: [purpose.md]
"""
GOOD = "# Purpose\n\nTo tell members of {{ budget.youth_fund.mentoring }} for mentoring.\n"
BAD = "# Purpose\n\nAs @par-nothing says, to tell members.\n"
DOUBTFUL = "# Purpose\n\nSee [the plan](plan.docx).\n"

Paper = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without papers, where the user stands."""
    (tmp_path / "reportgen.toml").write_bytes(b"")
    (tmp_path / "budgets").mkdir()
    (tmp_path / "budgets" / "fund.xlsx").write_bytes(faults.workbook())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def paper(root: Path) -> Paper:
    """Put a paper into the project; return the path of the Word file that it becomes."""

    def put(name: str, text: str = GOOD, manifest: str = MANIFEST) -> Path:
        folder = root / "content" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "paper.yaml").write_text(manifest, encoding="utf-8")
        (folder / "purpose.md").write_text(text, encoding="utf-8")
        return root / "build" / f"{name}.docx"

    return put


def refuse(fault: BaseException) -> Callable[..., NoReturn]:
    def refused(*_: Any, **__: Any) -> NoReturn:
        raise fault

    return refused


def files(root: Path) -> list[str]:
    return sorted(p.name for p in (root / "build").iterdir() if p.name != ledger.FOLDER)


# --- what is built ----------------------------------------------------------------------------


def test_a_good_paper_is_built_and_named(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    """The result is a Word file, its path is printed, and the exit code is 0."""
    made = paper("budget")
    assert main(["build"]) == 0
    assert docx.Document(str(made)).paragraphs
    assert capsys.readouterr() == ("built build/budget.docx\n", "")


def test_a_good_paper_is_built_beside_a_broken_one(
    root: Path, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """One author's slip does not keep the others' papers back; the exit code says that not all
    were built."""
    paper("broken", BAD)
    paper("good")
    assert main(["build"]) == 1
    assert files(root) == ["good.docx"]
    out, err = capsys.readouterr()
    assert out == "built build/good.docx\n1 of 2 papers built\n"
    assert "not built: broken (1 error)" in err


def test_only_the_paper_that_is_named_is_built(root: Path, paper: Paper) -> None:
    """By its folder's name, by a path to it, or by a path to its manifest."""
    paper("first")
    paper("second", BAD)
    for name in ("first", "content/first", "content/first/paper.yaml"):
        assert main(["build", name]) == 0
    assert files(root) == ["first.docx"]


def test_the_outline_alone(root: Path, paper: Paper) -> None:
    """`--to txt` writes no Word file, and needs no template."""
    paper("budget", manifest=MANIFEST + "template: nowhere\n")
    assert main(["build", "--to", "txt"]) == 0
    assert files(root) == ["budget.txt"]
    assert "£120,000 for mentoring" in (root / "build" / "budget.txt").read_text(encoding="utf-8")


def test_another_folder_for_the_output(root: Path, paper: Paper, tmp_path: Path) -> None:
    """`--out` is from where the user stands; a folder that is not there is made."""
    paper("budget")
    assert main(["build", "--out", "for/the board"]) == 0
    assert main(["build", "--out", str(tmp_path / "elsewhere")]) == 0
    assert (root / "for" / "the board" / "budget.docx").exists()
    assert (tmp_path / "elsewhere" / "budget.docx").exists()
    assert files(root) == []


# --- what stays -------------------------------------------------------------------------------


def test_the_last_good_paper_stays_when_a_later_build_finds_an_error(
    root: Path, paper: Paper
) -> None:
    """Not a byte of it changes, and nothing is left beside it."""
    made = paper("budget")
    main(["build"])
    before = made.read_bytes(), made.stat().st_mtime_ns
    paper("budget", BAD)
    assert main(["build"]) == 1
    assert (made.read_bytes(), made.stat().st_mtime_ns) == before
    assert files(root) == ["budget.docx"]


def test_a_warning_is_an_error_for_those_who_are_strict(root: Path, paper: Paper) -> None:
    """A paper with a warning is built; with --strict it is not, and the old one stays."""
    made = paper("budget", DOUBTFUL)
    assert main(["build"]) == 0
    before = made.read_bytes()
    paper("budget", DOUBTFUL + "\nMore.\n")
    assert main(["build", "--strict"]) == 1
    assert made.read_bytes() == before
    paper("budget")
    assert main(["build", "--strict"]) == 0
    assert made.read_bytes() != before


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PermissionError(13, "Permission denied"), "output-locked"),
        (OSError(28, "No space left on device"), "output-unwritable"),
    ],
)
def test_a_file_that_cannot_be_replaced_stays(
    root: Path,
    paper: Paper,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: OSError,
    code: str,
) -> None:
    """Word has it open, or the disk is full: it is reported, and no half file is left."""
    made = paper("budget")
    main(["build"])
    before = made.read_bytes()
    paper("budget", GOOD + "\nMore.\n")
    monkeypatch.setattr(os, "replace", refuse(fault))
    assert main(["build"]) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert made.read_bytes() == before
    assert files(root) == ["budget.docx"]


def test_a_paper_that_is_open_in_word_does_not_keep_the_others_back(
    root: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All other papers are built."""
    paper("first")
    paper("second")
    replace = os.replace

    def refuse_first(part: str, target: str) -> None:
        if Path(target).name == "first.docx":
            raise PermissionError(13, "Permission denied")
        replace(part, target)

    monkeypatch.setattr(os, "replace", refuse_first)
    assert main(["build"]) == 1
    assert files(root) == ["second.docx"]


def test_control_c_leaves_nothing_half_written(
    root: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever interrupts a build finds the last good paper, and is told so in one line."""
    made = paper("budget")
    main(["build"])
    before = made.read_bytes()
    paper("budget", GOOD + "\nMore.\n")
    monkeypatch.setattr(os, "replace", refuse(KeyboardInterrupt()))
    assert main(["build"]) == 2
    assert made.read_bytes() == before
    assert files(root) == ["budget.docx"]
    assert capsys.readouterr().err == "interrupted: papers not listed as built are unchanged\n"


# --- what is said -----------------------------------------------------------------------------


def test_no_traceback_reaches_the_user(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours is said in two lines, with what to do; the exit code is 2."""
    paper("budget")
    monkeypatch.setattr(build, "Ledger", refuse(KeyError("w:p")))
    assert main(["build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("reportgen: an unforeseen fault: KeyError: 'w:p'\n  hint: ")
    assert "Traceback" not in said


def test_a_fault_of_ours_in_one_paper_keeps_no_other_back(
    root: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said like any other fault of the paper, with what to do; the exit code is 1."""
    paper("bad")
    paper("good")
    write = word.write_word

    def refuse_bad(paper: Any, *more: Any) -> Any:
        if paper.name == "bad":
            raise KeyError("w:p")
        return write(paper, *more)

    monkeypatch.setattr(word, "write_word", refuse_bad)
    assert main(["build"]) == 1
    assert files(root) == ["good.docx"]
    said = capsys.readouterr().err
    place = "content/bad/paper.yaml: error: "
    assert said.startswith(
        f"{place}an unforeseen fault: KeyError: 'w:p' [unforeseen-fault]\n  hint: "
    )
    assert said.endswith("\nnot built: bad (1 error)\n")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "arguments", [["build", "nobody"], ["build", "--to", "odt"], ["bild"], ["build", "--too"], []]
)
def test_a_command_that_cannot_be_understood(
    paper: Paper, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 2, and something is said about it."""
    paper("budget")
    try:
        code: object = main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"]])
def test_the_help_says_what_a_paper_is_and_shows_examples(arguments: list[str]) -> None:
    """Both levels have a line to copy; the help comes without a project."""
    command = [sys.executable, "-m", "reportgen", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "PAPER" in run.stdout
    assert "  reportgen build 2022-03-22-budget " in run.stdout


def test_all_problems_of_a_paper_are_shown_in_one_run(
    root: Path, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of whatever sort they are, file by file and from the top of each down, each of them once."""
    text = (
        "To tell members.[^a] See @par-x.\n\n{{ budget.youth_fund.mentorin }}\n\n"
        "![Map](map.png)\n\n{{ budget.youth_fund.total }} {{ budget.youth_fund.total }}\n"
    )
    manifest = MANIFEST.replace("title: A paper\n", "titel: A paper\n").replace(
        "2022-03-22", "soon"
    )
    paper("budget", text, manifest)
    (root / "budgets" / "fund.xlsx").write_bytes(faults.workbook(faults.with_errors))
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    problems = [line for line in said.splitlines() if line.endswith("]")]
    places = [line.partition(": ")[0] + " " + line.rpartition(" ")[2] for line in problems]
    assert places == [
        "content/budget/paper.yaml [missing-key]",
        "content/budget/paper.yaml:2 [unknown-key]",
        "content/budget/paper.yaml:4 [date-form]",
        "content/budget/purpose.md:1 [unknown-footnote]",
        "content/budget/purpose.md:1 [unknown-label]",
        "content/budget/purpose.md:1 [section-heading]",
        "content/budget/purpose.md:3 [amount-not-found]",
        "content/budget/purpose.md:5 [missing-file]",
        "budgets/fund.xlsx!Youth fund!B4 [cell-error]",
    ]
    assert said.endswith("not built: budget (8 errors, 1 warning)\n")


def test_a_quoted_cell_does_nothing_to_the_terminal(
    root: Path, paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line breaks and colours in a cell stay out of the message, and a long text is cut."""

    def with_odd_words(_: Any, sheet: Any) -> None:
        sheet.write_string("B3", "two\nlines, \x1b[31mred" + " and on" * 4000)

    (root / "budgets" / "fund.xlsx").write_bytes(faults.workbook(with_odd_words))
    paper("budget", "# Purpose\n\n{{ budget.youth_fund.detached_youth_work | gbp }}\n")
    assert main(["build"]) == 1
    message, hint, end = capsys.readouterr().err.splitlines()
    assert 'holds "two lines,  [31mred and on' in message
    assert message.endswith('...", which is not a number [not-a-number]')
    assert "\x1b" not in message + hint + end


# --- odd input that is right --------------------------------------------------------------------


def test_signs_that_mean_something_to_word_or_jinja_print_as_they_are(
    root: Path, paper: Paper
) -> None:
    """A name may have &, < and braces, in any field, in text, in a caption and in a cell."""
    fields = ("title", "board", "purpose", "wards", "contact", "author", "agenda_item")
    lists = ("background_papers", "cleared_by")
    lines = [line for line in MANIFEST.splitlines() if line.split(":")[0] not in fields]
    lines += [f"{name}: '{ODD} as {name}'" for name in fields]
    lines += [f"{name}: ['{ODD} as {name}']" for name in lists]
    text = (
        f"# Purpose\n\nTo tell \\{ODD[:13]}\\<Ltd> \\{{{{x}}}} of `{ODD} as code`.\n\n"
        f"```{{budget}} Youth fund\n:caption: Smith & Sons \\<Ltd> as caption\n```\n"
    )
    made = paper("odd", text, "\n".join(lines) + "\n")
    (root / "budgets" / "fund.xlsx").write_bytes(faults.workbook(faults.with_markup))
    assert main(["build", "--to", "docx,txt"]) == 0
    printed = words_of(made)
    for name in (*fields, *lists, "code"):
        assert f"{ODD} as {name}" in printed
    assert "Smith & Sons <Ltd> as caption" in printed
    assert ODD in cells(made)


def words_of(path: Path) -> str:
    """Return all text of a Word file: of its body, its tables and its headers and footers."""
    document = docx.Document(str(path))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
        roots += [section.first_page_header._element, section.first_page_footer._element]
    return "\n".join(
        "".join(node.text or "" for node in line.iter("{*}t"))
        for root in roots
        for line in root.iter("{*}p")
    )


def cells(path: Path) -> list[str]:
    """Return the texts of all cells, also of tables that stand in a content control."""
    found = docx.Document(str(path)).element.body.iter(qn("w:tc"))
    return ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in found]


def test_a_sheet_that_claims_a_million_rows_is_read_like_any_other(
    root: Path, paper: Paper
) -> None:
    """What counts is what it holds, not the 17 billion cells that it claims."""
    paper("budget")
    (root / "budgets" / "fund.xlsx").write_bytes(faults.a_million_rows())
    assert main(["build", "--to", "txt"]) == 0
    assert "£120,000 for mentoring" in (root / "build" / "budget.txt").read_text(encoding="utf-8")
