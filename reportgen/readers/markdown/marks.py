"""The marks of an expression, `{{` and `}}`, found in plain text."""

from __future__ import annotations

from reportgen.patterns import regex
from reportgen.readers.markdown.characters import NO_PIPES

# Up to the first `}}` that does not stand in a quoted word. `*+` never goes back: no input is slow.
_QUOTED = regex(r"""\{\{(?:[^"'}]|"[^"]*"|'[^']*'|\}(?!\}))*+\}\}""")
_LONGEST = 2_000


def expression_end(text: str, start: int) -> int | None:
    """Return the place behind the `}}` that closes the `{{` at `start`; None when nothing does."""
    found = _QUOTED.match(text, start, start + _LONGEST)
    if found and "{{" not in found.group()[2:]:
        return found.end()
    close = text.find("}}", start + 2)
    return None if close < 0 else close + 2


def hide_pipes(text: str) -> str:
    """Put a stand-in for each `|` within an expression, so that it divides no table's cells.

    The stand-in is one character that no text can hold; `characters.PIPE` turns it back.
    """
    if "{{" not in text:
        return text
    return "\n".join(_hide_in_line(line) for line in text.split("\n"))


def _hide_in_line(line: str) -> str:
    parts, place = [], 0
    while (start := line.find("{{", place)) >= 0:
        if _is_escaped(line, start):
            parts.append(line[place : start + 1])
            place = start + 1
            continue
        end = expression_end(line, start)
        if end is None:
            break
        parts += (line[place:start], line[start:end].translate(NO_PIPES))
        place = end
    return "".join((*parts, line[place:]))


def _is_escaped(line: str, start: int) -> bool:
    place = start
    while place and line[place - 1] == "\\":
        place -= 1
    return (start - place) % 2 == 1
