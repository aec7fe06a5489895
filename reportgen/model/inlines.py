"""What stands in a line: text and its emphasis, links, notes, references and amounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.amounts import Amount
from reportgen.source import NOWHERE, Source

if TYPE_CHECKING:
    from reportgen.model.blocks import Block


class Text(Struct, frozen=True, gc=False):
    """Text as it is printed.

    `lines` say where it was typed: a place in the text, and the line of the file that what
    follows stands on. There are none where the text comes from a workbook, a Word file or a pass.
    """

    text: str
    lines: tuple[tuple[int, int], ...] = ()

    # Two texts are the same that print the same, wherever they were typed.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


class Emphasis(Struct, frozen=True):
    children: tuple[Inline, ...]


class Strong(Struct, frozen=True):
    children: tuple[Inline, ...]


class Strikethrough(Struct, frozen=True):
    children: tuple[Inline, ...]


class Stated(Struct, frozen=True):
    """Words that somebody else has stated, `[£5,000]{.stated source="letter of 3 May"}`.

    `said_by` is that letter; `""` when the author does not say where they come from.
    """

    children: tuple[Inline, ...]
    said_by: str
    source: Source


class Code(Struct, frozen=True):
    text: str


class Link(Struct, frozen=True):
    """A link to a web page, a mail address or a telephone number."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    source: Source = NOWHERE


class LineBreak(Struct, frozen=True):
    """A hard break. (A soft break is a space by the time it is in the model.)"""


class Picture(Struct, frozen=True):
    """A picture in a line. `data` is empty until the picture has been read.

    `width` and `height` are in English Metric Units (914,400 to the inch), at the picture's own
    resolution; a writer shrinks what is wider than the text.
    """

    target: str
    alt: str
    title: str
    source: Source
    data: bytes = b""
    width: int = 0
    height: int = 0


class Footnote(Struct, frozen=True):
    """A note at the place of its mark. `number` counts from 1 through the whole paper."""

    blocks: tuple[Block, ...]
    source: Source
    number: int = 0


class ReferenceGroup(Struct, frozen=True):
    """Several references at once, `[@par-a; @par-b]`; the references pass takes them apart."""

    references: tuple[Reference, ...]
    source: Source


class Reference(Struct, frozen=True):
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


class Expression(Struct, frozen=True):
    """What stands between `{{` and `}}`; the amounts pass puts an `AmountText` in its place."""

    text: str
    source: Source


class AmountText(Struct, frozen=True, gc=False):
    """An amount as printed in the text, with what it was asked for as and where it came from."""

    text: str
    amount: Amount
    expression: str
    source: Source


class DateText(Struct, frozen=True):
    """A day, which prints in words and which a web page tells to programs, too."""

    day: date


Inline = (
    Text | Emphasis | Strong | Strikethrough | Stated | Code | Link | LineBreak | Picture
    | Footnote | Reference | ReferenceGroup | Expression | AmountText | DateText
)  # fmt: skip
Inlines = tuple[Inline, ...]
