"""Drawings. In: a `w:drawing`, `w:pict` or `w:object`. Out: its pictures, words and text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model import Inline, Text
from reportgen.readers.word.package import target_of
from reportgen.readers.word.pictures import read_picture
from reportgen.readers.word.remarks import Plain
from reportgen.readers.word.story import Content, Story
from reportgen.readers.word.xml import Element, each, local, name, names

PICTURES = names("a:blip", "v:imagedata")
PARTS = {name("c:chart"): "r:id", name("dgm:relIds"): "r:dm"}
WORDS = names("a:t", "c:v")


def read_drawing(drawing: Element, story: Story) -> Content:
    """Return what a drawing shows. Charts and diagrams are their words, with a warning."""
    inlines: list[Inline] = []
    boxes: list[Element] = []
    for node in _outside_boxes(drawing):
        if node.tag == name("w:txbxContent"):
            boxes.append(node)
        elif node.tag in PICTURES:
            picture = read_picture(node, drawing, story)
            inlines.extend([picture] if picture else [])
        elif node.tag in PARTS:
            inlines.extend(_diagram(node, drawing, story))
        elif local(node) in ("textpath", "t"):
            inlines.extend(_words(node, story))
    return Content(tuple(inlines), tuple(boxes))


def _outside_boxes(node: Element) -> Iterator[Element]:
    """Yield what is in a drawing, and its text boxes without what is in them."""
    for item in node:
        yield item
        if item.tag != name("w:txbxContent"):
            yield from _outside_boxes(item)


def _diagram(node: Element, drawing: Element, story: Story) -> Iterator[Inline]:
    relation = target_of(story.package, story.part, node, PARTS[str(node.tag)])
    root = story.package.root(relation.target) if relation and not relation.external else None
    about = [item.get("descr") or "" for item in each(drawing, "wp:docPr")]
    words = [] if root is None else [item.text or "" for item in root.iter(*WORDS)]
    text = " ".join(word for word in (*about, *words) if word.strip())
    story.remarks.note(Plain.DIAGRAM, text)
    if text:
        yield Text(text)


def _words(node: Element, story: Story) -> Iterator[Inline]:
    is_art = local(node) == "textpath"
    text = node.get("string", "") if is_art else node.text or ""
    if text.strip():
        story.remarks.note(Plain.WORD_ART if is_art else Plain.UNKNOWN, text)
        yield Text(text)
