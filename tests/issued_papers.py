"""Small papers that were issued, and their workbooks, for the tests of tracing. Bytes come out.

A page of problems names a maker by its name in MAKERS, at the end.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import docx
import xlsxwriter

from reportgen.build import build
from reportgen.project import Project

BOOK = "budgets/youth.xlsx"
DOCUMENT = "word/document.xml"
Lines = Sequence[tuple[str, int | None]]  # None for the caption of a group
LINES: Lines = (("Mentoring", 120_000), ("Detached youth work", 80_000), ("Grants", 1_000_000))

MANIFEST = """\
kind: paper
title: A paper
board: Strategic Policing and Crime Board
date: 2022-03-22
author: Chief Finance Officer
workbooks:
  budget: budgets/youth.xlsx
sections:
  - budget.md
"""
TEXT = """\
# Budget

The fund is {{ budget.total }} in all. Of this, {{ budget["Youth fund"]["Mentoring"] }} goes into
mentoring and {{ budget.total - budget["Youth fund"]["Mentoring"] | gbp }} into the rest.[^note]

[^note]: Grants come to {{ budget["Youth fund"]["Grants"] | millions }}.

```{budget} Youth fund
:caption: The youth fund
```
"""


@cache
def workbook(
    lines: Lines = LINES,
    above: int = 0,
    number_format: str = "£#,##0",
    sheet: str = "Youth fund",
    heading: str = "2022/23",
    column: int = 1,
) -> bytes:
    """Return a workbook of one sheet with a title, headings, lines and their total, called `total`.

    `above` is how many rows were put in over the headings, `column` where the amounts stand.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page, money = book.add_worksheet(sheet), book.add_format({"num_format": number_format})
        page.write(0, 0, "Youth fund 2022/23")
        page.write(2 + above, 0, "Project area")
        for at in range(1, column):
            page.write(2 + above, at, "Remarks")
        page.write(2 + above, column, heading)
        for at, (label, amount) in enumerate(lines, start=3 + above):
            page.write_string(at, 0, label)
            if amount is None:
                continue
            page.write(at, column, amount, money)
            for other in range(1, column):
                page.write(at, other, "agreed")
        first, last, letters = 4 + above, 3 + above + len(lines), "ABCDEF"[column]
        page.write(last, 0, "Total")
        total = sum(amount or 0 for _, amount in lines)
        page.write_formula(last, column, f"=SUM({letters}{first}:{letters}{last})", money, total)
        book.define_name("total", f"='{sheet}'!${letters}${last + 1}")
    return target.getvalue()


def changed_lines(**amounts: int) -> Lines:
    """Return the lines of the workbook with other amounts: `Mentoring=130_000`."""
    return tuple((label, amounts.get(label.split()[0], amount)) for label, amount in LINES)


# Two groups, with a line of the same words in each.
GROUPS: Lines = (
    ("Force-wide", None), ("Mentoring", 120_000), ("Costs", 5_000),
    ("Local", None), ("Grants", 1_000_000), ("Costs", 7_000),
)  # fmt: skip


def write_project(root: Path, text: str = TEXT, data: bytes | None = None) -> Path:
    """Write a project with one paper, `paper`; return its root."""
    files = {
        "reportgen.toml": b"",
        BOOK: workbook() if data is None else data,
        "content/paper/paper.yaml": MANIFEST.encode(),
        "content/paper/budget.md": text.encode(),
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@cache
def issued(text: str = TEXT, data: bytes | None = None) -> bytes:
    """Return the Word file of a paper, as its office issued it."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder).resolve(), text, data)
        (made,) = build(Project(root), (root / "content" / "paper",))
        assert not made.failed, made.diagnostics
        return made.files[0].read_bytes()


def edited(data: bytes, *changes: tuple[str, str], part: str = DOCUMENT) -> bytes:
    """Return a file with texts of a part's XML replaced; each has to be there."""

    def change(xml: str) -> str:
        for old, new in changes:
            assert old in xml, f"{old} is not in {part}"
            xml = xml.replace(old, new, 1)
        return xml

    return with_part(data, part, change)


def with_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a file with one part changed; a part that becomes empty is left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            content = change(content.decode()).encode() if name == part else content
            if content:
                new.writestr(name, content)
    return target.getvalue()


def run(text: str) -> str:
    """Return a run as the writer writes it."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def typed_over(text: str) -> str:
    """Return what Word leaves of an amount that somebody typed over: runs of two sessions."""
    first, rest = text[:2], text[2:]
    return (
        f'<w:r w:rsidR="00AB12CD"><w:t>{first}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkStart w:id="9001" w:name="_GoBack"/><w:bookmarkEnd w:id="9001"/>'
        f'<w:r w:rsidR="00AB12CE"><w:rPr><w:b/></w:rPr><w:t>{rest}</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/>'
    )


def _letter() -> bytes:
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Dear Commissioner, we offer £5,000.")
    document.save(target)
    return target.getvalue()


def _damaged_records() -> bytes:
    return with_part(
        issued(), "customXml/item1.xml", lambda xml: xml.replace('value="', 'value="x')
    )


MAKERS: dict[str, Callable[[], bytes]] = {
    "a Word file that was not built here": _letter,
    "an issued paper whose records are damaged": _damaged_records,
    "an issued paper of a youth fund": issued,
}
