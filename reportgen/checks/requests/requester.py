"""Check that nobody reads who made a request: people in private fields, looked for in all texts.

What is found is not repeated: findings are read by more people than requests.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.requests.names import Marks, marks_of
from reportgen.checks.requests.texts import PublishedText, published_texts
from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.model import Paper, Person

HINT = 'leave it out, or write "the requester"; if somebody else is meant, switch this off here'


def requester_is_not_named(paper: Paper) -> Diagnostics:
    """Report where the people of a paper's private fields can be told from what is published.

    Names, with a title or in full, addresses and numbers are errors; a surname by itself may be
    another word, or somebody else's, and is a warning.
    """
    people = [(field.name, _person(field.value)) for field in paper.private_fields]
    marks = [(name, marks_of(person)) for name, person in people if person != Person()]
    if not marks:
        return ()
    texts = tuple(published_texts(paper))
    return tuple(problem for who in marks for problem in _found(*who, texts))


def _person(value: object) -> Person:
    """Return whom a field names: a text is a name, and so is a person's role by itself."""
    match value:
        case Person(name=""):
            return Person(value.role, "", value.email, value.telephone)
        case Person():
            return value
        case str():
            return Person(value)
        case _:
            return Person()


def _found(who: str, marks: Marks, texts: tuple[PublishedText, ...]) -> Iterator[Diagnostic]:
    is_word = marks.is_word_of(text.text for text in texts if not text.is_name)
    for text in texts:
        told = tuple(marks.told_in(text.text))
        for what, place in told:
            yield error("requester-named", _message(who, what, text), text.source_at(place), HINT)
        if told or is_word:
            continue
        find = marks.surname_in_file if text.is_name else marks.surname_in
        place_alone = find(text.text)
        if place_alone is not None:
            message = _message(who, "surname", text)
            yield warning("requester-surname", message, text.source_at(place_alone), HINT)


def _message(who: str, what: str, text: PublishedText) -> str:
    where = "in the name of a file that is published" if text.is_name else "here"
    return f"the {what} of the {who} stands {where}"
