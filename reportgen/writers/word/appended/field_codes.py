"""Field codes: one field's instruction in, the instruction that is right in the paper out.

What a field shows is stored beside it. A code that would show something else in the paper than in
its own file (its title, the next number of the paper's tables) is changed, or given up for what
it last showed. ECMA-376 17.16.5 lists the codes.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct

from reportgen.patterns import regex
from reportgen.writers.word.appended.problems import Problems

TOKEN = regex(r'"[^"]*"?|[^\s"]+')
SWITCH = "\\"
# These bring in what is outside the file, ask whoever opens it, or run something.
FETCHING = {
    "INCLUDEPICTURE": "a picture",
    "INCLUDETEXT": "a text",
    "INCLUDE": "a text",
    "IMPORT": "a picture",
    "LINK": "a linked object",
    "DDE": "a linked object",
    "DDEAUTO": "a linked object",
    "DATABASE": "a database",
    "RD": "another document",
}
# These say what the file is called and who wrote it: in the paper they would speak of the paper.
ABOUT_THE_FILE = frozenset(
    (
        "AUTHOR", "COMMENTS", "CREATEDATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "FILENAME",
        "FILESIZE", "INFO", "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMWORDS", "PRINTDATE",
        "REVNUM", "SAVEDATE", "SUBJECT", "TEMPLATE", "TITLE", "USERADDRESS", "USERINITIALS",
        "USERNAME", "MACROBUTTON", "FILLIN", "ASK", "MERGEFIELD", "NEXT", "NEXTIF", "SKIPIF",
    )
)  # fmt: skip
# These gather from the whole document, and would gather from the whole paper.
GATHERING = frozenset(("TOC", "INDEX", "TOA", "BIBLIOGRAPHY"))


class Verdict(Enum):
    """What becomes of a field: as it is or changed, never worked out again, or its result alone."""

    KEPT = auto()
    LOCKED = auto()
    RESULT = auto()


class Code(Struct, frozen=True):
    """An instruction as the paper has it."""

    text: str
    verdict: Verdict = Verdict.KEPT


class Names(Struct, frozen=True):
    """How the paper calls what a field names. A function returns "" for what is not there."""

    prefix: str
    bookmark: Callable[[str], str]
    style: Callable[[str], str]
    is_open: Callable[[str], bool]  # may a link lead to this address?
    problems: Problems


def rewrite(text: str, names: Names) -> Code:
    """Return a field's instruction as the paper has it."""
    tokens = TOKEN.findall(text)
    keyword = tokens[0].upper() if tokens else ""
    if keyword in FETCHING:
        names.problems.linked(FETCHING[keyword], _address(tokens))
        return Code(text, Verdict.RESULT)
    if not keyword or keyword in ABOUT_THE_FILE:
        return Code(text, Verdict.RESULT)
    if keyword in GATHERING:
        return Code(text, Verdict.LOCKED)
    if keyword in REWRITERS:
        return REWRITERS[keyword](tokens, names)
    return _reference_at(tokens, 0, names) if names.bookmark(tokens[0]) else Code(text)


def _address(tokens: list[str]) -> str:
    named = [bare(token) for token in tokens[1:] if not token.startswith(SWITCH)]
    return named[0].replace("\\\\", "\\") if named else ""


def _reference(tokens: list[str], names: Names) -> Code:
    return _reference_at(tokens, 1, names)


def _reference_at(tokens: list[str], place: int, names: Names) -> Code:
    """Rename the bookmark that a reference is to."""
    old = bare(tokens[place]) if len(tokens) > place else ""
    if not names.bookmark(old):
        names.problems.dangling(old)
        return Code(_joined(tokens), Verdict.RESULT)
    tokens[place] = names.bookmark(old)
    return Code(_joined(tokens))


def _hyperlink(tokens: list[str], names: Names) -> Code:
    at = next((n for n, token in enumerate(tokens) if token.lower() == r"\l"), 0)
    inside = {at + 1} if at else set()
    address = next(
        (bare(t) for n, t in enumerate(tokens) if n and n not in inside and t[0] != SWITCH), ""
    )
    if address:
        if names.is_open(address):
            return Code(_joined(tokens))
        names.problems.hyperlink(address)
        return Code(_joined(tokens), Verdict.RESULT)
    if not at or at + 1 >= len(tokens):
        return Code(_joined(tokens), Verdict.RESULT)
    code = _reference_at(tokens, at + 1, names)
    if code.verdict is Verdict.KEPT:
        tokens[at + 1] = f'"{tokens[at + 1]}"'
    return Code(_joined(tokens), code.verdict)


def _sequence(tokens: list[str], names: Names) -> Code:
    """Give a series of numbers a name of its own: the paper counts its tables by itself."""
    if len(tokens) < 2:
        return Code(_joined(tokens), Verdict.RESULT)
    tokens[1] = f"{names.prefix}_{bare(tokens[1])}"
    if len(tokens) > 2 and tokens[2][0] not in (SWITCH, '"'):
        tokens[2] = names.bookmark(tokens[2]) or tokens[2]
    return Code(_joined(tokens))


def _style(tokens: list[str], names: Names) -> Code:
    old = bare(tokens[1]) if len(tokens) > 1 else ""
    found = names.style(f"heading {old}" if old.isdigit() else old)
    if not found:
        return Code(_joined(tokens), Verdict.RESULT)
    tokens[1] = f'"{found}"'
    return Code(_joined(tokens))


def bare(token: str) -> str:
    return token.strip('"')


def _joined(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} "


REWRITERS: dict[str, Callable[[list[str], Names], Code]] = {
    "REF": _reference,
    "PAGEREF": _reference,
    "NOTEREF": _reference,
    "HYPERLINK": _hyperlink,
    "SEQ": _sequence,
    "STYLEREF": _style,
}
