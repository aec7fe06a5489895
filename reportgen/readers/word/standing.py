"""What stands in a file where amounts were put. In: its stories, and what the records name.

Out: the text in each place of each amount. Content controls are known by their tags; LibreOffice
drops these, and keeps the titles of controls of plain text. A table without its control is known
by the words of its rows. Tracked changes count as accepted, hidden text as gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.provenance import Record, cell_place, title
from reportgen.readers.word.changes import accept_changes
from reportgen.readers.word.rows import Lines, label, line_labels, matching_lines
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


class RecordedTable(Struct, frozen=True):
    """A budget's table as it was built: its lines and its headings.

    A line is the place of its row among all rows, and the words that it begins with.
    """

    id: str
    lines: tuple[tuple[int, str], ...]
    headings: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        return [label(words) for _, words in self.lines]


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
    for table, copies in _found_tables(roots, controls, tables):
        found.update(_cell_texts(table, copies, amounts[table.id]))
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
) -> Iterator[tuple[RecordedTable, list[Lines]]]:
    """Yield each recorded table with what it has become; several where it was copied.

    A budget with groups is several tables in Word, all in one control.
    """
    held = {
        table.id: [nodes for control in controls.tagged(table.id) if (nodes := _tables(control))]
        for table in tables
    }
    taken = {node for copies in held.values() for nodes in copies for node in nodes}
    free = [node for root in roots for node in _tables(root) if node not in taken]
    alike = _alike(free, [table for table in tables if not held[table.id]])
    for table in tables:
        copies = held[table.id] or [alike[table.id]]
        yield table, [Lines(nodes, table.headings, visible_text) for nodes in copies if nodes]


def _tables(node: Element) -> list[Element]:
    """Return the tables below an element, but for those in cells of others."""
    inner = {
        item for table in each(node, "w:tbl") for item in each(table, "w:tbl") if item != table
    }
    return [table for table in each(node, "w:tbl") if table not in inner]


def _alike(nodes: list[Element], tables: list[RecordedTable]) -> dict[str, list[Element]]:
    """Return for each recorded table those of Word's that have lines of it.

    Each goes to the one with most of its lines that are not found yet, if that is more than half.
    """
    waiting = {table.id: Counter(table.labels) for table in tables}
    with_label: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        for words in waiting[table.id]:
            with_label[words].append(table.id)
    found: dict[str, list[Element]] = {table.id: [] for table in tables}
    for node in nodes:
        labels = Counter(line_labels(node, visible_text))
        shared = Counter[str]()
        for words, count in labels.items():
            for table_id in with_label.get(words, ()):
                shared[table_id] += min(count, waiting[table_id][words])
        best = max(shared, key=lambda table_id: shared[table_id], default="")
        if 2 * shared[best] > labels.total():
            found[best].append(node)
            waiting[best] -= labels
    return found


def _cell_texts(
    table: RecordedTable, copies: list[Lines], amounts: list[Record]
) -> Iterator[tuple[str, Texts]]:
    labels = table.labels
    places = [matching_lines(labels, copy.labels) for copy in copies]
    line_of = {row: line for line, (row, _) in enumerate(table.lines)}
    for record in amounts:
        row, column = cell_place(record.id)
        line = line_of.get(row)
        yield (
            record.id,
            tuple(
                copy.text(None if line is None else to[line], column)
                for copy, to in zip(copies, places, strict=True)
            ),
        )
