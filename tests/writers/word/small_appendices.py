"""Papers with appendices for the Word writer's tests, and what their sections and pages say."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace
from small_papers import W, paper, para, row, table, text, tree

from reportgen.model import Appendix, Attributes, Paper, RowKind, Table

CONTINUED = re.compile(r"Appendix [A-Z0-9]+ – continued")
LONG = tuple(para(f"Line {n} of an appendix that goes on and on.") for n in range(60))

# --- making papers ----------------------------------------------------------------------------


def landscape(part: Appendix) -> Appendix:
    return replace(part, landscape=True)


def with_appendices(*appendices: Appendix, **fields: Any) -> Paper:
    return paper(para("The text."), appendices=appendices, **fields)


def budget(number: str = "", label: str = "") -> Table:
    caption = {"caption": text("Funds"), "number": number, "attributes": Attributes(label)}
    return table(row(RowKind.LINE, "x", "y"), **(caption if number else {}))


# --- reading files back -----------------------------------------------------------------------


def continued(found: list[str]) -> list[str]:
    """Return what each page's header says of an appendix that goes on, "" for nothing."""
    return [(CONTINUED.findall(page) or [""])[0] for page in found]


def sections(data: bytes) -> list[Any]:
    return list(tree(data).iter(W + "sectPr"))
