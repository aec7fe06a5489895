"""What stands between lines: paragraphs, headings, lists, tables, figures."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from reportgen.model.inlines import AmountText, Inlines, Picture
from reportgen.source import Source


class Attributes(Struct, frozen=True):
    """What `{#label .class key="value"}` says at the end of a block."""

    label: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


PLAIN = Attributes()


class Series(StrEnum):
    """The run of numbers that a heading, paragraph or list takes its own from.

    RUNNING 1, 2; DECIMAL 1 for a heading and 1.1 for a paragraph; RECOMMENDATION R1, R2;
    APPENDIX A1, A2. Below each of them come (a) and (i).
    """

    NONE = "none"
    RUNNING = "running"
    DECIMAL = "decimal"
    RECOMMENDATION = "recommendation"
    APPENDIX = "appendix"


class Paragraph(Struct, frozen=True):
    """`number` is what Word will print beside it ("4"), or `""` for a paragraph without one."""

    content: Inlines
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""
    series: Series = Series.NONE


class Heading(Struct, frozen=True):
    """A heading. `number` is `""` but for these two, of which none is ever both.

    A section's heading in the decimal scheme has the `number` "3", and the DECIMAL series.

    A numbered heading of the paper's kind has a `word`: "Question 1: Spending" has the word
    "Question", the `number` "1", and in `content` what stands behind the colon; it may be empty.
    An "Answer" has the number of the question that it answers, `""` when no question is left to
    it. `walk.heading_text` gives the whole text. `restarts` is True where Word's own count of the
    word has to be set to the number, because it does not follow the number before.
    """

    level: int
    content: Inlines
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""
    series: Series = Series.NONE
    word: str = ""
    restarts: bool = False


class ListStyle(StrEnum):
    """BULLET and NUMBER stand by themselves; PARAGRAPH items are sub-paragraphs (a), (i)."""

    BULLET = "bullet"
    NUMBER = "number"
    PARAGRAPH = "paragraph"


class ListItem(Struct, frozen=True):
    """`number` is in full context ("4(b)"); a bullet has none."""

    blocks: tuple[Block, ...]
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""


class List(Struct, frozen=True):
    """`start` is the first number of an ordered list; `series` is that of its PARAGRAPH items.

    PARAGRAPH items are the sub-paragraphs of a numbered paragraph, or (at `depth` 0) numbered
    paragraphs themselves, as recommendations are.

    `restarts` is False for sub-paragraphs that Word restarts by itself, because they are the
    first under their paragraph; True where the writer has to ask for the restart.
    """

    style: ListStyle
    items: tuple[ListItem, ...]
    source: Source
    start: int = 1
    tight: bool = True
    restarts: bool = True
    series: Series = Series.NONE
    depth: int = 1


class BlockQuote(Struct, frozen=True):
    blocks: tuple[Block, ...]
    source: Source


class CodeBlock(Struct, frozen=True):
    text: str
    source: Source
    language: str = ""


class ThematicBreak(Struct, frozen=True):
    source: Source


# The class of a table that may go on over pages, however short it is: its rows need no other.
SPLIT = "split"


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


class RowKind(StrEnum):
    """What a row of a table is; the words of the optional `Kind` column of a sheet."""

    HEADING = "heading"
    GROUP = "group"
    LINE = "line"
    SUBTOTAL = "sub-total"
    TOTAL = "total"
    FUNDING = "funding"
    NOTE = "note"


class Column(Struct, frozen=True):
    """`is_amount` columns are set right aligned in tabular figures.

    `unit` is the one that a budget's sums of money are put into (`£000s`); `""` where each amount
    prints as its cell does in Excel.
    """

    align: Align = Align.LEFT
    is_amount: bool = False
    unit: str = ""


class TableCell(Struct, frozen=True, gc=False):
    content: Inlines


class Row(Struct, frozen=True, gc=False):
    """One row, always with a cell for every column; a GROUP or NOTE row's text is in the first."""

    kind: RowKind
    cells: tuple[TableCell, ...]


class Table(Struct, frozen=True):
    """A table from Markdown or from a sheet. HEADING rows come first.

    `number` ("1") is given to tables with a caption. `origin` is the block of cells it was read
    from (`budgets/x.xlsx!Summary!A4:C9`), `""` for a table typed in Markdown.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Source
    caption: Inlines = ()
    attributes: Attributes = PLAIN
    number: str = ""
    origin: str = ""


class BudgetDirective(Struct, frozen=True):
    """A `{budget}` block as written; the budgets pass puts a `Table` in its place.

    `options` are the `:key: value` lines as written, each with its own source; `caption` is the
    text of one of them, read as any other text is.
    """

    sheet: str
    options: tuple[tuple[str, str, Source], ...]
    source: Source
    caption: Inlines = ()


class TransfersDirective(Struct, frozen=True):
    """A `{transfers}` block as written; the transfers pass puts a `Table` in its place.

    `total` is the expression for the gross total; `options` and `caption` are as in a budget's.
    """

    total: str
    options: tuple[tuple[str, str, Source], ...]
    source: Source
    caption: Inlines = ()


class LogDirective(Struct, frozen=True):
    """A `{log}` block as written; the log pass puts a line of statistics and a `Table` there.

    `words` stand behind its name, where nothing belongs; `options` and `caption` are as in a
    budget's.
    """

    words: str
    options: tuple[tuple[str, str, Source], ...]
    source: Source
    caption: Inlines = ()


class ChartDirective(Struct, frozen=True):
    """A `{chart}` block as written; the budgets pass puts a `Figure` with a `Chart` in its place.

    `options` and `caption` are as in a budget's.
    """

    sheet: str
    options: tuple[tuple[str, str, Source], ...]
    source: Source
    caption: Inlines = ()


class ChartType(StrEnum):
    """BAR charts lie, COLUMN charts stand; a DOUGHNUT shows the parts of one whole."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    DOUGHNUT = "doughnut"


class ChartSeries(Struct, frozen=True):
    """A column of a sheet in a chart: an amount for each category, None where its cell is empty."""

    heading: str
    amounts: tuple[AmountText | None, ...]


class Chart(Struct, frozen=True):
    """A picture that each writer draws from amounts. The caption and the label are its figure's.

    Every amount is printed by `number_format`, an Excel format code; `unit` is what the axis says
    they are in, `""` where the amounts say it themselves. `alt` says in words what is to be seen.
    `origin` is the block of cells it was read from, as a table's.
    """

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    number_format: str
    unit: str
    alt: str
    source: Source
    origin: str = ""


class Figure(Struct, frozen=True):
    """A picture alone in its paragraph, or a chart. With a caption it is numbered ("1")."""

    picture: Picture | Chart
    source: Source
    caption: Inlines = ()
    attributes: Attributes = PLAIN
    number: str = ""


Block = (
    Paragraph | Heading | List | BlockQuote | CodeBlock | ThematicBreak | Table
    | BudgetDirective | ChartDirective | LogDirective | TransfersDirective | Figure
)  # fmt: skip
Blocks = tuple[Block, ...]
