"""Page numbers: in goes a Word file, out comes the page of each of its bookmarks.

Word works page numbers out when it lays a file out, and a program that only writes the file
cannot. LibreOffice, where it is installed, lays it out in the same fonts: it makes a PDF, in which
every bookmark is a named destination.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

from reportgen.libreoffice import convert


def bookmark_pages(document: bytes, program: str) -> dict[str, int]:
    """Return the page, from 1, of each bookmark of a Word file; nothing when that fails."""
    pdf = convert(document, "docx", "pdf", program)
    return dict(_destinations(pdf)) if pdf else {}


def _destinations(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name and the page of each named destination of a PDF."""
    import pikepdf  # takes as long as all the rest to import, and only lists of contents need it

    with contextlib.suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        named = document.Root.get("/Dests", pikepdf.Dictionary())
        for name in named.keys():  # noqa: SIM118 - a dictionary of the PDF is not one of Python
            page: Any = named[name][0]
            yield _bookmark(name), pages[page.objgen]


def _bookmark(name: str) -> str:
    """Return a bookmark's name: LibreOffice writes a sign that is no letter or digit as `5F`."""
    return re.sub("^/(5F)?", lambda found: "_" if found.group(1) else "", name)
