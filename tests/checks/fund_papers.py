"""Papers about funds. In: a workbook, and what is printed of it. Out: a Paper to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from carried_kinds import carried

from reportgen.expressions import Expressions
from reportgen.model import Block, Paper, Paragraph, Reconciliation, Section, Transfer
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

PATH = "budgets/funds.xlsx"
MANIFEST = Source("content/paper/paper.yaml", 9)


def fund_paper(
    folder: Path,
    data: bytes,
    *printed: str,
    reconciliations: Sequence[Reconciliation] = (),
    transfers: Sequence[Transfer] = (),
) -> Paper:
    """Return a paper that prints the expressions, from the workbook that it calls `budget`."""
    path = folder / "funds.xlsx"
    path.write_bytes(data)
    book, problems = read_workbook(path, "budget", PATH)
    assert problems == ()
    assert book is not None
    section = Section("budget", Source("content/paper/budget.md", 1), _paragraphs(book, printed))
    return Paper(
        "paper",
        carried("paper"),
        Source("content/paper/paper.yaml"),
        workbooks=(book,),
        sections=(section,),
        reconciliations=tuple(reconciliations),
        transfers=tuple(transfers),
    )


def _paragraphs(book: Workbook, printed: Sequence[str]) -> tuple[Block, ...]:
    expressions = Expressions((book,))
    paragraphs = []
    for line, expression in enumerate(printed, 3):
        source = Source("content/paper/budget.md", line)
        text, problems = expressions.print_text(expression, source)
        assert text is not None, problems
        paragraphs.append(Paragraph((text,), source))
    return tuple(paragraphs)
