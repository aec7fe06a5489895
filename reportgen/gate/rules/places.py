"""Rules on what the text names: bookmarks, styles and lists have to be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.gate.document import Document, shortened
from reportgen.gate.fields import Field, fields, words_around
from reportgen.patterns import regex
from reportgen.readers.word.xml import Element, each, get, name, value

TO_BOOKMARKS = ("REF", "PAGEREF", "NOTEREF")
MAKERS = ("SET", "ASK", "FILLIN")  # fields that make a bookmark, or ask for one
FAULT = regex(r"Error! [A-Z][a-z]+[^.]{0,60}")
# Word itself knows these places in every file.
KNOWN_PLACES = ("_top", "top", "_goback", "")
FIELD_HINT = (
    "in Word, click into it, References, Cross-reference, and choose what it refers to again"
)
BOOKMARK_HINT = "in Word, Insert, Bookmark: delete it, mark its place and add it again"
LINK_HINT = "in Word, right-click it, Edit Hyperlink, Place in This Document, and choose the place"
STYLE_HINT = "in Word, click into the text and choose a style that is there (Home, Styles)"
LIST_HINT = "in Word, click into the list and choose bullets or numbers again (Home)"


def fields_are_whole(document: Document) -> Diagnostics:
    """Report references to bookmarks that are not there, and results that are Word's own fault."""
    found = [field for root in document.roots.values() for field in fields(root)]
    known = set(_bookmarks(document)) | {
        field.words[1].lower() for field in found if field.kind in MAKERS and len(field.words) > 1
    }
    return tuple(problem for field in found for problem in _field(field, known, document))


def _field(field: Field, known: set[str], document: Document) -> Iterator[Diagnostic]:
    around = f'in "{shortened(words_around(field.node))}"'
    fault = FAULT.search(field.text)
    target = field.words[1] if field.kind in TO_BOOKMARKS and len(field.words) > 1 else ""
    if fault and field.kind != "TOC":
        message = f'a field shows "{fault.group()}", {around}'
        yield error("field-broken", message, document.source, FIELD_HINT)
    elif target and target.lower() not in known:
        message = f'a reference that shows "{field.text[:40]}" leads nowhere, {around}'
        yield error("field-broken", message, document.source, FIELD_HINT)


def bookmarks_are_whole(document: Document) -> Diagnostics:
    """Report bookmarks without an end, two of one name, and links to places that are not there."""
    names = Counter(_bookmarks(document))
    doubled = (f'two bookmarks have the name "{key}"' for key, n in names.items() if n > 1)
    marks = (*doubled, *_unended(document))
    return (
        *(error("bookmark-broken", mark, document.source, BOOKMARK_HINT) for mark in marks),
        *_lost_links(document, set(names)),
    )


def _bookmarks(document: Document) -> Iterator[str]:
    for root in document.roots.values():
        for node in each(root, "w:bookmarkStart"):
            key = get(node, "w:name").lower()
            if key not in KNOWN_PLACES:
                yield key


def _unended(document: Document) -> Iterator[str]:
    for root in document.roots.values():
        ends = {get(node, "w:id") for node in each(root, "w:bookmarkEnd")}
        for node in each(root, "w:bookmarkStart"):
            if get(node, "w:id") not in ends:
                yield f'the bookmark "{get(node, "w:name")}" has no end'


def _lost_links(document: Document, known: set[str]) -> Iterator[Diagnostic]:
    for root in document.roots.values():
        links = [
            (get(node, "w:anchor"), "".join(item.text or "" for item in each(node, "w:t")))
            for node in each(root, "w:hyperlink")
            if not get(node, "r:id")
        ]
        links += [(_place(field), field.text) for field in fields(root) if _place(field)]
        for place, text in links:
            if place.lower() not in known and place.lower() not in KNOWN_PLACES:
                message = f'the link "{shortened(text)}" leads to a place that is not in the file'
                yield error("bookmark-broken", message, document.source, LINK_HINT)


def _place(field: Field) -> str:
    r"""Return where in the file a `HYPERLINK \l "name"` leads, "" for all other fields."""
    words = field.words
    if field.kind != "HYPERLINK" or len(words) < 3 or words[1] != "\\l":
        return ""
    return words[2]


def styles_are_there(document: Document) -> Diagnostics:
    """Report styles that the text names and the file does not have: Word shows Normal instead."""
    known = document.looks.styles
    used = Counter(
        get(node)
        for root in document.roots.values()
        for node in each(root, "w:pStyle", "w:rStyle", "w:tblStyle")
        if get(node) not in known and not _is_of_comment(node)
    )
    return tuple(
        warning("style-undefined", f'the style "{key}" is not in the file, but {_used(count)}',
                document.source, STYLE_HINT)
        for key, count in used.items()
    )  # fmt: skip


def _is_of_comment(node: Element) -> bool:
    """Tell whether a style is that of a comment's mark, which nobody prints."""
    run = next(node.iterancestors(name("w:r")), None)
    return run is not None and run.find(name("w:commentReference")) is not None


def lists_are_there(document: Document) -> Diagnostics:
    """Report lists that the text or a style names and the file does not have."""
    root = document.package.related_root("numbering")
    forms = set() if root is None else {
        get(node, "w:abstractNumId") for node in each(root, "w:abstractNum")
    }  # fmt: skip
    nums = () if root is None else each(root, "w:num")
    known = {get(num, "w:numId") for num in nums if value(num, "w:abstractNumId") in forms}
    used = Counter(key for key in _lists(document) if key not in known)
    return tuple(
        warning("numbering-undefined", f"list {key} is not in the file, but {_used(count)}: what "
                "belongs to it has no numbers or bullets", document.source, LIST_HINT)
        for key, count in used.items()
    )  # fmt: skip


def _lists(document: Document) -> Iterator[str]:
    """Yield the lists that are named, in the text and in the styles; 0 takes a list away."""
    roots: list[Element] = list(document.roots.values())
    styles = document.looks.styles.values()
    for root in (*roots, *styles):
        yield from (key for node in each(root, "w:numId") if (key := get(node)) not in ("", "0"))


def _used(count: int) -> str:
    return "is used" if count == 1 else f"is used {count} times"
