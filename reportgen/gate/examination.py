"""The examination of a Word file. In: its bytes. Out: what every rule finds in it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.gate.document import read_document
from reportgen.gate.rules import RULES
from reportgen.readers.word.file import damaged, open_package
from reportgen.source import Source

SHOWN = 5  # findings of one code: who mends the first five knows how to mend the others


def examine(data: bytes, source: Source) -> Diagnostics:
    """Return what every rule finds in a Word file, the first five of each code and how many more.

    A file that is no sound Word file has that one problem.
    """
    package, problems = open_package(data, source)
    if package is None:
        return problems
    try:
        document = read_document(package, source)
        found = tuple(problem for rule in RULES for problem in rule.look(document))
    except RecursionError:  # elements in elements beyond all measure
        return (damaged(source),)
    return tuple(_first_of_each(found))


def _first_of_each(found: Diagnostics) -> Iterator[Diagnostic]:
    by_code: dict[str, list[Diagnostic]] = {}
    for problem in dict.fromkeys(found):
        by_code.setdefault(problem.code, []).append(problem)
    for problems in by_code.values():
        yield from problems[:SHOWN]
        if len(problems) > SHOWN:
            more = f"and {len(problems) - SHOWN} more of the same kind"
            yield replace(problems[SHOWN], message=more)
