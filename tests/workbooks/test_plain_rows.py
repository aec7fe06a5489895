"""Rows that are written plainly are read by a pattern, to the same as the parser reads."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_as_openpyxl import MAIN, MOST_CELLS, SOURCE, both, workbook_of

from reportgen.readers.workbook import pieces
from reportgen.readers.workbook.sheets import TooManyCellsError, read_book
from reportgen.workbook import Workbook

STRINGS = (
    "<si><t>plain</t></si><si><t xml:space='preserve'> quoted </t></si>"
    '<si><t xml:space="preserve"> kept </t></si><si><t>A &amp; B</t></si><si/><si><t/></si>'
    "<si><t>_x005F_x000D_ and _x000D_</t></si><si><t>£5 – £6</t></si><si><t></t></si>"
)
LOOKS = st.sampled_from(
    ("", ' s="0"', ' t="s"', ' s="0" t="s"', ' t="n"', ' t="str"', ' t="b"', ' t="s" s="0"',
     " t='s'", ' cm="1"', ' t="inlineStr"')
)  # fmt: skip
INSIDE = st.one_of(
    st.integers(0, 8).map(lambda number: f"<v>{number}</v>"),
    st.sampled_from(
        ("", "<v/>", "<v></v>", "<v>0</v>", "<v>-0.0</v>", "<v>1.5</v>", "<v>2E3</v>", "<v> 1</v>",
         "<v>1234567890123456789</v>", "<v>007</v>", "<f>A1&gt;B1</f><v>1</v>", "<f>A1+B1</f>",
         "<f>SUM(A1:B1)</f><v>1</v>", "<f></f><v>1</v>",
         "<f t='shared' si='0' ref='A1'>B1</f><v>2</v>",
         '<f t="shared" si="0"/><v>2</v>', "<is><t>in</t></is>", " <v>1</v>",
         "<f>A1\n+B1</f><v>1</v>")
    ),
)  # fmt: skip
ROW_LOOKS = st.sampled_from(
    ("", "", ' spans="1:3"', ' ht="0" customHeight="1"', ' hidden="1"', ' hidden="false"',
     ' spans="1:3" ht="12.8"', ' x14ac:dyDescent="0.25"', ' ph="1"', " spans='1:3'")
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Rows of which some are plain, some odd and some out of order."""
    made = []
    for number in draw(st.lists(st.integers(1, 12), max_size=6)):
        cells = "".join(
            f'<c r="{letters}{row}"{draw(LOOKS)}>{draw(INSIDE)}</c>'
            for letters in draw(st.lists(st.sampled_from(("A", "B", "C", "AB", "b")), max_size=4))
            for row in [draw(st.sampled_from((number, number, number, number, 11)))]
        )
        made.append(f'<row r="{number}"{draw(ROW_LOOKS)}>{cells}</row>')
    return "".join(made)


def read(data: bytes, *, plainly: bool) -> Workbook | str:
    """Return the workbook, each row a piece of its own or none; else that it cannot be read."""
    usual = (lambda part: True) if plainly else (lambda part: False)
    with patch.object(pieces, "PIECE", 1), patch.object(pieces, "_is_usual", usual):
        try:
            return read_book(data, SOURCE, MOST_CELLS)
        except (KeyError, IndexError, ValueError) as fault:
            return type(fault).__name__


@settings(max_examples=400, deadline=None)
@given(rows())
def test_the_pattern_and_the_parser_read_the_same(cells: str) -> None:
    """Plain and odd rows in any order, on one sheet."""
    space = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    sheet = f'<worksheet xmlns="{MAIN}" {space}><sheetData>{cells}</sheetData></worksheet>'
    data = workbook_of("", STRINGS, **{"xl/sheet.xml": sheet})
    assert read(data, plainly=True) == read(data, plainly=False)


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- </row> --><row r='9'><c r='A9'><v>9</v></c></row>",
        "<![CDATA[</row>]]>",
        "<?odd </row>?>",
        '<row r="9"><c r="A9" t="str"><v><![CDATA[</v></c></row>]]></v></c></row>',
    ],
)
def test_what_only_looks_like_a_tag_is_none(odd: str) -> None:
    """A comment, a CDATA section or an instruction may have any tags in it."""
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    ours, theirs = both(workbook_of(f"<sheetData>{row}{odd}</sheetData>"))
    assert ours.sheets[0].rows
    assert ours == theirs


def test_rows_of_another_namespace_are_not_read() -> None:
    """A row is one of a sheet by its namespace, however it is written."""
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}" xmlns="urn:other"><x:sheetData>{row}</x:sheetData>'
    book = read_book(
        workbook_of("", **{"xl/sheet.xml": f"{sheet}</x:worksheet>"}), SOURCE, MOST_CELLS
    )
    assert not book.sheets[0].rows


@pytest.mark.parametrize("count", [MOST_CELLS, MOST_CELLS + 1])
def test_plain_cells_are_counted(count: int) -> None:
    """What is read by the pattern counts as what the parser reads."""
    cells = "".join(f'<row r="{at}"><c r="A{at}"><v>5</v></c></row>' for at in range(1, count + 1))
    data = workbook_of(f"<sheetData>{cells}</sheetData>")
    if count > MOST_CELLS:
        with pytest.raises(TooManyCellsError):
            read_book(data, SOURCE, MOST_CELLS)
    else:
        assert len(read_book(data, SOURCE, MOST_CELLS).sheets[0].rows) == count
