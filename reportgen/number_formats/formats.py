"""A number format ready for use: its sections, and which numbers each of them takes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportgen.number_formats.tokens import Kind, Token


class SectionKind(StrEnum):
    """What a section makes of a number."""

    GENERAL = "general"
    NUMBER = "number"
    PERCENT = "per cent"
    SCIENTIFIC = "scientific"
    DATE = "date"
    TEXT = "text"


class Condition(Struct, frozen=True):
    """`[>=1000000]`, or the condition that the place of a section means."""

    operator: str
    limit: Decimal

    def holds(self, number: Decimal) -> bool:
        return COMPARISONS[self.operator](number, self.limit)


COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    ">": operator.gt, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
POSITIVE = Condition(">", Decimal(0))
NEGATIVE = Condition("<", Decimal(0))


class PlainDigits(Struct, frozen=True):
    """How most sections show a number: words, digits with or without commas, words.

    `step` is what the number is rounded to (0.01 for pence), and `power` the power of ten that it
    is multiplied by before. Nothing but 0 is left of the point where a number is below 1.
    """

    before: str
    after: str
    step: Decimal
    power: int
    groups: bool


class Section(Struct, frozen=True):
    """One part of a format between semicolons.

    `thousands` is how often its scaling commas divide by 1,000, `hundreds` how often its per
    cent signs multiply by 100. `plain` is the short way to show a number, where there is one.
    """

    kind: SectionKind
    tokens: tuple[Token, ...] = ()
    condition: Condition | None = None
    has_colour: bool = False
    groups: bool = False
    thousands: int = 0
    hundreds: int = 0
    plain: PlainDigits | None = None

    @property
    def has_digits(self) -> bool:
        return any(token.kind is Kind.DIGIT for token in self.tokens)


class NumberFormat(Struct, frozen=True):
    """A format ready for use: the first section of `numbers` whose condition holds is taken."""

    numbers: tuple[Section, ...]
    text: Section | None = None
    currency: str = ""
