"""Text in a line. In: a paragraph of runs and links. Out: inline content, emphasised as Word does.

Space is set as in all other text: one space between words, whatever tabs and spaces the file has,
and none at the ends of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strikethrough,
    Strong,
    Text,
)
from reportgen.patterns import regex
from reportgen.readers.word.drawings import read_drawing
from reportgen.readers.word.equations import linear
from reportgen.readers.word.fields import TARGET
from reportgen.readers.word.package import target_of
from reportgen.readers.word.remarks import LeftOut, Plain
from reportgen.readers.word.signs import UNKNOWN_SIGN, as_text, scripted, sign
from reportgen.readers.word.story import Content, Story
from reportgen.readers.word.styles import NO_EMPHASES, Emphases
from reportgen.readers.word.visible import text_of
from reportgen.readers.word.xml import Element, child, get, local, value

SPACES = regex(r"[ \t\r\n]+")
LITERAL = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
SILENT = {
    "rPr", "fldChar", "instrText", "delText", "delInstrText", "footnoteRef", "endnoteRef",
    "annotationRef", "separator", "continuationSeparator", "pPr", "pgNum",
}  # fmt: skip


class Span(Struct, frozen=True):
    """A piece of inline content with how it stands out and where it leads."""

    node: Inline
    emphases: Emphases = NO_EMPHASES
    link: str = ""


def read_inlines(paragraph: Element, story: Story, *, style: str = "") -> Content:
    """Return a paragraph's content. `style` is its style, if that sets off parts of a text."""
    reading = _Paragraph(story, style)
    spans = list(reading.spans(paragraph, ""))
    return Content(_nested(list(_spaced(spans))), tuple(reading.boxes))


def without_emphasis(content: Inlines) -> Inlines:
    """Return content that is bold or italic as a whole without that: a heading is so anyway."""
    while len(content) == 1 and isinstance(content[0], Strong | Emphasis):
        content = content[0].children
    return content


class _Paragraph:
    """The reading of one paragraph; `boxes` are the text boxes met on the way."""

    def __init__(self, story: Story, style: str) -> None:
        self.boxes: list[Element] = []
        self._story = story
        self._style = style

    def spans(self, parent: Element, link: str) -> Iterator[Span]:
        for node in parent:
            match local(node):
                case "r":
                    yield from self._run(node, link)
                case "hyperlink":
                    yield from self.spans(node, self._target(node))
                case "oMath" | "oMathPara":
                    yield from self._equation(node)
                case _:
                    yield from self._unknown(node)

    def _target(self, node: Element) -> str:
        """Return where a link leads; within the file it leads nowhere, once it is in a paper."""
        relation = target_of(self._story.package, self._story.part, node, "r:id")
        return relation.target if relation else node.get(TARGET, "")

    def _run(self, run: Element, link: str) -> Iterator[Span]:
        emphases = self._story.styles.emphases(run, self._style)
        if emphases.hidden:
            if text_of(run):
                self._story.remarks.note(LeftOut.HIDDEN, text_of(run))
            return
        for node in run:
            for inline in self._inlines(node, run):
                yield Span(inline, emphases, link)

    def _inlines(self, node: Element, run: Element) -> Iterator[Inline]:
        kind = local(node)
        if kind == "t":
            yield Text(self._text(node, run))
        elif kind in LITERAL:
            yield Text(LITERAL[kind])
        elif kind in ("br", "cr"):
            is_line = get(node, "w:type") in ("", "textWrapping")
            yield LineBreak() if is_line else Text(" ")
        elif kind == "sym":
            yield Text(self._known(sign(_code(get(node, "w:char")), get(node, "w:font"))))
        elif kind in ("drawing", "pict", "object"):
            content = read_drawing(node, self._story)
            self.boxes.extend(content.boxes)
            yield from content.inlines
        elif kind in ("footnoteReference", "endnoteReference"):
            note = self._story.note(node)
            yield from (note,) if note else ()
        elif kind not in SILENT:
            yield from (span.node for span in self._unknown(node))

    def _text(self, node: Element, run: Element) -> str:
        properties = child(run, "w:rPr")
        text = scripted(node.text or "", value(properties, "w:vertAlign"))
        fonts = child(properties, "w:rFonts")
        return self._known(as_text(text, get(fonts, "w:ascii") or get(fonts, "w:hAnsi")))

    def _known(self, text: str) -> str:
        if UNKNOWN_SIGN in text:
            self._story.remarks.note(Plain.SYMBOL, "")
        return text

    def _equation(self, node: Element) -> Iterator[Span]:
        text = linear(node)
        self._story.remarks.note(Plain.EQUATION, text)
        yield Span(Text(text))

    def _unknown(self, node: Element) -> Iterator[Span]:
        text = "" if local(node) in SILENT else text_of(node)
        if text:
            self._story.remarks.note(Plain.UNKNOWN, text)
            yield Span(Text(f" {text} "))


def _code(written: str) -> int:
    try:
        return int(written, 16)
    except ValueError:
        return -1


def _spaced(spans: list[Span]) -> Iterator[Span]:
    """Yield spans with one space between words, and no breaks or spaces at the ends."""
    last: Span | None = None
    breaks: list[Span] = []
    waiting = False
    for span in spans:
        if isinstance(span.node, LineBreak):
            breaks += [span] if last else []
            continue
        text = SPACES.sub(" ", span.node.text) if isinstance(span.node, Text) else "-"
        waiting = waiting or text.startswith(" ")
        if not text.strip(" "):
            continue
        yield from breaks
        if waiting and last and not breaks:
            yield _space_between(last, span)
        yield replace(span, node=Text(text.strip(" "))) if isinstance(span.node, Text) else span
        last, breaks, waiting = span, [], text.endswith(" ")


def _space_between(last: Span, following: Span) -> Span:
    """Return a space that stands out only as far as the words on both sides of it do."""
    pairs = {
        name: getattr(last.emphases, name) and getattr(following.emphases, name)
        for name in Emphases.__struct_fields__
    }
    link = last.link if last.link == following.link else ""
    return Span(Text(" "), Emphases(**pairs), link)


LAYERS: tuple[tuple[str, Callable[[Inlines], Inline]], ...] = (
    ("bold", Strong),
    ("italic", Emphasis),
    ("strike", Strikethrough),
)


def _nested(spans: list[Span]) -> Inlines:
    made: list[Inline] = []
    for link, group in groupby(spans, key=lambda span: span.link):
        inside = _layered(list(group), LAYERS)
        made.extend((Link(link, inside),) if link else inside)
    return tuple(made)


def _layered(
    spans: list[Span], layers: tuple[tuple[str, Callable[[Inlines], Inline]], ...]
) -> Inlines:
    if not layers:
        return tuple(_joined([span.node for span in spans]))
    (key, wrap), rest = layers[0], layers[1:]
    made: list[Inline] = []
    for on, group in groupby(spans, key=lambda span: bool(getattr(span.emphases, key))):
        inside = _layered(list(group), rest)
        made.extend((wrap(inside),) if on else inside)
    return tuple(made)


def _joined(nodes: list[Inline]) -> Iterator[Inline]:
    """Yield neighbouring texts as one."""
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, Text)):
        if is_text:
            yield Text("".join(node.text for node in group if isinstance(node, Text)))
        else:
            yield from group
