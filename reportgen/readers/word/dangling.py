"""References inside a Word file that lead nowhere. In: a package. Out: a warning for each kind.

Word passes over them in silence; what they should have brought along is missing all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.readers.word.package import Package
from reportgen.readers.word.xml import NAMESPACES, Element, each, get, name, value
from reportgen.source import Source

HINT = "open it in Word, look at what is missing there, and save it again"
STYLE_LINKS = ("w:pStyle", "w:rStyle", "w:tblStyle")
NOTES = {"w:footnoteReference": ("footnotes", "w:footnote"),
         "w:endnoteReference": ("endnotes", "w:endnote")}  # fmt: skip
RELATION_PREFIX = f"{{{NAMESPACES['r']}}}"


def find_dangling(package: Package, stories: tuple[str, ...], source: Source) -> Diagnostics:
    """Report styles, lists, notes and related parts that the text names and the file lacks."""
    roots = {part: root for part in stories if (root := package.root(part)) is not None}
    kinds = {
        "a style": [item for root in roots.values() for item in _styles(package, root)],
        "a list": [item for root in roots.values() for item in _lists(package, root)],
        "a note": [item for root in roots.values() for item in _notes(package, root)],
        "a picture, link or other part": [
            item for part, root in roots.items() for item in _relations(package, part, root)
        ],
    }
    return tuple(_report(what, missing, source) for what, missing in kinds.items() if missing)


def _styles(package: Package, root: Element) -> Iterator[str]:
    styles = package.related_root("styles")
    known = set() if styles is None else {get(s, "w:styleId") for s in each(styles, "w:style")}
    for node in each(root, *STYLE_LINKS):
        if get(node) not in known and not _is_of_comment(node):
            yield get(node)


def _is_of_comment(node: Element) -> bool:
    """Tell whether a style is that of a comment's mark, which nobody prints."""
    run = next(node.iterancestors(name("w:r")), None)
    return run is not None and run.find(name("w:commentReference")) is not None


def _lists(package: Package, root: Element) -> Iterator[str]:
    numbering = package.related_root("numbering")
    known = {"0", ""}  # 0 takes a list away
    if numbering is not None:
        lists = {get(node, "w:abstractNumId") for node in each(numbering, "w:abstractNum")}
        nums = each(numbering, "w:num")
        known |= {get(n, "w:numId") for n in nums if value(n, "w:abstractNumId") in lists}
    yield from (used for node in each(root, "w:numId") if (used := get(node)) not in known)


def _notes(package: Package, root: Element) -> Iterator[str]:
    for mark, (kind, note) in NOTES.items():
        notes = package.related_root(kind)
        known = set() if notes is None else {get(item, "w:id") for item in each(notes, note)}
        marks = (get(node, "w:id") for node in each(root, mark))
        yield from (used for used in marks if used not in known)


def _relations(package: Package, part: str, root: Element) -> Iterator[str]:
    known = package.relations(part)
    lost = {
        key
        for key, item in known.items()
        if not item.external and item.kind != "hyperlink" and item.target not in package.parts
    }
    for node in root.iter():
        for key, used in node.attrib.items():
            nowhere = used not in known or used in lost
            if used and nowhere and str(key).startswith(RELATION_PREFIX):
                yield str(used)


def _report(what: str, missing: list[str], source: Source) -> Diagnostic:
    named = ", ".join(f'"{item}"' for item in list(Counter(missing))[:3])
    more = ", ..." if len(set(missing)) > 3 else ""
    times = "once" if len(missing) == 1 else f"{len(missing)} times"
    message = f"the Word file names {what} that is not in it, {times}: {named}{more}"
    return warning("word-dangling", message, source, HINT)
