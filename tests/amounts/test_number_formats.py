"""Values show as they do in Excel: `number_formats.md` is the list of promises."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from reportgen.number_formats import (
    SectionKind,
    cannot_show,
    currency_of,
    is_printable,
    kind_of,
    rounded,
    show,
)
from reportgen.source import Source

Value = Decimal | bool | str | datetime | date | time

ROW = re.compile(
    r"\| `(?P<value>.*?)` \| `(?P<format>.*?)` \| `(?P<shown>.*?)` \| ?(?P<why>.*?) ?\|"
)


@dataclass(frozen=True)
class Case:
    value: Value
    number_format: str
    shown: str | None
    why_libreoffice_differs: str


def value_of(text: str) -> Value:
    if text.startswith('"'):
        return text.strip('"')
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if ":" in text:
        return datetime.fromisoformat(text) if "-" in text else time.fromisoformat(text)
    return date.fromisoformat(text) if text.count("-") == 2 else Decimal(text)


def cases() -> list[Case]:
    text = Path(__file__).with_name("number_formats.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    found = [ROW.fullmatch(line) for line in rows]
    assert all(found), [row for row, match in zip(rows, found, strict=True) if not match]
    return [
        Case(
            value_of(m["value"]),
            m["format"],
            None if m["shown"] == "None" else m["shown"],
            m["why"],
        )
        for m in found
        if m
    ]


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.value} as {case.number_format}")
def test_a_value_shows_as_in_excel(case: Case) -> None:
    """What a cell shows in Excel is what the paper prints."""
    assert show(case.value, case.number_format) == case.shown


def test_the_list_is_long_enough() -> None:
    """No row of the list goes unread."""
    assert len(CASES) >= 120


def test_libreoffice_shows_the_same(
    soffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    """A program that knows Excel's formats agrees with every row, but for the reasons given."""
    made = soffice(write_workbook(tmp_path / "cases.xlsx"), CSV_AS_SHOWN, tmp_path)
    with made.open(encoding="utf-8", newline="") as lines:
        rendered = [row[0] if row else "" for row in csv.reader(lines)]
    rendered += [""] * (len(CASES) - len(rendered))
    disagreed = [
        f"{case.value} as {case.number_format}: {text!r}, and Excel {case.shown!r}"
        for case, text in zip(CASES, rendered, strict=True)
        if (text == case.shown) is bool(case.why_libreoffice_differs)
    ]
    assert not disagreed, "\n".join(disagreed)


CSV_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76"


def write_workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.set_column(0, 0, 60)  # a narrow column would show ###
    for row, case in enumerate(CASES):
        style = book.add_format({"num_format": case.number_format})
        write_cell(sheet, row, case.value, style)
    book.close()
    return path


def write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, value: Value, style: object
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, 0, value, style)
    elif isinstance(value, Decimal):
        sheet.write_number(row, 0, float(value), style)
    elif isinstance(value, str):
        sheet.write_string(row, 0, value, style)
    else:
        sheet.write_datetime(row, 0, value, style)


MARKS = ["0", "#", "?", ",", ".", "%", ";", "@", "£", "-", "(", ")", " ", '"m"', '"', "\\", "_-",
         "* ", "[Red]", "[>=100]", "[<0]", "[$£-809]", "[$-409]", "[h]", "E+", "/", "General", "d",
         "mmm", "m", "yy", "h", "ss", ".00", "AM/PM", "e", "[", "]", "7", "x"]  # fmt: skip
FORMATS = st.text() | st.lists(st.sampled_from(MARKS), max_size=14).map("".join)
NUMBERS = st.decimals() | st.decimals(
    allow_nan=False, min_value=-(10**7), max_value=10**7, places=3
)


@given(NUMBERS, FORMATS)
def test_no_number_and_no_format_is_too_odd(value: Decimal, number_format: str) -> None:
    """Whatever a workbook holds, there is a text for it, or the answer that there is none."""
    shown = show(value, number_format)
    assert shown is None or isinstance(shown, str)


@given(st.text() | st.datetimes() | st.dates() | st.times() | st.booleans(), FORMATS)
def test_no_text_date_or_truth_is_too_odd(value: Value, number_format: str) -> None:
    """Words, dates, times and truths show, or are said not to, in any format."""
    shown = show(value, number_format)
    assert shown is None or isinstance(shown, str)


@pytest.mark.parametrize(
    "value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+308", "-1E+999999", "1E+99999999999"]
)
def test_what_no_cell_can_hold_is_not_shown(value: str) -> None:
    """A number that Excel itself cannot keep has no text, and does no harm."""
    assert not is_printable(Decimal(value))
    assert show(Decimal(value), "£#,##0.00") is None


def test_the_smallest_numbers_show_as_nothing() -> None:
    """A number below the smallest that Excel keeps is nothing."""
    assert show(Decimal("1E-999999999"), "0.00") == "0.00"
    assert show(Decimal("-1E-999999999"), "General") == "0"


def test_a_very_long_format_is_refused() -> None:
    """Excel takes 255 characters for a format; a longer one was not made by Excel."""
    assert show(Decimal(1), "0" * 255) is not None
    assert show(Decimal(1), "0" * 256) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=4))
def test_pounds_read_back_as_the_rounded_amount(value: Decimal) -> None:
    """The pounds that are printed are the pounds in the cell, to the nearest pound."""
    text = show(value, "£#,##0")
    assert text is not None
    assert abs(Decimal(text.removeprefix("£").replace(",", "")) - value) <= Decimal("0.5")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
    )
)
def test_rounding_is_half_away_from_zero(value: Decimal) -> None:
    """Rounding a loss gives the loss that rounding the same gain gives as a gain."""
    assert rounded(-value, 2) == -rounded(value, 2)
    assert abs(rounded(value, 2) - value) <= Decimal("0.005")


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_reads_back_as_itself(day: date) -> None:
    """Every day from 1900 to 9999 shows as that day."""
    assert show(day, "yyyy-mm-dd") == day.isoformat()


@pytest.mark.parametrize(
    ("number_format", "kind"),
    [
        ("General", SectionKind.GENERAL),
        ("£#,##0", SectionKind.NUMBER),
        ("0.0%", SectionKind.PERCENT),
        ('0.0"%"', SectionKind.NUMBER),
        ("dd/mm/yyyy", SectionKind.DATE),
        ("0.0E+00", SectionKind.SCIENTIFIC),
        ("# ?/?", None),
    ],
)
def test_a_format_says_what_its_numbers_are(number_format: str, kind: SectionKind | None) -> None:
    """Per cent, dates and plain numbers are told apart by the format alone."""
    assert kind_of(number_format) is kind


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("£#,##0", "£"),
        ('"£"#,##0', "£"),
        ("[$£-809]#,##0", "£"),
        ('_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-', "£"),
        ("[$€-2] #,##0", "€"),
        ("[$GBP] #,##0", "GBP"),
        ("#,##0", ""),
        ("# ?/?", ""),
        ("[$-809]d mmmm yyyy", ""),
    ],
)
def test_a_format_says_which_currency_it_prints(number_format: str, currency: str) -> None:
    """Pounds are told from other currencies by the format alone."""
    assert currency_of(number_format) == currency


def test_the_warning_names_the_format_and_a_way_out() -> None:
    """A value that cannot be shown is reported with its format and what to do about it."""
    warning = cannot_show("# ?/?", Source("content/finance.md", 4))
    assert str(warning).startswith(
        'content/finance.md:4: warning: the number format "# ?/?" cannot be printed'
    )
    assert "| gbp" in warning.hint
