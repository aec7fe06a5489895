"""The paper: its fields, sections and appendices, and how it is numbered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from reportgen.diagnostics import SwitchOff
from reportgen.model.blocks import PLAIN, Attributes, Blocks
from reportgen.model.inlines import Inlines
from reportgen.model.kind import Kind
from reportgen.model.log import Log
from reportgen.model.numbering import AS_USUAL, Numbering
from reportgen.source import Source
from reportgen.workbook import Workbook


class Person(Struct, frozen=True):
    """Someone a paper names. Any part may be `""`."""

    name: str = ""
    role: str = ""
    email: str = ""
    telephone: str = ""


FieldValue = str | date | Person | tuple[str, ...]


class Field(Struct, frozen=True):
    """One field of the manifest, as its kind types it.

    `value` is as printed; `chosen` is what stands in the manifest where its kind gives choices.
    """

    name: str
    value: FieldValue
    source: Source
    chosen: str = ""


class Section(Struct, frozen=True):
    """A headed part of the narrative. `name` is its file's name without `.md`."""

    name: str
    source: Source
    blocks: Blocks


class WordFile(Struct, frozen=True):
    """A Word file that is carried as it looks, in its own pages, behind its appendix's heading.

    With `accept_changes` its tracked changes are accepted and its comments are left out.
    """

    data: bytes
    source: Source
    accept_changes: bool = False


class Appendix(Struct, frozen=True):
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


class Contents(Struct, frozen=True):
    """Which lists stand before the first section."""

    headings: bool = False
    tables: bool = False
    figures: bool = False


NO_CONTENTS = Contents()


class Reconciliation(Struct, frozen=True):
    """Two expressions that finance declares to be equal, to within `tolerance` (in pounds).

    `name` is what finance calls it, "" when it has no name of its own.
    """

    left: str
    right: str
    source: Source
    tolerance: Decimal = Decimal(0)
    name: str = ""


class Transfer(Struct, frozen=True):
    """Money that one fund passes to another, so that it stands in both: each is a sheet's name.

    `amount` is the expression for it.
    """

    giver: str
    receiver: str
    amount: str
    source: Source


class Paper(Struct, frozen=True):
    """One document. `name` is its folder's name, `output` that of its built files, without ending.

    `template` is the name of its Word template. `fields` are all those of its kind that may be
    printed: one that the manifest leaves out is there with an empty value. `private_fields` are
    for checks alone. `financial_years` is an example of how the project writes them, `""` when it
    has not decided. `log` is what a paper lists whose kind gathers another.
    """

    name: str
    kind: Kind
    source: Source
    template: str = ""
    output: str = ""
    numbering: Numbering = AS_USUAL
    contents: Contents = NO_CONTENTS
    fields: tuple[Field, ...] = ()
    private_fields: tuple[Field, ...] = ()
    workbooks: tuple[Workbook, ...] = ()
    sections: tuple[Section, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    switch_offs: tuple[SwitchOff, ...] = ()
    financial_years: str = ""
    log: Log | None = None

    def field(self, name: str) -> FieldValue:
        """Return a field's value, `""` when the manifest leaves it out."""
        return next((field.value for field in self.fields if field.name == name), "")

    def chosen(self, name: str) -> str:
        """Return what the manifest writes for a field with choices, `""` when it is left out."""
        return next((field.chosen for field in self.fields if field.name == name), "")
