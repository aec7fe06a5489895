"""What stands in a line: text and its emphasis, links, notes, references and amounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reportgen.amounts import Amount
from reportgen.source import NOWHERE, Source

if TYPE_CHECKING:
    from reportgen.model.blocks import Block


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it is printed.

    `lines` say where it was typed: a place in the text, and the line of the file that what
    follows stands on. There are none where the text comes from a workbook, a Word file or a pass.
    """

    text: str
    lines: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)


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
class Stated:
    """Words that somebody else has stated, `[£5,000]{.stated source="letter of 3 May"}`.

    `said_by` is that letter; `""` when the author does not say where they come from.
    """

    children: tuple[Inline, ...]
    said_by: str
    source: Source


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


@dataclass(frozen=True, slots=True)
class DateText:
    """A day, which prints in words and which a web page tells to programs, too."""

    day: date


Inline = (
    Text | Emphasis | Strong | Strikethrough | Stated | Code | Link | LineBreak | Picture
    | Footnote | Reference | ReferenceGroup | Expression | AmountText | DateText
)  # fmt: skip
Inlines = tuple[Inline, ...]
