"""Word files read back. In: what a builder made. Out: what is wrong with it, or nothing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to be in a Word file, in order: table rows without blanks, and paragraphs."""

    rows: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]


def fault(path: Path, wanted: Wanted) -> str:
    """Return what is wrong with a Word file; "" when all that is wanted is in it, in order.

    No row with an amount may be in it that is not wanted; headings, captions and the like may.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if package.testzip():
                return "the file is damaged"
            body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    except (OSError, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as problem:
        return f"no Word file: {problem}"
    rows, texts = [], []
    for block in _blocks(body) if body is not None else ():
        if block.tag == f"{W}tbl":
            rows += list(_rows(block))
        else:
            texts.append(_words(block))
    return _fault_of_rows(rows, wanted.rows) or _missing(map(_plain, wanted.texts), texts)


def _fault_of_rows(rows: Sequence[tuple[str, ...]], wanted: Sequence[tuple[str, ...]]) -> str:
    amounts = [row for row in rows if row and re.fullmatch(r"\(?£?\d[\d,]*\)?", row[-1])]
    plain = (tuple(map(_plain, row)) for row in wanted)
    return _missing(plain, amounts) or (
        f"{len(amounts)} rows in place of {len(wanted)}" if len(amounts) != len(wanted) else ""
    )


def _missing(wanted: Iterable[T], found: Iterable[T]) -> str:
    """Return the first thing that is not there, or not in its order."""
    rest = iter(found)
    return next((f"not there: {thing}" for thing in wanted if thing not in rest), "")


def _blocks(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield paragraphs and tables, those within content controls too."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        else:
            yield from _blocks(child)


def _rows(table: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table without cells that are blank or hold the dash for blank."""
    for row in table.iter(f"{W}tr"):
        cells = (_words(cell) for cell in row.iter(f"{W}tc"))
        yield tuple(cell for cell in cells if cell not in ("", "–"))


def _words(element: ElementTree.Element) -> str:
    return _plain("".join(node.text or "" for node in element.iter(f"{W}t")))


def _plain(text: str) -> str:
    """Builders differ in their quotation marks and spaces, which is no fault."""
    return " ".join(re.sub("[‘’]", "'", text).split())
