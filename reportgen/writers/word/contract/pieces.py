"""Tables, text boxes and pictures of a template. In: a template. Out: those that shut readers out.

What a template prints stands in every paper, so a picture without words or a table for layout is a
fault of each of them (WCAG 2.2, 1.1.1 and 1.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.diagnostics import Diagnostic, warning
from reportgen.source import Source
from reportgen.writers.word import tags
from reportgen.writers.word.package import is_on
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tag_lines import stories, tag_line
from reportgen.writers.word.xml import MC, w

VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FALLBACK = f"{{{MC}}}Fallback"
FIELD = (w("fldSimple"), w("instrText"))
FIRST_COLUMN = 0x0080  # of w:tblLook, ECMA-376 part 1, 17.7.6.7
WATERMARKS = ("powerpluswatermark", "wordpicturewatermark", "watermark")


def piece_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report what stands in the template besides text."""
    for where, root in stories(document):
        for node in root.iter(w("tbl")):
            yield from _table_problems(node, where, source)
        for node in root.iter(w("txbxContent")):
            if not _is_second_form(node):
                yield from _box_problems(node, where, source)
        for node in root.iter(w("drawing"), w("pict")):
            if not _is_second_form(node):
                yield from _picture_problems(node, where, source)


def _is_second_form(node: Element) -> bool:
    """Tell whether Word shows something else in the place of an element."""
    return next(node.iterancestors(FALLBACK), None) is not None


def _table_problems(table: Element, where: str, source: Source) -> Iterator[Diagnostic]:
    first = next(table.iter(w("p")), None)
    place = _place(first, where)
    if next(table.iterancestors(w("tbl")), None) is not None:
        hint = "set the two tables one below the other"
        yield warning("template-table", f"{place}: a table within a table", source, hint)
    elif not _has_header(table):
        message = f"{place}: a table without a header row or a header column"
        hint = (
            "lay text out by tab stops and indents; where it is a table of data, tick Header Row "
            "or First Column under Table Design"
        )
        yield warning("template-table", message, source, hint)


def _has_header(table: Element) -> bool:
    header = table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}")
    if header is not None and is_on(header):
        return True
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return False
    stated = look.get(w("firstColumn"))
    return stated in ("1", "true", "on") if stated else bool(_bits(look) & FIRST_COLUMN)


def _bits(look: Element) -> int:
    try:
        return int(str(look.get(w("val"), "0")), 16)
    except ValueError:
        return 0


def _box_problems(box: Element, where: str, source: Source) -> Iterator[Diagnostic]:
    lines = [tag_line(node, where) for node in box.iter(w("p"))]
    held = next((line for line in lines if tags.BRACKETS.search(line.text)), None)
    shown = held or next((line for line in lines if line.text.strip()), None)
    has_field = next(box.iter(*FIELD), None) is not None
    if shown is None and not has_field:
        return
    what = "a tag" if held else "a field" if has_field else "text"
    place = tags.placed(shown) if shown else f"in {where}"
    message = f"{place}: {what} stands in a text box, which screen readers read last or not at all"
    hint = "put it into a paragraph, with a border if it needs one"
    yield warning("template-text-box", message, source, hint)


def _picture_problems(node: Element, where: str, source: Source) -> Iterator[Diagnostic]:
    place = _place(next(node.iterancestors(w("p")), None), where)
    if _is_watermark(node):
        message = f"{place}: a watermark lies behind the text and makes it hard to read"
        hint = "take it out; the marking is printed by {{ marking }}"
        yield warning("template-watermark", message, source, hint)
    elif node.find(f".//{w('txbxContent')}") is None and not _has_words(node):
        message = f"{place}: the picture{_named(node)} has no words that say what it shows"
        hint = "in Word: right-click, View Alt Text; a mere ornament is marked as decorative"
        yield warning("template-alt", message, source, hint)


def _is_watermark(node: Element) -> bool:
    if node.find(f".//{VML}textpath") is not None:
        return True
    named = [shape.get("id", "") for shape in node.iter(f"{VML}shape")]
    named += [drawn.get("name", "") for drawn in node.iter(f"{DRAWING}docPr")]
    return any(word in name.casefold() for name in named for word in WATERMARKS)


def _has_words(node: Element) -> bool:
    if node.tag == w("drawing"):
        drawn = next(node.iter(f"{DRAWING}docPr"), None)
        return drawn is None or bool(drawn.get("descr", "").strip()) or _is_ornament(drawn)
    shapes = [shape for shape in node.iter() if _local(shape) == "imagedata"]
    return all(str(shape.getparent().get("alt", "")).strip() for shape in shapes)


def _is_ornament(drawn: Element) -> bool:
    marks = (each for each in drawn.iter() if _local(each) == "decorative")
    return any(mark.get("val", "1") in ("1", "true") for mark in marks)


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _named(node: Element) -> str:
    name = next((drawn.get("name", "") for drawn in node.iter(f"{DRAWING}docPr")), "")
    return f' "{tags.quoted(name)}"' if name else ""


def _place(paragraph: Element | None, where: str) -> str:
    """Return where something is, with the words beside it if there are any."""
    line = None if paragraph is None else tag_line(paragraph, where)
    return tags.placed(line) if line and line.text.strip() else f"in {where}"
