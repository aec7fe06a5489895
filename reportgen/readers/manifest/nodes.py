"""YAML as written. In: the text of a manifest. Out: nodes that know their line.

Only YAML's plain parts are taken: keys, lists and texts. Every scalar is the text as typed, so
`no`, `0123` and `22:30` stay what they are. Anchors, aliases and tags are refused: nothing is
constructed or expanded, and a small file stays small.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.patterns import regex
from reportgen.readers.manifest.syntax import explain
from reportgen.source import Source

SIZE_LIMIT = 100_000  # characters; a manifest is a page or two
DEPTH_LIMIT = 8  # a manifest needs four


class Scalar(Struct, frozen=True):
    text: str
    source: Source


class Items(Struct, frozen=True):
    """A YAML list."""

    items: tuple[Node, ...]
    source: Source


class Mapping(Struct, frozen=True):
    """Keys and values in the order written; a key may stand there twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    source: Source


Node = Scalar | Items | Mapping


def read_nodes(text: str, path: str) -> tuple[Node | None, Diagnostics]:
    """Return the one document in the text; None when it is empty or is not YAML."""
    if len(text) > SIZE_LIMIT:
        message = f"the manifest is longer than {SIZE_LIMIT:,} characters"
        return None, (error("file-too-large", message, Source(path), "is it the right file?"),)
    text, found = _without_controls(text, path)
    reading = _Reading(path, list(found))
    try:
        return reading.document(_events(text)), tuple(reading.problems)
    except _TooDeepError as problem:
        place, hint = Source(path, problem.line), "take out the brackets that are not needed"
        return None, (*found, error("yaml-depth", "too many lists inside lists", place, hint))
    except yaml.MarkedYAMLError as problem:
        return None, (*reading.problems, explain(problem, text, path))


def _events(text: str) -> Iterator[Event]:
    """Return what stands in a YAML text: by libyaml, five times as fast, where it finds no fault.

    Its words for a fault are other than those that `syntax` explains, it lets tabs pass where YAML
    has none, and it counts a line more where the last one has no end.
    """
    if yaml.__with_libyaml__ and "\t" not in text and text.endswith("\n"):
        with contextlib.suppress(yaml.YAMLError):
            return iter(tuple(yaml.parse(text, Loader=yaml.CSafeLoader)))
    return yaml.parse(text, Loader=yaml.SafeLoader)


_CONTROL = regex("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _without_controls(text: str, path: str) -> tuple[str, Diagnostics]:
    """Leave out characters that neither YAML nor Word can hold."""
    lines = [n for n, line in enumerate(text.split("\n"), 1) if _CONTROL.search(line)]
    message = "this line has a character that cannot be printed, and it is left out"
    hint = "it often comes with text copied from a PDF; type the words around it again"
    found = tuple(warning("control-character", message, Source(path, n), hint) for n in lines)
    return _CONTROL.sub("", text), found


class _TooDeepError(Exception):
    """Raised for lists in lists in lists, which no manifest needs."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Reading:
    """One pass over the events of a YAML text: makes nodes and collects problems."""

    def __init__(self, path: str, problems: list[Diagnostic]) -> None:
        self.path = path
        self.problems = problems

    def document(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                hint = "take out the line --- and what does not belong"
                self._refuse("yaml-documents", "a second document begins here", event, hint)
                break
            root = self._node(next(events), events, 0)
        return root

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        source = self._source(event)
        if depth > DEPTH_LIMIT:
            raise _TooDeepError(source.line)
        self._check(event)
        if isinstance(event, MappingStartEvent):
            return Mapping(tuple(self._pairs(events, depth + 1)), source)
        if isinstance(event, SequenceStartEvent):
            return Items(tuple(self._items(events, depth + 1)), source)
        text = event.value if isinstance(event, ScalarEvent) else f"*{_anchor(event)}"
        return Scalar(text, source)

    def _items(self, events: Iterator[Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, events, depth)

    def _pairs(self, events: Iterator[Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        for event in events:
            if isinstance(event, MappingEndEvent):
                return
            key = self._node(event, events, depth)
            value = self._node(next(events), events, depth)
            if isinstance(key, Scalar):
                yield key, value
            else:
                hint = "write a word, a colon and a space; what has brackets goes in quotes"
                self._refuse("wrong-type", "a key must be a word, not a list", event, hint)

    def _check(self, event: Event) -> None:
        quotes = "put the value in quotes"
        if isinstance(event, AliasEvent) or _anchor(event):
            sign = "*" if isinstance(event, AliasEvent) else "&"
            message = f"a value that begins with {sign} means something else to YAML"
            self._refuse("yaml-alias", message, event, quotes)
        if getattr(event, "tag", None) is not None:
            message = "a value that begins with ! means something else to YAML"
            self._refuse("yaml-tag", message, event, quotes)

    def _refuse(self, code: str, message: str, event: Event, hint: str) -> None:
        self.problems.append(error(code, message, self._source(event), hint))

    def _source(self, event: Event) -> Source:
        return Source(self.path, event.start_mark.line + 1 if event.start_mark else 0)


def _anchor(event: Event) -> str:
    return (event.anchor or "") if isinstance(event, NodeEvent) else ""
