"""What a reader of the file sees. In: the tree of a story. Out: the same, of few kinds of element.

Word wraps text in much that is not text: tracked changes, content controls, fields, forms for
older programs. Once that is settled a story is paragraphs and tables, and a paragraph is runs
and links.
"""

from __future__ import annotations

from reportgen.readers.word.changes import accept_changes
from reportgen.readers.word.fields import settle_fields
from reportgen.readers.word.remarks import LeftOut, Remarks
from reportgen.readers.word.xml import (
    Element,
    child,
    each,
    names,
    remove,
    unwrap,
    value,
)

WRAPPERS = ("w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:dir", "w:bdo",
            "w:fldSimple", "mc:AlternateContent", "mc:Choice", "mc:Fallback")  # fmt: skip
UNSEEN = ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:proofErr",
          "w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd", "w:commentRangeStart",
          "w:commentRangeEnd", "w:commentReference", "w:lastRenderedPageBreak",
          "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
          "w:moveToRangeEnd", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd",
          "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd")  # fmt: skip
PICTURES = names("a:blip", "v:imagedata")
TEXTS = names("w:t", "a:t", "m:t")


def make_visible(root: Element, remarks: Remarks) -> None:
    """Change a story's tree, once, into the paragraphs, tables, runs and links that are seen."""
    accept_changes(root)
    for alternatives in list(each(root, "mc:AlternateContent")):
        _choose(alternatives)
    for control in list(each(root, "w:sdt")):
        gallery = value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
        if gallery == "Table of Contents":
            remarks.note(LeftOut.CONTENTS, text_of(control))
            remove(control)
    settle_fields(root, remarks)
    for node in list(each(root, *UNSEEN)):
        remove(node)
    for node in reversed(list(each(root, *WRAPPERS))):
        if node is not root:
            unwrap(node)


def text_of(node: Element) -> str:
    """Return all the text below an element, with a space between paragraphs."""
    words = []
    for item in node.iter(*TEXTS, *names("w:p", "w:tab", "w:br")):
        words.append((item.text or "") if item.tag in TEXTS else " ")
    return " ".join("".join(words).split())


def _choose(alternatives: Element) -> None:
    """Keep one form of what Word stores twice: the newer, unless the older alone has a picture.

    A chart of a newer kind, for example, is a picture in the form for older programs.
    """
    newer, older = child(alternatives, "mc:Choice"), child(alternatives, "mc:Fallback")
    if newer is None or older is None:
        return
    says = text_of(newer) or any(True for _ in newer.iter(*PICTURES))
    shows = text_of(older) or any(True for _ in older.iter(*PICTURES))
    for form in list(alternatives):
        if form is not (older if shows and not says else newer):
            remove(form)
