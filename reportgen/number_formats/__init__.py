"""Show a value as Excel shows it in its cell: a value and a number format in, text out."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from reportgen.diagnostics import Diagnostic, warning
from reportgen.number_formats import digits
from reportgen.number_formats.codes import compiled
from reportgen.number_formats.dates import serial, show_moment
from reportgen.number_formats.digits import (
    as_saved,
    is_printable,
    rounded,
    rounds_to_zero,
    show_digits,
)
from reportgen.number_formats.formats import NumberFormat, Section, SectionKind
from reportgen.number_formats.tokens import Kind, Unsupported
from reportgen.source import Source

__all__ = [
    "SectionKind",
    "as_shown",
    "cannot_show",
    "currency_of",
    "fewest_places",
    "hides_scale",
    "is_printable",
    "kind_of",
    "places_shown",
    "rounded",
    "scale_of",
    "show",
    "shows_text_as_it_is",
]


def show(value: Decimal | bool | str | datetime | date | time, number_format: str) -> str | None:
    """Return the text that Excel shows for `value`, or `None` where that cannot be told.

    The rules are those of ECMA-376 part 1, 18.8.31, and of Excel in a United Kingdom locale:
    its own short date (`dd/mm/yyyy`) stands for Excel's built-in date formats.
    White space that only lines up columns (`_x`, `?`) is kept and the fill (`*x`) shows nothing,
    so strip the text. A negative amount that Excel tells from a positive one by colour alone is
    `None`, as are fractions (`# ?/?`), foreign month names and formats Excel would not accept.
    """
    if isinstance(value, Decimal):
        figures, words = str(value), _round_whole_numbers(number_format)
        if words and len(figures) <= digits.SIGNIFICANT and figures.isdecimal() and figures != "0":
            before, after, groups = words
            return f"{before}{int(figures):,}{after}" if groups else f"{before}{figures}{after}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    parsed = compiled(number_format)
    if parsed is None:
        return None
    try:
        if isinstance(value, str):
            return _show_text(parsed, value)
        number = value if isinstance(value, Decimal) else serial(value)
        if not is_printable(number):
            return None
        return _show_number(parsed, as_saved(number), number_format)
    except Unsupported:
        return None


@lru_cache(maxsize=1024)
def _round_whole_numbers(number_format: str) -> tuple[str, str, bool] | None:
    """Return what stands round the figures of a whole number above 0, and whether they have commas.

    None where a format does more with it than that.
    """
    parsed = compiled(number_format)
    section = parsed.numbers[0] if parsed else None
    plain, condition = (section.plain, section.condition) if section else (None, None)
    if plain is None or plain.power:
        return None
    if condition and (condition.operator not in (">", ">=") or condition.limit > 0):
        return None
    places = -int(plain.step.as_tuple().exponent)
    return plain.before, f".{'0' * places}{plain.after}" if places else plain.after, plain.groups


@lru_cache(maxsize=1024)
def shows_text_as_it_is(number_format: str) -> bool:
    """Return whether `show` gives any text back unchanged, as nearly all formats have it do."""
    parsed = compiled(number_format)
    return parsed is not None and parsed.text is None


def as_shown(number: Decimal, number_format: str) -> Decimal | None:
    """Return the number that its text stands for, in full.

    That is 11,291,000 for 11,291,353, which `#,##0,` shows as 11,291; `None` as for `places_shown`.
    """
    places = places_shown(number, number_format)
    return None if places is None else rounded(number, places)


@lru_cache(maxsize=1024)
def fewest_places(number_format: str) -> int:
    """Return how many decimals a format shows of any number, at least: -3 for `#,##0,`.

    A number with no more decimals, and no more than 15 digits, is what `as_shown` makes of it,
    where that is a number at all.
    """
    parsed = compiled(number_format)
    counts = [
        digits.places_shown(section)
        for section in (parsed.numbers if parsed else ())
        if section.kind in (SectionKind.NUMBER, SectionKind.PERCENT) and section.has_digits
    ]
    return min((*counts, GENERAL_PLACES))


def places_shown(number: Decimal, number_format: str) -> int | None:
    """Return to how many decimals a number is shown: 2 for pence, -3 for thousands.

    `None` where the format shows it without figures, or as a date, an exponent or a fraction.
    """
    parsed = compiled(number_format)
    if parsed is None or not is_printable(number):
        return None
    try:
        section = _chosen(parsed, as_saved(number))
    except Unsupported:
        return None
    if section.kind is SectionKind.GENERAL:
        return GENERAL_PLACES
    if section.kind not in (SectionKind.NUMBER, SectionKind.PERCENT):
        return None
    if not section.has_digits:
        return None if number else GENERAL_PLACES  # "nil" for nothing
    return digits.places_shown(section)


GENERAL_PLACES = 9  # decimals that a cell of Excel's format General has room for


def cannot_show(number_format: str, source: Source) -> Diagnostic:
    """Return the warning for a value whose number format gave no text."""
    return warning(
        "number-format-not-shown",
        f'the number format "{number_format}" cannot be printed as Excel shows it, and the number '
        "is printed plainly",
        source,
        "choose another format in Excel, such as £#,##0;-£#,##0 (red alone does not print as a"
        " minus); in a sentence, a filter such as | gbp will do",
    )


def kind_of(number_format: str) -> SectionKind | None:
    """Return what a format makes of a number; `None` for a format that cannot be shown."""
    parsed = compiled(number_format)
    return parsed.numbers[0].kind if parsed else None


@lru_cache(maxsize=1024)
def hides_scale(number_format: str) -> bool:
    """Return whether a format prints thousands or millions without saying so.

    £11,291,353 as 11,291: a heading such as £000s says it in a table, in a sentence nothing does.
    """
    parsed = compiled(number_format)
    if parsed is None or not parsed.numbers[0].thousands:
        return False
    literals = "".join(
        token.text for token in parsed.numbers[0].tokens if token.kind is Kind.LITERAL
    )
    return not any(letter.isalpha() for letter in literals)


def scale_of(number_format: str) -> int:
    """Return the power of ten that a format divides by: 3 for `#,##0,`, 0 for one that does not."""
    parsed = compiled(number_format)
    return 3 * parsed.numbers[0].thousands if parsed else 0


def currency_of(number_format: str) -> str:
    """Return the currency sign or code that a format prints (`£`, `€`, `USD`), `""` for none."""
    parsed = compiled(number_format)
    return parsed.currency if parsed else ""


def _show_text(parsed: NumberFormat, text: str) -> str:
    if parsed.text is None:
        return text
    if parsed.text.kind is not SectionKind.TEXT:
        raise Unsupported
    return "".join(text if token.is_text else token.text for token in parsed.text.tokens)


def _show_number(parsed: NumberFormat, number: Decimal, number_format: str) -> str:
    section = _chosen(parsed, number)
    shown = _show_in(section, number.copy_abs())
    if number >= 0:
        return shown
    if section in _for_negatives(number_format):
        return _unless_told_by_colour(parsed, section, number, shown)
    if section.kind is SectionKind.DATE:
        raise Unsupported  # Excel fills the cell with #####
    return shown if rounds_to_zero(section, number.copy_abs()) else f"-{shown}"


def _chosen(parsed: NumberFormat, number: Decimal) -> Section:
    """Return the section for a number. Where none takes it, Excel fills the cell with #####."""
    for section in parsed.numbers:
        if section.condition is None or section.condition.holds(number):
            return section
    raise Unsupported


def _show_in(section: Section, number: Decimal) -> str:
    if section.kind is SectionKind.DATE:
        return show_moment(section.tokens, number)
    return show_digits(section, number)


@lru_cache(maxsize=256)
def _for_negatives(number_format: str) -> tuple[Section, ...]:
    """Return the sections of a format that only negative numbers reach."""
    parsed = compiled(number_format)
    numbers = parsed.numbers if parsed else ()
    return tuple(item for item in numbers if parsed and _takes_negatives_alone(parsed, item))


def _takes_negatives_alone(parsed: NumberFormat, section: Section) -> bool:
    """Return whether only negative numbers reach a section: Excel then prints no minus itself.

    Zero, and the numbers at and beside the limit of each condition, stand for all the others.
    """
    limits = [item.condition.limit for item in parsed.numbers if item.condition]
    probes = [Decimal(0)]
    for limit in limits:
        step = max(abs(limit), Decimal(1)) / 2
        probes += [limit - step, limit, limit + step]
    return not any(_reaches(parsed, probe, section) for probe in probes if probe >= 0)


def _reaches(parsed: NumberFormat, number: Decimal, section: Section) -> bool:
    for item in parsed.numbers:
        if item.condition is None or item.condition.holds(number):
            return item is section
    return False


def _unless_told_by_colour(
    parsed: NumberFormat, section: Section, number: Decimal, shown: str
) -> str:
    """Return the text, unless only its colour says that it is negative: print has no colour."""
    if section.has_colour and not rounds_to_zero(section, number.copy_abs()):
        positive = _chosen(parsed, number.copy_abs())
        if _show_in(positive, number.copy_abs()).strip() == shown.strip():
            raise Unsupported
    return shown
