"""What the benchmarks rest on: the same work for all, outputs read back, honest arithmetic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import run as benchmarks
from books import multiply
from builders import CARBONE, REPORTGEN, XLSX2MD
from docx import Document
from growth import exponent
from measuring import Figures, Job, Run, Starter, measure, ratio
from outputs import Wanted, fault
from papers import BOOK, edit, programme, register, sample
from printing import HEADS, figure_rows, table
from targets import growth, targets
from workloads import Sizes
from xlsx2md import convert

ROWS = (("Wardens", "Police Grant", "£45,000"), ("Total", "£45,000"))
TEXTS = ("The wardens cost £45,000.", "The Board is asked to note this report.")


def word_file(path: Path, texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Write a Word file with paragraphs and a table of three columns with headings."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    made = document.add_table(rows=0, cols=3)
    for row in (("Project", "Stream", "2022/23"), *rows):
        label, *rest = row
        cells = (label, *rest) if len(rest) == 2 else (label, "–", *rest)
        for cell, text in zip(made.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def took(workload: str, builder: str, *seconds: float) -> Figures:
    """Figures of runs in rounds of their own, that took so long."""
    runs = [Run(number, wall, wall, 50) for number, wall in enumerate(seconds)]
    return Figures(workload, builder, runs)


def test_a_file_with_all_that_is_wanted_is_right(tmp_path: Path) -> None:
    """Headings of tables, blanks shown as dashes and the form of apostrophes make no difference."""
    path = word_file(tmp_path / "a.docx", ("A title", *TEXTS, "The PCC’s plan"), ROWS)
    assert fault(path, Wanted(ROWS, (*TEXTS, "The PCC's plan"))) == ""


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        (TEXTS, (("Wardens", "Police Grant", "£45,001"), ROWS[1])),
        (TEXTS, ROWS[:1]),
        (TEXTS, ROWS[::-1]),
        (TEXTS, (*ROWS, ("Total", "£45,000"))),
        (TEXTS[:1], ROWS),
        (TEXTS[::-1], ROWS),
    ],
    ids=["another amount", "no total", "other order", "a row too many", "no text", "texts swapped"],
)
def test_a_file_that_differs_has_a_fault(
    tmp_path: Path, texts: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """A wrong amount, a row too few or too many, or another order: none of them has a figure."""
    assert fault(word_file(tmp_path / "a.docx", texts, rows), Wanted(ROWS, TEXTS))


def test_half_a_file_has_a_fault(tmp_path: Path) -> None:
    """What a builder left behind when it was stopped is no output."""
    path = word_file(tmp_path / "a.docx", TEXTS, ROWS)
    path.write_bytes(path.read_bytes()[:-100])
    assert fault(path, Wanted(ROWS, TEXTS))
    assert fault(tmp_path / "missing.docx", Wanted(ROWS, TEXTS))


def test_the_same_papers_are_made_every_time(tmp_path: Path) -> None:
    """Every file of a paper has the same bytes when it is made again, elsewhere."""
    for make, size in ((register, 30), (programme, 20)):
        for place in ("a", "b"):
            make(tmp_path / place, size)
    files = [path for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        other = tmp_path / "b" / path.relative_to(tmp_path / "a")
        assert path.read_bytes() == other.read_bytes(), path


def test_a_register_ends_with_the_total_of_its_lines(tmp_path: Path) -> None:
    """What is wanted of T is every line and their sum."""
    rows = register(tmp_path, 30).wanted.rows
    amounts = [int(row[-1].replace("£", "").replace(",", "")) for row in rows]
    assert len(rows) == 31
    assert amounts[-1] == sum(amounts[:-1])


def test_the_other_builders_get_numbers_and_references_typed_in(
    tmp_path: Path, repository: Path
) -> None:
    """Their Markdown says what reportgen works out: paragraphs, tables, appendices, amounts."""
    paper = sample(repository, tmp_path)
    text = (paper.case / "paper.md").read_text(encoding="utf-8")
    assert "\n9. The projects in Appendix A will be paid for as paragraph 4 explains" in text
    assert "\n4. Table 1 gives the amount" in text
    assert "come to £11,291,000. Of this, £271,410 passes" in text
    assert "{{ " not in text
    assert "@" not in text
    assert len(paper.wanted.rows) == 64


def test_the_script_for_pandoc_puts_tables_in_their_places(
    tmp_path: Path, repository: Path
) -> None:
    """Thousands and brackets are as in the workbook, totals bold, the titles of sheets left out."""
    paper = sample(repository, tmp_path)
    convert(paper.case, tmp_path / "full.md")
    text = (tmp_path / "full.md").read_text(encoding="utf-8")
    assert "\n| Community Safety | Police Grant | 3,863 |\n" in text
    assert "\n| **Total** |  | **11,291** |\n" in text
    assert "\n| Carry-forward 2021/22, External Fund | (£150,050) |\n" in text
    assert "{{table:" not in text


def test_an_edit_changes_what_is_wanted(tmp_path: Path, repository: Path) -> None:
    """Each edit is a new one, so that no builder can have it already."""
    paper = sample(repository, tmp_path)
    purpose = paper.root / "content" / paper.name / "purpose.md"
    for edition in (1, 2):
        assert edit(paper, edition) in purpose.read_text(encoding="utf-8")


def test_workbooks_of_the_hundred_papers_still_cast(tmp_path: Path, repository: Path) -> None:
    """Every number of the sample's workbook is multiplied, also those that formulas saved."""
    path = tmp_path / "book.xlsx"
    multiply(repository / BOOK, path, 7)
    old = openpyxl.load_workbook(repository / BOOK, data_only=True)
    new = openpyxl.load_workbook(path, data_only=True)
    compared = 0
    for sheet in old:
        for row in sheet.iter_rows():
            for cell in row:
                found = new[sheet.title][cell.coordinate].value
                number = isinstance(cell.value, int)
                assert found == (cell.value * 7 if number else cell.value)
                compared += number
    assert compared > 60


def test_growth_is_of_the_work_and_not_of_the_start() -> None:
    """A second of starting up hides nothing: the exponent is that of the work."""
    assert exponent({10: 1.0, **{n: 1 + n**2 / 1e6 for n in (500, 2000, 8000)}}) == pytest.approx(2)
    assert exponent({10: 1.0, **{n: 1 + n / 1e3 for n in (500, 2000, 8000)}}) == pytest.approx(1)
    with pytest.raises(ValueError, match="start"):
        exponent({10: 1.0, 500: 1.0, 2000: 2.0})


def test_growth_is_told_by_size_from_the_figures_of_reportgen() -> None:
    """Sizes stand in the names of the workloads; other builders do not count."""
    ours = [
        took("T 10", REPORTGEN, 1),
        took("T 1,000", REPORTGEN, 2),
        took("T 4,000", REPORTGEN, 5),
    ]
    assert growth([*ours, took("T 4,000", CARBONE, 99)], "T") == pytest.approx(1)
    assert growth(ours, "L") is None


def test_growth_is_told_inside_a_round() -> None:
    """A round that is twice as slow changes nothing, nor does one whose start alone was slow."""
    ours = [
        took("T 10", REPORTGEN, 1, 2, 2.5),
        took("T 1,000", REPORTGEN, 2, 4, 2),
        took("T 4,000", REPORTGEN, 5, 10, 5),
    ]
    assert growth(ours, "T") == pytest.approx(1)
    ours[0] = took("T 10", REPORTGEN, 1, 4, 2.5)
    assert growth(ours, "T") is None
    ours[2] = took("T 4,000", REPORTGEN, 5)  # not run again: it took long enough
    assert growth(ours, "T") == pytest.approx(1)


def test_ratios_are_taken_inside_a_round() -> None:
    """A machine that is twice as slow for a round changes no ratio; a round of one is left out."""
    ours, theirs = took("S", REPORTGEN, 1, 2, 1), took("S", XLSX2MD, 2, 4)
    assert ratio(ours, theirs).paired == 0.5
    assert ratio(ours, theirs).least == 0.5


def test_a_target_without_its_peer_is_not_met() -> None:
    """S is held against pandoc; what was not installed is said not to be measured."""
    found = targets([took("S", REPORTGEN, 1), took("S", XLSX2MD, 2), took("P", REPORTGEN, 1)])
    marks = {target.what: target.mark for target in found}
    assert marks[f"S / {XLSX2MD}"] == "met"
    assert marks[f"P / {CARBONE}, one process"] == "not measured"


def test_a_wrong_output_has_no_figure(tmp_path: Path) -> None:
    """However fast it was; nor has a command that fails, and both say why."""
    python = sys.executable
    jobs = [
        Job("S", "right", ((python, "-c", "pass"),), tmp_path),
        Job("S", "wrong", ((python, "-c", "pass"),), tmp_path, fault=lambda: "no total"),
        Job("S", "failed", ((python, "-c", "exit('no such file')"),), tmp_path),
    ]
    with Starter() as starter:
        right, wrong, failed = measure(starter, jobs, 3)
    assert len(right.runs) == 3
    assert (wrong.runs, wrong.fault) == ([], "no total")
    assert (failed.runs, failed.fault) == ([], "exit code 1: no such file")
    assert [row[2] for row in figure_rows([wrong, failed])] == ["-", "-"]


def test_memory_is_that_of_the_builder(tmp_path: Path) -> None:
    """What the benchmark itself has read does not count; what a builder takes does."""
    ballast = bytearray(200_000_000)
    large = "bytearray(300_000_000)"
    jobs = [
        Job("S", "small", ((sys.executable, "-c", "pass"),), tmp_path),
        Job("S", "large", ((sys.executable, "-c", large),), tmp_path),
    ]
    with Starter() as starter:
        small, large_one = measure(starter, jobs, 1)
    assert len(ballast) == 200_000_000
    assert small.peak < 100
    assert large_one.peak > 250


def test_python_may_keep_what_it_compiles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A setting of the shell that makes every start slow does not reach the builders."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    command = "import sys; sys.exit(sys.dont_write_bytecode)"
    with Starter() as starter:
        (figures,) = measure(
            starter, [Job("S", "a", ((sys.executable, "-c", command),), tmp_path)], 1
        )
    assert figures.fault == ""


def test_more_rounds_are_added(tmp_path: Path) -> None:
    """What is measured again keeps its earlier runs, in rounds of other numbers."""
    jobs = [Job("S", "a", ((sys.executable, "-c", "pass"),), tmp_path)]
    with Starter() as starter:
        (figures,) = measure(starter, jobs, 2, before=measure(starter, jobs, 2))
    assert [run.round for run in figures.runs] == [0, 1, 2, 3]


def test_tables_have_a_line_for_each_figure() -> None:
    """Plain text is aligned; Markdown has its rule, and figures to the right."""
    rows = figure_rows([took("S", REPORTGEN, 1.0), took("S", XLSX2MD, 2.0)])
    plain, markdown = (list(table(HEADS, rows, markdown=form)) for form in (False, True))
    assert plain[2].split() == f"S {XLSX2MD} 2.000 2.000 0.50 × 0.50 × 2.000 50 1".split(" ")
    assert [line.count("|") for line in markdown] == [10] * 4
    assert markdown[1].startswith("|----------|-")
    assert "--:|" in markdown[1]


def test_one_command_measures_and_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """The sample from nothing, after an edit, and with nothing changed, each output held right."""
    assert benchmarks.main(["--only", "S", "--runs", "1", "--peers", "none"]) == 0
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()[3:6]] == ["S", "E", "N"]
    assert "no figure" not in printed


def test_a_growth_over_the_limit_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And so does one that could not be measured; one within it does not."""
    monkeypatch.setattr(benchmarks, "SMALL", Sizes(1, (10, 20), (10, 20)))
    command = ["--only", "T", "--sizes", "small", "--runs", "1", "--peers", "none"]
    for found, code in ((1.3, 1), (None, 1), (1.2, 0)):
        monkeypatch.setattr(benchmarks, "growth", lambda *_, found=found: found)
        assert benchmarks.main([*command, "--growth-limit", "1.25"]) == code
    printed = capsys.readouterr().out
    assert printed.count("growth of T is n^1.30; the limit is n^1.25") == 1
    assert printed.count("growth of T could not be measured") == 1
