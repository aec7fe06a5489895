"""A short way through most paragraphs: text in, the tokens out that mistune would make of it.

It knows text, line ends, bold type, emphasis, references and expressions where they stand as most
people write them, each by itself. At anything else it gives up, and mistune reads the text.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.readers.markdown.inline_parser import BEFORE_REFERENCE, label_form
from reportgen.readers.markdown.marks import expression_end

Token = dict[str, Any]

# Wherever mistune or what is added to it may see a mark. A `!` is one only before a bracket.
_MARK = regex(r"[\\`*_~\[\]<@&{\n]")
# A blank before it, a letter or a figure at either end, none behind it, and no marks within.
_STRESSED = regex(r"(?<!\S)(\*\*?)([^\W_](?:[^\\`*_~\[\]<@&{\n]*[^\W_])?)\1(?![*\w])")
_BREAK = regex(r"\n\s*")


class _Found(Struct, frozen=True):
    """What stands from `start` to before `end` of a text; no token for what is text after all."""

    start: int
    end: int
    token: Token | None = None


class PlainInlines:
    """Reads texts whose marks are plain ones. Labels may begin with `prefixes` besides."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._label = regex(f"@({label_form(prefixes)})")
        self._readers = {
            "*": _stressed,
            "@": self._reference,
            "{": _expression,
            "\n": _break,
            "&": _ampersand,
        }

    def tokens(self, text: str, line: int) -> list[Token] | None:
        """Return the tokens of a text that begins on `line`, None where one is not plain."""
        tokens: list[Token] = []
        done = place = 0
        while mark := _MARK.search(text, place):
            read = self._readers.get(mark.group())
            found = read(text, mark.start()) if read else None
            if found is None:
                return None
            place = found.end
            if found.token is None:
                continue
            if found.start > done:
                tokens.append({"type": "text", "raw": text[done : found.start]})
            found.token["line"] = line = line + text.count("\n", done, found.start)
            found.token["last_line"] = line = line + text.count("\n", found.start, found.end)
            tokens.append(found.token)
            done = found.end
        if len(text) > done:
            tokens.append({"type": "text", "raw": text[done:]})
        return tokens

    def _reference(self, text: str, at: int) -> _Found | None:
        label = self._label.match(text, at)
        if label is None or (at and BEFORE_REFERENCE.match(text[at - 1])):
            return None
        token = {"type": "reference", "label": label[1], "number_only": False}
        return _Found(at, label.end(), token)


def _stressed(text: str, at: int) -> _Found | None:
    found = _STRESSED.match(text, at)
    if found is None:
        return None
    token = {
        "type": "strong" if len(found[1]) == 2 else "emphasis",
        "children": [{"type": "text", "raw": found[2]}],
    }
    return _Found(at, found.end(), token)


def _expression(text: str, at: int) -> _Found | None:
    if not text.startswith("{{", at):
        return _Found(at, at + 1)
    end = expression_end(text, at)
    if end is None:
        return None
    return _Found(at, end, {"type": "expression", "raw": text[at + 2 : end - 2]})


def _break(text: str, at: int) -> _Found | None:
    """Read a line end with a blank before it; two blanks and more break the line in print."""
    start = at - 1 if text[at - 1 : at] == " " else at
    if text[start - 1 : start] == " ":
        return None
    found = _BREAK.match(text, at)
    return _Found(start, found.end(), {"type": "softbreak"}) if found else None


def _ampersand(text: str, at: int) -> _Found | None:
    """Read an ampersand between words; another may begin an entity."""
    return _Found(at, at + 1) if text.startswith("& ", at) else None
