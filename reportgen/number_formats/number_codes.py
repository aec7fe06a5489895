"""Number sections: tokens as they were written in, a section with its scale and grouping out."""

from __future__ import annotations

from reportgen.number_formats.formats import Section, SectionKind
from reportgen.number_formats.tokens import Kind, Token, Unsupported


def number_section(tokens: tuple[Token, ...]) -> Section:
    """Return the section that shows a number in digits, or in literal text alone."""
    kinds = [token.kind for token in tokens]
    if Kind.DIGIT not in kinds:
        if Kind.EXPONENT in kinds:
            raise Unsupported
        return Section(_kind(kinds), tuple(token.as_literal for token in tokens))
    if _is_beyond_us(tokens, kinds):
        raise Unsupported
    commas = _commas(kinds)
    return Section(
        _kind(kinds),
        tuple(
            t.as_literal if t.kind in LITERAL_HERE else t for t in tokens if t.kind not in DROPPED
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
