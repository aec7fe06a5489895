"""A project with everything that a paper can be made from, in small papers that share some of it.

| paper | kind | what it is made from, beside its `paper.yaml` |
|---|---|---|
| `whole` | paper | sections, an included one, a workbook, a chart, pictures, notes, appendices |
| `plain` | paper | a section, and the included one |
| `house` | house | a section; its kind and its template are the project's own |
| `first`, `second` | foi-response | a section |
| `log` | disclosure-log | a section, and `first` and `second` |
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import faults
from word_files.by_hand import hand_made_file

CARRIED = Path(__file__).parent.parent / "templates"
PAPERS = ("first", "house", "log", "plain", "second", "whole")

WHOLE = """\
kind: paper
title: A whole paper
board: A board
date: 2022-03-22
author: An officer
workbooks: {budget: budgets/fund.xlsx}
sections: [purpose.md, shared/standing.md]
appendices:
  - more.md
  - {file: plan.docx, title: The plan}
  - {file: letter.docx, title: The letter, look: house}
  - {file: map.png, title: The map, alt: Wards and their names}
"""
PURPOSE = """\
# Purpose

To tell members of {{ budget.youth_fund.mentoring }} for mentoring[^why], as @tbl-fund says.

[^why]: The board asked for it.

```{budget} Youth fund
:label: tbl-fund
:caption: The fund
```

```{chart} Youth fund
:caption: The fund as bars
:alt: Two bars, the longer of them for mentoring
```

![Wards](pictures/wards.png)

See [the plan](plan.docx), and @app-more.
"""
PLAIN = """\
kind: paper
title: A plain paper
board: A board
date: 2022-03-22
author: An officer
sections: [purpose.md, ../../shared/standing.md]
"""
RESPONSE = """\
kind: foi-response
reference: {reference}
title: Spending on youth work
regime: foia
received: 2013-10-07
responded: 2013-11-04
outcome: disclosed
signatory: The office
sections: [questions.md, your-rights.md]
"""
QUESTIONS = """\
# Questions and answers

## Question

> How much was spent?

## Answer

All of it was spent.
"""
RIGHTS = """\
# Your rights

You may ask the office for an internal review. You may then complain to the Information
Commissioner, Wycliffe House, Water Lane, Wilmslow, SK9 5AF.
"""
TEXTS = {
    "reportgen.toml": "",
    "shared/standing.md": "# Standing orders\n\nNothing in this paper asks for a change of them.\n",
    "content/whole/paper.yaml": WHOLE,
    "content/whole/purpose.md": PURPOSE,
    "content/whole/more.md": "# More {#app-more}\n\nMore is said here.\n",
    "content/plain/paper.yaml": PLAIN,
    "content/plain/purpose.md": "# Purpose\n\nTo tell members of nothing new.\n",
    "content/house/paper.yaml": "kind: house\ntitle: A note\nsections: [note.md]\n",
    "content/house/note.md": "# Note\n\nThe house is open.\n",
    "content/first/paper.yaml": RESPONSE.format(reference="F-1"),
    "content/first/questions.md": QUESTIONS,
    "content/second/paper.yaml": RESPONSE.format(reference="F-2"),
    "content/second/questions.md": QUESTIONS,
    "content/first/your-rights.md": RIGHTS,
    "content/second/your-rights.md": RIGHTS,
    "content/log/paper.yaml": "kind: disclosure-log\ntitle: The log\nsections: [log.md]\n",
    "content/log/log.md": "# Requests\n\n```{log}\n```\n",
}


def put_project(root: Path) -> Path:
    """Write the project into a folder, which is returned."""
    for name, content in _files().items():
        put(root / name, content)
    return root


@cache
def _files() -> dict[str, bytes]:
    """Return the same bytes each time: a workbook has the moment in it at which it was made."""
    data = {name: text.encode() for name, text in TEXTS.items()}
    kind = (CARRIED / "paper.yaml").read_bytes()
    return data | {
        "templates/house.yaml": kind.replace(b"template: board-report", b"template: house"),
        "templates/house.docx": (CARRIED / "board-report.docx").read_bytes(),
        "budgets/fund.xlsx": faults.workbook(),
        "content/whole/plan.docx": hand_made_file(),
        "content/whole/letter.docx": hand_made_file(),
        "content/whole/map.png": faults.png(30, 20),
        "content/whole/pictures/wards.png": faults.png(30, 20),
    }


def put(path: Path, content: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def put_unnoticed(path: Path, content: bytes) -> None:
    """Change what a file holds, but neither its size nor its times."""
    state = path.stat()
    old = path.read_bytes()
    assert content != old
    assert len(content) == len(old)
    while path.stat().st_ctime_ns == state.st_ctime_ns:  # which moves on every few milliseconds
        path.write_bytes(content)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def changed(data: bytes) -> bytes:
    """Return a file of the same size, as sound as this one, that holds something else."""
    if data.startswith(b"PK"):  # saved at another time of day: ZIP's local header, bytes 10 and 11
        return data[:10] + bytes([data[10] ^ 0x40]) + data[11:]
    if data == faults.png(30, 20):
        return faults.png(20, 30)
    words = {b" of ": b" to ", b"is said": b"was sad", b"open": b"shut", b"All of": b"Two of"}
    old, new = next((old, new) for old, new in words.items() if old in data)
    return data.replace(old, new, 1)
