"""Digits: a number of any size and the section that shows it in, text without a sign out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from reportgen.number_formats.formats import PlainDigits, Section, SectionKind
from reportgen.number_formats.tokens import Kind, Token
from reportgen.patterns import regex

SIGNIFICANT = 15  # digits that Excel keeps of a number, and shows
PADDING = {"0": "0", "?": " ", "#": ""}

# A cell holds numbers from 1E-307 up to, and without, 1E+308. EXACT has room for all their digits.
LIMIT = Decimal("1E+308")
SAVED = Context(prec=SIGNIFICANT, rounding=ROUND_HALF_UP, Emin=-307, Emax=400)
EXACT = Context(prec=1000, rounding=ROUND_HALF_UP)

# A section without surprises, each token as one sign: £#,##0.00 is L###DPDD (L: a literal, D: 0).
PLAIN = regex(r"(L*)#*D(?:P(D+))?(L*)")
SIGNS = {Kind.LITERAL: "L", Kind.POINT: "P"}


def is_printable(number: Decimal) -> bool:
    """Return whether a number is one that a cell can hold: finite, and below 1E+308."""
    return number.is_finite() and number.copy_abs() < LIMIT


def as_saved(number: Decimal) -> Decimal:
    """Return a printable number to the 15 significant digits that Excel goes by."""
    return SAVED.plus(number)


def rounded(number: Decimal, places: int) -> Decimal:
    """Round half away from zero to `places` decimals (-3: to thousands), as Excel shows a number.

    The number must be printable. Excel goes by 15 significant digits: 0.49999999999999994 is 1.
    """
    return as_saved(number).quantize(Decimal(1).scaleb(-places), context=EXACT)


def plain_digits(section: Section) -> PlainDigits | None:
    """Return the short way to show numbers, for a section that needs no more."""
    texts = [token.text for token in section.tokens]
    signs = "".join(
        SIGNS.get(token.kind) or {"0": "D", "#": "#"}.get(token.text, "?")
        if token.kind in (Kind.DIGIT, *SIGNS)
        else "?"
        for token in section.tokens
    )
    found = PLAIN.fullmatch(signs)
    if section.kind not in (SectionKind.NUMBER, SectionKind.PERCENT) or not found:
        return None
    first, last = found.end(1), found.start(3)
    return PlainDigits(
        "".join(texts[:first]),
        "".join(texts[last:]),
        Decimal(1).scaleb(-len(found[2] or "")),
        2 * section.hundreds - 3 * section.thousands,
        section.groups,
    )


def show_digits(section: Section, number: Decimal) -> str:
    """Return a number that is not negative as its section shows it."""
    plain = section.plain
    if plain is not None:
        if plain.power:
            number = number.scaleb(plain.power, context=EXACT)
        exact = as_saved(number).quantize(plain.step, context=EXACT)
        figures = f"{exact:,f}" if plain.groups else f"{exact:f}"
        return f"{plain.before}{figures}{plain.after}"
    if section.kind is SectionKind.GENERAL:
        shown = _general(number)
        return "".join(shown if t.kind is Kind.GENERAL else t.text for t in section.tokens)
    if not section.has_digits:
        return "".join(token.text for token in section.tokens)
    scaled = _scaled(section, number)
    if section.kind is SectionKind.SCIENTIFIC:
        return _scientific(section, scaled)
    return "".join(_filled(section.tokens, scaled, section.groups))


def rounds_to_zero(section: Section, number: Decimal) -> bool:
    """Return whether a section has digits for a number and they all are 0: Excel drops its sign."""
    if section.kind not in (SectionKind.NUMBER, SectionKind.PERCENT) or not section.has_digits:
        return False
    return not rounded(number, places_shown(section))


def places_shown(section: Section) -> int:
    """Return to how many decimals a section with digits shows a number: -3 for `#,##0,`."""
    point = _position(section.tokens, Kind.POINT)
    decimals = sum(token.kind is Kind.DIGIT for token in section.tokens[point:])
    return decimals + 2 * section.hundreds - 3 * section.thousands


def _scaled(section: Section, number: Decimal) -> Decimal:
    return number.scaleb(2 * section.hundreds - 3 * section.thousands, context=EXACT)


def _general(number: Decimal) -> str:
    """Show up to 11 figures, the decimal point being one; else five decimals and an exponent."""
    if not number:
        return "0"
    size = number.adjusted()
    places = 9 - max(size, 0)
    is_short = number == rounded(number, 9)
    if size <= 10 and (size >= -4 or is_short):
        plain = rounded(number, max(places, 0))
        if plain.adjusted() <= 10:
            return _trimmed(plain)
    return _exponential(number)


def _exponential(number: Decimal) -> str:
    size = number.adjusted()
    mantissa = rounded(number.scaleb(-size, context=EXACT), 5)
    if mantissa >= 10:
        mantissa, size = Decimal(1), size + 1
    return f"{_trimmed(mantissa)}E{'-' if size < 0 else '+'}{abs(size):02}"


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _filled(tokens: tuple[Token, ...], number: Decimal, groups: bool) -> list[str]:
    """Return the text of each token, the digits of the number in their places."""
    point = _position(tokens, Kind.POINT)
    wholes = [i for i, token in enumerate(tokens[:point]) if token.kind is Kind.DIGIT]
    parts = [i for i, token in enumerate(tokens) if i > point and token.kind is Kind.DIGIT]
    whole, _, part = f"{rounded(number, len(parts)):f}".partition(".")
    texts = [token.text for token in tokens]
    shown = _whole("".join(texts[i] for i in wholes), whole.lstrip("0"), groups)
    shown_part = _part("".join(texts[i] for i in parts), part)
    for i, text in zip((*wholes, *parts), (*shown, *shown_part), strict=True):
        texts[i] = text
    if not wholes:
        texts[point] = whole.lstrip("0") + texts[point]  # `.00` still shows the pounds
    return texts


def _position(tokens: tuple[Token, ...], kind: Kind) -> int:
    return next((i for i, token in enumerate(tokens) if token.kind is kind), len(tokens))


def _whole(places: str, digits: str, groups: bool) -> list[str]:
    """Give whole digits to their places from the right; the first place takes all that are left."""
    shown = [""] * len(places)
    for k in range(max(len(places), len(digits)) if places else 0):
        place = max(len(places) - 1 - k, 0)
        digit = digits[-1 - k] if k < len(digits) else PADDING[places[place]]
        comma = "" if not groups or k == 0 or k % 3 else _comma(digit)
        shown[place] = digit + comma + shown[place]
    return shown


def _comma(digit: str) -> str:
    return "," if digit.isdigit() else digit


def _part(places: str, digits: str) -> list[str]:
    """Give decimals to their places; a place after the last figure shows as its sign says."""
    last = len(digits.rstrip("0"))
    return [digits[i] if i < last else PADDING[place] for i, place in enumerate(places)]


def _scientific(section: Section, number: Decimal) -> str:
    """Show a mantissa and an exponent; several whole places make it a multiple of their count."""
    at = _position(section.tokens, Kind.EXPONENT)
    mantissa_tokens, exponent_tokens = section.tokens[:at], section.tokens[at + 1 :]
    point = _position(mantissa_tokens, Kind.POINT)
    step = sum(token.kind is Kind.DIGIT for token in mantissa_tokens[:point])
    places = sum(token.kind is Kind.DIGIT for token in mantissa_tokens[point:])
    size = _exponent(number, step, places)
    mantissa = number.scaleb(-size, context=EXACT)
    sign = "-" if size < 0 else "+" if section.tokens[at].text.endswith("+") else ""
    exponent = "".join(_filled(exponent_tokens, Decimal(abs(size)), groups=False))
    return "".join(_filled(mantissa_tokens, mantissa, groups=False)) + f"E{sign}{exponent}"


def _exponent(number: Decimal, step: int, places: int) -> int:
    if not number:
        return 0
    size = number.adjusted() // step * step
    mantissa = rounded(number.scaleb(-size, context=EXACT), places)
    return size + step if mantissa >= Decimal(10) ** step else size
