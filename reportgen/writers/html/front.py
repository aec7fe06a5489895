"""What stands before and behind the sections, where the paper's kind says that it does.

In: the fields of a paper. Out: its front block, its sign-off, and the lists at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.dates import long_date
from reportgen.links import link_target
from reportgen.model import Paper, Person
from reportgen.patterns import regex
from reportgen.writers.html.markup import NO_BREAK, NOTHING, Html, element, framed, lines, text

ADDRESS = regex(r"[^\s@?&<>\"]+@[^\s@?&<>\"]+")


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
    """Return the front block: marking, what stands above the title, title and facts."""
    return element("header", {"class": "front"}, framed(lines(*_front(paper))))


def write_sign_off(paper: Paper) -> Html:
    """Return the name, role, address and telephone number of whoever signs."""
    who = paper.field(paper.kind.web_page.sign_off)
    name = who.name or who.role if isinstance(who, Person) else ""
    if not isinstance(who, Person) or not name:
        return NOTHING
    rest = (text(who.role if who.name else ""), _mail(who.email), _telephone(who))
    first = element("p", {"class": "name"}, text(name))
    others = (element("p", None, part) for part in rest if part)
    return element("div", {"class": "sign-off"}, framed(lines(first, *others)))


def end_lists(paper: Paper) -> Iterator[tuple[str, Html]]:
    """Yield the lists behind the sign-off, each with its heading's words."""
    for name, heading in paper.kind.web_page.lists:
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
    marking = field_text(paper, "marking")
    yield write_marking(paper)
    if marking:
        shown = element("span", {"class": "capitals"}, text(marking))
        yield element("p", {"class": "classification"}, text("Classification: "), shown)
    for name in paper.kind.web_page.above:
        shown = _value(paper, name)
        if shown:
            yield element("p", {"class": "above"}, shown)
    yield element("h1", None, text(page_title(paper)))
    named = ((words, _value(paper, name)) for name, words in paper.kind.web_page.facts)
    facts = [_fact(words, value) for words, value in named if value]
    if facts:
        yield element("dl", {"class": "facts"}, framed(lines(*facts)))


def _value(paper: Paper, name: str) -> Html:
    """Return a field as a line: a date that programs can read, a person with their address."""
    value = paper.field(name)
    if isinstance(value, date):
        return element("time", {"datetime": f"{value:%Y-%m-%d}"}, text(long_date(value)))
    if isinstance(value, Person):
        who = (text(value.name), text(value.role))
        reached = (_mail(value.email), _telephone(value))  # which stands in the sign-off once
        return _joined(*who, *(() if name == paper.kind.web_page.sign_off else reached))
    return text(field_text(paper, name))


def _fact(name: str, value: Html) -> Html:
    parts = element("dt", None, text(name)), element("dd", None, value)
    return element("div", None, *parts)


def _joined(*parts: Html) -> Html:
    return Html(", ".join(part for part in parts if part))


def _mail(address: str) -> Html:
    target = link_target(f"mailto:{address}") if ADDRESS.fullmatch(address) else ""
    return element("a", {"href": target}, text(address)) if target else text(address)


def _telephone(person: Person) -> Html:
    return text(person.telephone.replace(" ", NO_BREAK))
