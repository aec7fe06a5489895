"""What stands before and behind the sections, as in the board report's Word template.

In: the fields of a paper. Out: its front block, its sign-off, and the lists at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.dates import long_date
from reportgen.links import link_target
from reportgen.model import Paper, Person
from reportgen.writers.html.markup import NO_BREAK, NOTHING, Html, element, framed, lines, text

ADDRESS = re.compile(r"[^\s@?&<>\"]+@[^\s@?&<>\"]+")
LISTS = (("Background papers", "background_papers"), ("Cleared by", "cleared_by"))


def field_text(paper: Paper, name: str) -> str:
    """Return a field as one line of text, `""` when it is empty."""
    value = paper.field(name)
    if isinstance(value, Person):
        return ", ".join(part for part in (value.name, value.role) if part)
    if isinstance(value, tuple):
        return ", ".join(value)
    return long_date(value).strip()


def page_title(paper: Paper) -> str:
    """Return the paper's title; a paper without one goes by its name."""
    return field_text(paper, "title") or paper.name


def write_front(paper: Paper) -> Html:
    """Return the front block: marking, board, meeting, title and facts."""
    return element("header", {"class": "front"}, framed(lines(*_front(paper))))


def write_sign_off(paper: Paper) -> Html:
    """Return the author's name, role, address and telephone number."""
    author = _person(paper, "author")
    name = author.name or author.role
    if not name:
        return NOTHING
    rest = (text(author.role if author.name else ""), _mail(author.email), _telephone(author))
    first = element("p", {"class": "name"}, text(name))
    others = (element("p", None, part) for part in rest if part)
    return element("div", {"class": "sign-off"}, framed(lines(first, *others)))


def end_lists(paper: Paper) -> Iterator[tuple[str, Html]]:
    """Yield the lists behind the sign-off, each with its heading's words."""
    for heading, name in LISTS:
        value = paper.field(name)
        entries = value if isinstance(value, tuple) else ()
        items = [element("li", None, text(entry)) for entry in entries]
        if items:
            yield heading, element("ul", None, framed(lines(*items)))


def write_marking(paper: Paper) -> Html:
    """Return the protective marking as it stands at the top and at the foot."""
    marking = field_text(paper, "marking")
    return element("p", {"class": "marking"}, text(marking)) if marking else NOTHING


def _front(paper: Paper) -> Iterator[Html]:
    marking, board = field_text(paper, "marking"), field_text(paper, "board")
    yield write_marking(paper)
    if marking:
        shown = element("span", {"class": "capitals"}, text(marking))
        yield element("p", {"class": "classification"}, text("Classification: "), shown)
    if board:
        yield element("p", {"class": "board"}, text(board))
    yield _meeting(paper)
    yield element("h1", None, text(page_title(paper)))
    facts = [_fact(name, value) for name, value in _facts(paper) if value]
    if facts:
        yield element("dl", {"class": "facts"}, framed(lines(*facts)))


def _meeting(paper: Paper) -> Html:
    day, item = paper.field("date"), field_text(paper, "agenda_item")
    shown = text(field_text(paper, "date"))
    if isinstance(day, date):
        shown = element("time", {"datetime": f"{day:%Y-%m-%d}"}, shown)
    parts = [shown, text(f"agenda item {item}") if item else NOTHING]
    joined = Html(", ".join(part for part in parts if part))
    return element("p", {"class": "meeting"}, joined) if joined else NOTHING


def _facts(paper: Paper) -> Iterator[tuple[str, Html]]:
    author, contact = _person(paper, "author"), _person(paper, "contact")
    yield "Report of", _joined(text(author.name), text(author.role))
    yield "Purpose", text(field_text(paper, "purpose"))
    yield "Wards affected", text(field_text(paper, "wards"))
    who = (text(contact.name), text(contact.role), _mail(contact.email), _telephone(contact))
    yield "Contact", _joined(*who)


def _fact(name: str, value: Html) -> Html:
    parts = element("dt", None, text(name)), element("dd", None, value)
    return element("div", None, *parts)


def _joined(*parts: Html) -> Html:
    return Html(", ".join(part for part in parts if part))


def _person(paper: Paper, name: str) -> Person:
    value = paper.field(name)
    return value if isinstance(value, Person) else Person()


def _mail(address: str) -> Html:
    target = link_target(f"mailto:{address}") if ADDRESS.fullmatch(address) else ""
    return element("a", {"href": target}, text(address)) if target else text(address)


def _telephone(person: Person) -> Html:
    return text(person.telephone.replace(" ", NO_BREAK))
