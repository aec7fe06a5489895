"""Format codes: the text of one in, a number format ready for use out."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from reportgen.number_formats.date_codes import date_tokens
from reportgen.number_formats.digits import plain_digits
from reportgen.number_formats.formats import (
    NEGATIVE,
    POSITIVE,
    Condition,
    NumberFormat,
    Section,
    SectionKind,
)
from reportgen.number_formats.number_codes import number_section
from reportgen.number_formats.tokens import (
    CONDITION,
    Kind,
    Token,
    Unsupported,
    literal_but,
    tokenise,
)
from reportgen.patterns import regex

# What Excel shows in the United Kingdom for the formats that follow the computer's own settings,
# under the names that openpyxl gives them, and one that openpyxl names without its semicolons.
REGIONAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
    r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)':
        r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
}  # fmt: skip
SYSTEM_DATE = regex(r"\[\$-(?:F800|x-sysdate)\]", re.IGNORECASE)
SYSTEM_TIME = regex(r"\[\$-(?:F400|x-systime)\]", re.IGNORECASE)

LONGEST = 255  # characters in a format code (MS-OI29500, 2.1.712)


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
    return replace(
        section,
        condition=next(iter(conditions), None),
        has_colour=Kind.COLOUR in kinds,
        plain=plain_digits(section),
    )


def _by_kind(tokens: tuple[Token, ...], kinds: set[Kind], locales: list[str]) -> Section:
    if not all(_has_plain_figures(locale) for locale in locales):
        raise Unsupported
    if kinds & {Kind.DATE, Kind.ELAPSED, Kind.HALF_DAY}:
        if not all(_is_english(locale) for locale in locales):
            raise Unsupported
        return Section(SectionKind.DATE, date_tokens(tokens))
    if Kind.TEXT in kinds:
        return Section(SectionKind.TEXT, literal_but(tokens, Kind.TEXT))
    if Kind.GENERAL in kinds:
        return Section(SectionKind.GENERAL, literal_but(tokens, Kind.GENERAL))
    return number_section(tokens)


def _has_plain_figures(locale: str) -> bool:
    """Return whether a locale leaves figures and calendar as they are (`809`, `1010409`)."""
    number = re.fullmatch(r"[0-9A-F]{1,8}", locale, re.IGNORECASE)
    return number is None or int(locale, 16) >> 16 in PLAIN_FIGURES


PLAIN_FIGURES = (0x000, 0x001, 0x100, 0x101)  # Western figures, Gregorian calendar, or unstated


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
