"""The papers that are built, made from nothing but their size: the same at every call.

In: a folder, and how large. Out: a project in that folder as reportgen has it, and beside it, in
`peers/`, each paper as other builders can read it.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from books import Line, multiply, write_book
from cases import write_case
from outputs import Wanted

SAMPLE = "2022-03-22-commissioning-budget"
BOOK = "budgets/commissioning-2022-23.xlsx"

STREAMS = ("Police Grant", "Proceeds of Crime Act (POCA)", "Specific Grant", "Reserves")
WARDS = ("Aston", "Ladywood", "Smethwick", "Tipton", "Walsall")
PHRASES = (
    "a member of staff in the office holds the budget of each project",
    "progress is reported to the board every quarter",
    "services are commissioned as the strategy requires",
    "the projects were chosen from the proposals of last autumn",
)

MANIFEST = """\
kind: board-report
title: Annual programme
board: Strategic Policing and Crime Board
date: 2022-03-22
author: {role: Chief Finance Officer}
purpose: For noting
marking: OFFICIAL
workbooks:
  budget: BOOK
sections:
"""
FRAME = {
    "purpose.md": "# Purpose of report\n\nThis report sets out the programme for members.\n",
    "financial-implications.md": "# Financial implications\n\nThere are none beyond the tables.\n",
    "legal-implications.md": "# Legal implications\n\nThere are none.\n",
    "recommendations.md": "# Recommendations\n\nThe Board is asked to **note** this report.\n",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a project, as reportgen finds it (`name`) and as the others do (`case`)."""

    root: Path
    name: str
    case: Path
    wanted: Wanted

    @property
    def built(self) -> Path:
        """Where reportgen puts its Word file."""
        return self.root / "build" / f"{self.name}.docx"


def sample(repository: Path, root: Path) -> Paper:
    """The sample paper of the repository, with its workbook."""
    _copy(repository / BOOK, root / BOOK)
    shutil.copytree(repository / "content" / SAMPLE, root / "content" / SAMPLE)
    return _paper(root, SAMPLE, BOOK)


def variants(repository: Path, root: Path, papers: int) -> tuple[Paper, ...]:
    """As many papers like the sample, each with a workbook of its own.

    The amounts of the n-th are those of the sample times n, so that all its sums still cast.
    """
    made = []
    for number in range(1, papers + 1):
        name, book = f"paper-{number:03d}", f"budgets/book-{number:03d}.xlsx"
        (root / "budgets").mkdir(parents=True, exist_ok=True)
        multiply(repository / BOOK, root / book, number)
        shutil.copytree(repository / "content" / SAMPLE, root / "content" / name)
        manifest = root / "content" / name / "paper.yaml"
        text = manifest.read_text(encoding="utf-8").replace(BOOK, book)
        manifest.write_text(text.replace("2022/23\n", f"2022/23, part {number}\n", 1), "utf-8")
        made.append(_paper(root, name, book))
    return tuple(made)


def register(root: Path, lines: int) -> Paper:
    """A paper with one table of so many lines and their total."""
    chance = random.Random(lines)
    rows = [
        (
            f"Project {number:05d}, {chance.choice(WARDS)}",
            chance.choice(STREAMS),
            chance.randrange(500, 900_000),
        )
        for number in range(1, lines + 1)
    ]
    text = f"# Projects\n\nThe projects are listed below.\n\n{_directive('Register')}\n"
    return _board_paper(root, f"register-{lines}", [text], {"Register": rows})


def programme(root: Path, paragraphs: int) -> Paper:
    """A paper of so many paragraphs, each of which refers to another; every tenth has a table."""
    chance = random.Random(paragraphs)
    tables, parts = {}, []
    for section, first in enumerate(range(1, paragraphs + 1, 10), 1):
        sheet = f"Programme {section:03d}"
        tables[sheet] = [
            (f"Project {section}.{line}", chance.choice(STREAMS), chance.randrange(500, 90_000))
            for line in range(1, 10)
        ]
        texts = [_paragraph(number, paragraphs, chance) for number in range(first, first + 10)]
        parts.append("\n\n".join([f"# {sheet}", *texts, _directive(sheet)]) + "\n")
    return _board_paper(root, f"programme-{paragraphs}", parts, tables)


def edit(paper: Paper, edition: int) -> str:
    """Change one line of a paper's Markdown; return what has to be in the Word file then."""
    path = paper.root / "content" / paper.name / "purpose.md"
    text = path.read_text(encoding="utf-8")
    new = f"In its edition {edition} this report sets out"
    text = re.sub(r"This report sets out|In its edition \d+ this report sets out", new, text)
    path.write_text(text, encoding="utf-8")
    return new


def _paragraph(number: int, last: int, chance: random.Random) -> str:
    """Each paragraph refers to the one above it, the first to the one below."""
    words = ", ".join(chance.choices(PHRASES, k=4))
    other = number - 1 if number > 1 else 2
    label = f" {{#par-p{number:04d}}}" if number < last else ""
    return (
        f"Point P{number:04d}: {words}, as @par-p{other:04d} says, "
        f"with **key point K{number}** noted.{label}"
    )


def _directive(sheet: str) -> str:
    return f"```{{budget}} {sheet}\n:caption: {sheet}, 2022/23\n```"


def _board_paper(
    root: Path, name: str, parts: list[str], tables: Mapping[str, Sequence[Line]]
) -> Paper:
    """Write a board paper with `parts` as its middle sections, and its workbook."""
    folder, book = root / "content" / name, f"budgets/{name}.xlsx"
    folder.mkdir(parents=True)
    (root / "budgets").mkdir(exist_ok=True)
    write_book(root / book, tables)
    (first, purpose), *rest = FRAME.items()
    middle = {f"part-{number:03d}.md": text for number, text in enumerate(parts, 1)}
    files = {first: purpose, **middle, **dict(rest)}
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    sections = "".join(f"  - {file}\n" for file in files)
    manifest = MANIFEST.replace("BOOK", book) + sections
    (folder / "paper.yaml").write_text(manifest, encoding="utf-8")
    return _paper(root, name, book)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)


def _paper(root: Path, name: str, book: str) -> Paper:
    (root / "reportgen.toml").touch()
    case = root / "peers" / name
    return Paper(root, name, case, write_case(root / "content" / name, root / book, case))
