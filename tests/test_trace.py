"""`reportgen trace`: where amounts come from, and what became of them, as the command says it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued_papers import (
    BOOK,
    LINES,
    TEXT,
    changed_lines,
    edited,
    issued,
    run,
    typed_over,
    with_part,
    workbook,
    write_project,
)

from reportgen.cli import columns, main
from reportgen.trace.questions import read_question

Convert = Callable[[Path, str, Path], Path]
Traced = dict[str, tuple[str, str, str]]
ADDED = 'budget["Youth fund"]["Mentoring"]'


@pytest.fixture
def trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Run `reportgen trace` in a folder; return what it prints, after looking at its exit code."""

    def traced(folder: Path, *arguments: str, code: int = 0) -> str:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        assert main(["trace", *arguments]) == code, capsys.readouterr()
        said = capsys.readouterr()
        return said.out + said.err

    return traced


def office(root: Path, document: bytes | None = None, book: bytes | None = None) -> Path:
    """Return a folder with an issued paper and its workbook, and nothing else."""
    (root / BOOK).parent.mkdir(parents=True)
    (root / BOOK).write_bytes(workbook() if book is None else book)
    (root / "paper.docx").write_bytes(issued() if document is None else document)
    return root


def changes(text: str) -> Traced:
    """Return what a file's amounts have become, by where they stand."""
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {f"{row[1]}: {row[2]}": (row[0], row[3], row[4]) for row in rows}


# --- an issued file -------------------------------------------------------------------------


def test_a_paper_as_it_was_issued_is_unchanged(trace: Callable[..., str], tmp_path: Path) -> None:
    """It needs the file and the workbook, and no project."""
    assert trace(office(tmp_path), "paper.docx") == "8 amounts: 8 unchanged\n"


def test_an_amount_edited_in_word_is_named(trace: Callable[..., str], tmp_path: Path) -> None:
    """Runs split by Word, the control kept: was, is, and what the workbook says."""
    document = edited(issued(), (run("£120,000"), typed_over("£130,000")))
    said = trace(office(tmp_path, document), "paper.docx", code=1)
    assert [" ".join(line.split()) for line in said.splitlines() if line] == [
        "STATUS WHERE WAS IS NOW WORKBOOK TODAY FROM",
        "edited by hand paragraph 1 £120,000 £130,000 same Youth fund!B4",
        "8 amounts: 7 unchanged; 1 edited by hand",
    ]


def test_an_edited_cell_of_a_table_is_named(trace: Callable[..., str], tmp_path: Path) -> None:
    """By the words of its line."""
    old = ">£80,000</w:t></w:r></w:p></w:tc>"
    document = edited(issued(), (old, old.replace("80", "85")))
    said = trace(office(tmp_path, document), "paper.docx", "--format", "csv", code=1)
    assert changes(said) == {
        "Table 1, Detached youth work: £80,000": ("edited by hand", "£85,000", "£80,000")
    }


def test_a_changed_workbook_makes_amounts_stale(trace: Callable[..., str], tmp_path: Path) -> None:
    """Those that it changes, sums and sentences among them, and no others."""
    root = office(tmp_path, book=workbook(changed_lines(Mentoring=130_000)))
    said = trace(root, "paper.docx", "--format", "csv", code=1)
    assert changes(said) == {
        "paragraph 1: £1,200,000": ("stale", "£1,200,000", "£1,210,000"),
        "paragraph 1: £120,000": ("stale", "£120,000", "£130,000"),
        "Table 1, Mentoring: £120,000": ("stale", "£120,000", "£130,000"),
        "Table 1, Total: £1,200,000": ("stale", "£1,200,000", "£1,210,000"),
    }


def test_an_amount_may_be_edited_and_stale(trace: Callable[..., str], tmp_path: Path) -> None:
    """Both are said."""
    document = edited(issued(), (run("£120,000"), typed_over("£125,000")))
    root = office(tmp_path, document, workbook(changed_lines(Mentoring=130_000)))
    found = changes(trace(root, "paper.docx", "--format", "csv", code=1))
    assert found["paragraph 1: £120,000"] == ("edited by hand, stale", "£125,000", "£130,000")


@pytest.mark.parametrize(
    "moved",
    [
        workbook(above=3),
        workbook(lines=(("Sports", 0), *LINES)),
        workbook(lines=(LINES[0], ("Mentors", 0), *LINES[1:])),
        workbook(column=2),
        workbook(lines=LINES, number_format="£#,##0;(£#,##0)"),
    ],
    ids=["rows above", "first line", "line between", "column", "number format"],
)
def test_what_only_moved_is_not_stale(
    trace: Callable[..., str], tmp_path: Path, moved: bytes
) -> None:
    """Rows put in above, a new line, a column between: the amounts are what they were."""
    assert trace(office(tmp_path, book=moved), "paper.docx") == "8 amounts: 8 unchanged\n"


def test_a_line_with_other_words_is_still_the_same_amount(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """In the table it stands between its neighbours; a sentence that names it says it is gone."""
    lines = (LINES[0], ("Youth work", 80_000), LINES[2])
    root = office(tmp_path, book=workbook(lines))
    assert trace(root, "paper.docx") == "8 amounts: 8 unchanged\n"
    lines = (("Mentors", 120_000), *LINES[1:])
    (root / BOOK).write_bytes(workbook(lines))
    found = json.loads(trace(root, "paper.docx", "--format", "json", code=1))["amounts"]
    assert [(item["text"], item["status"]) for item in found] == [
        ("£120,000", "stale"),
        ("£1,080,000", "stale"),
    ]
    assert all('no row "Mentoring"' in item["reason"] for item in found)


def test_equal_labels_are_told_apart(trace: Callable[..., str], tmp_path: Path) -> None:
    """Two lines of "Other costs" are two, also when rows were put in above them."""
    lines = (("North", 10), ("Other costs", 1), ("South", 20), ("Other costs", 2))
    text = "# Budget\n\n```{budget} Youth fund\n```\n"
    root = office(tmp_path, issued(text, workbook(lines)), workbook(lines, above=2))
    assert trace(root, "paper.docx") == "5 amounts: 5 unchanged\n"
    more = (("North", 10), ("North-east", 0), ("Other costs", 7), *lines[2:])
    (root / BOOK).write_bytes(workbook(more))
    found = changes(trace(root, "paper.docx", "--format", "csv", code=1))
    assert found == {
        'table, under "Budget", Other costs: £1': ("stale", "£1", "£7"),
        'table, under "Budget", Total: £33': ("stale", "£33", "£39"),
    }


def test_a_table_in_thousands_is_compared_in_thousands(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """By the unit that its column was put into: a few pounds do not show."""
    text = "# Budget\n\n```{budget} Youth fund\n:unit: £000s\n```\n"
    root = office(tmp_path, issued(text), workbook(changed_lines(Mentoring=120_400)))
    assert trace(root, "paper.docx") == "4 amounts: 4 unchanged\n"
    (root / BOOK).write_bytes(workbook(changed_lines(Mentoring=120_600)))
    found = changes(trace(root, "paper.docx", "--format", "csv", code=1))
    assert found == {
        'table, under "Budget", Mentoring: 120': ("stale", "120", "121"),
        'table, under "Budget", Total: 1,200': ("stale", "1,200", "1,201"),
    }


def test_a_sheet_that_is_gone_is_said_to_be(trace: Callable[..., str], tmp_path: Path) -> None:
    """What cannot be worked out any more is stale, with the reason."""
    root = office(tmp_path, book=workbook(sheet="Youth"))
    said = trace(root, "paper.docx", code=1)
    assert 'there is no sheet "Youth fund"' in said
    assert "7 stale" in said, "only the amount that has a defined name is found again"


def test_a_deleted_sentence_is_missing(trace: Callable[..., str], tmp_path: Path) -> None:
    """So are its amounts; the others are unchanged."""

    def change(xml: str) -> str:
        at = xml.index("The fund is")
        start, end = xml.rindex("<w:p>", 0, at), xml.index("</w:p>", at) + len("</w:p>")
        return xml[:start] + xml[end:]

    root = office(tmp_path, with_part(issued(), "word/document.xml", change))
    said = trace(root, "paper.docx", code=1)
    assert said.splitlines()[-1] == "8 amounts: 5 unchanged; 3 missing"


def test_all_lists_the_unchanged_ones_too(trace: Callable[..., str], tmp_path: Path) -> None:
    """By default only what somebody has to look at is listed."""
    root = office(tmp_path)
    assert len(trace(root, "paper.docx", "--all").splitlines()) == 1 + 8 + 2
    data = json.loads(trace(root, "paper.docx", "--all", "--format", "json"))
    assert data["counts"]["unchanged"] == len(data["amounts"]) == 8


# --- where the workbook is ------------------------------------------------------------------


def test_the_workbook_is_found_above_the_file(trace: Callable[..., str], tmp_path: Path) -> None:
    """A file in build/ of a project finds what its records call budgets/youth.xlsx."""
    root = office(tmp_path / "project")
    (root / "build").mkdir()
    (root / "paper.docx").rename(root / "build" / "paper.docx")
    (tmp_path / "elsewhere").mkdir()
    said = trace(tmp_path / "elsewhere", "../project/build/paper.docx")
    assert said == "8 amounts: 8 unchanged\n"


def test_without_the_workbook_edits_are_still_told(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """It is said once that it is not found; nothing is called stale."""
    document = edited(issued(), (run("£120,000"), typed_over("£130,000")))
    root = office(tmp_path, document)
    (root / BOOK).rename(root / "moved.xlsx")
    said = trace(root, "paper.docx", code=1)
    assert said.count("[workbook-not-found]") == 1
    assert "7 unchanged; 1 edited by hand; 8 not compared with the workbook" in said
    assert "stale;" not in said
    named = trace(root, "paper.docx", "--workbook", "moved.xlsx", code=1)
    assert "7 unchanged; 1 edited by hand\n" in named


@pytest.mark.parametrize(
    "path",
    ["../secret.xlsx", "/etc/secret.xlsx", "budgets/../../secret.xlsx", "C:/secret.xlsx",
     "..\\secret.xlsx", "~/secret.xlsx", "secret.txt", "link.xlsx"],
)  # fmt: skip
def test_a_path_in_a_file_leads_nowhere_else(
    trace: Callable[..., str], tmp_path: Path, path: str
) -> None:
    """Records may come from anybody: only a workbook below the folders at hand is read."""
    (tmp_path / "secret.xlsx").write_bytes(workbook(changed_lines(Mentoring=666_000)))
    (tmp_path / "secret.txt").write_bytes(workbook(changed_lines(Mentoring=666_000)))
    written = path.replace("/etc", str(tmp_path))
    document = with_part(issued(), "customXml/item1.xml", lambda xml: xml.replace(BOOK, written))
    root = office(tmp_path / "a" / "b", document)
    (root / "link.xlsx").symlink_to(tmp_path / "secret.xlsx")
    (root / "secret.txt").write_bytes(workbook(changed_lines(Mentoring=666_000)))
    said = trace(root, "paper.docx", code=1)
    assert "[workbook-not-found]" in said
    assert "666,000" not in said


def test_a_file_that_is_none_is_reported(trace: Callable[..., str], tmp_path: Path) -> None:
    """As elsewhere: damaged, not there, not built here."""
    (tmp_path / "paper.docx").write_bytes(b"PK and no more")
    assert "[word-damaged]" in trace(tmp_path, "paper.docx", code=1)
    assert "[missing-file]" in trace(tmp_path, "other.docx", code=2)


def test_what_a_file_says_does_not_reach_the_terminal_as_it_is(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """Neither control sequences nor, in a spreadsheet, formulas."""
    odd = 'text="=HYPERLINK(1)&#x9b;31m"'
    document = edited(issued(), ('text="£120,000"', odd), part="customXml/item1.xml")
    root = office(tmp_path, document)
    for form in ("table", "csv", "json"):
        assert "\x9b" not in trace(root, "paper.docx", "--format", form, code=1)
    rows = csv.reader(io.StringIO(trace(root, "paper.docx", "--format", "csv", code=1)))
    assert [row[2] for row in rows][1] == "'=HYPERLINK(1) 31m"


def test_a_round_trip_through_libreoffice_keeps_the_records(
    trace: Callable[..., str], tmp_path: Path, soffice: Convert
) -> None:
    """Opened and saved as a Word file by LibreOffice, edited amounts are still told."""
    root = office(tmp_path)
    saved = soffice(root / "paper.docx", "docx", tmp_path / "saved")
    assert trace(root, str(saved)) == "8 amounts: 8 unchanged\n"
    saved.write_bytes(edited(saved.read_bytes(), (">£120,000<", ">£130,000<")))
    found = changes(trace(root, str(saved), "--format", "csv", code=1))
    assert found == {"paragraph 1: £120,000": ("edited by hand", "£130,000", "£120,000")}


# --- a paper --------------------------------------------------------------------------------


def test_a_paper_lists_its_amounts(trace: Callable[..., str], tmp_path: Path) -> None:
    """In reading order: what is printed, where, the raw value, the cells, the expression."""
    said = trace(write_project(tmp_path), "paper").splitlines()
    assert said[0].split() == ["PRINTED", "WHERE", "RAW", "VALUE", "FROM", "EXPRESSION"]
    assert said[2].split() == ["£120,000", "paragraph", "1", "120,000", "Youth", "fund!B4",
                               'budget["Youth', 'fund"]["Mentoring"]']  # fmt: skip
    assert said[4].split()[:3] == ["£1", "million", "note"]
    assert said[-1] == f"8 amounts from {BOOK}"


def test_the_lists_of_paper_and_file_are_the_same(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """What the paper would print is what the file that was built of it records."""
    root = write_project(tmp_path)
    (root / "paper.docx").write_bytes(issued())
    listed = json.loads(trace(root, "paper", "--format", "json"))["amounts"]
    kept = json.loads(trace(root, "paper.docx", "--all", "--format", "json"))["amounts"]
    own = {"status", "now", "workbook", "reason"}
    assert listed == [{key: item[key] for key in item if key not in own} for item in kept]


def test_csv_of_a_paper_is_its_register(trace: Callable[..., str], tmp_path: Path) -> None:
    """The same as `build --to csv` writes."""
    root = write_project(tmp_path)
    said = trace(root, "paper", "--format", "csv")
    assert main(["build", "--to", "csv"]) == 0
    assert said == (root / "build" / "paper.csv").read_bytes().decode("utf-8-sig")


def test_an_error_in_the_paper_is_said_beside_its_amounts(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """What can be traced is; the exit code tells that the paper cannot be built."""
    root = write_project(tmp_path, TEXT + "\nAs @par-nowhere says.\n")
    said = trace(root, "paper", code=1)
    assert "[unknown-label]" in said
    assert "£120,000" in said


@pytest.mark.parametrize(
    "asked",
    [
        "£120,000",
        "120,000",
        "120000",
        "£120k",
        "£0.12m",
        "120 in £000s",
        "£12x,xxx",
        "0.12 million",
    ],
)
def test_an_amount_is_found_however_it_is_asked_for(
    trace: Callable[..., str], tmp_path: Path, asked: str
) -> None:
    """As it is printed, or to as many places as somebody remembers."""
    said = trace(write_project(tmp_path), "paper", asked)
    assert f"{BOOK}!Youth fund!B4  Mentoring  120,000  typed" in said
    assert f"paragraph 1         £120,000  {ADDED}" in said
    assert f"Table 1, Mentoring  £120,000  {ADDED}" in said


def test_a_formula_is_shown_with_its_total(trace: Callable[..., str], tmp_path: Path) -> None:
    """And all cells of an amount that was worked out in the paper."""
    root = write_project(tmp_path)
    assert "Total  1,200,000  =SUM(B4:B6)" in trace(root, "paper", "£1.20m")
    said = trace(root, "paper", "1,080,000")
    assert "Youth fund!B7" in said
    assert "Youth fund!B4" in said
    assert 'budget.total - budget["Youth fund"]["Mentoring"] | gbp' in said


def test_a_negative_amount_can_be_asked_for(trace: Callable[..., str], tmp_path: Path) -> None:
    """With a hyphen, a minus or brackets; without a sign it is found as well."""
    data = workbook(
        (("Grant", 500_000), ("Carry-forward", -150_050)), number_format="£#,##0;(£#,##0)"
    )
    root = write_project(tmp_path, "# B\n\n```{budget} Youth fund\n```\n", data)
    for asked in ("-150,050", "-£150,050", "−£150,050", "(150,050)", "(£150,050)", "150,050"):
        assert "Carry-forward  -150,050  typed" in trace(root, "paper", asked), asked
    assert "[amount-nowhere]" in trace(root, "paper", "-500,000", code=1)


def test_a_cell_that_is_not_printed_is_said_to_be_that(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """Somebody asks for an amount that the workbook has and the paper has not."""
    root = write_project(tmp_path, "# Budget\n\nThe fund is {{ budget.total }}.\n")
    said = trace(root, "paper", "£80,000")
    assert said.startswith("£80,000 is not printed in the paper; it stands in\n")
    assert "Youth fund!B5  Detached youth work  80,000  typed" in said


def test_an_amount_that_is_nowhere_names_the_nearest(
    trace: Callable[..., str], tmp_path: Path
) -> None:
    """In size; and what is no amount is said to be none."""
    root = write_project(tmp_path)
    said = trace(root, "paper", "£121,000", code=1)
    assert "hint: the nearest: £120,000 (paragraph 1), £80,000 (Table 1" in said
    assert "[bad-amount]" in trace(root, "paper", "abc", code=1)


def test_an_issued_file_answers_too(trace: Callable[..., str], tmp_path: Path) -> None:
    """With the formula from its workbook, or without it from what was recorded."""
    root = office(tmp_path)
    assert "Mentoring  120,000  typed" in trace(root, "paper.docx", "£120,000")
    (root / BOOK).unlink()
    said = trace(root, "paper.docx", "£120,000")
    assert f"{BOOK}!Youth fund!B4    120,000" in said


# --- questions ------------------------------------------------------------------------------


@given(st.decimals(Decimal("-1E9"), Decimal("1E9"), places=2))
def test_an_amount_is_what_it_is_printed_as(value: Decimal) -> None:
    """Any amount, printed with its sign, asks for itself and for nothing a penny away."""
    asked = read_question(f"{value:,.2f}")
    assert asked is not None
    assert asked.is_size_of(value)
    assert not asked.is_size_of(value + Decimal("0.01"))


@given(st.text(max_size=50))
def test_no_question_is_too_odd(text: str) -> None:
    """Any text is an amount or none."""
    asked = read_question(text)
    assert asked is None or asked.size >= 0


# --- columns --------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.text(max_size=10), st.text(max_size=60), st.text(max_size=60))),
    st.integers(40, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever stands in the columns; and the first of them is whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_room", lambda: width)
        made = list(columns.aligned(("A", "B", "C"), rows))
    assert all(columns._width(line) <= width for line in made)
    assert len(made) == len(rows) + 1
