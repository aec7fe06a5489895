"""A sound answer to a request, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportgen.diagnostics import Diagnostic
from reportgen.making import read
from reportgen.project import find_project

MANIFEST = """\
kind: foi-response
reference: FOI-2013-07
title: Spending on drug and alcohol services
regime: foia
received: 2013-10-07
responded: 2013-11-04
published: 2013-11-11
category: Finance
outcome: part-disclosed
signatory: {name: Ann Example, role: Head of Governance}
contact: {role: Information officer, email: foi@pcc.example.org, telephone: 0121 496 0000}
attachments: [Spending plan 2013/14]
requester: {name: Ms Zenobia Quillfeather, email: z.quill@example.com, telephone: 07700 900123}
sections: [questions.md, your-rights.md]
"""
QUESTIONS = """\
# Questions and answers

## Question {#q-spend}

> How much of the Community Safety Fund has gone to drug and alcohol services?

## Answer

The whole of the fund was passed on.

## Question

> What did each supplier quote, and who wrote the plan?

## Answer

The plan is the one that the answer to @q-spend speaks of. The quotations are withheld.

### Exemption: section 43(2), commercial interests

To disclose the quotations would let the suppliers price their next ones by each other's.

### Public interest

It is in the public interest to see what was spent, which the total shows. It is against it to pay
more in the next round, and this weighs more.

### Exemption: s.40(2), personal information

The writers are junior staff, who do not expect their names to be published.
"""
RIGHTS = """\
# If you are not content with this answer

You may ask for an internal review within 40 working days, and then complain to the Information
Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF.
"""


class Response:
    """An answer in a project of its own; `write` replaces texts in it, `find` reads it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "content" / "response"
        self.folder.mkdir(parents=True)
        (root / "reportgen.toml").touch()
        self.write()

    def write(
        self, manifest: str = MANIFEST, questions: str = QUESTIONS, rights: str = RIGHTS
    ) -> None:
        texts = {"paper.yaml": manifest, "questions.md": questions, "your-rights.md": rights}
        for name, text in texts.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def found(self) -> tuple[Diagnostic, ...]:
        """Return all that is found in it."""
        return read(find_project(self.root), self.folder)[1]

    def said(self) -> list[str]:
        """Return code, file and line of each finding."""
        return [
            f"{item.code} {Path(item.source.path).name}:{item.source.line}" for item in self.found()
        ]


Change = Callable[[str], str]


def without(text: str, *lines: str) -> str:
    """Return a text without the lines that begin so."""
    assert all(any(line.startswith(begins) for line in text.splitlines()) for begins in lines)
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(lines))


def changed(text: str, old: str, new: str) -> str:
    """Return a text with another piece in the place of one that stands in it."""
    assert old in text
    return text.replace(old, new)
