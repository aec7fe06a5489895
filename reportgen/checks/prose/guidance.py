"""Check on what `reportgen new` says in the place of words, and nobody has written yet.

A mark may stand in any text, over several lines, with emphasis in it; code is left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from reportgen import walk
from reportgen.checks.prose.parts import Part, Prose, prose_of
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.guidance import left_in, without_marks
from reportgen.model import (
    Code,
    Footnote,
    Heading,
    Inlines,
    Paper,
    Picture,
    Text,
)
from reportgen.source import NOWHERE, Source
from reportgen.usage import once_a_paper
from reportgen.walk import Node, typed_fields

CONTENT = ("title", "caption", "content")
NO_BRACKETS = str.maketrans("[]", "()")

Content = tuple[Inlines, Node, Source]


def guidance_is_followed(paper: Paper) -> Diagnostics:
    """Report each `[Guidance: ...]` and `[Fill in: ...]` that is left in a paper's Markdown."""
    marked = (prose.part for prose in _prose(paper) if prose.has_brackets)
    return tuple(problem for part in marked for problem in _problems(part))


@once_a_paper
def without_guidance(paper: Paper) -> tuple[Prose, ...]:
    """Return the sections and appendices of a paper with blanks in the place of their guidance."""
    return tuple(_without(prose) if prose.has_brackets else prose for prose in _prose(paper))


@once_a_paper
def _prose(paper: Paper) -> tuple[Prose, ...]:
    parts: tuple[Part, ...] = (*paper.sections, *paper.appendices)
    return tuple(map(prose_of, parts))


def _without(prose: Prose) -> Prose:
    blanked: dict[int, Text] = {}
    for content, _, _ in _contents(prose.part, NOWHERE):
        blanked |= dict(_blanked(_pieces(content)))
    if not blanked:
        return prose
    return prose_of(walk.rebuild(prose.part, lambda node: (blanked.get(id(node), node),), Text))


def _problems(part: Part) -> Iterator[Diagnostic]:
    heading = ""
    for content, node, source in _contents(part, NOWHERE):
        pieces = _pieces(content)
        starts = _starts(pieces)
        for mark in left_in(_text(pieces)):
            at = bisect_right(starts, mark.start) - 1
            if pieces[at].lines:
                line = _line(pieces[at], mark.start - starts[at])
                yield _problem(mark.says, replace(source, line=line), heading)
        if isinstance(node, Heading) and not [*left_in(walk.heading_text(node))]:
            heading = walk.heading_text(node)
    for picture in walk.each(part, Picture):
        for mark in left_in(picture.alt):
            yield _problem(mark.says, picture.source, heading)


def _problem(says: str, source: Source, heading: str) -> Diagnostic:
    place = f' below "{heading}"' if heading else ""
    what = f": {says}" if says else ""
    message = f"this is still to be written{place}{what}"
    hint = "write it in the place of the square brackets and all that is between them"
    return error("guidance-left", message, source, hint)


def _contents(node: Node, source: Source) -> Iterator[Content]:
    """Yield what stands in lines in and below a node, with its node and the nearest source."""
    source = getattr(node, "source", source)
    for name in typed_fields(node):
        value = getattr(node, name)
        if name in CONTENT:
            yield value, node, source
        for child in value if isinstance(value, tuple) else (value,):
            yield from _contents(child, source)


def _pieces(content: Inlines) -> list[Text]:
    """Return the texts of a content, also those within emphasis, and words for what else prints."""
    pieces: list[Text] = []
    for node in content:
        match node:
            case Text():
                pieces.append(node)
            case Footnote():  # its own texts are contents by themselves
                continue
            case _ if not isinstance(node, Code) and hasattr(node, "children"):
                pieces += _pieces(node.children)
            case _:
                pieces.append(Text(walk.plain((node,)).translate(NO_BRACKETS)))
    return pieces


def _blanked(pieces: list[Text]) -> Iterator[tuple[int, Text]]:
    """Yield the texts that have guidance in them, by their identity, each with blanks for it."""
    text = _text(pieces)
    if "[" not in text:
        return
    blank = without_marks(text)
    if blank == text:
        return
    for piece, start in zip(pieces, _starts(pieces), strict=True):
        kept = blank[start : start + len(piece.text)]
        if kept != piece.text:
            yield id(piece), replace(piece, text=kept)


def _text(pieces: list[Text]) -> str:
    return "".join(piece.text for piece in pieces)


def _starts(pieces: list[Text]) -> list[int]:
    return [*accumulate((len(piece.text) for piece in pieces[:-1]), initial=0)] if pieces else []


def _line(piece: Text, place: int) -> int:
    at = bisect_right(piece.lines, place, key=lambda entry: entry[0])
    return piece.lines[max(at - 1, 0)][1]
