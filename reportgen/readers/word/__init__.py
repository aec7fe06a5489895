"""Word files as appendices. In: a .docx. Out: its bytes, known to be sound, or its blocks.

1. `file` opens a file: sound, harmless, complete, and nothing in it undecided.
2. `visible` settles what is no text: changes, fields, controls, forms for older programs.
3. `pieces` reads paragraph by paragraph, with `styles`, `numbering`, `inlines` and `tables`.
4. `body` puts together what belongs together: lists, quotations, captions.

Headers and footers are no part of the text. What cannot be set as it was is set plainly, and
`remarks` says so.
"""

from __future__ import annotations

import re

from reportgen.diagnostics import Diagnostics, error
from reportgen.model import Blocks, Footnote, WordFile
from reportgen.patterns import regex
from reportgen.readers.word.body import read_body
from reportgen.readers.word.file import damaged, open_word_file
from reportgen.readers.word.numbering import Numbering
from reportgen.readers.word.package import Package, read_package
from reportgen.readers.word.remarks import LeftOut, Plain, Remarks
from reportgen.readers.word.story import Story
from reportgen.readers.word.styles import Styles
from reportgen.readers.word.visible import make_visible, text_of
from reportgen.readers.word.xml import Element, each, get, local, name

__all__ = ["open_word_file", "read_word"]

NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
PAGE_NUMBERS = regex(r"\b(page|of)\b|[\d\W_]+", re.I)


def read_word(document: WordFile) -> tuple[Blocks, Diagnostics]:
    """Return what a Word file says, to be set like the rest of the paper.

    Its changes are taken as accepted and its comments are left out. It has to be one that
    `open_word_file` gave out.
    """
    remarks = Remarks(document.source)
    try:
        blocks = _read(read_package(document.data), remarks)
    except RecursionError:  # tables in tables beyond all measure
        return (), (damaged(document.source),)
    if not blocks:
        message = "the Word file has no text to set like the rest of the paper"
        hint = "look whether it is the right file; or write look: keep beside its name"
        remarks.problems.append(error("word-empty", message, document.source, hint))
    return blocks, remarks.diagnostics()


def _read(package: Package, remarks: Remarks) -> Blocks:
    styles = Styles(package.related_root("styles"))
    numbering = Numbering(package.related_root("numbering"), styles)
    notes = _notes(package, remarks)

    def note(mark: Element) -> Footnote | None:
        part, found = notes.get((local(mark), get(mark, "w:id")), ("", None))
        if found is None:
            return None
        inside = Story(package, part, styles, numbering, remarks, note_in_note)
        return Footnote(read_body(found, inside), remarks.source)

    def note_in_note(mark: Element) -> None:
        remarks.note(Plain.UNKNOWN, "")

    root = package.root(package.main)
    body = None if root is None else root.find(name("w:body"))
    if body is None:
        return ()
    make_visible(body, remarks)
    _report_edges(package, remarks)
    story = Story(package, package.main, styles, numbering, remarks, note)
    return read_body(body, story)


def _notes(package: Package, remarks: Remarks) -> dict[tuple[str, str], tuple[str, Element]]:
    """Return the notes by their mark's name and their id, each with the part it is in."""
    found = {}
    for kind, tag in NOTES.items():
        for part in package.related(kind):
            root = package.root(part)
            if root is not None:
                make_visible(root, remarks)
                mark = tag.removeprefix("w:") + "Reference"
                found.update({(mark, get(i, "w:id")): (part, i) for i in each(root, tag)})
    return found


def _report_edges(package: Package, remarks: Remarks) -> None:
    """Say which headers and footers hold more than page numbers: they are not read."""
    texts = []
    for part in (*package.related("header"), *package.related("footer")):
        root = package.root(part)
        if root is not None:
            make_visible(root, Remarks(remarks.source))
            texts.append(text_of(root))
    for text in dict.fromkeys(texts):
        if PAGE_NUMBERS.sub("", text):
            remarks.note(LeftOut.EDGES, text)
