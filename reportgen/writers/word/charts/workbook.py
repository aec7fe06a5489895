"""The data of a chart: in comes a chart, out comes the workbook that Word opens to edit it.

It is an Excel file of five parts (ECMA-376 part 1, 12.2 and 18): categories down the first column,
a column of amounts for each series, each with the value that its cell has in the paper's workbook.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from reportgen.model import AmountText, Chart
from reportgen.writers.word.xml import escape

SHEET = "Sheet1"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip file knows: the same bytes whenever it is made
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"
DOCUMENT = f"{OFFICE}/officeDocument/2006/relationships"
RELATIONS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{RELATIONS}<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{RELATIONS}<Relationship Id="rId1" Type="{DOCUMENT}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}


def chart_workbook(chart: Chart) -> bytes:
    """Return the workbook as a file: the same bytes for the same chart."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(_rows(chart))}</sheetData></worksheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            file.writestr(entry, HEAD + content)
    return target.getvalue()


def column(at: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number(node: AmountText | None) -> str:
    """Return a value as a cell holds it, `""` for none."""
    return str(node.amount.value) if node and node.amount.value.is_finite() else ""


def _rows(chart: Chart) -> Iterator[str]:
    headings = ("", *(item.heading for item in chart.series))
    yield f'<row r="1">{"".join(_text(at, 1, words) for at, words in enumerate(headings))}</row>'
    for row, category in enumerate(chart.categories, start=2):
        nodes = (item.amounts[row - 2] for item in chart.series)
        amounts = "".join(_number(at, row, node) for at, node in enumerate(nodes, start=1))
        yield f'<row r="{row}">{_text(0, row, category)}{amounts}</row>'


def _text(at: int, row: int, words: str) -> str:
    inside = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
    return f'<c r="{column(at)}{row}" t="inlineStr">{inside}</c>' if words else ""


def _number(at: int, row: int, node: AmountText | None) -> str:
    value = number(node)
    return f'<c r="{column(at)}{row}"><v>{value}</v></c>' if value else ""
