"""What an answer to a request is made of. In: a paper with its numbers. Out: its structure.

Questions and answers are the numbered headings of the paper's kind: the first word that it declares
asks, the second answers. What is withheld stands below a heading such as "Exemption: section 43(2),
commercial interests", most often below an answer; what was weighed follows under "Public interest".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from reportgen import walk
from reportgen.grounds import Ground, Law, find_ground
from reportgen.model import (
    Block,
    BlockQuote,
    Blocks,
    Expression,
    Heading,
    List,
    ListItem,
    Paper,
    Paragraph,
    Picture,
    Reference,
    ThematicBreak,
)
from reportgen.patterns import regex
from reportgen.source import Source


class Question(Struct, frozen=True):
    """A question that was put, `number` "1"."""

    number: str
    source: Source


class Answer(Struct, frozen=True):
    """An answer. `number` is that of its question, `""` when no question is left to it.

    `has_words` is False where nothing stands below its heading, and no title beside it.
    """

    number: str
    has_words: bool
    source: Source


class Exemption(Struct, frozen=True):
    """A ground on which something is withheld from an answer, `""` for none in particular.

    `section` is as the heading names it, `43(2)`, `""` when it names none; `name` what it says
    behind that. `ground` is None where `law` has no such section. `has_public_interest` is True
    where it is told what the public interest is, under a heading of its own or with the reason.
    """

    section: str
    law: Law
    name: str
    answer: str
    has_reason: bool
    has_public_interest: bool
    source: Source

    @property
    def ground(self) -> Ground | None:
        return find_ground(self.law, self.section)

    def __str__(self) -> str:
        """Print as `section 43(2)`."""
        return f"{self.law.unit} {self.section}"


class _Part(Struct, frozen=True):
    """A heading, and what stands between it and the next."""

    heading: Heading
    blocks: Blocks


def questions(paper: Paper) -> tuple[Question, ...]:
    """Return the questions of a paper, in order; none for a kind without numbered headings."""
    ask, _ = _words(paper)
    return tuple(
        Question(part.heading.number, part.heading.source)
        for parts in _sections(paper)
        for part in parts
        if ask and part.heading.word == ask
    )


def answers(paper: Paper) -> tuple[Answer, ...]:
    """Return the answers of a paper, in order."""
    _, answer = _words(paper)
    return tuple(
        Answer(part.heading.number, _has_answer(part, parts[at + 1 :]), part.heading.source)
        for parts in _sections(paper)
        for at, part in enumerate(parts)
        if answer and part.heading.word == answer
    )


def exemptions(paper: Paper) -> tuple[Exemption, ...]:
    """Return what a paper withholds and why, in order: once for each section that a heading names.

    Appendices in Markdown are read, too.
    """
    law = Law.EIR if paper.chosen("regime") == Law.EIR else Law.FOIA
    _, answer = _words(paper)
    appendices = (_parts(appendix.blocks) for appendix in paper.appendices)
    found: list[Exemption] = []
    for parts in (*_sections(paper), *appendices):
        reading = _Reading(law, answer)
        for part in parts:
            reading.read(part)
        found.extend(reading.found)
    return tuple(found)


def _words(paper: Paper) -> tuple[str, str]:
    """Return the words of the headings that ask and that answer."""
    words = [heading.word for heading in paper.kind.numbered_headings]
    return (words[0], words[1]) if len(words) > 1 else ("", "")


def _sections(paper: Paper) -> Iterator[list[_Part]]:
    return (_parts(section.blocks) for section in paper.sections)


def _parts(blocks: Blocks) -> list[_Part]:
    places = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    return [
        _Part(heading, blocks[at + 1 : end])
        for at, end in pairwise((*places, len(blocks)))
        if isinstance(heading := blocks[at], Heading)
    ]


# --- answers ---------------------------------------------------------------------------------


def _has_answer(answer: _Part, following: Iterable[_Part]) -> bool:
    """Tell whether an answer says anything: beside its heading, below it or in parts of it."""
    if walk.plain(answer.heading.content).strip() or has_words(answer.blocks):
        return True
    for part in following:
        belongs = part.heading.level > answer.heading.level or _is_of_exemption(part.heading)
        if part.heading.word or not belongs:
            return False
        if has_words(part.blocks):
            return True
    return False


def has_words(blocks: Iterable[Block]) -> bool:
    """Tell whether blocks say anything. Headings alone do not."""
    return any(_says(block) for block in blocks)


def _says(block: Block | ListItem) -> bool:
    match block:
        case Heading() | ThematicBreak():
            return False
        case Paragraph(content=content):
            shown = next(walk.each(block, Expression, Picture, Reference), None)
            return bool(walk.plain(content).strip()) or shown is not None
        case List(items=items):
            return any(_says(item) for item in items)
        case BlockQuote(blocks=blocks) | ListItem(blocks=blocks):
            return has_words(blocks)
        case _:
            return True


# --- exemptions ------------------------------------------------------------------------------

_UNIT = r"(?P<unit>section|regulation|sec|reg|s|r)s?\.?\s*(?=\d)"
_DASHES = "\u2010-\u2015-"
_MARKS = "\u2010\u2011\u2012\u2013\u2014\u2015-"
_ANY_UNIT = _UNIT.replace("?P<unit>", "?:")
_BEGINS = regex(
    rf"""\s* (?:
        (?:exemption|exception)s? (?:
            \s*:\s* | \s+[{_DASHES}]\s+ | \s+(?:(?:under|in)\s+)?(?={_ANY_UNIT}) )
      | (?:exemption|exception) \s*\.?\s*$
      | refusal (?: \s*:\s* | \s+[{_DASHES}]\s+ | \s+(?:(?:under|in)\s+)? ) (?={_ANY_UNIT})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = r"\d+[A-Za-z]{0,2}(?:\s*\(\s*[0-9A-Za-z]{1,4}\s*\))*(?![\w(])"
_SECTION = regex(rf"(?:{_UNIT})?(?P<number>{_NUMBER})", re.IGNORECASE)
_AND = regex(rf"\s*(?:,(?:\s*and)?|and|&)\s+(?=\d|{_ANY_UNIT})", re.IGNORECASE)
_INTEREST = regex(r"\s*(?:the\s+)?(?:balance\s+of\s+(?:the\s+)?)?public\s+interest", re.I)
_SPEAKS_OF_INTEREST = regex(r"public\s+interest", re.IGNORECASE)


def _is_of_exemption(heading: Heading) -> bool:
    text = walk.plain(heading.content)
    return bool(_BEGINS.match(text) or _INTEREST.match(text))


class _Reading:
    """The reading of one section or appendix, part by part.

    `open` are the places in `found` whose public interest may still follow; `last` those that
    the part before belongs to, and `weighs` whether that part was their public interest.
    """

    def __init__(self, law: Law, answer_word: str) -> None:
        self.law = law
        self.answer_word = answer_word
        self.answer = ""
        self.level = 0
        self.found: list[Exemption] = []
        self.open: list[int] = []
        self.last: list[int] = []
        self.weighs = False

    def read(self, part: _Part) -> None:
        heading, text = part.heading, walk.plain(part.heading.content)
        if heading.word:
            self.answer = heading.number if heading.word == self.answer_word else ""
            self.close()
        elif begins := _BEGINS.match(text):
            self.begin(part, text[begins.end() :])
        elif self.open and _INTEREST.match(text):
            self.last, self.open, self.weighs, self.level = self.open, [], True, heading.level
            self.tell(part)
        elif self.last and heading.level > self.level:
            self.tell(part)
        else:
            self.close()

    def close(self) -> None:
        self.open, self.last, self.weighs = [], [], False

    def begin(self, part: _Part, rest: str) -> None:
        first = len(self.found)
        for section, law, name in _named(rest, self.law):
            exemption = Exemption(
                section, law, name, self.answer, False, False, part.heading.source
            )
            self.found.append(exemption)
        self.last = list(range(first, len(self.found)))
        self.open = [*self.open, *self.last]
        self.weighs, self.level = False, part.heading.level
        self.tell(part)

    def tell(self, part: _Part) -> None:
        """Add what a part says to the exemptions that it belongs to."""
        says = has_words(part.blocks)
        interest = any(_SPEAKS_OF_INTEREST.search(text) for text in _texts(part))
        for place in self.last:
            known = self.found[place]
            if self.weighs:
                self.found[place] = replace(
                    known, has_public_interest=known.has_public_interest or says
                )
            else:
                weighed = known.has_public_interest or (says and interest)
                self.found[place] = replace(
                    known, has_reason=known.has_reason or says, has_public_interest=weighed
                )


def _named(text: str, usual: Law) -> Iterator[tuple[str, Law, str]]:
    """Yield the sections that a heading names, each with its law and what is said behind them."""
    law, numbers, at = usual, [], 0
    while found := _SECTION.match(text, at):
        if found["unit"]:
            law = Law.EIR if found["unit"][0] in "rR" else Law.FOIA
        numbers.append((_as_printed(found["number"]), law))
        at = found.end()
        if not (more := _AND.match(text, at)):
            break
        at = more.end()
    name = re.sub(r"^\((.*)\)$", r"\1", text[at:].strip(f" ,:;.{_MARKS}"))
    for number, of_law in numbers or [("", law)]:
        yield number, of_law, name


def _as_printed(number: str) -> str:
    """Return a section as laws print it: `43(2)`, `22A`."""
    base, bracket, rest = re.sub(r"\s+", "", number).partition("(")
    return base.upper() + bracket + rest


def _texts(part: _Part) -> Iterator[str]:
    yield walk.plain(part.heading.content)
    for block in part.blocks:
        for paragraph in walk.each(block, Paragraph):
            yield walk.plain(paragraph.content)
