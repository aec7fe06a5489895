"""Signs that are no letters. In: text as a font shows it. Out: the Unicode characters for it."""

from __future__ import annotations

# Symbol fonts put their signs where no Unicode character is, from here to 255 above.
PRIVATE = 0xF000
UNKNOWN_SIGN = "�"

WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
SYMBOL = {
    0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip
FONTS = {"wingdings": WINGDINGS, "symbol": SYMBOL}

RAISED = dict(zip("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎", strict=True))
SCRIPTS = {"superscript": RAISED, "subscript": LOWERED}


def sign(code: int, font: str) -> str:
    """Return the character for a place in a symbol font, UNKNOWN_SIGN for one not known here."""
    place = code - PRIVATE if PRIVATE <= code <= PRIVATE + 0xFF else code
    if font.lower() in FONTS:
        return FONTS[font.lower()].get(place, chr(place) if place == 0x20 else UNKNOWN_SIGN)
    is_text = 0 < code < PRIVATE or PRIVATE + 0xFF < code <= 0x10FFFF
    return chr(code) if is_text and chr(code).isprintable() else UNKNOWN_SIGN


def as_text(text: str, font: str) -> str:
    """Return a text with the signs in it that stand where no Unicode character is."""
    if not any(PRIVATE <= ord(letter) <= PRIVATE + 0xFF for letter in text):
        return text
    return "".join(
        sign(ord(letter), font) if PRIVATE <= ord(letter) <= PRIVATE + 0xFF else letter
        for letter in text
    )


def scripted(text: str, place: str) -> str:
    """Return digits set above or below the line as such: m² says another thing than m2.

    Text for which Unicode has no such characters stays in the line (1st, 2nd).
    """
    known = SCRIPTS.get(place, {})
    if not text or not all(letter in known for letter in text):
        return text
    return "".join(known[letter] for letter in text)
