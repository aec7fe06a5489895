"""How traced amounts print: as tables for people, as CSV for spreadsheets, as JSON for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.cli.columns import aligned, one_line

if TYPE_CHECKING:
    from reportgen.model import Paper
    from reportgen.provenance import CellRecord, Record
    from reportgen.trace import Traced, TracedFile
    from reportgen.trace.answers import Answer, Origin

FORMATS = ("table", "csv", "json")
RIGHT = frozenset((0, 2))
FILE_HEAD = (
    "Status",
    "Where in the paper",
    "Was",
    "Is now",
    "Workbook today",
    "Reason",
    "Cells",
    "Expression",
)


def print_paper(paper: Paper, form: str) -> None:
    """Print where each amount of a paper comes from."""
    from reportgen.provenance import records

    if form == "csv":
        from reportgen.writers.register import write_register

        print(write_register(paper).decode("utf-8-sig"), end="")
        return
    found = records(paper)
    if form == "json":
        _print_json({"paper": paper.name, "amounts": [_as_data(item) for item in found]})
        return
    several = len({cell.path for item in found for cell in item.cells}) > 1
    rows = [_listed(item, with_path=several) for item in found]
    _print_table(("PRINTED", "WHERE", "RAW VALUE", "FROM", "EXPRESSION"), rows, RIGHT)
    print(f"{_counted(len(found), 'amount')} from {_paths(found) or 'no workbook'}")


def print_file(file: TracedFile, form: str, *, everything: bool) -> None:
    """Print what became of the amounts of a file: those that changed, or all of them."""
    from reportgen.trace import Status

    counts = Counter(item.status for item in file.amounts)
    shown = [item for item in file.amounts if everything or item.status is not Status.UNCHANGED]
    if form == "json":
        data = [_as_traced_data(item) for item in shown]
        totals = {status.value: counts[status] for status in Status}
        _print_json({"paper": file.paper, "counts": totals, "amounts": data})
    elif form == "csv":
        from reportgen.spreadsheets import as_csv

        print(as_csv(FILE_HEAD, (_as_row(item) for item in shown)), end="")
    else:
        head = ("STATUS", "WHERE", "WAS", "IS NOW", "WORKBOOK TODAY", "FROM")
        _print_table(head, [_as_line(item) for item in shown], frozenset((2, 3, 4)))
        parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
        unknown = sum(item.current is None for item in file.amounts)
        parts += [f"{unknown} not compared with the workbook"] if unknown else []
        print(f"{_counted(len(file.amounts), 'amount')}: {'; '.join(parts) or 'none'}")


def print_answers(found: Iterable[Answer], form: str) -> None:
    """Print where amounts come from, and all places that print them."""
    if form != "table":
        _print_origins([_as_answer_data(item) for item in found], form)
        return
    for at, answer in enumerate(found):
        if at:
            print()
        texts = " or ".join(dict.fromkeys(item.text for item in answer.records))
        print(f"{one_line(texts)} comes from")
        _print_lines(_origin_lines(answer.origins))
        print("  printed in")
        _print_lines([(item.where, item.text, item.expression) for item in answer.records])


def print_unprinted(text: str, cells: Iterable[Origin], form: str) -> None:
    """Print the cells that hold an amount which the paper does not print."""
    found = tuple(cells)
    if form != "table":
        _print_origins([_as_origin_data(item) for item in found], form)
        return
    print(f"{one_line(text)} is not printed in the paper; it stands in")
    _print_lines(_origin_lines(found))


# --- for people -----------------------------------------------------------------------------


def _print_table(head: tuple[str, ...], rows: list[tuple[str, ...]], right: frozenset[int]) -> None:
    if rows:
        print(*aligned(head, rows, right), sep="\n")
        print()


def _print_lines(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows without a heading, set in."""
    _, *lines = aligned(("",) * len(rows[0]), rows, indent=4)
    print(*lines, sep="\n")


def _listed(item: Record, *, with_path: bool) -> tuple[str, ...]:
    cells = _cells(item, with_path=with_path)
    return item.text, item.where, f"{item.value:,f}", cells, item.expression


def _cells(item: Record, *, with_path: bool = False) -> str:
    return ", ".join(f"{cell.path}!{cell}" if with_path else str(cell) for cell in item.cells)


def _paths(found: Iterable[Record]) -> str:
    return " and ".join(dict.fromkeys(cell.path for item in found for cell in item.cells))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _origin_lines(origins: Iterable[Origin]) -> list[tuple[str, ...]]:
    return [
        (f"{item.cell.path}!{item.cell}", item.label, f"{item.cell.value:,f}", _how(item))
        for item in origins
    ]


def _how(item: Origin) -> str:
    """Return how a cell came by its value, as far as that is known."""
    return item.formula or ("typed" if item.is_known else "")


def _as_line(item: Traced) -> tuple[str, ...]:
    record = item.record
    now = _or_same(item.now, item) or "-"
    return item.status, record.where, record.text, now, _today(item), _cells(record)


def _today(item: Traced) -> str:
    if item.current is None:
        return "?"
    return _or_same(item.current.text, item) or item.current.reason


def _or_same(text: str, item: Traced) -> str:
    """Return a text, or the word that lets the eye pass on to those that differ."""
    return "same" if text.split() == item.record.text.split() else text


# --- for programs ---------------------------------------------------------------------------


def _print_json(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # JSON lets the control characters pass that came after ASCII; a terminal obeys them.
    print(re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text))


def _print_origins(data: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        _print_json({"found": data})
        return
    from reportgen.spreadsheets import as_csv

    rows = [row for item in data for row in _flat(item)]
    head = ("Printed", "Where in the paper", "Cell", "Line", "Value of the cell", "Formula")
    print(as_csv(head, rows), end="")


def _flat(item: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each place and cell of an answer, or for a cell that is not printed."""
    cells = item.get("cells", [item])
    places = item.get("printed", [{"text": "", "where": ""}])
    for place in places:
        for cell in cells:
            address = f"{cell['workbook']}!{cell['sheet']}!{cell['cell']}"
            what = cell["label"], cell["value"], cell["formula"]
            yield place["text"], place["where"], address, *what


def _as_answer_data(item: Answer) -> dict[str, Any]:
    return {
        "value": f"{item.value:f}",
        "cells": [_as_origin_data(origin) for origin in item.origins],
        "printed": [_as_data(record) for record in item.records],
    }


def _as_origin_data(item: Origin) -> dict[str, Any]:
    return {**_as_cell_data(item.cell), "label": item.label, "formula": item.formula}


def _as_cell_data(cell: CellRecord) -> dict[str, Any]:
    value = f"{cell.value:f}"
    return {"workbook": cell.path, "sheet": cell.sheet, "cell": cell.cell, "value": value}


def _as_data(item: Record) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": item.text,
        "where": item.where,
        "value": f"{item.value:f}",
        "number_format": item.number_format,
        "unit": item.unit,
        "expression": item.expression,
        "cells": [_as_cell_data(cell) for cell in item.cells],
        "place": item.place,
        "row": item.row,
        "column": item.column,
        "path": item.source.path,
        "line": item.source.line,
    }


def _as_traced_data(item: Traced) -> dict[str, Any]:
    today = None if item.current is None else item.current.text
    reason = "" if item.current is None else item.current.reason
    traced = {"status": item.status.value, "now": item.now, "workbook": today, "reason": reason}
    return {**traced, **_as_data(item.record)}


def _as_row(item: Traced) -> tuple[str, ...]:
    record = item.record
    today = "" if item.current is None else item.current.text
    reason = "not found" if item.current is None else item.current.reason
    was = (item.status, record.where, record.text, item.now, today, reason)
    return *was, _cells(record, with_path=True), record.expression
