"""Read the cells of a sheet in one pass over its XML. In: the part. Out: cells, and what is hidden.

ECMA-376 part 1, 18.3.1. Only cells that exist are read: a sheet that claims a million rows costs
no more than what it holds. What else may stand in a sheet is passed over. Rows that are written as
nearly all programs write them are read by a pattern (`pieces`), all others by expat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice
from operator import lt
from typing import IO

from msgspec import Struct, field

from reportgen.patterns import regex
from reportgen.readers.workbook.parts import LINK_PREFIX, MAIN_PREFIX, parser_of
from reportgen.readers.workbook.pieces import read_pieces
from reportgen.readers.workbook.plain_rows import PlainRows, is_hidden
from reportgen.readers.workbook.shared_formulas import SharedFormula
from reportgen.readers.workbook.styles import Style
from reportgen.readers.workbook.values import SHORT, Found, iso_value, number_value, text_value
from reportgen.source import Source
from reportgen.workbook import Cell, column_letters, column_number

DATA, ROW, CELL, VALUE, FORMULA, INLINE, RUN, TEXT, READING, COLUMN, TABLE = (
    f"{MAIN_PREFIX}{name}"
    for name in ("sheetData", "row", "c", "v", "f", "is", "r", "t", "rPh", "col", "tablePart")
)
ADDRESS = regex(r"([A-Za-z]{1,3})(\d+)")
NOTHING: Found = (None, "")

Rows = tuple[tuple[Cell, ...], ...]


class TooManyCellsError(Exception):
    """Raised when a workbook has more filled cells than may be read."""


class Surroundings(Struct, frozen=True):
    """What a sheet's cells mean by their numbers: texts and styles of the workbook, comments."""

    source: Source
    strings: Sequence[str]
    styles: Sequence[Style]
    epoch: datetime
    comments: Mapping[str, str]
    most_cells: int


class SheetContent(Struct):
    """What was read of a sheet. `tables` are the ids of the links to its tables."""

    rows: Rows = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    tables: list[str] = field(default_factory=list)


def read_cells(part: IO[bytes], around: Surroundings) -> SheetContent:
    """Return the used cells of a sheet, row by row and from the left.

    Raises TooManyCellsError, `expat.ExpatError` for what is no XML, and KeyError, IndexError or
    ValueError for cells that contradict the rest of the workbook.
    """
    reading = _Reading(around)
    parser = parser_of()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters.append
    parser.StartNamespaceDeclHandler = reading.namespace
    read_pieces(part.read(), parser, b"<sheetData>", b"</row>", reading.plain)
    return reading.content()


class _Reading:
    """Holds the place in a sheet: expat calls `start` and `end` for each element."""

    def __init__(self, around: Surroundings) -> None:
        self.characters: list[str] = []
        self._around = around
        self._rows: list[list[Cell]] = []
        self._row: list[Cell] = []
        self._number, self._name = 0, "0"
        self._column = 0
        self._count = 0
        self._letters: dict[str, int] = {}
        self._shared: dict[str, SharedFormula] = {}
        self._cell: dict[str, str] = {}
        self._formula_look: dict[str, str] | None = None
        self._formula = ""
        self._value: str | None = None
        self._inline: list[str] = []
        self._is_reading = False
        self._hidden_rows: dict[int, bool] = {}
        self._columns: dict[int, dict[str, str]] = {}
        self._tables: list[str] = []
        self._is_in_data = False
        self._plain = PlainRows(around.styles)

    def plain(self, piece: str) -> bool:
        """Read rows that are all plain; return False where they are not, and read none."""
        cells = self._plain.cells(piece) if self._is_in_data else None
        if cells is None:
            return False
        begun = len(self._rows)
        hidden, looks = self._plain.hidden, self._plain.looks
        column_of, strings = self._letters.get, self._around.strings
        path, sheet = self._around.source.path, self._around.source.sheet
        comments = self._around.comments
        for _, row, about, address, look, formula, text, _ in cells:
            if row:
                self._begin_row(int(row), hidden[about])
                name, number, append = self._name, self._number, self._row.append
            style, kind, is_number = looks[look]
            column = column_of(address.removesuffix(name), 0)
            value: str | Decimal | None = None
            if column and text and formula is None and address not in comments:
                if kind == "s":
                    value = strings[int(text)]
                elif is_number and len(text) < SHORT and text.isdecimal():
                    value = Decimal(text)
            if not value:  # nothing, or what takes longer
                written = "" if formula is None else f"={formula}"
                self._add(self._place(address), style, kind, text, written)
                continue
            source = Source(path, 0, sheet, address)
            append(Cell(number, column, value, source, "", style.number_format, "", style.bold))
        self._count += sum(map(len, self._rows[begun:]))
        self._refuse_too_many()
        return True

    def namespace(self, prefix: str | None, _: str) -> None:
        self._plain.prefixes.add(prefix or "")

    def start(self, name: str, look: dict[str, str]) -> None:
        self.characters.clear()
        if name == CELL:
            self._cell = look
            self._value = self._formula_look = None
        elif name == FORMULA:
            self._formula_look = look
        elif name != VALUE:
            self._start_other(name, look)

    def _start_other(self, name: str, look: dict[str, str]) -> None:
        if name == ROW:
            self._start_row(look)
        elif name == DATA:
            self._is_in_data = True
        elif name == INLINE:
            self._inline = []
        elif name == READING:
            self._is_reading = True
        elif name == COLUMN:
            self._columns[int(look["min"])] = look
        elif name == TABLE:
            self._tables.append(look[f"{LINK_PREFIX}id"])

    def _start_row(self, look: dict[str, str]) -> None:
        number = look.get("r")
        is_hidden_row = is_hidden(look) if look.keys() - {"r", "spans"} else None
        self._begin_row(self._number + 1 if number is None else _whole(number), is_hidden_row)

    def _begin_row(self, number: int, hidden: bool | None) -> None:
        self._number, self._name = number, str(number)
        self._column = 0
        self._row = []
        self._rows.append(self._row)
        if hidden is not None:
            self._hidden_rows[number] = hidden

    def end(self, name: str) -> None:
        if name == VALUE:
            characters = self.characters
            self._value = characters[0] if len(characters) == 1 else "".join(characters)
        elif name == CELL:
            self._end_cell()
        elif name == FORMULA:
            self._formula = "".join(self.characters)
        elif name == TEXT:
            if not self._is_reading:
                self._inline.append("".join(self.characters))
        elif name == READING:
            self._is_reading = False
        elif name == ROW:
            self._count += len(self._row)
            self._refuse_too_many()

    def _refuse_too_many(self) -> None:
        if self._count > self._around.most_cells:
            raise TooManyCellsError

    def _end_cell(self) -> None:
        look = self._cell
        place = self._place(look.get("r"))
        self._column = place[1]
        style = self._around.styles[int(look.get("s") or 0)]
        formula = "" if self._formula_look is None else self._formula_at(place[0], place[1])
        self._add(place, style, look.get("t", "n"), self._value, formula)

    def _add(
        self, place: tuple[int, int, str], style: Style, kind: str, text: str | None, formula: str
    ) -> None:
        """Add a cell, unless it is blank; `text` is what is saved in it."""
        around = self._around
        value, fault = self._found(kind, text, style)
        if value is None and not fault and kind == "str" and formula and text is not None:
            value = ""  # ="" saves a text of no length, which is not the same as no saved value
        if not formula and not fault and (value is None or value == ""):
            return
        row, column, name = place
        source = around.source
        self._row.append(
            Cell(
                row,
                column,
                value,
                Source(source.path, 0, source.sheet, name),
                formula,
                style.number_format,
                fault,
                style.bold,
                around.comments.get(name, "") if around.comments else "",
            )
        )

    def _place(self, address: str | None) -> tuple[int, int, str]:
        """Return the row, the column and the address of a cell, from `B7` or by counting."""
        if address is None:
            column = self._column + 1
            return self._number, column, f"{column_letters(column)}{self._name}"
        letters = address.removesuffix(self._name)
        column = self._letters.get(letters, 0)
        if column:
            return self._number, column, address
        found = ADDRESS.fullmatch(address)
        if found is None:
            raise ValueError(address)
        row, column = int(found[2]), column_number(found[1])
        letters = column_letters(column)
        if found[1] == letters:
            self._letters[letters] = column
        return row, column, f"{letters}{row}"

    def _found(self, kind: str, text: str | None, style: Style) -> Found:
        """Return the saved value of a cell, or the error in its place."""
        if text:
            if kind == "s":
                return self._around.strings[int(text)], ""
            if kind == "n":
                return number_value(text, style.kind, self._around.epoch)
        if kind == "inlineStr":
            found, self._inline = self._inline, []
            return text_value("".join(found)), ""
        if not text:
            return NOTHING
        return _rare_value(kind, text)

    def _formula_at(self, row: int, column: int) -> str:
        """Return a formula's text: of an array formula its own, of a data table its inputs."""
        look, text = self._formula_look or {}, f"={self._formula}"
        kind = look.get("t")
        if kind == "dataTable":
            return f"=TABLE({look.get('r1', '')},{look.get('r2', '')})"
        if kind != "shared":
            return text
        name = look.get("si", "")
        if name in self._shared:
            return self._shared[name].at(row, column)
        if text != "=":
            self._shared[name] = SharedFormula(text, row, column)
        return text

    def content(self) -> SheetContent:
        rows = self._rows if _are_in_order(self._rows) else _ordered(self._rows)
        filled = tuple(tuple(row) for row in rows if row)
        hidden = tuple(sorted(row for row, is_hidden in self._hidden_rows.items() if is_hidden))
        columns = _hidden_columns(self._columns, filled)
        return SheetContent(filled, hidden, columns, self._tables)


def _rare_value(kind: str, text: str) -> Found:
    """Return a truth, an error, a date as it is written, or the text that a formula came to."""
    if kind == "b":
        return bool(int(text)), ""
    if kind == "e":
        return None, text
    return iso_value(text) if kind == "d" else (text_value(text), "")


def _are_in_order(rows: list[list[Cell]]) -> bool:
    places = [(cell.row, cell.column) for row in rows for cell in row]
    return all(map(lt, places, islice(places, 1, None)))


def _ordered(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Put cells in order. A file need not list them so, nor each of them once: the last counts."""
    cells = {(cell.row, cell.column): cell for row in rows for cell in row}
    ordered: dict[int, list[Cell]] = {}
    for place in sorted(cells):
        ordered.setdefault(place[0], []).append(cells[place])
    return list(ordered.values())


def _hidden_columns(columns: Mapping[int, Mapping[str, str]], rows: Rows) -> tuple[int, ...]:
    """List the hidden columns up to the last used one: one entry of a file may hide thousands."""
    last = max((row[-1].column for row in rows), default=0)
    found: set[int] = set()
    for look in columns.values():
        if is_hidden(look):
            found.update(range(int(look["min"]), min(int(look["max"]), last) + 1))
    return tuple(sorted(found))


def _whole(text: str) -> int:
    """Return the number of a row; some programs write 7.0."""
    if text.isdecimal():
        return int(text)
    number = float(text)
    if not number.is_integer():
        raise ValueError(text)
    return int(number)
