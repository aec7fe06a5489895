"""What stands in a file where amounts were put. In: its stories, and what the records name.

Out: the text in each place of each amount. Content controls are known by their tags; LibreOffice
drops these, and keeps the titles of controls of plain text. A table without its control is known
by the words of its rows. Tracked changes count as accepted, hidden text as gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.labels import fold
from reportgen.provenance import Record, cell_place, title
from reportgen.readers.word.changes import accept_changes
from reportgen.readers.word.rows import Grid, matching_rows
from reportgen.readers.word.xml import (
    Element,
    child,
    each,
    name,
    names,
    remove,
    switch,
    value,
)

TEXT, HYPHEN = name("w:t"), name("w:noBreakHyphen")
BETWEEN = names("w:p", "w:tab", "w:br", "w:cr")

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """A budget's table as it was built: the words that its rows begin with, and its headings."""

    id: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]


def standing_texts(
    stories: Iterable[Element], records: tuple[Record, ...], tables: tuple[RecordedTable, ...]
) -> dict[str, Texts]:
    """Return the texts that now stand for each record, by its id; none for what is gone.

    The trees of the stories are changed into what their readers see.
    """
    roots = list(stories)
    for root in roots:
        _settle(root)
    controls = _Controls(roots)
    found = {record.id: controls.texts(record) for record in records if not record.table}
    amounts: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        amounts[record.table].append(record)
    for table, grids in _found_tables(roots, controls, tables):
        found.update(_cell_texts(table, grids, amounts[table.id]))
    return found


def visible_text(node: Element) -> str:
    """Return the text below an element on one line, without what is hidden."""
    words = []
    for item in node.iter(TEXT, HYPHEN, *BETWEEN):
        if item.tag in BETWEEN:
            words.append(" ")
        elif not switch(item.getparent(), "w:rPr", "w:vanish"):
            words.append("-" if item.tag == HYPHEN else item.text or "")
    return " ".join("".join(words).split())


def _settle(root: Element) -> None:
    accept_changes(root)
    for older in list(each(root, "mc:Fallback")):  # the same once more, for older programs
        remove(older)


class _Controls:
    """The content controls of a document, by their tags and, without these, by their titles."""

    def __init__(self, roots: list[Element]) -> None:
        self._tagged: dict[str, list[Element]] = defaultdict(list)
        self._titled: dict[str, deque[Element]] = defaultdict(deque)
        for control in (control for root in roots for control in each(root, "w:sdt")):
            tag = value(control, "w:sdtPr", "w:tag")
            if tag:
                self._tagged[tag].append(control)
            else:
                self._titled[value(control, "w:sdtPr", "w:alias")].append(control)

    def tagged(self, tag: str) -> list[Element]:
        return self._tagged.get(tag, [])

    def texts(self, record: Record) -> Texts:
        """Return what stands in the controls of an amount: several where it was copied."""
        controls = self.tagged(record.id)
        titled = self._titled.get(title(record.text, record.cells))
        if not controls and titled:
            controls = [titled.popleft()]
        return tuple(_content(control) for control in controls)


def _content(control: Element) -> str:
    """Return the text in a control, "" for one that only asks for text."""
    content = child(control, "w:sdtContent")
    if content is None or switch(control, "w:sdtPr", "w:showingPlcHdr"):
        return ""
    return visible_text(content)


def _found_tables(
    roots: list[Element], controls: _Controls, tables: tuple[RecordedTable, ...]
) -> Iterator[tuple[RecordedTable, list[Grid]]]:
    """Yield each recorded table with what it has become; several where it was copied."""
    nodes = [node for root in roots for node in each(root, "w:tbl")]
    held = {
        table.id: [node for control in controls.tagged(table.id) for node in _first_table(control)]
        for table in tables
    }
    taken = {node for kept in held.values() for node in kept}
    free = _FreeTables([Grid(node, visible_text) for node in nodes if node not in taken])
    for table in tables:
        if held[table.id]:
            yield table, [Grid(node, visible_text) for node in held[table.id]]
        elif (alike := free.take(table)) is not None:
            yield table, [alike]


def _first_table(control: Element) -> Iterator[Element]:
    content = child(control, "w:sdtContent")
    yield from () if content is None else list(each(content, "w:tbl"))[:1]


class _FreeTables:
    """The tables that no control holds, by the words that their rows begin with."""

    def __init__(self, grids: list[Grid]) -> None:
        self._grids: dict[int, Grid] = dict(enumerate(grids))
        self._labelled: dict[str, list[int]] = defaultdict(list)
        for at, grid in self._grids.items():
            for label in dict.fromkeys(grid.labels):
                self._labelled[label].append(at)

    def take(self, table: RecordedTable) -> Grid | None:
        """Return the table with most of the recorded rows, if it has more than half of them."""
        wanted = set(map(fold, table.labels))
        shared = Counter(
            at for label in wanted for at in self._labelled.get(label, ()) if at in self._grids
        )
        best = max(shared, key=lambda at: (shared[at], -at), default=None)
        if best is None or 2 * shared[best] <= len(wanted):
            return None
        return self._grids.pop(best)


def _cell_texts(
    table: RecordedTable, grids: list[Grid], amounts: list[Record]
) -> Iterator[tuple[str, Texts]]:
    rows = [matching_rows(list(map(fold, table.labels)), grid.labels) for grid in grids]
    columns = [grid.matching_columns(table.headings) for grid in grids]
    for record in amounts:
        row, column = cell_place(record.id)
        yield (
            record.id,
            tuple(
                grid.text(to_row[row], to_column[column])
                for grid, to_row, to_column in zip(grids, rows, columns, strict=True)
            ),
        )
