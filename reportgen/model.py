"""The paper and everything in it: what readers make, passes improve and writers print.

All nodes are frozen; absent text is `""`; sequences are tuples. A node that a person may have
to mend carries its `source`. Numbers (`number`) are empty until the numbering pass has run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reportgen.amounts import Amount
from reportgen.source import NOWHERE, Source
from reportgen.workbook import Workbook

# --- inline content -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strikethrough:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web page, a mail address or a telephone number."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard break. (A soft break is a space by the time it is in the model.)"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a line. `data` is empty until the picture has been read.

    `width` and `height` are in English Metric Units (914,400 to the inch), at the picture's own
    resolution; a writer shrinks what is wider than the text.
    """

    target: str
    alt: str
    title: str
    source: Source
    data: bytes = field(default=b"", repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the place of its mark. `number` counts from 1 through the whole paper."""

    blocks: tuple[Block, ...]
    source: Source
    number: int = 0


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """Several references at once, `[@par-a; @par-b]`; the references pass takes them apart."""

    references: tuple[Reference, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference `@par-x`, or `[-@par-x]` for the bare number.

    The references pass fills `words` ("paragraph", with no space after it) and `number` ("4(b)").
    A reference to an unnumbered heading has no words and the heading's text for its number. The
    last of a range ("paragraphs 4 to 6") covers the labels between it and the first.
    """

    label: str
    source: Source
    number_only: bool = False
    words: str = ""
    number: str = ""
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands between `{{` and `}}`; the amounts pass puts an `AmountText` in its place."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class AmountText:
    """An amount as printed in the text, with what it was asked for as and where it came from."""

    text: str
    amount: Amount
    expression: str
    source: Source


Inline = (
    Text | Emphasis | Strong | Strikethrough | Code | Link | LineBreak | Picture | Footnote
    | Reference | ReferenceGroup | Expression | AmountText
)  # fmt: skip
Inlines = tuple[Inline, ...]

# --- blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attributes:
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` is what Word will print beside it ("4"), or `""` for a paragraph without one."""

    content: Inlines
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""
    series: Series = Series.NONE


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` is `""` but for a section's heading in the decimal scheme ("3")."""

    level: int
    content: Inlines
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""
    series: Series = Series.NONE


class ListStyle(StrEnum):
    """BULLET and NUMBER stand by themselves; PARAGRAPH items are sub-paragraphs (a), (i)."""

    BULLET = "bullet"
    NUMBER = "number"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class ListItem:
    """`number` is in full context ("4(b)"); a bullet has none."""

    blocks: tuple[Block, ...]
    source: Source
    attributes: Attributes = PLAIN
    number: str = ""


@dataclass(frozen=True, slots=True)
class List:
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


@dataclass(frozen=True, slots=True)
class BlockQuote:
    blocks: tuple[Block, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    source: Source
    language: str = ""


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    source: Source


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


@dataclass(frozen=True, slots=True)
class Column:
    """`is_amount` columns are set right aligned in tabular figures."""

    align: Align = Align.LEFT
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    content: Inlines


@dataclass(frozen=True, slots=True)
class Row:
    """One row, always with a cell for every column; a GROUP or NOTE row's text is in the first."""

    kind: RowKind
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class BudgetDirective:
    """A `{budget}` block as written; the budgets pass puts a `Table` in its place.

    `options` are the `:key: value` lines as written, each with its own source; `caption` is the
    text of one of them, read as any other text is.
    """

    sheet: str
    options: tuple[tuple[str, str, Source], ...]
    source: Source
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture alone in its paragraph. With a caption it is numbered ("1")."""

    picture: Picture
    source: Source
    caption: Inlines = ()
    attributes: Attributes = PLAIN
    number: str = ""


Block = (
    Paragraph | Heading | List | BlockQuote | CodeBlock | ThematicBreak | Table
    | BudgetDirective | Figure
)  # fmt: skip
Blocks = tuple[Block, ...]

# --- the paper ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a paper names. Any part may be `""`."""

    name: str = ""
    role: str = ""
    email: str = ""
    telephone: str = ""


FieldValue = str | date | Person | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the manifest, as its kind types it."""

    name: str
    value: FieldValue
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the narrative. `name` is its file's name without `.md`."""

    name: str
    source: Source
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file that is carried as it looks, in its own pages, behind its appendix's heading.

    With `accept_changes` its tracked changes are accepted and its comments are left out.
    """

    data: bytes = field(repr=False)
    source: Source
    accept_changes: bool = False


@dataclass(frozen=True, slots=True)
class Appendix:
    """A lettered part after the sections. `number` ("A") comes with the numbering pass.

    Its content is `blocks`, or the Word file in `document`.
    """

    title: Inlines
    source: Source
    blocks: Blocks = ()
    attributes: Attributes = PLAIN
    number: str = ""
    landscape: bool = False
    document: WordFile | None = None


class Scheme(StrEnum):
    """How the sections' paragraphs are numbered: 1, 2, 3 throughout; 1.1 under section 1; not."""

    RUNNING = "running"
    DECIMAL = "decimal"
    NONE = "none"


class AppendixLabels(StrEnum):
    LETTERS = "letters"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a paper numbers, and how.

    With `own_recommendations` the paragraphs of the recommendations are R1, R2. With
    `appendix_paragraphs` those of Appendix A are A1, A2 (1.1, 1.2 in Appendix 1).
    """

    paragraphs: Scheme = Scheme.RUNNING
    own_recommendations: bool = False
    appendices: AppendixLabels = AppendixLabels.LETTERS
    appendix_paragraphs: bool = False


AS_USUAL = Numbering()


@dataclass(frozen=True, slots=True)
class Contents:
    """Which lists stand before the first section."""

    headings: bool = False
    tables: bool = False
    figures: bool = False


NO_CONTENTS = Contents()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `name` is its folder's name and the name of the file that is built.

    `template` is the name of its Word template. `fields` are all those of its kind: one that
    the manifest leaves out is there with an empty value.
    """

    name: str
    kind: str
    source: Source
    template: str = ""
    numbering: Numbering = AS_USUAL
    contents: Contents = NO_CONTENTS
    fields: tuple[Field, ...] = ()
    workbooks: tuple[Workbook, ...] = ()
    sections: tuple[Section, ...] = ()
    appendices: tuple[Appendix, ...] = ()

    def field(self, name: str) -> FieldValue:
        """Return a field's value, `""` when the manifest leaves it out."""
        return next((field.value for field in self.fields if field.name == name), "")
