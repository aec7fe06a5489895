"""What the reading of a Word file goes by: its styles, its lists, its notes, and what was said."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.model import Footnote, Inlines
from reportgen.readers.word.numbering import Numbering
from reportgen.readers.word.package import Package
from reportgen.readers.word.remarks import Remarks
from reportgen.readers.word.styles import Styles
from reportgen.readers.word.xml import Element
from reportgen.source import Source

ReadNote = Callable[[Element], Footnote | None]


class Story(Struct, frozen=True):
    """A part with text: the body, or the notes. `note` reads the note that a mark stands for."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    remarks: Remarks
    note: ReadNote

    @property
    def source(self) -> Source:
        return self.remarks.source


class Content(Struct, frozen=True):
    """What stands in a paragraph: its text, and the text boxes that hang on it."""

    inlines: Inlines = ()
    boxes: tuple[Element, ...] = ()
