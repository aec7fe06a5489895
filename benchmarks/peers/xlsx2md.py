"""CASE OUT.md: put a pipe table in the place of each {{table:SHEET}} of CASE/paper.md, for pandoc.

This is the script that people write who make papers with pandoc: pandoc alone reads no workbook
into Markdown.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sheets import Row, is_total, sheets


def convert(case: Path, out: Path) -> None:
    """Write the Markdown of a case with its tables in it."""
    tables = sheets(case / "book.xlsx")
    text = (case / "paper.md").read_text(encoding="utf-8")
    place = re.compile(r"^\{\{table:(.+)\}\}$", re.MULTILINE)
    text = place.sub(lambda found: pipe_table(tables[found[1]]), text)
    out.write_text(text, encoding="utf-8")


def pipe_table(rows: list[Row]) -> str:
    """Return rows as a pipe table; the last column is set to the right, totals are bold."""
    rule = "|" + "-" * 40 + "|" + ("-" * 40 + "|") * (len(rows[0]) - 2) + "-" * 20 + ":|"
    lines = [_line(rows[0]), rule]
    lines += [_line(_bold(row) if is_total(row) else row) for row in rows[1:]]
    return "\n".join(lines)


def _bold(row: Row) -> Row:
    return tuple(f"**{cell}**" if cell else "" for cell in row)


def _line(row: Row) -> str:
    return "| " + " | ".join(row) + " |"


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
