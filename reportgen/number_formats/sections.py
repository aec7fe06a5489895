"""Sections: the text of a number format code in, its parts ready for use out."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from reportgen.number_formats.tokens import CONDITION, Kind, Token, Unsupported, tokenise


class SectionKind(StrEnum):
    """What a section makes of a number."""

    GENERAL = "general"
    NUMBER = "number"
    PERCENT = "per cent"
    SCIENTIFIC = "scientific"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Condition:
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


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format between semicolons.

    `thousands` is how often its scaling commas divide by 1,000, `hundreds` how often its per
    cent signs multiply by 100.
    """

    kind: SectionKind
    tokens: tuple[Token, ...] = ()
    condition: Condition | None = None
    has_colour: bool = False
    groups: bool = False
    thousands: int = 0
    hundreds: int = 0

    @property
    def has_digits(self) -> bool:
        return any(token.kind is Kind.DIGIT for token in self.tokens)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format ready for use: the first section of `numbers` whose condition holds is taken."""

    numbers: tuple[Section, ...]
    text: Section | None = None
    currency: str = ""


# What Excel shows in the United Kingdom for the formats that follow the computer's own settings,
# under the names that openpyxl gives them, and one that openpyxl names without its semicolons.
REGIONAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
    r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)':
        r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
}  # fmt: skip
SYSTEM_DATE = re.compile(r"\[\$-(?:F800|x-sysdate)\]", re.IGNORECASE)
SYSTEM_TIME = re.compile(r"\[\$-(?:F400|x-systime)\]", re.IGNORECASE)

LONGEST = 255  # characters in a format code (MS-OI29500, 2.1.712)

DATE_PARTS = re.compile(r"y{1,4}|m{1,5}|d{1,4}|h{1,2}|s{1,2}")


@lru_cache(maxsize=1024)
def compiled(number_format: str) -> NumberFormat | None:
    """Return a format code ready for use, or `None` for one that cannot be shown."""
    try:
        tokens = tuple(tokenise(_regional(number_format)))
        return _arranged([_section(part) for part in _split(tokens)], _currency(tokens))
    except Unsupported:
        return None


def _regional(code: str) -> str:
    if len(code) > LONGEST:
        raise Unsupported
    if SYSTEM_DATE.match(code):
        return "dd mmmm yyyy"
    if SYSTEM_TIME.match(code):
        return "hh:mm:ss"
    return REGIONAL.get(code, code or "General")


def _currency(tokens: tuple[Token, ...]) -> str:
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        if token.kind is not Kind.LITERAL or not token.text.strip():
            continue
        signs = [sign for sign in token.text if unicodedata.category(sign) == "Sc"]
        if signs:
            return signs[0]
        if after and after.kind is Kind.LOCALE:
            return token.text.strip()
    return ""


def _split(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.BREAK:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]


def _section(tokens: tuple[Token, ...]) -> Section:
    marks = (Kind.COLOUR, Kind.CONDITION, Kind.LOCALE)
    kinds = {token.kind for token in tokens}
    locales = [token.text for token in tokens if token.kind is Kind.LOCALE]
    section = _by_kind(tuple(token for token in tokens if token.kind not in marks), kinds, locales)
    conditions = [_condition(token) for token in tokens if token.kind is Kind.CONDITION]
    if len(conditions) > 1:
        raise Unsupported
    return replace(section, condition=next(iter(conditions), None), has_colour=Kind.COLOUR in kinds)


def _by_kind(tokens: tuple[Token, ...], kinds: set[Kind], locales: list[str]) -> Section:
    if not all(_has_plain_figures(locale) for locale in locales):
        raise Unsupported
    if kinds & {Kind.DATE, Kind.ELAPSED, Kind.HALF_DAY}:
        if not all(_is_english(locale) for locale in locales):
            raise Unsupported
        return Section(SectionKind.DATE, _date_tokens(tokens))
    if Kind.TEXT in kinds:
        return Section(SectionKind.TEXT, _literal_but(tokens, Kind.TEXT))
    if Kind.GENERAL in kinds:
        return Section(SectionKind.GENERAL, _literal_but(tokens, Kind.GENERAL))
    return _number_section(tokens)


def _has_plain_figures(locale: str) -> bool:
    """Return whether a locale leaves figures and calendar as they are (`809`, `1010409`)."""
    return not re.fullmatch(r"[0-9A-F]+", locale, re.I) or int(locale, 16) >> 16 in (
        0,
        0x100,
        0x101,
    )


def _is_english(locale: str) -> bool:
    """Return whether a locale has English names of months: by tag, by number, or by default."""
    if re.fullmatch(r"[0-9A-F]{1,8}", locale, re.IGNORECASE):
        return int(locale, 16) & 0x3FF in (0, 9)
    return locale == "" or locale.lower().split("-")[0] == "en"


def _condition(token: Token) -> Condition:
    found = CONDITION.fullmatch(token.text)
    if found is None:
        raise Unsupported
    return Condition(found[1], Decimal(found[2]))


def _literal_but(tokens: tuple[Token, ...], kept: Kind) -> tuple[Token, ...]:
    """Return tokens as literal text, but for one kind; such a section cannot have digits."""
    refused = {Kind.DIGIT, Kind.EXPONENT, Kind.PERCENT, Kind.TEXT, Kind.GENERAL} - {kept}
    if any(token.kind in refused for token in tokens):
        raise Unsupported
    return tuple(token if token.kind is kept else _literal(token) for token in tokens)


def _literal(token: Token) -> Token:
    return Token(Kind.LITERAL, token.text)


def _date_tokens(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    made: list[Token] = []
    for token in tokens:
        if token.kind is Kind.DIGIT and token.text == "0":
            _extend_seconds(made)
        elif token.kind is Kind.DATE:
            made.append(_date_part(token))
        elif token.kind in (Kind.ELAPSED, Kind.HALF_DAY, Kind.POINT):
            made.append(token)
        else:
            made += _literal_but((token,), Kind.LITERAL)
    points = [_literal(token) if token.kind is Kind.POINT else token for token in made]
    return tuple(_minutes(points))


def _extend_seconds(made: list[Token]) -> None:
    """Add one decimal to the seconds: `.00` after a point is part of a second, 3 places at most."""
    last = made[-1] if made else Token(Kind.LITERAL, "")
    if last.kind is Kind.POINT:
        made[-1] = Token(Kind.SUBSECOND, "0")
    elif last.kind is Kind.SUBSECOND and len(last.text) < 3:
        made[-1] = Token(Kind.SUBSECOND, last.text + "0")
    else:
        raise Unsupported


def _date_part(token: Token) -> Token:
    if not DATE_PARTS.fullmatch(token.text.lower()):
        raise Unsupported
    return Token(Kind.DATE, token.text.lower())


def _minutes(tokens: list[Token]) -> list[Token]:
    """Tell minutes from months: `m` straight after hours, or straight before seconds."""
    parts = [i for i, token in enumerate(tokens) if token.kind in (Kind.DATE, Kind.ELAPSED)]
    made = list(tokens)
    for before, here, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        if tokens[here].kind is Kind.DATE and tokens[here].text in ("m", "mm"):
            follows = before is not None and tokens[before].text[0] == "h"
            leads = after is not None and tokens[after].text[0] == "s"
            if follows or leads:
                made[here] = Token(Kind.MINUTE, tokens[here].text)
    return made


def _number_section(tokens: tuple[Token, ...]) -> Section:
    kinds = [token.kind for token in tokens]
    if Kind.DIGIT not in kinds:
        if Kind.EXPONENT in kinds:
            raise Unsupported
        return Section(_kind(kinds), tuple(_literal(token) for token in tokens))
    if _is_beyond_us(tokens, kinds):
        raise Unsupported
    commas = _commas(kinds)
    return Section(
        _kind(kinds),
        tuple(
            _literal(t) if t.kind in LITERAL_HERE else t for t in tokens if t.kind not in DROPPED
        ),
        groups="group" in commas,
        thousands=commas.count("scale"),
        hundreds=kinds.count(Kind.PERCENT),
    )


LITERAL_HERE = (Kind.PERCENT, Kind.SLASH)
DROPPED = (Kind.COMMA,)


def _kind(kinds: list[Kind]) -> SectionKind:
    if Kind.EXPONENT in kinds:
        return SectionKind.SCIENTIFIC
    return SectionKind.PERCENT if Kind.PERCENT in kinds else SectionKind.NUMBER


def _is_beyond_us(tokens: tuple[Token, ...], kinds: list[Kind]) -> bool:
    """Return whether a section is a vulgar fraction, or has parts that contradict each other."""
    exponents = kinds.count(Kind.EXPONENT)
    if kinds.count(Kind.POINT) > 1 or exponents > 1 or _is_fraction(tokens, kinds):
        return True
    return exponents == 1 and _is_odd_exponent(kinds)


def _is_fraction(tokens: tuple[Token, ...], kinds: list[Kind]) -> bool:
    for i, kind in enumerate(kinds):
        if kind is Kind.SLASH and Kind.DIGIT in kinds[:i]:
            after = tokens[i + 1 :]
            return any(token.kind is Kind.DIGIT or token.text.isdigit() for token in after)
    return False


def _is_odd_exponent(kinds: list[Kind]) -> bool:
    at = kinds.index(Kind.EXPONENT)
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else at
    needed = (kinds[: min(point, at)], kinds[at + 1 :])
    return Kind.COMMA in kinds or point > at or not all(Kind.DIGIT in part for part in needed)


def _commas(kinds: list[Kind]) -> list[str]:
    """Return what each comma does: "group" between whole digits, "scale" straight after digits."""
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    whole = [i for i, kind in enumerate(kinds[:point]) if kind is Kind.DIGIT]
    return [
        "group" if whole and whole[0] < i < whole[-1] else _scale(kinds, i, point)
        for i, kind in enumerate(kinds)
        if kind is Kind.COMMA
    ]


def _scale(kinds: list[Kind], at: int, point: int) -> str:
    before = next((kind for kind in kinds[at - 1 :: -1] if kind is not Kind.COMMA), None)
    rest = kinds[at:] if at > point else kinds[at:point]
    if at == 0 or before is not Kind.DIGIT or Kind.DIGIT in rest:
        raise Unsupported
    return "scale"


def _arranged(sections: list[Section], currency: str) -> NumberFormat:
    """Give every section its condition: by place when the format states none (18.8.31)."""
    numbers, text = _text_apart(sections)
    if any(section.kind is SectionKind.TEXT for section in numbers):
        raise Unsupported
    if len(numbers) == 3 and numbers[2].condition:
        raise Unsupported
    if len(numbers) > 1 and numbers[0].condition is None:
        second_is_the_rest = len(numbers) == 2 and numbers[1].condition is None
        first = Condition(">=", Decimal(0)) if second_is_the_rest else POSITIVE
        numbers[0] = replace(numbers[0], condition=first)
    if len(numbers) == 3 and numbers[1].condition is None:
        numbers[1] = replace(numbers[1], condition=NEGATIVE)
    return NumberFormat(tuple(numbers), text, currency)


def _text_apart(sections: list[Section]) -> tuple[list[Section], Section | None]:
    """Take the text section from the others: the fourth, or a last one that has an `@`."""
    if len(sections) > 4:
        raise Unsupported
    if len(sections) == 4:
        return sections[:3], _as_text(sections[3])
    if sections[-1].kind is not SectionKind.TEXT:
        return sections, None
    return sections[:-1] or [GENERAL], sections[-1]


GENERAL = Section(SectionKind.GENERAL, (Token(Kind.GENERAL, "General"),))


def _as_text(section: Section) -> Section:
    if section.kind is SectionKind.DATE or section.has_digits:
        return section
    tokens = tuple(
        Token(Kind.TEXT, "@") if token.kind is Kind.GENERAL else token for token in section.tokens
    )
    return replace(section, kind=SectionKind.TEXT, tokens=tokens)
