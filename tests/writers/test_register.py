"""The register of amounts: what a finance officer opens beside the paper."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued_papers import BOOK, TEXT, workbook, write_project

from reportgen.cli import main
from reportgen.spreadsheets import as_csv

STATED = '\nIt received [£5,000]{.stated source="letter of 3 May"} and [£70]{.stated source=""}.\n'


def register(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    monkeypatch.chdir(root)
    assert main(["build", "--to", "csv"]) == 0
    data = (root / "build" / "paper.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without the mark Excel reads £ as Â£"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_amount_has_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In reading order, with what is printed, where, and the cells with their values."""
    rows = register(write_project(tmp_path), monkeypatch)
    assert [row["Printed"] for row in rows][:3] == ["£1,200,000", "£120,000", "£1,080,000"]
    assert [row["No."] for row in rows] == [str(number) for number in range(1, 9)]
    assert rows[2] == {
        "No.": "3",
        "Printed": "£1,080,000",
        "Where in the paper": "paragraph 1",
        "Line of the table": "",
        "Column of the table": "",
        "Raw value": "1080000",
        "Unit": "",
        "Workbook": BOOK,
        "Cells": "Youth fund!B7; Youth fund!B4",
        "Values of the cells": "1200000; 120000",
        "Expression": 'budget.total - budget["Youth fund"]["Mentoring"] | gbp',
        "Stated source": "",
        "Written in": "content/paper/budget.md:4",
    }
    assert (rows[4]["Where in the paper"], rows[4]["Line of the table"]) == ("Table 1", "Mentoring")


def test_amounts_from_elsewhere_have_their_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the author says to have from a letter stands among the others."""
    rows = register(write_project(tmp_path, TEXT + STATED), monkeypatch)
    stated = [row for row in rows if row["Stated source"]]
    assert [row["Printed"] for row in stated] == ["£5,000", "£70"]
    assert [row["Stated source"] for row in stated] == ["letter of 3 May", "not said"]
    assert {row["Cells"] for row in stated} == {""}


def test_no_text_is_a_formula_and_negative_amounts_are_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label may come from anybody; Excel would run what begins like a formula."""
    data = workbook((("=1+1", 5), ("@sum", 6), ("-Carry-forward", -7)))
    text = "# Budget\n\n```{budget} Youth fund\n```\n"
    rows = register(write_project(tmp_path, text, data), monkeypatch)
    assert [row["Line of the table"] for row in rows][:3] == ["'=1+1", "'@sum", "'-Carry-forward"]
    assert rows[2]["Raw value"] == "-7"


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_one_cell(texts: list[str]) -> None:
    """Line ends, quotation marks and commas stay in their cell; none begins a formula."""
    (row,) = csv.reader(io.StringIO(as_csv(texts, [texts])).readlines()[-1:])
    assert len(row) == len(texts)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_each_row_has_a_value_for_each_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linked and stated amounts share the columns; raw values are numbers."""
    rows = register(write_project(tmp_path, TEXT + STATED), monkeypatch)
    assert all(None not in row and None not in row.values() for row in rows)
    assert sum(float(row["Raw value"] or 0) for row in rows) == 5_800_000
