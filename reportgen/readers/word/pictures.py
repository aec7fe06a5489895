"""Pictures in a Word file. In: a drawing. Out: the picture with its data, size and description."""

from __future__ import annotations

from reportgen.diagnostics import error, warning
from reportgen.model import Emphasis, Inline, Picture, Text
from reportgen.patterns import regex
from reportgen.readers.word.package import target_of
from reportgen.readers.word.story import Story
from reportgen.readers.word.xml import Element, each, get, local, name, number

EMU_PER_POINT = 12_700
LARGEST = 2**31 - 1
LENGTH = regex(r"(width|height):([\d.]+)(pt|in|cm|mm|px)?")
POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
CROPS = ("l", "t", "r", "b")
OLD_CROPS = ("cropleft", "croptop", "cropright", "cropbottom")
DESCRIBE = "in Word, right-click the picture, choose Edit Alt Text and say what it shows"
AS_PNG = "in Word, cut the picture and paste it again with Paste Special as PNG"
UNCROP = (
    "in Word, choose Picture Format, Compress Pictures, Delete cropped areas, and save it; "
    "or write look: keep beside its name"
)


def read_picture(node: Element, drawing: Element, story: Story) -> Inline | None:
    """Return the picture that an `a:blip` or `v:imagedata` shows, None for one not in the file.

    One that cannot be printed is reported, and its description stands in its place.
    """
    alt, called, decorative = _description(node, drawing)
    attribute = "r:id" if local(node) == "imagedata" else "r:embed"
    relation = target_of(story.package, story.part, node, attribute)
    if relation is None and get(node, "r:link"):
        relation = target_of(story.package, story.part, node, "r:link")
    if relation is None:
        return _instead(alt)
    called = called or relation.target.rpartition("/")[2]
    shown = f'the picture "{called}"'
    if relation.external:
        message = f"{shown} is not in the file: its text is printed instead"
        hint = "in Word, put the picture itself into the file"
        story.remarks.problems.append(warning("picture-remote", message, story.source, hint))
        return _instead(alt or called)
    if not alt and not decorative:
        message = f"{shown} has no alternative text"
        story.remarks.problems.append(warning("picture-alt", message, story.source, DESCRIBE))
    if _is_cropped(node):
        message = f"{shown} is cropped in Word, and the whole of it would be printed"
        story.remarks.problems.append(error("picture-cropped", message, story.source, UNCROP))
    data = story.package.parts[relation.target]
    size = _size(node, drawing, data)
    if size is None:
        message = f"{shown} is of a kind that cannot be put into the paper"
        story.remarks.problems.append(warning("picture-kind", message, story.source, AS_PNG))
        return _instead(alt or called)
    return Picture(called, alt, "", story.source, data, *size)


def _instead(alt: str) -> Inline | None:
    return Emphasis((Text(alt),)) if alt else None


def _description(node: Element, drawing: Element) -> tuple[str, str, bool]:
    """Return a picture's description and its name, and whether it is there for show only."""
    about = [*each(drawing, "wp:docPr"), *_shapes(node)]
    texts = [item.get("descr") or item.get("alt") or item.get("title") or "" for item in about]
    names_ = [item.get("name") or "" for item in about]
    alt = next((" ".join(text.split()) for text in texts if text.strip()), "")
    decorative = any(
        local(item) == "decorative" and item.get("val") in ("1", "true")
        for place in about
        for item in place.iter()
    )
    return alt, next((item for item in names_ if item), ""), decorative


def _shapes(node: Element) -> list[Element]:
    """Return the old kind of shape that a picture stands in."""
    return [item for item in node.iterancestors() if local(item) in ("shape", "rect")][:1]


def _is_cropped(node: Element) -> bool:
    frame = node.getparent()
    crop = None if frame is None else frame.find(name("a:srcRect"))
    new = [] if crop is None else [crop.get(side, "") for side in CROPS]
    return any(number(cut) > 0 for cut in new) or any(
        node.get(side, "0").strip("0.f") not in ("", "-") for side in OLD_CROPS
    )


def _size(node: Element, drawing: Element, data: bytes) -> tuple[int, int] | None:
    """Return width and height as Word shows them; None for a kind that cannot be placed."""
    from docx.image.image import Image  # only when there is a picture

    try:
        image = Image.from_blob(data)
        own = (int(image.width), int(image.height))
    except Exception:  # whatever a damaged file makes the library raise
        return None
    said = _said(node, drawing)
    width, height = said if all(said) else own
    if width <= 0 or height <= 0:
        return None
    return min(width, LARGEST), min(height, LARGEST)


def _said(node: Element, drawing: Element) -> tuple[int, int]:
    if local(node) == "imagedata":
        style = next((shape.get("style", "") for shape in _shapes(node)), "")
        found = {m[1]: float(m[2]) * POINTS[m[3] or ""] for m in LENGTH.finditer(style)}
        return (int(found.get("width", 0) * EMU_PER_POINT),
                int(found.get("height", 0) * EMU_PER_POINT))  # fmt: skip
    alone = sum(1 for _ in each(drawing, "a:blip")) == 1
    extents = list(each(drawing, "wp:extent")) if alone else []
    frame = node.getparent()
    picture = None if frame is None else frame.getparent()
    if not extents and picture is not None:
        extents = [item for item in picture.iter(name("a:ext")) if item.get("cx")]
    return (number(extents[0].get("cx", "")), number(extents[0].get("cy", ""))) if extents else (
        0, 0)  # fmt: skip
