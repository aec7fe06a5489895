"""What somebody can be told by in a text. In: a person. Out: name, addresses and numbers to find.

Names are found as people write them: `Ann Example`, `Ms A. Example`, `EXAMPLE, Ann`. The surname by
itself is only looked for with its capital, and not beside another word with a capital, where it
is part of another name: the Green Party, West Midlands Police.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.dates import MONTHS
from reportgen.model import Person
from reportgen.patterns import regex

TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady",
          "Cllr", "Councillor", "Rev", "Revd", "Reverend")  # fmt: skip
PARTICLES = frozenset({"al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "dos",
                       "du", "el", "ibn", "la", "le", "st", "ter", "van", "von"})  # fmt: skip
# A name with one of these is that of a body, of which no word is a surname.
OF_BODIES = frozenset({"and", "association", "campaign", "club", "college", "company", "council",
                       "daily", "federation", "for", "foundation", "group", "limited", "ltd",
                       "media", "network", "news", "of", "on", "party", "plc", "police", "school",
                       "service", "services", "society", "the", "times", "trust", "union",
                       "university", "watch", "&"})  # fmt: skip
# Words that begin a sentence or a phrase with a capital, and are part of no name.
SMALL = frozenset({"A", "After", "And", "As", "At", "Because", "Before", "But", "By", "Dear", "For",
                   "From", "If", "In", "Since", "That", "The", "This", "To", "When", "With",
                   "I"})  # fmt: skip
FEWEST_DIGITS = 7
LONGEST = 60  # letters of a word

_START = r"(?<![\w@-])"
_END = r"(?![\w@]|-\w)"
_PREFIX = r"(?:(?:\+|00)44[\s(.-]*)?(?:0[\s).-]*)?"
_TITLE = regex(rf"(?:{'|'.join(TITLES)})\.?", re.IGNORECASE)
_LETTERS = regex(r"[A-Z]{2,}|PhD")  # MP, OBE


class Marks(Struct, frozen=True):
    """What tells one person: kinds of marks with their patterns; `surname` is `""` for a body."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
    surname: str = ""

    def told_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield what a text tells of the person, once of each kind, and where."""
        for what, pattern in self.patterns:
            if found := pattern.search(text):
                yield what, found.start()

    def surname_in(self, text: str) -> int | None:
        """Return where the surname stands by itself, None where it does not."""
        if not self.surname:
            return None
        for found in re.finditer(_alone(self.surname), text):
            if not _is_capital(
                _last_word(text[max(found.start() - LONGEST, 0) : found.start()])
            ) and not _is_capital(_first_word(text[found.end() :])):
                return found.start()
        return None

    def is_word_of(self, texts: Iterable[str]) -> bool:
        """Tell whether the surname is an ordinary word, too: green in these texts, or March."""
        if self.surname in MONTHS:
            return True
        word = re.compile(_alone(self.surname.lower()))
        return any(word.search(text) for text in texts)

    def surname_in_file(self, name: str) -> int | None:
        """Return where the surname stands in the name of a file, whose capitals mean nothing."""
        if not self.surname:
            return None
        found = re.search(_alone(self.surname), name, re.IGNORECASE)
        return found.start() if found else None


def marks_of(person: Person) -> Marks:
    """Return what a person can be told by."""
    patterns = []
    words = _words(person.name)
    is_body = any(word.lower() in OF_BODIES for word in words)
    surname = "" if is_body else _surname(words)
    if is_body:
        patterns.append(("name", re.compile(_alone(" ".join(words)), re.IGNORECASE)))
    elif surname:
        given = words[: len(words) - len(surname.split())]
        patterns.append(("name", re.compile("|".join(_names(given, surname)))))
    if "@" in person.email:
        patterns.append(("e-mail address", re.compile(_alone(person.email), re.IGNORECASE)))
    digits = re.sub(r"^(?:\+|00)44\s*(?:\(0\))?|\D", "", person.telephone).removeprefix("0")
    if len(digits) >= FEWEST_DIGITS:
        number = r"[\s().-]*".join(digits)
        patterns.append(("telephone number", re.compile(rf"(?<!\d){_PREFIX}{number}(?!\d)")))
    return Marks(tuple(patterns), surname)


def _words(name: str) -> list[str]:
    """Return the words of a name, without titles before it and letters behind it."""
    before, comma, behind = name.partition(",")
    turned = comma and all(word.lower() in PARTICLES for word in before.split()[:-1])
    words = (f"{behind} {before}" if turned else before).split()  # Example, Ann
    while len(words) > 1 and _TITLE.fullmatch(words[0]):
        words = words[1:]
    while len(words) > 2 and _LETTERS.fullmatch(words[-1]) and not name.isupper():
        words = words[:-1]
    return words


def _surname(words: list[str]) -> str:
    """Return the last word with the particles before it: `van der Berg`."""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    surname = " ".join(words[max(at, 0) :])
    return surname.title() if surname.isupper() else surname


def _names(given: list[str], surname: str) -> Iterator[str]:
    """Yield patterns of the full name and of the surname with a title or initials."""
    last = rf"(?i:{_letters(surname)}){_END}"
    titles = "|".join(TITLES)
    initials = rf"{re.escape(given[0][0].upper())}\.?(?:\s?[A-Z]\b\.?)*" if given else ""
    between = rf"(?:(?:(?i:{_letters(given[0])})|{initials})\s+)?" if given else ""
    yield rf"{_START}(?i:{titles})\b\.?\s+{between}{last}"
    if given:
        middle = r"(?:\s+[A-Z][\w.'’-]*){0,2}"
        yield rf"{_START}(?i:{_letters(given[0])}){middle}\s+{last}"
        yield rf"{_START}{initials}\s*{_capital(surname)}{_END}"
        if len(given[0].removesuffix(".")) > 1:
            yield rf"{_START}Dear\s+{_letters(given[0])}\b"
        yield rf"{_START}(?i:{_letters(surname)}),\s+(?:(?i:{_letters(given[0])})|{initials}){_END}"


def _alone(words: str) -> str:
    return rf"(?<![\w@/.-]){_letters(words)}(?![\w@/]|[-.]\w)"


def _letters(words: str) -> str:
    """Return the pattern of words whose spaces, apostrophes and hyphens may be any."""
    letters = r"\s+".join(re.escape(word) for word in words.split())
    letters = re.sub(r"\\?['’‘]", "['’‘]", letters)
    return re.sub(r"\\?[-‐‑]", "[-‐‑]", letters)


def _capital(surname: str) -> str:
    return rf"(?:{_letters(surname)}|{_letters(surname.upper())})"


def _last_word(before: str) -> str:
    """Return the word right before, `""` when anything but a space parts the two."""
    found = re.search(r"([\w'’.-]*[\w'’-]|\b[A-Z]\.)\s+$", before)
    return found[1] if found else ""


def _first_word(behind: str) -> str:
    found = re.match(r"\s+([\w'’-]+)", behind)
    return found[1] if found else ""


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word not in SMALL and word.removesuffix(".") not in TITLES
