"""Rules on pictures, charts and shapes: words that say what they show, in line, no watermark."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.descriptions import LONGEST_ALT, alt_says_nothing
from reportgen.diagnostics import Diagnostics, error, warning
from reportgen.gate.document import Document
from reportgen.readers.word.xml import NAMESPACES, Element, each, local, name, names, number

OLD_SHAPES = ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "group")
WATERMARKS = ("PowerPlusWaterMarkObject", "WordPictureWatermark")
LARGE = (
    2_500_000  # English Metric Units, some 7 cm: what lies behind the text is that wide and high
)
EDGES = ("the header", "the footer")
ALT_HINT = (
    "in Word, right-click it, View Alt Text, and say in a sentence what it shows, or tick "
    "Mark as decorative"
)
FLOATING_HINT = "in Word, click on it, then Layout Options, In Line with Text"
WATERMARK_HINT = (
    "in Word, Design, Watermark, Remove Watermark; say what it said in the text, as a marking does"
)


class Shown(Struct, frozen=True):
    """A picture, chart or shape: what it is, its words, and where it is."""

    node: Element
    kind: str
    name: str
    alt: str
    story: str
    decorative: bool = False
    floating: bool = False
    has_text: bool = False
    watermark: bool = False

    def __str__(self) -> str:
        """Say which one it is, by the name that Word's Selection Pane has for it."""
        called = f' "{self.name[:60]}"' if self.name else ""
        return f"the {self.kind}{called}{f' in {self.story}' if self.story else ''}"


def objects_have_words(document: Document) -> Diagnostics:
    """Report pictures, charts and shapes without alternative text (WCAG 1.1.1)."""
    return tuple(
        error("alt-missing", f"{shown} has no alternative text", document.source, ALT_HINT)
        for shown in _objects(document)
        if not (shown.alt or shown.decorative or shown.has_text or shown.watermark)
    )


def words_say_something(document: Document) -> Diagnostics:
    """Report alternative texts that are the name of a file, or of a kind of thing (F30)."""
    return tuple(
        error("alt-file-name", f'{shown} has "{shown.alt[:60]}" for its alternative text, which '
              "does not say what it shows", document.source, ALT_HINT)
        for shown in _objects(document)
        if alt_says_nothing(shown.alt)
    )  # fmt: skip


def words_are_few(document: Document) -> Diagnostics:
    """Report alternative texts that are too long to listen to at one go."""
    return tuple(
        warning("alt-too-long", f"the alternative text of {shown} has {len(shown.alt)} letters, "
                f"where {LONGEST_ALT} are the most that are listened to", document.source,
                "say in short what it shows, and put the rest into the text beside it")
        for shown in _objects(document)
        if len(shown.alt) > LONGEST_ALT
    )  # fmt: skip


def objects_are_in_line(document: Document) -> Diagnostics:
    """Report what floats over the page: it is read out at another place, or not at all."""
    return tuple(
        warning("object-floating", f"{shown} floats over the page", document.source, FLOATING_HINT)
        for shown in _objects(document)
        if shown.floating and not shown.watermark
    )


def no_watermark_is_behind(document: Document) -> Diagnostics:
    """Report watermarks: they take contrast from the text, and nobody reads them out."""
    marks = dict.fromkeys(
        f'"{text}"' if (text := _painted(shown.node)) else "a picture"
        for shown in _objects(document)
        if shown.watermark
    )
    return tuple(
        warning("watermark-behind", f"there is a watermark behind the text: {mark}",
                document.source, WATERMARK_HINT)
        for mark in marks
    )  # fmt: skip


def _objects(document: Document) -> Iterator[Shown]:
    frames = names("wp:inline", "wp:anchor")
    old = tuple(name(f"v:{kind}") for kind in OLD_SHAPES)
    for part, root in document.roots.items():
        story = document.stories[part]
        for node in root.iter(*frames):
            yield _drawing(node, story)
        for node in root.iter(*old):
            if not any(local(above) == "group" for above in node.iterancestors(name("v:group"))):
                yield from _old_shape(node, story)


def _drawing(node: Element, story: str) -> Shown:
    about = next(each(node, "wp:docPr"), None)
    alt = next(filter(None, (_said(about, key) for key in ("descr", "title"))), "")
    floating = node.tag == name("wp:anchor")
    behind = floating and node.get("behindDoc") in ("1", "true") and story in EDGES
    size = next(each(node, "wp:extent"), None)
    large = size is not None and min(number(size.get(key, "")) for key in ("cx", "cy")) > LARGE
    called = _said(about, "name")
    named = any(mark in called for mark in WATERMARKS)
    return Shown(
        node, _kind(node), called, alt, story, _is_decorative(about), floating,
        _has_text(node), named or (behind and large),
    )  # fmt: skip


def _said(about: Element | None, attribute: str) -> str:
    return "" if about is None else " ".join(str(about.get(attribute, "")).split())


def _is_decorative(about: Element | None) -> bool:
    nodes = () if about is None else about.iter()
    return any(local(n) == "decorative" and n.get("val") in ("1", "true") for n in nodes)


def _has_text(node: Element) -> bool:
    """Tell whether an object is a box of text, which is read out itself, and no more."""
    boxes = list(each(node, "w:txbxContent"))
    pictures = node.iter(*names("a:blip", "v:imagedata", "c:chart"))
    return bool(boxes) and not any(True for _ in pictures)


def _kind(node: Element) -> str:
    kinds = {"c:chart": "chart", "dgm:relIds": "diagram", "a:blip": "picture"}
    found = (kind for tag, kind in kinds.items() if next(each(node, tag), None) is not None)
    return next(found, "shape")


def _old_shape(node: Element, story: str) -> Iterator[Shown]:
    """Yield a shape of the kind that Word made before 2010, unless it is a line across the page."""
    hr = node.get(f"{{{NAMESPACES['o']}}}hr", "")
    if hr in ("t", "true", "1"):
        return
    called = node.get("id", "")
    alt = " ".join((node.get("alt") or node.get("title") or "").split())
    painted = _painted(node)
    mark = any(known in called for known in WATERMARKS) or (bool(painted) and story in EDGES)
    floating = "position:absolute" in node.get("style", "").replace(" ", "")
    kind = "picture" if next(node.iter(name("v:imagedata")), None) is not None else "shape"
    yield Shown(
        node, kind, "" if called.startswith("_x") else called, alt or painted, story,
        floating=floating, has_text=_has_text(node), watermark=mark,
    )  # fmt: skip


def _painted(node: Element) -> str:
    """Return the words of WordArt, which are its own description."""
    return next((path.get("string", "") for path in node.iter(name("v:textpath"))), "").strip()
