"""A paper as other builders can read it. In: a paper's folder. Out: one Markdown file, a workbook.

Numbers and references, which reportgen works out, are typed into it, and `{{table:SHEET}}` stands
where a table goes: peers/ has what each builder makes of that.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import openpyxl
from outputs import Wanted

sys.path.append(str(Path(__file__).with_name("peers")))
from sheets import sheets

DIRECTIVE = re.compile(r"```\{budget\} (.+)\n(?::caption: (.+)\n)?(?::label: (.+)\n)?")


def write_case(folder: Path, book: Path, case: Path) -> Wanted:
    """Write the case of a paper; return what has to be in every builder's output."""
    case.mkdir(parents=True)
    shutil.copy(book, case / "book.xlsx")
    text, order = _flat(folder, _amounts(book))
    (case / "paper.md").write_text(text, encoding="utf-8")
    tables = sheets(book)
    rows = [row for sheet in order for row in tables[sheet][1:] if row[-1]]
    texts = [_bare(line) for line in text.split("\n") if line and not _is_made(line)]
    return Wanted(tuple(tuple(cell for cell in row if cell) for row in rows), tuple(texts))


def _is_made(line: str) -> bool:
    """Headings, captions and tables look different in each builder's output."""
    return line.startswith(("#", "Table ", "{{table:"))


def _bare(line: str) -> str:
    """Return a line's text without its number and its marks."""
    return re.sub(r"^(\d+\.|-) ", "", line).replace("**", "")


def _amounts(book: Path) -> dict[str, str]:
    """Return what the expressions of the sample print."""
    names = openpyxl.load_workbook(book, data_only=True)

    def value(name: str) -> int:
        if name not in names.defined_names:
            return 0
        (place,) = names.defined_names[name].destinations
        return int(names[place[0]][place[1].replace("$", "")].value)

    total, transfer = value("programme_total"), value("victims_transfer")
    return {
        "{{ budget.programme_total | thousands }}": f"£{round(total, -3):,}",
        "{{ budget.programme_total - budget.victims_transfer | gbp }}": f"£{total - transfer:,}",
        "{{ budget.victims_transfer }}": f"£{transfer:,}",
    }


def _flat(folder: Path, amounts: dict[str, str]) -> tuple[str, list[str]]:
    """Return a paper as one Markdown text with all worked out, and its sheets in their order."""
    manifest = (folder / "paper.yaml").read_text(encoding="utf-8")
    files = re.findall(r"^  - ([\w-]+\.md)$", manifest, re.MULTILINE)
    blocks = [
        block
        for file in files
        for block in (folder / file).read_text(encoding="utf-8").strip().split("\n\n")
    ]
    marks, numbered, order = _numbered(blocks)
    text = "\n\n".join(numbered)
    for written, shown in amounts.items():
        text = text.replace(written, shown)
    text = re.sub(r"@((?:par|tbl|app)-[\w-]+)", lambda found: marks[found[1]], text)
    return re.sub(r" \{#[\w-]+\}$", "", text, flags=re.MULTILINE) + "\n", order


def _numbered(blocks: list[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """Number paragraphs, tables and appendices; return their labels, the blocks and the sheets."""
    marks: dict[str, str] = {}
    out, order = [], []
    paragraph = appendix = 0
    for block in blocks:
        label = re.search(r"\{#([\w-]+)\}$", block)
        if found := DIRECTIVE.match(block):
            order.append(found[1])
            marks[found[3] or found[1]] = f"Table {len(order)}"
            block = f"Table {len(order)}: {found[2]}\n\n{{{{table:{found[1]}}}}}"
        elif label and label[1].startswith("app-"):
            marks[label[1]] = f"Appendix {chr(65 + appendix)}"
            block = block.replace("# ", f"# Appendix {chr(65 + appendix)}: ")
            appendix += 1
        elif not appendix and block[0] not in "#-":
            paragraph += 1
            if label:
                marks[label[1]] = f"paragraph {paragraph}"
            block = f"{paragraph}. {block}"
        out.append(block)
    return marks, out, order
